"""What of an activity can be hidden from some, and what that hides with it. Not what it is about, who has to do with
it, and when: timelines and worklists are made of that."""

from chalicelib.models import activity_held, activity_mail, through

ESSENTIAL = frozenset({
    "kind", "subject", "visibility", "links", "participants", "assignees", through.NAME, "is_task", "priority",
    "starts_at", "ends_at", "date", "due_on", "due_at", "term", "follow_up_on", "recurrence", "series", "anchor",
    "next", "done_at", "done_by", "skipped", "touch", activity_held.TAKEN,
})  # fmt: skip
MADE_OF = {
    "at": frozenset({"starts_at", "date", "due_on", "due_at", "done_at"}),
    "due": frozenset({"due_on", "due_at"}),
    "start": frozenset({"starts_at", "date"}),
    "done": frozenset({"is_task", "done_at"}),
    "task": frozenset({"is_task", "done_at"}),
    "preview": frozenset({"text"}),
    "mail": frozenset(),
    "mail_state": frozenset({"mail"}),
    "conversation": frozenset({"mail"}),
    activity_mail.SENDING: frozenset({"mail"}),
    "external_id": frozenset({"external_ids"}),
}
