"""What a mail that goes out comes to: that a worker holds it, that it was sent, or why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import clock, logs
from chalicelib.errors import AlreadyExists
from chalicelib.models import activity_mail, stored
from chalicelib.models.activity_mail import FAILED, QUEUED, SENDING, SENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.user import USER
from chalicelib.storage import notices, records
from chalicelib.storage.notices import Notice
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:mail"
HELD = timedelta(seconds=90)  # longer than the worker may run, so that nobody takes it from one that is alive
TRIES = 8
NOTICE = "mail_failed"


class Held(Exception):
    """Another worker has it: to be tried again, in case that one has died."""


def hold(mail: Record) -> Record | None:
    """The mail with a mark, until which nobody else sends it; None where it is not to be sent any more."""
    for attempt in range(TRIES):
        if activity_mail.state(mail.data) != QUEUED or not mail.alive:
            return None
        if stored.line(mail.beside, SENDING) > clock.timestamp():
            raise Held(mail.id)
        marked = {**mail.beside, SENDING: clock.stamp(clock.now() + HELD)}
        try:
            _keep_beside(mail, marked)
            return replace(mail, beside=marked)
        except Lost:
            mail = _again(mail, attempt)
    raise Lost(f"{mail.id} is being changed all the time")


def let_go(mail: Record) -> None:
    mark = mail.beside.get(SENDING)
    for attempt in range(TRIES):
        if mail.beside.get(SENDING) != mark:
            return
        try:
            _keep_beside(mail, _without_mark(mail))
            return
        except Lost:
            mail = _again(mail, attempt)
    raise Lost(f"{mail.id} is being changed all the time")


def _keep_beside(mail: Record, beside: dict[str, Any]) -> None:
    work = Work(mail.tenant, BY)
    work.keep_beside(mail, beside)
    work.commit()


def _without_mark(mail: Record) -> dict[str, Any]:
    return {name: value for name, value in mail.beside.items() if name != SENDING}


def _again(mail: Record, attempt: int) -> Record:
    clock.pause(attempt)
    return records.get(mail.tenant, mail.id) or mail


def sent(mail: Record, wire_id: str) -> None:
    """The id may be taken: by our own copy to the dossier, where that came in first. It is the id of this mail all the
    same."""
    told = {"state": SENT, "wire_id": wire_id}
    try:
        _queued_becomes(mail, {**told, "also_known_as": [wire_id]})
    except AlreadyExists:
        _queued_becomes(mail, told)


def failed(mail: Record, reason: str) -> None:
    logs.warning("mail_not_sent", tenant=mail.tenant, id=mail.id)
    if told := _queued_becomes(mail, {"state": FAILED, "reason": reason}):
        tell(told)


def _queued_becomes(mail: Record, told: Data) -> Record | None:
    def become(kept: Record) -> Data | None:
        now = {"at": clock.timestamp()}
        return {**kept.data["mail"], **told, **now} if activity_mail.state(kept.data) == QUEUED else None

    return change(mail, become)


def change(mail: Record, become: Callable[[Record], Data | None]) -> Record | None:
    """`become` gives what is to be kept of the message in place of what there is, None where that may stay."""
    for attempt in range(TRIES):
        part = become(mail)
        if part is None:
            return None
        try:
            return _save(mail, part)
        except Lost:
            mail = _again(mail, attempt)
    raise Lost(f"{mail.id} is being changed all the time")


def _save(mail: Record, part: Data) -> Record:
    data = {**mail.data, "mail": part}
    data["touch"] = data.get("touch") is True and activity_mail.touches(data)
    work = Work(mail.tenant, BY)
    saved = work.update(mail, data, _without_mark(mail))
    work.commit()
    return saved


def tell(mail: Record) -> None:
    """Who sent it, once for each time that it failed."""
    part = mail.data["mail"]
    if mail.created_by.startswith(f"{USER.prefix}_"):
        cause = f"{mail.id} {activity_mail.state(mail.data)}"
        told = {"reason": stored.line(part, "reason")}
        notices.give(mail.tenant, [Notice(mail.created_by, cause, NOTICE, mail.id, part["at"], told=told)])
