"""How complete a record is: what a tenant asks of its type, by weight, and which of that is there. A wrapper around a
type; what is asked is in the settings that are read when a record is saved.

Of channels it can be asked that there is one of a kind (`email`; a mobile is a `phone` too), and of addresses that
there is one, or one that is the default for something (`postal_address`), with all that the post of its country
needs."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib import criteria
from chalicelib.criteria import CriteriaError
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import custom_found, custom_rule, postal, stored
from chalicelib.models.custom_rule import NOBODY, ONCE
from chalicelib.models.entry import filter_on
from chalicelib.models.record import Record
from chalicelib.models.record_type import COMPLETENESS, Context, Data, Known, Prepared, RecordType

SETTING, MISSING = "completeness", "missing"
ALL = 100
PHONES = ("phone", "mobile")
PURPOSES = ("visiting", "postal", "billing", "delivery", "private")
Rule = Mapping[str, Any]


class Demand(NamedTuple):
    """Something that can be asked besides that a field is filled: of which `field`, and what is missing of it."""

    field: str
    gaps: Callable[[str, list[Data]], list[str]]


def _channel(*kinds: str) -> Demand:
    def gaps(name: str, channels: list[Data]) -> list[str]:
        return [] if any(stored.line(each, "kind") in kinds for each in channels) else [name]

    return Demand("channels", gaps)


def _address(purpose: str = "") -> Demand:
    """The one that lacks least counts; where there is none, that is what is missing."""

    def gaps(name: str, uses: list[Data]) -> list[str]:
        fitting = [each for each in uses if not purpose or purpose in stored.lines(each, "default_for")]
        told = [_faults(stored.part(each, "address")) for each in fitting]
        return [f"{name}.{each}" for each in min(told, key=len)] if told else [name]

    return Demand("addresses", gaps)


def _faults(address: Data) -> list[str]:
    malformed = [problem.field for problem in postal.problems(address)]
    return list(dict.fromkeys([*postal.missing(address), *malformed]))


DEMANDS: Mapping[str, Demand] = {
    "email": _channel("email"),
    "phone": _channel(*PHONES),
    "mobile": _channel("mobile"),
    "website": _channel("website"),
    "address": _address(),
    **{f"{purpose}_address": _address(purpose) for purpose in PURPOSES},
}


def field_of(name: str) -> str:
    """That has to be seen to know of this: of `postal_address.city` it is `addresses`."""
    bare = name.partition(".")[0]
    return DEMANDS[bare].field if bare in DEMANDS else bare


# ------------------------------------------------------------------------------------------------------- of a record


def rules(declared: RecordType, setting: Mapping[str, Any]) -> Sequence[Rule]:
    """The tenant's own, else the shipped ones."""
    told = setting.get(declared.name)
    return stored.objects(told) if isinstance(told, list) else declared.demands


def in_force(asked: Sequence[Rule], defined: Container[str]) -> list[Rule]:
    """Without those on custom fields that were archived: nobody can fill them in."""
    names = ((stored.line(rule, "field"), rule) for rule in asked)
    return [rule for name, rule in names if not custom_found.is_custom(name) or name in defined]


def score(declared: RecordType, asked: Sequence[Rule], data: Data) -> int:
    """0 to 100, which is when nothing is missing."""
    weights = [(_weight(rule), not _gaps(declared, rule, data)) for rule in _applying(declared, asked, data)]
    whole = sum(weight for weight, _ in weights)
    return ALL * sum(weight for weight, is_there in weights if is_there) // whole if whole else ALL


def missing(declared: RecordType, asked: Sequence[Rule], data: Data) -> list[str]:
    """What weighs most first."""
    told = sorted(_applying(declared, asked, data), key=lambda rule: -_weight(rule))
    return list(dict.fromkeys(name for rule in told for name in _gaps(declared, rule, data)))


def _weight(rule: Rule) -> int:
    told = rule.get("weight")
    return told if isinstance(told, int) and told > 0 else 1


