"""What others tell, as text that can be kept: cut to a length, without what cannot be seen. Nothing here raises on what
it is given."""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

from chalicelib import text

LONGEST, SHORT = 200, 80
MOST = 50
SEEN_THROUGH = "C"  # the categories of controls, of what has no shape of its own, and of what is no character


def line(value: Any, most: int = LONGEST) -> str:
    """One line, "" of what is neither text nor a whole number."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        value = str(value)
    if not isinstance(value, str):
        return ""
    try:
        return text.clean("".join(map(_plain, value[: 4 * most])))[:most].strip()
    except ValueError:
        return ""


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    return " " if category == "Cc" else "" if category.startswith(SEEN_THROUGH) else sign


def short(value: Any) -> str:
    return line(value, SHORT)


def whole(value: Any) -> str:
    """ "" where it would have to be cut: half a link, or half an id, is another one."""
    told = line(value, LONGEST + 1)
    return told if len(told) <= LONGEST else ""


def count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return value if is_count else None


def some(value: Any) -> Any:
    """Of a list no more than is of use."""
    return value[:MOST] if isinstance(value, list) else value


def websites(values: Iterable[str]) -> list[str]:
    """Each once, as it is told; without what is no address on the web, has another scheme, or a user name in it."""
    known: dict[str, str] = {}
    for each in values:
        with suppress(ValueError):
            known.setdefault(text.website(each), each)
    return [*known.values()]


def phone(value: str, country: str) -> str:
    """ "" where it is no number."""
    return value if value and text.phone(value, country) else ""


Told = Annotated[str, BeforeValidator(line)]
Short = Annotated[str, BeforeValidator(short)]
Whole = Annotated[str, BeforeValidator(whole)]
Count = Annotated[int | None, BeforeValidator(count)]
Some = BeforeValidator(some)


class Shape(BaseModel):
    """Of what is read of an answer; what else is in it is left there, and null is what is not there. Names are told in
    camelCase."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True, alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def _without_null(cls, told: Any) -> Any:
        return {name: each for name, each in told.items() if each is not None} if isinstance(told, dict) else told
