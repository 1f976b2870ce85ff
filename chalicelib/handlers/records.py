"""The operations that every record type has, made from its declaration; nothing here names a type."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field, create_model

from chalicelib import answers, operation
from chalicelib.access import reading
from chalicelib.access.decide import Right
from chalicelib.actions import lists, save, upsert, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    AlreadyExists,
    Busy,
    Conflict,
    Forbidden,
    InUse,
    Invalid,
    InvalidCursor,
    InvalidParameter,
    KeyReused,
    NotFound,
    StaleVersion,
)
from chalicelib.merge_patch import MergePatch, apply
from chalicelib.models import external
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.openapi_models import ChangePage, RecordPage, RecordShape
from chalicelib.operation import READS, WRITES, Operation, Touch
from chalicelib.schema import Parameters, Schema
from chalicelib.storage import cursor, listing, records

PAGE = 50
MOST_PAGE = 200
Limit = Field(default=PAGE, ge=1, le=MOST_PAGE)
Cursor = Field(default=None, max_length=2000, description="next_cursor of the page before")
AnyCall = Call[Any, Any]
Handler = Callable[[AnyCall], Any]


class Paging(Parameters):
    limit: int = Limit
    cursor: str | None = Cursor


class Search(Schema):
    """`criteria` is a condition `{"field", "op", "value"}`, or `{"all": […]}`, `{"any": […]}`, `{"not": …}` of them."""

    criteria: dict[str, Any]
    sort: str | None = Field(default=None, max_length=40)
    limit: int = Limit
    cursor: str | None = Cursor

    @classmethod
    def model_json_schema(cls, *how: Any, **named: Any) -> dict[str, Any]:
        """With the criteria language, of which pydantic knows nothing."""
        told = super().model_json_schema(*how, **named)
        told["properties"]["criteria"] = {"$ref": "#/components/schemas/Criteria"}
        return told


def answer(record: Record, context: Context, status: int | None = None) -> Answer:
    return Answer(answers.record(record, context), status=status, version=record.version)


def read(call: AnyCall, declared: RecordType, record: Record) -> Answer:
    """With what it needs of others read for it."""
    return answer(record, reading.context(call.actor, declared.needs(record)))


# ------------------------------------------------------------------------------------------------------ the verbs


def reads(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        return read(call, declared, reading.get(call.actor, declared, call.ids["id"]))

    return run


def creates(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        return created(declared, save.create(call.work, call.actor, declared, call.body))

    return run


def created(declared: RecordType, saved: save.Saved) -> Answer:
    made = answer(*saved, status=201)
    made.headers["Location"] = f"/v1/{declared.plural}/{saved.record.id}"
    return made


def changes(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "edit")
        versions.hold_alive(before)
        versions.hold_fields(call.if_match, before, set(call.body))
        data = apply(before.data, call.body, declared.fields)
        return answer(*save.update(call.work, call.actor, declared, before, data))

    return run


def archives(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "delete")
        versions.hold_all(call.if_match, before)
        ids, _ = listing.linked(call.actor.tenant, before.id, limit=10)
        if ids and before.alive:
            raise InUse(
                "Other records link to this one: move them, or archive them first. `used_by` names the first of them.",
                used_by=ids,
            )
        return read(call, declared, call.work.archive(before))

    return run


def restores(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        before = reading.get(call.actor, declared, call.ids["id"], "restore")
        versions.hold_all(call.if_match, before)
        return answer(*save.restore(call.work, call.actor, declared, before))

    return run


def tells_history(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        record = reading.get(call.actor, declared, call.ids["id"])
        scope = f"history {call.actor.tenant} {call.actor.user} {record.id}"
        before = int(cursor.open_(call.asked.cursor, scope)) if call.asked.cursor else None
        told, more = records.changes(call.actor.tenant, record.id, limit=call.asked.limit, before=before)
        last = cursor.seal(str(told[-1]["version"]), scope) if more else None
        return answers.page([answers.change(each) for each in told], last)

    return run


def upserts(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> Answer:
        saved, is_new = upsert.upsert(call, declared, call.ids["system"], call.ids["key"])
        return created(declared, saved) if is_new else answer(*saved)

    return run


# -------------------------------------------------------------------------------------------------------- lists


def lists_all(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        asked = call.asked
        given = {name: value for name in asked.model_fields_set if (value := getattr(asked, name)) is not None}
        wanted = lists.Wanted(
            criteria=lists.filters(declared, given),
            sort=lists.check_sort(declared, asked.sort, InvalidParameter),
            limit=asked.limit,
            cursor=asked.cursor,
            key=lists.key(call.actor.tenant, declared, given),
        )
        return lists.page(call.actor, declared, wanted)

    return run


def searches(declared: RecordType) -> Handler:
    def run(call: AnyCall) -> dict[str, Any]:
        wanted = lists.Wanted(
            criteria=lists.parse(declared, call.body.criteria),
            sort=lists.check_sort(declared, call.body.sort, Invalid),
            limit=call.body.limit,
            cursor=call.body.cursor,
        )
        return lists.page(call.actor, declared, wanted)

    return run


def parameters(declared: RecordType) -> type[BaseModel]:
    told: dict[str, Any] = {"sort": (str | None, Field(default=None, description=", ".join(lists.orders(declared))))}
    for each in declared.filters:
        if each.facet:
            about = f"one of several: {', '.join(each.field.choices)}" if each.field.choices else "may be repeated"
            told[each.field.name] = (list[str] | None, Field(default=None, max_length=20, description=about))
    for name, kind in declared.key_filters.items():
        about = "exact, as `system:key`" if kind == external.KIND else "exact, in any spelling"
        told[name] = (str | None, Field(default=None, max_length=200, description=about))
    return create_model(f"{declared.name.title()}List", __base__=Paging, **told)


# ---------------------------------------------------------------------------------------------------- declarations


def declare(declared: RecordType) -> None:
    one, many = f"/v1/{declared.plural}/{{id}}", f"/v1/{declared.plural}"
    shape, patch = RecordShape(declared), MergePatch(declared.fields)
    article = "an" if declared.name[0] in "aeiou" else "a"
    noun = f"{article} {declared.name}"

    def add(
        name: str,
        route: str,
        action: str,
        run: Handler,
        summary: str,
        touches: tuple[Touch, ...] = (READS,),
        **more: Any,
    ) -> None:
        method, path = route.split(" ")
        description, errors = more.pop("description", ""), more.pop("errors", ())
        operation.register(
            Operation(
                name=name.format(one=declared.name, many=declared.plural),
                method=method,
                path=path,
                area=declared.plural,
                summary=summary,
                description=description,
                right=Right(declared.name, action),
                run=run,
                touches=touches,
                errors=errors,
                **more,
            )
        )

    both, write_errors = (READS, WRITES), (Invalid, KeyReused, Busy)
    add(
        "list_{many}",
        f"GET {many}",
        "read",
        lists_all(declared),
        f"Lists {declared.plural}",
        asks=parameters(declared),
        gives=RecordPage(declared),
        errors=(InvalidParameter, InvalidCursor),
    )
    add(
        "create_{one}",
        f"POST {many}",
        "create",
        creates(declared),
        f"Creates {noun}",
        both,
        description=declared.summary,
        takes=declared.fields,
        gives=shape,
        status=201,
        example=declared.example,
        errors=(AlreadyExists, *write_errors),
    )
    add(
        "search_{many}",
        f"POST {many}/search",
        "read",
        searches(declared),
        f"Lists the {declared.plural} that meet criteria",
        description=f"Criteria may ask about {_criteria_fields(declared)}.",
        takes=Search,
        gives=RecordPage(declared),
        errors=(Invalid, InvalidCursor),
        example={"criteria": _an_example(declared), "sort": declared.natural, "limit": PAGE},
    )
    add("read_{one}", f"GET {one}", "read", reads(declared), f"Reads {noun}", gives=shape, errors=(NotFound,))
    add(
        "update_{one}",
        f"PATCH {one}",
        "edit",
        changes(declared),
        f"Changes {noun}",
        both,
        description="A JSON merge patch (RFC 7396). With If-Match nothing that others changed since is overwritten.",
        takes=patch,
        gives=shape,
        media_types=("application/json", "application/merge-patch+json"),
        example=declared.example_change,
        errors=(NotFound, Conflict, AlreadyExists, StaleVersion, *write_errors),
    )
    add(
        "archive_{one}",
        f"DELETE {one}",
        "delete",
        archives(declared),
        f"Archives {noun}",
        both,
        description="It is no longer found or listed, but can be restored.",
        gives=shape,
        errors=(NotFound, InUse, StaleVersion, Busy),
    )
    add(
        "restore_{one}",
        f"POST {one}/restore",
        "restore",
        restores(declared),
        f"Brings back {noun} that was archived",
        both,
        gives=shape,
        errors=(NotFound, Conflict, AlreadyExists, StaleVersion, KeyReused, Busy),
    )
    add(
        "history_of_{one}",
        f"GET {one}/history",
        "read",
        tells_history(declared),
        f"Tells who changed {noun}, when and what",
        asks=Paging,
        gives=ChangePage(),
        errors=(NotFound, InvalidCursor),
    )
    if "external_ids" in declared.fields.model_fields:
        add(
            "upsert_{one}",
            f"PUT {many}/by/{{system}}/{{key}}",
            "create",
            upserts(declared),
            f"Creates or changes {noun} by its key in another system",
            both,
            description="Given fields are set, others stay as they are; repeating it changes nothing.",
            takes=patch,
            gives=shape,
            also=(201,),
            example=declared.example,
            errors=(NotFound, Forbidden, AlreadyExists, StaleVersion, *write_errors),
        )


def _criteria_fields(declared: RecordType) -> str:
    """`status` (choices, several), `name` (text) …"""
    fields = declared.criteria_fields.values()
    return ", ".join(f"`{each.name}` ({each.kind}{', several' if each.many else ''})" for each in fields)


def _an_example(declared: RecordType) -> dict[str, Any]:
    field = declared.filters[0].field
    value = field.choices[0] if field.choices else "NL" if field.name == "country" else "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"
    return {"all": [{"field": field.name, "op": "has_any" if field.many else "in", "value": [value]}]}


for each in TYPES.values():
    declare(each)
