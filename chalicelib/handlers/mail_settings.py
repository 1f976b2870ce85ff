"""Addresses to which mail is sent for it to stand in a dossier, and the name that a tenant has in them."""

from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints

from chalicelib import once
from chalicelib.actions import mail_names, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import AlreadyExists, Busy, Conflict, Invalid, KeyReused, NotFound, StaleVersion
from chalicelib.footprint import KNOWS_NAMES, READS, TAKES_NAMES, WRITES
from chalicelib.models.contact import CONTACT
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.settings import settings
from chalicelib.storage import tenant_settings

AREA, ADDRESSES = "mail", "dossier addresses"


class MailSettings(Schema):
    """`slug` stands in front of the + in addresses."""

    slug: Annotated[str, StringConstraints(max_length=100, to_lower=True, strip_whitespace=True)]


class KnownMailSettings(BaseModel):
    """`slug` is null where none was free when the organisation was made; `offered` then is one that would do. Addresses
    with any of `names` work: the present one, and those of before."""

    slug: str | None
    names: list[str]
    offered: str | None
    domain: str


class DossierAddress(BaseModel):
    address: str


@operation(
    "GET /v1/mail-settings",
    right=("setting", "read"),
    area=AREA,
    gives=KnownMailSettings,
    touches=(READS, KNOWS_NAMES),
)
def read_mail_settings(call: Call[None, None]) -> Answer:
    """Tells the name of the organisation in addresses of dossiers"""
    found = tenant_settings.read(call.actor.tenant, mail_names.SETTING)
    known = mail_names.names(found.values)
    offered = [] if known else mail_names.offered(call.actor.tenant)
    return Answer(_told(known, offered), version=found.version)


@operation(
    "PUT /v1/mail-settings",
    right=("setting", "edit"),
    area=AREA,
    takes=MailSettings,
    gives=KnownMailSettings,
    touches=(READS, WRITES, TAKES_NAMES),
    errors=(Invalid, AlreadyExists, StaleVersion, KeyReused, Busy),
    example={"slug": "acme"},
)
def put_mail_settings(call: Call[MailSettings, None]) -> Answer:
    """Chooses the name of the organisation in addresses of dossiers

    No two organisations have the same. Addresses with a name of before go on working; there can be five in all.
    """
    found = tenant_settings.read(call.actor.tenant, mail_names.SETTING)
    versions.hold_setting(call.if_match, found.version)
    if earlier := once.kept(call):  # also raises, and a name is taken at once
        return earlier
    known = mail_names.change(call.work, found, call.body.slug)
    changed = known != mail_names.names(found.values)
    return Answer(_told(known, []), version=found.version + changed)


@operation(
    "POST /v1/mail-settings/renew",
    right=("setting", "edit"),
    area=AREA,
    gives=KnownMailSettings,
    touches=(READS, WRITES),
    errors=(Conflict, StaleVersion, KeyReused, Busy),
)
def renew_dossier_addresses(call: Call[None, None]) -> Answer:
    """Makes all addresses of dossiers anew, where somebody has one who should not

    Mail to those of before is not taken any more, so give the new ones to everybody who keeps one. Answers to mails
    that were sent arrive as before.
    """
    found = tenant_settings.read(call.actor.tenant, mail_names.SETTING)
    versions.hold_setting(call.if_match, found.version)
    mail_names.renew(call.work, found)
    return Answer(_told(mail_names.names(found.values), []), version=found.version + 1)


def _told(names: list[str], offered: list[str]) -> dict[str, Any]:
    first, best = (next(iter(each), None) for each in (names, offered))
    return {"slug": first, "names": names, "offered": best, "domain": settings().mail_domain}


@operation(
    "GET /v1/dossier-address",
    right=("activity", "read"),
    area=AREA,
    gives=DossierAddress,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(Conflict,),
)
def read_dossier_address(call: Call[None, None]) -> DossierAddress:
    """Gives the address to which mail is forwarded, or copied in BCC, for it to be filed

    It is filed with those whom the mail is from and to.
    """
    return DossierAddress(address=mail_names.address_of_tenant(call.actor.tenant))


@operation(
    "GET /v1/relations/{id}/dossier-address",
    right=("relation", "read"),
    area="relations",
    gives=DossierAddress,
    touches=(READS,),
    together=ADDRESSES,
    errors=(NotFound, Conflict),
)
def dossier_address_of_relation(call: Call[None, None]) -> DossierAddress:
    """Gives the address of the dossier of a relation

    What is sent there stands in its timeline, whoever it is from.
    """
    return _of_record(call, RELATION)


@operation(
    "GET /v1/contacts/{id}/dossier-address",
    right=("contact", "read"),
    area="contacts",
    gives=DossierAddress,
    touches=(READS,),
    together=ADDRESSES,
    errors=(NotFound, Conflict),
)
def dossier_address_of_contact(call: Call[None, None]) -> DossierAddress:
    """Gives the address of the dossier of a contact

    What is sent there stands in its timeline, whoever it is from.
    """
    return _of_record(call, CONTACT)


def _of_record(call: Call[None, None], declared: RecordType) -> DossierAddress:
    return DossierAddress(address=mail_names.address_of_record(call.actor, declared, call.ids["id"]))
