"""Phone numbers, e-mail addresses, websites: as typed, and in the one form in which they are found again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.entry import Key
from chalicelib.models.fields import Line, Short
from chalicelib.models.link import Rows
from chalicelib.models.record_type import Context, Data
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

ChannelKind = Literal["phone", "mobile", "fax", "email", "website"]
PHONES = frozenset({"phone", "mobile", "fax"})
OWN, PERSON, COMPANY = "own", "person", "company"
Known = Mapping[tuple[str, str], Data]


class Channel(Schema):
    """One way to reach a party. Any number of each kind; one is the default."""

    kind: ChannelKind
    value: Line
    label: Short | None = None
    default: bool = False
    business: bool = Field(default=False, description="of a person: may be shown in the context of a company too")
    normal: str | None = Field(default=None, description="read only: E.164, folded address, https link", exclude=True)


class KnownChannel(BaseModel):
    """A channel as it is answered, with its `normal` form: E.164, folded address, https link."""

    kind: ChannelKind
    value: str
    normal: str
    label: str | None = None
    default: bool
    business: bool


class ReachedBy(KnownChannel):
    """A channel as it counts in a company; `source` tells whose it is."""

    source: Literal["own", "person", "company"]


class Normal(NamedTuple):
    value: str
    fault: str | None


def _normal(kind: str, value: str, country: str) -> Normal:
    try:
        if kind in PHONES:
            number = text.phone(value, country)
            fault = None if number else "This is no phone number; give it with area code, abroad with + and country."
            return Normal(number or "", fault)
        return Normal(text.email(value) if kind == "email" else text.website(value), None)
    except ValueError as error:
        return Normal("", str(error))


def prepare(channels: list[Data], context: Context, country: str | None) -> tuple[list[Data], list[FieldError]]:
    """Adds normal forms and sees to it that each kind has one default: the one marked, else the first.

    What was stored before keeps its normal form: a number typed without a country code stays the same number when the
    party moves abroad."""
    known = {_typed(each): each for each in stored.parts(context.before, "channels")}
    told: list[Data] = []
    faults: list[FieldError] = []
    for place, channel in enumerate(channels):
        normal = _known(known, channel) or _normal(*_typed(channel), country or context.country)
        if normal.fault:
            faults.append(FieldError(f"channels[{place}].value", "not_valid", normal.fault))
        elif any(_same(each, {**channel, "normal": normal.value}) for each in told):
            faults.append(FieldError(f"channels[{place}].value", "twice", "This is there already."))
        told.append({**channel, "normal": normal.value})
    return _with_defaults(told, known, faults), faults


def _typed(channel: Data) -> tuple[str, str]:
    return stored.line(channel, "kind"), stored.line(channel, "value")


def _known(known: Known, channel: Data) -> Normal | None:
    normal = stored.line(known.get(_typed(channel)), "normal")
    return Normal(normal, None) if normal else None


def _with_defaults(channels: list[Data], known: Known, faults: list[FieldError]) -> list[Data]:
    """Of two that are marked the one that was the default before gives way; two that are newly marked are a fault."""
    marked: dict[str, int] = {}
    places = sorted(range(len(channels)), key=lambda place: _was_default(known, channels[place]))
    for place in places:
        channel, kind = channels[place], stored.line(channels[place], "kind")
        is_second = bool(channel.get("default")) and marked.setdefault(kind, place) != place
        if is_second and not _was_default(known, channel):
            told = f"Only one {kind} can be the default."
            faults.append(FieldError(f"channels[{place}].default", "two_defaults", told))
    for place, channel in enumerate(channels):
        marked.setdefault(stored.line(channel, "kind"), place)
    return [
        {**channel, "default": marked[stored.line(channel, "kind")] == place} for place, channel in enumerate(channels)
    ]


def _was_default(known: Known, channel: Data) -> bool:
    return bool(known.get(_typed(channel), {}).get("default"))


def words(channels: Iterable[Data]) -> Iterator[Word]:
    """A phone by its national number, a mail address by its own part and its host, a website by its host."""
    for channel in channels:
        normal = stored.line(channel, "normal")
        if stored.line(channel, "kind") in PHONES:
            yield Word(text.phone_word(normal) if normal else "", "channels")
        else:
            host = normal.removeprefix("https://").removeprefix("www.").partition("/")[0]
            yield from words_in("channels", host, 4)


def keys(channels: Iterable[Data]) -> Iterator[Key]:
    for channel in channels:
        kind, normal = stored.line(channel, "kind"), stored.line(channel, "normal")
        if normal:
            yield Key("phone" if kind in PHONES else kind, normal)


def inherited(own: list[Data], person: list[Data], company: list[Data]) -> list[Data]:
    """What reaches a contact, best first: its own entries, the person's that are marked for business too, the
    company's. Each names its `source`; the first of a kind is the `default`. The private number of a person never
    shows up in a company's context unless marked."""
    told: list[Data] = []
    for source, channels in (
        (OWN, own),
        (PERSON, [each for each in person if each.get("business")]),
        (COMPANY, company),
    ):
        for channel in sorted(channels, key=lambda each: not each.get("default")):
            if not any(_same(known, channel) for known in told):
                told.append({**channel, "source": source, "default": False})
    seen: set[Any] = set()
    for channel in told:
        kind = stored.line(channel, "kind")
        channel["default"] = kind not in seen
        seen.add(kind)
    return told


def _same(one: Data, other: Data) -> bool:
    return all(one.get(name) == other.get(name) for name in ("kind", "normal"))


# What comes from another record is the default of nothing.
UNITED = Rows(
    same=lambda row: (stored.line(row, "kind"), stored.line(row, "normal")), taken=lambda row: {**row, "default": False}
)
