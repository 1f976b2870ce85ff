"""What a row changes of a record that is there already: nothing is taken away by what the file does not tell."""

from collections.abc import Iterator
from typing import Any

from chalicelib import text
from chalicelib.actions.importing.targets import ADDRESSES, CHANNELS, EXTERNAL
from chalicelib.models import postal, stored
from chalicelib.models.channel import PHONES
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

EMPTY: tuple[Any, ...] = (None, "", [], {})


def patch(body: Data, before: Record, country: str, *, only_blanks: bool) -> Data:
    """As PATCH takes it. Ways to reach somebody, and addresses, are added to those that there are."""
    told = Data()
    for name, value in body.items():
        if name == CHANNELS:
            _add(told, name, [*_channels(before.data, value, country, only_blanks)])
        elif name == ADDRESSES:
            _add(told, name, [*_addresses(before.data, value, country, only_blanks)])
        elif name == EXTERNAL:
            told[name] = {each: key for each, key in value.items() if not _stands(before, name, each, only_blanks)}
        elif not only_blanks or before.data.get(name) in EMPTY:
            told[name] = value
    return {name: value for name, value in told.items() if value != {}}


def _add(told: Data, name: str, new: list[Data]) -> None:
    if new:
        told[name] = {"add": new}


def _stands(before: Record, name: str, each: str, only_blanks: bool) -> bool:
    return only_blanks and each in stored.part(before.data, name)


def _channels(data: Data, given: list[Data], country: str, only_blanks: bool) -> Iterator[Data]:
    known = {(stored.line(each, "kind"), stored.line(each, "normal")) for each in stored.parts(data, CHANNELS)}
    kinds = {kind for kind, _ in known}
    for each in given:
        is_there = (each["kind"], _normal(each, country)) in known
        if not is_there and not (only_blanks and each["kind"] in kinds):
            yield each


def _normal(channel: Data, country: str) -> str:
    """ "" of what has none, which is told when it is saved."""
    kind, value = channel["kind"], channel["value"]
    try:
        if kind in PHONES:
            return text.phone(value, country) or ""
        return text.email(value) if kind == "email" else text.website(value)
    except ValueError:
        return ""


def _addresses(data: Data, given: list[Data], country: str, only_blanks: bool) -> Iterator[Data]:
    uses = stored.parts(data, ADDRESSES)
    known = {postal.normal_key(stored.part(each, "address")) for each in uses}
    for each in given:
        new = {"country": country, **each["address"]["new"]}
        if postal.normal_key(new) not in known and not (only_blanks and uses):
            yield each
