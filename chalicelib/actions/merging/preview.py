"""What records would become as one, as somebody may see it, before anything is done."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.merging import guards, heads, outcome, outsiders, parties, references, uniting
from chalicelib.actions.merging.guards import Obstacle
from chalicelib.actions.merging.parties import Asked
from chalicelib.actions.merging.uniting import Those
from chalicelib.errors import FieldError, Invalid
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage.work import Work


class Preview(NamedTuple):
    """`record` is None where they cannot become one like this, and `errors` say why."""

    record: Data | None
    errors: list[FieldError]
    fields: list[Data]
    references: dict[str, int]
    outsiders: int
    obstacles: list[Obstacle]


def of(work: Work, actor: Actor, asked: Asked) -> Preview:
    """`work` is never committed. Raises NotFound, Forbidden and Invalid."""
    those = parties.of(actor, asked)
    record, errors = _become(work, actor, those)
    return Preview(
        record,
        errors,
        list(_fields(actor, those)),
        references.count(actor.tenant, asked.survivor, asked.sources).by_type,
        outsiders.narrowing(actor.tenant, those.ids),
        guards.of(actor, those),
    )


def _become(work: Work, actor: Actor, those: Those) -> tuple[Data | None, list[FieldError]]:
    context = heads.around(work, those)
    try:
        data = outcome.of(work, actor, those, context)
    except Invalid as problem:
        return None, [*problem.errors] or [FieldError(parties.SOURCES, problem.code, problem.detail)]
    made = those.survivor.changed(data, work.at, work.by)
    return answers.record(actor, made, reading.readable(actor, context)), []


def _fields(actor: Actor, those: Those) -> Iterator[Data]:
    """Those that they may see and that any of the records has, as they see them."""
    seen = {each.id: reading.shown(actor, each) for each in those.all}
    for name in those.names:
        told = _values(seen, name)
        if told and reading.sees(actor, those.declared, name):
            differ = len(told) > 1 and uniting.differ(list(told.values()))
            yield {"field": name, "values": told, "conflict": differ, "chosen": those.choices.get(name)}


def _values(seen: dict[str, Record], name: str) -> dict[str, Any]:
    told = {id: each.data.get(name) for id, each in seen.items()}
    return {id: value for id, value in told.items() if value not in uniting.BLANK}
