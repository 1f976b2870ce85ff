"""What a record type is: one declaration that everything generic reads and nothing generic names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from chalicelib import text
from chalicelib.criteria import Field
from chalicelib.duplicates.facts import Facts
from chalicelib.errors import FieldError
from chalicelib.geo import Point
from chalicelib.models.record import Record
from chalicelib.models.stakes import Part, Stakes, of_owner
from chalicelib.models.telling import Moved, Telling
from chalicelib.schema import Schema

Data = dict[str, Any]
Definitions = Mapping[str, Mapping[str, Any]]  # of custom fields, by name
ELIDED = re.compile(r"\b(?:[dl]|qu)['’](?=\w)", re.IGNORECASE)


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


class Word(NamedTuple):
    """`field` is where it stands. `leads` False: it narrows a search that another word leads, but has no entry of its
    own (house numbers)."""

    text: str
    field: str
    leads: bool = True


def leads(word: str) -> bool:
    """Words like this have an entry wherever they stand, so that reading those of one finds all that have it. Numbers
    and short ends, such as of postcodes, may only narrow."""
    return len(word) >= 5 or (len(word) > 2 and word[0].isalpha())


class Key(NamedTuple):
    """An exact value under which records are found again: e-mail, phone, number."""

    kind: str
    value: str


class Claim(NamedTuple):
    """A value that only one record of the tenant may have. `path` is for the error."""

    kind: str
    value: str
    path: str


class Known(NamedTuple):
    """What there is of a type for somebody: the `names` of its fields, those that criteria may ask about, and the
    orders of its lists."""

    names: frozenset[str]
    asked: Mapping[str, Field]
    sorts: tuple[str, ...]


@dataclass(frozen=True)
class Context:
    """All that preparing or showing a record may look at besides its data: the tenant's settings, the live records
    that it links to by id, what was stored `before`, `at` what moment it is saved, "" when it is not, and then the
    custom fields of each type; of what is `known` of another type by who saves or reads it. What is saved `undone`
    gets back what it had, whatever follows what."""

    country: str
    language: str
    linked: dict[str, Record]
    before: Data = field(default_factory=dict)
    time_zone: str = "UTC"
    settings: Mapping[str, Data] = field(default_factory=dict)
    at: str = ""
    customs: Mapping[str, Definitions] = field(default_factory=dict)
    known: Callable[[str], Known | None] = lambda _: None
    undone: bool = False


class Custom(NamedTuple):
    """A value of a field that the tenant made, as criteria ask about it; with `facet` it has an entry of its own. What
    is `brief` stands in digests."""

    field: Field
    value: Any
    facet: bool
    brief: bool


class Prepared(NamedTuple):
    """What is to be stored, and what is wrong with it."""

    data: Data
    faults: list[FieldError]


def words_in(field: str, content: Any, most: int = 40) -> Iterator[Word]:
    """The words of a text, whatever is stored there; l'Étoile by both letoile and etoile."""
    if content:
        told = text.words(str(content), most)
        apart = text.words(ELIDED.sub(" ", str(content)), most) if ELIDED.search(str(content)) else ()
        yield from (Word(word, field) for word in dict.fromkeys([*told, *apart]))


def nothing(_: Record) -> Iterable[Any]:
    return ()


def as_sent(data: Data, _: Context) -> Prepared:
    return Prepared(data, [])


