"""Signing in: a password gives a challenge, a challenge and a code give a session."""

from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib import clock, logs
from chalicelib.errors import Forbidden, Invalid, Unauthorized, invalid
from chalicelib.identity import (
    challenge,
    factor,
    keys,
    kms,
    membership,
    password,
    person,
    recovery,
    session,
    table,
    throttle,
    trail,
)
from chalicelib.identity.challenge import Open
from chalicelib.identity.items import PersonItem
from chalicelib.identity.membership import Entrance
from chalicelib.identity.session import Client, Pair
from chalicelib.identity.table import Refused, Update, Write
from chalicelib.identity.throttle import FACTOR, NETWORK, PASSWORD, Slot
from chalicelib.storage.keys import ItemKey

WRONG = "The e-mail address or the password is not right."
WRONG_CODE = "The code is not right, or it was used before. Take the next one that your app shows."


class SignedIn(NamedTuple):
    """Either tokens for one tenant, or the tenants to choose from."""

    pair: Pair | None
    entrance: Entrance | None
    entrances: list[Entrance]


def check_password(email: str, text: str, source: str) -> PersonItem:
    """The person whose password this is. Unknown address and wrong password cost the same and get the same answer.

    Raises Unauthorized, TooManyRequests."""
    slots = Slot(NETWORK, throttle.network(source)), Slot(PASSWORD, email)
    throttle.reserve(*slots)
    found = person.by_email(email)
    right = password.matches(found.password if found else None, text)
    if found is None or not right or found.status != person.ACTIVE:
        logs.warning("sign_in_failed", reason="password", id=found.identity if found else None)
        raise Unauthorized(WRONG)
    throttle.release(*slots)
    person.rehash(found, password.bounded(text))
    return found


def check_own_password(found: PersonItem, text: str, field: str) -> None:
    """For somebody who is signed in already. Raises Invalid, TooManyRequests."""
    slot = Slot(PASSWORD, found.email)
    throttle.reserve(slot)
    if not password.matches(found.password, text):
        logs.warning("password_refused", id=found.identity)
        raise invalid(field, "wrong", "This is not your present password.")
    throttle.release(slot)


class Proof(NamedTuple):
    """That a code was right, and what uses it up: the condition lets only one of several win."""

    key: ItemKey
    condition: Condition
    step: list[Action]
    recovery: list[Action]

    def write(self) -> Update:
        return Update(PersonItem, self.key, [*self.step, *self.recovery], self.condition)


def prove(found: PersonItem, code: str) -> Proof:
    """Counts an attempt, then judges. Raises Unauthorized, TooManyRequests."""
    code = code.replace(" ", "")
    with throttle.counted(Slot(FACTOR, found.identity)):
        proof = _by_step(found, code) if factor.looks_like_code(code) else _by_recovery(found, code)
    if proof is None:
        logs.warning("sign_in_failed", reason="factor", id=found.identity)
        raise Unauthorized(WRONG_CODE)
    return proof


def _by_step(found: PersonItem, code: str) -> Proof | None:
    step = _step(found, code)
    if step is None or step <= found.last_step:
        return None
    fresh = (PersonItem.epoch == found.epoch) & (PersonItem.last_step < step)
    return Proof(keys.person(found.identity), fresh, [PersonItem.last_step.set(step)], [])


def _by_recovery(found: PersonItem, code: str) -> Proof | None:
    if recovery.plain(code) is None or not found.recovery_salt:
        return None
    used = recovery.hashed(code, found.recovery_salt)
    if used not in (found.recovery or ()):
        return None
    kept = (PersonItem.epoch == found.epoch) & PersonItem.recovery.contains(used)
    return Proof(keys.person(found.identity), kept, [], [PersonItem.recovery.delete({used})])


def _step(found: PersonItem, code: str) -> int | None:
    if found.factor is None:
        return None
    return factor.matching_step(kms.unseal(found.factor, found.identity), code, clock.epoch())


def verify(token: str, code: str | None, tenant: str | None, by: Client) -> SignedIn:
    """Raises Unauthorized, TooManyRequests; Forbidden when there is no tenant to enter; Invalid."""
    opened = challenge.find(token, "verify")
    if opened.item.proven:
        return enter(token, opened, [], tenant, by)
    if not code:
        raise invalid("code", "missing", "Give the code that your authenticator app shows, or a recovery code.")
    proof = _proven(opened.person, code)
    try:
        return enter(token, opened, [proof.write()], tenant, by)
    except (Forbidden, Invalid):  # the code was right, what it was to open was not
        throttle.release(Slot(FACTOR, opened.person.identity))
        raise


def _proven(found: PersonItem, code: str) -> Proof:
    """Who fails here had the password."""
    try:
        return prove(found, code)
    except Unauthorized:
        trail.refused(found.identity, "sign_in", "factor")
        raise


def enter(token: str, opened: Open, proof: list[Write], tenant: str | None, by: Client) -> SignedIn:
    """Everything that a sign-in changes, in one transaction: code used up, challenge used up, session there.

    Without a proof, since it was given before, the person must still be the one that it was about."""
    found = membership.must_have(opened.person.identity)
    entrance = membership.chosen(found, tenant)
    if entrance is None:
        _commit(opened.person, [*proof, challenge.proven(token)] if proof else [])
        return SignedIn(None, None, found)
    epoch = int(opened.person.epoch)
    opening = session.opened(entrance.membership, by, epoch)
    held = proof or [person.still(opened.person.identity, epoch)]
    _commit(opened.person, [*held, challenge.used(token), opening.write, membership.entered(entrance.membership)])
    told = {"id": opened.person.identity, "tenant": entrance.membership.tenant, "user": entrance.membership.user}
    logs.info("signed_in", session=opening.session, **told)
    trail.entered(entrance.membership, opening.session, "sign_in")
    return SignedIn(opening.pair, entrance, found)


def _commit(found: PersonItem, writes: list[Write]) -> None:
    if not writes:
        return
    try:
        table.transact(*writes)
    except Refused as refused:
        logs.warning("sign_in_failed", reason="used before", id=found.identity)
        spent = any(isinstance(each, Update) and each.shape is PersonItem for each in refused.failed)
        raise (Unauthorized(WRONG_CODE) if spent else challenge.refused()) from refused
    throttle.clear(Slot(PASSWORD, found.email), Slot(FACTOR, found.identity))
