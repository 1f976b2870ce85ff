"""A connection: what two records are to each other, such as supplier and customer, from one day to another."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import link_type, stakes, stored, through
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Period, filter_on
from chalicelib.models.fields import Day, KnownLink, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.link_type import ATTRIBUTES, BACKWARD, FORWARD, ONE_FROM, ONE_TO, SYMMETRIC, TREE, LinkKey
from chalicelib.models.moment import FAR
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Stakes

FROM, TO, TYPE, RULES = "from_record", "to_record", "link_type", "rules"
SINCE, UNTIL, PRIORITY = "started_on", "ended_on", "priority"
ENDS = (FROM, TO)
JOINED = ("relation", "contact", "user")
LAST = 99


class ConnectionFields(CustomFields):
    """What `from_record` is to `to_record`; GET /v1/link-types lists what it may be."""

    link_type: LinkKey = Field(description="such as supplies: `from_record` supplies `to_record`")
    from_record: Linked = Field(description="a relation, a contact or a user, as the type allows")
    to_record: Linked = Field(description="a relation, a contact or a user, as the type allows")
    started_on: Day | None = None
    ended_on: Day | None = Field(default=None, description="the last day on which it held")
    priority: int | None = Field(default=None, ge=1, le=LAST, description="1 comes first, where the type has it")
    percentage: float | None = Field(default=None, ge=0, le=100, description="such as a share, where the type has it")
    note: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    known = link_type.of(context.settings.get(link_type.SETTING, {}))
    faults = [*_ends_faults(data), *_type_faults(data, context, known)]
    of_type = known.get(stored.line(data, TYPE), {})
    told = {
        **data,
        RULES: context.before.get(RULES) or link_type.rules(of_type),
        through.NAME: list(through.of([_end(data, name) for name in ENDS], context)),
    }
    return Prepared(told, faults)


def _ends_faults(data: Data) -> Iterator[FieldError]:
    if _end(data, FROM) == _end(data, TO):
        yield FieldError(TO, "itself", "Nothing is connected with itself; give another record.")
    if (stored.line(data, UNTIL) or FAR) < stored.line(data, SINCE):
        yield FieldError(UNTIL, "before_start", "It cannot end before it started.")


def _type_faults(data: Data, context: Context, known: dict[str, Data]) -> Iterator[FieldError]:
    key, before = stored.line(data, TYPE), context.before
    if fault := link_type.fault(key, known, stored.line(before, TYPE)):
        yield fault
        return
    for name, allowed in ((FROM, "from_types"), (TO, "to_types")):
        fits = stored.lines(known.get(key), allowed)
        if not before and _kind(context, _end(data, name)) not in fits:
            yield FieldError(name, "not_for_type", f"With {key} this must be: {' or '.join(fits)}.")
    for name in ATTRIBUTES:
        if data.get(name) not in (None, before.get(name)) and name not in stored.lines(known.get(key), "attributes"):
            yield FieldError(name, "not_for_type", f"A link of the type {key} has no {name}; leave it out.")


def _kind(context: Context, record_id: str) -> str:
    record = context.linked.get(record_id)
    if record is None:
        return ""
    return stored.line(record.data, "kind") if record.type == "relation" else record.type


def _end(data: Data, name: str) -> str:
    return stored.line(stored.part(data, name), "id")


def ends(data: Data) -> list[str]:
    return [each for each in (_end(data, name) for name in ENDS) if each]


def links(data: Data) -> Iterator[Link]:
    """They hold nothing: what somebody is to others does not keep them from being archived."""
    for name in ENDS:
        if link := stored.part(data, name):
            yield Link(name, link, JOINED, holds=False)


# ------------------------------------------------------------------------------------------------- at the same time


def periods(record: Record) -> Iterator[Period]:
    """No two of a type between the same two; where each has one only, no two of it. A parent is above its child."""
    data, rules = record.data, stored.lines(record.data, RULES)
    one, other = _end(data, FROM), _end(data, TO)
    days = stored.line(data, SINCE), stored.line(data, UNTIL)
    below = _group(data, "to", other)
    if TREE in rules or (ONE_FROM in rules and SYMMETRIC not in rules):
        above = (_group(data, "to", one),) if TREE in rules else None
        yield Period(below, *days, TO, ONE_FROM in rules, above)
    if ONE_TO in rules and SYMMETRIC not in rules:
        yield Period(_group(data, "from", one), *days, FROM)
    if ONE_FROM in rules and SYMMETRIC in rules:
        for name, each in ((FROM, one), (TO, other)):
            yield Period(_group(data, "of", each), *days, name)
    pair = sorted((one, other)) if SYMMETRIC in rules else (one, other)
    yield Period(_group(data, "both", *pair), *days, TO)


def _group(data: Data, side: str, *ids: str) -> str:
    return " ".join((stored.line(data, TYPE), side, *ids))


def holds_on(data: Data, day: str) -> bool:
    return stored.line(data, SINCE) <= day <= (stored.line(data, UNTIL) or FAR)


# ------------------------------------------------------------------------------------------------------- who, where


def stakes_in(record: Record) -> Stakes:
    beside = [*ends(record.data), *stakes.ids(stored.parts(record.data, through.NAME))]
    return Stakes(owners=stakes.owners(record), around=stakes.relations(beside), ends=tuple(ends(record.data)))


def priority(data: Data) -> int:
    told = data.get(PRIORITY)
    return told if isinstance(told, int) and 0 < told < LAST else LAST


def by_priority(record: Record) -> str:
    names = (stored.line(stored.part(record.data, name), "title") for name in ENDS)
    return " ".join((f"{priority(record.data):02}", *map(text.fold, names)))


def title(data: Data) -> str:
    return " – ".join(filter(None, (stored.line(stored.part(data, name), "title") for name in ENDS)))


def direction(data: Data, seen_from: str) -> str:
    """As it reads from one of its ends."""
    return FORWARD if _end(data, FROM) == seen_from else BACKWARD


EXAMPLE: dict[str, Any] = {
    "link_type": "advisor",
    "from_record": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
    "to_record": "con_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
    "started_on": "2026-01-01",
}

CONNECTION = customised(
    RecordType(
        name="connection",
        plural="connections",
        prefix="cnx",
        fields=ConnectionFields,
        summary="What two records are to each other, such as supplier and customer.",
        title=title,
        place=lambda data: stored.line(data, TYPE),
        sorts={PRIORITY: by_priority, "updated_at": lambda record: record.updated_at},
        filters=(
            filter_on(CriteriaField("record", "link", many=True), facet=True, read=ends),
            filter_on(CriteriaField(TYPE, "choice"), facet=True),
            filter_on(CriteriaField(FROM, "link")),
            filter_on(CriteriaField(TO, "link")),
            filter_on(CriteriaField(SINCE, "date")),
            filter_on(CriteriaField(UNTIL, "date")),
            filter_on(CriteriaField(PRIORITY, "number")),
            filter_on(CriteriaField("percentage", "number")),
        ),
        links=links,
        prepare=prepare,
        settings=(link_type.SETTING,),
        periods=periods,
        refuses=lambda _: "Link to what it joins: what names a relation is for who sees that.",
        stakes=stakes_in,
        joins=JOINED,
        repeats=lambda stands, _: stands,
        follows="relation",
        seldom=True,
        apart=frozenset({"list"}),
        fixed=frozenset({TYPE, *ENDS}),
        essential=frozenset({TYPE, *ENDS, SINCE, UNTIL, PRIORITY, RULES, through.NAME}),
        made_of={"record": frozenset(ENDS)},
        shown=dict.fromkeys(ENDS, KnownLink),
        computed={RULES: list[str], through.NAME: list[dict[str, str]]},
        example=EXAMPLE,
        example_change={"ended_on": "2026-12-31"},
    )
)
