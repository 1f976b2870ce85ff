"""What becomes of each record that somebody is in, when they are erased: a table by type. Pure.

What is them loses all but the skeleton. What is about nobody else loses its texts and files. What is about others too
stays, without them. What the law has a company keep stays until it may go."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from chalicelib.actions.privacy import parts
from chalicelib.actions.privacy.sought import GONE, Sought
from chalicelib.files import placing
from chalicelib.files.placing import MailPlace, Place
from chalicelib.models import connection, custom, document_pages, file_version, privacy_export, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.erasure import ERASED_AT, title_of
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES, type_of

LEGAL_YEARS = 7
LEGAL = ("invoice", "quote", "order", "contract")  # kinds of documents that the books are proved by
PERSONAL = ("proof_of_identity",)  # erased whoever else it was filed with
ASKING = ("selection", "view", "saved_report", "job")  # say by criteria which records
CRITERIA, TEXTS = ("criteria", "chosen"), ("name", "description", "what")
Outcome = Literal["removed", "scrubbed", "stays"]
Files = tuple[Place | MailPlace, ...]


class Treatment(NamedTuple):
    """`data` is what is left. What is to `end` is archived too, and its history loses all values."""

    outcome: Outcome
    data: Data
    end: bool = False
    files: Files = ()
    also: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------------ what is them

KEPT = {
    "relation": ("kind", "owner", "co_owners", "restricted", "access"),
    "contact": ("company", "started_on", "ended_on", "owner", "co_owners"),
    "address": ("country",),
}
NAMED: dict[str, Callable[[Data, str], Data]] = {
    "relation": lambda data, title: _couple(title) if data.get("kind") == "couple" else {"last_name": title},
    "contact": lambda _, title: {"last_name": title},
    "address": lambda _, __: {"city": GONE},
}


def blanked(record: Record, context: Context, at: str) -> Data:
    """What the books need of somebody: that there was such a record, of which kind, between which days."""
    left = {name: record.data[name] for name in KEPT[record.type] if name in record.data}
    named = NAMED[record.type](record.data, title_of(record.id))
    return {**TYPES[record.type].prepare({**left, **named}, context).data, ERASED_AT: at}


def _couple(title: str) -> Data:
    return {"halves": [{"last_name": title}, {"last_name": title}]}


# -------------------------------------------------------------------------------------------------- what they are in


def kept_until(record: Record) -> str:
    """The last day on which the law has a document kept; "" of what it does not."""
    if record.type != "document" or stored.line(record.data, "kind") not in LEGAL:
        return ""
    return f"{int(record.created_at[:4]) + LEGAL_YEARS}-12-31"


def treated(record: Record, sought: Sought) -> Treatment:
    return BY_TYPE.get(record.type, _scrubbed)(record, sought)


def _scrubbed(record: Record, sought: Sought) -> Treatment:
    return Treatment("scrubbed", sought.scrubbed(record.data))


def _activity(record: Record, sought: Sought) -> Treatment:
    data = sought.scrubbed(record.data)
    mail, others = stored.part(record.data, "mail"), set(_parties(record.data)) - {*sought.ids, GONE}
    is_alone = not (others & set(_present(record.data)) if mail else others)
    files = (placing.mail(record.tenant, record.id),) if mail else ()
    if not is_alone:
        return Treatment("scrubbed", data, files=files)
    plain = custom.without(data)
    left = {name: value for name, value in plain.items() if name not in ("text", "outcome", "place", "number")}
    attached = [stored.line(each, "document") for each in stored.parts(mail, "attachments")]
    told = {**left, "subject": GONE, "preview": ""}
    if mail:
        told["mail"] = {name: value for name, value in data["mail"].items() if name not in ("subject", "attachments")}
    return Treatment("removed", told, files=files, also=tuple(filter(None, attached)))


def _parties(data: Data) -> Iterator[str]:
    """Who it is about and who took part, but for colleagues; those who are not kept by their names."""
    yield from (each for link in stored.parts(data, "links") if (each := _id(link)).startswith(("con_", "rel_")))
    yield from _present(data)


def _present(data: Data) -> Iterator[str]:
    for each in stored.parts(data, "participants"):
        linked = next((_id(stored.part(each, name)) for name in ("contact", "relation") if each.get(name)), "")
        if not each.get("user"):
            yield linked or stored.line(each, "name") or stored.line(each, "email")


def _document(record: Record, sought: Sought) -> Treatment:
    kind, data = stored.line(record.data, "kind"), sought.scrubbed(record.data)
    if kind in LEGAL:
        return Treatment("stays", data)
    others = {_id(each) for each in stored.parts(record.data, "links")} - {*sought.ids}
    if kind not in PERSONAL and any(type_of(each) is not ACTIVITY for each in others):
        return Treatment("scrubbed", data)
    versions = [_version(each) for each in file_version.of(record.data)]
    left = {"kind": kind, "links": data.get("links", []), "visibility": data.get("visibility"), "title": GONE}
    return Treatment("removed", {**left, "versions": versions}, end=True, files=tuple(_files(record)))


def _version(version: Data) -> Data:
    left = {name: version[name] for name in ("version", "id", "type", "size", "uploaded_at", "uploaded_by")}
    return {**left, "file_name": GONE, "state": file_version.REFUSED, "reason": "It was erased."}


def _files(record: Record) -> Iterator[Place]:
    for version in file_version.of(record.data):
        if version.get("state") == file_version.CLEAN:
            place = placing.arriving(record.tenant, record.id, version["id"]).released(version["sha256"])
            yield place
            drawn = document_pages.told(record, version) or {}
            yield from (place.drawn(page + 1) for page in range(int(drawn.get("drawn") or 0)))


def _consent(record: Record, sought: Sought) -> Treatment:
    """That they agreed, and when, is what the company has to show; in which words is theirs."""
    told = {name: value for name, value in sought.scrubbed(record.data).items() if name != "text"}
    return Treatment("stays", told)


def _tie(record: Record, sought: Sought) -> Treatment:
    """Who came in from outside by it comes in no more."""
    return Treatment("removed", sought.scrubbed(record.data), end=True)


def _connection(record: Record, sought: Sought) -> Treatment:
    """What they are to others goes with them."""
    told = sought.scrubbed({name: record.data[name] for name in connection.ENDS if name in record.data})
    return Treatment("removed", {**told, connection.TYPE: record.data.get(connection.TYPE)}, end=True)


def _export(record: Record, sought: Sought) -> Treatment:
    left = {**sought.scrubbed(record.data), "state": privacy_export.EXPIRED, "parts": [], "files": []}
    return Treatment("removed", left, files=tuple(parts.of(record)))


def _asking(record: Record, sought: Sought) -> Treatment:
    """Fields are called by words that people may be called by: of criteria only what these are compared with is
    theirs."""
    told = {name: _compared(record.data[name], sought) for name in CRITERIA if name in record.data}
    texts = {name: sought.scrubbed(record.data[name], name) for name in TEXTS if name in record.data}
    return Treatment("scrubbed", {**record.data, **told, **texts})


def _compared(value: Any, sought: Sought) -> Any:
    if isinstance(value, list):
        return [_compared(each, sought) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: sought.scrubbed(each) if name == "value" else _compared(each, sought) for name, each in value.items()}


def _id(link: Data) -> str:
    return stored.line(link, "id")


BY_TYPE: dict[str, Callable[[Record, Sought], Treatment]] = {
    "activity": _activity,
    "document": _document,
    "consent": _consent,
    "tie": _tie,
    "connection": _connection,
    "privacy_export": _export,
    **dict.fromkeys(ASKING, _asking),
}
