"""All that is kept of somebody, gathered for them (GDPR, articles 15 and 20)."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import answers
from chalicelib.actions.privacy import export, listed
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Forbidden, Invalid, InvalidCursor, KeyReused, NotFound
from chalicelib.footprint import FETCHES, PLANS, READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models.fields import ID
from chalicelib.models.privacy_export import PRIVACY_EXPORT, ExportedFile, ExportedPart, State
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters, Schema


class Export(Schema):
    person: str = Field(pattern=ID, description="a person, a couple or a contact")


class Exported(BaseModel):
    """`counts` is how many records of each type are in it; `left_out` were not for who asked. `parts` can be fetched
    `until` a week later, `files` as the files of their documents are. `ids` are the records that the person is, as far
    as you may export them."""

    id: str
    state: State
    ids: list[str]
    counts: dict[str, int]
    left_out: int
    parts: list[ExportedPart]
    files: list[ExportedFile]
    until: str | None
    created_at: str
    created_by: str
    finished_at: str | None


class ExportedPage(BaseModel):
    data: list[Exported]
    page: PageInfo


class Which(Parameters):
    part: int = Field(default=1, ge=1, le=100_000)


class ExportedAddress(BaseModel):
    url: str
    expires_at: str


@operation(
    "POST /v1/privacy/exports",
    right=("relation", "export"),
    area="privacy",
    takes=Export,
    gives=Exported,
    status=202,
    touches=(READS, WRITES, PLANS),
    errors=(Conflict, Forbidden, Invalid, KeyReused, Busy),
    example={"person": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"},
)
def export_person(call: Call[Export, None]) -> Answer:
    """Gathers all that is kept of a person, as files of JSON

    Their records, consents, activities, mails, documents and the histories of all those, as far as you may see them.
    Others who stand in them are told by what they are only; look through the texts before you hand it over. It goes on
    by itself: ask for it at `Location`.
    """
    made = export.begin(call.work, call.actor, call.body.person)
    return Answer(
        _answer(made, export.ids_for(call.actor, made)), headers={"Location": f"/v1/privacy/exports/{made.id}"}
    )


@operation("GET /v1/privacy/exports", right=("privacy_export", "list"), area="privacy", asks=Paging, gives=ExportedPage,
           touches=(READS,), errors=(InvalidCursor,))  # fmt: skip
def list_privacy_exports(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists who gathered what is kept of a person, the newest first"""
    found, following = listed.page(call.actor, PRIVACY_EXPORT, call.asked.limit, call.asked.cursor)
    return answers.page([_answer(each, each.data["ids"]) for each in found], following)


@operation("GET /v1/privacy/exports/{id}", right=("self", "read"), area="privacy", gives=Exported, touches=(READS,),
           errors=(NotFound,))  # fmt: skip
def read_privacy_export(call: Call[None, None]) -> dict[str, Any]:
    """Tells how far the gathering of what is kept of a person is, and what is in it

    For who asked for it, and for administrators, as long as they may export the person.
    """
    opened = export.of(call.actor, call.ids["id"])
    return _answer(opened.export, opened.ids)


@operation("GET /v1/privacy/exports/{id}/download", right=("relation", "export"), area="privacy", asks=Which,
           gives=ExportedAddress, touches=(READS, FETCHES), errors=(NotFound, Conflict))  # fmt: skip
def download_privacy_export(call: Call[None, Which]) -> dict[str, Any]:
    """Gives an address to download a part of what was gathered of a person

    As long as you may export the person, and all that is in it is open to you; each stands in the audit log.
    """
    return export.download(call.actor, export.of(call.actor, call.ids["id"]), call.asked.part)


def _answer(found: Record, ids: list[str]) -> dict[str, Any]:
    told = {name: found.data.get(name) for name in Exported.model_fields}
    return {**told, "id": found.id, "ids": ids, "created_at": found.created_at, "created_by": found.created_by}
