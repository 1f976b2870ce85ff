"""A team: users who share work. Its members are shown as they are now, so that it keeps no copies of their names."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Claim, Held, filter_on
from chalicelib.models.fields import KnownLink, Line, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.shipped_rights import ADMINISTRATOR, role_id
from chalicelib.models.stakes import Part
from chalicelib.models.word import Word, words_in

MOST_MEMBERS = 200


class TeamFields(CustomFields):
    name: Line = Field(description="unique in the tenant, whatever its case and accents")
    description: Lines | None = None
    members: list[Linked] = Field(default=[], max_length=MOST_MEMBERS, description="users; each counts once")
    parent: Linked | None = Field(default=None, description="the team that its members belong to as well")
    roles: list[Linked] = Field(default=[], max_length=10, description="whose rights its members have too")
    profiles: list[Linked] = Field(default=[], max_length=10, description="that its members have too")


class Member(BaseModel):
    """A user of the team. In lists of teams it has only its id."""

    id: str
    title: str | None = None
    status: str | None = Field(default=None, description="active, invited, disabled or removed")


def prepare(data: Data, _: Context) -> Prepared:
    members = dict.fromkeys(_members(data))
    return Prepared({**data, "members": [{"id": member} for member in members]}, list(_faults(data)))


def _faults(data: Data) -> Iterator[FieldError]:
    """It would let its members stand above everybody."""
    for place, link in enumerate(stored.parts(data, "roles")):
        if link.get("id") == role_id(ADMINISTRATOR):
            told = "No team makes administrators; give the role to each of them."
            yield FieldError(f"roles[{place}]", "not_for_teams", told)


def _members(data: Data) -> list[str]:
    return [member for link in stored.parts(data, "members") if (member := stored.line(link, "id"))]


def links(data: Data) -> Iterator[Link]:
    for place, link in enumerate(stored.parts(data, "members")):
        yield Link(f"members[{place}]", link, ("user",), live=True, inside=True)
    if link := stored.part(data, "parent"):
        yield Link("parent", link, ("team",))
    for name, kind in (("roles", "role"), ("profiles", "profile")):
        for place, link in enumerate(stored.parts(data, name)):
            yield Link(f"{name}[{place}]", link, (kind,))


def rights(record: Record) -> Part:
    told = {name: list(stakes.ids(stored.parts(record.data, name))) for name in ("members", "roles", "profiles")}
    parent = stored.line(stored.part(record.data, "parent"), "id")
    return Part(stakes.GROUPS, {"name": stored.line(record.data, "name"), "parent": parent, **told})


def claims(record: Record) -> Iterable[Claim]:
    if name := text.fold(stored.line(record.data, "name")):
        yield Claim("team", name, "name")


def show(record: Record, context: Context) -> Data:
    return {"members": [_member(member, context.linked.get(member)) for member in _members(record.data)]}


def _member(user_id: str, user: Record | None) -> Data:
    if user is None:
        return {"id": user_id}
    return {"id": user_id, "title": stored.line(user.data, "name"), "status": stored.line(user.data, "status")}


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def _is_member(record: Record, user: str, _: str) -> bool:
    return user in _members(record.data)


def _in_place(data: Data, user: str, taker: Data) -> Data:
    members = dict.fromkeys(taker["id"] if member == user else member for member in _members(data))
    return {**data, "members": [{"id": member} for member in members]}


TEAM = customised(
    RecordType(
        name="team",
        plural="teams",
        prefix="tem",
        fields=TeamFields,
        summary="Users who share work.",
        title=lambda data: stored.line(data, "name"),
        shared=frozenset({"name"}),
        members=lambda record: _members(record.data),
        stirs=frozenset({"members"}),
        sorts={
            "name": lambda record: text.fold(stored.line(record.data, "name")),
            "updated_at": lambda record: record.updated_at,
        },
        filters=(
            filter_on(CriteriaField("name", "text")),
            filter_on(CriteriaField("members", "link", many=True), asked=True),
        ),
        words=words,
        claims=claims,
        links=links,
        held=(Held("teams", "list", _is_member, _in_place, takers=("user",)),),
        archiving="Not while open work is given to it.",
        prepare=prepare,
        needs=lambda record: _members(record.data),
        show=show,
        rights=rights,
        administered=True,
        tree="parent",
        shown={"members": list[Member], "parent": KnownLink, "roles": list[KnownLink], "profiles": list[KnownLink]},
        example={"name": "Sales", "members": ["usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]},
        example_change={"description": "Who sells, and who answers the phone", "members": []},
    )
)
