"""What a record says of others: where it leads, how two become one, and what it spans of a tree."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib.models.stored import Data


class Link(NamedTuple):
    """A link found in a record's data: `path` for errors, `snapshot` the dict that holds id, title and place. A `live`
    one holds the id only and has no entry: for more links than a transaction has room for, whose titles are shown live.
    One that `holds` keeps its target from being archived; one that does not merely speaks of it. `told` stands in its
    entry: by what the target chooses among many that link to it. A `past` one tells of what was, so that it may lead to
    what nothing new can be given to. One that `gives` makes it theirs, work or a record: they must be within reach of
    who does that. One that is `inside` leads to nobody from outside, whom nothing belongs to. What has one that `edits`
    is made and changed by those who may edit its target. One that is `unnamed` keeps no title, since not all who see
    what has it see where it leads."""

    path: str
    snapshot: Data
    types: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    live: bool = False
    holds: bool = True
    told: Data = {}
    past: bool = False
    gives: bool = False
    inside: bool = False
    edits: bool = False
    unnamed: bool = False


class Rows(NamedTuple):
    """How the rows of a list are united: two are the `same` by this, and what comes from another record is `taken` like
    this, such as without being its default."""

    same: Callable[[Data], Any]
    taken: Callable[[Data], Data] = lambda row: row


class Merges(NamedTuple):
    """That two records of a type may become one. The `rows` of these fields are united by more than being equal. A
    field that is told `together` with others is filled only from a record that agrees on those; what is `alone` is
    never filled from another, unless somebody chooses it."""

    rows: Mapping[str, Rows] = {}
    together: Mapping[str, tuple[str, ...]] = {}
    alone: frozenset[str] = frozenset()


class Span(NamedTuple):
    """All that stands in a tree below `root`, or with `from_top` in the whole of its tree."""

    root: str
    from_top: bool


class Spans(NamedTuple):
    """Of the type whose records stand in the tree, and how much of it."""

    of: str
    told: Callable[[Data], Span | None]


REACHED, TOP, WHOLE = "reached", "top", "complete"


ANY: tuple[str, ...] = ()  # the types of a link that may lead to whatever there is
