"""Which tenants a person may enter, and as whom."""

from typing import NamedTuple

from chalicelib import clock
from chalicelib.errors import Forbidden, invalid
from chalicelib.identity import keys, table
from chalicelib.identity.items import MembershipItem, TenantItem
from chalicelib.identity.table import Update

ACTIVE = "active"


class Entrance(NamedTuple):
    """A membership that can be used, with its tenant."""

    membership: MembershipItem
    tenant: TenantItem


def usable(membership: MembershipItem | None, tenant: TenantItem | None) -> bool:
    return membership is not None and tenant is not None and membership.status == tenant.status == ACTIVE


def entrances(identity: str) -> list[Entrance]:
    """In the order of the tenants' names."""
    members = table.query(MembershipItem, keys.memberships(identity))
    tenants = table.get_many([(TenantItem, keys.tenant(member.tenant)) for member in members])
    pairs = zip(members, tenants, strict=True)
    found = [Entrance(member, tenant) for member, tenant in pairs if usable(member, tenant)]
    return sorted(found, key=lambda entrance: entrance.tenant.name.casefold())


def must_have(identity: str) -> list[Entrance]:
    """Raises Forbidden when there is none: only somebody who proved who they are learns that."""
    found = entrances(identity)
    if not found:
        raise Forbidden("You have no access to any organisation. Ask an administrator to invite you.")
    return found


def chosen(found: list[Entrance], tenant: str | None) -> Entrance | None:
    """None when there is a choice to make. Raises Invalid when the tenant is not one of them."""
    if tenant is None:
        return found[0] if len(found) == 1 else None
    for entrance in found:
        if entrance.membership.tenant == tenant:
            return entrance
    raise invalid("tenant", "unknown", "Choose one of the organisations that you belong to.")


def entered(membership: MembershipItem) -> Update:
    """The transaction is refused when the membership is no longer what it was when read."""
    condition = (MembershipItem.status == ACTIVE) & (MembershipItem.role == membership.role)
    now = MembershipItem.entered_at.set(clock.timestamp())
    return Update(MembershipItem, keys.membership(membership.identity, membership.tenant), [now], condition)
