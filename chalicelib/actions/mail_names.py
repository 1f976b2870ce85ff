"""The names that a tenant has in mail addresses, as its settings remember them, and the addresses made with them.

Names are of no tenant and settings are, so that no transaction can hold both: first a name is taken, then remembered.
What is cut off in between leaves a name that this tenant, and nobody else, can take again."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.errors import AlreadyExists, Conflict, FieldError, invalid
from chalicelib.mail import dossier_address, slugs
from chalicelib.models.record_type import Context, RecordType
from chalicelib.settings import settings
from chalicelib.storage import dossier_names, tenant_settings
from chalicelib.storage.tenant_settings import Settings
from chalicelib.storage.work import Work

SETTING = "mail"
GENERATION = "generation"  # how often addresses have been renewed
MOST = 5
BY = "system:tenants"


def names(setting: Mapping[str, Any]) -> list[str]:
    """The present one first; those of before go on working."""
    return list(setting.get("names", ()))


def offered(tenant: str) -> list[str]:
    """Those that are free, the best first."""
    name = str(tenant_settings.read(tenant, tenant_settings.NAME).values.get("name", ""))
    return _free(tenant, name)


def _free(tenant: str, name: str) -> list[str]:
    proposed = slugs.proposals(name, tenant)
    taken = dossier_names.holders(proposed)
    return [slug for slug in proposed if taken.get(slug, tenant) == tenant]


def give(tenant: str, name: str) -> None:
    """The best to a tenant that is being made; where none is free it goes without, until one is chosen."""
    work = Work(tenant, BY)
    if found := next((slug for slug in _free(tenant, name) if dossier_names.take(slug, tenant)), None):
        work.put_setting(SETTING, {"names": [found]}, 0)
    work.commit()


def change(work: Work, found: Settings, slug: str) -> list[str]:
    """The names from now on. Raises Invalid, and AlreadyExists where it is another tenant's."""
    if fault := slugs.fault(slug):
        raise invalid("slug", "not_valid", fault)
    before = names(found.values)
    after = [slug, *(each for each in before if each != slug)]
    if len(after) > MOST:
        told = f"The names of before go on working, so that there can be {MOST} in all: {', '.join(before)}."
        raise invalid("slug", "too_many", f"{told} Use one of them.")
    if after != before:
        _take(work, found, after)
    return after


def _take(work: Work, found: Settings, after: list[str]) -> None:
    if after[0] not in names(found.values) and not dossier_names.take(after[0], work.tenant):
        told = FieldError("slug", "taken", "Another organisation has this name; give another.")
        raise AlreadyExists(errors=[told])
    work.put_setting(SETTING, {**found.values, "names": after}, found.version)


def renew(work: Work, found: Settings) -> None:
    """From now on addresses that were made before do not hold. Raises Conflict when that was done too often."""
    before = _generation(found.values)
    if before >= dossier_address.MOST_RENEWALS:
        raise Conflict(f"The addresses of an organisation can be renewed {before} times, and have been.")
    work.put_setting(SETTING, {**found.values, GENERATION: before + 1}, found.version)


def generation(tenant: str) -> int:
    """That of the addresses that hold."""
    return _generation(tenant_settings.read(tenant, SETTING).values)


def _generation(setting: Mapping[str, Any]) -> int:
    return int(setting.get(GENERATION, 0))


def address_of_tenant(tenant: str) -> str:
    """Of its whole dossier. Raises Conflict where it has no name."""
    context = tenant_settings.context(tenant, [], [SETTING])
    return dossier_address.of_tenant(_present(context), tenant, settings().mail_domain, _secret(context))


def address_of_record(actor: Actor, declared: RecordType, record_id: str) -> str:
    """Raises NotFound where the record is not there, or not for this actor, and Conflict as above."""
    context = tenant_settings.context(actor.tenant, [record_id], [SETTING])
    record = reading.checked(actor, declared, context.linked.get(record_id))
    slug, secret = _present(context), _secret(context)
    return dossier_address.of_record(slug, actor.tenant, record.id, settings().mail_domain, secret)


def _present(context: Context) -> str:
    known = names(context.settings.get(SETTING, {}))
    if not known:
        raise Conflict("Your organisation has no name in mail addresses yet: an administrator chooses one of its own.")
    return known[0]


def _secret(context: Context) -> bytes:
    made = _generation(context.settings.get(SETTING, {}))
    return dossier_address.renewed(settings().dossier_secret.encode(), made)
