"""Phone numbers, e-mail addresses, websites: as typed, and in the one form in which they are found again."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from pydantic import Field

from chalicelib import text
from chalicelib.errors import FieldError
from chalicelib.models.fields import Line, Short
from chalicelib.models.record_type import Context, Data, Key, Word, words_in
from chalicelib.schema import Schema

ChannelKind = Literal["phone", "mobile", "fax", "email", "website"]
PHONES = frozenset({"phone", "mobile", "fax"})
OWN, PERSON, COMPANY = "own", "person", "company"


class Channel(Schema):
    """One way to reach a party. Any number of each kind; one is the default."""

    kind: ChannelKind
    value: Line
    label: Short | None = None
    default: bool = False
    business: bool = Field(default=False, description="of a person: may be shown in the context of a company too")
    normal: str | None = Field(default=None, description="read only: E.164, folded address, https link", exclude=True)


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
    """Adds normal forms and sees to it that each kind has one default: the one marked, else the first."""
    told: list[Data] = []
    faults: list[FieldError] = []
    for place, channel in enumerate(channels):
        normal = _normal(channel["kind"], channel["value"], country or context.country)
        if normal.fault:
            faults.append(FieldError(f"channels[{place}].value", "not_valid", normal.fault))
        told.append({**channel, "normal": normal.value})
    return _with_defaults(told, faults), faults


def _with_defaults(channels: list[Data], faults: list[FieldError]) -> list[Data]:
    marked: dict[str, int] = {}
    for place, channel in enumerate(channels):
        if channel.get("default") and marked.setdefault(channel["kind"], place) != place:
            told = f"Only one {channel['kind']} can be the default."
            faults.append(FieldError(f"channels[{place}].default", "two_defaults", told))
    for place, channel in enumerate(channels):
        marked.setdefault(channel["kind"], place)
    return [{**channel, "default": marked[channel["kind"]] == place} for place, channel in enumerate(channels)]


def words(channels: Iterable[Data]) -> Iterator[Word]:
    """A phone by its national number, a mail address by its own part and its host, a website by its host."""
    for channel in channels:
        normal = str(channel.get("normal") or "")
        if channel.get("kind") in PHONES:
            yield Word(text.phone_word(normal) if normal else "", "channels")
        else:
            host = normal.removeprefix("https://").removeprefix("www.").partition("/")[0]
            yield from words_in("channels", host, 4)


def keys(channels: Iterable[Data]) -> Iterator[Key]:
    for channel in channels:
        if channel.get("normal"):
            yield Key("phone" if channel["kind"] in PHONES else channel["kind"], channel["normal"])


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
            if not any(known["kind"] == channel["kind"] and known["normal"] == channel["normal"] for known in told):
                told.append({**channel, "source": source, "default": False})
    seen: set[Any] = set()
    for channel in told:
        channel["default"] = channel["kind"] not in seen
        seen.add(channel["kind"])
    return told
