"""Sharing a record with those outside whom it concerns, and keeping it for colleagues again."""

from chalicelib.access import reading
from chalicelib.actions import save, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, KeyReused, NotFound, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import answer
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record_type import RecordType
from chalicelib.models.stakes import INTERNAL, SHARED, VISIBILITY
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation

IN_THE_WAY = "This cannot be as long as `errors` names what stands in the way; change that first."
ERRORS = (NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy)


@operation(
    "POST /v1/documents/{id}/publish",
    right=("document", "publish"),
    area="documents",
    gives=RecordShape(DOCUMENT),
    touches=(READS, WRITES),
    errors=ERRORS,
)
def publish_document(call: Call[None, None]) -> Answer:
    """Shares a document with those outside whom it concerns"""
    return _turned(call, DOCUMENT, SHARED)


@operation(
    "POST /v1/documents/{id}/withdraw",
    right=("document", "publish"),
    area="documents",
    gives=RecordShape(DOCUMENT),
    touches=(READS, WRITES),
    errors=ERRORS,
)
def withdraw_document(call: Call[None, None]) -> Answer:
    """Keeps a document for colleagues again"""
    return _turned(call, DOCUMENT, INTERNAL)


@operation(
    "POST /v1/activities/{id}/publish",
    right=("activity", "publish"),
    area="activities",
    gives=RecordShape(ACTIVITY),
    touches=(READS, WRITES),
    errors=ERRORS,
)
def publish_activity(call: Call[None, None]) -> Answer:
    """Shares an activity with those outside whom it concerns

    Who takes part is told of it, and who follows it or the dossier that it is in.
    """
    return _turned(call, ACTIVITY, SHARED)


@operation(
    "POST /v1/activities/{id}/withdraw",
    right=("activity", "publish"),
    area="activities",
    gives=RecordShape(ACTIVITY),
    touches=(READS, WRITES),
    errors=ERRORS,
)
def withdraw_activity(call: Call[None, None]) -> Answer:
    """Keeps an activity for colleagues again

    Not a task that somebody from outside has to do: take them off first.
    """
    return _turned(call, ACTIVITY, INTERNAL)


def _turned(call: Call[None, None], declared: RecordType, visibility: str) -> Answer:
    before = reading.get(call.actor, declared, call.ids["id"], "publish")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    data = {**before.data, VISIBILITY: visibility}
    try:
        return answer(call, *save.update(call.work, call.actor, declared, before, data))
    except Invalid as refused:  # nothing was sent that could be wrong: the record stands in the way
        raise Conflict(IN_THE_WAY, refused.errors) from None
