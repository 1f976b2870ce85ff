"""The operators, one row each. The row validates, evaluates and documents; there is no other list of them."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from chalicelib.criteria.field import Field
from chalicelib.criteria.kind import KINDS, Key, KindName, Span

Shape = Literal["one", "list", "pair", "none"]
Keys: TypeAlias = Sequence[Key]
Spans: TypeAlias = Sequence[Span]

ANY: tuple[KindName, ...] = tuple(KINDS)
ORDERED: tuple[KindName, ...] = ("number", "date", "datetime")
TEXT: tuple[KindName, ...] = ("text",)
TREE: tuple[KindName, ...] = ("tree", "choice")
NUMBER: tuple[KindName, ...] = ("number",)
WITHIN, IN_BAND = "within", "in_band"


class Operator(NamedTuple):
    key: str
    label: str
    help: str
    kinds: tuple[KindName, ...]
    operand: Shape
    meaning: Callable[[Keys, Spans], bool]  # of a value that is there; there are keys unless operand is "none"
    if_missing: bool = False  # the answer when the record has no value
    many_only: bool = False
    narrows: Callable[[Spans], Spans] | None = None  # of these a matching record has at least one

    def suits(self, field: Field) -> bool:
        fits = field.kind in self.kinds and (field.many or not self.many_only)
        return fits and (field.is_tree or self.key != WITHIN) and (bool(field.bands) or self.key != IN_BAND)


def is_any(keys: Keys, spans: Spans) -> bool:
    return any(span.low <= key <= span.high for span in spans for key in keys)


def is_none(keys: Keys, spans: Spans) -> bool:
    return not is_any(keys, spans)


def has_all(keys: Keys, spans: Spans) -> bool:
    return all(is_any(keys, (span,)) for span in spans)


def is_between(keys: Keys, spans: Spans) -> bool:
    return any(spans[0].low <= key <= spans[1].high for key in keys)


def is_below(keys: Keys, spans: Spans) -> bool:
    """Of choices, which come with all below them, one that is the same; of paths one that begins with it."""
    return any(_begins(key, span.low) for span in spans for key in keys)


def is_in_band(keys: Keys, spans: Spans) -> bool:
    """What a band ends with belongs to it, and not to the next."""
    return any(span.low < key <= span.high for span in spans for key in keys)


def _begins(key: Key, low: Key) -> bool:
    return bool(key[: len(low)] == low if isinstance(low, tuple) else key == low)


def _each(spans: Spans) -> Spans:
    return spans


def _first(spans: Spans) -> Spans:
    return spans[:1]


# fmt: off
OPERATORS: tuple[Operator, ...] = (
    Operator("eq", "is",
             "The value is this one; in a list, one of the values is. Text ignores case and accents.",
             ANY, "one", is_any, narrows=_each),
    Operator("ne", "is not",
             "The value is not this one, or there is no value; in a list, none of the values is.",
             ANY, "one", is_none, if_missing=True),
    Operator("in", "is one of",
             "The value is one of these; in a list, one of the values is.",
             ANY, "list", is_any, narrows=_each),
    Operator("nin", "is none of",
             "The value is none of these, or there is no value; in a list, none of the values is.",
             ANY, "list", is_none, if_missing=True),
    Operator("lt", "is less than",
             "The number is lower, or the time is before this; of a day, before it starts.",
             ORDERED, "one", lambda keys, spans: any(key < spans[0].low for key in keys)),
    Operator("lte", "is at most",
             "The number is this or lower, or the time is this or before; of a day, until it ends.",
             ORDERED, "one", lambda keys, spans: any(key <= spans[0].high for key in keys)),
    Operator("gt", "is more than",
             "The number is higher, or the time is after this; of a day, after it ends.",
             ORDERED, "one", lambda keys, spans: any(key > spans[0].high for key in keys)),
    Operator("gte", "is at least",
             "The number is this or higher, or the time is this or after; of a day, once it starts.",
             ORDERED, "one", lambda keys, spans: any(key >= spans[0].low for key in keys)),
    Operator("between", "is between",
             "The value lies between these two, both included; the lowest comes first.",
             ORDERED, "pair", is_between),
    Operator("prefix", "begins with",
             "The text begins with this; case and accents do not matter.",
             TEXT, "one", lambda keys, spans: any(key.startswith(spans[0].low) for key in keys)),
    Operator("contains", "contains",
             "This occurs anywhere in the text; case and accents do not matter.",
             TEXT, "one", lambda keys, spans: any(spans[0].low in key for key in keys)),
    Operator("has_any", "has any of",
             "The list has at least one of these.",
             ANY, "list", is_any, many_only=True, narrows=_each),
    Operator("has_all", "has all of",
             "The list has every one of these.",
             ANY, "list", has_all, many_only=True, narrows=_first),
    Operator("exists", "is filled in",
             "There is a value; it takes no operand.",
             ANY, "none", lambda keys, spans: True),
    Operator("missing", "is empty",
             "There is no value; it takes no operand.",
             ANY, "none", lambda keys, spans: False, if_missing=True),
    Operator(WITHIN, "is within",
             "The place in the tree is this one or below it; in a list, one of the values is.",
             TREE, "one", is_below, narrows=_each),
    Operator(IN_BAND, "is in the band",
             "The number lies in one of these bands of the field, given by their keys.",
             NUMBER, "list", is_in_band),
)
# fmt: on


def offered(field: Field) -> tuple[Operator, ...]:
    """The operators that suit a field."""
    return tuple(operator for operator in OPERATORS if operator.suits(field))
