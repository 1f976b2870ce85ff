"""Who has a part in a record: what rights are decided on, read from the live record and never copied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from chalicelib.models import stored
from chalicelib.models.record import Record

Level = Literal["view", "read", "edit", "delete"]
LEVELS: tuple[Level, ...] = ("view", "read", "edit", "delete")
OWNER, CO_OWNERS, ACCESS, RESTRICTED = "owner", "co_owners", "access", "restricted"
INTERNAL, SHARED = "internal", "shared"


@dataclass(frozen=True, slots=True)
class Stakes:
    """All are ids. `owners` and who it is `given` to are users and teams, who is `present` users; `parties` are
    contacts and relations that take part, None of a type in which nobody does. `around` are the relations that it
    belongs to, a relation itself among them; `within` what else must be shared for it to be. `listed` is its own access
    list. Who is to read what is `reserved` needs that action besides. `visibility` is "" of what everybody may see."""

    owners: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    parties: tuple[str, ...] | None = None
    around: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    listed: Mapping[str, str] = field(default_factory=dict)
    restricted: bool = False
    reserved: str = ""
    visibility: str = ""


class Part(NamedTuple):
    """What a record says about the rights of others: in which `section` of the tenant's rights, and what."""

    section: str
    content: Mapping[str, Any]


ROLES, PROFILES, GROUPS, PEOPLE = "roles", "profiles", "groups", "people"
RULES, DEFAULTS, TIES, SHUT = "rules", "defaults", "ties", "shut"
SECTIONS = (ROLES, PROFILES, GROUPS, PEOPLE, RULES, DEFAULTS, TIES, SHUT)


def of_owner(record: Record) -> Stakes:
    """Of a record that has no more than who made it."""
    return Stakes(owners=owners(record))


def owners(record: Record) -> tuple[str, ...]:
    """Whoever made it, where nobody is named."""
    told = ids([stored.part(record.data, OWNER), *stored.parts(record.data, CO_OWNERS)])
    named = bool(stored.line(stored.part(record.data, OWNER), "id"))
    return tuple(told) if named else (record.created_by, *told)


def listed(record: Record) -> dict[str, str]:
    """The level of each user and team of its access list."""
    rows = stored.parts(record.data, ACCESS)
    return {who: stored.line(row, "level") for row in rows if (who := stored.line(stored.part(row, "who"), "id"))}


def is_restricted(record: Record) -> bool:
    return record.data.get(RESTRICTED) is True


def ids(links: Iterable[Any]) -> Iterator[str]:
    yield from (found for link in links if (found := stored.line(link, "id")))
