"""Attachments of a message become documents, which are checked as those that are uploaded: into quarantine first, and
from there the worker lets them out or refuses them. One at a time is in memory."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.errors import QuotaExceeded, Unavailable
from chalicelib.files import naming, placing
from chalicelib.files.kind import ATTACHMENT
from chalicelib.mail import images
from chalicelib.mail.attachment import Attachment
from chalicelib.mail.message import Message
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_mail, file_version, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.document import DOCUMENT, WAITS
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.storage import change, files, quota, records
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

TRIES = 8
TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,99}", re.ASCII)
SHOWN, EMPTY, FULL = "It is shown within the text.", "It is empty.", "There is no room for more files."
UNCHECKED = "It was not checked for viruses."
BROKEN = "It could not be taken out of the message."
NOWHERE = Context(country="", language="", linked={})  # documents look at nothing of the tenant
# What a name says of what is in it, in the languages of our users; the first row that fits.
KINDS = (
    ("invoice", re.compile(r"invoice|factuur|facture|rechnung|счет|счёт", re.I)),
    ("quote", re.compile(r"quote|quotation|offerte|devis|angebot|предложение", re.I)),
    ("contract", re.compile(r"contract|overeenkomst|contrat|vertrag|договор", re.I)),
    ("order", re.compile(r"order|bestelling|commande|bestellung|заказ", re.I)),
    ("photo", re.compile(r"\.(?:jpe?g|png|heic|webp|tiff?)$", re.I)),
)


class Planned(NamedTuple):
    """`document` and `version` are the ids that it gets, however often that is tried; "" when it becomes none."""

    attachment: Attachment
    file_name: str
    document: str
    version: str
    reason: str = ""


def plan(activity_id: str, message: Message, refused: str = "") -> list[Planned]:
    """`refused` is why none of them becomes one."""
    refused = refused or ("" if message.verdicts.virus == "pass" else UNCHECKED)
    return [_planned(activity_id, number, each, refused) for number, each in enumerate(message.attachments)]


def _planned(activity_id: str, number: int, each: Attachment, refused: str) -> Planned:
    name = naming.safe(each.name)
    if reason := _no_document(each) or refused:
        return Planned(each, name, "", "", reason)
    at, cause = clock.moment_of(activity_id), f"{activity_id} {number}"
    return Planned(each, name, clock.id_of(DOCUMENT.prefix, at, cause), clock.id_of("ver", at, cause))


def _no_document(each: Attachment) -> str:
    if not each.size:
        return EMPTY
    return SHOWN if images.is_shown(each) else ""


def told(activity_id: str, message: Message, refused: str = "") -> Data:
    """As the mail of the activity has them."""
    found = [
        {"document": each.document, "file_name": each.file_name, "size": each.attachment.size, "reason": each.reason}
        for each in plan(activity_id, message, refused)
    ]
    shown = [{name: value for name, value in each.items() if value != ""} for each in found]
    return {"attachments": shown} if shown else {}


def attach(activity: Record, message: Message) -> None:
    """What is not there yet. Where one becomes no document, the activity says why."""
    wanted = {document for each in _attached(activity.data) if (document := stored.line(each, "document"))}
    planned = [each for each in plan(activity.id, message) if each.document in wanted]
    there = records.get_many(activity.tenant, [each.document for each in planned])
    missing = [each for each in planned if each.document not in there]
    refused = {each.document: reason for each in missing if (reason := _refusal(activity, each))}
    if refused:
        _tell(activity, refused)


def _attached(data: Data) -> list[Data]:
    return stored.parts(stored.part(data, "mail"), "attachments")


def _refusal(activity: Record, planned: Planned) -> str:
    """Why it became no document, "" when it did. What was put into quarantine in vain is gone after a day."""
    try:
        place = placing.arriving(activity.tenant, planned.document, planned.version)
        files.keep(place, planned.attachment.read())
        _make(activity, planned)
        return ""
    except QuotaExceeded:
        return FULL
    except (Unavailable, Lost):
        raise
    except Exception as error:  # a mistake of ours: the others must not be lost for it
        logs.exception("attachment_failed", error, tenant=activity.tenant, id=activity.id)
        return BROKEN


def _make(activity: Record, planned: Planned) -> None:
    for attempt in range(TRIES):
        work = Work(activity.tenant, activity.created_by, channel=change.MAIL)
        work.create(DOCUMENT, _data(activity, planned, work), planned.document)
        work.extra.append(quota.take(work.tenant, quota.FILES, planned.attachment.size))
        try:
            work.commit()
            return
        except Lost:
            if records.get(work.tenant, planned.document):
                return
            clock.pause(attempt)
    raise Lost(f"{planned.document} cannot be made")


def _data(activity: Record, planned: Planned, work: Work) -> Data:
    each = planned.attachment
    version = {
        "id": planned.version,
        "file_name": planned.file_name,
        "type": each.type if TYPE.fullmatch(each.type) else ATTACHMENT,
        "size": each.size,
        "uploaded_at": work.at,
        "uploaded_by": work.by,
    }
    fields = {
        "kind": next((kind for kind, pattern in KINDS if pattern.search(planned.file_name)), "other"),
        "visibility": stored.line(activity.data, "visibility"),
        WAITS: True if activity_mail.state(activity.data) == activity_mail.INBOX else None,
        "links": list(_links(activity)),
        "versions": file_version.added({}, version),
    }
    made: Data = without_nothing(DOCUMENT.prepare(fields, NOWHERE).data)
    return made


def _links(activity: Record) -> Iterator[Data]:
    """The activity, and what it is about."""
    yield {"id": activity.id, "title": ACTIVITY.title(activity.data), "place": ACTIVITY.place(activity.data)}
    yield from stored.parts(activity.data, "links")


def _tell(activity: Record, refused: Mapping[str, str]) -> None:
    for attempt in range(TRIES):
        now = records.get(activity.tenant, activity.id)
        if now is None:
            return
        work = Work(activity.tenant, activity.created_by, channel=change.MAIL)
        work.update(now, _refusing(now.data, refused))
        try:
            work.commit()
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{activity.id} is being changed all the time")


def _refusing(data: Data, refused: Mapping[str, str]) -> Data:
    """Of these attachments there is no document."""
    told = [_refused(each, refused.get(stored.line(each, "document"), "")) for each in _attached(data)]
    return {**data, "mail": {**stored.part(data, "mail"), "attachments": told}}


def _refused(attached: Data, reason: str) -> Data:
    kept = {name: value for name, value in attached.items() if name != "document"}
    return {**kept, "reason": reason} if reason else attached
