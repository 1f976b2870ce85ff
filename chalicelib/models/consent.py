"""A consent: what somebody agreed to, refused or withdrew, for which purpose, and how that is known."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored, through
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import Code, Day, KnownLink, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.moment import Moment
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Stakes
from chalicelib.schema import Schema

PARTY, EVIDENCE = "party", "evidence"
WITHDRAWN = "withdrawn"
SHOWING = ("text", EVIDENCE, "valid_until")
STATES = ("given", "refused", "withdrawn")
SOURCES = ("form", "call", "mail", "letter", "conversation", "portal", "import", "other")


class ConsentFields(Schema):
    """One for each party and purpose: who withdraws it changes it, and the history keeps what was before."""

    party: Linked = Field(description="whose it is: a relation or a contact")
    purpose: Code = Field(description="a code of the tenant's own, such as newsletter")
    state: Literal["given", "refused", "withdrawn"]
    at: Moment = Field(description="when they said so")
    source: Literal["form", "call", "mail", "letter", "conversation", "portal", "import", "other"]
    channel: Literal["mail", "phone", "letter", "portal", "any"] = "any"
    text: Lines | None = Field(default=None, description="what they agreed to, in the words that they were shown")
    evidence: Linked | None = Field(default=None, description="the activity or document that shows it")
    valid_until: Day | None = None


def prepare(data: Data, context: Context) -> Prepared:
    told = {**_ended(data, context.before), "purpose": stored.line(data, "purpose").lower()}
    told[through.NAME] = list(through.of([_party(told)], context))
    return Prepared(told, list(_faults(told)))


def _ended(data: Data, before: Data) -> Data:
    """What shows that something was given does not show that it was withdrawn; the history keeps it."""
    if data.get("state") != WITHDRAWN or before.get("state", WITHDRAWN) == WITHDRAWN:
        return data
    return {name: each for name, each in data.items() if name not in SHOWING or each != before.get(name)}


def _faults(data: Data) -> Iterator[FieldError]:
    if (stored.line(data, "valid_until") or "9999") < stored.line(data, "at")[:10]:
        yield FieldError("valid_until", "before_start", "It cannot end before it was given.")


def links(data: Data) -> Iterator[Link]:
    """They hold nothing: what somebody agreed to does not keep them."""
    if link := stored.part(data, PARTY):
        yield Link(PARTY, link, ("relation", "contact"), holds=False)
    if link := stored.part(data, EVIDENCE):
        yield Link(EVIDENCE, link, ("activity", "document"), holds=False)


def claims(record: Record) -> Iterable[Claim]:
    party, purpose = _party(record.data), stored.line(record.data, "purpose")
    if party and purpose:
        yield Claim("consent", f"{party}:{purpose}", "purpose")


def later(stands: Data, repeats: Data) -> Data:
    """What they said last counts, whichever of the two they said it of; the history keeps the other."""
    if stored.line(repeats, "at") <= stored.line(stands, "at"):
        return stands
    return {**repeats, PARTY: stands[PARTY]}


def stakes_in(record: Record) -> Stakes:
    """Whoever wrote it down owns nothing by that: it is decided on whose consent it is."""
    beside = [_party(record.data), *stakes.ids(stored.parts(record.data, through.NAME))]
    return Stakes(around=stakes.relations(beside))


def _party(data: Data) -> str:
    return stored.line(stored.part(data, PARTY), "id")


CONSENT = RecordType(
    name="consent",
    plural="consents",
    prefix="cns",
    fields=ConsentFields,
    summary="What somebody agreed to, refused or withdrew, and how that is known.",
    seldom=True,
    title=lambda data: stored.line(data, "purpose"),
    place=lambda data: stored.line(data, "state"),
    sorts={"at": lambda record: stored.line(record.data, "at")},
    filters=(
        filter_on(CriteriaField(PARTY, "link"), facet=True),
        filter_on(CriteriaField("purpose", "choice"), facet=True),
        filter_on(CriteriaField("state", "choice", choices=STATES)),
        filter_on(CriteriaField("source", "choice", choices=SOURCES)),
        filter_on(CriteriaField("channel", "choice")),
        filter_on(CriteriaField("at", "datetime")),
        filter_on(CriteriaField("valid_until", "date")),
    ),
    claims=claims,
    repeats=later,
    links=links,
    prepare=prepare,
    fixed=frozenset({PARTY, "purpose"}),
    taken="They were asked about this purpose before: change the existing consent, whose history keeps what they said.",
    apart=frozenset({"update", "archive", "restore"}),  # it is proof: it goes with whom it is of, and not before
    stakes=stakes_in,
    follows="relation",
    essential=frozenset({PARTY, "purpose", "state", "at", through.NAME}),
    shown={PARTY: KnownLink, EVIDENCE: KnownLink},
    computed={through.NAME: list[dict[str, str]]},
    example={
        "party": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "purpose": "newsletter",
        "state": "given",
        "at": "2026-11-20T09:30:00Z",
        "source": "form",
        "channel": "mail",
        "text": "Yes, send me the newsletter every month.",
    },
    example_change={"state": "withdrawn", "at": "2027-02-01T10:00:00Z", "source": "mail"},
)
