"""Why somebody may or may not do something: told to themselves, to administrators, and to those who stand above them.
Of a record that the asker may not read nothing is told, as if it were not there."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from chalicelib.access import around, explain, held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import ANYONE, PORTAL, SEARCH, Decision, Right, decide
from chalicelib.access.outside import FROM_OUTSIDE
from chalicelib.access.subject import Subject
from chalicelib.errors import Forbidden, Invalid, invalid
from chalicelib.models import catalog, stored
from chalicelib.models.custom import is_custom
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.user import GONE
from chalicelib.storage import records

AREAS = frozenset(each.type for each in (*ANYONE, *PORTAL, SEARCH)) | {"setting"}
NOBODY = Decision(False, "1", "they may not sign in")


class Question(NamedTuple):
    """About whoever asks, where no `user` is told."""

    right: Right
    user: str | None = None
    record: str | None = None
    field: str | None = None


def answer(actor: Actor, asked: Question) -> dict[str, Any]:
    """One round trip for the user and the record, more where what is around the record may turn the decision. Raises
    Invalid, Forbidden."""
    declared = _type(asked)
    held.of(actor.tenant)  # so that its epoch comes along with what is read
    found = records.get_many(actor.tenant, dict.fromkeys(each for each in (asked.user, asked.record) if each))
    record = _record(actor, asked, found)
    other = _other(actor, asked, found)
    who = subject_about(actor, other) if other else reading.subject_of(actor)
    decision = NOBODY if other and is_gone(other) else _decision(who, asked.right, record)
    return _told(who, decision, declared, asked)


def _told(who: Subject, decision: Decision, declared: RecordType | None, asked: Question) -> dict[str, Any]:
    """Both the decision and the field have to allow it."""
    told = {"user": who.user, "allowed": decision.allowed, "rule": decision.rule, "because": decision.because}
    if declared is None or asked.field is None:
        return {**told, "field": None}
    field = explain.field(who, declared, asked.field)
    if decision.allowed and not explain.covers(field, asked.right.action):
        told |= {"allowed": False, "rule": "fields", "because": field.because}
    return {**told, "field": field._asdict()}


# ------------------------------------------------------------------------------------------------- what is asked


def _type(asked: Question) -> RecordType | None:
    declared = TYPES.get(asked.right.type)
    if declared is None and asked.right.type not in AREAS:
        raise invalid("right.type", "unknown", _choose({*TYPES, *AREAS}))
    if declared and asked.right.action not in (known := catalog.actions(declared) | FROM_OUTSIDE):
        raise invalid("right.action", "unknown", _choose(known))
    if asked.field and (declared is None or not _is_named(declared, asked.field)):
        raise invalid("field", "unknown", "There is no field of this name in the type.")
    return declared


def _is_named(declared: RecordType, field: str) -> bool:
    """Of a custom field that there is not it is told that they do not see it, as of one that is hidden."""
    return field in declared.names or (declared.is_customised and is_custom(field))


def _choose(known: Collection[str]) -> str:
    return f"Choose one of {', '.join(sorted(known))}."


def _record(actor: Actor, asked: Question, found: Mapping[str, Record]) -> Record | None:
    if asked.record is None:
        return None
    record = found.get(asked.record)
    if record is None or record.type not in TYPES or not reading.may_read(actor)(record):
        raise _not_there("record")
    if record.type != asked.right.type:
        raise invalid("right.type", "another_type", f"The record is of the type {record.type}.")
    return record


def _other(actor: Actor, asked: Question, found: Mapping[str, Record]) -> Record | None:
    if asked.user in (None, actor.user):
        return None
    user = found.get(asked.user or "")
    if user is None or user.type != "user" or actor.kind == EXTERNAL:
        raise _not_there("user")
    return user


def _not_there(field: str) -> Invalid:
    return invalid(field, "no_such_record", "There is no record with this id; correct it.")


def _decision(who: Subject, right: Right, record: Record | None) -> Decision:
    if record is None:
        return decide(who, right)
    return around.decided(who, right.action, [record]).told[record.id]


# --------------------------------------------------------------------------------------------------- of whom


def subject_about(actor: Actor, user: Record) -> Subject:
    """Raises Forbidden where they are none of the asker's business."""
    own = reading.subject_of(actor)
    if not own.is_administrator and not own.is_below(user.id):
        raise Forbidden
    return reading.subject_of(reading.on_behalf_of(user))


def is_gone(user: Record) -> bool:
    return stored.line(user.data, "status") in GONE
