"""A pair of records that are likely about the same, and what somebody says of it. Of each two there is one, whichever
is named first: its id follows from theirs. It keeps neither their names nor why they are alike: both are told of what
the reader sees of them now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.duplicates.evidence import Verdict, contradict, verdict
from chalicelib.errors import FieldError
from chalicelib.models import code_id, merged, stakes, stored, through
from chalicelib.models.address import ADDRESS
from chalicelib.models.contact import CONTACT
from chalicelib.models.duplicate_rule import SUSPECTED
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import KnownLink, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.relation import RELATION
from chalicelib.models.stakes import Stakes
from chalicelib.schema import Schema

State = Literal["open", "not_duplicate", "merged", "gone"]
OPEN: State = "open"
NOT_DUPLICATE: State = "not_duplicate"
MERGED: State = "merged"
GONE: State = "gone"
FOLLOWS = (MERGED, GONE)  # from what became of the two
ONE, OTHER, OF, STATE, SCORE, NOTE = "one", "other", "of", "state", "score", "note"
IGNORED, REASONS, DECIDED_BY, DECIDED_AT = "ignored", "reasons", "decided_by", "decided_at"
ENDS = (ONE, OTHER)
COMPARED = {each.name: each for each in (RELATION, CONTACT, ADDRESS)}
PREFIX = "dup"


class DuplicateFields(Schema):
    """Two relations, two contacts or two addresses. What is said to be `not_duplicate` is asked of nobody again."""

    one: Linked
    other: Linked
    state: State = Field(default=OPEN, description="`open` or `not_duplicate`; the others follow by themselves")
    note: Lines | None = None


class DuplicateReason(BaseModel):
    """Why it is likely the same, or not: `weight` are the points that it gives, or takes."""

    code: str
    field: str
    weight: int


class Candidate(BaseModel):
    """What may not be read is `masked`: that it is there is all that is told."""

    id: str | None = None
    title: str | None = None
    place: str | None = None
    score: int | None = None
    reasons: list[DuplicateReason] | None = None
    masked: bool


# ------------------------------------------------------------------------------------------------------ what it is of


def ends(data: Data) -> list[str]:
    return [each for each in (stored.line(stored.part(data, name), "id") for name in ENDS) if each]


def id_of(one: str, other: str) -> str:
    """The same whichever comes first."""
    return f"{PREFIX}_{code_id.drawn(' '.join(sorted((one, other))))}"


def identity(data: Data) -> str:
    told = ends(data)
    return id_of(*told) if len(told) == len(ENDS) else ""


def links(data: Data) -> Iterator[Link]:
    """They hold nothing, and what they lead to is named as the reader sees it."""
    for name in ENDS:
        if link := stored.part(data, name):
            yield Link(name, link, tuple(COMPARED), holds=False, unnamed=True)


def compared(one: Record, other: Record, ignored: frozenset[str] = frozenset()) -> Verdict:
    """As far as they are known here: as they are kept, or as somebody sees them."""
    declared = COMPARED.get(one.type)
    if declared is None or declared.likeness is None or one.type != other.type:
        return Verdict(0, ())
    return verdict(declared.likeness(one.data), declared.likeness(other.data), ignored)


def is_beyond_doubt(one: Record, other: Record, ignored: frozenset[str], least: int) -> bool:
    """So that nobody has to look at it."""
    declared, told = COMPARED.get(one.type), compared(one, other, ignored)
    if declared is None or declared.likeness is None or told.score < least or not told.is_undisputed:
        return False
    return not contradict(declared.likeness(one.data), declared.likeness(other.data))


# ------------------------------------------------------------------------------------------------------ as it is kept


def assumes(data: Data, before: Data, user: str) -> Data:
    """Who said so; opened again, nobody did."""
    if data.get(STATE) == before.get(STATE):
        return data
    left = {name: value for name, value in data.items() if name not in (DECIDED_BY, DECIDED_AT)}
    return {**left, DECIDED_BY: user} if data.get(STATE) == NOT_DUPLICATE else left


def prepare(data: Data, context: Context) -> Prepared:
    faults = [*_ends_faults(data, context), *_state_faults(data, context)]
    told = {**data, **_in_order(data), OF: context.before.get(OF) or _type(data, ONE, context)}
    told[through.NAME] = list(through.of(ends(data), context)) or context.before.get(through.NAME, [])
    if DECIDED_BY in told and DECIDED_AT not in told:
        told[DECIDED_AT] = context.at
    return Prepared(told, faults)


def _in_order(data: Data) -> Data:
    return {name: {"id": each} for name, each in zip(ENDS, sorted(ends(data)), strict=False)}


def _type(data: Data, name: str, context: Context) -> str:
    record = context.linked.get(stored.line(stored.part(data, name), "id"))
    return record.type if record else ""


def _ends_faults(data: Data, context: Context) -> Iterator[FieldError]:
    if len({*ends(data)}) < len(ENDS):
        yield FieldError(OTHER, "itself", "Nothing is a duplicate of itself; give another record.")
    elif not context.before and _type(data, ONE, context) != _type(data, OTHER, context):
        yield FieldError(OTHER, "other_type", "Only records of one type are about the same; give another.")


def _state_faults(data: Data, context: Context) -> Iterator[FieldError]:
    state, was = stored.line(data, STATE), stored.line(context.before, STATE)
    if state == was or (state not in FOLLOWS and (was not in FOLLOWS or _both_there(data, context))):
        return
    yield FieldError(
        STATE, "follows", "This follows from what becomes of the two: merge them, archive one, restore it."
    )


def _both_there(data: Data, context: Context) -> bool:
    linked = [context.linked.get(each) for each in ends(data)]
    return all(each is not None and each.alive for each in linked)


def bereft(data: Data, pair: Sequence[Record]) -> Data:
    """One of the two was archived, or merged into the other; or both are there again, and wait again."""
    gone = [each for each in pair if not each.alive]
    if data.get(STATE) == OPEN and gone:
        return {**data, STATE: MERGED if any(merged.into(each) in ends(data) for each in gone) else GONE}
    if data.get(STATE) in FOLLOWS and not gone and _waits(data, pair):
        return {**data, STATE: OPEN}
    return data


def _waits(data: Data, pair: Sequence[Record]) -> bool:
    """What is not alike any more waits for nobody, unless somebody put it up by hand."""
    if len(pair) < len(ENDS):
        return False
    return SCORE not in data or compared(pair[0], pair[1], frozenset(stored.lines(data, IGNORED))).score >= SUSPECTED


# ------------------------------------------------------------------------------------------------------ as it is seen


def stakes_in(record: Record) -> Stakes:
    """A contact is seen with its company."""
    beside = [*ends(record.data), *stakes.ids(stored.parts(record.data, through.NAME))]
    return Stakes(owners=stakes.owners(record), around=stakes.relations(beside), ends=tuple(ends(record.data)))


def show(record: Record, context: Context) -> Data:
    return shown(record.data, context.linked)


def shown(data: Data, linked: Mapping[str, Record]) -> Data:
    """Nothing of what is hidden from who reads it tells them anything: the reasons are those that they could find."""
    pair = [linked[each] for each in ends(data) if each in linked]
    if len(pair) < len(ENDS):
        return {}
    told = compared(pair[0], pair[1], frozenset(stored.lines(data, IGNORED)))
    names = {name: _named(each) for name, each in zip(ENDS, pair, strict=True)}
    return {**names, REASONS: [each._asdict() for each in told.reasons]}


def _named(record: Record) -> Data:
    declared = COMPARED.get(record.type)
    if declared is None:
        return {"id": record.id}
    return {"id": record.id, "title": declared.title(record.data), "place": declared.place(record.data)}


def score(data: Data) -> int:
    told = data.get(SCORE)
    return told if isinstance(told, int) and 0 <= told <= 100 else 0


EXAMPLE: dict[str, Any] = {
    "one": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
    "other": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y50",
    "state": "not_duplicate",
    "note": "A second shop of the same owner.",
}

DUPLICATE = RecordType(
    name="duplicate",
    plural="duplicates",
    prefix=PREFIX,
    fields=DuplicateFields,
    summary="Two records that are likely about the same, to be merged or told apart.",
    title=lambda data: f"{stored.line(data, OF)} {score(data) or ''}".rstrip(),
    sorts={
        SCORE: lambda record: f"{score(record.data):03}",
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        filter_on(CriteriaField("record", "link", many=True), facet=True, read=ends),
        filter_on(CriteriaField(OF, "choice", choices=tuple(COMPARED)), facet=True),
        filter_on(CriteriaField(STATE, "choice", choices=(OPEN, NOT_DUPLICATE, MERGED, GONE)), facet=True),
        filter_on(CriteriaField(SCORE, "number")),
        filter_on(CriteriaField(ONE, "link")),
        filter_on(CriteriaField(OTHER, "link")),
    ),
    links=links,
    assumes=assumes,
    prepare=prepare,
    bereft=bereft,
    needs=lambda record: ends(record.data),
    show=show,
    refuses=lambda _: "Link to the records themselves: what names them is for who sees them.",
    identity=identity,
    taken="This pair is there already: change what stands there.",
    stakes=stakes_in,
    joins=tuple(COMPARED),
    follows="relation",
    seldom=True,
    apart=frozenset({"list", "archive", "restore"}),
    fixed=frozenset(ENDS),
    essential=frozenset({*ENDS, OF, STATE, SCORE, IGNORED, REASONS, DECIDED_BY, DECIDED_AT, through.NAME}),
    made_of={"record": frozenset(ENDS)},
    shown={**dict.fromkeys(ENDS, KnownLink), REASONS: list[DuplicateReason]},
    computed={
        OF: str,
        SCORE: int,
        IGNORED: list[str],
        DECIDED_BY: str,
        DECIDED_AT: str,
        through.NAME: list[dict[str, str]],
    },
    example=EXAMPLE,
    example_change={"state": "not_duplicate", "note": "A second shop of the same owner."},
)
