"""The letters that the identity service writes, in five languages. Pure.

The token in a link is in its fragment, which browsers do not send on."""

from chalicelib.identity.wording import FACTOR_CHANGED, HELLO, INVITATION, PASSWORD_CHANGED, RESET, Wording
from chalicelib.letters import letter
from chalicelib.letters.letter import Addressee, Letter, line

DEFAULT = "en"


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
    return letter.link(f"{page}#{token}")
