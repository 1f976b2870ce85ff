"""Who somebody is, with all that a client needs to begin."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.right import Right
from chalicelib.actions import notices
from chalicelib.call import Call
from chalicelib.errors import Busy
from chalicelib.footprint import IDENTITY_READS, IDENTITY_WRITES, READS, WRITES
from chalicelib.identity import me, profile
from chalicelib.identity.forms import ChangeMe
from chalicelib.identity.me import Account
from chalicelib.identity.me_told import Me, MyTenant, OwnKind, UnreadNotices
from chalicelib.models import activity_kind
from chalicelib.models.preference import Preferences
from chalicelib.models.record_type import Context
from chalicelib.operation import operation
from chalicelib.storage import preferences, tenant_settings
from chalicelib.storage.at_once import at_once


@operation("GET /v1/me", right=("self", "read"), area="identity", gives=Me, touches=(IDENTITY_READS, READS), whole=True)
def who_am_i(call: Call[None, None]) -> Me:
    """Tells who I am: tenant, role, rights, preferences, and how many notices I have not read"""
    return _told(call.actor)


@operation(
    "PATCH /v1/me",
    right=("self", "edit"),
    area="identity",
    takes=ChangeMe,
    gives=Me,
    touches=(IDENTITY_READS, IDENTITY_WRITES, READS, WRITES),
    errors=(Busy,),
    example={"name": "Ann", "language": "nl", "time_zone": "Europe/Amsterdam"},
    whole=True,
)
def change_me(call: Call[ChangeMe, None]) -> Me:
    """Changes my name, language or time zone

    The name and the zone are those in this organisation; letters to me come in the language that I gave last.
    """
    profile.change(call.actor, call.body.model_dump(exclude_unset=True))
    return _told(call.actor)


def _told(actor: Actor) -> Me:
    """What the tables tell is asked for at once."""
    asked: list[Callable[[], Any]] = [
        partial(me.account, actor),
        partial(tenant_settings.context, actor.tenant, (), (activity_kind.SETTING,)),
        partial(preferences.read, actor.tenant, actor.user),
        partial(notices.count, actor),
    ]
    account, settings, kept, unread = at_once(asked)
    return Me(
        **_who(actor, account, settings),
        teams=me.teams(actor),
        rights=me.rights(actor),
        activity_kinds=_kinds(actor, settings),
        preferences=Preferences.model_validate(kept.values),
        notices=UnreadNotices(**unread._asdict()),
    )


def _kinds(actor: Actor, settings: Context) -> list[OwnKind]:
    """For whoever may read all of them, so that no screen has to ask for them before it can name one."""
    if not reading.may(actor, Right("activity", "read")):
        return []
    own = activity_kind.own_names(settings.settings.get(activity_kind.SETTING, {}), settings.language)
    return [OwnKind(**each) for each in own]


def _who(actor: Actor, found: Account, settings: Context) -> dict[str, Any]:
    place = {name: getattr(settings, name) for name in ("country", "language", "time_zone")}
    return {
        "id": actor.user,
        "email": found.person.email,
        "name": found.user.name,
        "language": found.user.language,
        "time_zone": found.user.time_zone,
        "role": actor.role,
        "role_name": me.role_name(actor),
        "kind": actor.kind,
        "tenant": MyTenant(**found.here.model_dump(), **place),
        "tenants": found.tenants,
        "recovery_codes_left": len(found.person.recovery or ()),
    }
