"""Enrolling a second factor: a new secret is shown once, and counts only when a code proves that it arrived."""

from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib import clock, logs
from chalicelib.errors import Unauthorized, invalid
from chalicelib.identity import (
    challenge,
    factor,
    keys,
    kms,
    person,
    recovery,
    session,
    sign_in,
    table,
    throttle,
)
from chalicelib.identity.challenge import Open
from chalicelib.identity.items import ChallengeItem, PersonItem
from chalicelib.identity.letters import factor_changed
from chalicelib.identity.session import Client
from chalicelib.identity.sign_in import SignedIn
from chalicelib.identity.table import Refused, Update
from chalicelib.identity.throttle import FACTOR, Slot
from chalicelib.letters import mail_queue


class Offer(NamedTuple):
    """What an authenticator app needs, three times: as text, as link, as picture."""

    secret: str
    uri: str
    svg: str


class Enrolled(NamedTuple):
    codes: list[str]
    signed_in: SignedIn


def begin(token: str) -> Offer:
    """For a first factor. Asked again, it gives a new secret, and the one before is worth nothing."""
    opened = challenge.find(token, "enroll")
    offer, sealed = _offer(opened.person)
    kept = [ChallengeItem.sealed.set(sealed)]
    if not table.write(Update(ChallengeItem, keys.challenge(token), kept, ChallengeItem.pk.exists())):
        raise challenge.refused()
    return offer


def _offer(found: PersonItem) -> tuple[Offer, str]:
    secret = factor.new_secret()
    uri = factor.uri(secret, found.email)
    return Offer(secret, uri, factor.qr(uri)), kms.seal(secret, found.identity)


def confirm(token: str, code: str, tenant: str | None, by: Client) -> Enrolled:
    """Enrols and signs in, in one transaction."""
    opened = challenge.find(token, "enroll")
    codes = recovery.new_codes()
    update = _enrolled(opened, code, codes, PersonItem.factor.does_not_exist())
    signed_in = sign_in.enter(token, opened, [update], tenant, by)
    logs.info("factor_enrolled", id=opened.person.identity)
    return Enrolled(codes, signed_in)


def _enrolled(opened: Open, code: str, codes: list[str], unchanged: Condition) -> Update:
    """Refused when the person got another factor, or another password, in the meantime."""
    sealed, step = _proven(opened, code)
    who = opened.person
    actions = [PersonItem.factor.set(sealed), PersonItem.last_step.set(step), *_with_codes(codes)]
    return Update(PersonItem, keys.person(who.identity), actions, unchanged & (PersonItem.epoch == who.epoch))


def _with_codes(codes: list[str]) -> list[Action]:
    salt = recovery.new_salt()
    hashes = {recovery.hashed(each, salt) for each in codes}
    return [PersonItem.recovery_salt.set(salt), PersonItem.recovery.set(hashes)]


def _proven(opened: Open, code: str) -> tuple[str, int]:
    """The sealed secret and the step of the code. Raises Unauthorized, TooManyRequests."""
    slot = Slot(FACTOR, opened.person.identity)
    sealed, plain = opened.item.sealed, code.replace(" ", "")
    if sealed is None:
        raise invalid("challenge", "not_begun", "Ask for the secret first, at /v1/auth/enroll.")
    with throttle.counted(slot):
        secret = kms.unseal(sealed, opened.person.identity)
    step = factor.matching_step(secret, plain, clock.epoch()) if factor.looks_like_code(plain) else None
    if step is None:
        raise Unauthorized(sign_in.WRONG_CODE)
    throttle.release(slot)
    return sealed, step


def begin_change(found: PersonItem, session_id: str, code: str) -> tuple[str, Offer]:
    """For somebody signed in, whose password was checked: the present factor stays until the new one is confirmed."""
    proof = sign_in.prove(found, code)
    token = clock.token()
    offer, sealed = _offer(found)
    try:
        table.transact(proof.write(), challenge.made(token, found, "factor", sealed=sealed, session=session_id))
    except Refused:
        raise Unauthorized(sign_in.WRONG_CODE) from None
    throttle.release(Slot(FACTOR, found.identity))
    return token, offer


def confirm_change(token: str, identity: str, session_id: str, code: str) -> list[str]:
    """The new recovery codes. All other sessions end."""
    opened = challenge.find(token, "factor")
    if (opened.item.identity, opened.item.session) != (identity, session_id):
        raise challenge.refused()
    codes = recovery.new_codes()
    update = _enrolled(opened, code, codes, PersonItem.factor == opened.person.factor)
    update = update._replace(actions=[*update.actions, PersonItem.epoch.set(PersonItem.epoch + 1)])
    try:
        table.transact(update, challenge.used(token), session.carried(opened.person, session_id))
    except Refused:
        raise challenge.refused() from None
    logs.info("factor_changed", id=identity)
    session.end_all(identity, "factor changed", but=session_id)
    mail_queue.send(factor_changed(person.addressee(opened.person)))
    return codes


def renew_codes(found: PersonItem, code: str) -> list[str]:
    """New recovery codes; the old ones are worth nothing from then on."""
    proof = sign_in.prove(found, code)
    codes = recovery.new_codes()
    try:
        table.transact(Update(PersonItem, proof.key, [*proof.step, *_with_codes(codes)], proof.condition))
    except Refused:
        raise Unauthorized(sign_in.WRONG_CODE) from None
    throttle.release(Slot(FACTOR, found.identity))
    logs.info("recovery_codes_renewed", id=found.identity)
    return codes
