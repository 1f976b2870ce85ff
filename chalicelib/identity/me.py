"""Who somebody is, as `GET /v1/me` tells it."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import Unauthorized
from chalicelib.identity import keys, membership, table
from chalicelib.identity.answers import Me, TenantChoice
from chalicelib.identity.items import PersonItem, UserItem
from chalicelib.operation import OPERATIONS


def of(actor: Actor) -> Me:
    wanted = [(PersonItem, keys.person(actor.identity)), (UserItem, keys.user(actor.tenant, actor.user))]
    person, user = table.get_many(wanted)
    tenants = TenantChoice.of(membership.entrances(actor.identity))
    here = next((tenant for tenant in tenants if tenant.id == actor.tenant), None)
    if person is None or user is None or here is None:
        raise Unauthorized
    return Me(
        id=actor.user,
        email=person.email,
        name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        role=actor.role,
        kind=actor.kind,
        tenant=here,
        tenants=tenants,
        rights=rights(actor),
        recovery_codes_left=len(person.recovery or ()),
    )


def rights(actor: Actor) -> list[str]:
    """What of all that can be asked this actor may ask, such as `relation.read`."""
    asked: set[Right] = {each.right for each in OPERATIONS.values() if each.right is not None}
    return sorted(f"{right.type}.{right.action}" for right in asked if reading.may(actor, right))
