"""How a choice moves, such as a status: which options may follow which, and with which one begins."""

from collections.abc import Collection, Iterator

from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.custom_kind import Content, options
from chalicelib.models.custom_option import UNKNOWN, keys
from chalicelib.models.record_type import Data, Definitions

NO_WAY = "no_such_way"
NOTHING = ""
SHOWN = 20


def has_ways(content: Content) -> bool:
    """Whether not every option may follow every other."""
    return any(each.get("next") is not None or each.get("first") is True for each in stored.parts(content, "options"))


def following(content: Content, was: str) -> Collection[str]:
    """What may stand there after `was`, "" for nothing. What is archived may be left for anything, since it is a state
    no more."""
    every = {*keys(dict(content)), NOTHING}
    if was == NOTHING:
        return _first(content) or every
    told = next((each for each in stored.parts(content, "options") if each.get("key") == was), {})
    is_any = told.get("next") is None or told.get("archived") is True
    return every if is_any else stored.lines(told, "next")


def _first(content: Content) -> set[str]:
    known = stored.parts(content, "options")
    told = [each["key"] for each in known if each.get("first") is True and each.get("archived") is not True]
    return {*told, NOTHING} if told else set()


def faults(definitions: Definitions, before: Data, after: Data) -> Iterator[FieldError]:
    """Of what moved by no way that there is; nobody goes round them."""
    for name, content in definitions.items():
        was, now = stored.line(before, name), stored.line(after, name)
        if was != now and has_ways(content) and now not in (known := following(content, was)):
            yield FieldError(name, NO_WAY, _advice(content, was, known))


def _advice(content: Content, was: str, known: Collection[str]) -> str:
    """With those that can be chosen."""
    told = [each for each in options(content) if each in known]
    named = ", ".join(told[:SHOWN]) + (" …" if len(told) > SHOWN else "")
    if was == NOTHING:
        return f"This begins with {named}."
    return f"After {was} comes {named}." if told else f"Nothing follows {was}."


def begun(definitions: Definitions, data: Data) -> Data:
    """For a record that goes on from another: what has a beginning begins anew."""
    anew = [name for name, content in definitions.items() if _first(content) and name in data]
    kept = {name: value for name, value in data.items() if name not in anew}
    return kept | {name: definitions[name]["default"] for name in anew if "default" in definitions[name]}


def misfits(data: Data) -> Iterator[FieldError]:
    """Of a definition."""
    known, kind = {*keys(data)}, stored.line(data, "kind")
    for place, each in enumerate(stored.parts(data, "options")):
        for name in ("first", "next"):
            if kind != "choice" and each.get(name) is not None:
                told = "Only what has one option at a time goes from one to another; leave it out."
                yield FieldError(f"options[{place}].{name}", "not_for_kind", told)
        for number, key in enumerate(stored.lines(each, "next")):
            if key not in known:
                yield FieldError(f"options[{place}].next[{number}]", "no_such_option", UNKNOWN)
    default = data.get("default")
    if isinstance(default, str) and default in known and default not in following(data, NOTHING):
        yield FieldError("default", NO_WAY, _advice(data, NOTHING, following(data, NOTHING)))
