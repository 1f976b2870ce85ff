"""What an organisation sets for itself: its name, country, language and time zone."""

from typing import Any

from pydantic import BaseModel

from chalicelib import logs
from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, StaleVersion
from chalicelib.footprint import IDENTITY_WRITES, PLANS, READS, WRITES
from chalicelib.identity import tenants
from chalicelib.merge_patch import MergePatch
from chalicelib.models.fields import Country, Language, Line, TimeZone
from chalicelib.models.record_type import Data
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage import due, tenant_settings
from chalicelib.storage.tenant_settings import DEFAULTS, NAME, Settings
from chalicelib.storage.work import Work


class OrganisationFields(Schema):
    name: Line
    country: Country
    language: Language
    time_zone: TimeZone


class Organisation(BaseModel):
    """`version` goes up with every change; it is the ETag too."""

    id: str
    version: int
    name: str
    country: str
    language: str
    time_zone: str


@operation(
    "GET /v1/organisation", right=("setting", "read"), area="organisation", gives=Organisation, touches=(READS,)
)  # fmt: skip
def read_organisation(call: Call[None, None]) -> Answer:
    """Gives the name, country, language and time zone of this organisation"""
    return _answer(call, tenant_settings.read(call.actor.tenant, NAME))


@operation(
    "PATCH /v1/organisation",
    right=("setting", "edit"),
    area="organisation",
    takes=MergePatch(OrganisationFields),
    gives=Organisation,
    touches=(READS, WRITES, PLANS, IDENTITY_WRITES),
    errors=(Invalid, StaleVersion, Busy),
    example={"name": "Hamerslag B.V.", "time_zone": "Europe/Amsterdam"},
)
def change_organisation(call: Call[Data, None]) -> Answer:
    """Changes the name, country, language or time zone of this organisation

    From then on the name stands in lists of organisations, invitations and letters; the country is that of phone
    numbers, addresses and company numbers that are typed without one; the language is that of names and salutations
    where nobody's own is known. What is kept already stays as it was written. The time zone is that of everybody
    without one of their own: what their worklists have under today, and when their digests and reminders come, those
    planned already too, which may take some minutes. An appointment or task keeps the zone that it was saved with, and
    so its moment.
    """
    found = tenant_settings.read(call.actor.tenant, NAME)
    versions.hold_setting(call.if_match, found.version)
    kept = _changed(call, found)
    tenants.keep(call.actor.tenant)
    return _answer(call, kept)


def _changed(call: Call[Data, None], found: Settings) -> Settings:
    """Saved at once, since what is copied is what was saved. Raises Lost when another saved first."""
    values = {**found.values, **call.body}
    if values == found.values:
        return found
    if "time_zone" in call.body:  # said before the commit: for nothing where that is refused, but never forgotten
        due.replan(call.actor.tenant)
    work = Work(call.actor.tenant, call.actor.user, call.request_id, channel=call.channel)
    work.put_setting(NAME, values, found.version)
    work.commit()
    logs.info("organisation_changed", tenant=work.tenant, user=work.by, version=found.version + 1)
    return found._replace(values=values, version=found.version + 1)


def _answer(call: Call[Any, None], found: Settings) -> Answer:
    told = {"name": "", **DEFAULTS, **found.values}
    shown = {name: told[name] for name in OrganisationFields.model_fields}
    return Answer({"id": call.actor.tenant, "version": found.version, **shown}, version=found.version)
