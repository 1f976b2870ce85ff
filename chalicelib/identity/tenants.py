"""Tenants: organisations that use Relata. What a tenant sets for itself is in the CRM's table; here is only what
signing in needs: a copy of its name, for letters of invitation and for who has several to choose from.

Two tables know no common transaction, so the settings are written first and copied from afterwards. A copy that was
missed is made by the next change of the settings, the same change asked for again, or `make rebuild`."""

from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.identity import factor, invitation, keys, kms, mirror, password, person, table
from chalicelib.identity.invitation import Guest
from chalicelib.identity.items import TenantItem
from chalicelib.identity.table import Put, Update
from chalicelib.models.shipped_rights import ADMINISTRATOR


class Enrolled(NamedTuple):
    """Somebody who can sign in at once, with what that takes."""

    tenant: str
    user: str
    identity: str
    email: str
    name: str
    role: str
    password: str
    totp_secret: str


def new_id() -> str:
    return clock.new_id("ten")


def make(tenant: str, name: str, language: str, email: str, administrator: str) -> bool:
    """A tenant whose first administrator is invited by mail; whether the mail could be sent.

    The settings of the tenant are the caller's to write, before this, so that nobody gets in without."""
    token = clock.token()
    item, writes = invitation.write(tenant, Guest(email, administrator, ADMINISTRATOR, language), token)
    table.transact(_made(tenant, name, language, users=1), *writes)
    logs.info("tenant_made", tenant=tenant)
    mirror.keep(tenant, item.user)
    return invitation.send(item, token)


def _made(tenant: str, name: str, language: str, users: int) -> Put:
    key = keys.tenant(tenant)
    at = clock.timestamp()
    item = TenantItem(key.pk, key.sk, tenant=tenant, name=name, language=language, users=users, created_at=at)
    return Put(item, TenantItem.pk.does_not_exist())


def keep(tenant: str) -> None:
    """Never in the way of who changed the settings: that is done, and what keeps the copy from being made is logged as
    an error."""
    try:
        copy(tenant)
    except Exception as error:
        logs.exception("tenant_copy_failed", error, tenant=tenant)


def copy(tenant: str) -> bool:
    """Whether there was something newer to copy. Of several at once the newest settings stay."""
    from chalicelib.storage import tenant_settings  # most functions that load this module never need them

    kept = tenant_settings.read(tenant, tenant_settings.NAME)
    if not kept.version or not kept.values.get("name"):
        return False
    told = {"name": kept.values["name"], "language": kept.language, "settings_version": kept.version}
    older = TenantItem.settings_version.does_not_exist() | (TenantItem.settings_version < kept.version)
    actions = [getattr(TenantItem, name).set(value) for name, value in told.items()]
    return table.write(Update(TenantItem, keys.tenant(tenant), actions, TenantItem.pk.exists() & older))


def found(tenant: str, name: str, language: str) -> None:
    """A tenant without any user, for `enrol` to fill."""
    table.transact(_made(tenant, name, language, users=0))


def enrol(tenant: str, email: str, name: str, role: str, plain: str, language: str = "en") -> Enrolled:
    """A user with a password and a confirmed second factor, whose secret is told: for demo data and tests only.

    Somebody who is in another tenant already keeps password and factor; both are told empty."""
    known = person.by_email(email)
    secret = "" if known else factor.new_secret()
    who = known or person.new(email, name, language, password.hashed(plain))
    if known is None:
        who.factor = kms.seal(secret, who.identity)
    row, row_and_claim = invitation.row(tenant, Guest(email, name, role, language))
    counted = Update(TenantItem, keys.tenant(tenant), [TenantItem.users.set(TenantItem.users + 1)])
    table.transact(*([] if known else person.created(who)), counted, *row_and_claim)
    table.transact(*invitation.entry(row, who))
    mirror.keep(tenant, row.user)
    return Enrolled(tenant, row.user, who.identity, email, name, role, "" if known else plain, secret)
