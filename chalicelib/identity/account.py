"""What a person changes about their own sign-in: the password, forgotten or not."""

from datetime import datetime, timedelta

from chalicelib import clock, logs
from chalicelib.errors import Busy, Unauthorized
from chalicelib.identity import keys, password, person, session, sign_in, table, throttle
from chalicelib.identity.items import PersonItem, ResetItem, SessionItem
from chalicelib.identity.letters import password_changed, reset
from chalicelib.identity.secret import digest
from chalicelib.identity.table import Delete, Put, Refused, Write
from chalicelib.identity.throttle import NETWORK, PASSWORD, RESET, Slot
from chalicelib.letters import mail_queue

RESET_LIFETIME = 15 * 60
ANSWER_AFTER = timedelta(seconds=1)
OVER = "This link is over, or was used before. Ask for a new one."


def change_password(found: PersonItem, session_id: str, present: str, new: str) -> int:
    """How many other sessions were ended by it. A reset that was asked for is over too."""
    sign_in.check_own_password(found, present, "password")
    plain = password.accept(new, person.known(found), "new_password")
    _commit(found, plain, session.carried(found, session_id), Delete(ResetItem, keys.reset(found.identity)))
    return _told(found, but=session_id)


def _commit(found: PersonItem, plain: str, *more: Write) -> None:
    try:
        table.transact(person.with_password(found, plain), *more)
    except Refused as refused:
        raise _meaning(refused) from refused


def _meaning(refused: Refused) -> Exception:
    if refused.because_of(SessionItem):
        return Unauthorized(session.OVER)
    return Busy() if refused.because_of(PersonItem) else Unauthorized(OVER)


def _told(found: PersonItem, but: str = "") -> int:
    logs.info("password_changed", id=found.identity)
    ended = session.end_all(found.identity, "password changed", but=but)
    mail_queue.send(password_changed(person.addressee(found)))
    return ended


def ask_reset(email: str, source: str) -> None:
    """Sends a link, if there is such a person. Neither the answer nor its time tells whether there is.

    There is always something for the mail queue, so that its time is the same for all, also while it does not answer.
    What is held back hides the read and the write that somebody unknown does not take."""
    throttle.reserve(Slot(NETWORK, throttle.network(source)), Slot(RESET, email))
    ready: datetime = clock.now() + ANSWER_AFTER
    found = person.by_email(email)
    if found is not None and found.status == person.ACTIVE:
        _send_reset(found)
    else:
        mail_queue.send_nothing()
    clock.wait_until(ready)


def _send_reset(found: PersonItem) -> None:
    token, key = clock.token(), keys.reset(found.identity)
    item = ResetItem(key.pk, key.sk, digest=digest(token), expires_at=clock.epoch() + RESET_LIFETIME)
    table.write(Put(item))
    logs.info("reset_asked", id=found.identity)
    mail_queue.send(reset(person.addressee(found), f"{found.identity}.{token}"), RESET_LIFETIME)


def about_reset(link: str, source: str) -> PersonItem:
    """Whose password it sets. Raises Unauthorized, TooManyRequests."""
    slot = Slot(NETWORK, throttle.network(source))
    throttle.reserve(slot)
    found = _open(link)
    throttle.release(slot)
    return found


def reset_password(link: str, new: str) -> None:
    """Sets the password and ends all sessions. The second factor stays as it is. Raises Unauthorized, Invalid."""
    found = _open(link)
    plain = password.accept(new, person.known(found))
    used = ResetItem.digest == digest(link.partition(".")[2])
    _commit(found, plain, Delete(ResetItem, keys.reset(found.identity), used))
    throttle.clear(Slot(PASSWORD, found.email), Slot(RESET, found.email))
    _told(found)


def _open(link: str) -> PersonItem:
    """The person of a link that still works. Raises Unauthorized."""
    identity, _, token = link.partition(".")
    found, kept = _of_reset(identity)
    if found is None or kept is None or kept.digest != digest(token) or kept.expires_at <= clock.epoch():
        logs.warning("reset_refused")
        raise Unauthorized(OVER)
    return found


def _of_reset(identity: str) -> tuple[PersonItem | None, ResetItem | None]:
    if not keys.is_id(identity):
        return None, None
    found, kept = table.get_many([(PersonItem, keys.person(identity)), (ResetItem, keys.reset(identity))])
    return found, kept
