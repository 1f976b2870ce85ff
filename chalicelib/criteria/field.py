"""A field that criteria may ask about, and how its stored value is read."""

from dataclasses import dataclass

from chalicelib.criteria.kind import KINDS, Key, KindName


@dataclass(frozen=True)
class Field:
    name: str
    kind: KindName
    many: bool = False
    choices: tuple[str, ...] | None = None

    def is_missing(self, value: object) -> bool:
        """None, an empty text, list or object; for many also a list of nothing but those."""
        if self.many and isinstance(value, list | tuple | set | frozenset):
            return all(_is_empty(item) for item in value)
        return _is_empty(value)

    def keys(self, value: object) -> list[Key]:
        """What the stored value is compared by; what is of the wrong type is left out."""
        read = KINDS[self.kind].key
        return [key for item in self._items(value) if (key := read(item)) is not None]

    def _items(self, value: object) -> list[object]:
        if not self.many:
            return [value]
        return list(value) if isinstance(value, list | tuple | set | frozenset) else []


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | tuple | dict | set | frozenset) and not value)
