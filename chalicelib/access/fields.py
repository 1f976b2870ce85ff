"""Which fields of a record a subject sees and writes. Pure.

What leaves Relata is made of the record as it is seen here: without what may not be read, so that nothing that is
computed of it, searched in it or told about it can tell."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.access.decide import is_of_administrators
from chalicelib.access.subject import Subject
from chalicelib.criteria import Field
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL

NONE, READ, WRITE = 0, 1, 2


def rank(subject: Subject, declared: RecordType, name: str) -> int:
    """0 not seen, 1 read, 2 written; of what is made of several the lowest."""
    if subject.is_administrator or is_of_administrators(declared.name):
        return WRITE
    if subject.kind == EXTERNAL:
        return READ if name in declared.outside else NONE
    grant = subject.grant(declared.name)
    return min((_own(grant.field_rank(each), each, declared) for each in _parts(declared, name)), default=READ)


def _parts(declared: RecordType, name: str) -> Iterable[str]:
    return declared.made_of.get(name, (name,))


def _own(rank: int, name: str, declared: RecordType) -> int:
    return max(rank, READ) if name in declared.essential else rank


def is_seen(subject: Subject, declared: RecordType, name: str) -> bool:
    return rank(subject, declared, name) >= READ


def project(subject: Subject, record: Record) -> Record:
    """The record as the subject sees it."""
    declared = TYPES.get(record.type)
    if declared is None or _sees_all(subject, declared):
        return record
    return replace(record, data=_seen(subject, declared, record.data), beside=_seen(subject, declared, record.beside))


def _sees_all(subject: Subject, declared: RecordType) -> bool:
    if subject.is_administrator or is_of_administrators(declared.name):
        return True
    grant = subject.grant(declared.name)
    return subject.kind != EXTERNAL and grant.rest >= READ and all(each >= READ for each in grant.fields.values())


def _seen(subject: Subject, declared: RecordType, data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if is_seen(subject, declared, name)}


def change(subject: Subject, declared: RecordType, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a change tells, without what was and is in fields that are not seen."""
    if "changed" not in told or _sees_all(subject, declared):
        return dict(told)
    return {**told, "changed": _seen(subject, declared, told["changed"])}


def not_written(subject: Subject, declared: RecordType, names: Iterable[str]) -> list[str]:
    """Those of the names that the subject may not write, in their order."""
    return sorted(name for name in names if rank(subject, declared, name) < WRITE)


def criteria_fields(subject: Subject, declared: RecordType) -> dict[str, Field]:
    """What the subject may ask about: to filter by what is not seen would tell of it."""
    told = declared.criteria_fields.items()
    return {name: field for name, field in told if is_seen(subject, declared, name)}


def sorts(subject: Subject, declared: RecordType) -> list[str]:
    return [name for name in declared.sorts if is_seen(subject, declared, name)]
