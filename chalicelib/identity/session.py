"""Sessions: opened, switched, listed and ended. A session is a family of refresh tokens, of which each gives the next
(see `rotation`). All tokens of a family have a part in common, which tells one that was used before from one that never
was: a guess ends nothing.

A session has the epoch of its person, and is over as soon as that goes up: whatever begins while sessions are being
ended after a change of password or factor has the old one."""

from collections.abc import Iterable
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.errors import Unauthorized, invalid
from chalicelib.identity import access_token, keys, membership, person, table, trail
from chalicelib.identity.access_token import Claims
from chalicelib.identity.items import FIRST_EPOCH, MembershipItem, PersonItem, SessionItem
from chalicelib.identity.secret import digest
from chalicelib.identity.table import Check, Delete, Put, Refused, Update

ABSOLUTE = 30 * 86400
IDLE = 7 * 86400
OVER = "The session is over. Sign in again."


class Pair(NamedTuple):
    access_token: str
    refresh_token: str
    expires_in: int


class Presented(NamedTuple):
    """A refresh token taken apart: whose, of which session, what all of its family have, and its own secret."""

    identity: str
    session: str
    family: str
    secret: str


class Opening(NamedTuple):
    """A session to be: it begins when `write` has been carried out."""

    session: str
    write: Put
    pair: Pair


class Client(NamedTuple):
    """What asks for a session: its name for the list of sessions, and whether it is a browser, which keeps its refresh
    token in a cookie."""

    agent: str
    browser: bool = False


def opened(member: MembershipItem, by: Client, epoch: int = FIRST_EPOCH, ends_at: int | None = None) -> Opening:
    """A new family and its first tokens. `epoch` is the person's; `ends_at` that of the session it comes from, if any.

    Whoever writes it holds the person to that epoch; a wrong one gives a session that is over."""
    now, at = clock.epoch(), clock.timestamp()
    first = Presented(member.identity, clock.new_id("ses"), clock.token(16), clock.token())
    key = keys.session(first.identity, first.session)
    ends_at = ends_at or now + ABSOLUTE
    item = SessionItem(
        key.pk,
        key.sk,
        identity=member.identity,
        session=first.session,
        tenant=member.tenant,
        epoch=epoch,
        family=digest(first.family),
        digest=digest(first.secret),
        agent=by.agent,
        browser=by.browser or None,
        created_at=at,
        last_used_at=at,
        ends_at=ends_at,
        expires_at=min(ends_at, now + IDLE),
    )
    return Opening(first.session, Put(item), pair(member, first))


def pair(member: MembershipItem, given: Presented) -> Pair:
    claims = Claims(member.identity, given.session, member.tenant, member.user, member.role, member.kind)
    return Pair(access_token.issue(claims), ".".join(given), access_token.LIFETIME)


def take_apart(refresh_token: str) -> Presented:
    """Raises Unauthorized."""
    parts = refresh_token.split(".")
    if len(parts) != 4 or not all(keys.is_id(part) for part in parts[:2]):
        raise refused("form")
    return Presented(*parts)


def refused(reason: str) -> Unauthorized:
    logs.warning("refresh_refused", reason=reason)
    return Unauthorized(OVER)


def outdated(session: SessionItem, who: PersonItem | None) -> bool:
    """Password or factor have been changed since, by another session."""
    return who is None or session.epoch != who.epoch


def end_one(identity: str, session_id: str, reason: str) -> bool:
    """False when there is no such session of this person."""
    item = table.get(SessionItem, keys.session(identity, session_id))
    return item is not None and end([item], reason) == 1


def switch(identity: str, session_id: str, tenant: str, browser: bool = False) -> Pair:
    """A session in another tenant, which lasts no longer than the one it comes from. In a browser it takes the place of
    that one, whose cookie is written over. Raises Invalid, Unauthorized."""
    present = table.get(SessionItem, keys.session(identity, session_id))
    chosen = membership.chosen(membership.must_have(identity), tenant)
    if present is None or chosen is None:
        raise refused("unknown")
    if tenant == present.tenant:
        raise invalid("tenant", "present", "You are in this organisation already.")
    opening = opened(chosen.membership, Client(present.agent, browser), int(present.epoch), int(present.ends_at))
    held = over(identity, session_id) if browser else still(identity, session_id)
    try:
        table.transact(
            opening.write, held, person.still(identity, int(present.epoch)), membership.entered(chosen.membership)
        )
    except Refused as error:
        raise refused("ended meanwhile") from error
    logs.info("tenant_switched", session=opening.session, tenant=tenant, user=chosen.membership.user, id=identity)
    trail.entered(chosen.membership, opening.session, "switch")
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
    """Those of one tenant only, when it is given; never `but`, the session that asks. Looks again until there are none:
    one that is about to be ended can still switch."""
    count = 0
    while found := [each for each in of_person(identity) if each.session != but and tenant in ("", each.tenant)]:
        count += end(found, reason)
    return count


def over(identity: str, session_id: str) -> Delete:
    """Ends it; the transaction is refused when it has ended meanwhile."""
    return Delete(SessionItem, keys.session(identity, session_id), SessionItem.pk.exists())


def still(identity: str, session_id: str) -> Check:
    """The transaction is refused when the session has ended meanwhile."""
    return Check(SessionItem, keys.session(identity, session_id), SessionItem.pk.exists())


def carried(who: PersonItem, session_id: str) -> Update:
    """Takes the session that makes a change over to the epoch that the change begins, if it goes on until then."""
    goes_on = SessionItem.pk.exists() & (SessionItem.epoch == who.epoch)
    return Update(SessionItem, keys.session(who.identity, session_id), [SessionItem.epoch.set(who.epoch + 1)], goes_on)
