"""From an access token to the one who asks. The token says who; the directory says, at that moment, whether the
session goes on, the user is still let in, and with which role."""

from chalicelib import clock, logs
from chalicelib.access.actor import Actor
from chalicelib.errors import Unauthorized
from chalicelib.identity import access_token, keys, session, table
from chalicelib.identity.access_token import Bad, Claims
from chalicelib.identity.items import MembershipItem, PersonItem, SessionItem, TenantItem
from chalicelib.identity.membership import usable


def authorize(token: str) -> Actor:
    """Raises Unauthorized. One signature check and one round trip."""
    try:
        claims = access_token.read(token)
    except Bad as bad:
        raise _refused(str(bad)) from None
    member = _member(claims)
    kind = "employee" if member.kind == "employee" else "external"
    return Actor(claims.tenant, claims.user, claims.identity, claims.session, member.role, kind)  # type: ignore[arg-type]


def _member(claims: Claims) -> MembershipItem:
    found, member, tenant, who = table.get_many([
        (SessionItem, keys.session(claims.identity, claims.session)),
        (MembershipItem, keys.membership(claims.identity, claims.tenant)),
        (TenantItem, keys.tenant(claims.tenant)),
        (PersonItem, keys.person(claims.identity)),
    ])  # fmt: skip
    if found is None or found.tenant != claims.tenant or found.expires_at <= clock.epoch():
        raise _refused("session", claims)
    if session.outdated(found, who):
        raise _refused("epoch", claims)
    if not usable(member, tenant) or member.user != claims.user:
        raise _refused("member", claims)
    live: MembershipItem = member
    return live


def _refused(reason: str, claims: Claims | None = None) -> Unauthorized:
    told = {"tenant": claims.tenant, "user": claims.user, "session": claims.session} if claims else {}
    logs.warning("token_refused", reason=reason, **told)
    return Unauthorized()
