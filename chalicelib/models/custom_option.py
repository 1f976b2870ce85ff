"""The options of a custom field: a label, a status, a class."""

from collections.abc import Iterator
from typing import Annotated, get_args

from pydantic import Field, StringConstraints

from chalicelib import pattern
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.custom_kind import MERGED_INTO, became, in_circle
from chalicelib.models.fields import Code, Language, Line
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

MOST_OPTIONS = 200
UNKNOWN = "There is no option with this key."
ALIKE = "Another option here is called so; give each a name of its own."
Colour = Annotated[str, StringConstraints(pattern=pattern.COLOUR), Field(description="such as #2f6fed")]


class Label(Schema):
    """What stands below a `parent` is found within that."""

    name: Line
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    colour: Colour | None = None
    parent: Code | None = Field(default=None, description="the key of the option that it stands below")
    description: Line | None = Field(default=None, description="when to choose it")


class Option(Label):
    """One that is archived is chosen no more, and stays where it is. What stands below a `parent` is found within
    that. Criteria that ask for one that was merged ask for what it went into."""

    key: Code
    archived: bool = False
    merged_into: Code | None = Field(default=None, description="of an archived one: the key of what is had instead")
    first: bool | None = Field(
        default=None, description="of a `choice`: where any are, what has none yet begins with one of those"
    )
    next: list[Code] | None = Field(
        default=None,
        max_length=MOST_OPTIONS,
        description="of a `choice`: the keys of those that may follow it; without, any may",
    )


def keys(data: Data) -> list[str]:
    """Of all, archived ones too."""
    return [stored.line(each, "key") for each in stored.parts(data, "options")]


def faults(data: Data, before: Data) -> Iterator[FieldError]:
    yield from _doubles(data)
    yield from _lost(data)
    yield from _merged(data)
    yield from _dropped(data, before)
    if len(stored.parts(data, "options")) > MOST_OPTIONS:
        yield FieldError("options", "too_many", f"A field has at most {MOST_OPTIONS} options; archived ones count.")


def _doubles(data: Data) -> Iterator[FieldError]:
    seen: set[str] = set()
    for place, key in enumerate(keys(data)):
        if key in seen:
            yield FieldError(f"options[{place}].key", "twice", "Each option has a key of its own.")
        seen.add(key)


def _lost(data: Data) -> Iterator[FieldError]:
    known = {*keys(data)}
    for place, each in enumerate(stored.parts(data, "options")):
        parent = stored.line(each, "parent")
        if parent and parent not in known:
            yield FieldError(f"options[{place}].parent", "no_such_option", UNKNOWN)
        elif parent and in_circle(data, stored.line(each, "key")):
            yield FieldError(f"options[{place}].parent", "circle", "This would make it stand below itself.")


def _merged(data: Data) -> Iterator[FieldError]:
    known, led = {*keys(data)}, became(data)
    for place, each in enumerate(stored.parts(data, "options")):
        into, path = stored.line(each, MERGED_INTO), f"options[{place}].{MERGED_INTO}"
        if into and into not in known:
            yield FieldError(path, "no_such_option", UNKNOWN)
        elif into and each.get("archived") is not True:
            yield FieldError(path, "in_use", "Archive what went into another, or leave this out.")
        elif into and led[stored.line(each, "key")] == stored.line(each, "key"):
            yield FieldError(path, "circle", "This would make it go into itself.")


def _dropped(data: Data, before: Data) -> Iterator[FieldError]:
    """An option that records may have stays known."""
    kept = {*keys(data)}
    if gone := [key for key in keys(before) if key not in kept]:
        told = f"Records may have {gone[0]}: archive the option instead of leaving it out."
        yield FieldError("options", "in_use", told)


def alike(data: Data, before: Data) -> Iterator[FieldError]:
    """In no language is one given a name that another beside it has, of those that can be chosen. What is alike for
    another reason stays so, such as what stood there before, or was hung below one parent by a merge."""
    faulty: set[int] = set()
    for language in ("", *get_args(Language)):
        was, now = _called(before, language), _called(data, language)
        given = {key for key, (_, name) in now.items() if key not in was or was[key][1] != name}
        taken = {told for key, told in now.items() if key not in given}
        for place, each in enumerate(stored.parts(data, "options")):
            key = stored.line(each, "key")
            if key not in given:
                continue
            given.discard(key)  # what has the key of another is told by that
            if now[key] in taken and place not in faulty:
                faulty.add(place)
                path = f"names.{language}" if language in stored.part(each, "names") else "name"
                yield FieldError(f"options[{place}].{path}", "twice", ALIKE)
            taken.add(now[key])


def _called(data: Data, language: str) -> dict[str, tuple[str, str]]:
    """Where each stands that can be chosen, and what readers of this language see."""
    known = [each for each in stored.parts(data, "options") if each.get("archived") is not True]
    return {stored.line(each, "key"): (stored.line(each, "parent"), _read(each, language)) for each in known}


def _read(option: Data, language: str) -> str:
    name = stored.line(stored.part(option, "names"), language) or stored.line(option, "name")
    return " ".join(name.casefold().split())
