"""A template of mails: subject and text in which names in double braces stand for what is known of whom it goes to."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.activity_fields import RichText
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import Language, Line, Lines
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema
from chalicelib.text import placeholders

# All that a template may name. A contact's relation is its company.
NAMES = {
    "contact.name": "the contact's whole name",
    "contact.first_name": "first name",
    "contact.last_name": "last name",
    "contact.function": "function in the company",
    "contact.salutation": "formal salutation",
    "contact.salutation_informal": "informal salutation",
    "relation.name": "name of the company or person",
    "relation.first_name": "first name of a person",
    "relation.last_name": "last name of a person",
    "relation.city": "city of the main address",
    "relation.salutation": "formal salutation",
    "relation.salutation_informal": "informal salutation",
    "user.name": "who sends it",
    "user.email": "the address of who sends it",
    "organisation.name": "your organisation",
    "today": "the date, as it is written in the template's language",
}
TEMPLATED = ("subject", "html")


class MailTemplateFields(Schema):
    """In `subject` and `html` `{{contact.first_name|there}}` stands for a first name, and where there is none for what
    stands behind the line. Known are those names that the answer to another one lists."""

    name: Line
    subject: Line
    html: RichText
    language: Language | None = Field(default=None, description="in which it is written")
    description: Lines | None = None


def prepare(data: Data, _: Context) -> Prepared:
    return Prepared(data, list(_faults(data)))


def _faults(data: Data) -> Iterator[FieldError]:
    for name in TEMPLATED:
        for told in placeholders.faults(stored.line(data, name), NAMES):
            yield FieldError(name, "placeholder", told)


def words(record: Record) -> Iterable[Word]:
    yield from words_in("name", record.data.get("name"), 12)
    yield from words_in("subject", record.data.get("subject"), 12)


MAIL_TEMPLATE = RecordType(
    name="mail_template",
    plural="mail-templates",
    prefix="tpl",
    fields=MailTemplateFields,
    summary="A template of mails, with names in double braces for what is filled in.",
    seldom=True,
    title=lambda data: stored.line(data, "name"),
    shared=frozenset({"name"}),
    sorts={
        "name": lambda record: text.fold(stored.line(record.data, "name")),
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        filter_on(CriteriaField("language", "choice"), facet=True),
        filter_on(CriteriaField("name", "text")),
    ),
    words=words,
    prepare=prepare,
    verbs=frozenset({"view"}),
    essential=frozenset({"name"}),
    example={
        "name": "Offer sent",
        "subject": "Our offer for {{relation.name}}",
        "html": "<p>{{contact.salutation|Dear Sir or Madam}},</p><p>Here is our offer.</p><p>{{user.name}}</p>",
        "language": "en",
    },
    example_change={"subject": "The offer you asked for", "description": None},
)
