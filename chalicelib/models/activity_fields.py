"""What an activity is made of: when, who, about what, and what is to be done."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from chalicelib.models.custom import CustomFields
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import ID, Day, KnownLink, Line, Lines, Linked, Short, TimeZone
from chalicelib.models.moment import Moment
from chalicelib.schema import Schema
from chalicelib.text import rich_text

MOST_PARTICIPANTS, MOST_LINKS, MOST_ASSIGNEES = 20, 15, 10
Part = Literal["organiser", "attendee", "optional", "sender", "recipient", "copy", "blind_copy"]
Direction = Literal["in", "out", "none"]
Visibility = Literal["shared", "internal"]
Priority = Literal["low", "normal", "high"]
Term = Literal["deadline", "pending"]
PRIORITIES: tuple[str, ...] = ("low", "normal", "high")
RichText = Annotated[str, StringConstraints(max_length=rich_text.LONGEST), AfterValidator(rich_text.clean)]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(lambda value: _email(value))]


def _email(value: str) -> str:
    from chalicelib import text

    return text.email(value)


class Participant(Schema):
    """One of `user`, `contact` and `relation`, or else a `name` or `email` of somebody who is not kept."""

    user: Linked | None = None
    contact: Linked | None = None
    relation: Linked | None = None
    name: Short | None = None
    email: Email | None = None
    part: Part = "attendee"


class KnownParticipant(BaseModel):
    user: KnownLink | None = None
    contact: KnownLink | None = None
    relation: KnownLink | None = None
    name: str | None = None
    email: str | None = None
    part: Part


class ActivityFields(CustomFields):
    """Either `starts_at` with or without `ends_at`, or `date` for a whole day. Who is to do it, and when, needs
    `is_task`; a task is completed, skipped and reopened by operations of its own. What was done already is made with
    `done_at`."""

    kind: str = Field(max_length=40, description="a key of the tenant's kinds")
    subject: Line
    text: RichText | None = Field(default=None, description="HTML; what could do harm is removed")
    direction: Direction = "none"
    number: Short | None = Field(default=None, description="by which it went, such as of a phone or a fax")
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    date: Day | None = Field(default=None, description="all day")
    time_zone: TimeZone | None = Field(default=None, description="in which it takes place; the tenant's when left out")
    place: Line | None = None
    participants: list[Participant] = Field(default=[], max_length=MOST_PARTICIPANTS)
    links: list[Linked] = Field(default=[], max_length=MOST_LINKS, description="what it is about, of any type")
    parent: Linked | None = Field(default=None, description="the activity that this is a part of")
    visibility: Visibility | None = Field(default=None, description="when left out, what the tenant says for its kind")
    priority: Priority = "normal"
    is_task: bool = Field(default=False, description="true for the kind task, unless said otherwise")
    assignees: list[Linked] = Field(
        default=[], max_length=MOST_ASSIGNEES, description="users and teams; who makes it where there are none"
    )
    due_on: Day | None = None
    due_at: Moment | None = None
    term: Term | None = Field(default=None, description="to be done by then, or merely pending")
    follow_up_on: Day | None = Field(default=None, description="until this day worklists have it under waiting")
    recurrence: str | None = Field(
        default=None,
        max_length=500,
        description="RFC 5545, such as FREQ=WEEKLY;BYDAY=MO; counted from the first due date, also when one task of "
        "the series is moved. To move the series, clear the rule and give it again",
    )
    outcome: Lines | None = None
    done_at: Moment | None = Field(default=None, description="in the past")
    done_by: str | None = Field(default=None, pattern=ID, description="a user; who says so when left out")
    external_ids: ExternalIds = {}

    @model_validator(mode="after")
    def _is_what_it_is_called(self) -> Self:
        if self.kind == "task" and "is_task" not in self.model_fields_set:
            self.is_task = True
        return self
