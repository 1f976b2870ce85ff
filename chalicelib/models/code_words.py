"""The words by which a code is found while it is typed, among those of its table and nowhere else: thousands of codes
would stand in the way of what people look for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib import text
from chalicelib.models import code_id, stored
from chalicelib.models.word import Word

SIGN = "~"  # no word that is typed begins with it
TAG_LENGTH = 12
MOST_WORDS = 12


def tag(table: str) -> str:
    """Before each word of the codes of a table: its last characters are of chance."""
    return f"{SIGN}{table[-TAG_LENGTH:].lower()}"


def of(data: Mapping[str, Any]) -> Iterator[Word]:
    """The code in one piece, and the words of its name in each language."""
    code = stored.line(data, code_id.TEXT)
    yield Word(code_id.plain(code).lower(), code_id.TEXT)
    names = [code, stored.line(data, "name"), *map(str, stored.part(data, "names").values())]
    yield from (Word(each, "name") for each in named(names))


def named(names: Iterable[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        yield from text.words(name, MOST_WORDS)


def typed(said: str) -> list[str]:
    """What has a digit in it is meant as a code, or as its beginning."""
    told = []
    for each in said.split():
        is_code = any(character.isdigit() for character in each)
        told += [code_id.plain(each).lower()] if is_code else text.query(each)
    return list(dict.fromkeys(filter(None, told)))
