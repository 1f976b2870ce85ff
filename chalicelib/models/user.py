"""A user: a colleague or an outsider who may sign in, as a record, so that work can be given to them.

The directory of the identity service keeps the truth, in a table that nothing here can read; this is the copy that it
writes. A user who was removed stays, since records name them."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from chalicelib import text
from chalicelib.models import stakes, stored
from chalicelib.models.entry import Key
from chalicelib.models.fields import Language, Line, TimeZone
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.stakes import Part
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

ACTIVE, DISABLED, REMOVED = "active", "disabled", "removed"
GONE = frozenset({DISABLED, REMOVED})
Status = Literal["active", "invited", "disabled", "removed"]
Kind = Literal["employee", "external"]


class UserFields(Schema):
    name: Line
    email: str
    status: Status
    role: str
    language: Language
    time_zone: TimeZone | None = Field(default=None, description="that of the tenant where there is none")
    kind: Kind


def words(record: Record) -> Iterable[Word]:
    """Former colleagues are not offered any more."""
    if stored.line(record.data, "status") != REMOVED:
        yield from words_in("name", record.data.get("name"))


def keys(record: Record) -> Iterable[Key]:
    if (email := stored.line(record.data, "email")) and stored.line(record.data, "status") != REMOVED:
        yield Key("email", email)


def rights(record: Record) -> Part:
    """Also of somebody who left: what they owned is for those above them to see."""
    return Part(stakes.PEOPLE, {name: stored.line(record.data, name) for name in ("role", "kind")})


def refuses(data: Data) -> str:
    status = stored.line(data, "status")
    return f"This user is {status}; choose another." if status in GONE else ""


USER = RecordType(
    name="user",
    plural="users",
    prefix="usr",
    kept_by="identity",
    fields=UserFields,
    summary="Somebody who may sign in.",
    title=lambda data: stored.line(data, "name"),
    shared=frozenset({"name"}),
    stirs=frozenset({"time_zone", "status"}),
    sorts={"name": lambda record: text.fold(stored.line(record.data, "name"))},
    words=words,
    keys=keys,
    refuses=refuses,
    rights=rights,
    administered=True,
    members=lambda record: (record.id,),
)
