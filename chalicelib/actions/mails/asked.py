"""What is asked for when a mail is to be sent."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.models.activity_fields import MOST_LINKS, MOST_PARTICIPANTS, Email, RichText, Visibility
from chalicelib.models.fields import ID, Line, Lines, Linked, Short
from chalicelib.schema import Schema

MOST_RECIPIENTS = MOST_PARTICIPANTS - 1  # beside the sender
MOST_ATTACHMENTS = 20
Id = Annotated[str, StringConstraints(pattern=ID)]


class Recipient(Schema):
    """One of `contact`, `relation` and `user`, who is written to at the default address, or at `email` where that is
    another of theirs; or else an `email`, with or without a `name`."""

    contact: Id | None = None
    relation: Id | None = None
    user: Id | None = None
    name: Short | None = None
    email: Email | None = None


# the fields of the activity that what is asked for becomes
BECOMES = {
    **dict.fromkeys(("to", "cc", "bcc"), "participants"), **dict.fromkeys(("html", "text", "template"), "text"),
    "subject": "subject", "links": "links", "visibility": "visibility",
}  # fmt: skip


class NewMail(Schema):
    """The text is `html`, or plain `text`, or that of a `template`, which is filled in for the first recipient that is
    kept, or for `filled_from`. An answer to another mail goes on with its conversation."""

    to: list[Recipient] = Field(min_length=1, max_length=MOST_RECIPIENTS)
    cc: list[Recipient] = Field(default=[], max_length=MOST_RECIPIENTS)
    bcc: list[Recipient] = Field(default=[], max_length=MOST_RECIPIENTS, description="the others do not see them")
    subject: Line | None = Field(default=None, description="left out, that of the template or of what is answered")
    html: RichText | None = Field(default=None, description="what could do harm is removed")
    text: Lines | None = None
    template: Id | None = None
    filled_from: Id | None = Field(default=None, description="a contact or relation")
    attachments: list[Id] = Field(default=[], max_length=MOST_ATTACHMENTS, description="documents")
    links: list[Linked] | None = Field(
        default=None,
        max_length=MOST_LINKS,
        description="what it is about; left out, what the answered mail is about, or else the recipients",
    )
    in_reply_to: Id | None = Field(default=None, description="the activity of the mail that it answers")
    visibility: Visibility | None = Field(
        default=None, description="left out, that of the answered mail, or else what the tenant says"
    )
