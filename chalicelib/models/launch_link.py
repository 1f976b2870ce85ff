"""A launch link: leads somebody from here to another program, such as the portal of a supplier."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stakes, stored, through
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import KnownLink, Line, Linked, Short
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Stakes
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

LONGEST = 1_000
ASSIGNED = ("relation", "contact", "user")
SIGN = "sign"
SIGNED = (SIGN, "url", "assigned")
Address = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(text.secure_website)]


class LaunchLinkFields(Schema):
    """Those whom it is `assigned` to see it: a relation's are for all who see all of that relation."""

    title: Short
    url: Address = Field(description="begins with https://, without a user name or password")
    assigned: Linked = Field(description="a relation, a contact or a user")
    description: Line | None = None
    position: int = Field(default=50, ge=1, le=999, description="the lowest comes first")
    sign: bool = Field(default=False, description="with a token of a minute that tells the other program who comes")


def prepare(data: Data, context: Context) -> Prepared:
    return Prepared({**data, through.NAME: list(through.of([_assigned(data)], context))}, [])


def _assigned(data: Data) -> str:
    return stored.line(stored.part(data, "assigned"), "id")


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, "assigned"):
        yield Link("assigned", link, ASSIGNED, holds=False, edits=True)


def asks(before: Data, after: Data) -> dict[str, str]:
    """Who says for whom another program gets a token of ours, and which."""
    changed = after.get(SIGN) is True and any(_told(before, name) != _told(after, name) for name in SIGNED)
    return {SIGN: SIGN} if changed else {}


def _told(data: Data, name: str) -> object:
    return _assigned(data) if name == "assigned" else data.get(name)


def stakes_in(record: Record) -> Stakes:
    who = _assigned(record.data)
    beside = [who, *stakes.ids(stored.parts(record.data, through.NAME))]
    return Stakes(
        owners=stakes.owners(record),
        given=(who,) if who.startswith("usr_") else (),
        parties=(who,) if who.startswith(stakes.OF_CONTACT) else None if who.startswith(stakes.OF_RELATION) else (),
        around=stakes.relations(beside),
    )


def _position(data: Data) -> int:
    told = data.get("position")
    return told if isinstance(told, int) and 0 < told < 1_000 else 999


def words(record: Record) -> Iterable[Word]:
    return words_in("title", record.data.get("title"))


LAUNCH_LINK = RecordType(
    name="launch_link",
    plural="launch-links",
    prefix="lnk",
    fields=LaunchLinkFields,
    summary="Leads somebody from here to another program.",
    seldom=True,
    title=lambda data: stored.line(data, "title"),
    sorts={
        "position": lambda record: f"{_position(record.data):03} {text.fold(stored.line(record.data, 'title'))}",
        "title": lambda record: text.fold(stored.line(record.data, "title")),
    },
    filters=(
        filter_on(CriteriaField("assigned", "link"), facet=True),
        filter_on(CriteriaField("title", "text")),
        filter_on(CriteriaField("sign", "boolean")),
    ),
    words=words,
    links=links,
    prepare=prepare,
    stakes=stakes_in,
    follows="relation",
    verbs=frozenset({SIGN}),
    asks=asks,
    outside=frozenset({"title", "url", "description", "position", "sign"}),
    essential=frozenset({"title", "assigned", "position", through.NAME}),
    computed={through.NAME: list[dict[str, str]]},
    shown={"assigned": KnownLink},
    example={
        "title": "Web shop",
        "url": "https://shop.example.com/orders",
        "assigned": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
    },
    example_change={"position": 10, "sign": True},
)
