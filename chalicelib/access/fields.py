"""Which fields of a record a subject sees and writes. Pure.

What leaves Relata is made of the record as it is seen here: without what may not be read, so that nothing that is
computed of it, searched in it or told about it can tell."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.access import beside, unnamed
from chalicelib.access.decide import is_of_administrators
from chalicelib.access.grant import NONE as NONE
from chalicelib.access.grant import READ as READ
from chalicelib.access.grant import WRITE as WRITE
from chalicelib.access.grant import Grant
from chalicelib.access.subject import Subject
from chalicelib.criteria import Field
from chalicelib.models import custom_found, external, merged
from chalicelib.models.custom import absent, is_custom
from chalicelib.models.entry import Filter
from chalicelib.models.profile import EVERY
from chalicelib.models.record import Record
from chalicelib.models.record_type import Known, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL

DATED = ("of", "due")
ENVELOPE = frozenset({"id", "type", "version", "created_at", "created_by", "updated_at", "updated_by", "archived_at"})


def rank(subject: Subject, declared: RecordType, name: str) -> int:
    """0 not seen, 1 read, 2 written; of `*` the lowest of all. Nothing is seen of what is made of something that is
    not. Worked out once, and kept with the subject."""
    ranks = subject.ranks.setdefault(declared.name, {})
    if name not in ranks:
        ranks[name] = _rank(subject, declared, name)
    return ranks[name]


def _rank(subject: Subject, declared: RecordType, name: str) -> int:
    if name == custom_found.FOUND:
        return READ  # of Relata itself: it leaves in no answer
    if is_custom(name) and name not in subject.custom(declared):
        return NONE
    if _is_open(subject, declared):
        return WRITE
    if name == merged.KEYS:
        return rank(subject, declared, external.IDS)
    if name in ENVELOPE:
        return READ
    if subject.kind == EXTERNAL:
        made = name in declared.made_of and declared.parts(name) <= declared.outside
        return READ if made or name in declared.outside or _is_outside(subject, declared, name) else NONE
    grant = subject.grant(declared.name)
    if name == EVERY:
        return min(
            [grant.rest, *grant.fields.values(), *(_told(subject, declared, each) for each in declared.tells_of)]
        )
    if any(min(_own(grant, declared, each), _told(subject, declared, each)) < READ for each in declared.parts(name)):
        return NONE
    return _own(grant, declared, name)


def _is_outside(subject: Subject, declared: RecordType, name: str) -> bool:
    return subject.custom(declared).get(name, {}).get("outside") is True


def _is_open(subject: Subject, declared: RecordType) -> bool:
    return subject.is_administrator or is_of_administrators(declared.name)


def _own(grant: Grant, declared: RecordType, name: str) -> int:
    """What is no field itself, such as an order, is seen with what it is made of."""
    told = grant.field_rank(name) if name in declared.names or name not in declared.made_of else READ
    return max(told, READ) if name in declared.essential else told


def _told(subject: Subject, declared: RecordType, name: str) -> int:
    """What tells of a record of another type is seen by whose profile reads that."""
    of = declared.tells_of.get(name)
    return WRITE if of is None or "read" in subject.grant(of).actions else NONE


def is_seen(subject: Subject, declared: RecordType, name: str) -> bool:
    return rank(subject, declared, name) >= READ


def project(subject: Subject, record: Record) -> Record:
    """The record as the subject sees it, with the one that it is made of."""
    declared = TYPES.get(record.type)
    bears = declared.bears if declared else {}
    data = unnamed.without(subject.hidden, record.data, bears) if subject.hidden else record.data
    near = beside.seen(subject.hidden, record.beside) if record.beside else record.beside
    if declared is None or (_sees_all(subject, declared) and not absent(subject.custom(declared), data)):
        is_whole = data is record.data and near == record.beside
        return record if is_whole else replace(record, data=data, beside=near, kept=record.kept or record)
    near = _seen(subject, declared, near)
    return replace(record, data=_seen(subject, declared, data), beside=near, kept=record.kept or record)


def _sees_all(subject: Subject, declared: RecordType) -> bool:
    return rank(subject, declared, EVERY) >= READ


def _seen(subject: Subject, declared: RecordType, data: Mapping[str, Any]) -> dict[str, Any]:
    ranks = subject.ranks.setdefault(declared.name, {})
    return {
        name: value
        for name, value in data.items()
        if (ranks[name] if name in ranks else rank(subject, declared, name)) >= READ
    }


def change(subject: Subject, declared: RecordType, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a change tells, without what was and is in fields that are not seen, and what they say that it is about."""
    told = unnamed.changed(subject.hidden, told, declared.bears)
    if _sees_all(subject, declared) and not absent(subject.custom(declared), told.get("changed", ())):
        return told
    seen = {name: _seen(subject, declared, told[name]) for name in ("changed",) if name in told}
    return {**told, **seen, **({"about": _about(subject, declared, told["about"])} if "about" in told else {})}


def _about(subject: Subject, declared: RecordType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is a field of the record, or made of some, and not seen."""
    known = declared.names | declared.made_of.keys()
    return {name: value for name, value in facts.items() if name not in known or is_seen(subject, declared, name)}


def told(subject: Subject, declared: RecordType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a notice: without the date of something that is not seen; `of` says of what."""
    if "of" not in facts or is_seen(subject, declared, str(facts["of"])):
        return dict(facts)
    return {name: value for name, value in facts.items() if name not in DATED}


def not_written(subject: Subject, declared: RecordType, names: Iterable[str]) -> set[str]:
    """Those of the names that the subject may not write."""
    return {name for name in names if rank(subject, declared, name) < WRITE}


def criteria_fields(subject: Subject, declared: RecordType) -> dict[str, Field]:
    """What the subject may ask about: to filter by what is not seen would tell of it."""
    told = (each.field for each in filters(subject, declared))
    return {field.name: field for field in told if is_seen(subject, declared, field.name)}


def filters(subject: Subject, declared: RecordType) -> tuple[Filter, ...]:
    """With those on custom fields."""
    return (*declared.filters, *custom_found.filters(subject.custom(declared)))


def known(subject: Subject, declared: RecordType) -> Known:
    names = {*declared.names, *subject.custom(declared), *ENVELOPE}
    seen = frozenset(name for name in names if is_seen(subject, declared, name))
    return Known(seen, criteria_fields(subject, declared), tuple(sorts(subject, declared)))


def sorts(subject: Subject, declared: RecordType) -> list[str]:
    return [name for name in declared.sorts if is_seen(subject, declared, name)]
