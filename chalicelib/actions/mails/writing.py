"""Writing a mail from the dossier: it is saved as an activity, and sent by a worker that follows what is saved. So
nobody waits for SES, and no mail is lost while SES is down."""

import re
from html import escape
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.actions.mails import attached, filling, lookup, recipients
from chalicelib.actions.mails.asked import NewMail
from chalicelib.actions.mails.filling import Written
from chalicelib.actions.mails.lookup import Wanted, faults_in
from chalicelib.actions.save import Saved
from chalicelib.errors import Conflict, FieldError, Invalid, invalid
from chalicelib.letters import header
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_mail, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_LINKS, ActivityFields
from chalicelib.models.activity_mail import CANCELLED, FAILED, QUEUED, SENDING
from chalicelib.models.mail_template import MAIL_TEMPLATE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES
from chalicelib.schema import parse
from chalicelib.settings import settings
from chalicelib.storage import daily
from chalicelib.storage.work import Work
from chalicelib.text import rich_text

KIND = "email"
ABOUT = ("contact", "relation")
NOBODYS = ".invalid"  # ends the ids that we call messages without one by (RFC 2606)
LONGEST_SUBJECT = 200
_ANSWERED = re.compile(r"^(?:(?:re|aw|antw|sv|tr|rép|отв)\s*:\s*)+", re.I)


class Named(NamedTuple):
    """The records that a mail names besides its recipients."""

    parent: Record | None
    template: Record | None
    filled_from: Record | None


class Draft(NamedTuple):
    """`to` and `attachments` as they are kept."""

    asked: NewMail
    context: Context
    named: Named
    to: list[Data]
    attachments: list[Data]


def create(work: Work, actor: Actor, asked: NewMail) -> Saved:
    draft = _draft(work, actor, asked)
    written = _written(actor, draft)
    activity = clock.new_id(ACTIVITY.prefix)
    data, context = save.prepare(work, actor, ACTIVITY, _data(work, actor, draft, written, activity), before=None)
    saved = save.created(work, actor, ACTIVITY, data, context, activity)
    documents = [draft.context.linked[each["document"]] for each in draft.attachments]
    attached.tell(work, documents, draft.attachments, activity)
    work.extra.append(daily.take(work.tenant, daily.MAILS, actor.user, len(draft.to)))
    return saved


def _draft(work: Work, actor: Actor, asked: NewMail) -> Draft:
    """Raises Invalid with all that is wrong with what is named."""
    context = lookup.read(actor, asked)
    named = [_named(actor, context, name, asked) for name in NAMED]
    to = recipients.participants(actor, asked, context, work.at[:10])
    attachments = attached.attached(actor, list(dict.fromkeys(asked.attachments)), context)
    if faults := faults_in([*to, *attachments, *named]):
        raise Invalid(errors=faults)
    return Draft(asked, context, Named(*named), list(to), list(attachments))  # type: ignore[arg-type]


NAMED = {"in_reply_to": (ACTIVITY.name,), "template": (MAIL_TEMPLATE.name,), "filled_from": ABOUT}


def _named(actor: Actor, context: Context, name: str, asked: NewMail) -> Record | FieldError | None:
    wanted = getattr(asked, name)
    found = lookup.find(actor, context, Wanted(name, wanted, NAMED[name])) if wanted else None
    if isinstance(found, Record) and name == "in_reply_to" and not activity_mail.state(found.data):
        return FieldError(name, "no_mail", "This activity is no mail that can be answered; leave it out.")
    return found


# ------------------------------------------------------------------------------------------------------- what it says


def _written(actor: Actor, draft: Draft) -> Written:
    asked, template = draft.asked, draft.named.template
    if sum(each is not None for each in (asked.html, asked.text, template)) != 1:
        raise invalid("html", "one_of", "Give one of html, text and template.")
    if asked.filled_from and template is None:
        raise invalid("filled_from", "without_template", "Give a template too, or leave this out.")
    filled = _filled(actor, draft, template) if template else Written("", asked.html or _as_html(asked.text or ""))
    subject = asked.subject or filled.subject or _answer_to(draft.named.parent)
    if not subject:
        raise invalid("subject", "required", "Give a subject.")
    return Written(subject, filled.html)


def _filled(actor: Actor, draft: Draft, template: Record) -> Written:
    linked = draft.context.linked
    first = next((linked[each.id] for each in lookup.named(draft.asked) if each.kind in ABOUT), None)
    about = draft.named.filled_from or first
    sources = filling.sources(draft.context, about, linked.get(actor.user), template)
    try:
        told = filling.fill(template, sources)
        return Written(told.subject[:LONGEST_SUBJECT], rich_text.clean(told.html))
    except ValueError as error:
        raise invalid("template", "too_long", str(error)) from None


