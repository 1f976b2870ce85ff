"""How somebody from outside sees a record: the fields that its type shows them, and beside those the names of who takes
part and the relations in reach; never the ids of colleagues, nor anything of a record that they may not see."""

from collections.abc import Iterable, Iterator

from chalicelib.access import fields
from chalicelib.access.decide import stakes_of
from chalicelib.access.subject import Subject
from chalicelib.models import activity_time, stored
from chalicelib.models.custom import FOUND
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES

PERSONS = ("user", "contact", "relation")
HIDDEN = "blind_copy"
WHOLE = frozenset({"text", "outcome", "description"})
NOT_SHOWN = frozenset({"done_by", "visibility", "follow_up_on", "download", FOUND})


def row(who: Subject, record: Record) -> Data:
    return {name: value for name, value in whole(who, record).items() if name not in WHOLE}


def whole(who: Subject, record: Record) -> Data:
    seen = fields.project(who, record).data
    told = {name: seen[name] for name in sorted(seen) if name not in NOT_SHOWN}
    return {**told, **_named(record), **BESIDE.get(record.type, _nothing)(who, record)}


def _named(record: Record) -> Data:
    return {"id": record.id, "type": record.type, "title": TYPES[record.type].title(record.data)}


def _nothing(_: Subject, __: Record) -> Data:
    return {}


def _of_activity(who: Subject, record: Record) -> Data:
    return {
        "participants": list(_participants(who, record.data)),
        "assignees": list(_people(who, stored.parts(record.data, "assignees"))),
        "relations": list(relations(who, record.data)),
        "mine": who.user in stakes_of(record).given and activity_time.is_open(record.data),
    }


def _of_document(who: Subject, record: Record) -> Data:
    told = {"at": record.created_at, "for_viewing": stakes_of(record).for_viewing}
    return {**told, "relations": list(relations(who, record.data))}


def _participants(who: Subject, data: Data) -> Iterator[Data]:
    for each in stored.parts(data, "participants"):
        if stored.line(each, "part") != HIDDEN:
            linked = next((stored.part(each, name) for name in PERSONS if each.get(name)), {})
            name = stored.line(linked, "title") or stored.line(each, "name")
            yield {"name": name, "part": stored.line(each, "part"), "me": _is_me(who, linked)}


def _people(who: Subject, links: Iterable[Data]) -> Iterator[Data]:
    for each in links:
        yield {"name": stored.line(each, "title"), "me": _is_me(who, each)}


def _is_me(who: Subject, link: Data) -> bool:
    return stored.line(link, "id") in {who.user, *who.persons}


def relations(who: Subject, data: Data) -> Iterator[Data]:
    """Those in reach that it is about."""
    present = [stored.part(each, "relation") for each in stored.parts(data, "participants")]
    told = {stored.line(each, "id"): each for each in (*stored.parts(data, "links"), *present)}
    for record_id, each in told.items():
        if record_id in who.reach and record_id not in who.shut.keys() - who.tied:
            yield {"id": record_id, "title": stored.line(each, "title")}


BESIDE = {"activity": _of_activity, "document": _of_document}
