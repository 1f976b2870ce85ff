"""The rights of a tenant, as its records describe them: pure, made of what `storage.rights` keeps, and looked up by id.

What a tenant has not described itself is as it is shipped, so that a new one works at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.models import stakes, stored
from chalicelib.models.shipped_rights import SHIPPED
from chalicelib.models.stakes import SECTIONS

Content = Mapping[str, Any]
Section = Mapping[str, Content]


@dataclass(frozen=True)
class Rights:
    """Of one tenant at one `epoch`. Sections have what records say by their ids; `subjects` what was compiled of it."""

    tenant: str
    epoch: int
    sections: Mapping[str, Section]
    subjects: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def role(self, key: str) -> tuple[str, Content] | None:
        """Its id and content; keys compare whatever their case."""
        wanted = key.casefold()
        for role_id, content in self.sections[stakes.ROLES].items():
            if stored.line(content, "key").casefold() == wanted:
                return role_id, content
        return None

    def role_keys(self) -> list[str]:
        return [stored.line(each, "key") for each in self.sections[stakes.ROLES].values()]

    def role_of(self, user: str) -> str:
        return stored.line(self.sections[stakes.PEOPLE].get(user), "role")

    def default(self, type_name: str) -> Content:
        """What holds for all of a type, {} where nothing is said."""
        for content in self.sections[stakes.DEFAULTS].values():
            if content.get("of") == type_name:
                return content
        return {}


def of(tenant: str, epoch: int, kept: Mapping[str, Mapping[str, Any]]) -> Rights:
    """`kept` has None for what was archived, of what is shipped too."""
    return Rights(tenant, epoch, {name: _merged(name, kept.get(name, {})) for name in SECTIONS})


def _merged(name: str, kept: Mapping[str, Any]) -> Section:
    told = {**SHIPPED.get(name, {}), **kept}
    return {each: content for each, content in told.items() if content is not None}
