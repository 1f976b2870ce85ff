"""Who is to become one: what was asked for, checked, with the records as they are."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib.access import guarding, held, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.merging.uniting import GUARDED, Those
from chalicelib.errors import FieldError, Forbidden, Invalid
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import records

MOST = 10
SOURCES = "sources"
ABSENT = "There is no such {type}; correct the id."
TWICE = "Give each once; the one that stays is not among them."
NOT_YOURS = "You may not archive this, so you may not let it go into another."
NOT_ONE = "Give the id of one of those that become one."
ALWAYS = "This stays as it was made, and so is not chosen."


class Asked(NamedTuple):
    """All are ids; `choices` says by field whose value is taken."""

    of: str
    survivor: str
    sources: tuple[str, ...]
    choices: Mapping[str, str] = {}


def of(actor: Actor, asked: Asked) -> Those:
    """One round trip. Raises NotFound, Forbidden and Invalid, naming what is wrong."""
    declared = TYPES[asked.of]
    held.of(actor.tenant)  # asked for along with them
    live = records.get_many(actor.tenant, [asked.survivor, *asked.sources])
    survivor = reading.hold(actor, reading.checked(actor, declared, live.get(asked.survivor)), "edit")
    if faults := list(_faults(actor, declared, asked, live)):
        raise Invalid(errors=faults)
    sources = [live[each] for each in asked.sources]
    for each in (survivor, *sources):
        reading.hold_single(actor, each)
    _hold_deletable(actor, sources)
    definitions = held.of(actor.tenant).customs.get(declared.name, {}) if declared.is_customised else {}
    those = Those(declared, survivor, sources, dict(asked.choices), definitions)
    _hold_choices(actor, those)
    return those


def _faults(actor: Actor, declared: RecordType, asked: Asked, live: Mapping[str, Record]) -> Iterator[FieldError]:
    seen = {asked.survivor}
    for place, each in enumerate(asked.sources):
        path, found = f"{SOURCES}[{place}]", live.get(each)
        if each in seen:
            yield FieldError(path, "twice", TWICE)
        elif found is None or found.type != declared.name or not reading.may_read(actor)(found):
            yield FieldError(path, "no_such_record", ABSENT.format(type=declared.name))
        seen.add(each)


def _hold_deletable(actor: Actor, sources: list[Record]) -> None:
    refused = [
        FieldError(f"{SOURCES}[{place}]", "forbidden", NOT_YOURS)
        for place, each in enumerate(sources)
        if not reading.may(actor, Right(each.type, "delete"), each)
    ]
    if refused:
        raise Forbidden(NOT_YOURS, refused)


def _hold_choices(actor: Actor, those: Those) -> None:
    """Nobody chooses what they may not write; what they may not see they do not know of."""
    writing.hold_as(actor, those.declared, {f"choices.{name}": name for name in those.choices})
    guarded = [f"choices.{name}" for name in those.choices if name in GUARDED]
    if guarded and not guarding.manages(actor, those.survivor):
        raise Forbidden(guarding.NOT_YOURS, [FieldError(each, "forbidden", guarding.NOT_YOURS) for each in guarded])
    fixed = [FieldError(f"choices.{name}", "fixed", ALWAYS) for name in those.choices if name in those.declared.fixed]
    if fixed:
        raise Invalid(errors=fixed)
    known = {*those.names}
    unknown = [name for name in those.choices if name not in known]
    if unknown:
        told = f"A {those.declared.name} has no such field of its own; leave it out."
        raise Invalid(errors=[FieldError(f"choices.{name}", "unknown", told) for name in unknown])
    strange = [name for name, id in those.choices.items() if id not in those.ids]
    if strange:
        raise Invalid(errors=[FieldError(f"choices.{name}", "not_one_of_these", NOT_ONE) for name in strange])
