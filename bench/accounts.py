"""People with an account in the tenant that a cold start is measured in: whom they do not know, identity operations
refuse in a millisecond."""

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.identity import invitation, keys, person, table
from chalicelib.identity.invitation import Guest
from chalicelib.identity.items import TenantItem
from chalicelib.models.shipped_rights import ADMINISTRATOR, EMPLOYEE


def organisation(tenant: str) -> tuple[Actor, Actor]:
    """An administrator who is signed in, and a colleague."""
    key = keys.tenant(tenant)
    item = TenantItem(key.pk, key.sk, tenant=tenant, name="Acme", language="nl", created_at=clock.timestamp())
    table.write(table.Put(item))
    return _member(tenant, ADMINISTRATOR), _member(tenant, EMPLOYEE)


def _member(tenant: str, role: str) -> Actor:
    email = f"{clock.new_id('mail').lower()}@example.com"
    who = person.new(email, "Somebody", "nl", "nobody knows this password")
    row, writes = invitation.row(tenant, Guest(email, "Somebody", role, "nl"))
    table.transact(*person.created(who), *writes)
    table.transact(*invitation.entry(row, who))
    return Actor(tenant, row.user, who.identity, clock.new_id("ses"), role=role)
