"""What a record type is: one declaration that everything generic reads and nothing generic names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from chalicelib.criteria import Field
from chalicelib.duplicates.facts import Facts
from chalicelib.errors import FieldError
from chalicelib.models.entry import Claim, Custom, Dated, Filter, Held, Key, Located, Period, Remind, Todo
from chalicelib.models.link import Link, Merges, Spans
from chalicelib.models.record import Record
from chalicelib.models.stakes import Part, Stakes, of_owner
from chalicelib.models.stored import Data as Data
from chalicelib.models.telling import Moved, Telling
from chalicelib.models.word import Word
from chalicelib.schema import Schema

Definitions = Mapping[str, Mapping[str, Any]]  # of custom fields, by name
COMPLETENESS = "completeness"  # from 0 to 100, of what is asked of its type


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
    gets back what it had, whatever follows what. `defined` are the custom fields that there are, also where nothing is
    asked of them; None where nobody looked."""

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
    defined: Mapping[str, Definitions] | None = None


class Prepared(NamedTuple):
    """What is to be stored, and what is wrong with it."""

    data: Data
    faults: list[FieldError]


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
    archived `remains` to be found in a tree or of a person by this, where other records have it still.
    `sorts` name the orders a list can have, the first is the natural one. `prepare` turns what was sent into what is
    stored: normal forms, computed fields. `refuses` says why nothing new may link to a record, "" when it may. With
    `kept_by`, the records are the copy that this service writes of its own: never archived, and changed by nobody else,
    so that there are no operations on them but its own. `needs` are the ids, all of them links, that an answer shows
    live, `show` what the answer adds to the data or puts in its place. `computed` and `shown` are the types of both.
    `settings` are the names of the tenant's settings that `prepare` looks at, `shows_by` those that `show` does; by
    the former, and the tenant's language, there are `choices` for a field. Where the tenant does not say what a
    complete record has, its `demands` do. `dated` is where it stands in timelines,
    `located` where on the map, `todo` whose open work it is, `held` what goes to another when somebody leaves. Of a
    type that is `touched`, each record knows when it was last dealt with. It `reminds` whom it has to; `members` are
    the users whom it stands for when something is given to it, and when one of its fields `stirs` changes, they may
    have to be reminded of all at other moments. `tells` says who is told of a change besides those who follow the
    record; of each new one with a `topic` those are told who follow that.
    Of a type that `opens`, a new record is shared or internal as the tenant says, where it does not say itself; of one
    that is `discreet` it is internal then where it is about something that is.
    What it `spans` of a tree is kept with it, and made anew when the tree changes: `reached`, from its `top` down,
    `complete` unless that is more than is read.
    `apart` are the verbs that the type declares itself, such as create, or has not; `archiving` says what else that one
    does. Of what is `watched`, who looked at it stands in its history.
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
    One that `merges` may become one with another of its type. Where what a record leads to becomes one with what
    another leads to, and there is room for one of them only, that one goes into the other: what stands is what it
    `repeats` makes of the two.
    Of its `periods` no two of a group meet. What `joins` records of other types is seen by who sees all that it joins,
    and changed by those of them who may edit one; `bereft` says what it becomes by those, as they are by now, when one
    of them was archived or came back.
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
    discreet: bool = False
    touched: bool = False
    stakes: Callable[[Record], Stakes] = of_owner
    rights: Callable[[Record], Part | None] = lambda _: None
    periods: Callable[[Record], Iterable[Period]] = nothing
    joins: tuple[str, ...] = ()
    merges: Merges | None = None
    repeats: Callable[[Data, Data], Data] | None = None
    bereft: Callable[[Data, Sequence[Record]], Data] | None = None
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
    shows_by: tuple[str, ...] = ()
    choices: Mapping[str, Callable[[Mapping[str, Any], str], list[Data]]] = field(default_factory=dict)
    demands: tuple[Mapping[str, Any], ...] = ()
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
    def is_archived(self) -> bool:
        """Whether its records can be."""
        return not self.kept_by and "archive" not in self.apart

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
