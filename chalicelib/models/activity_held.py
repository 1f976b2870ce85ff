"""What of the activities is somebody's to look after: open tasks that they were given, and appointments to come that
they take part in, or made where nobody is named."""

from collections.abc import Collection
from typing import get_args

from pydantic import BaseModel

from chalicelib.models import activity_time, stakes, stored
from chalicelib.models.activity_fields import Part
from chalicelib.models.entry import Held
from chalicelib.models.fields import KnownLink
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

SHARED, RECURRING = "shared", "recurring"
RANKED = get_args(Part)
RANK = {part: place for place, part in enumerate(RANKED)}


def marks(data: Data) -> Data:
    """That others were given it too, and that it comes again."""
    told = {SHARED: len(stored.parts(data, "assignees")) > 1, RECURRING: bool(stored.line(data, "recurrence"))}
    return {name: True for name, is_so in told.items() if is_so}


def assigned(data: Data, before: str, taker: Data) -> Data:
    """Whoever else it was given to, keeps it."""
    others = [each for each in stored.parts(data, "assignees") if each.get("id") not in (before, taker["id"])]
    return settled({**data, "assignees": [*others, taker]})


def _is_given_to(record: Record, who: str, _: str) -> bool:
    given_to = [stored.line(each, "id") for each in stored.parts(record.data, "assignees")]
    return activity_time.is_open(record.data) and who in given_to


def _is_expected(record: Record, user: str, now: str) -> bool:
    return _is_ahead(record.data, now) and any(_is(each, user) for each in stored.parts(record.data, "participants"))


def _is_nobodys(record: Record, maker: str, now: str) -> bool:
    """Where nobody is named, its maker is who is reminded."""
    data = record.data
    named = stored.parts(data, "assignees") or any(each.get("user") for each in stored.parts(data, "participants"))
    if named or record.created_by != maker or stored.line(data, "done_at"):
        return False
    return activity_time.is_open(data) or _is_ahead(data, now)


def _joined(data: Data, _: str, taker: Data) -> Data:
    if activity_time.is_open(data):
        return {**data, "assignees": [taker]}
    organiser = {"user": taker, "part": RANKED[0]}
    return {**data, "participants": [*stored.parts(data, "participants"), organiser]}


def _is_ahead(data: Data, now: str) -> bool:
    """A day until it is over; what began until it ends."""
    if day := stored.line(data, "date"):
        return day >= now[: len(day)]
    return max(stored.line(data, "starts_at"), stored.line(data, "ends_at")) > now


def _is(participant: Data, user: str) -> bool:
    return stored.line(stored.part(participant, "user"), "id") == user


def _in_place(data: Data, user: str, taker: Data) -> Data:
    """With the part that they had; who takes part already, in the weightier of the two."""
    told = [{**each, "user": taker} if _is(each, user) else each for each in stored.parts(data, "participants")]
    theirs = [each for each in told if _is(each, taker["id"])]
    kept = min(theirs, key=lambda each: RANK.get(stored.line(each, "part"), len(RANK)), default=None)
    return {**data, "participants": [each for each in told if each is kept or not _is(each, taker["id"])]}


# ------------------------------------------------------------------------------------------------- passing it on


def is_to_come(data: Data, now: str) -> bool:
    """An appointment, and no task, that is not over."""
    return data.get("is_task") is not True and _is_ahead(data, now)


def passed_on(data: Data, by: str, taker: Data) -> Data:
    """An appointment: in the place of who passes it on, else of who organises it, else of whoever it was of."""
    users = [each for each in stored.parts(data, "participants") if each.get("user")]
    theirs = [each for each in users if _is(each, by)] or [each for each in users if each.get("part") == RANKED[0]]
    before = next(iter(theirs or users), None)
    return _in_place(data, before["user"]["id"], taker) if before else _joined(data, by, taker)


def organisers(data: Data) -> list[Data]:
    """Links to the users who organise it."""
    parts = stored.parts(data, "participants")
    return [link for each in parts if each.get("part") == RANKED[0] and (link := stored.part(each, "user"))]


# -------------------------------------------------------------------------------------------- the queue of a team

TAKEN = "taken"  # from the queue of which teams, and by whom


class Taken(BaseModel):
    """From the queues of these `teams`, which see what becomes of it as long as whom it was taken `by` has it."""

    by: str
    teams: list[KnownLink]


def queued(data: Data, teams: Collection[str]) -> list[Data]:
    """Links to those of the teams whose queue it stands in."""
    return [each for each in stored.parts(data, "assignees") if each.get("id") in teams]


def taken(data: Data, user: Data, teams: Collection[str]) -> Data:
    """From the queues of these teams."""
    others = [each for each in stored.parts(data, "assignees") if each.get("id") not in {user["id"], *teams}]
    return {**data, "assignees": [*others, user], TAKEN: {"by": user["id"], "teams": queued(data, teams)}}


def given_back(data: Data) -> Data:
    told = stored.part(data, TAKEN)
    teams = stored.parts(told, "teams")
    back = {stored.line(told, "by"), *stakes.ids(teams)}
    others = [each for each in stored.parts(data, "assignees") if each.get("id") not in back]
    return settled({**data, "assignees": [*others, *teams]})


def settled(data: Data) -> Data:
    """It counts as taken as long as who took it has it."""
    by = stored.line(stored.part(data, TAKEN), "by")
    if TAKEN not in data or by in stakes.ids(stored.parts(data, "assignees")):
        return data
    return {name: value for name, value in data.items() if name != TAKEN}


def holders(data: Data) -> list[Data]:
    """Whose it is to do: who was given it, whose queue it was taken from, and who organises it."""
    return [*stored.parts(data, "assignees"), *teams_of(data), *organisers(data)]


def teams_of(data: Data) -> list[Data]:
    return stored.parts(stored.part(data, TAKEN), "teams")


TASKS = Held("tasks", "todo", _is_given_to, assigned, takers=("user", "team"), marks=(SHARED, RECURRING))
APPOINTMENTS = Held("appointments", "ahead", _is_expected, _in_place, takers=("user",))
UNASSIGNED = Held("unassigned", "reminder", _is_nobodys, _joined, takers=("user",))
