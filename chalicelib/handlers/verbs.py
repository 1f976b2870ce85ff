"""What can be asked of any record: the handlers, made from a type's declaration; nothing here names a type."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, Field, create_model

from chalicelib import answers
from chalicelib.access import noted, reading, writing
from chalicelib.actions import archiving, duplicates, lists, offers, save, upsert, versions
from chalicelib.actions.offers import Offered
from chalicelib.call import Answer, Call
from chalicelib.errors import Invalid, InvalidParameter
from chalicelib.merge_patch import apply
from chalicelib.models import external, merged
from chalicelib.models.fields import Reason
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.schema import Parameters, Schema
from chalicelib.storage import cursor, history, records
from chalicelib.storage.history import Position

PAGE = 50
MOST_PAGE = 200
Limit = Field(default=PAGE, ge=1, le=MOST_PAGE)
Cursor = Field(default=None, max_length=2000, description="next_cursor of the page before")
Archived = Field(default=False, description="those that were archived in place of the others, the latest first")
AnyCall = Call[Any, Any]
Handler = Callable[[AnyCall], Any]


class Paging(Parameters):
    limit: int = Limit
    cursor: str | None = Cursor


class Search(Schema):
    """`criteria` is a condition `{"field", "op", "value"}`, or `{"all": […]}`, `{"any": […]}`, `{"not": …}` of them."""

    criteria: dict[str, Any]
    sort: str | None = Field(default=None, max_length=40)
    archived: bool = Archived
    limit: int = Limit
    cursor: str | None = Cursor

    @classmethod
    def model_json_schema(cls, *how: Any, **named: Any) -> dict[str, Any]:
        """With the criteria language, of which pydantic knows nothing."""
        told = super().model_json_schema(*how, **named)
        told["properties"]["criteria"] = {"$ref": "#/components/schemas/Criteria"}
        return told


class Allowing(Parameters):
    allow_duplicate: Reason | None = Field(
        default=None, description="why it is made although it is likely there already"
    )


def answer(
    call: AnyCall, record: Record, context: Context, offered: Sequence[Offered] = (), status: int | None = None
) -> Answer:
    """With the access that is `offered` to those who were given it, where they need any."""
    told = answers.record(call.actor, record, context)
    if offered:
        told["offers"] = [offers.told(call.actor, each) for each in offered]
    return Answer(told, status=status, version=record.version)


def read(call: AnyCall, declared: RecordType, record: Record) -> Answer:
    """With what it needs of others read for it."""
    return answer(call, record, reading.context(call.actor, declared.needs(record), declared.shows_by))


# ------------------------------------------------------------------------------------------------------ the verbs


def reads(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        found = records.get(call.actor.tenant, call.ids["id"])
        if found is not None and found.type == declared.name and merged.into(found):
            return _redirected(reading.survivor(call.actor, found))
        return read(call, declared, reading.checked(call.actor, declared, found))

    return run


def _redirected(survivor: Record) -> Answer:
    """What became one with another is found there, by who may read that."""
    place = f"/v1/{TYPES[survivor.type].plural}/{survivor.id}"
    return Answer({"id": survivor.id, "type": survivor.type}, status=308, headers={"Location": place})


def creates(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        writing.hold_new(call.actor, declared, call.body)
        saved = save.create(call.work, call.actor, declared, call.body)
        if declared.likeness is not None:
            duplicates.hold(call.work, call.actor, saved.record, call.asked.allow_duplicate)
        return created(call, declared, saved)

    return run


def created(call: AnyCall, declared: RecordType, saved: save.Saved) -> Answer:
    made = answer(call, *saved, status=201)
    made.headers["Location"] = f"/v1/{declared.plural}/{saved.record.id}"
    return made


def changes(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "edit")
        versions.hold_alive(before)
        writing.hold(call.actor, declared, call.body)
        versions.hold_fields(call.if_match, reading.shown(call.actor, before), set(call.body))
        data = apply(before.data, call.body, declared.fields)
        writing.hold_copies(call.actor, declared, data)
        return answer(call, *save.update(call.work, call.actor, declared, before, data))

    return run


def archives(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "delete")
        versions.hold_all(call.if_match, before)
        return read(call, declared, archiving.archive(call.work, call.actor, before))

    return run


def restores(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "restore")
        versions.hold_all(call.if_match, before)
        return answer(call, *save.restore(call.work, call.actor, declared, before))

    return run


def tells_history(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        record = reading.get(call.actor, declared, call.ids["id"])
        noted.shown(call.actor, record)
        scope = f"history {call.actor.tenant} {call.actor.user} {record.id}"
        after = Position(*json.loads(cursor.open_(call.asked.cursor, scope))) if call.asked.cursor else Position()
        page = history.page(call.actor.tenant, record.id, limit=call.asked.limit, after=after, watched=declared.watched)
        last = cursor.seal(json.dumps(page.next), scope) if page.next else None
        return answers.page([answers.change(call.actor, declared, each) for each in page.told], last)

    return run


def upserts(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        saved, is_new = upsert.upsert(call, declared, call.ids["system"], call.ids["key"])
        return created(call, declared, saved) if is_new else answer(call, *saved)

    return run


# -------------------------------------------------------------------------------------------------------- lists


def lists_all(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        asked = call.asked
        given = {name: value for name in asked.model_fields_set if (value := getattr(asked, name)) is not None}
        lists.hold_seen(call.actor, declared, given)
        if asked.archived:
            lists.hold_archived(given.keys() & {"sort", *declared.key_filters}, InvalidParameter)
        wanted = lists.Wanted(
            criteria=lists.filters(declared, given),
            sort=lists.check_sort(call.actor, declared, asked.sort, InvalidParameter),
            limit=asked.limit,
            cursor=asked.cursor,
            key=lists.key(call.actor, declared, given),
            archived=asked.archived,
        )
        return lists.page(call.actor, declared, wanted)

    return run


def searches(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        if call.body.archived and call.body.sort is not None:
            lists.hold_archived(["sort"], Invalid)
        wanted = lists.Wanted(
            criteria=lists.parse(call.actor, declared, call.body.criteria),
            sort=lists.check_sort(call.actor, declared, call.body.sort, Invalid),
            limit=call.body.limit,
            cursor=call.body.cursor,
            archived=call.body.archived,
        )
        return lists.page(call.actor, declared, wanted)

    return run


def parameters(declared: RecordType) -> type[BaseModel]:
    told: dict[str, Any] = {"sort": (str | None, Field(default=None, description=", ".join(lists.orders(declared))))}
    for each in declared.filters:
        if each.asked:
            about = f"one of several: {', '.join(each.field.choices)}" if each.field.choices else "may be repeated"
            told[each.field.name] = (list[str] | None, Field(default=None, max_length=20, description=about))
    for name, kind in declared.key_filters.items():
        about = "exact, as `system:key`" if kind == external.KIND else "exact, in any spelling"
        told[name] = (str | None, Field(default=None, max_length=200, description=about))
    told["archived"] = (bool, Archived)
    return create_model(f"{declared.name.title()}List", __base__=Paging, **told)
