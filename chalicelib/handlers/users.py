"""The users of a tenant, invitations, and new tenants."""

from typing import Any

from chalicelib import logs
from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    AlreadyExists,
    Busy,
    Conflict,
    NotFound,
    TooLarge,
    TooManyRequests,
    Unauthorized,
    invalid,
)
from chalicelib.footprint import (
    IDENTITY_READS,
    IDENTITY_WRITES,
    KNOWS_NAMES,
    MAILS,
    READS,
    TAKES_NAMES,
    WRITES,
)
from chalicelib.identity import challenge, directory, invitation, tenants, throttle
from chalicelib.identity.answers import ChallengeGiven
from chalicelib.identity.directory import Wanted
from chalicelib.identity.forms import Accept, ChangeUser, Invite, MailedLink, NewTenant
from chalicelib.identity.invitation import Guest
from chalicelib.identity.items import UserItem
from chalicelib.identity.throttle import TENANT, Slot
from chalicelib.identity.users_told import ChangedUser, Invitation, Invited, TenantMade, User, UserList
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.settings import settings

READ_WRITE = (IDENTITY_READS, IDENTITY_WRITES, READS, WRITES)


@operation("GET /v1/users", right=("user", "read"), area="users", gives=UserList, touches=(IDENTITY_READS,))
def list_users(call: Call[None, None]) -> UserList:
    """Lists the users of this tenant, the invited ones included"""
    found = directory.users(call.actor.tenant)
    return UserList(data=[User.of(row) for row in found], page=PageInfo(next_cursor=None, has_more=False))


@operation(
    "GET /v1/users/{id}",
    right=("user", "read"),
    area="users",
    gives=User,
    touches=(IDENTITY_READS,),
    errors=(NotFound,),
)
def get_user(call: Call[None, None]) -> User:
    """Gives one user of this tenant"""
    return User.of(directory.get(call.actor.tenant, call.ids["id"]))


@operation(
    "POST /v1/users",
    right=("user", "create"),
    area="users",
    takes=Invite,
    gives=Invited,
    status=201,
    touches=(*READ_WRITE, MAILS),
    errors=(AlreadyExists, Conflict, Busy),
    example={"email": "ann@example.com", "name": "Ann", "role": "employee", "language": "nl"},
)
def invite_user(call: Call[Invite, None]) -> Invited:
    """Invites somebody by mail to become a user of this tenant

    The link works once, for seven days. Remove the user to withdraw it.
    """
    _hold_role(call.actor, call.body.role)
    guest = Guest(**call.body.model_dump())
    row, sent = invitation.invite(call.actor.tenant, guest, directory.leave(call.actor), call.actor.user)
    return Invited(**User.of(row).model_dump(), invitation=_told(sent))


@operation(
    "PATCH /v1/users/{id}",
    right=("user", "edit"),
    area="users",
    takes=ChangeUser,
    gives=ChangedUser,
    touches=READ_WRITE,
    errors=(NotFound, Conflict, Busy),
    example={"role": "reader"},
)
def change_user(call: Call[ChangeUser, None]) -> ChangedUser:
    """Changes a user's name or role, disables or enables them

    A role works within a minute; whoever is disabled is signed out, and out within a minute. Nobody lowers or disables
    themselves, and an organisation keeps at least one administrator. What they still had to look after stays with
    whoever is disabled until it is handed over: `open_work` tells whether there is anything, `work` where it is.
    """
    asked = call.body
    if asked.role:
        _hold_role(call.actor, asked.role)
    row = directory.change(call.actor, call.ids["id"], Wanted(asked.name, asked.role, asked.status))
    return ChangedUser(**User.of(row).model_dump(), **(_left_behind(row) if row.status == "disabled" else {}))


def _hold_role(actor: Actor, key: str) -> None:
    if key == EXTERNAL:
        told = "Somebody from outside is invited from a contact or a person, with /v1/contacts/{id}/invite."
        raise invalid("role", "external", told)
    known = held.of(actor.tenant)
    keys = [each for each in known.role_keys() if each != EXTERNAL]
    if key not in keys:
        raise invalid("role", "unknown", f"Choose one of {', '.join(keys)}.")


