"""Somebody from outside in the directory of a tenant: first they stand there, then they are tied to what they may see,
and last they get the link that lets them in. So one that was left halfway gives nobody access to anything, and whoever
asks again goes on from there."""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.errors import Busy, Conflict
from chalicelib.identity import invitation, keys, mirror, table
from chalicelib.identity.invitation import LIFETIME, Guest
from chalicelib.identity.items import EmailItem, InvitationItem, MembershipItem, UserItem
from chalicelib.identity.table import Check, Delete, Put, Refused, Update, Write
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.storage.keys import ItemKey

INVITED, DISABLED = "invited", "disabled"
COLLEAGUE = "This address is of a colleague, who signs in as such. Use another address."
SHUT = "This person was disabled; let an administrator enable them first."


class Outsider(NamedTuple):
    """`entered_at` is when they last signed in, "" when they never did."""

    row: UserItem
    entered_at: str


def place(actor: Actor, guest: Guest) -> UserItem:
    """Their row in the directory, made where there is none, and its record. Raises Conflict, Busy."""
    row = _known(actor.tenant, guest.email)
    if row is None:
        row, writes = invitation.row(actor.tenant, guest._replace(role=EXTERNAL, kind=EXTERNAL))
        invitation.put(row, [_holds(actor), *writes])
    if row.kind != EXTERNAL:
        raise Conflict(COLLEAGUE)
    if row.status == DISABLED:
        raise Conflict(SHUT)
    mirror.copy(actor.tenant, row.user, actor.user)
    return row


def _known(tenant: str, email: str) -> UserItem | None:
    taken = table.get(EmailItem, keys.user_email(tenant, email))
    return table.get(UserItem, keys.user(tenant, taken.holder)) if taken else None


def _holds(actor: Actor) -> Check:
    """The transaction is refused when who invites has another role by now, or is out."""
    condition = (MembershipItem.status == "active") & (MembershipItem.role == actor.role)
    return Check(MembershipItem, keys.membership(actor.identity, actor.tenant), condition)


def let_in(row: UserItem) -> str:
    """Mails the link to who has not come yet: `sent`, or `not_sent` when mail failed; `not_needed` for who has. A link
    that was sent before is worth nothing from now on. Raises Busy."""
    if row.status != INVITED:
        return "not_needed"
    token = clock.token()
    try:
        table.transact(*_linked(row, token))
    except Refused as refused:
        raise Busy from refused
    return "sent" if invitation.send(row, token) else "not_sent"


def _linked(row: UserItem, token: str) -> list[Write]:
    link, user = keys.invitation(token), keys.user(row.tenant, row.user)
    before = UserItem.invitation == row.invitation if row.invitation else UserItem.invitation.does_not_exist()
    item = InvitationItem(link.pk, link.sk, tenant=row.tenant, user=row.user, expires_at=clock.epoch() + LIFETIME)
    old: list[Write] = [Delete(InvitationItem, ItemKey(row.invitation, keys.INVITATION))] if row.invitation else []
    return [Update(UserItem, user, [UserItem.invitation.set(link.pk)], before), Put(item), *old]


def known(tenant: str, users: Sequence[str]) -> dict[str, Outsider]:
    """By the id of the user, those who were removed too; two round trips."""
    rows = [row for row in table.get_many([(UserItem, keys.user(tenant, each)) for each in users]) if row]
    inside = [row for row in rows if row.identity]
    members = table.get_many([(MembershipItem, keys.membership(row.identity, tenant)) for row in inside])
    entered = {row.user: member.entered_at for row, member in zip(inside, members, strict=True) if member}
    return {row.user: Outsider(row, entered.get(row.user) or "") for row in rows}
