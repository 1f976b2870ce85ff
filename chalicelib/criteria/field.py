"""A field that criteria may ask about, and how its stored value is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.criteria.kind import KINDS, Key, KindName, Span, Term


@dataclass(frozen=True)
class Field:
    """Where choices stand in a tree, `below` are those below each that has any, however deep. Who asks for one that
    went into another asks for what it `became`. Of a number `bands` are the ends of those that it may lie in: above
    the first, up to the second."""

    name: str
    kind: KindName
    many: bool = False
    choices: tuple[str, ...] | None = None
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    bands: Mapping[str, tuple[Key, Key]] = field(default_factory=dict, hash=False)
    became: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_tree(self) -> bool:
        return self.kind == "tree" or bool(self.below)

    def with_below(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        told = (each for term in terms for each in (term, *self.below.get(str(term), ())))
        return tuple(dict.fromkeys(told))

    def spans_of(self, bands: tuple[Term, ...]) -> tuple[Span, ...]:
        return tuple(Span(*self.bands[str(each)]) for each in bands if each in self.bands)

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
