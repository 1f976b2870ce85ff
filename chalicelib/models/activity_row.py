"""An activity as lists of work and of what happened show it."""

from typing import Any

from pydantic import BaseModel

from chalicelib.models.activity_fields import KnownParticipant
from chalicelib.models.activity_mail import MailPart
from chalicelib.models.fields import KnownLink


class ActivityRow(BaseModel):
    """An activity without its text, or a document. Who made it and who did it are ids of users."""

    id: str
    type: str
    version: int
    title: str
    created_by: str
    kind: str | None = None
    subject: str | None = None
    preview: str | None = None
    direction: str | None = None
    number: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    date: str | None = None
    time_zone: str | None = None
    place: str | None = None
    participants: list[KnownParticipant] = []
    links: list[KnownLink] = []
    parent: KnownLink | None = None
    visibility: str | None = None
    priority: str | None = None
    is_task: bool | None = None
    assignees: list[KnownLink] = []
    due_on: str | None = None
    due_at: str | None = None
    term: str | None = None
    follow_up_on: str | None = None
    recurrence: str | None = None
    next: str | None = None
    done_at: str | None = None
    done_by: str | None = None
    skipped: bool | None = None
    outcome: str | None = None
    conversation: str | None = None
    mail: MailPart | None = None
    file_name: str | None = None
    state: str | None = None


# What somebody from outside sees of an activity: nothing of the records that it is about, or of who else has a part.
OUTSIDE = frozenset({
    "kind", "subject", "text", "preview", "starts_at", "ends_at", "date", "time_zone", "place", "priority", "is_task",
    "due_on", "due_at", "term", "follow_up_on", "done_at", "done_by", "skipped", "outcome", "visibility",
})  # fmt: skip
BESIDE = frozenset({"id", "type", "version", "created_at", "updated_at", "archived_at", "title", "group"})


def of_outsider(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in OUTSIDE or name in BESIDE}
