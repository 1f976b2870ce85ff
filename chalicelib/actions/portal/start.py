"""The page on which somebody from outside begins: what is new since their last visit, what is to be done, what is to
come, and what they are tied to. Three round trips and one that keeps that they were here."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.access import held, own_work, reading
from chalicelib.access.actor import Actor
from chalicelib.access.subject import Subject
from chalicelib.actions.portal import feed, launchpad, view, visits
from chalicelib.actions.portal.visits import Visit
from chalicelib.models import stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import notice_list, records, subscriptions, timelines, todos
from chalicelib.storage.at_once import at_once
from chalicelib.storage.notice_list import Kept
from chalicelib.storage.work import Work

MOST_TARGETS, MOST_NEWS, MOST_COUNTED = 12, 20, 25


class Found(NamedTuple):
    """What the first round trip tells; the lists are ids."""

    kept: subscriptions.Found
    news: list[Kept]
    actions: list[str]
    appointments: list[str]
    documents: list[str]
    links: list[str]


def page(work: Work, actor: Actor) -> dict[str, Any]:
    who = reading.subject_of(actor)
    ties = held.of(actor.tenant).ties_of(actor.user)
    found = _find(actor, who)
    kept = found.kept.of(visits.place(actor.tenant, actor.user))
    visit = visits.now(kept)
    live = _live(actor, found, [each for each, _ in _tied(ties)])
    seen = _seen(actor, live)
    news = [each for each in found.news if each.notice.record in seen and visit.is_new(each.id, each.notice.at)]
    visits.keep(work, actor.user, kept, visit.having([each.id for each in news]))
    return {
        "name": _name(found.kept.records.get(actor.user)),
        "last_visit_at": visit.since or None,
        "relations": list(_relations(who, ties, seen)),
        "news": [_told(each, live) for each in news],
        "counts": _counts(found, seen, visit, news),
        "launchpad": launchpad.shown(who, [seen[each] for each in found.links if each in seen]),
    }


def _find(actor: Actor, who: Subject) -> Found:
    targets = feed.targets(who)[:MOST_TARGETS]
    ahead = feed.dated(actor.tenant, targets, ACTIVITY.name, "upcoming")
    papers = feed.dated(actor.tenant, targets, DOCUMENT.name, None)
    reads: list[Callable[[], Any]] = [
        partial(subscriptions.read, actor.tenant, [visits.place(actor.tenant, actor.user)], [actor.user]),
        partial(notice_list.page, actor.tenant, actor.user, limit=MOST_NEWS),
        partial(todos.of, actor.tenant, actor.user, most=MOST_COUNTED),
        partial(launchpad.assigned, actor.tenant, who),
        *timelines.queries(ahead),
        *timelines.queries(papers),
    ]
    kept, news, given, links, *rows = at_once(reads)
    return Found(
        kept=kept,
        news=news.notices,
        actions=[each.record_id for each in given.todos],
        appointments=timelines.merged(ahead, rows[: len(targets)], MOST_COUNTED).ids,
        documents=timelines.merged(papers, rows[len(targets) :], MOST_COUNTED).ids,
        links=links,
    )


def _live(actor: Actor, found: Found, relations: Sequence[str]) -> dict[str, Record]:
    """All that was found, and who the news is from, in one round trip."""
    told = [one for each in found.news for one in (each.notice.record, each.notice.by) if one]
    ids = [*found.actions, *found.appointments, *found.documents, *found.links, *told, *relations]
    return records.get_many(actor.tenant, dict.fromkeys(ids))


def _seen(actor: Actor, live: dict[str, Record]) -> dict[str, Record]:
    """Those that they may see; a round trip for what is around them."""
    return {each.id: each for each in own_work.known(actor, [each for each in live.values() if each.alive])}


def _name(user: Record | None) -> str:
    return stored.line(user.data, "name") if user else ""


def _relations(who: Subject, ties: Iterable[Any], seen: dict[str, Record]) -> Iterable[dict[str, Any]]:
    for record_id, each in dict(reversed(_tied(ties))).items():
        if relation := seen.get(record_id):
            yield {**view.row(who, relation), **{name: stored.line(each, name) for name in ("part", "reach")}}


def _tied(ties: Iterable[Any]) -> list[tuple[str, Any]]:
    """Each relation with a tie that names it: its own before one that lists it."""
    own = [(stored.line(each, "relation"), each) for each in ties]
    return own + [(listed, each) for _, each in own for listed in stored.lines(each, "listed")]


def _told(kept: Kept, live: dict[str, Record]) -> dict[str, Any]:
    record = live[kept.notice.record]
    about = {"id": record.id, "type": record.type, "title": TYPES[record.type].title(record.data)}
    by = _name(live.get(kept.notice.by)) or None
    return {"kind": kept.notice.kind, "at": kept.notice.at, "by": by, "record": about}


def _counts(found: Found, seen: dict[str, Record], visit: Visit, news: Iterable[Kept]) -> dict[str, Any]:
    """Of the first that there are; those that they may not see are in none."""
    told = {each.notice.record for each in news}
    papers = dict.fromkeys([*found.documents, *(each for each in told if each.startswith(DOCUMENT.prefix))])
    documents = [seen[each] for each in papers if each in seen]
    appointments = [seen[each] for each in found.appointments if each in seen]
    return {
        "open_actions": sum(feed.is_open(seen[each]) for each in found.actions if each in seen),
        "new_documents": sum(each.created_at > visit.since or each.id in told for each in documents),
        "upcoming_appointments": sum(feed.is_then(each, "upcoming") for each in appointments),
    }
