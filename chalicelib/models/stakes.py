"""Who has a part in a record: what rights are decided on, read from the live record and never copied."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from chalicelib.models import stored
from chalicelib.models.record import Record

Level = Literal["view", "read", "edit", "delete"]
LEVELS: tuple[Level, ...] = ("view", "read", "edit", "delete")
OWNER, CO_OWNERS, ACCESS, RESTRICTED = "owner", "co_owners", "access", "restricted"
OF_RELATION, OF_CONTACT = "rel_", "con_"  # how their ids begin; the registry stands above this
LOCKED = "locked"
KEEPER = "keeper"  # the owner of what has no other
AROUND = "around"  # of what is told of another record beside one: what that belongs to besides
VISIBILITY, INTERNAL, SHARED = "visibility", "internal", "shared"
NOBODY: Mapping[str, str] = MappingProxyType({})
RESERVES = frozenset({"file"})  # the actions that a record may be `reserved` for


class Stakes(NamedTuple):
    """All are ids. `owners` and who it is `given` to are users and teams, who is `present` users; `parties` are
    contacts and relations that take part, None of a type in which nobody does, which is then `about` contacts.
    `around` are the relations that it belongs to, a relation itself among them; `within` what else must be shared for
    it to be, and `said_of` what must be seen besides; `ends` are what it joins. `listed` is its own access list. Who is
    to read what is `reserved` needs that action besides, and the file of what is `for_viewing` is for its editors, and
    whom its list lets download. What is `locked` is changed by its owners only. `visibility` is "" of what everybody
    may see."""

    owners: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    parties: tuple[str, ...] | None = None
    about: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    said_of: tuple[str, ...] = ()
    listed: Mapping[str, str] = NOBODY
    restricted: bool = False
    ends: tuple[str, ...] = ()
    reserved: str = ""
    for_viewing: bool = False
    locked: bool = False
    visibility: str = ""


class Part(NamedTuple):
    """What a record says about the rights of others: in which `section` of the tenant's rights, and what."""

    section: str
    content: Mapping[str, Any]


ROLES, PROFILES, GROUPS, PEOPLE = "roles", "profiles", "groups", "people"
RULES, DEFAULTS, TIES, SHUT = "rules", "defaults", "ties", "shut"
CUSTOMS = "customs"
STATE, SUSPENDED = "state", "suspended"  # what no record says, but an operator
SECTIONS = (ROLES, PROFILES, GROUPS, PEOPLE, RULES, DEFAULTS, TIES, SHUT, CUSTOMS)


def of_owner(record: Record) -> Stakes:
    """Of a record that has no more than who made it."""
    return Stakes(owners=owners(record))


def owners(record: Record) -> tuple[str, ...]:
    """Whoever made it, where nobody is named."""
    named = stored.line(stored.part(record.data, OWNER), "id")
    return (named or record.created_by, *ids(stored.parts(record.data, CO_OWNERS)))


def listed(record: Record) -> dict[str, str]:
    """The level of each user and team of its access list."""
    rows = stored.parts(record.data, ACCESS)
    return {who: stored.line(row, "level") for row in rows if (who := stored.line(stored.part(row, "who"), "id"))}


def is_restricted(record: Record) -> bool:
    return record.data.get(RESTRICTED) is True


def is_locked(record: Record) -> bool:
    return record.data.get(LOCKED) is True


def ids(links: Iterable[Any]) -> list[str]:
    return [found for link in links if (found := stored.line(link, "id"))]


def relations(ids: Iterable[str]) -> tuple[str, ...]:
    """Those that are of relations, each once."""
    return tuple({each: None for each in ids if each.startswith(OF_RELATION)})
