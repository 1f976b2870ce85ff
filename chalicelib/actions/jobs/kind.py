"""What a kind of job is: what it asks for, which records it goes over, and what it does with one of them."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import selecting
from chalicelib.actions.selecting import Those
from chalicelib.errors import Forbidden, Invalid, Problem, invalid
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage.job_rows import Row
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.work import Work


class Asked(NamedTuple):
    """As it was sent."""

    those: Those | None
    what: Data


class Prepared(NamedTuple):
    """Checked, as JSON to be kept: the records `chosen`, which a kind that goes over others may shape as it likes, and
    `what` is done with them."""

    of: str
    chosen: Data
    what: Data


class Page(NamedTuple):
    """Records as they are kept, ids of those that are not there any more, and where to go on, "" at the end. `told` is
    what the kind knows of each besides, and `behind` where to go on when it has been dealt with and the next has not.
    What comes behind one that `rests` is looked for when this has been saved. Where the kind has seen to it that none
    was dealt with before, it is `fresh`, and `free` what it knows that they would take, and nobody has."""

    records: list[Record]
    gone: list[str]
    next: str
    told: Mapping[str, Data] = {}
    behind: Mapping[str, str] = {}
    rests: bool = False
    fresh: bool = False
    free: Collection[ItemKey] = ()


class Deal(NamedTuple):
    """One record, dealt with in the name of who began the job, and as they may by now."""

    work: Work
    actor: Actor
    job: Record
    record: Record
    told: Data = {}


class Swept(NamedTuple):
    """How many records of a page came to what, what the kind keeps for itself until the job is over, and where to go
    on, "" at the end."""

    counts: Mapping[str, int]
    told: Data
    next: str


def page_of_chosen(actor: Actor, job: Record, after: str, limit: int) -> Page:
    found = selecting.page(actor, job.data["chosen"], after, limit)
    return Page(found.records, found.gone, found.next)


class Undo(NamedTuple):
    """How what a job did is undone: `page` and `act` of the job that does so."""

    page: Callable[[Actor, Record, str, int], Page]
    act: Callable[[Deal], Row | None]


class Kind(NamedTuple):
    """`act` saves within the work of its deal, or nothing where nothing differs; what it raises is why the record is
    refused, told as the operation on that one record would have. It may give a row of its own. `right` is asked for at
    the beginning and at each step. `prepare` None is of what is not begun by POST /v1/jobs. `first` and `last` are
    transactions of their own, before and after all records; `back` is what undoing it begins with, in place of
    `first`; `found` counts what a kind goes over that are no records which were chosen, and where it is not `counted`
    beforehand how many it deals with, nobody is told how many are left; what `last` gives becomes part of the job.
    What is not `undoable` says so; what is not undone field by field has an `undo` of its own.
    A kind that changes no records has a `sweep` in place of `page` and `act`: it deals with a whole page outside of the
    transaction, in a way that bears being done twice, and never with the answer; `kept` of the job is what it said it
    keeps. Its records have no rows. A job that leaves a file says by `shut` why it is not to be fetched any more, ""
    when it is."""

    act: Callable[[Deal], Row | None]
    right: Callable[[Data], Right]
    prepare: Callable[[Actor, Asked], Prepared] | None = None
    found: Callable[[Actor, Prepared], int] | None = None
    page: Callable[[Actor, Record, str, int], Page] = page_of_chosen
    first: Callable[[Work, Actor, Record], None] | None = None
    last: Callable[[Work, Actor, Record], Data | None] | None = None
    back: Callable[[Work, Actor, Record], None] | None = None
    undoable: bool = True
    counted: bool = True
    undo: Undo | None = None
    sweep: Callable[[Actor, Record, str], Swept] | None = None
    shut: Callable[[Actor, Record], str] = lambda _actor, _job: ""


def chosen(actor: Actor, asked: Asked) -> Data:
    if asked.those is None:
        raise invalid("those", "required", "Say with which records.")
    return selecting.chosen(actor, asked.those, "those")


class Verb(NamedTuple):
    """What is done with one record: the operation's name, the right that it asks for, and what is told of a type that
    has no such operation."""

    name: str
    action: str
    absent: str


def chosen_for(actor: Actor, asked: Asked, verb: Verb) -> Data:
    """Raises Invalid where the type has no such operation, and Forbidden where they may do it with no record of it."""
    picked = chosen(actor, asked)
    declared = TYPES[picked["of"]]
    if verb.name in declared.apart:
        raise invalid("those.of", "not_for_job", verb.absent)
    if not reading.may(actor, Right(declared.name, verb.action)):
        raise Forbidden
    return picked


def within(problem: Problem) -> Problem:
    """The same, of what stands in `what`."""
    errors = [each._replace(field=f"what.{each.field}") for each in problem.errors]
    kind = type(problem) if problem.errors else Invalid
    return kind(problem.detail, errors, problem.headers, **problem.extra)
