"""What becomes of rows of a file, some fifteen at a time: each made, changed, or refused with what is wrong, as the
operation on that one record would have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from chalicelib import clock
from chalicelib.access import reading, taken, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import duplicates, save
from chalicelib.actions.importing import blanks, drawn, linking, matching
from chalicelib.actions.importing.drawn import Drawn
from chalicelib.actions.importing.matching import Match
from chalicelib.actions.importing.plan import Plan
from chalicelib.actions.jobs import changing
from chalicelib.errors import AlreadyExists, DuplicateSuspected, FieldError, Forbidden, Invalid, Problem
from chalicelib.files.sheets.incoming import Line
from chalicelib.merge_patch import MergePatch, apply, without_nothing
from chalicelib.models import external
from chalicelib.models.import_plan import FILL, SKIP
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.schema import parse
from chalicelib.storage import keys, read_once
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.work import Work

Outcome = Literal["create", "update", "unchanged", "skip", "refused"]
Begin = Callable[[], Work]
TWICE = "Row {} of this file is about the same record: put them into one row."
LIKELY = "This is likely there already: {}."
ROW = "row {} of this file"
MASKED = "a record that you may not see"


class Dealt(NamedTuple):
    """`id` is that of the record, made or there already; `work` has what is to be saved. What is refused has a
    problem, told by the columns of the file."""

    number: int
    id: str
    outcome: Outcome
    row: Drawn
    before: Record | None = None
    work: Work | None = None
    problem: Problem | None = None

    @property
    def after(self) -> Record | None:
        saved = self.work.saves.get(self.id) if self.work else None
        return saved.after if saved else self.before


class Batch(NamedTuple):
    """`named` gives the id that the record of a row gets: always the same one, so that nothing is made twice. `begin`
    gives a work to try a row in."""

    actor: Actor
    plan: Plan
    named: Callable[[int], str]
    begin: Begin


def named(of: str, import_id: str, at: str) -> Callable[[int], str]:
    """By the import, which was made `at` that moment, and the number of the row."""
    prefix, moment = TYPES[of].prefix, datetime.fromisoformat(at)
    return lambda number: clock.id_of(prefix, moment, f"{import_id}:{number}")


def dealt(batch: Batch, lines: Sequence[Line]) -> list[Dealt]:
    rows = [drawn.of(batch.plan, line) for line in lines]
    linking.resolve(batch.actor, rows)
    matches = matching.found(batch.actor, batch.plan, rows)
    with read_once.within(batch.actor.tenant, _linked(batch, rows, matches)):
        told = [_one(batch, row, match) for row, match in zip(rows, _told_apart(batch, rows, matches), strict=True)]
        return told if batch.plan.allows_duplicates else [*_held_apart(batch, told)]


def _linked(batch: Batch, rows: Sequence[Drawn], matches: Sequence[Match]) -> Iterator[ItemKey]:
    """The records that rows lead to, and those that what they are about leads to already."""
    tenant, declared = batch.actor.tenant, batch.plan.declared
    found = (link for each in matches if each.record for link in declared.links(each.record.data))
    ids = [*linking.ids(rows), *(str(link.snapshot["id"]) for link in found if "id" in link.snapshot)]
    return (keys.record(tenant, each) for each in ids)


def again(batch: Batch, one: Dealt, work: Work) -> None:
    """The same within another work; raises what is wrong."""
    _act(batch, one.row, Match(one.before), one.id, work)


def _told_apart(batch: Batch, rows: Sequence[Drawn], matches: Sequence[Match]) -> Iterator[Match]:
    """Of two rows with the same key the second is refused."""
    seen: dict[str, int] = {}
    for row, match in zip(rows, matches, strict=True):
        same = match.record.id if match.record else row.key.casefold()
        first = seen.setdefault(same, row.number) if same else row.number
        key = batch.plan.key
        yield match if first == row.number or key is None else Match(fault=twice(key.title, first))


def twice(title: str, first: int) -> FieldError:
    return FieldError(title, "twice", TWICE.format(first))


def _one(batch: Batch, row: Drawn, match: Match) -> Dealt:
    id = match.record.id if match.record else batch.named(row.number)
    work = batch.begin()
    try:
        outcome = _act(batch, row, match, id, work)
    except Problem as problem:
        return Dealt(row.number, id, "refused", row, match.record, None, renamed(batch, row, problem))
    return Dealt(row.number, id, outcome, row, match.record, work if work.saves else None)


def renamed(batch: Batch, row: Drawn, problem: Problem) -> Problem:
    """What is our own trouble is no reason to refuse anything."""
    if problem.status >= 500:
        raise problem
    if isinstance(problem, AlreadyExists):
        problem = taken.told(batch.actor, problem)
    return type(problem)(problem.detail, drawn.told(batch.plan, row, problem.errors), problem.headers, **problem.extra)


def _act(batch: Batch, row: Drawn, match: Match, id: str, work: Work) -> Outcome:
    """All that is wrong with a row is told at once: what cannot be read, and what cannot be accepted."""
    faults = [*row.faults, *([match.fault] if match.fault else [])]
    try:
        outcome = _update(batch, row, match.record, work) if match.record else _create(batch, row, id, work)
    except Invalid as problem:
        known = {each.field for each in faults}
        more = [each for each in drawn.told(batch.plan, row, problem.errors) if each.field not in known]
        raise Invalid(problem.detail, [*faults, *more]) from None
    if faults:
        raise Invalid(errors=faults)
    return outcome


def _create(batch: Batch, row: Drawn, id: str, work: Work) -> Outcome:
    actor, declared = batch.actor, batch.plan.declared
    if not batch.plan.creates:
        return "skip"
    if not reading.may(actor, Right(declared.name, "create")):
        raise Forbidden
    fields = parse(declared.fields, row.body)
    writing.hold_new(actor, declared, fields)
    data, context = save.prepare(work, actor, declared, without_nothing(fields.model_dump()), before=None)
    save.created(work, actor, declared, data, context, id)
    if batch.plan.allows_duplicates and declared.likeness is not None:
        work.about[duplicates.ALLOWED] = batch.plan.file
    return "create"


def _update(batch: Batch, row: Drawn, before: Record, work: Work) -> Outcome:
    if batch.plan.matched == SKIP:
        return "skip"
    actor, declared = batch.actor, batch.plan.declared
    writing.hold(actor, declared, row.body)
    sent = external.unknown(row.body, before)
    raw = blanks.patch(sent, before, batch.plan.country, only_blanks=batch.plan.matched == FILL)
    patch = _patch(declared.name, declared.born - _unsaid(declared.born, before, raw)).parse(raw)
    if apply(before.data, patch, declared.fields) == before.data:
        return "unchanged"
    changing.change(work, actor, before, patch)
    return "update" if before.id in work.saves else "unchanged"


@cache
def _patch(of: str, out: frozenset[str]) -> MergePatch:
    return MergePatch(TYPES[of].fields, out)


def _unsaid(born: frozenset[str], before: Record, raw: Data) -> frozenset[str]:
    """What is born with it and said again as it is."""
    return frozenset(name for name in born & raw.keys() if raw[name] == before.data.get(name))


# ----------------------------------------------------------------------------------------------- likely there already


def _held_apart(batch: Batch, told: Sequence[Dealt]) -> Iterator[Dealt]:
    """Two round trips for all that are made, three where not everybody sees what they are like."""
    made = [each.after for each in told if each.outcome == "create" and each.after is not None]
    if batch.plan.declared.likeness is None or not made:
        yield from told
        return
    found = duplicates.refusing(batch.actor, batch.plan.declared, made)
    suspected = {record.id: each for record, each in zip(made, found, strict=True) if each}
    rows = {each.id: each.number for each in told if each.outcome == "create"}
    for each in told:
        is_new = each.outcome == "create" and each.id in suspected
        yield each._replace(outcome="refused", work=None, problem=_likely(suspected[each.id], rows)) if is_new else each


def _likely(candidates: Sequence[Mapping[str, Any]], rows: Mapping[str, int]) -> Problem:
    """Of what is like another row of the file there is no id yet, and where it is refused there never will be."""
    told = "; ".join(_candidate(each, rows) for each in candidates)
    fault = FieldError("", "duplicate_suspected", LIKELY.format(told))
    known = [{**each, "id": None} if each.get("id") in rows else each for each in candidates]
    return DuplicateSuspected(errors=[fault], candidates=known)


def _candidate(told: Mapping[str, Any], rows: Mapping[str, int]) -> str:
    if told.get("masked"):
        return MASKED
    where = f", {told['place']}" if told.get("place") else ""
    which = ROW.format(rows[told["id"]]) if told["id"] in rows else told["id"]
    return f"{told['title']}{where} ({which})"
