"""A report: what it is of is gone over as who asks may see it, and added up."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access import noted, reading, sight
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import lists, selecting
from chalicelib.actions.reports import dimension, plan
from chalicelib.actions.reports.asked import Report
from chalicelib.actions.reports.dimension import Seen
from chalicelib.actions.reports.plan import CREATED, Known, Plan
from chalicelib.actions.reports.table import Table
from chalicelib.actions.reports.wording import words
from chalicelib.agenda import zone
from chalicelib.errors import Forbidden, invalid
from chalicelib.models import stored
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES

MOST_ENTRIES, MOST_RECORDS, MOST_ROWS = 100_000, 20_000, 2_000
MOST_TITLES = 4_500_000  # bytes, as JSON within JSON: Lambda answers 6 MB at most
AT_A_TIME = 990
EPOCH = 1970
TOO_MANY_ROWS = f"A report has {MOST_ROWS:,} rows at most, and this has more; put them together by less, or narrow it."
TOO_LONG = "The titles of these rows are too long for one answer; put them together by less, or narrow it."


class Made(NamedTuple):
    table: Table
    plan: Plan
    seen: Seen
    zone: str


def made(actor: Actor, asked: Report, action: str = "read") -> Made:
    """Raises Forbidden where that may not be done with records of the type, and Invalid where it asks for what there is
    not, or for more than can be gone over: a figure of a part would be a wrong one."""
    chosen = selecting.chosen(actor, asked)
    declared = TYPES[chosen["of"]]
    if not reading.may(actor, Right(declared.name, action)):
        raise Forbidden
    seen, named = _seen(actor, asked)
    wanted = plan.plan(asked, _known(actor, declared), seen)
    table = Table(wanted.dimensions, wanted.figures)
    with noted.summed():
        found = _values(actor, declared, chosen, wanted)
    for values in _in_parts(found, CREATED in wanted.names):
        _learn(actor, table, values)
        _add(table, values)
    _hold_titles(table)
    return Made(table, wanted, seen, named)


def _seen(actor: Actor, asked: Report) -> tuple[Seen, str]:
    """In the language of who asks, by the clock of the organisation: so that all see the same days."""
    context = reading.context(actor, [actor.user])
    mine = context.linked.get(actor.user)
    language = stored.line(mine.data if mine else {}, "language") or context.language
    named = asked.time_zone or context.time_zone
    return Seen(language, words(language), zone.named(named)), named


def _known(actor: Actor, declared: RecordType) -> Known:
    customs = reading.subject_of(actor).custom(declared)
    return plan.known(reading.criteria_fields(actor, declared), customs)


def _values(actor: Actor, declared: RecordType, chosen: Data, wanted: Plan) -> dict[str, Data]:
    most = _most(actor, declared, chosen, wanted)
    found = selecting.told(actor, chosen, most, *wanted.names)
    if not found.complete:
        told = f"A report goes over {most:,} records of these at most, and there are more; narrow it."
        raise invalid(next(each for each in selecting.WAYS if each in chosen), "too_many", told)
    return found.values


def _most(actor: Actor, declared: RecordType, chosen: Data, wanted: Plan) -> int:
    """More where entries tell all, and everybody sees all."""
    raw = chosen.get(selecting.CRITERIA)
    if raw is None or not sight.sees_every(actor, declared):
        return MOST_RECORDS
    names = wanted.names | lists.parse(actor, declared, raw).fields()
    is_brief = all(each.brief for each in reading.filters(actor, declared) if each.field.name in names)
    return MOST_ENTRIES if is_brief else MOST_RECORDS


def _in_parts(found: Mapping[str, Data], by_time: bool) -> Iterator[list[Data]]:
    """When a record was made is told by its id."""
    rows = iter(found.items())
    while some := list(islice(rows, AT_A_TIME)):
        yield [values | (_made_at(id) if by_time else {}) for id, values in some]


def _made_at(record_id: str) -> Data:
    """Nothing of what was shipped: the number in its id is no moment."""
    made = clock.moment_of(record_id)
    return {CREATED: made} if made.year > EPOCH else {}


def _learn(actor: Actor, table: Table, values: list[Data]) -> None:
    """The titles of what links lead to, as far as who asks may see it; of each once."""
    ids = dimension.sought(table.dimensions, values) - table.looked_for
    table.looked_for |= ids
    if ids:
        found = reading.linked(actor, sorted(ids))
        table.shown |= {id: TYPES[each.type].title(each.data) for id, each in found.items()}


def _add(table: Table, values: list[Data]) -> None:
    for each in values:
        table.add(each)
    if len(table.cells) > MOST_ROWS:
        raise invalid("by", "too_many_rows", TOO_MANY_ROWS)


def _hold_titles(table: Table) -> None:
    if sum(len(json.dumps(title)) for row in table.rows() for title in row.titles) > MOST_TITLES:
        raise invalid("by", "too_long", TOO_LONG)