def _left_behind(row: UserItem) -> dict[str, Any]:
    """That they are disabled is done, so nothing here may refuse it."""
    from chalicelib.actions.hand_over import overview

    work = f"/v1/users/{row.user}/work"
    try:
        return {"open_work": overview.is_any(row.tenant, row.user), "work": work}
    except Exception as error:
        logs.exception("open_work_not_known", error, tenant=row.tenant, user=row.user)
        return {"open_work": None, "work": work}


@operation(
    "DELETE /v1/users/{id}",
    right=("user", "delete"),
    area="users",
    status=204,
    touches=READ_WRITE,
    errors=(NotFound, Conflict, Busy),
)
def remove_user(call: Call[None, None]) -> Answer:
    """Withdraws an invitation, or takes a user's access to this tenant away

    Records go on naming them, and what they had to look after stays theirs: see it at /v1/users/{id}/work, and hand it
    over, before or after.
    """
    directory.remove(call.actor, call.ids["id"])
    return Answer(None)


@operation(
    "POST /v1/auth/invitations",
    right=None,
    area="identity",
    takes=MailedLink,
    gives=Invitation,
    touches=(IDENTITY_READS, IDENTITY_WRITES),
    errors=(Unauthorized, TooManyRequests),
    example={"token": "h3Vx…"},
)
def about_invitation(call: Call[MailedLink, None]) -> Invitation:
    """Tells what an invitation is for, before it is accepted"""
    found = invitation.about(call.body.token, call.source)
    told = {name: getattr(found.guest, name) for name in ("email", "name", "language")}
    return Invitation(organisation=found.organisation, new=found.new, **told)


@operation(
    "POST /v1/auth/invitations/accept",
    right=None,
    area="identity",
    takes=Accept,
    gives=ChallengeGiven,
    touches=READ_WRITE,
    errors=(Unauthorized, TooManyRequests, TooLarge, Busy),
    example={"token": "h3Vx…", "password": "three green bicycles"},
)
def accept_invitation(call: Call[Accept, None]) -> ChallengeGiven:
    """Accepts an invitation, and begins a sign-in

    The token is what follows the # in the mailed link. Somebody new to Relata chooses a password by it; somebody who
    has one gives it.
    """
    found = invitation.accept(call.body.token, call.body.password, call.source)
    token, missing = challenge.after_password(found)
    return ChallengeGiven(challenge=token, enrolment_required=missing)


@operation(
    "POST /v1/tenants",
    right=None,
    area="tenants",
    takes=NewTenant,
    gives=TenantMade,
    status=201,
    touches=(*READ_WRITE, MAILS, KNOWS_NAMES, TAKES_NAMES),
    errors=(NotFound, TooManyRequests, Busy),
    example={
        "name": "Hamerslag",
        "country": "NL",
        "language": "nl",
        "administrator": {"email": "ann@example.com", "name": "Ann"},
    },
)
def make_tenant(call: Call[NewTenant, None]) -> TenantMade:
    """Makes a tenant and invites its first administrator by mail

    Off by default: answers 404 unless the stage has it switched on.
    """
    if not settings().tenant_creation:
        raise NotFound
    from chalicelib.actions import mail_names, shipping
    from chalicelib.storage import tenant_settings

    throttle.reserve(Slot(TENANT, throttle.network(call.source)))
    asked, tenant = call.body, tenants.new_id()
    tenant_settings.write(tenant, asked.model_dump(include={"name", "country", "language"}))
    shipping.ship(tenant)
    mail_names.give(tenant, asked.name)
    sent = tenants.make(tenant, asked.name, asked.language, asked.administrator.email, asked.administrator.name)
    return TenantMade(tenant=tenant, invitation=_told(sent))


def _told(sent: bool) -> str:
    return "sent" if sent else "not_sent"
