"""Erasing somebody (GDPR, article 17): looking at what would go, asking for it, and the proof that it was done."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.actions.privacy import erase, listed
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Forbidden, InUse, Invalid, InvalidCursor, KeyReused, NotFound, Problem
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models.contact import CONTACT
from chalicelib.models.erasure import ERASURE, Reason, State
from chalicelib.models.fields import Code, Day
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema

ERRORS: tuple[type[Problem], ...] = (NotFound, Forbidden, Conflict, InUse, Invalid, KeyReused, Busy)
EXAMPLE = {"reason": "request", "reference": "2026-0117"}


class Erase(Schema):
    reason: Reason
    reference: Code | None = Field(
        default=None, description="of the case or letter in which it was asked for; never a name"
    )
    keep_until: Day | None = Field(default=None, description="all is kept until this day is over, then it begins")


class Erasure(BaseModel):
    """`removed` and `stays` count by type of record; those that end in `_scrubbed` are about others too, and stay
    without them. A `stopped` one goes on when it is asked for again."""

    id: str
    subject: str
    reason: Reason
    reference: str | None
    keep_until: str | None
    state: State
    removed: dict[str, int]
    stays: dict[str, int]
    created_at: str
    created_by: str
    finished_at: str | None


class ErasurePage(BaseModel):
    data: list[Erasure]
    page: PageInfo


class ErasurePreview(BaseModel):
    """`ids` are the records that they are. What is `removed` loses all that is theirs, what is `scrubbed` stays without
    them, what `stays` the law has the company keep, the last until `stays_until`: counted of what you may read, though
    all of it goes. `erasure` is the one that was asked
    for before. `complete` is false where more link to them than were counted."""

    ids: list[str]
    removed: dict[str, int]
    scrubbed: dict[str, int]
    stays: dict[str, int]
    stays_until: str | None
    open_work: list[str]
    erasure: str | None
    complete: bool


def _preview(call: Call[Any, None], declared: RecordType) -> dict[str, Any]:
    return erase.preview(call.actor, reading.get(call.actor, declared, call.ids["id"], "erase"))


def _begin(call: Call[Erase, None], declared: RecordType) -> Answer:
    found = reading.get(call.actor, declared, call.ids["id"], "erase")
    asked = erase.Asked(call.body.reason, call.body.reference, call.body.keep_until)
    made = erase.begin(call.work, call.actor, found, asked)
    return Answer(_answer(made), headers={"Location": f"/v1/erasures/{made.id}"})


@operation("GET /v1/relations/{id}/erasure", right=("relation", "erase"), area="relations", gives=ErasurePreview,
           touches=(READS,), errors=(NotFound, Forbidden, Conflict))  # fmt: skip
def preview_erasure_of_relation(call: Call[None, None]) -> dict[str, Any]:
    """Shows what erasing a person or couple would remove, and what stays"""
    return _preview(call, RELATION)


@operation("GET /v1/contacts/{id}/erasure", right=("contact", "erase"), area="contacts", gives=ErasurePreview,
           touches=(READS,), errors=(NotFound, Forbidden, Conflict))  # fmt: skip
def preview_erasure_of_contact(call: Call[None, None]) -> dict[str, Any]:
    """Shows what erasing a contact would remove, and what stays"""
    return _preview(call, CONTACT)


@operation("POST /v1/relations/{id}/erase", right=("relation", "erase"), area="relations", takes=Erase, gives=Erasure,
           status=202, touches=(READS, WRITES, PLANS), errors=ERRORS, example=EXAMPLE)  # fmt: skip
def erase_relation(call: Call[Erase, None]) -> Answer:
    """Erases a person or couple, and their contacts at companies, for good

    It cannot be undone. What is left is that there was somebody, of which kind and between which days, and the
    documents that the law has the company keep. You must be let read and erase each of their records. It goes on by
    itself: ask for it at `Location`. Asked for again, it is the same one.
    """
    return _begin(call, RELATION)


@operation("POST /v1/contacts/{id}/erase", right=("contact", "erase"), area="contacts", takes=Erase, gives=Erasure,
           status=202, touches=(READS, WRITES, PLANS), errors=ERRORS, example=EXAMPLE)  # fmt: skip
def erase_contact(call: Call[Erase, None]) -> Answer:
    """Erases a contact for good

    As a person is, who is not erased with it: where the contact is linked to one, erase that to erase all.
    """
    return _begin(call, CONTACT)


@operation("GET /v1/erasures", right=("erasure", "list"), area="erasures", asks=Paging, gives=ErasurePage,
           touches=(READS,), errors=(InvalidCursor,))  # fmt: skip
def list_erasures(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists the erasures, the newest first: who asked, when, why, and what went

    None of them tells who was erased.
    """
    found, following = listed.page(call.actor, ERASURE, call.asked.limit, call.asked.cursor)
    return answers.page([_answer(each) for each in found], following)


@operation("GET /v1/erasures/{id}", right=("erasure", "list"), area="erasures", gives=Erasure, touches=(READS,),
           errors=(NotFound,))  # fmt: skip
def read_erasure(call: Call[None, None]) -> dict[str, Any]:
    """Tells how far an erasure is, and what went"""
    return _answer(reading.get(call.actor, ERASURE, call.ids["id"]))


@operation("POST /v1/erasures/{id}/cancel", right=("erasure", "edit"), area="erasures", gives=Erasure,
           touches=(READS, WRITES), errors=(NotFound, Conflict, KeyReused, Busy))  # fmt: skip
def cancel_erasure(call: Call[None, None]) -> dict[str, Any]:
    """Calls off an erasure that waits for its day"""
    return _answer(erase.call_off(call.work, reading.get(call.actor, ERASURE, call.ids["id"], "edit")))


def _answer(found: Record) -> dict[str, Any]:
    """Never what stands beside it."""
    told = {name: found.data.get(name) for name in Erasure.model_fields}
    return {**told, "id": found.id, "created_at": found.created_at, "created_by": found.created_by}
