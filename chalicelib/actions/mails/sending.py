"""Sending a mail that was saved: whatever begins to be `queued` is sent, and what was sent once is not again.

It follows the change by which the mail was queued, which may come twice, late, or to two workers at once. So the record
is looked at, and a worker keeps it to itself for a moment, by a mark beside it that only one can set. Between SES
taking the mail and our saving that, a worker may die: then the mail goes once more when the mark has run out, and never
more than once for each death.

While SES has no room, is paused or is down, the mail stays queued and is tried again, for a day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib import clock, logs
from chalicelib.access import held as rights
from chalicelib.actions.mails import message, outcome
from chalicelib.actions.mails.message import Unmakeable
from chalicelib.errors import Unavailable
from chalicelib.files import placing
from chalicelib.letters import sending
from chalicelib.letters.sending import Delayed, Refused
from chalicelib.models import activity_mail, stored
from chalicelib.models.activity_mail import FAILED, QUEUED
from chalicelib.models.record import Record
from chalicelib.settings import settings
from chalicelib.storage import due, files, records
from chalicelib.storage.due import Due

EVENT = "mail.due"
WAITS = (2, 5, 15, 30, *[60] * 23)  # minutes
TOO_LATE = "It could not be sent for a day. Send it again, or call."
ARCHIVED = "It was archived before it was sent."
SUSPENDED = "The organisation was suspended when it was to be sent. Look, and send it again."
RESTORED = "It waited to be sent when the data was restored, and may have been sent before. Look, and send it again."
REASONS = {"MessageRejected": "The mail service rejects it: its content, or the address of a recipient."}
REJECTED = "The mail service does not take it as it is."


def send(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on: a change after which a mail is queued, or `mail.due`."""
    asked = event["detail"]
    mail = records.get(asked["tenant"], asked["record"])
    state = activity_mail.state(mail.data) if mail else ""
    if mail is not None and state == QUEUED:
        _hold_or_send(mail, int(asked.get("tries", 0)))
    elif mail is not None and state == FAILED:
        outcome.tell(mail)  # whoever failed may have died before that


def _hold_or_send(mail: Record, tries: int) -> None:
    if not mail.alive:
        outcome.failed(mail, ARCHIVED)
    elif rights.of(mail.tenant).is_suspended:
        outcome.failed(mail, SUSPENDED)
    elif stored.line(stored.part(mail.data, "mail"), "at") < _epoch():
        outcome.failed(mail, RESTORED)
    elif held := outcome.hold(mail):
        _send(held, tries)


def _epoch() -> str:
    epoch = settings().epoch
    return clock.stamp(datetime.fromisoformat(epoch)) if epoch else ""


def _send(mail: Record, tries: int) -> None:
    try:
        envelope, raw = message.made(mail)
        files.keep(placing.mail(mail.tenant, mail.id), raw)
        sent = sending.send(envelope, raw)
    except Unmakeable as fault:
        outcome.failed(mail, str(fault))
    except Refused as refused:
        outcome.failed(mail, REASONS.get(refused.code, REJECTED))
    except Delayed as delayed:
        _later(mail, tries, delayed.code)
    except Unavailable:  # of S3, or of the table, before anything was sent
        _later(mail, tries, Unavailable.code)
    except Exception as error:  # a mistake of ours, that may be mended meanwhile: in the end somebody must be told
        logs.exception("mail_not_made", error, tenant=mail.tenant, id=mail.id)
        _later(mail, tries, type(error).__name__)
    else:
        logs.info("mail_sent", tenant=mail.tenant, id=mail.id, code=sent)
        outcome.sent(mail, sending.wire_id(sent))


def _later(mail: Record, tries: int, code: str) -> None:
    """First it is let go, then it is planned: where that fails, the event that was not carried out comes again."""
    logs.warning("mail_delayed", tenant=mail.tenant, id=mail.id, code=code, count=tries + 1)
    if tries >= len(WAITS):
        outcome.failed(mail, TOO_LATE)
        return
    outcome.let_go(mail)
    at = clock.stamp(clock.now() + timedelta(minutes=WAITS[tries]))
    due.plan([Due(at, mail.tenant, due.EVENT, mail.id, {"detail_type": EVENT, "detail": _again(mail, tries + 1)})])


def _again(mail: Record, tries: int) -> dict[str, Any]:
    """In the shape of a change, so that the rule that follows those takes it too."""
    changed = {"mail": {"now": {"state": QUEUED}}}
    told = {"id": f"{mail.id}:{tries}", "at": clock.timestamp(), "tenant": mail.tenant, "record": mail.id}
    return {**told, "tries": tries, "changed": changed}
