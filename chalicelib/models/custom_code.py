"""Values that are codes of a table: links whose place is what the code reads. Pure; what they lead to is held, copied
and made anew as with all links."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib import text
from chalicelib.models import code_id, stored
from chalicelib.models.link import Link
from chalicelib.models.word import Word, words_in

Content = Mapping[str, Any]
CODE, CODES = "code", "codes"
KINDS = (CODE, CODES)
MOST_SENT = 100  # more are refused before any is looked for
MOST_CODES = 10  # each is a link of its own, where it is not indexed as well
KNOWN = frozenset({"id", "code", "title", "place"})
WRONG = "Choose a code of {}, by what it reads, such as 62.01, or by its id."


def as_links(content: Content, value: Any) -> Any:
    """By their ids alone, whatever they were told by; what is none is refused when it is read."""
    if content.get("kind") == CODE:
        return _as_link(content, value)
    is_several = isinstance(value, list) and len(value) <= MOST_SENT
    return _once([_as_link(content, each) for each in value]) if is_several else value


def _as_link(content: Content, value: Any) -> Any:
    given = value if isinstance(value, dict) else {"id": value} if _is_id(value) else {"code": value}
    if given.keys() - KNOWN:
        return value
    found = stored.line(given, "id") or code_id.of(stored.part(content, code_id.TABLE), stored.line(given, "code"))
    return {"id": found} if found else value


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(f"{code_id.PREFIX}_")


def _once(values: list[Any]) -> list[Any]:
    return [each for place, each in enumerate(values) if each not in values[:place]]


def is_sound(value: Any) -> bool:
    links = value if isinstance(value, list) else [value]
    return len(links) <= MOST_SENT and all(stored.line(each, "id") for each in links)


def one(content: Content, value: Any) -> dict[str, Any]:
    """Raises ValueError unless it is of the table: its id follows from that, and from what the code reads."""
    table = stored.part(content, code_id.TABLE)
    if not isinstance(value, dict) or code_id.of(table, stored.line(value, "place")) != value.get("id"):
        raise ValueError(WRONG.format(stored.line(table, "title") or "the table"))
    return dict(value)


def several(content: Content, value: Any, most: int) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise ValueError("Give a list.")
    if len(value) > most:
        raise ValueError(f"Give at most {most}.")
    return [one(content, each) for each in value]


def read(value: Any) -> Any:
    """What the code reads, or those of several: as criteria compare it."""
    if isinstance(value, list):
        return [stored.line(each, "place") for each in value]
    return stored.line(value, "place") or None


def links(name: str, value: Any) -> Iterator[Link]:
    if isinstance(value, dict):
        yield Link(name, value, (CODE,), holds=False)
    for place, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, dict):
            yield Link(f"{name}[{place}]", each, (CODE,), holds=False)


def words(name: str, value: Any, most: int) -> Iterator[Word]:
    """What it reads, as it is typed with points and without, and of its title so many words."""
    for each in value if isinstance(value, list) else [value]:
        code = stored.line(each, "place")
        yield from (Word(typed, name) for typed in dict.fromkeys([*text.query(code), *text.query(code_id.plain(code))]))
        yield from words_in(name, stored.line(each, "title"), most)
