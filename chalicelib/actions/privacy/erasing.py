"""Erasing somebody, a page at a time: a row of stages, each of which goes over one kind of place.

First it is gathered by what they are found; then what is them is blanked, so that nothing copies them any more; then
all that they are in is gone over, twice, since others may have copied a name from before meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.actions.privacy import stepping, subjects, treating
from chalicelib.actions.privacy.sought import Sought, found_in, kept
from chalicelib.actions.privacy.stepping import Step
from chalicelib.actions.privacy.treating import Treatment
from chalicelib.merge_patch import without_nothing
from chalicelib.models import file_version, snapshot, stored
from chalicelib.models.erasure import BY, DONE, ERASED_AT, PLACE, SOUGHT, STOPPED, is_erased, title_of
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, files, keys, listing, quota, records, rewriting, table, tenant_settings
from chalicelib.storage.table import Write

EVENT = "erasure.due"
PAGE, PAGES = 100, 20  # in one step


class Page(NamedTuple):
    """What became of a page, by outcome and type, and where to go on; "" when the stage is over."""

    told: list[tuple[str, str]]
    next: str = ""


# ---------------------------------------------------------------------------------------------------------- a record


def rewrite(record: Record, data: Data, *, end: bool) -> None:
    """With the room that its files took, where they are gone with it."""
    after = replace(record, data=data, updated_at=clock.timestamp(), updated_by=BY, version=record.version + 1)
    if end and record.alive:
        after = replace(after, archived_at=after.updated_at)
    if data != record.data or after.archived_at != record.archived_at:
        rewriting.save(record, after, *(_given_back(record) if end else ()))


def _given_back(record: Record) -> list[Write]:
    sizes = [
        int(each.get("size") or 0) for each in file_version.of(record.data) if each.get("state") != file_version.REFUSED
    ]
    return [quota.give_back(record.tenant, quota.FILES, sum(sizes), len(sizes)).write] if sizes else []


def _blank(tenant: str, record_id: str) -> list[tuple[str, str]]:
    found = records.get(tenant, record_id)
    if found is None:
        return []
    company = stored.line(stored.part(found.data, "company"), "id")
    context = tenant_settings.context(tenant, [company] if company else [])
    if not is_erased(found.data):
        data = without_nothing(treating.blanked(found, context, clock.timestamp()))
        rewrite(found, data, end=True)
    rewriting.history(tenant, record_id, rewriting.without_values)
    return [("removed", found.type)]


def treat(record: Record, sought: Sought, told: Treatment) -> None:
    for each in told.files:
        _drop(each)
    data = told.data if told.end else _renewed(record, told.data)
    rewrite(record, data | ({ERASED_AT: _erased_at(record)} if told.end else {}), end=told.end)
    rewriting.history(
        record.tenant, record.id, rewriting.without_values if told.outcome == "removed" else sought.scrubbed
    )


def _erased_at(record: Record) -> str:
    return stored.line(record.data, ERASED_AT) or clock.timestamp()


def _drop(place: Any) -> None:
    try:
        files.drop(place)
    except files.Gone:
        return


def _renewed(record: Record, data: Data) -> Data:
    """With what others are called by now, and all that is computed of it."""
    declared = TYPES[record.type]
    targets = [target for link in declared.links(data) if (target := stored.line(link.snapshot, "id"))]
    context = tenant_settings.context(record.tenant, targets, declared.settings)
    told: Data = without_nothing(snapshot.renewed(declared, data, context))
    return told


def _go_over(tenant: str, sought: Sought, ids: list[str]) -> list[tuple[str, str]]:
    """All of them but what is them, and what goes with those."""
    live = records.get_many(tenant, ids)
    told: list[tuple[str, str]] = []
    for record in live.values():
        if record.id in sought.ids or record.type not in TYPES:
            continue
        found = treating.treated(record, sought)
        also = [each for each in found.also if each not in live]
        treat(record, sought, found)
        told += [(found.outcome, record.type), *(_go_over(tenant, sought, also) if also else [])]
    return told


# -------------------------------------------------------------------------------------------------------- the stages


def _own(tenant: str, sought: Sought, after: str) -> Page:
    place = int(after or 0)
    told = _blank(tenant, sought.ids[place])
    return Page(told, str(place + 1) if place + 1 < len(sought.ids) else "")


def _linked(tenant: str, sought: Sought, after: str) -> Page:
    ids, behind = subjects.page_of(tenant, list(sought.ids), after)
    return Page(_go_over(tenant, sought, ids), behind)


def _again(tenant: str, sought: Sought, after: str) -> Page:
    """Counted the first time."""
    return _linked(tenant, sought, after)._replace(told=[])


def _addresses(tenant: str, sought: Sought, after: str) -> Page:
    """Those that nobody uses any more."""
    place = int(after or 0)
    if place >= len(sought.addresses):
        return Page([])
    address = sought.addresses[place]
    used, _ = listing.linked(tenant, address, limit=1)
    told = [] if used else _blank(tenant, address)
    return Page(told, str(place + 1))


def _typed(tenant: str, sought: Sought, after: str) -> Page:
    """Activities that have them by their address of mail only: no entry tells which, so all are gone over."""
    return _all_of("activity", tenant, sought, after, lambda record: _has_typed(record.data, sought))


def _asked(tenant: str, sought: Sought, after: str) -> Page:
    """What people asked for and named them by: criteria, and what was done with many at once."""
    name, behind = after.split(" ", 1) if after else (treating.ASKING[0], "")
    page = _all_of(name, tenant, sought, behind, lambda record: _has_named(record, sought))
    left = treating.ASKING[treating.ASKING.index(name) + 1 :]
    following = name if page.next else next(iter(left), "")
    return page._replace(next=f"{following} {page.next}" if following else "")


def _has_named(record: Record, sought: Sought) -> bool:
    return any(sought.scrubbed(each) != each for each in (record.data, *rewriting.bodies_of(record.tenant, record.id)))


def _all_of(name: str, tenant: str, sought: Sought, after: str, has: Callable[[Record], bool]) -> Page:
    declared, told = TYPES[name], list[tuple[str, str]]()
    pk = keys.partition(tenant, derived.LIST, declared.name, declared.natural)
    for _ in range(PAGES):
        rows = table.query(tenant, pk, after=after, limit=PAGE)
        live = records.get_many(tenant, [keys.entry_record_id(sk) for sk, _ in rows.rows])
        ids = [each.id for each in live.values() if has(each)]
        told += _go_over(tenant, sought, ids) if ids else []
        after = rows.rows[-1][0] if rows.more and rows.rows else ""
        if not after or told:
            break
    return Page(told, after)


def _has_typed(data: Data, sought: Sought) -> bool:
    correspondent = stored.line(stored.part(data, "mail"), "correspondent").lower()
    return correspondent in sought.emails or any(map(sought.is_theirs, stored.parts(data, "participants")))


def _log(tenant: str, sought: Sought, after: str) -> Page:
    return Page([], rewriting.log_of_mail(tenant, sought.scrubbed, after))


Stage = Callable[[str, Sought, str], Page]
STAGES: dict[str, Stage] = {
    "own": _own,
    "linked": _linked,
    "addresses": _addresses,
    "typed": _typed,
    "asked": _asked,
    "mail_log": _log,
    "linked_again": _again,
}


# ----------------------------------------------------------------------------------------------------------- a step


def step(erasure: Record) -> Step:
    if SOUGHT not in erasure.beside:
        return _gathered(erasure)
    sought, place = kept(stored.part(erasure.beside, SOUGHT)), stored.part(erasure.beside, PLACE)
    page = STAGES[place["stage"]](erasure.tenant, sought, place["after"])
    data, following = _counted(erasure.data, page), _following(place["stage"], page.next)
    if following is None:
        return Step({**data, "state": DONE, "finished_at": clock.timestamp()}, beside={})
    return Step(data, beside={**erasure.beside, PLACE: following})


def _following(stage: str, after: str) -> Data | None:
    names = list(STAGES)
    if after:
        return {"stage": stage, "after": after}
    left = names[names.index(stage) + 1 :]
    return {"stage": left[0], "after": ""} if left else None


def _gathered(erasure: Record) -> Step:
    """By what they are found: in what is kept of them now, and in what was kept before."""
    tenant, subject = erasure.tenant, erasure.data["subject"]
    record = records.get(tenant, subject)
    ids = subjects.of(tenant, record) if record else [subject]
    live = records.get_many(tenant, ids)
    bodies = [body for each in ids for body in rewriting.bodies_of(tenant, each)]
    names, emails, numbers = found_in([*(each.data for each in live.values()), *bodies])
    uses = [use for each in live.values() for use in stored.parts(each.data, "addresses")]
    addresses = dict.fromkeys(filter(None, (stored.line(stored.part(use, "address"), "id") for use in uses)))
    parts = (ids, map(title_of, ids), sorted(names), sorted(emails), sorted(numbers), addresses)
    sought = Sought(*map(tuple, parts))
    place = {"stage": next(iter(STAGES)), "after": ""}
    return Step({**erasure.data, "steps": 1}, beside={SOUGHT: sought.kept(), PLACE: place})


def _counted(data: Data, page: Page) -> Data:
    counts: dict[str, dict[str, int]] = {name: {**stored.part(data, name)} for name in ("removed", "stays")}
    for outcome, type_name in page.told:
        part = counts["stays" if outcome == "stays" else "removed"]
        name = f"{type_name}_scrubbed" if outcome == "scrubbed" else type_name
        part[name] = part.get(name, 0) + 1
    return {**data, **counts, "steps": int(data["steps"]) + 1}


def stopped(erasure: Record) -> Step:
    """What they are found by stays beside it, since nothing else knows that any more: asked for again it goes on."""
    return Step({**erasure.data, "state": STOPPED})


JOB = stepping.job(BY, EVENT, step, stopped)
