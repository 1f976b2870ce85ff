"""The words that a record is found by."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib import text

ELIDED = re.compile(r"\b(?:[dl]|qu)['’](?=\w)", re.IGNORECASE)


class Word(NamedTuple):
    """`field` is where it stands. `leads` False: it narrows a search that another word leads, but has no entry of its
    own (house numbers)."""

    text: str
    field: str
    leads: bool = True


def leads(word: str) -> bool:
    """Words like this have an entry wherever they stand, so that reading those of one finds all that have it. Numbers
    and short ends, such as of postcodes, may only narrow."""
    return len(word) >= 5 or (len(word) > 2 and word[0].isalpha())


def words_in(field: str, content: Any, most: int = 40) -> Iterator[Word]:
    """The words of a text, whatever is stored there; l'Étoile by both letoile and etoile."""
    if content:
        told = text.words(str(content), most)
        apart = text.words(ELIDED.sub(" ", str(content)), most) if ELIDED.search(str(content)) else ()
        yield from (Word(word, field) for word in dict.fromkeys([*told, *apart]))
