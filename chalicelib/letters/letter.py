"""A letter to one person, in plain text. What people typed, such as names, goes into a text of ours as one line of
plain text; links begin with the configured origin, whatever a request says of its host."""

from typing import NamedTuple

from chalicelib.settings import settings

LONGEST = 120


class Letter(NamedTuple):
    to: str
    subject: str
    text: str


class Addressee(NamedTuple):
    email: str
    name: str
    language: str


def link(page: str) -> str:
    """`page` such as `activities/act_…`."""
    return f"{settings().origin}/{page}"


def line(text: str) -> str:
    """One line of printable text: no line break can begin another header, no control character another text."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:LONGEST]