def _gaps(declared: RecordType, rule: Rule, data: Data) -> list[str]:
    name = stored.line(rule, "field")
    if name in DEMANDS and name not in declared.names:
        demand = DEMANDS[name]
        return demand.gaps(name, stored.parts(data, demand.field))
    return [name] if data.get(name) in (None, "", [], {}) else []


def _applying(declared: RecordType, asked: Sequence[Rule], data: Data) -> Iterator[Rule]:
    values: Data | None = None
    for rule in asked:
        when = stored.part(rule, "when")
        if when and values is None:
            values = _values(declared, data)
        if not when or (values is not None and _meets(declared, when, values, data)):
            yield rule


def _meets(declared: RecordType, when: Data, values: Data, data: Data) -> bool:
    """What asks about something that the record has nothing of is not met."""
    own = {each.field.name: each.field for each in custom_found.values(data)}
    try:
        return criteria.parse(when, {**conditions(declared), **own}).bind(me=NOBODY, now=ONCE).matches(values)
    except CriteriaError:
        return False


def conditions(declared: RecordType) -> dict[str, CriteriaField]:
    """What a rule may ask about, besides custom fields: what the record itself has."""
    known = {name: each for name, each in declared.criteria_fields.items() if name != COMPLETENESS}
    return {name: each for name, each in known.items() if not declared.parts(name) & {*declared.tells_of}}


def _values(declared: RecordType, data: Data) -> Data:
    customs = {each.field.name: each.value for each in custom_found.values(data)}
    return {name: value for name, value in {**declared.values(data), **customs}.items() if value not in (None, "", [])}


# --------------------------------------------------------------------------------------------------------- of a type


def completed(declared: RecordType) -> RecordType:
    """The type, with how complete each record is."""
    return replace(
        declared,
        prepare=_prepares(declared),
        show=_shows(declared),
        settings=(*declared.settings, SETTING),
        shows_by=(*declared.shows_by, SETTING),
        filters=(*declared.filters, filter_on(CriteriaField(COMPLETENESS, "number"))),
        sorts={**declared.sorts, COMPLETENESS: lambda record: f"{_kept(record.data):03}"},
        computed={**declared.computed, COMPLETENESS: int},
        shown={**declared.shown, MISSING: list[str]},
        made_of={**declared.made_of, COMPLETENESS: frozenset(), MISSING: frozenset({COMPLETENESS})},
    )


def _kept(data: Data) -> int:
    told = data.get(COMPLETENESS)
    return told if isinstance(told, int) and 0 <= told <= ALL else 0


def _prepares(declared: RecordType) -> Callable[[Data, Context], Prepared]:
    def prepare(data: Data, context: Context) -> Prepared:
        told = declared.prepare(data, context)
        if told.faults:
            return told
        asked = rules(declared, stored.part(context.settings, SETTING))
        if (defined := context.defined if context.defined is not None else context.customs or None) is not None:
            asked = in_force(asked, defined.get(declared.name, {}))
        return Prepared({**told.data, COMPLETENESS: score(declared, asked, told.data)}, [])

    return prepare


def _shows(declared: RecordType) -> Callable[[Record, Context], Data]:
    def show(record: Record, context: Context) -> Data:
        """Of what the reader sees: a field that is hidden from them is not told to be empty."""
        told, known = declared.show(record, context), context.known(declared.name)
        asked = rules(declared, stored.part(context.settings, SETTING))
        seen = [rule for rule in asked if known is None or _is_known(rule, known)]
        return {**told, MISSING: missing(declared, seen, record.data)}

    return show


def _is_known(rule: Rule, known: Known) -> bool:
    """What it asks for, and of which records it does."""
    conditions = custom_rule.conditions("", stored.part(rule, "when"))
    asks = {stored.line(each, "field") for _, each in conditions}
    return field_of(stored.line(rule, "field")) in known.names and asks <= known.asked.keys()
