"""A hand-over: what somebody had to look after goes to another, however much it is. As a record, so that its beginning
and every leg of its way are changes that are followed, and it goes on whatever dies."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import Line, Linked
from chalicelib.models.notice_kind import HAND_OVER_ENDED, HANDED_OVER
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.telling import Moved, Telling
from chalicelib.schema import Schema

FROM, OF = "from_user", "of"
RUNNING, DONE, STOPPED = "running", "done", "stopped"
State = Literal["running", "done", "stopped"]
Refusal = Literal["forbidden", "too_large"]


class HandOverFields(Schema):
    """With `of` it is one record, with what belongs to it; else all that somebody had to look after."""

    of: Linked | None = None
    from_user: Linked = Field(description="a user, or the team that owned a record")
    to: Linked = Field(description="a user or a team")
    what: list[str]
    reason: Line | None = Field(default=None, description="why; it stands in the history of all that is handed over")


class RefusedToHandOver(BaseModel):
    id: str
    reason: Refusal


class HandOverPlace(BaseModel):
    """How far it is: of which of `what`, behind which entry, which time round, and how many were given in that."""

    part: int
    after: str
    round: int
    given: int


def tells(moved: Moved) -> Iterator[Telling]:
    """Who took it, once, however much it is; and who began it and got the answer before it was over."""
    was = stored.line(moved.before.data, "state") if moved.before else RUNNING
    state = stored.line(moved.after.data, "state")
    if was != RUNNING or state not in (DONE, STOPPED):
        return
    giver, taker = (_id(moved.after.data, name) for name in (FROM, "to"))
    if done := stored.part(moved.after.data, "done"):
        about = {FROM: giver, **({OF: of} if (of := _id(moved.after.data, OF)) else {})}
        yield Telling(HANDED_OVER.name, (taker,), by=moved.after.created_by, told={**about, **done})
    yield Telling(HAND_OVER_ENDED.name, (moved.after.created_by,), told={FROM: giver, "state": state, **done})


def _title(data: Data) -> str:
    return stored.line(stored.part(data, OF) or stored.part(data, FROM), "title")


def _leaver(data: Data) -> Data | None:
    """Whose work goes as a whole."""
    return None if stored.part(data, OF) else stored.part(data, FROM)


def _id(data: Data, name: str) -> str:
    return stored.line(stored.part(data, name), "id")


HAND_OVER = RecordType(
    name="hand-over",
    plural="hand-overs",
    prefix="hov",
    kept_by="hand-over",
    fields=HandOverFields,
    summary="What somebody had to look after goes to another.",
    title=_title,
    sorts={"created_at": lambda record: record.created_at},
    filters=(filter_on(CriteriaField(FROM, "link"), facet=True, read=_leaver),),
    tells=tells,
    computed={
        "state": State,
        "leg": int,
        "place": HandOverPlace,
        "found": dict[str, int],
        "done": dict[str, int],
        "refused": list[RefusedToHandOver],
        "refused_count": int,
        "stopped_because": str,
        "finished_at": str,
    },
)
