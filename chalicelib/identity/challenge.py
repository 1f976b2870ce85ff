"""A challenge: what a right password gives. Opaque, so that no one can take it for an access token; good for one
purpose, for five minutes, and only while password and factor stay as they were.

It has no count of its own: guesses are counted per person, whatever the number of challenges (see `throttle`)."""

from typing import Any, Literal, NamedTuple

from chalicelib import clock
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, table
from chalicelib.identity.items import ChallengeItem, PersonItem
from chalicelib.identity.table import Delete, Put, Update

LIFETIME = 5 * 60
Purpose = Literal["enroll", "verify", "factor"]


class Open(NamedTuple):
    """A challenge and the person it was given to."""

    item: ChallengeItem
    person: PersonItem


def made(token: str, person: PersonItem, purpose: Purpose, **more: Any) -> Put:
    key = keys.challenge(token)
    item = ChallengeItem(
        key.pk,
        key.sk,
        identity=person.identity,
        purpose=purpose,
        epoch=person.epoch,
        expires_at=clock.epoch() + LIFETIME,
        **more,
    )
    return Put(item)


def after_password(person: PersonItem) -> tuple[str, bool]:
    """The token, and whether a second factor must be enrolled first."""
    token = clock.token()
    missing = person.factor is None
    table.write(made(token, person, "enroll" if missing else "verify"))
    return token, missing


def find(token: str, purpose: Purpose) -> Open:
    """Raises Unauthorized for what is unknown, over, or meant for something else, all alike."""
    item = table.get(ChallengeItem, keys.challenge(token))
    if item is None or item.purpose != purpose or item.expires_at <= clock.epoch():
        raise refused()
    person = table.get(PersonItem, keys.person(item.identity))
    if person is None or person.epoch != item.epoch or person.status != "active":
        raise refused()
    if (person.factor is None) != (purpose == "enroll"):
        raise refused()
    return Open(item, person)


def refused() -> Unauthorized:
    return Unauthorized("The challenge is over. Start again.")


def used(token: str) -> Delete:
    """A challenge is used once; the transaction that this is part of fails when it has been."""
    return Delete(ChallengeItem, keys.challenge(token), ChallengeItem.pk.exists())


def proven(token: str) -> Update:
    """The second factor was given; only the choice of a tenant is left."""
    actions = [ChallengeItem.proven.set(True), ChallengeItem.purpose.set("verify")]
    return Update(ChallengeItem, keys.challenge(token), actions, ChallengeItem.pk.exists())
