"""Who is told of an activity: who is to do it, who takes part, who gave it, who follows what a mail came in for."""

from collections.abc import Iterator

from chalicelib.models import activity_mail, activity_time, notice_kind, stored
from chalicelib.models.document_notices import is_shared
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.telling import Moved, Telling, followed

TAKE_PART = ("organiser", "attendee", "optional")


def tells(moved: Moved) -> Iterator[Telling]:
    yield from _assigned(moved)
    yield from _invited(moved)
    yield from _completed(moved)
    yield from _received(moved)
    yield from _published(moved)
    yield from _outside(moved)
    yield from _commented(moved)


def _assigned(moved: Moved) -> Iterator[Telling]:
    """What was done since is told all the same, so that it does not matter when the change comes by."""
    data = moved.after.data
    fresh = _fresh(_assignees(moved.before), _assignees(moved.after))
    done_at = stored.line(data, "done_at")
    if fresh and not (done_at and done_at < moved.at):
        yield Telling(notice_kind.ASSIGNED.name, to=fresh, told=_due(data))


def _invited(moved: Moved) -> Iterator[Telling]:
    """To what is to come: that somebody was there is no news to them."""
    begins = activity_time.start(moved.after.data)
    fresh = _fresh(_participants(moved.before), _participants(moved.after))
    if fresh and begins >= moved.at[: len(begins)] and begins:
        yield Telling(notice_kind.INVITED.name, to=fresh, told={"of": "start", "due": begins})


def _completed(moved: Moved) -> Iterator[Telling]:
    was_open = moved.before is not None and activity_time.is_open(moved.before.data)
    if was_open and stored.line(moved.after.data, "done_at") and not moved.after.data.get("skipped"):
        yield Telling(notice_kind.COMPLETED.name, makers=(moved.after.id,))


def _received(moved: Moved) -> Iterator[Telling]:
    """Told to who began the conversation, and to who follows one of those it is filed with."""
    data = moved.after.data
    if moved.before is not None or not data.get("mail") or stored.line(data, "direction") != "in":
        return
    if stored.line(stored.part(data, "mail"), "automatic") in activity_mail.QUIET:
        return
    first = stored.line(data, "conversation")
    makers = (first,) if first and first != moved.after.id else ()
    yield Telling(notice_kind.RECEIVED.name, makers=makers, followed=followed(moved.newly), told=_sender(data))


def _published(moved: Moved) -> Iterator[Telling]:
    """To who takes part too: those outside have not seen it before."""
    if moved.before is not None and not is_shared(moved.before) and is_shared(moved.after):
        takes_part = _fresh([], _participants(moved.after))
        yield Telling(notice_kind.PUBLISHED.name, to=takes_part, followed=followed((moved.after.id, *moved.targets)))


def _outside(moved: Moved) -> Iterator[Telling]:
    """What is to come or to be done; of what has been, only that it was opened to them."""
    data, begins = moved.after.data, activity_time.start(moved.after.data)
    ahead = activity_time.is_open(data) or (bool(begins) and begins >= moved.at[: len(begins)])
    if is_shared(moved.after) and not is_shared(moved.before) and (ahead or moved.before is not None):
        yield Telling(notice_kind.SHARED.name, outside=True, told=_due(data))


def _commented(moved: Moved) -> Iterator[Telling]:
    """By somebody from outside, on what somebody here has to do, or began."""
    parent, data = stored.line(stored.part(moved.after.data, "parent"), "id"), moved.after.data
    said = any(stored.line(each, "part") == "sender" for each in stored.parts(data, "participants"))
    if moved.before is None and parent and said and not data.get("mail"):
        yield Telling(notice_kind.COMMENTED.name, makers=(parent,), given=(parent,))


def _sender(data: Data) -> Data:
    for each in stored.parts(data, "participants"):
        if stored.line(each, "part") == "sender":
            titles = [stored.line(stored.part(each, name), "title") for name in ("user", "contact", "relation")]
            named = [*titles, stored.line(each, "name"), stored.line(each, "email")]
            return {"from": name} if (name := next(filter(None, named), "")) else {}
    return {}


def _assignees(record: Record | None) -> list[str]:
    return [stored.line(link, "id") for link in stored.parts(record.data, "assignees")] if record else []


def _participants(record: Record | None) -> list[str]:
    parts = stored.parts(record.data, "participants") if record else []
    return [stored.line(stored.part(each, "user"), "id") for each in parts if stored.line(each, "part") in TAKE_PART]


def _fresh(before: list[str], after: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in after if each and each not in before))


def _due(data: Data) -> Data:
    return {"of": "due", "due": due} if (due := activity_time.due(data)) else {}
