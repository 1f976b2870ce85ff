"""What documents can do besides being kept: take a file, be shared, and have somebody act on them."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import offers, save, uploads
from chalicelib.actions.save import Saved
from chalicelib.actions.uploads import Told
from chalicelib.errors import AlreadyExists, FieldError, Forbidden, Invalid, invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models import file_version, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_LINKS, ActivityFields
from chalicelib.models.document import DOCUMENT
from chalicelib.models.guarded import MOST_LISTED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import ACCESS
from chalicelib.schema import parse
from chalicelib.storage import quota, records
from chalicelib.storage.work import Work

USED = "This upload has been attached already; begin another."


def create(work: Work, actor: Actor, fields: Data, token: str | None) -> Saved:
    upload = uploads.opened(actor, token) if token else None
    data = without_nothing(fields)
    if upload is not None:
        if records.get(work.tenant, upload.document):
            raise AlreadyExists(errors=[FieldError(uploads.FIELD, "used", USED)], existing=upload.document)
        data["versions"] = _taken(work, data, upload)
    data, context = save.prepare(work, actor, DOCUMENT, data, before=None)
    return save.created(work, actor, DOCUMENT, data, context, upload.document if upload else "")


def ask(work: Work, actor: Actor, document: Record, asked: Data) -> Saved:
    """A task about the document, in the transaction in which it is made; it is about all that the document is about.
    Those who are asked may view it."""
    if not reading.may(actor, Right(ACTIVITY.name, "create")):
        raise Forbidden
    about = [stored.line(each, "id") for each in stored.parts(document.data, "links")]
    task = {
        "kind": DOCUMENT.name,
        "is_task": True,
        "subject": asked["subject"] or DOCUMENT.title(document.data),
        "due_on": asked["due_on"],
        "assignees": asked["assignees"],
        "links": [document.id, *about][:MOST_LINKS],
    }
    try:
        made = save.create(work, actor, ACTIVITY, parse(ActivityFields, without_nothing(task)))
    except (Invalid, Forbidden) as error:
        faults = [fault._replace(field=f"ask.{fault.field}") for fault in error.errors]
        raise type(error)(error.detail, faults) from None
    _let_view(work, document, stored.parts(made.record.data, "assignees"))
    return made


def _let_view(work: Work, document: Record, takers: Sequence[Data]) -> None:
    """By its list, where that is what keeps them from it."""
    rights = held.of(work.tenant)
    for each in takers:
        listed = [*stored.parts(document.data, ACCESS), {"who": each, "level": "view"}]
        opened = replace(document, data={**document.data, ACCESS: listed})
        if offers.offer(rights, document, each) and not offers.offer(rights, opened, each):
            document = work.update(document, opened.data)
    if len(stored.parts(document.data, ACCESS)) > MOST_LISTED:
        raise invalid("ask.assignees", "too_many", f"An access list has at most {MOST_LISTED} entries; ask fewer.")


def add_version(work: Work, actor: Actor, before: Record, token: str) -> Saved:
    upload = uploads.opened(actor, token, before.id)
    if file_version.known(before.data, upload.version):
        raise AlreadyExists(errors=[FieldError(uploads.FIELD, "used", USED)], existing=before.id)
    if len(file_version.of(before.data)) >= file_version.MOST:
        told = f"A document has at most {file_version.MOST} versions; make another document."
        raise invalid(uploads.FIELD, "too_many", told)
    return save.update(work, actor, DOCUMENT, before, {**before.data, "versions": _taken(work, before.data, upload)})


def _taken(work: Work, data: Data, upload: Told) -> list[Data]:
    versions = file_version.added(data, uploads.version(work, upload))
    work.extra.append(quota.take(work.tenant, quota.FILES, upload.size))
    return versions
