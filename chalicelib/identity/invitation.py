"""Invitations: a row in the directory, and a link by mail that lets one person in, once, within seven days."""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.errors import AlreadyExists, Busy, Conflict, FieldError, Unauthorized
from chalicelib.identity import keys, mirror, password, person, sign_in, table, throttle
from chalicelib.identity.items import (
    EmailItem,
    InvitationItem,
    MembershipItem,
    PersonItem,
    TenantItem,
    UserItem,
)
from chalicelib.identity.letters import invitation
from chalicelib.identity.table import Check, Delete, Put, Refused, Update, Write
from chalicelib.identity.throttle import NETWORK, Slot
from chalicelib.letters import mail_queue
from chalicelib.letters.letter import Addressee
from chalicelib.models.shipped_rights import ADMINISTRATOR

LIFETIME = 7 * 86400
MOST_USERS = 2000
OVER = "This invitation is over, withdrawn, or was used before. Ask for a new one."


class About(NamedTuple):
    """`new` where Relata does not know the address yet."""

    guest: UserItem
    organisation: str
    new: bool


class Guest(NamedTuple):
    email: str
    name: str
    role: str
    language: str
    kind: str = "employee"


def row(tenant: str, guest: Guest, token: str = "") -> tuple[UserItem, list[Write]]:
    """A row in the directory, invited, and the writes that put it there; its address is taken once per tenant."""
    user, claim = clock.new_id("usr"), keys.user_email(tenant, guest.email)
    key = keys.user(tenant, user)
    item = UserItem(
        key.pk,
        key.sk,
        tenant=tenant,
        user=user,
        **guest._asdict(),
        status="invited",
        invitation=keys.invitation(token).pk if token else None,
        created_at=clock.timestamp(),
    )
    taken = EmailItem(claim.pk, claim.sk, holder=user)
    return item, [Put(item, UserItem.pk.does_not_exist()), Put(taken, EmailItem.pk.does_not_exist())]


def write(tenant: str, guest: Guest, token: str) -> tuple[UserItem, list[Write]]:
    """A row in the directory, and the token that makes its guest a member."""
    item, writes = row(tenant, guest, token)
    place = keys.invitation(token)
    link = InvitationItem(place.pk, place.sk, tenant=tenant, user=item.user, expires_at=clock.epoch() + LIFETIME)
    return item, [*writes, Put(link)]


def invite(tenant: str, guest: Guest, leave: Check, by: str) -> tuple[UserItem, bool]:
    """The row, and whether the mail is on its way. `leave` holds the one who invites, `by`, to being an administrator.

    The same for an address that Relata knows and one that it does not: nobody learns of other organisations."""
    token = clock.token()
    item, writes = write(tenant, guest, token)
    put(item, [leave, *writes])
    mirror.keep(tenant, item.user, by)
    return item, send(item, token)


def put(item: UserItem, writes: Sequence[Write]) -> None:
    """One more in the directory. Raises AlreadyExists, Conflict, Unauthorized."""
    users = TenantItem.users
    counted = Update(TenantItem, keys.tenant(item.tenant), [users.set(users + 1)], users < MOST_USERS)
    try:
        table.transact(counted, *writes)
    except Refused as refused:
        raise _meaning(refused) from refused
    logs.info("user_invited", tenant=item.tenant, user=item.user, role=item.role)


def _meaning(refused: Refused) -> Exception:
    if refused.because_of(EmailItem):
        return AlreadyExists(errors=[FieldError("email", "taken", "This person is a user or is invited already.")])
    if refused.because_of(TenantItem):
        return Conflict(f"An organisation has at most {MOST_USERS} users. Remove some first.")
    return Unauthorized()


def send(item: UserItem, token: str) -> bool:
    tenant = table.get(TenantItem, keys.tenant(item.tenant))
    addressee = Addressee(item.email, item.name, item.language)
    return mail_queue.send(invitation(addressee, tenant.name if tenant else "", token), LIFETIME)


def about(token: str, source: str) -> About:
    """What it invites to, before it is accepted. Raises Unauthorized, TooManyRequests."""
    slot = Slot(NETWORK, throttle.network(source))
    throttle.reserve(slot)
    guest = _open(token)
    throttle.release(slot)
    wanted = [(TenantItem, keys.tenant(guest.tenant)), (EmailItem, keys.email(guest.email))]
    tenant, claim = table.get_many(wanted)
    return About(guest, tenant.name if tenant else "", claim is None)


def accept(token: str, text: str, source: str) -> PersonItem:
    """Lets the person in: somebody Relata knows by their password, somebody new by choosing one.

    Raises Unauthorized, Invalid, TooManyRequests."""
    guest = _open(token)
    claim = table.get(EmailItem, keys.email(guest.email))
    fresh: list[Write] = []
    if claim is not None:
        found = sign_in.check_password(guest.email, text, source)
    else:
        found, fresh = _newcomer(guest, text)
    try:
        table.transact(*entry(guest, found), *fresh, _used(token))
    except Refused as refused:
        raise (Busy() if refused.because_of(EmailItem) else Unauthorized(OVER)) from refused
    logs.info("invitation_accepted", tenant=guest.tenant, user=guest.user, id=found.identity, role=guest.role)
    mirror.keep(guest.tenant, guest.user, guest.user)
    return found


def _used(token: str) -> Delete:
    return Delete(InvitationItem, keys.invitation(token), InvitationItem.pk.exists())


def _open(token: str) -> UserItem:
    kept = table.get(InvitationItem, keys.invitation(token))
    guest = table.get(UserItem, keys.user(kept.tenant, kept.user)) if kept else None
    if kept is None or guest is None or guest.status != "invited" or kept.expires_at <= clock.epoch():
        logs.warning("invitation_refused")
        raise Unauthorized(OVER)
    return guest


def _newcomer(guest: UserItem, text: str) -> tuple[PersonItem, list[Write]]:
    plain = password.accept(text, (guest.email, guest.name))
    found = person.new(guest.email, guest.name, guest.language, password.hashed(plain))
    return found, person.created(found)


def entry(guest: UserItem, found: PersonItem) -> list[Write]:
    """The row becomes active, in the person's own language, and the person a member; an administrator is counted."""
    key = keys.membership(found.identity, guest.tenant)
    member = MembershipItem(
        key.pk,
        key.sk,
        identity=found.identity,
        tenant=guest.tenant,
        user=guest.user,
        role=guest.role,
        kind=guest.kind,
        status="active",
    )
    actions = [
        UserItem.status.set("active"),
        UserItem.identity.set(found.identity),
        UserItem.language.set(found.language),
        UserItem.invitation.remove(),
    ]
    unchanged = (UserItem.status == "invited") & (UserItem.role == guest.role)
    writes: list[Write] = [
        Update(UserItem, keys.user(guest.tenant, guest.user), actions, unchanged),
        Put(member, MembershipItem.pk.does_not_exist()),
    ]
    if guest.role == ADMINISTRATOR:
        more = [TenantItem.administrators.set(TenantItem.administrators + 1)]
        writes.append(Update(TenantItem, keys.tenant(guest.tenant), more))
    return writes
