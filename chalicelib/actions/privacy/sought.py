"""By what somebody is found in what is kept: their records, their names, addresses of mail and numbers. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from chalicelib.models import stored
from chalicelib.models.channel import PHONES
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import OF_RELATION

GONE = "[erased]"
NAMES = frozenset({"first_name", "last_name", "patronymic", "display_name"})
SHORTEST = 3  # of a name; shorter ones would take half of a text with them
NATIONAL = 9  # digits of a number that are the same however it is dialled
BETWEEN = r"[\s./()-]{0,2}"
ABROAD = r"(?<!\d)(?:(?:\+|00)\d{1,3}[\s./()-]{0,2}|\d{1,3})?\(?0?\)?"
BY_ID = ("title", "place")
SIDES = ("was", "now")
# What no text of a person stands in, whatever they are called: codes, ids and moments.
CODES = frozenset({
    "id", "type", "action", "at", "by", "request_id", "kind", "state", "visibility", "direction", "part", "priority",
    "term", "recurrence", "time_zone", "language", "rule", "trust", "automatic", "outcome", "activity", "message_id",
    "wire_id", "also_known_as", "references", "fingerprint", "conversation", "series", "record", "sha256", "purpose",
    "channel", "source", "download", "through", "created_by", "updated_by",
})  # fmt: skip


@dataclass(frozen=True)
class Sought:
    """`ids` are the records that they are, `titles` what each is called from now on, `addresses` those that they used.
    `numbers` are digits only."""

    ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def kept(self) -> Data:
        return {name: list(value) for name, value in asdict(self).items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted({*self.names, *self.emails}, key=len, reverse=True)
        told = [rf"(?<!\w){re.escape(each)}(?!\w)" for each in words]
        told += [ABROAD + BETWEEN.join(each[-NATIONAL:]) + r"(?!\d)" for each in self.numbers]
        return re.compile("|".join(told) or r"(?!)", re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    # ---------------------------------------------------------------------------------------------------- taken out

    def scrubbed(self, value: Any, name: str = "") -> Any:
        """Without them, whatever its shape: titles of what they are become what that is called from now on, and in
        texts their names, addresses and numbers are taken out. What links to others call those stays."""
        if isinstance(value, str):
            return value if name in CODES else self._pattern.sub(GONE, value)
        if isinstance(value, list):
            return [self.scrubbed(each, name) for each in value]
        return self._object(value, name) if isinstance(value, dict) else value

    def _object(self, value: Data, within: str) -> Data:
        linked = value.get("id")
        if linked in self.ids and "title" in value:
            told = {**value, "title": dict(zip(self.ids, self.titles, strict=True))[linked]}
            return told | {"place": ""} if "place" in told and linked.startswith(OF_RELATION) else told  # their city
        if self.is_theirs(value):
            value = {name: each for name, each in value.items() if name != "email"} | {"name": GONE}
        spared = BY_ID if isinstance(linked, str) else ()
        return {
            name: each if name in spared else self.scrubbed(each, within if name in SIDES else name)
            for name, each in value.items()
        }

    def is_theirs(self, participant: Data) -> bool:
        """Typed, with their address of mail."""
        return stored.line(participant, "email").lower() in self.emails and "part" in participant


def kept(told: Data) -> Sought:
    return Sought(**{name: tuple(stored.lines(told, name)) for name in Sought.__dataclass_fields__})


# ------------------------------------------------------------------------------------------------------- found in


def found_in(bodies: Iterable[Any]) -> tuple[set[str], set[str], set[str]]:
    """Names, addresses of mail and numbers of records and of their histories."""
    names, emails, numbers = set[str](), set[str](), set[str]()
    for each in (part for body in bodies for part in _objects(body)):
        names |= {value for name in NAMES for value in _texts(each, name) if len(value) >= SHORTEST}
        kind = stored.line(each, "kind")
        values = {stored.line(each, "value"), stored.line(each, "normal")} - {""}
        emails |= {value.lower() for value in values if kind == "email"}
        numbers |= {digits for value in values if kind in PHONES and len(digits := _digits(value)) >= NATIONAL}
    return names, emails, numbers


def _objects(value: Any) -> Iterator[Data]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


def _texts(value: Data, name: str) -> Iterator[str]:
    """Of a record, or of a change of it, which has both sides."""
    told = value.get(name)
    for each in (told, *(told.values() if isinstance(told, dict) else ())):
        if isinstance(each, str):
            yield each.strip()


def _digits(value: str) -> str:
    return re.sub(r"\D", "", value)