@dataclass(frozen=True)
class RecordType:
    """All functions are pure and never raise on a stored record.

    `title` and `place` are what others keep of it in a link's snapshot, `shared` the fields whose change must reach
    those others. `fixed` fields keep the value they were created with; `born` ones may be given then, and are changed
    by operations of their own. `assumes` adds what goes without saying, from the data, what was stored before, and the
    user who saves. `tree` names a link that may not form a cycle, of so many `levels` where those are counted; what is
    archived `remains` to be found in a tree by this, such as its table, where other records have it still.
    `sorts` name the orders a list can have, the first is the natural one. `prepare` turns what was sent into what is
    stored: normal forms, computed fields. `refuses` says why nothing new may link to a record, "" when it may. With
    `kept_by`, the records are the copy that this service writes of its own: never archived, and changed by nobody else,
    so that there are no operations on them but its own. `needs` are the ids, all of them links, that an answer shows
    live, `show` what the answer adds to the data or puts in its place. `computed` and `shown` are the types of both.
    `settings` are the names of the tenant's settings that `prepare` looks at. `dated` is where it stands in timelines,
    `located` where on the map, `todo` whose open work it is, `held` what goes to another when somebody leaves. Of a
    type that is `touched`, each record knows when it was last dealt with. It `reminds` whom it has to; `members` are
    the users whom it stands for when something is given to it, and when one of its fields `stirs` changes, they may
    have to be reminded of all at other moments. `tells` says who is told of a change besides those who follow the
    record; of each new one with a `topic` those are told who follow that.
    Of a type that `opens`, a new record is shared or internal as the tenant says, where it does not say itself.
    What it `spans` of a tree is kept with it, and made anew when the tree changes: `reached`, from its `top` down,
    `complete` unless that is more than is read.
    `apart` are the verbs that the type declares itself, such as create; `archiving` says what else that one does. Of
    what is `watched`, who looked at it stands in its history.
    `stakes` tell who has a part in a record, and `rights` what it says about those of others. One that is
    `administered` is changed by administrators only, whatever profiles say. The operations on those, and on what is
    asked for `seldom`, share their functions. Of a type that `follows` another, who may read or edit a record of that
    may do so with what belongs to it.
    What is `made_of` fields, such as an order, a filter or a word's place, is hidden with any of them, and a field with
    those that it is made of besides; a name that is not there is made of the field of that name. What `bears` the title
    of what a field links to is not seen by who may not see that; what `tells_of` a record of another type is seen by
    whose profile reads those. `outside` are the names that somebody from outside may see. What a record is called by,
    what others keep of it and what lists and worklists are ordered by cannot be hidden: those fields are `essential`.
    By its `likeness` it is told whether another is about the same; a type without one has no duplicates.
    `verbs` are the actions that there are on the type besides those on all. `asks` are the actions that a change needs
    besides, of what was to what will be, by the field that says so. `taken` advises who gives what another record
    claims; with `claims_last` what was archived claims it too. One that is `closed` is read by
    administrators only. `customs` are the values of fields that tenants made,
    where it `is_customised`. Where the id of a new record follows from what it says, that is its `identity`; `shipped`
    is the data of one that comes with Relata, by its id, and that nobody keeps.
    Of its `periods` no two of a group meet. What `joins` records of other types is seen by who sees all that it joins,
    and changed by those of them who may edit one.
    """

    name: str
    plural: str
    prefix: str
    fields: type[Schema]
    summary: str
    title: Callable[[Data], str]
    sorts: Mapping[str, Callable[[Record], str]]
    place: Callable[[Data], str] = lambda _: ""
    filters: tuple[Filter, ...] = ()
    words: Callable[[Record], Iterable[Word]] = nothing
    keys: Callable[[Record], Iterable[Key]] = nothing
    claims: Callable[[Record], Iterable[Claim]] = nothing
    likeness: Callable[[Data], Facts] | None = None
    links: Callable[[Data], Iterable[Link]] = lambda _: ()
    prepare: Callable[[Data, Context], Prepared] = as_sent
    dated: Callable[[Record], Iterable[Dated]] = nothing
    located: Callable[[Record], Iterable[Located]] = nothing
    todo: Callable[[Record], Iterable[Todo]] = nothing
    reminds: Callable[[Record], Iterable[Remind]] = nothing
    members: Callable[[Record], Iterable[str]] = nothing
    stirs: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    tells: Callable[[Moved], Iterable[Telling]] = lambda _: ()
    topic: Callable[[Data], str] = lambda _: ""
    refuses: Callable[[Data], str] = lambda _: ""
    kept_by: str = ""
    needs: Callable[[Record], Iterable[str]] = nothing
    show: Callable[[Record, Context], Data] = lambda _record, _context: {}
    assumes: Callable[[Data, Data, str], Data] = lambda data, _before, _user: data
    fixed: frozenset[str] = frozenset()
    born: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    tree: str = ""
    levels: int = 0
    remains: Callable[[Data], str] = lambda _: ""
    apart: frozenset[str] = frozenset()
    archiving: str = ""
    watched: bool = False
    spans: Spans | None = None
    opens: bool = False
    touched: bool = False
    stakes: Callable[[Record], Stakes] = of_owner
    rights: Callable[[Record], Part | None] = lambda _: None
    periods: Callable[[Record], Iterable[Period]] = nothing
    joins: tuple[str, ...] = ()
    administered: bool = False
    seldom: bool = False
    follows: str = ""
    made_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bears: Mapping[str, str] = field(default_factory=dict)
    tells_of: Mapping[str, str] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    essential: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    asks: Callable[[Data, Data], Mapping[str, str]] = lambda _before, _after: {}
    taken: str = ""
    claims_last: bool = False
    closed: bool = False
    is_customised: bool = False
    identity: Callable[[Data], str] = lambda _: ""
    shipped: Callable[[str], Data | None] = lambda _: None
    customs: Callable[[Data], Iterable["Custom"]] = lambda _: ()
    settings: tuple[str, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)
    computed: Mapping[str, Any] = field(default_factory=dict)
    key_filters: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)
    example_change: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        """Whether its records stand for several users."""
        return self.members is not nothing and not self.kept_by

    @property
    def is_seldom(self) -> bool:
        return self.seldom or self.administered

    @property
    def natural(self) -> str:
        return next(iter(self.sorts))

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all that is sent, computed and shown."""
        return frozenset({*self.fields.model_fields, *self.computed, *self.shown})

    def parts(self, name: str) -> frozenset[str]:
        """The fields that have to be seen for this to be seen."""
        return self.made_of.get(name, frozenset()) | (self.names & {name} if name in self.made_of else {name})

    @property
    def criteria_fields(self) -> dict[str, Field]:
        return {each.field.name: each.field for each in self.filters}

    def values(self, data: Data, *, brief: bool = False) -> Data:
        """What the criteria language reads of a record; only what there is, and where it is to be `brief`, only what
        stands in digests."""
        told = {each.field.name: each.read(data) for each in self.filters}
        told |= {each.field.name: each.value for each in self.customs(data) if each.brief or not brief}
        return {name: value for name, value in told.items() if value not in (None, "", [])}
