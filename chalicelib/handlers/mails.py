"""Mail from the dossier, and the templates that it is written with."""

from typing import Any

from pydantic import BaseModel

from chalicelib.access import noted, reading, writing
from chalicelib.actions import versions
from chalicelib.actions.mails import filling
from chalicelib.actions.mails import writing as mails
from chalicelib.actions.mails.asked import BECOMES, Id, NewMail
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, KeyReused, NotFound, StaleVersion, TooManyRequests, invalid
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import answer, created
from chalicelib.models import activity_mail
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.mail_template import MAIL_TEMPLATE
from chalicelib.models.record import Record
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema

AREA = "mails"
MAIL = RecordShape(ACTIVITY)


class FilledFor(Schema):
    """Without either, placeholders of it give what stands behind the line in them."""

    contact: Id | None = None
    relation: Id | None = None


class Filled(BaseModel):
    subject: str
    html: str


@operation(
    "POST /v1/mails",
    right=("activity", "create"),
    area=AREA,
    takes=NewMail,
    gives=MAIL,
    status=201,
    touches=(READS, WRITES),
    errors=(Invalid, KeyReused, Busy, TooManyRequests),
    example={
        "to": [{"name": "Jan Visser", "email": "jan@bakkerij-jansen.example"}],
        "subject": "Our offer",
        "html": "<p>Dear Jan,</p><p>Here is our offer.</p>",
        "links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"],
    },
)
def create_mail(call: Call[NewMail, None]) -> Answer:
    """Sends a mail from the dossier

    It is an activity, and goes out right after: `mail.state` is queued, then sent or failed; later it may be bounced.
    Answers come back to the same conversation.
    """
    sent = {name: field for name, field in BECOMES.items() if name in call.body.model_fields_set}
    writing.hold_as(call.actor, ACTIVITY, sent)
    made = mails.create(call.work, call.actor, call.body)
    noted.leaves(call.actor, len(set(call.body.attachments)))
    return created(call, ACTIVITY, made)


@operation(
    "POST /v1/mails/{id}/send-again",
    right=("activity", "edit"),
    area=AREA,
    gives=MAIL,
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy, TooManyRequests),
)
def send_mail_again(call: Call[None, None]) -> Answer:
    """Sends a mail that failed, or that was cancelled"""
    return answer(call, *mails.send_again(call.work, call.actor, _mail(call)))


@operation(
    "POST /v1/mails/{id}/cancel",
    right=("activity", "edit"),
    area=AREA,
    gives=MAIL,
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy),
)
def cancel_mail(call: Call[None, None]) -> Answer:
    """Keeps a mail that is still queued from being sent"""
    return answer(call, *mails.cancel(call.work, call.actor, _mail(call)))


def _mail(call: Call[None, None]) -> Record:
    before = reading.get(call.actor, ACTIVITY, call.ids["id"], "edit")
    if activity_mail.state(before.data) not in activity_mail.OURS:
        raise NotFound
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    return before


@operation(
    "POST /v1/mail-templates/{id}/preview",
    right=("mail_template", "view"),
    area=MAIL_TEMPLATE.plural,
    takes=FilledFor,
    gives=Filled,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(NotFound, Invalid),
    example={"relation": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"},
)
def preview_mail_template(call: Call[FilledFor, None]) -> dict[str, Any]:
    """Shows a template filled in for a contact or relation"""
    template = reading.shown(call.actor, reading.get(call.actor, MAIL_TEMPLATE, call.ids["id"], "view"))
    given = {name: told for name in ("contact", "relation") if (told := getattr(call.body, name))}
    if len(given) > 1:
        raise invalid("contact", "one_of", "Give a contact or a relation.")
    return filling.preview(call.actor, template, given)._asdict()
