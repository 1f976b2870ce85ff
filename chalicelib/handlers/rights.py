"""Who may do what, and why: told to whoever asks about themselves, and to those who answer for others."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib import pattern
from chalicelib.access.decide import Right
from chalicelib.actions import effective, explaining, who_may
from chalicelib.actions.explaining import Question
from chalicelib.call import Call
from chalicelib.errors import Forbidden, Invalid, InvalidCursor, NotFound
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import Cursor
from chalicelib.models.fields import ID
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters, Schema

MOST_ROWS = 99  # of one batch


class RightAsked(Schema):
    type: str = Field(pattern=pattern.NAME, description="a type of record, or an area such as `setting`")
    action: str = Field(pattern=pattern.NAME, description="such as read, create, edit, delete, export, download")


class Explain(Schema):
    """Without `user` it is about whoever asks; without `record` about the type, such as to create one."""

    user: str | None = Field(default=None, pattern=ID)
    right: RightAsked
    record: str | None = Field(default=None, pattern=ID)
    field: str | None = Field(default=None, max_length=60)


class FieldExplained(BaseModel):
    name: str
    level: str = Field(description="none, read or write")
    because: str


class Explained(BaseModel):
    """`rule` is the number of the rule that decided, as docs/access.md has them; `fields` where only the field is in
    the way."""

    model_config = ConfigDict(defer_build=True)
    user: str
    allowed: bool
    rule: str
    because: str
    field: FieldExplained | None


class NamedId(BaseModel):
    id: str
    name: str


class RuleTold(NamedId):
    level: str


class TieTold(BaseModel):
    relation: str
    part: str
    reach: str


class TypeRightsTold(BaseModel):
    """`default` is what every colleague may do whose profile lets them; for people from outside how far the type is
    open to them. Of `fields` only those that are not seen (`none`), or seen and not written (`read`)."""

    type: str
    actions: list[str]
    view_all: bool
    edit_all: bool
    default: str
    rules: list[RuleTold]
    fields: dict[str, str]


class UserRights(BaseModel):
    """`teams` are those that they are in, and those that these belong to; `below` the roles that they stand above. What
    is their own, given to them or shared with them comes on top of `default`."""

    model_config = ConfigDict(defer_build=True)
    user: str
    kind: str
    administrator: bool
    active: bool
    role: NamedId | None
    below: list[NamedId]
    teams: list[NamedId]
    profiles: list[NamedId]
    ties: list[TieTold]
    types: list[TypeRightsTold]


class UserNamed(BaseModel):
    id: str
    title: str


class HolderTold(BaseModel):
    user: UserNamed
    kind: str
    level: str = Field(description="view, read, edit or delete, each with what stands before it")
    rule: str
    because: str


class Entry(BaseModel):
    who: str
    level: str


class RecordAccess(BaseModel):
    """`restricted_by` are the restricted relations that it belongs to. `complete` is false where the organisation has
    more people than are looked at: 2,000."""

    model_config = ConfigDict(defer_build=True)
    id: str
    type: str
    owners: list[str]
    restricted: bool
    restricted_by: list[str]
    listed: list[Entry]
    complete: bool
    data: list[HolderTold]
    page: PageInfo


class Rows(Parameters):
    limit: int = Field(default=50, ge=1, le=MOST_ROWS)
    cursor: str | None = Cursor


@operation(
    "POST /v1/rights/explain",
    right=("self", "edit"),
    area="rights",
    takes=Explain,
    gives=Explained,
    touches=(READS,),
    errors=(Invalid, Forbidden),
    example={
        "user": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "right": {"type": "relation", "action": "edit"},
        "record": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "field": "note",
    },
)
def explain_right(call: Call[Explain, None]) -> dict[str, Any]:
    """Tells which rule lets somebody do something, or does not

    Everybody may ask about themselves; about others administrators may, and those who stand above them. A record that
    whoever asks may not read counts as one that is not there.
    """
    asked = call.body
    right = Right(asked.right.type, asked.right.action)
    return explaining.answer(call.actor, Question(right, asked.user, asked.record, asked.field))


@operation(
    "GET /v1/users/{id}/rights",
    right=("self", "read"),
    area="users",
    gives=UserRights,
    touches=(READS,),
    errors=(NotFound, Forbidden),
)
def rights_of_user(call: Call[None, None]) -> dict[str, Any]:
    """Tells all that a user may do: role, teams, profiles, what is shared with them

    Everybody may ask about themselves; about others administrators may, and those who stand above them.
    """
    return effective.rights_of(call.actor, call.ids["id"])


@operation(
    "GET /v1/records/{id}/access",
    right=("self", "read"),
    area="rights",
    asks=Rows,
    gives=RecordAccess,
    touches=(READS,),
    errors=(NotFound, Forbidden, InvalidCursor),
)
def access_of_record(call: Call[None, Rows]) -> dict[str, Any]:
    """Lists who may see or change a record of any type, how far, and by which rule

    For its owners, for administrators, and for those whose profile lets them manage access and who may change the
    record. Who goes furthest comes first. A page may have fewer than `limit`: who may not sign in is left out.
    """
    return who_may.page(call.actor, call.ids["id"], call.asked.limit, call.asked.cursor)
