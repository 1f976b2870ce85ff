"""The directory of a tenant: who its users are, and what becomes of them.

A tenant always has an administrator who can sign in: the count of them is part of the transaction that would lower it,
so that of two who remove each other at the same moment only one succeeds."""

from typing import NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib import logs
from chalicelib.access.actor import Actor
from chalicelib.errors import Busy, Conflict, NotFound, Unauthorized
from chalicelib.identity import keys, mirror, session, table
from chalicelib.identity.items import EmailItem, InvitationItem, MembershipItem, TenantItem, UserItem
from chalicelib.identity.table import Check, Delete, Refused, Update, Write
from chalicelib.models.shipped_rights import ADMINISTRATOR, EXTERNAL
from chalicelib.storage.keys import ItemKey

LAST = "An organisation keeps at least one administrator who can sign in. Make somebody else administrator first."
SELF = "You cannot lower, disable or remove yourself. Ask another administrator."


class Wanted(NamedTuple):
    """What a user is to be; None is as it was."""

    name: str | None = None
    role: str | None = None
    status: str | None = None


def users(tenant: str) -> list[UserItem]:
    """All but those who were removed, by name."""
    found = [row for row in table.query(UserItem, keys.users(tenant)) if row.status != "removed"]
    return sorted(found, key=lambda row: (row.name.casefold(), row.user))


def get(tenant: str, user: str) -> UserItem:
    """Raises NotFound, also for another tenant's."""
    row = table.get(UserItem, keys.user(tenant, user))
    if row is None or row.status == "removed":
        raise NotFound
    return row


def leave(actor: Actor) -> Check:
    """The transaction is refused when the actor is no administrator any more: the token may be a minute behind."""
    condition = (MembershipItem.status == "active") & (MembershipItem.role == ADMINISTRATOR)
    return Check(MembershipItem, keys.membership(actor.identity, actor.tenant), condition)


def change(actor: Actor, user: str, wanted: Wanted) -> UserItem:
    """Raises NotFound, Conflict, Busy."""
    with mirror.kept(actor.tenant, user, actor.user):
        _change(actor, get(actor.tenant, user), wanted)
    return get(actor.tenant, user)


def _change(actor: Actor, row: UserItem, wanted: Wanted) -> None:
    role, status = wanted.role or row.role, wanted.status or row.status
    _allow(actor, row, role, status)
    writes = [_row(row, role, status, wanted.name), *_member(row, role, status)]
    _commit(actor, [*writes, *_counted(row, _administrators(role, status) - _administrators(row.role, row.status))])
    if (role, status) != (row.role, row.status):
        logs.info("user_changed", tenant=row.tenant, user=row.user, role=role, reason=status, id=actor.user)
    if status == "disabled" and row.identity:
        session.end_all(row.identity, "user disabled", tenant=row.tenant)


def _allow(actor: Actor, row: UserItem, role: str, status: str) -> None:
    if row.user == actor.user and (role, status) != (row.role, row.status):
        raise Conflict(SELF)
    if row.kind == EXTERNAL and role != row.role:
        raise Conflict("Who is from outside has no other role. Invite a colleague with another address.")
    if row.status == "invited" and status != "invited":
        raise Conflict("The invitation has not been accepted yet. Withdraw it instead.")


def remove(actor: Actor, user: str) -> None:
    """Withdraws an invitation, or ends a membership; the row stays, since records name the user."""
    with mirror.kept(actor.tenant, user, actor.user):
        _remove(actor, get(actor.tenant, user))


def _remove(actor: Actor, row: UserItem) -> None:
    if row.user == actor.user:
        raise Conflict(SELF)
    writes: list[Write] = [
        _row(row, row.role, "removed"),
        Delete(EmailItem, keys.user_email(row.tenant, row.email)),
    ]
    if row.invitation:
        writes.append(Delete(InvitationItem, ItemKey(row.invitation, keys.INVITATION)))
    if row.identity:
        writes.append(Delete(MembershipItem, keys.membership(row.identity, row.tenant), _as_read(row)))
    _commit(actor, [*writes, *_counted(row, -_administrators(row.role, row.status), users=-1)])
    logs.info("user_removed", tenant=row.tenant, user=row.user, id=actor.user)
    if row.identity:
        session.end_all(row.identity, "user removed", tenant=row.tenant)


def _administrators(role: str, status: str) -> int:
    return int(role == ADMINISTRATOR and status == "active")


def _row(row: UserItem, role: str, status: str, name: str | None = None) -> Update:
    actions = [UserItem.role.set(role), UserItem.status.set(status), *([UserItem.name.set(name)] if name else [])]
    unchanged = (UserItem.role == row.role) & (UserItem.status == row.status)
    return Update(UserItem, keys.user(row.tenant, row.user), actions, unchanged)


def _as_read(row: UserItem) -> Condition:
    unchanged: Condition = (MembershipItem.role == row.role) & (MembershipItem.status == row.status)
    return unchanged


def _member(row: UserItem, role: str, status: str) -> list[Write]:
    if not row.identity or (role, status) == (row.role, row.status):
        return []
    actions = [MembershipItem.role.set(role), MembershipItem.status.set(status)]
    return [Update(MembershipItem, keys.membership(row.identity, row.tenant), actions, _as_read(row))]


def _counted(row: UserItem, administrators: int, users: int = 0) -> list[Write]:
    if not administrators and not users:
        return []
    actions = [
        TenantItem.administrators.set(TenantItem.administrators + administrators),
        TenantItem.users.set(TenantItem.users + users),
    ]
    enough = TenantItem.administrators >= 2 if administrators < 0 else TenantItem.pk.exists()
    return [Update(TenantItem, keys.tenant(row.tenant), actions, enough)]


def _commit(actor: Actor, writes: list[Write]) -> None:
    try:
        table.transact(leave(actor), *writes)
    except Refused as refused:
        raise _meaning(refused) from refused


def _meaning(refused: Refused) -> Exception:
    if any(isinstance(write, Check) for write in refused.failed):
        return Unauthorized()
    if refused.because_of(TenantItem):
        return Conflict(LAST)
    return Busy()
