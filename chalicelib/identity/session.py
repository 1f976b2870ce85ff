"""Sessions. A session is a family of refresh tokens: each is used once and gives the next, and one that is presented
again, by a thief or by its victim, ends the family (RFC 9700 section 4.14.2).

There is no grace for a repeated token: a client that asks twice at the same moment signs in again. Telling its haste
from a theft would open a window for the thief."""

from collections.abc import Iterable
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.errors import Unauthorized
from chalicelib.identity import access_token, keys, membership, table
from chalicelib.identity.access_token import Claims
from chalicelib.identity.items import MembershipItem, SessionItem, TenantItem
from chalicelib.identity.membership import usable
from chalicelib.identity.secret import digest
from chalicelib.identity.table import Check, Delete, Put, Refused, Update

ABSOLUTE = 30 * 86400
IDLE = 7 * 86400


class Pair(NamedTuple):
    access_token: str
    refresh_token: str
    expires_in: int


class Presented(NamedTuple):
    """A refresh token taken apart: whose, of which family, and the secret."""

    identity: str
    session: str
    secret: str


class Opening(NamedTuple):
    """A session to be: it begins when `write` has been carried out."""

    session: str
    write: Put
    pair: Pair


def opened(member: MembershipItem, label: str, ends_at: int | None = None) -> Opening:
    """A new family and its first tokens. `ends_at` is that of the session it comes from, if any."""
    now, at, secret = clock.epoch(), clock.timestamp(), clock.token()
    session_id = clock.new_id("ses")
    key = keys.session(member.identity, session_id)
    ends_at = ends_at or now + ABSOLUTE
    item = SessionItem(
        key.pk,
        key.sk,
        identity=member.identity,
        session=session_id,
        tenant=member.tenant,
        digest=digest(secret),
        agent=label,
        created_at=at,
        last_used_at=at,
        ends_at=ends_at,
        expires_at=min(ends_at, now + IDLE),
    )
    return Opening(session_id, Put(item), _pair(member, session_id, secret))


def _pair(member: MembershipItem, session_id: str, secret: str) -> Pair:
    claims = Claims(member.identity, session_id, member.tenant, member.user, member.role, member.kind)
    refresh_token = f"{member.identity}.{session_id}.{secret}"
    return Pair(access_token.issue(claims), refresh_token, access_token.LIFETIME)


def take_apart(refresh_token: str) -> Presented:
    """Raises Unauthorized."""
    parts = refresh_token.split(".")
    if len(parts) != 3 or not all(keys.is_id(part) for part in parts[:2]):
        raise refused("form")
    return Presented(*parts)


def refused(reason: str) -> Unauthorized:
    logs.warning("refresh_refused", reason=reason)
    return Unauthorized("The session is over. Sign in again.")


def refresh(refresh_token: str) -> Pair:
    """Rotates. Raises Unauthorized, and ends the family when the token has been used before."""
    given = take_apart(refresh_token)
    session = table.get(SessionItem, keys.session(given.identity, given.session))
    if session is None or session.expires_at <= clock.epoch():
        raise refused("unknown")
    if session.digest != digest(given.secret):
        raise _stolen(session)
    member = _live_member(session)
    secret = clock.token()
    pair = _pair(member, session.session, secret)
    if not table.write(_rotated(session, secret)):
        raise _stolen(session)
    return pair


def _live_member(session: SessionItem) -> MembershipItem:
    wanted = [
        (MembershipItem, keys.membership(session.identity, session.tenant)),
        (TenantItem, keys.tenant(session.tenant)),
    ]
    member, tenant = table.get_many(wanted)
    if not usable(member, tenant):
        raise refused("member")
    found: MembershipItem = member
    return found


def _rotated(session: SessionItem, secret: str) -> Update:
    now = clock.epoch()
    actions = [
        SessionItem.digest.set(digest(secret)),
        SessionItem.last_used_at.set(clock.timestamp()),
        SessionItem.expires_at.set(min(int(session.ends_at), now + IDLE)),
    ]
    return Update(
        SessionItem, keys.session(session.identity, session.session), actions, SessionItem.digest == session.digest
    )


def _stolen(session: SessionItem) -> Unauthorized:
    end([session], "refresh token used twice")
    return refused("used twice")


def end_one(identity: str, session_id: str, reason: str) -> bool:
    """False when there is no such session of this person."""
    item = table.get(SessionItem, keys.session(identity, session_id))
    return item is not None and end([item], reason) == 1


def switch(identity: str, session_id: str, tenant: str) -> Pair:
    """A session in another tenant, which lasts no longer than the one it comes from. Raises Invalid, Unauthorized."""
    present = table.get(SessionItem, keys.session(identity, session_id))
    chosen = membership.chosen(membership.must_have(identity), tenant)
    if present is None or chosen is None:
        raise refused("unknown")
    opening = opened(chosen.membership, present.agent, int(present.ends_at))
    try:
        table.transact(opening.write, still(identity, session_id), membership.still(chosen.membership))
    except Refused as error:
        raise refused("ended meanwhile") from error
    logs.info("tenant_switched", session=opening.session, tenant=tenant, user=chosen.membership.user, id=identity)
    return opening.pair


def end(sessions: Iterable[SessionItem], reason: str) -> int:
    """How many were ended."""
    count = 0
    for session in sessions:
        key = keys.session(session.identity, session.session)
        if table.write(Delete(SessionItem, key, SessionItem.pk.exists())):
            logs.info(
                "session_ended", session=session.session, tenant=session.tenant, id=session.identity, reason=reason
            )
            count += 1
    return count


def of_person(identity: str) -> list[SessionItem]:
    """The live ones, newest first."""
    now = clock.epoch()
    found = [each for each in table.query(SessionItem, keys.sessions(identity)) if each.expires_at > now]
    return sorted(found, key=lambda each: each.session, reverse=True)


def end_all(identity: str, reason: str, *, but: str = "", tenant: str = "") -> int:
    """Those of one tenant only, when it is given; never `but`, the session that asks."""
    found = [each for each in of_person(identity) if each.session != but and tenant in ("", each.tenant)]
    return end(found, reason)


def still(identity: str, session_id: str) -> Check:
    """The transaction is refused when the session has ended meanwhile."""
    return Check(SessionItem, keys.session(identity, session_id), SessionItem.pk.exists())
