"""The kinds of custom field: how a value is given, kept, asked about and described. One row for each."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from chalicelib import schema, text
from chalicelib.criteria.kind import KindName as AskedAs
from chalicelib.models import custom_code, stored
from chalicelib.models.fields import Day, Line, Lines, Linked
from chalicelib.models.moment import Moment

Name = Literal[
    "text", "long_text", "number", "money", "date", "datetime", "boolean", "choice", "choices", "link", "phone",
    "email", "url", "code", "codes",
]  # fmt: skip
Content = Mapping[str, Any]  # of a definition
UNIQUE, INDEXED, SEARCHABLE = "unique", "indexed", "searchable"
MOST_CHOSEN, MOST_INDEXED, MOST_DIGITS = 20, 5, 15
MERGED_INTO = "merged_into"  # of an option that went into another
COPIED = ("id", "title", "place")
AMOUNT = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")


class Given(NamedTuple):
    """A value with what it is read by; `before` is what stood there."""

    value: Any
    definition: Content
    country: str = ""
    before: Any = None


class Kind(NamedTuple):
    """`read` makes the normal form, and raises ValueError with what to do. Criteria ask about what is `compared`, as
    what is `asked`; of what is None nothing is asked. `marks` are what such a field may be besides."""

    read: Callable[[Given], Any]
    shape: Callable[[Content], dict[str, Any]]
    asked: AskedAs | None
    marks: frozenset[str] = frozenset()
    many: bool = False
    compared: Callable[[Any], Any] = lambda value: value


# ---------------------------------------------------------------------------------------------------------- reading


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _as(kind: Any) -> Callable[[Given], Any]:
    """As fields that are declared are read."""

    def read(given: Given) -> Any:
        try:
            return _adapter(kind).validate_python(given.value, strict=True)
        except ValidationError as error:
            raise ValueError(schema.advice(error.errors(include_url=False)[0])) from None

    return read


def _number(given: Given) -> int | float:
    value = given.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("Give a number.")
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) >= 10**MOST_DIGITS or len(exact.normalize().as_tuple().digits) > MOST_DIGITS:
        raise ValueError(f"Give a number of at most {MOST_DIGITS} digits.")
    _hold_decimals(exact, given.definition.get("decimals"))
    _hold_between(exact, given.definition)
    return int(value) if exact == exact.to_integral_value() else value


def _hold_decimals(exact: Decimal, most: Any) -> None:
    if isinstance(most, int) and exact != round(exact, most):
        raise ValueError(f"Give at most {most} decimals." if most else "Give a whole number.")


def _hold_between(exact: Decimal, definition: Content) -> None:
    least, most = definition.get("minimum"), definition.get("maximum")
    if isinstance(least, int | float) and exact < Decimal(repr(least)):
        raise ValueError(f"Give at least {least}.")
    if isinstance(most, int | float) and exact > Decimal(repr(most)):
        raise ValueError(f"Give at most {most}.")


def _money(given: Given) -> dict[str, str]:
    currency, value = stored.line(given.definition, "currency"), given.value
    amount = stored.line(value, "amount")
    if not AMOUNT.fullmatch(amount) or value.keys() - {"amount", "currency"}:
        raise ValueError(f'Give {{"amount": "12.50", "currency": "{currency}"}}.')
    if value.get("currency", currency) != currency:
        raise ValueError(f"This is kept in {currency}.")
    _hold_between(Decimal(amount), given.definition)
    return {"amount": f"{Decimal(amount):.2f}", "currency": currency}


def _amount(value: Any) -> float | None:
    amount = stored.line(value, "amount")
    return float(amount) if AMOUNT.fullmatch(amount) else None


def _choice(given: Given) -> str:
    return _chosen(given.definition, given.value, [given.before])


def _choices(given: Given) -> list[str]:
    if not isinstance(given.value, list):
        raise ValueError("Give a list.")
    if len(given.value) > (most := most_chosen(given.definition)):
        raise ValueError(f"Give at most {most}.")
    before = given.before if isinstance(given.before, list) else []
    return list(dict.fromkeys(_chosen(given.definition, each, before) for each in given.value))


def _chosen(definition: Content, value: Any, before: list[Any]) -> str:
    """What is no option any more may stay where it was."""
    known = options(definition)
    if isinstance(value, str) and (value in known or value in before):
        return value
    named = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
    raise ValueError(f"Choose {'one of ' if len(known) > 1 else ''}{named}.")


def most_chosen(definition: Content) -> int:
    """Each that is indexed has an entry, which is written anew when the record is called otherwise."""
    most = custom_code.MOST_CODES if definition.get("kind") == custom_code.CODES else MOST_CHOSEN
    return MOST_INDEXED if definition.get(INDEXED) is True else most


def options(definition: Content) -> list[str]:
    """The keys of those that can be chosen."""
    told = stored.parts(definition, "options")
    return [stored.line(each, "key") for each in told if each.get("archived") is not True]


def below(definition: Content) -> dict[str, tuple[str, ...]]:
    """Of each option that has any those that stand below it, however deep, archived ones too."""
    options = stored.parts(definition, "options")
    parents = {stored.line(each, "key"): stored.line(each, "parent") for each in options}
    told: dict[str, list[str]] = {}
    for key in parents:
        for above in _above(parents, key):
            told.setdefault(above, []).append(key)
    return {key: tuple(each) for key, each in told.items()}


def became(definition: Content) -> dict[str, str]:
    """Of each option that went into another that one, or what that went into in turn."""
    told = {stored.line(each, "key"): stored.line(each, MERGED_INTO) for each in stored.parts(definition, "options")}
    return {key: [*_above(told, key)][-1] for key, into in told.items() if into}


def _above(parents: Mapping[str, str], key: str) -> Iterator[str]:
    """From its parent up; a circle ends where it closes, with itself."""
    seen: set[str] = set()
    while (key := parents.get(key, "")) and key not in seen:
        seen.add(key)
        yield key


def in_circle(definition: Content, key: str) -> bool:
    """Whether it stands below itself."""
    return key in below(definition).get(key, ())


def _boolean(given: Given) -> bool:
    if not isinstance(given.value, bool):
        raise ValueError("Give true or false.")
    return given.value


def _link(given: Given) -> dict[str, Any]:
    """With title and place, which were copied of the record that it leads to."""
    _as(Linked)(given)
    return dict(given.value)


def _code(given: Given) -> dict[str, Any]:
    return custom_code.one(given.definition, given.value)


def _codes(given: Given) -> list[dict[str, Any]]:
    return custom_code.several(given.definition, given.value, most_chosen(given.definition))


def _phone(given: Given) -> str:
    line = _as(Line)(given)
    if number := text.phone(line, given.country):
        return number
    raise ValueError("This is no phone number; give it with area code, abroad with + and country.")


# ------------------------------------------------------------------------------------------------------ describing


def _of(**told: Any) -> Callable[[Content], dict[str, Any]]:
    return lambda _: dict(told)


def _number_shape(definition: Content) -> dict[str, Any]:
    bounds = {name: definition[name] for name in ("minimum", "maximum") if name in definition}
    return {"type": "integer" if definition.get("decimals") == 0 else "number", **bounds}


def _money_shape(definition: Content) -> dict[str, Any]:
    amount = {"type": "string", "pattern": f"^{AMOUNT.pattern}$"}
    currency = {"type": "string", "const": stored.line(definition, "currency")}
    return {"type": "object", "properties": {"amount": amount, "currency": currency}, "required": ["amount"]}


def _choice_shape(definition: Content) -> dict[str, Any]:
    return {"type": "string", "enum": options(definition)}


def _choices_shape(definition: Content) -> dict[str, Any]:
    return {"type": "array", "items": _choice_shape(definition), "maxItems": most_chosen(definition)}


def _codes_shape(definition: Content) -> dict[str, Any]:
    return {"type": "array", "items": {"type": ["string", "object"]}, "maxItems": most_chosen(definition)}


FOUND = frozenset({UNIQUE, SEARCHABLE})
LISTED = frozenset({INDEXED})
CODED = frozenset({INDEXED, SEARCHABLE})

KINDS: Mapping[str, Kind] = {
    "text": Kind(_as(Line), _of(type="string", maxLength=200), "text", FOUND),
    "long_text": Kind(_as(Lines), _of(type="string", maxLength=20_000), None),
    "number": Kind(_number, _number_shape, "number", frozenset({UNIQUE})),
    "money": Kind(_money, _money_shape, "number", compared=_amount),
    "date": Kind(_as(Day), _of(type="string", format="date"), "date"),
    "datetime": Kind(_as(Moment), _of(type="string", format="date-time"), "datetime"),
    "boolean": Kind(_boolean, _of(type="boolean"), "boolean", LISTED),
    "choice": Kind(_choice, _choice_shape, "choice", LISTED),
    "choices": Kind(_choices, _choices_shape, "choice", LISTED, many=True),
    "link": Kind(_link, _of(type=["string", "object"]), "link", LISTED),
    "code": Kind(_code, _of(type=["string", "object"]), "choice", CODED, compared=custom_code.read),
    "codes": Kind(_codes, _codes_shape, "choice", CODED, many=True, compared=custom_code.read),
    "phone": Kind(_phone, _of(type="string"), "text", FOUND),
    "email": Kind(lambda given: text.email(_as(Line)(given)), _of(type="string", format="email"), "text", FOUND),
    "url": Kind(lambda given: text.website(_as(Line)(given)), _of(type="string", format="uri"), "text", FOUND),
}
