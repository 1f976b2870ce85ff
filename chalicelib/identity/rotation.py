"""Refresh tokens: each gives the next, and one that is presented again, by a thief or by its victim, ends its family
(RFC 9700 section 4.14.2).

A program has no grace: one that asks twice at the same moment signs in again. Telling its haste from a theft would open
a window for the thief.

A browser cannot help it: two of its tabs wake up at the same moment with one cookie, and a page that is loaded again
never hears the answer to what it asked before. For half a minute its token therefore goes on giving what it gave, the
same next token, made of it and of a salt that is kept with the session; and in that time nothing is rotated again, so
that only the token before can come late. After that it is a theft, as for programs."""

import hmac

from chalicelib import clock
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, session, table, trail
from chalicelib.identity.items import MembershipItem, PersonItem, SessionItem, TenantItem
from chalicelib.identity.membership import usable
from chalicelib.identity.secret import digest
from chalicelib.identity.session import Pair, Presented, refused
from chalicelib.identity.table import Update

GRACE = 30


def refresh(refresh_token: str) -> Pair:
    """Rotates. Raises Unauthorized, and ends the family when the token has been used before."""
    given = session.take_apart(refresh_token)
    found = _family(given)
    late = _within_grace(found, given)
    if late is None and found.digest != digest(given.secret):
        raise _stolen(found)
    member = _live_member(found)
    if late:
        return session.pair(member, late)
    return _rotated(found, given, member)


def known(refresh_token: str) -> SessionItem | None:
    """The session that it is of, if that goes on; nothing is rotated."""
    try:
        return _family(session.take_apart(refresh_token))
    except Unauthorized:
        return None


def _family(given: Presented) -> SessionItem:
    found = table.get(SessionItem, keys.session(given.identity, given.session))
    if found is None or found.expires_at <= clock.epoch() or found.family != digest(given.family):
        raise refused("unknown")
    return found


def _rotated(found: SessionItem, given: Presented, member: MembershipItem) -> Pair:
    """Signed before it is written: nothing is used up for tokens that cannot be made. Raises Unauthorized."""
    salt = clock.token()
    following = given._replace(secret=after(given.secret, salt))
    pair = session.pair(member, following)
    if table.write(_write(found, following.secret, salt)):
        return pair
    return pair._replace(refresh_token=".".join(_overtaken(found, given, following)))


def after(secret: str, salt: str) -> str:
    """Nobody knows it who has only one of the two; each has 256 random bits."""
    return hmac.digest(salt.encode(), secret.encode(), "sha256").hex()


def _within_grace(found: SessionItem, given: Presented) -> Presented | None:
    """What it goes on with where it was rotated a moment ago; of programs that is not known."""
    if found.rotated_at is None or found.rotated_at + GRACE <= clock.epoch():
        return None
    if found.previous == digest(given.secret):
        return given._replace(secret=after(given.secret, found.salt))
    return given if found.digest == digest(given.secret) else None


def _overtaken(before: SessionItem, given: Presented, following: Presented) -> Presented:
    """Somebody rotated it meanwhile: another tab; or we did, when the answer was lost on its way, and the write that
    was sent again below us is refused for what it did itself."""
    now = table.get(SessionItem, keys.session(given.identity, given.session))
    if now is not None and now.digest == digest(following.secret):
        return following
    if now is not None and (late := _within_grace(now, given)):
        return late
    raise _stolen(before)


def _live_member(found: SessionItem) -> MembershipItem:
    wanted = [
        (MembershipItem, keys.membership(found.identity, found.tenant)),
        (TenantItem, keys.tenant(found.tenant)),
        (PersonItem, keys.person(found.identity)),
    ]
    member, tenant, who = table.get_many(wanted)
    if session.outdated(found, who):
        raise refused("epoch")
    if not usable(member, tenant):
        raise refused("member")
    live: MembershipItem = member
    return live


def _write(found: SessionItem, secret: str, salt: str) -> Update:
    now = clock.epoch()
    actions = [
        SessionItem.digest.set(digest(secret)),
        SessionItem.last_used_at.set(clock.timestamp()),
        SessionItem.expires_at.set(min(int(found.ends_at), now + session.IDLE)),
    ]
    if found.browser:
        late = SessionItem.previous.set(found.digest), SessionItem.salt.set(salt), SessionItem.rotated_at.set(now)
        actions += late
    key = keys.session(found.identity, found.session)
    return Update(SessionItem, key, actions, SessionItem.digest == found.digest)


def _stolen(found: SessionItem) -> Unauthorized:
    session.end([found], "refresh token used twice")
    trail.stolen(found, "refresh", "used twice")
    return refused("used twice")
