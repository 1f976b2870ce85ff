"""What one must know before picking up the phone."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import answer_size
from chalicelib.actions import brief
from chalicelib.call import Answer, Call
from chalicelib.errors import FieldError, InvalidParameter, NotFound
from chalicelib.footprint import READS
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.channel import KnownChannel, ReachedBy
from chalicelib.models.contact import CONTACT
from chalicelib.models.fields import ID, KnownLink
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.models.relation_fields import LastTouch
from chalicelib.openapi_models import REFERENCE, RecordShape
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Parameters

MOST = 10
TOO_MUCH = "There is too much to tell of these at once: ask for fewer of them."


class BriefContact(BaseModel):
    """`reached_by` has its own phones and addresses, and those that it inherits."""

    id: str
    display_name: str
    company: KnownLink | None = None
    function: str | None = None
    department: str | None = None
    rank: int | None = None
    primary: bool | None = None
    language: str | None = None
    channels: list[KnownChannel] = []
    reached_by: list[ReachedBy] = []


class BriefCompany(BaseModel):
    id: str
    display_name: str
    kind: str | None = None
    status: list[str] = []
    city: str | None = None
    owner: KnownLink | None = None
    channels: list[KnownChannel] = []
    last_touch: LastTouch | None = None


class ContactCounts(BaseModel):
    open_tasks: int
    documents: int


class BriefCounts(ContactCounts):
    """`contacts` are those that have not ended."""

    contacts: int


MEMBERS: dict[str, Any] = {
    **dict.fromkeys(("open_tasks", "last_touches", "next"), (list[ActivityRow], ...)),
    "duplicates": (int | None, ...),
    "following": (bool, ...),
    "complete": (bool, ...),
}


class Brief:
    """A record with `more`. `complete` is false where there is more than what is shown or was looked at; `duplicates`
    are the open pairs that it is in, up to 25, null for who may not read those; `following` whether one follows it."""

    def __init__(self, name: str, declared: RecordType, **more: Any) -> None:
        self.name, self.declared, self.more = name, declared, more

    @cached_property
    def model(self) -> type[BaseModel]:
        from pydantic import create_model

        record: Any = RecordShape(self.declared).model
        told: dict[str, Any] = {self.declared.name: (record, ...), **self.more, **MEMBERS}
        return create_model(self.name, __doc__=" ".join((Brief.__doc__ or "").split()), **told)

    def json_schema(self) -> dict[str, Any]:
        return self.schema_of(self.model)

    def schema_of(self, model: type[BaseModel]) -> dict[str, Any]:
        """Of one that it is part of."""
        schema: dict[str, Any] = model.model_json_schema(ref_template=REFERENCE, mode="serialization")
        schema["$defs"][RecordShape(self.declared).model.__name__]["additionalProperties"] = True
        return schema


class Briefs:
    """In the order asked, without what is not there or not for you to see."""

    def json_schema(self) -> dict[str, Any]:
        from pydantic import create_model

        told = " ".join((Briefs.__doc__ or "").split())
        shape: Any = (list[OF_RELATION.model], ...)  # type: ignore[name-defined]
        return OF_RELATION.schema_of(create_model("Briefs", __doc__=told, data=shape))


OF_RELATION = Brief("Brief", RELATION, contacts=(list[BriefContact], ...), counts=(BriefCounts, ...))
OF_CONTACT = Brief("ContactBrief", CONTACT, company=(BriefCompany | None, ...), counts=(ContactCounts, ...))


class Several(Parameters):
    ids: list[Annotated[str, StringConstraints(pattern=ID)]] = Field(
        min_length=1, max_length=MOST, description="of relations; repeated"
    )


@operation(
    "GET /v1/relations/{id}/brief",
    right=("relation", "read"),
    area="relations",
    gives=OF_RELATION,
    touches=(READS,),
    errors=(NotFound,),
)
def brief_of_relation(call: Call[None, None]) -> Answer:
    """Tells all that one must know before picking up the phone

    How to reach it, whom to ask for, what is still to be done, the last five touches and what is planned; with the
    whole of the record, and its ETag.
    """
    return brief.of_relation(call.actor, call.ids["id"])


@operation(
    "GET /v1/briefs",
    right=("relation", "read"),
    area="relations",
    asks=Several,
    gives=Briefs(),
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(InvalidParameter,),
)
def brief_of_relations(call: Call[None, Several]) -> dict[str, Any]:
    """Tells all that one must know of several relations: for a round of visits

    Up to ten, as each is told of by itself.
    """
    told = {"data": brief.of_relations(call.actor, call.asked.ids)}
    if not answer_size.fits(told):
        raise InvalidParameter(errors=[FieldError("ids", "too_much", TOO_MUCH)])
    return told


@operation(
    "GET /v1/contacts/{id}/brief",
    right=("contact", "read"),
    area="contacts",
    gives=OF_CONTACT,
    touches=(READS,),
    errors=(NotFound,),
)
def brief_of_contact(call: Call[None, None]) -> Answer:
    """Tells all that one must know of a contact before picking up the phone

    Who it is and how to reach them, of which company, what is still to be done, the last five touches and what is
    planned; with the whole of the record, and its ETag.
    """
    return brief.of_contact(call.actor, call.ids["id"])
