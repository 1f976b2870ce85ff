"""An activity as lists of work and of what happened show it."""

from pydantic import BaseModel

from chalicelib.models.activity_fields import KnownParticipant
from chalicelib.models.fields import KnownLink


class ActivityRow(BaseModel):
    """An activity without its text."""

    id: str
    type: str
    version: int
    title: str
    kind: str | None = None
    subject: str | None = None
    preview: str | None = None
    direction: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    date: str | None = None
    time_zone: str | None = None
    place: str | None = None
    participants: list[KnownParticipant] = []
    links: list[KnownLink] = []
    visibility: str | None = None
    priority: str | None = None
    is_task: bool | None = None
    assignees: list[KnownLink] = []
    due_on: str | None = None
    due_at: str | None = None
    done_at: str | None = None
    done_by: str | None = None
    outcome: str | None = None
