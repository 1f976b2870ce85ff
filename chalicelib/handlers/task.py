"""The task that an operation is about, and how it is answered."""

from chalicelib.access import reading
from chalicelib.actions import versions
from chalicelib.errors import Busy, Conflict, Invalid, KeyReused, NotFound, Problem, StaleVersion
from chalicelib.handlers.verbs import AnyCall
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.openapi_models import RecordShape

TASK = RecordShape(ACTIVITY)
ERRORS: tuple[type[Problem], ...] = (NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy)


def task_of(call: AnyCall) -> Record:
    """One that they may edit, as they know it. Raises Conflict and StaleVersion."""
    return held(call, reading.get(call.actor, ACTIVITY, call.ids["id"], "edit"))


def held(call: AnyCall, before: Record) -> Record:
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    return before
