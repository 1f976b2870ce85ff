"""A saved selection: records of one type, by criteria that are asked anew each time, or one by one."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import Field

from chalicelib import criteria, text
from chalicelib.criteria import CriteriaError
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import guarded, shareable, stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import Line, Lines
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Known, Prepared, RecordType
from chalicelib.models.shareable import ShareableFields
from chalicelib.models.word import Word, words_in

Kind = Literal["dynamic", "static"]
DYNAMIC: Kind = "dynamic"
STATIC: Kind = "static"
CRITERIA, SIZE, FILLED_AT = "criteria", "size", "filled_at"
MOST_CHARACTERS = 20_000
GONE = "This asks about a field that there is not any more, or not for you: change the criteria."


class SelectionFields(ShareableFields):
    name: Line
    of: Line = Field(description="the type of record, such as relation")
    kind: Kind = Field(default=DYNAMIC, description="what meets `criteria` at each moment, or what was put into it")
    criteria: dict[str, Any] | None = Field(
        default=None, description='of a dynamic one: in the language that lists are searched by, `{"all": []}` is all'
    )
    description: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    faults = list(of_faults(data, context))
    return Prepared(data, faults or [*guarded.faults(data), *_criteria_faults(data, context)])


def of_faults(data: Data, context: Context) -> Iterator[FieldError]:
    from chalicelib.models import catalog  # which knows all types, and so this one

    return catalog.of_fault(stored.line(data, "of"), stored.line(context.before, "of"))


def _criteria_faults(data: Data, context: Context) -> Iterator[FieldError]:
    told = data.get(CRITERIA)
    if data.get("kind") == STATIC:
        if told is not None:
            yield FieldError(CRITERIA, "not_for_static", "A static selection has members instead; leave this out.")
    elif told is None:
        yield FieldError(CRITERIA, "required", 'Give criteria; `{"all": []}` selects all there are.')
    else:
        yield from faults_of(data, context)


def faults_of(data: Data, context: Context) -> Iterator[FieldError]:
    """Of criteria that differ from what stood there."""
    told, known = data.get(CRITERIA), context.known(stored.line(data, "of"))
    if told == context.before.get(CRITERIA) or known is None:
        return
    if len(json.dumps(told)) > MOST_CHARACTERS:
        yield FieldError(CRITERIA, "too_long", f"Criteria take at most {MOST_CHARACTERS} characters.")
    else:
        yield from _misfits(told, known)


def _misfits(told: Any, known: Known) -> Iterator[FieldError]:
    try:
        criteria.parse(told, known.asked)
    except CriteriaError as error:
        yield from (FieldError(*fault) for fault in error.faults)


def show(record: Record, context: Context) -> Data:
    """What would be refused if it were used now."""
    known = context.known(stored.line(record.data, "of"))
    told = record.data.get(CRITERIA)
    faults = list(_misfits(told, known)) if told is not None and known else []
    return {"faults": [each._asdict() for each in faults]} if faults else {}


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


SELECTION = RecordType(
    name="selection",
    plural="selections",
    prefix="sel",
    fields=SelectionFields,
    summary="Records of one type to work on: those that meet criteria, or those that were put into it.",
    title=lambda data: stored.line(data, "name"),
    sorts={
        "name": lambda record: text.fold(stored.line(record.data, "name")),
        "updated_at": lambda record: record.updated_at,
    },
    filters=(
        *shareable.FILTERS,
        filter_on(CriteriaField("of", "choice"), facet=True),
        filter_on(CriteriaField("kind", "choice", choices=(DYNAMIC, STATIC)), asked=True),
        filter_on(CriteriaField("name", "text")),
    ),
    words=words,
    links=guarded.links,
    prepare=prepare,
    assumes=shareable.assumes,
    show=show,
    fixed=frozenset({"of", "kind"}),
    stakes=shareable.stakes_in,
    seldom=True,
    verbs=frozenset({"manage_access"}),
    made_of={
        "shared_with": frozenset({"access"}),
        "faults": frozenset({CRITERIA}),
        SIZE: frozenset(),
        FILLED_AT: frozenset(),
    },
    essential=frozenset({"name", "of", "kind"}),
    computed={SIZE: int, FILLED_AT: str},
    shown={**shareable.SHOWN, "faults": list[dict[str, str]]},
    example={
        "name": "Customers without activity for three months",
        "of": "relation",
        "criteria": {
            "all": [
                {"field": "status", "op": "has_any", "value": ["customer"]},
                {"field": "last_touch_at", "op": "lt", "value": {"last": 3, "unit": "months"}},
            ]
        },
    },
    example_change={"restricted": False, "locked": True},
)
