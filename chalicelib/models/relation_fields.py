"""The fields of a relation, and of what is answered with it."""

from typing import Literal

from pydantic import Field

from chalicelib.models.address_use import AddressUse
from chalicelib.models.channel import Channel
from chalicelib.models.custom import CustomFields
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import KnownLink, Language, Line, Lines, Linked, Short
from chalicelib.models.guarded import GuardedFields
from chalicelib.models.person_name import PersonName
from chalicelib.schema import Schema

COMPANY, PERSON, COUPLE = "company", "person", "couple"


Kind = Literal["company", "person", "couple"]


STATUSES = ("suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner")


Status = Literal["suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner"]


class Half(PersonName):
    """One of a couple: a link to a person, or a typed name."""

    person: Linked | None = None
    of: PersonName | None = Field(default=None, description="read only: the name as it counts", exclude=True)


class KnownHalf(PersonName):
    """A half as it is answered; `of` is its name as it counts: the linked person's, else the typed one."""

    person: KnownLink | None = None
    of: PersonName


class RelationFields(PersonName, GuardedFields, CustomFields):
    """A company needs only its name, a person a first or last name, a couple its two halves."""

    kind: Kind = "company"
    name: Line | None = Field(default=None, description="of a company; persons and couples are named by their parts")
    halves: list[Half] | None = Field(default=None, min_length=2, max_length=2)
    status: list[Status] = Field(default=[], max_length=8)
    language: Language | None = None
    chamber_number: Short | None = Field(default=None, description="at the chamber of commerce, by country")
    vat_number: Short | None = None
    parent: Linked | None = Field(default=None, description="the parent company")
    channels: list[Channel] = Field(default=[], max_length=40)
    addresses: list[AddressUse] = Field(default=[], max_length=20)
    salutation_formal: Line | None = Field(default=None, description="instead of the computed one")
    salutation_informal: Line | None = Field(default=None, description="instead of the computed one")
    external_ids: ExternalIds = {}
    note: Lines | None = None


class LastTouch(Schema):
    """When somebody last dealt with the relation, how, and who; `record` is the activity that says so."""

    at: str
    kind: str
    record: str
    by: str


class Salutation(Schema):
    formal: str
    informal: str
