"""Gathering all that is kept of somebody, in the name and with the present rights of who asked for it: a page of what
they are in becomes one file of JSON, with the histories."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from chalicelib import clock
from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.actions import carrying
from chalicelib.actions.privacy import parts, portrait, stepping, subjects
from chalicelib.actions.privacy.portrait import Sitter
from chalicelib.actions.privacy.sought import found_in
from chalicelib.actions.privacy.stepping import Step
from chalicelib.models import file_version, stored
from chalicelib.models.privacy_export import BY, DONE, MOST_INCLUDED, PRIVACY_EXPORT, STOPPED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.user import ACTIVE
from chalicelib.storage import files, records, rewriting

EVENT = "privacy_export.due"
KEPT = timedelta(days=7)
OWN = "own"
MOST_CHANGES = 200  # of one record; what is older is told to be there
MOST_FILES = 500


def step(export: Record) -> Step:
    who = records.get(export.tenant, export.created_by)
    if who is None or stored.line(who.data, "status") != ACTIVE:
        return stopped(export)
    ids, place = _page(export)
    live = records.get_many(export.tenant, ids)
    wanted = [record for each in dict.fromkeys(ids) if (record := live.get(each))]
    actor = reading.on_behalf_of(who)
    seen = reading.seen(actor, reading.allowed(actor, wanted, "export"))
    told = [portrait.told(_sitter(export), each, _history(actor, each)) for each in _seen(wanted, seen)]
    data = _counted(export.data, [each.type for each in seen.values()], len(wanted) - len(seen))
    data = _including(data, [live[each] for each in seen])
    if told:
        data = _kept(export, data, told, seen)
    return Step({**data, "place": {"after": place}}) if place else _done(export, data)


def _seen(wanted: list[Record], seen: dict[str, Record]) -> Iterator[Record]:
    return (seen[each.id] for each in wanted if each.id in seen)


def _page(export: Record) -> tuple[list[str], str]:
    """First what they are, then what links to that."""
    theirs = stored.lines(export.data, "ids")
    after = stored.line(stored.part(export.data, "place"), "after")
    if after == OWN:
        return theirs, "0"
    ids, behind = subjects.page_of(export.tenant, theirs, "" if after == "0" else after)
    return [each for each in ids if each not in theirs and type_of(each) is not PRIVACY_EXPORT], behind


def _sitter(export: Record) -> Sitter:
    live = records.get_many(export.tenant, stored.lines(export.data, "ids"))
    companies = {stored.line(stored.part(each.data, "company"), "id") for each in live.values()}
    _, emails, _ = found_in(each.data for each in live.values())
    return Sitter(frozenset({*live, *companies}), frozenset(emails))


def _history(actor: Actor, record: Record) -> list[Data]:
    """As who asked sees it: hidden fields are in no change."""
    who, bodies = reading.subject_of(actor), rewriting.bodies_of(record.tenant, record.id)
    return [fields.change(who, TYPES[record.type], each) for each in islice(bodies, MOST_CHANGES)]


def _counted(data: Data, types: list[str], left_out: int) -> Data:
    counts = Counter(stored.part(data, "counts"))
    counts.update(types)
    return {**data, "counts": dict(counts), "left_out": int(data["left_out"]) + left_out}


def _including(data: Data, found: list[Record]) -> Data:
    """With what it must be open to who fetches it: what they are, and the relations that others belong to."""
    theirs = [each.id for each in found if each.id in data["ids"]]
    around = [one for each in found for one in TYPES[each.type].stakes(each).around]
    return {**data, "included": list(dict.fromkeys([*data["included"], *theirs, *around]))[:MOST_INCLUDED]}


def _kept(export: Record, data: Data, told: list[Data], seen: dict[str, Record]) -> Data:
    """Written before it is said that it is there; written again it is the same one."""
    number = len(stored.parts(data, "parts")) + 1
    body = _json({"export": export.id, "part": number, "records": told})
    files.keep(parts.place(export, number), body)
    part = {"number": number, "records": len(told), "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    found = [row for each in seen.values() for row in _files(each)]
    return {**data, "parts": [*data["parts"], part], "files": [*data["files"], *found][:MOST_FILES]}


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _files(record: Record) -> Iterator[Data]:
    if record.type == "document" and (version := file_version.current(record.data)):
        yield {"document": record.id, **{name: version[name] for name in ("version", "file_name", "size")}}


def _done(export: Record, data: Data) -> Step:
    until = clock.stamp(clock.now() + KEPT)
    carrying.plan(EVENT, export, until, drop=True)
    return Step({**data, "state": DONE, "until": until, "finished_at": clock.timestamp()})


def stopped(export: Record) -> Step:
    """Who asked may not any more, or it could not go on. What was gathered is dropped."""
    for each in parts.of(export):
        files.drop(each)
    return Step({**export.data, "state": STOPPED, "parts": [], "finished_at": clock.timestamp()})


JOB = stepping.job(BY, EVENT, step, stopped)
