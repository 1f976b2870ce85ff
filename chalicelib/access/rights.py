"""The rights of a tenant, as its records describe them: pure, made of what `storage.rights` keeps, and looked up by id.

What a tenant has not described itself is as it is shipped, so that a new one works at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib.access import sharing, standing
from chalicelib.access.level import RANKS as RANKS
from chalicelib.access.sharing import Aims
from chalicelib.access.standing import Content, Section, Standing
from chalicelib.models import custom, stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Definitions
from chalicelib.models.shipped_rights import SHIPPED
from chalicelib.models.stakes import SECTIONS, STATE, SUSPENDED


@dataclass(frozen=True, slots=True)
class Shut:
    """Who may see a restricted relation: its owners, and who is listed, with the rank of the level."""

    owners: frozenset[str]
    listed: Mapping[str, int]


@dataclass(frozen=True)
class Rights:
    """Of one tenant at one `epoch`. Sections have what records say by their ids; `subjects` what was compiled of it."""

    tenant: str
    epoch: int
    sections: Mapping[str, Section]
    is_suspended: bool = False
    subjects: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def standing(self) -> Standing:
        return standing.of(self.sections)

    @cached_property
    def aims(self) -> Aims:
        return sharing.aims(self.sections, self.standing)

    @cached_property
    def shut(self) -> Mapping[str, Shut]:
        """Restricted relations."""
        return {each: _shut(content) for each, content in self.sections[stakes.SHUT].items()}

    @cached_property
    def defaults(self) -> Mapping[str, Content]:
        """By type."""
        return {stored.line(each, "of"): each for each in self.sections[stakes.DEFAULTS].values()}

    @cached_property
    def customs(self) -> Mapping[str, Definitions]:
        """The custom fields of each type."""
        told = self.sections[stakes.CUSTOMS].items()
        return custom.by_type({**content, "id": record_id} for record_id, content in told)

    def role(self, key: str) -> tuple[str, Content] | None:
        """Its id and content; keys compare whatever their case."""
        found = self.standing.by_key.get(key.casefold())
        return (found, self.sections[stakes.ROLES][found]) if found else None

    def role_keys(self) -> list[str]:
        return [stored.line(each, "key") for each in self.sections[stakes.ROLES].values()]

    def role_of(self, user: str) -> str:
        return stored.line(self.sections[stakes.PEOPLE].get(user), "role")

    def ties_of(self, user: str) -> list[Content]:
        return [each for each in self.sections[stakes.TIES].values() if each.get("user") == user]

    def holders(self, record: Record) -> list[str]:
        """The users who have their role from a record."""
        own = self.sections[stakes.ROLES].get(record.id)
        if own is None:
            return []
        key, people = stored.line(own, "key").casefold(), self.sections[stakes.PEOPLE].items()
        return [user for user, told in people if stored.line(told, "role").casefold() == key]

    def default(self, type_name: str) -> Content:
        """What holds for all of a type, {} where nothing is said."""
        return self.defaults.get(type_name, {})


def of(tenant: str, epoch: int, kept: Mapping[str, Mapping[str, Any]]) -> Rights:
    """`kept` has None for what was archived, of what is shipped too."""
    sections = {name: _merged(name, kept.get(name, {})) for name in SECTIONS}
    return Rights(tenant, epoch, sections, is_suspended=SUSPENDED in kept.get(STATE, {}))


def _merged(name: str, kept: Any) -> Section:
    """What is damaged is there and says nothing, so that what was restricted is open to nobody."""
    told = {**SHIPPED.get(name, {}), **(kept if isinstance(kept, Mapping) else {})}
    return {each: content if isinstance(content, dict) else {} for each, content in told.items() if content is not None}


def _shut(content: Content) -> Shut:
    listed = stored.part(content, "listed")
    return Shut(
        owners=frozenset(stored.lines(content, "owners")),
        listed={who: RANKS.get(stored.line(listed, who), 0) for who in listed},
    )
