"""What the audit log of a tenant has of those who come in. The tenant is known once the second factor was given, or
failed; a wrong password is in the log of functions only: to write more for people than for addresses that nobody has
would tell the two apart (A7)."""

from functools import partial
from typing import Any

from chalicelib import clock, logs
from chalicelib.identity import keys, membership, mirror, table
from chalicelib.identity.items import MembershipItem, SessionItem
from chalicelib.storage import audit
from chalicelib.storage.at_once import both
from chalicelib.storage.change import API

MOST_TENANTS = 10


def entered(member: MembershipItem, session: str, operation: str) -> None:
    """Beside the copy of the user, which is brought up to date; nothing of both is in the way of who signs in."""
    told = partial(_keep, member, operation, audit.ALLOWED, session=session)
    both(partial(mirror.keep, member.tenant, member.user), told)


def refused(identity: str, operation: str, rule: str) -> None:
    """In each of the tenants that it would have opened."""
    for each in membership.entrances(identity)[:MOST_TENANTS]:
        _keep(each.membership, operation, audit.REFUSED, rule=rule)


def stolen(session: SessionItem, operation: str, rule: str) -> None:
    member = table.get(MembershipItem, keys.membership(session.identity, session.tenant))
    if member is not None:
        _keep(member, operation, audit.REFUSED, rule=rule, session=session.session)


def _keep(member: MembershipItem, operation: str, outcome: str, **told: Any) -> None:
    who = {"by": member.user, "kind": member.kind, "channel": API}
    row = {"at": clock.timestamp(), **who, "operation": operation, "outcome": outcome, **told}
    write = audit.keep if outcome == audit.ALLOWED else audit.refuse
    try:
        write(member.tenant, row)
    except Exception as error:
        logs.exception("audit_failed", error, tenant=member.tenant, user=member.user)
