"""Who from outside may be concerned by a record: whose ties reach what is around it. Whether they may see it is decided
for each of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.access import held
from chalicelib.access.decide import stakes_of
from chalicelib.models import stakes, stored
from chalicelib.models.record import Record


def near(record: Record) -> list[str]:
    """The ids of the users, each once."""
    told = stakes_of(record)
    around = {*told.around, *told.about, *(told.parties or ())}
    ties = held.of(record.tenant).sections[stakes.TIES].values() if around else ()
    return list(dict.fromkeys(stored.line(each, "user") for each in ties if not around.isdisjoint(_reaches(each))))


def _reaches(tie: Mapping[str, Any]) -> Iterator[str]:
    """Whatever it names: relations and contacts are told apart by their ids."""
    yield from (value for value in tie.values() if isinstance(value, str))
    for name in ("listed", "reached"):
        yield from stored.lines(tie, name)
