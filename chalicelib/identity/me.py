"""Who somebody is, as `GET /v1/me` tells it."""

from typing import NamedTuple

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, membership, table
from chalicelib.identity.answers import TenantChoice
from chalicelib.identity.items import PersonItem, UserItem
from chalicelib.identity.me_told import MyTeam
from chalicelib.models import catalog, stakes, stored
from chalicelib.operation import OPERATIONS


class Account(NamedTuple):
    """What the identity service knows of somebody; `here` is the tenant that they are in."""

    person: PersonItem
    user: UserItem
    here: TenantChoice
    tenants: list[TenantChoice]


def account(actor: Actor) -> Account:
    """Three round trips. Raises Unauthorized."""
    wanted = [(PersonItem, keys.person(actor.identity)), (UserItem, keys.user(actor.tenant, actor.user))]
    person, user = table.get_many(wanted)
    tenants = TenantChoice.of(membership.entrances(actor.identity))
    here = next((tenant for tenant in tenants if tenant.id == actor.tenant), None)
    if person is None or user is None or here is None:
        raise Unauthorized
    return Account(person, user, here, tenants)


def role_name(actor: Actor) -> str:
    found = held.of(actor.tenant).role(actor.role)
    return stored.line(found[1], "name") if found else actor.role


def teams(actor: Actor) -> list[MyTeam]:
    """By title, from the rights that are decided by: no round trip of their own."""
    known = held.of(actor.tenant).sections[stakes.GROUPS]
    joined = reading.subject_of(actor).circle - {actor.user}
    told = [MyTeam(id=each, title=stored.line(known.get(each), "name")) for each in joined]
    return sorted(told, key=lambda each: (each.title, each.id))


def rights(actor: Actor) -> list[str]:
    """What of all that can be asked this actor may ask, such as `relation.read`; and what is asked for on the way, such
    as `relation.manage_access`."""
    asked: set[Right] = {each.right for each in OPERATIONS.values() if each.right is not None}
    asked |= {Right(name, verb) for name, declared in catalog.types().items() for verb in declared.verbs}
    return sorted(f"{right.type}.{right.action}" for right in asked if reading.may(actor, right))
