"""One appointment, action or document as somebody from outside sees it, and what they say about it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.subject import Subject
from chalicelib.actions import save
from chalicelib.actions.portal import kinds, view
from chalicelib.actions.save import Saved
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_kind, stakes, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import ActivityFields
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared
from chalicelib.schema import parse
from chalicelib.storage import derived, keys, packed, records, table, tenant_settings
from chalicelib.storage.work import Work
from chalicelib.text import rich_text

NOTE, SENDER = "note", "sender"
MOST_COMMENTS = 50


def activity(actor: Actor, record_id: str) -> dict[str, Any]:
    """With what was said about it, the newest first; two round trips, one more where what is around it decides, one
    where colleagues said something, for their names, and one where it is about documents. Raises NotFound."""
    who = reading.subject_of(actor)
    found = tenant_settings.context(actor.tenant, [record_id], ACTIVITY.settings)
    record = reading.checked(actor, ACTIVITY, found.linked.get(record_id))
    told = {"documents": _documents(actor, record), "comments": _comments(actor, who, record)}
    return {**_named(view.whole(who, record), found), **told}


def completed(actor: Actor, done: Saved) -> dict[str, Any]:
    return _named(view.whole(reading.subject_of(actor), done.record), done.context)


def _named(activity: Data, context: Context) -> Data:
    return kinds.named(activity, kinds.of(context.settings.get(activity_kind.SETTING, {}), context.language))


def _documents(actor: Actor, record: Record) -> list[dict[str, Any]]:
    """What they are asked about, where they may see it."""
    linked = [stored.line(each, "id") for each in stored.parts(record.data, "links")]
    ids = [each for each in linked if each.startswith(f"{DOCUMENT.prefix}_")]
    live = records.get_many(actor.tenant, ids) if ids else {}
    found = [live[each] for each in ids if each in live and live[each].alive]
    return [{"id": each.id, "title": DOCUMENT.title(each.data)} for each in reading.allowed(actor, found)]


def _comments(actor: Actor, who: Subject, record: Record) -> list[dict[str, Any]]:
    pk = keys.partition(actor.tenant, derived.FACET, ACTIVITY.name, ACTIVITY.tree, record.id)
    rows = table.query(actor.tenant, pk, limit=MOST_COUNTED, backward=True)
    ids = [keys.entry_record_id(sk) for sk, digest in rows.rows if _is_comment(packed.read(digest))][:MOST_COMMENTS]
    live = records.get_many(actor.tenant, ids)
    found = [live[each] for each in ids if each in live and live[each].alive]
    told = [_told(who, each) for each in reading.allowed(actor, found)]
    makers = {each.id: each.created_by for each in found}
    return _signed(actor, told, makers)


def _signed(actor: Actor, told: list[dict[str, Any]], makers: Mapping[str, str]) -> list[dict[str, Any]]:
    """What names no sender is said by whoever made it."""
    unnamed = {makers[each["id"]] for each in told if not each["by"]}
    people = records.get_many(actor.tenant, unnamed) if unnamed else {}
    names = {each.id: stored.line(each.data, "name") for each in people.values()}
    return [{**each, "by": each["by"] or names.get(makers[each["id"]], "")} for each in told]


MOST_COUNTED = 200


def _is_comment(digest: Data) -> bool:
    return digest.get("kind") == NOTE and digest.get(stakes.VISIBILITY) == stakes.SHARED


def _told(who: Subject, comment: Record) -> dict[str, Any]:
    told = view.whole(who, comment)
    by = next((each for each in told["participants"] if each["part"] == SENDER), {"name": "", "me": False})
    return {"id": comment.id, "at": comment.created_at, "text": told.get("text"), "by": by["name"], "mine": by["me"]}


def _said(data: Data, context: Context) -> Prepared:
    """A note, also where nobody makes those any more: who says something chooses no kind."""
    found = ACTIVITY.prepare(data, context)
    return found._replace(faults=[each for each in found.faults if each.field != "kind"])


SAID = replace(ACTIVITY, prepare=_said)


def comment(work: Work, actor: Actor, about: Record, text: str) -> dict[str, Any]:
    """A note, shared, that is a part of what it is about."""
    who = reading.subject_of(actor)
    fields = parse(ActivityFields, without_nothing(_note(who, about, text)))
    data, context = save.prepare(work, actor, SAID, without_nothing(fields.model_dump()), before=None)
    return _told(who, save.created(work, actor, ACTIVITY, data, context).record)


def _note(who: Subject, about: Record, text: str) -> Data:
    """They are who says it, as themselves and as who they are there."""
    themselves = {"user": who.user, "part": SENDER}
    there = [_present(each) for each in sorted(who.persons & _parties(about) or _there(who, about))]
    return {
        "kind": NOTE,
        "subject": ACTIVITY.title(about.data),
        "text": rich_text.of_plain(text),
        "visibility": stakes.SHARED,
        "parent": about.id,
        "links": [each["id"] for each in view.relations(who, about.data)],
        "participants": [themselves, *there],
    }


def _there(who: Subject, about: Record) -> frozenset[str]:
    """As whom they reach what it is about; whoever they are at another relation has nothing to do with it."""
    return frozenset().union(*(who.there.get(each, frozenset()) for each in ACTIVITY.stakes(about).around))


def _present(record_id: str) -> Data:
    return {"contact" if record_id.startswith("con_") else "relation": record_id}


def _parties(about: Record) -> frozenset[str]:
    told = ACTIVITY.stakes(about)
    return frozenset((*(told.parties or ()), *told.around))
