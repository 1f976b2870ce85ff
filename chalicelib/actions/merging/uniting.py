"""What several records become as one: pure. The first of them stays; what it has not is filled from the others, lists
are united, and what somebody chose is taken as it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.merge_patch import without_nothing
from chalicelib.models import custom_rule, external, merged, stakes, stored
from chalicelib.models.custom_found import is_custom
from chalicelib.models.link import Merges, Rows
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, Definitions, RecordType
from chalicelib.models.stakes import ACCESS, CO_OWNERS, OWNER, RESTRICTED

KEYED = frozenset({external.IDS})  # by system: united one by one
GUARDED = frozenset({OWNER, CO_OWNERS, ACCESS, RESTRICTED})  # who gets at it: of the one that stays, unless chosen
PLAIN = Rows(same=lambda row: row)
BLANK: tuple[Any, ...] = (None, "", [], {})


class Those(NamedTuple):
    """The one that stays and the others, in their order, as they are kept; `choices` are ids by field."""

    declared: RecordType
    survivor: Record
    sources: Sequence[Record]
    choices: Mapping[str, str]
    definitions: Definitions

    @property
    def all(self) -> list[Record]:
        return [self.survivor, *self.sources]

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.all]

    @property
    def names(self) -> list[str]:
        """Of the fields that may differ."""
        own = [name for name in self.declared.fields.model_fields if name not in self.declared.fixed]
        return [*own, *self.definitions]

    @property
    def merges(self) -> Merges:
        return self.declared.merges or Merges()


def united(those: Those) -> Data:
    data = {**those.survivor.data}
    for name in those.names:
        value = _value(those, name)
        if value is not None or data.get(name) not in BLANK:
            data[name] = value
    if any(map(stakes.is_restricted, those.all)) and RESTRICTED not in those.choices:
        data |= _shut(those)
    return external.united(those.all, merged.with_those(without_nothing(data), _gone(those)))


def _gone(those: Those) -> list[str]:
    """With what went into those before."""
    return [id for each in those.sources for id in (each.id, *merged.sources(each.data))]


def values(those: Those, name: str) -> dict[str, Any]:
    """By record, where there is any: without what leads from one of them to another."""
    told = {each.id: _outward(each.data.get(name), those.ids) for each in those.all}
    return {id: value for id, value in told.items() if value not in BLANK}


def differ(told: Collection[Any]) -> bool:
    """Whether one has to be chosen: lists are united."""
    plain = [bare(each) for each in told if not isinstance(each, list)]
    return any(each != plain[0] for each in plain)


def bare(value: Any) -> Any:
    """A link is the same by its id, whatever it is called."""
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    return [bare(each) for each in value] if isinstance(value, list) else value


def _value(those: Those, name: str) -> Any:
    told = values(those, name)
    if name in those.choices:
        return told.get(those.choices[name])
    own = told.get(those.survivor.id)
    if name in GUARDED or name in those.merges.alone:
        return own
    if name in KEYED:
        return {key: each for value in reversed(told.values()) for key, each in value.items()}
    if any(isinstance(each, list) for each in told.values()):
        return _rows(those.merges.rows.get(name, PLAIN), told, those.survivor.id)
    return own if own is not None else next(iter(_filling(those, name, told)), None)


def _rows(rows: Rows, told: Mapping[str, Any], survivor: str) -> list[Any]:
    """Those of the first stay as they are."""
    known: list[Any] = []
    for id, value in told.items():
        for row in value if isinstance(value, list) else ():
            if not any(_same(rows, row, each) for each in known):
                known.append(row if id == survivor or not isinstance(row, dict) else rows.taken(row))
    return known


def _same(rows: Rows, row: Any, other: Any) -> bool:
    if rows is PLAIN or not isinstance(row, dict) or not isinstance(other, dict):
        return bool(bare(row) == bare(other))
    return bool(rows.same(row) == rows.same(other))


def _filling(those: Those, name: str, told: Mapping[str, Any]) -> Iterable[Any]:
    """What may be filled in, in the order of the records; what a rule gave them it gives anew."""
    together = those.merges.together.get(name, ())
    for each in those.sources:
        ruled = is_custom(name) and custom_rule.is_marked(each.data, name)
        if each.id in told and not ruled and all(_agree(those, each, other) for other in together):
            yield told[each.id]


def _agree(those: Those, source: Record, name: str) -> bool:
    """Once the one that stays has what it will."""
    return bool(bare(_value(those, name)) == bare(source.data.get(name)))


def _outward(value: Any, ids: Collection[str]) -> Any:
    if isinstance(value, list):
        return [each for each in value if not _leads(each, ids)]
    return None if _leads(value, ids) else value


def _leads(value: Any, ids: Collection[str]) -> bool:
    if not isinstance(value, dict):
        return False
    return stored.line(value, "id") in ids or any(_leads(each, ids) for each in value.values())


def _shut(those: Those) -> Data:
    """What is restricted stays so: to whom the one that stays says, or where it was open, the first that was not."""
    first = next(each for each in those.all if stakes.is_restricted(each))
    own = {} if ACCESS in those.choices else {ACCESS: first.data.get(ACCESS)}
    return {RESTRICTED: True, **own}
