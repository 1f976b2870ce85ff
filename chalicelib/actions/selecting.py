"""These records: by their ids, by criteria or by a saved selection; the one way to say so in a request, to keep it for
later, and to go over them page by page, with the rights of who asks at each page.

    chosen = selecting.chosen(actor, body.those, "those")   # checked, and JSON to be kept
    page = selecting.page(actor, chosen, after, 99)         # from "" on, until `page.next` is ""

Who does so outside of a request goes within `held.within`, so that the rights are read once for a page. Criteria are
kept as they were sent, so that `@me` is who goes over them and "last 30 days" is of then. What is to stay
the same for weeks is a static selection.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, NamedTuple

from pydantic import Field, StringConstraints

from chalicelib import clock
from chalicelib.access import reading, sight
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import lists
from chalicelib.criteria import Criteria
from chalicelib.errors import FieldError, Forbidden, Invalid, NotFound, invalid
from chalicelib.models import catalog, stored
from chalicelib.models.fields import ID, Line
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.selection import SELECTION, STATIC
from chalicelib.schema import Schema
from chalicelib.storage import members, records, walk
from chalicelib.storage.listing import Question, Source
from chalicelib.storage.walk import Told

MOST_IDS = 1_000
MOST_FAULTS = 50
MOST_GONE_OVER = 110_000  # entries: a tenant of 100,000 records is gone over whole
AT_A_TIME = 990  # records: ten batches, read at once
WAYS = IDS, CRITERIA, SAVED = "ids", "criteria", "selection"
Id = Annotated[str, StringConstraints(pattern=ID)]


class Those(Schema):
    """Records of one type, by exactly one of `ids`, `criteria` and `selection`."""

    of: Line = Field(description="the type of record, such as relation")
    ids: list[Id] | None = Field(default=None, min_length=1, max_length=MOST_IDS)
    criteria: dict[str, Any] | None = Field(
        default=None, description='in the language that lists are searched by; `{"all": []}` is all there are'
    )
    selection: Id | None = Field(default=None, description="a saved one of the same type")


class Page(NamedTuple):
    """The records as they are kept, to be changed, and as they are `seen`, to be told, by id. `gone` are the ids asked
    for by name that are not there any more, or not for the asker. There may be fewer than asked for, even none, while
    `next` says where to go on; it is "" at the end."""

    records: list[Record]
    seen: dict[str, Record]
    gone: list[str]
    next: str


@dataclass(frozen=True)
class Count:
    """At least so many, and no more where it is `complete`."""

    count: int
    complete: bool


def chosen(actor: Actor, those: Those, path: str = "") -> Data:
    """As JSON to be kept. Raises Forbidden where they may read none of the type, or Invalid, naming the fields; what is
    not theirs to read is told from what is not there by nobody."""
    declared = _declared(actor, those.of, path)
    given = [name for name in WAYS if getattr(those, name) is not None]
    if len(given) != 1:
        raise invalid(_at(path, given[1] if given else WAYS[0]), "one_of", f"Give one of {', '.join(WAYS)}.")
    if those.ids is not None:
        return {"of": declared.name, IDS: checked(actor, declared, those.ids, _at(path, IDS))}
    if those.criteria is not None:
        return _by_criteria(actor, declared, those.criteria, path)
    return _saved(actor, declared, those.selection or "", path)


def of_selection(actor: Actor, selection: Record) -> Data:
    """Of one that they may read. Raises Invalid where it asks about what there is not any more."""
    declared = TYPES[stored.line(selection.data, "of")]
    if selection.data.get("kind") == STATIC:
        return {"of": declared.name, SAVED: selection.id}
    return _by_criteria(actor, declared, selection.data.get("criteria"), "")


def _by_criteria(actor: Actor, declared: RecordType, raw: Any, path: str) -> Data:
    _parsed(actor, declared, raw, path)
    return {"of": declared.name, CRITERIA: raw}


def _saved(actor: Actor, declared: RecordType, record_id: str, path: str) -> Data:
    place = _at(path, SAVED)
    try:
        found = reading.get(actor, SELECTION, record_id)
    except NotFound:
        found = None
    if found is None or not found.alive:
        raise invalid(place, "not_found", "There is no such selection.")
    if found.data.get("of") != declared.name:
        raise invalid(place, "other_type", f"This selection is not of the type {declared.name}.")
    try:
        return of_selection(actor, found)
    except Invalid as problem:
        raise Invalid(errors=[each._replace(field=place) for each in problem.errors]) from None


def _parsed(actor: Actor, declared: RecordType, raw: Any, path: str = "") -> Criteria:
    """Raises Invalid naming what is asked about that there is not, or not any more, or not for them: all records are
    never meant by that."""
    try:
        return lists.parse(actor, declared, raw if raw is not None else {})
    except Invalid as problem:
        raise Invalid(errors=[each._replace(field=_at(path, each.field)) for each in problem.errors]) from None


def checked(actor: Actor, declared: RecordType, asked: Sequence[str], path: str) -> list[str]:
    """Each once. Raises Invalid where one is not there, or not theirs to read."""
    ids = list(dict.fromkeys(asked))
    live = records.get_all(actor.tenant, [each for each in ids if type_of(each) is declared])
    known = {each.id for each in reading.allowed(actor, live.values()) if each.alive}
    told = f"There is no such {declared.name}, or it is archived."
    unknown = [f"{path}[{place}]" for place, each in enumerate(asked) if each not in known]
    if unknown:
        raise Invalid(errors=[FieldError(each, "not_found", told) for each in unknown[:MOST_FAULTS]])
    return ids


def page(actor: Actor, chosen: Data, after: str, limit: int) -> Page:
    """Of those that they may read now, and that match as they see them. Up to seven round trips for up to 990 records.
    Raises Forbidden where they may read none of the type any more, NotFound where a static selection is gone, and
    Invalid where criteria ask about a field that there is not any more."""
    declared = _declared(actor, chosen["of"], "")
    if IDS in chosen:
        return _named(actor, declared, chosen[IDS], after, limit)
    if SAVED in chosen:
        return _members(actor, declared, chosen[SAVED], after, limit)
    question, among = _question(actor, declared, chosen[CRITERIA], limit)
    found = walk.found(question, among, after, limit)
    return _shown(actor, declared, found.ids, question.criteria)._replace(next=found.end)


def count(actor: Actor, chosen: Data, most: int) -> Count:
    found = told(actor, chosen, most)
    return Count(len(found.values), found.complete)


def told(actor: Actor, chosen: Data, most: int, *names: str) -> Told:
    """What criteria could ask of each by these names, by id. Where everybody sees them all, and digests tell it, by
    entries alone: where they are many, these may miss what was saved a moment ago. Else of the records as they see
    them."""
    declared = _declared(actor, chosen["of"], "")
    known = reading.criteria_fields(actor, declared).keys() & set(names)
    if CRITERIA in chosen:
        question, among = _question(actor, declared, chosen[CRITERIA], AT_A_TIME, known)
        if question.is_told and sight.sees_every(actor, declared):
            return walk.told(question, among, most, MOST_GONE_OVER, known)
    return _seen(actor, declared, chosen, most, known)


def _seen(actor: Actor, declared: RecordType, chosen: Data, most: int, names: Collection[str]) -> Told:
    found: dict[str, Data] = {}
    after = ""
    for _ in range(most // AT_A_TIME + 2):
        some = page(actor, chosen, after, AT_A_TIME)
        found |= {id: _of(declared.values(each.known), names) for id, each in some.seen.items()}
        after = some.next
        if not after or len(found) > most:
            break
    return Told(dict(islice(found.items(), most)), not after and len(found) <= most)


def _of(values: Data, names: Collection[str]) -> Data:
    return {name: values[name] for name in names if name in values}


def _declared(actor: Actor, of: str, path: str) -> RecordType:
    declared = catalog.types().get(of)
    if declared is None:
        raise invalid(_at(path, "of"), "unknown_type", catalog.choose(catalog.types()))
    if not reading.may(actor, Right(declared.name, "read")):
        raise Forbidden
    return declared


def _members(actor: Actor, declared: RecordType, selection: str, after: str, limit: int) -> Page:
    if not reading.get(actor, SELECTION, selection).alive:
        raise NotFound
    known = sorted(members.read(actor.tenant, selection))
    return _named(actor, declared, [each for each in known if each > after], "", limit)


def _named(actor: Actor, declared: RecordType, ids: Sequence[str], after: str, limit: int) -> Page:
    """Behind the one that was the last."""
    ahead = ids[ids.index(after) + 1 :] if after in ids else ids
    told = _shown(actor, declared, ahead[:limit], lists.ALL)
    gone = [each for each in ahead[:limit] if each not in told.seen]
    return told._replace(gone=gone, next=ahead[limit - 1] if ahead[limit:] else "")


def _shown(actor: Actor, declared: RecordType, ids: Collection[str], asked: Criteria) -> Page:
    """Those that are there, theirs to read, and match as they see them, in the order of their ids."""
    live = records.get_all(actor.tenant, ids)
    seen = reading.seen(actor, [live[each] for each in ids if each in live and live[each].alive])
    told = {id: each for id, each in seen.items() if asked.matches(declared.values(each.known))}
    return Page([live[each] for each in told], told, [], "")


def _question(
    actor: Actor, declared: RecordType, raw: Any, limit: int, also: Collection[str] = ()
) -> tuple[Question, tuple[Source, ...]]:
    """In the natural order, in which all entries can be read, so that a place in it outlives what changes. It is told
    by digests when those have all that is asked about, and what is `also` wanted."""
    bound = _parsed(actor, declared, raw).bind(me=actor.user, now=clock.now())
    filters = reading.filters(actor, declared)
    among = walk.sources(actor.tenant, declared, bound, sight.of(actor, declared), filters)
    is_told = all(each.brief for each in filters if each.field.name in {*bound.fields(), *also})
    keep = reading.keeps(actor)
    return Question(actor.tenant, declared, among[0], bound, keep, limit, is_told=is_told), among


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
