"""What profiles allow on a type of record, and which of its fields. Pure; several profiles add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.models import stored
from chalicelib.models.profile import EVERY

Content = Mapping[str, Any]
NONE, READ, WRITE = 0, 1, 2
FIELD_LEVELS = {"none": NONE, "read": READ, "write": WRITE}


@dataclass(frozen=True, slots=True)
class Grant:
    """Of `fields` the rank of each, of others `rest`: 0 not seen, 1 read, 2 written."""

    actions: frozenset[str] = frozenset()
    view_all: bool = False
    edit_all: bool = False
    fields: Mapping[str, int] = field(default_factory=dict)
    rest: int = 0

    def field_rank(self, name: str) -> int:
        return self.fields.get(name, self.rest)


def of(profiles: Iterable[Content], type_name: str) -> Grant:
    """The most permissive of all, flag by flag."""
    told = [each for profile in profiles if (each := on_type(profile, type_name))]
    names = {name for each in told for name in stored.part(each, "fields")} - {EVERY}
    return Grant(
        actions=frozenset(action for each in told for action in stored.lines(each, "actions")),
        view_all=any(each.get("view_all") is True for each in told),
        edit_all=any(each.get("edit_all") is True for each in told),
        fields={name: max(_field(each, name) for each in told) for name in names},
        rest=max((_field(each, EVERY) for each in told), default=0),
    )


def on_type(profile: Content, type_name: str) -> Content:
    """A type that is named is told of there alone."""
    types = stored.part(profile, "types")
    return stored.part(types, type_name if type_name in types else EVERY)


def _field(told: Content, name: str) -> int:
    fields = stored.part(told, "fields")
    return FIELD_LEVELS.get(stored.line(fields, name if name in fields else EVERY), 0)
