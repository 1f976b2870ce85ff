"""An activity: what happened with a relation or will, and what somebody is to do about it."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import (
    activity_done,
    activity_held,
    activity_hiding,
    activity_kind,
    activity_mail,
    activity_notices,
    activity_outside,
    activity_row,
    activity_series,
    activity_stakes,
    activity_time,
    external,
    stakes,
    stored,
    through,
)
from chalicelib.models.activity_fields import PRIORITIES, ActivityFields, KnownParticipant
from chalicelib.models.activity_mail import MailPart
from chalicelib.models.activity_reminders import reminds
from chalicelib.models.custom import customised
from chalicelib.models.entry import Claim, Dated, Key, Todo, filter_on
from chalicelib.models.fields import KnownLink
from chalicelib.models.link import ANY, Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.word import Word, words_in
from chalicelib.text import rich_text

SUBJECT_WORDS, TEXT_WORDS = 12, 16
PERSONS = ("user", "contact", "relation")
DOER = ("user", "team")
RANK = {priority: str(place) for place, priority in enumerate(reversed(PRIORITIES))}


def prepare(data: Data, context: Context) -> Prepared:
    told = activity_held.settled({**data, "links": _once(data, "links"), "assignees": _once(data, "assignees")})
    told["visibility"] = stored.line(data, "visibility") or stakes.SHARED
    told["participants"], faults = _participants(data)
    kinds = activity_kind.of(context.settings.get(activity_kind.SETTING, {}))
    kind = stored.line(told, "kind")
    if fault := activity_kind.fault(kind, kinds, stored.line(context.before, "kind")):
        faults.append(fault)
    if activity_time.start(told) or activity_time.due(told):
        told.setdefault("time_zone", context.time_zone)
    faults += [*activity_time.faults(told), *activity_mail.faults(told, context.before)]
    faults += [*activity_series.faults(told, context.before), *activity_done.faults(told, context)]
    faults += activity_outside.faults(told, context)
    told["touch"] = bool(kinds.get(kind, {}).get("touch")) and activity_mail.touches(told) and not told.get("skipped")
    told["preview"] = rich_text.preview(stored.line(told, "text"))
    told[through.NAME] = list(through.of(_targets(told), context))
    return Prepared(told, faults)


def _once(data: Data, name: str) -> list[Data]:
    return list({stored.line(link, "id"): link for link in stored.parts(data, name)}.values())


def _participants(data: Data) -> tuple[list[Data], list[FieldError]]:
    """Each once in each part."""
    kept: list[Data] = []
    faults: list[FieldError] = []
    for place, each in enumerate(stored.parts(data, "participants")):
        linked = [name for name in PERSONS if each.get(name)]
        if len(linked) > 1 or (not linked and not each.get("name") and not each.get("email")):
            told = "Give one of user, contact and relation, or else a name or email."
            faults.append(FieldError(f"participants[{place}]", "one_of", told))
        elif each not in kept:
            kept.append(each)
    return kept, faults


def _targets(data: Data) -> Iterator[str]:
    """What it is about, and who took part."""
    yield from (stored.line(link, "id") for link in stored.parts(data, "links"))
    for each in stored.parts(data, "participants"):
        yield from (stored.line(stored.part(each, name), "id") for name in PERSONS if stored.part(each, name))


def links(data: Data) -> Iterator[Link]:
    for place, link in enumerate(stored.parts(data, "links")):
        yield Link(f"links[{place}]", link, ANY, holds=False)
    for place, link in enumerate(stored.parts(data, "assignees")):
        yield Link(f"assignees[{place}]", link, DOER, holds=False, gives=True)
    for place, each in enumerate(stored.parts(data, "participants")):
        for name in PERSONS:
            if link := stored.part(each, name):
                yield Link(f"participants[{place}].{name}", link, (name,), holds=False)
    for place, link in enumerate(activity_held.teams_of(data)):
        yield Link(f"{activity_held.TAKEN}.teams[{place}]", link, ("team",), holds=False, past=True)
    if link := stored.part(data, "parent"):
        yield Link("parent", link, ("activity",))
    if doer := stored.line(data, "done_by"):
        yield Link("done_by", {"id": doer}, ("user",), live=True, holds=False, past=True)


def words(record: Record) -> Iterable[Word]:
    yield from words_in("subject", record.data.get("subject"), SUBJECT_WORDS)
    yield from words_in("text", rich_text.plain(stored.line(record.data, "text"), 2_000), TEXT_WORDS)


# --------------------------------------------------------------------------------------------- timelines, worklists


def dated(record: Record) -> Iterator[Dated]:
    """Once on each: what is linked itself is not there through another."""
    direct = dict.fromkeys(filter(None, _targets(record.data)))
    for target in direct:
        yield from _on(record, target, {})
    for target, because in through.beside(record.data, direct):
        yield from _on(record, target, because)


def _on(record: Record, target: str, how: Data) -> Iterator[Dated]:
    data = record.data
    digest = {"kind": stored.line(data, "kind"), "visibility": stored.line(data, "visibility"), **how}
    if data.get("touch") is True and not activity_time.is_open(data):
        digest |= {"touch": True, "by": stored.line(data, "done_by") or record.created_by}
    yield Dated(target, activity_time.at(record), digest)
    if activity_time.is_open(data):
        yield Dated(target, activity_time.waits_until(data), digest, open=True)


def todo(record: Record) -> Iterator[Todo]:
    if not activity_time.is_open(record.data):
        return
    later = stored.line(record.data, "follow_up_on")
    digest: Data = {**({"follow_up_on": later} if later else {}), **activity_held.marks(record.data)}
    due, rank = activity_time.waits_until(record.data), RANK.get(stored.line(record.data, "priority"), RANK["normal"])
    for link in stored.parts(record.data, "assignees"):
        if who := stored.line(link, "id"):
            yield Todo(who, due, digest, rank)


def keys(record: Record) -> Iterator[Key]:
    yield from external.keys(record)
    yield from activity_mail.keys(record)


def claims(record: Record) -> Iterator[Claim]:
    yield from external.claims(record)
    yield from activity_mail.claims(record)


def _task(data: Data) -> str | None:
    if data.get("is_task") is not True:
        return None
    return "open" if activity_time.is_open(data) else "done"


def _is_done(data: Data) -> bool | None:
    return bool(stored.line(data, "done_at")) if data.get("is_task") is True else None


EXAMPLE: dict[str, Any] = {
    "kind": "phone_call",
    "subject": "Asked for a quote",
    "text": "<p>Wants <b>three</b> ovens before summer.</p>",
    "direction": "in",
    "starts_at": "2026-11-20T09:30:00Z",
    "links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"],
    "is_task": True,
    "due_on": "2026-11-27",
    "term": "deadline",
}

ACTIVITY = customised(
    RecordType(
        name="activity",
        plural="activities",
        prefix="act",
        fields=ActivityFields,
        summary="Something that happened or will: a call, a meeting, a task.",
        title=lambda data: stored.line(data, "subject"),
        shared=frozenset({"subject"}),
        sorts={"at": activity_time.at},
        filters=(
            filter_on(CriteriaField("kind", "choice"), facet=True),
            filter_on(CriteriaField("parent", "link"), facet=True),
            filter_on(CriteriaField("subject", "text")),
            filter_on(CriteriaField("is_task", "boolean")),
            filter_on(CriteriaField("done", "boolean"), read=_is_done),
            filter_on(CriteriaField("task", "choice", choices=("open", "done")), facet=True, read=_task),
            filter_on(CriteriaField("links", "link", many=True)),
            filter_on(CriteriaField("assignees", "link", many=True)),
            filter_on(CriteriaField("due", "date"), read=lambda data: activity_time.due(data)[:10]),
            filter_on(CriteriaField("priority", "choice", choices=PRIORITIES)),
            filter_on(CriteriaField("direction", "choice", choices=("in", "out", "none"))),
            filter_on(CriteriaField("visibility", "choice", choices=("shared", "internal"))),
            filter_on(CriteriaField("conversation", "choice"), facet=True),
            filter_on(
                CriteriaField("mail_state", "choice", choices=activity_mail.STATES),
                facet=True,
                read=activity_mail.state,
            ),
        ),
        words=words,
        keys=keys,
        claims=claims,
        links=links,
        assumes=activity_done.assumed,
        born=frozenset({activity_done.AT, activity_done.BY}),
        archiving="With a task that comes again its series ends; to go on with the next, skip it instead.",
        prepare=prepare,
        settings=(activity_kind.SETTING,),
        choices={"kind": activity_kind.options},
        dated=dated,
        todo=todo,
        tells=activity_notices.tells,
        topic=lambda data: stored.line(data, "kind") if activity_mail.is_told_of(data) else "",
        reminds=reminds,
        opens=True,
        stakes=activity_stakes.stakes_in,
        follows="relation",
        verbs=frozenset({"file", "publish"}),
        made_of=activity_hiding.MADE_OF,
        outside=activity_row.OUTSIDE,
        essential=activity_hiding.ESSENTIAL,
        held=(activity_held.TASKS, activity_held.APPOINTMENTS, activity_held.UNASSIGNED),
        tree="parent",
        computed={
            "touch": bool,
            "preview": str,
            "skipped": bool,
            "series": str,
            "anchor": dict[str, str],
            "next": str,
            "conversation": str,
            activity_held.TAKEN: activity_held.Taken,
            "mail": MailPart,
            through.NAME: list[dict[str, str]],
        },
        shown={
            "participants": list[KnownParticipant],
            "links": list[KnownLink],
            "assignees": list[KnownLink],
            "parent": KnownLink,
            activity_mail.SENDING: str,
        },
        key_filters={"external_id": "external"},
        example=EXAMPLE,
        example_change={"text": "<p>Wants four.</p>", "priority": "high", "place": None},
    )
)