def _as_html(text: str) -> str:
    parts = (escape(part, quote=False).replace("\n", "<br>") for part in text.split("\n\n"))
    try:
        return rich_text.clean("".join(f"<p>{part}</p>" for part in parts))
    except ValueError as error:
        raise invalid("text", "too_long", str(error)) from None


def _answer_to(parent: Record | None) -> str:
    if parent is None:
        return ""
    subject = stored.line(stored.part(parent.data, "mail"), "subject") or stored.line(parent.data, "subject")
    return f"Re: {_ANSWERED.sub('', header.line(subject))}"[:LONGEST_SUBJECT]


# ------------------------------------------------------------------------------------------------------ what is kept


def _data(work: Work, actor: Actor, draft: Draft, written: Written, activity: str) -> Data:
    fields = {
        "kind": KIND,
        "subject": written.subject,
        "text": written.html,
        "direction": "out",
        "starts_at": work.at,
        "participants": [{"user": actor.user, "part": "sender"}, *draft.to],
        "links": _links(draft),
        "visibility": _visibility(draft),
    }
    data = without_nothing(parse(ActivityFields, fields).model_dump())
    return {**data, "conversation": _conversation(draft, activity), "mail": _mail(work, draft, written, activity)}


def _links(draft: Draft) -> list[str]:
    if draft.asked.links is not None:
        return [each.id for each in draft.asked.links]
    inherited = [each for each in lookup.about(draft.named.parent) if _can_be_linked(draft.context.linked.get(each))]
    recipients = [each.id for each in lookup.named(draft.asked) if each.kind in ABOUT]
    return list(dict.fromkeys(inherited or recipients))[:MOST_LINKS]


def _can_be_linked(record: Record | None) -> bool:
    """Of what was linked long ago some may be archived by now."""
    return record is not None and record.alive and not TYPES[record.type].refuses(record.data)


def _visibility(draft: Draft) -> str | None:
    """None is what the tenant says."""
    parent = draft.named.parent
    return draft.asked.visibility or (stored.line(parent.data, "visibility") if parent else "") or None


def _conversation(draft: Draft, activity: str) -> str:
    parent = draft.named.parent
    return stored.line(parent.data, "conversation") or activity if parent else activity


def _mail(work: Work, draft: Draft, written: Written, activity: str) -> Data:
    told = {
        "state": QUEUED,
        "at": work.at,
        "subject": written.subject,
        "message_id": f"{activity}@{settings().mail_domain}",
        "attachments": draft.attachments,
        "references": _references(draft.named.parent),
    }
    return {name: value for name, value in told.items() if value}


def _references(parent: Record | None) -> list[str]:
    """Those before it and itself; of what we sent, by the id that others know."""
    if parent is None:
        return []
    mail = stored.part(parent.data, "mail")
    own = stored.line(mail, "wire_id") or stored.line(mail, "message_id")
    ids = [*stored.lines(mail, "references"), own]
    return activity_mail.references([each for each in ids if header.is_id(each) and not each.endswith(NOBODYS)])


# ------------------------------------------------------------------------------------------------ once more, or not


def send_again(work: Work, actor: Actor, mail: Record) -> Saved:
    """What has been sent once is written anew instead."""
    state = activity_mail.state(mail.data)
    if state not in (FAILED, CANCELLED):
        raise Conflict("Only a mail that failed or was cancelled can be sent again; write another one.")
    number = sum(stored.line(each, "part") != "sender" for each in stored.parts(mail.data, "participants"))
    work.extra.append(daily.take(work.tenant, daily.MAILS, actor.user, number))
    return _moved(work, actor, mail, QUEUED)


def cancel(work: Work, actor: Actor, mail: Record) -> Saved:
    """Who sends it holds it for a moment beside the record, and of the two who write there one is refused."""
    if activity_mail.state(mail.data) != QUEUED:
        raise Conflict("This mail is not waiting to be sent.")
    if stored.line(mail.beside, SENDING) > work.at:
        raise Conflict("This mail is just being sent.")
    return _moved(work, actor, mail, CANCELLED)


def _moved(work: Work, actor: Actor, mail: Record, state: str) -> Saved:
    kept = {name: value for name, value in mail.data["mail"].items() if name not in ("reason", "feedback")}
    return save.update(work, actor, ACTIVITY, mail, {**mail.data, "mail": {**kept, "state": state, "at": work.at}})
