"""Whose an open task is where nobody says so, and what holds for one that is done: when, by whom, and what may still
be changed of it."""

from collections.abc import Iterator
from typing import Any

from chalicelib.errors import FieldError
from chalicelib.models import activity_time, stored
from chalicelib.models.record_type import Context, Data

AT, BY, SKIPPED = "done_at", "done_by", "skipped"
ALL = (AT, BY, SKIPPED)
REOPEN = "This task is done; reopen it first."


def assumed(data: Data, before: Data, user: str) -> Data:
    """A task that nobody was given is for who makes it one; what is done was done by who says so."""
    nobody = not stored.parts(data, "assignees") and not stored.parts(before, "assignees")
    if activity_time.is_open(data) and nobody:
        data = {**data, "assignees": [{"id": user}]}
    if stored.line(data, AT) and not stored.line(data, BY):
        data = {**data, BY: user}
    return data


def faults(data: Data, context: Context) -> Iterator[FieldError]:
    done_at, before = stored.line(data, AT), context.before
    if stored.line(data, BY) and not done_at:
        yield FieldError(BY, "not_done", "Give done_at too.")
    if context.at and done_at > context.at:
        yield FieldError(AT, "in_the_future", "Give a moment that has passed.")
    if done_at and data.get("is_task") is not True:
        yield _of_no_task(before)
    elif done_at and stored.line(before, AT):
        yield from _of_what_is_done(data, before)
    elif done_at and not before and data.get("recurrence"):
        yield FieldError("recurrence", "done", "What is done when it is made does not come again; leave this out.")
    if activity_time.is_open(data) and stored.parts(before, "assignees") and not stored.parts(data, "assignees"):
        yield FieldError("assignees", "nobody", "Give the task to somebody: a user or a team.")


def _of_no_task(before: Data) -> FieldError:
    if before:
        return FieldError("is_task", "done", "This is a task that is done; reopen it first.")
    return FieldError(AT, "not_a_task", "Only a task has this; set is_task to true.")


def _of_what_is_done(data: Data, before: Data) -> Iterator[FieldError]:
    """What was to be done, when and by whom, stands as it was; what is told about it may be put right."""
    for name in activity_time.TASK_ONLY:
        if _meant(data.get(name)) != _meant(before.get(name)):
            yield FieldError(name, "done", REOPEN)


def _meant(value: Any) -> Any:
    """Of links the ids: their titles are kept up to date."""
    return [stored.line(each, "id") for each in stored.objects(value)] if isinstance(value, list) else value or None
