"""What a record stands under besides its id: in lists, timelines and agendas, on the map, and by what it alone has."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from chalicelib.criteria import Field
from chalicelib.geo import Point
from chalicelib.models.record import Record
from chalicelib.models.stored import Data


class Filter(NamedTuple):
    """A field that can be filtered on. With `facet` each of its values has an entry, so that a list on it is one
    query; without, it is only in the digest of the other entries. `read` takes it from the data. Lists can be asked by
    facets, and by what is `asked` for all the same: of types of which there are few. What is not `brief` is not in
    digests, so that it is compared in the records."""

    field: Field
    read: Callable[[Data], Any]
    facet: bool = False
    asked: bool = False
    brief: bool = True


def filter_on(
    field: Field, *, facet: bool = False, asked: bool = False, read: Callable[[Data], Any] | None = None
) -> Filter:
    return Filter(field, read or (lambda data: data.get(field.name)), facet, asked or facet)


class Dated(NamedTuple):
    """Something to be seen on another record, in the order of time. `at` is a date, or a moment in UTC; the digest has
    `kind` and `visibility`, `through` when it is there because of a third record, and `touch` with who it was `by` when
    the target was dealt with. With `open` it is work that is waiting, and stands above all that has a time."""

    target: str
    at: str
    digest: Data
    open: bool = False


class Period(NamedTuple):
    """Of a `group` there is one at a time, where it is `alone`: from the day `since` to the day `until`, both included,
    "" without end. A group that is not to stand above itself has those `above` it, None where it may; `path` is for
    errors."""

    group: str
    since: str
    until: str
    path: str
    alone: bool = True
    above: tuple[str, ...] | None = None


class Todo(NamedTuple):
    """Open work of somebody. `due` is a date, or a moment in UTC; of what is due together that of the lowest `rank`
    comes first."""

    who: str
    due: str
    digest: Data
    rank: str = ""


class Held(NamedTuple):
    """What of a type somebody has to look after, until it is handed over: `name` is its word in the API. It is found
    `among` the entries of their open work, of what is to come in their timeline, of what else they will be reminded of,
    of what they have a part in, or in the list of all, whose digest has their id; `theirs` then says of a record, at a
    moment, whether it is. `given` is its data with a link to another in their place, who is of one of the types
    `takers`. `marks` are what digests of open work may tell of it."""

    name: str
    among: Literal["todo", "ahead", "reminder", "stake", "list"]
    theirs: Callable[[Record, str, str], bool]
    given: Callable[[Data, str, Data], Data]
    takers: tuple[str, ...]
    marks: tuple[str, ...] = ()


class Remind(NamedTuple):
    """Who is to be reminded, a user or a team: of what is `due`, of a `start`, or of what `expires`. `at` is a date or
    a moment in UTC; what was put off is not told of before the day `not_before`. `ends` is the date that is told, where
    it is another."""

    who: str
    of: str
    at: str
    not_before: str = ""
    ends: str = ""

    @property
    def anchor(self) -> str:
        """What is told of once: with another date, or put off anew, it is something to be told of again."""
        return f"{self.at} {self.not_before}".rstrip()

    @property
    def date(self) -> str:
        return self.ends or self.at


class Located(NamedTuple):
    """Where on earth it is, by which address."""

    at: Point
    address: Data


class Key(NamedTuple):
    """An exact value under which records are found again: e-mail, phone, number."""

    kind: str
    value: str


class Claim(NamedTuple):
    """A value that only one record of the tenant may have. `path` is for the error."""

    kind: str
    value: str
    path: str


class Custom(NamedTuple):
    """A value of a field that the tenant made, as criteria ask about it; with `facet` it has an entry of its own. What
    is `brief` stands in digests."""

    field: Field
    value: Any
    facet: bool
    brief: bool
