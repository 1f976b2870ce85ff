"""The letters that the identity service writes, in five languages. Pure; `mail_queue` hands them over to be sent.

What people typed, such as names, is put into a text of ours as one line of plain text; links begin with the configured
origin, whatever a request says of its host. The token is in the fragment, which browsers do not send on."""

from typing import NamedTuple

from chalicelib.identity.wording import FACTOR_CHANGED, HELLO, INVITATION, PASSWORD_CHANGED, RESET, Wording
from chalicelib.settings import settings

DEFAULT = "en"
LONGEST = 120


class Letter(NamedTuple):
    to: str
    subject: str
    text: str


class Addressee(NamedTuple):
    email: str
    name: str
    language: str


def invitation(to: Addressee, tenant: str, token: str) -> Letter:
    return _written(INVITATION, to, tenant=line(tenant), link=link("invitation", token))


def reset(to: Addressee, token: str) -> Letter:
    return _written(RESET, to, link=link("password-reset", token))


def password_changed(to: Addressee) -> Letter:
    return _written(PASSWORD_CHANGED, to)


def factor_changed(to: Addressee) -> Letter:
    return _written(FACTOR_CHANGED, to)


def _written(wording: dict[str, Wording], to: Addressee, **filled: str) -> Letter:
    language = to.language if to.language in wording else DEFAULT
    told = wording[language]
    hello = HELLO[language].format(name=line(to.name))
    text = "\n\n".join([hello, *(paragraph.format(**filled) for paragraph in told.paragraphs), "Relata"])
    return Letter(to.email, line(told.subject.format(**filled)), f"{text}\n")


def link(page: str, token: str) -> str:
    return f"{settings().origin}/{page}#{token}"


def line(text: str) -> str:
    """One line of printable text: no line break can begin another header, no control character another text."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:LONGEST]
