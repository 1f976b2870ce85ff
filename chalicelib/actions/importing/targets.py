"""What a column of a file may become: the fields of a type by names that one cell fills, such as address.postcode."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from chalicelib import pattern
from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import Forbidden, invalid
from chalicelib.models import custom_rule, stored
from chalicelib.models.address import AddressFields
from chalicelib.models.address_use import AddressUse
from chalicelib.models.channel import Channel, ChannelKind
from chalicelib.models.custom_kind import Content
from chalicelib.models.fields import Country, Day, LinkTo
from chalicelib.models.moment import Moment
from chalicelib.models.money import Price
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES

Reads = Literal[
    "text", "integer", "number", "boolean", "date", "datetime", "country", "language", "choice", "choices", "money",
    "link", "links", "code", "codes", "key", "channel", "part", "street", "full_name",
]  # fmt: skip
ID = "id"
EXTERNAL = "external_ids"
CHANNELS, ADDRESSES = "channels", "addresses"
FULL_NAME = "full_name"
STREET_AND_NUMBER = "street_and_number"
WHOLE: Mapping[str, tuple[str, str]] = {  # what one cell tells of two fields; the first may stand by itself
    FULL_NAME: ("last_name", "first_name"),
    f"address.{STREET_AND_NUMBER}": ("address.street", "address.number"),
    STREET_AND_NUMBER: ("street", "number"),
}
PLAIN: Mapping[Any, Reads] = {str: "text", int: "integer", float: "number", bool: "boolean", Price: "money"}
CUSTOM: Mapping[str, Reads] = {
    "text": "text", "long_text": "text", "number": "number", "money": "money", "date": "date", "datetime": "datetime",
    "boolean": "boolean", "choice": "choice", "choices": "choices", "link": "link", "phone": "text", "email": "text",
    "url": "text", "code": "code", "codes": "codes",
}  # fmt: skip
DATES = ("started_on", "ended_on", "due_on", "since", "until", "on")
NOT_HERE = "Records of this type are not imported; choose one of {}."


class Target(NamedTuple):
    """`field` is what it is a part of, by whose right it is written. `content` says what else there is to know: of a
    custom field all that is said of it, and of others the options, or the types that a link leads to."""

    name: str
    field: str
    reads: Reads
    content: Content = {}
    is_required: bool = False


def importable() -> Mapping[str, RecordType]:
    return {name: each for name, each in TYPES.items() if _is_importable(each)}


def _is_importable(declared: RecordType) -> bool:
    """What is made by an operation of its own, or whose id follows from what it says, is not made by the row."""
    is_made = "create" not in declared.apart and not declared.kept_by and not declared.administered
    return declared.is_customised and is_made and declared.identity is RecordType.identity and not declared.joins


def held(actor: Actor, name: str) -> RecordType:
    """Raises Invalid, and Forbidden where they may neither make nor change such records."""
    known = importable()
    if name not in known:
        raise invalid("of", "not_importable", NOT_HERE.format(", ".join(known)))
    if not any(reading.may(actor, Right(name, action)) for action in ("create", "edit")):
        raise Forbidden
    return known[name]


def of(actor: Actor, declared: RecordType) -> dict[str, Target]:
    """Those that they see, by name; what they see and may not write is refused by name when it is chosen."""
    who = reading.subject_of(actor)
    told = [*declared_targets(declared.name), *_custom(who.custom(declared))]
    return {each.name: each for each in told if each.name == ID or fields.is_seen(who, declared, each.field)}


def external(name: str) -> Target | None:
    """Systems are named as they come: external_ids.shop."""
    system = name.removeprefix(f"{EXTERNAL}.")
    is_one = system != name and re.fullmatch(pattern.CODE, system)
    return Target(name, EXTERNAL, "key", {"system": system}) if is_one else None


@cache
def declared_targets(of: str) -> tuple[Target, ...]:
    declared = TYPES[of]
    own = (each for name in declared.fields.model_fields for each in _of_field(declared, name))
    return (Target(ID, ID, "text"), *own, *_together(declared))


def _together(declared: RecordType) -> Iterator[Target]:
    """What one cell tells of several fields."""
    if {"first_name", "last_name"} <= declared.fields.model_fields.keys():
        yield Target(FULL_NAME, "last_name", "full_name")
    if {"street", "number"} <= declared.fields.model_fields.keys():
        yield Target(STREET_AND_NUMBER, "street", "street")


def _of_field(declared: RecordType, name: str) -> Iterator[Target]:
    info = declared.fields.model_fields[name]
    kind = _bare(info.annotation)
    if name == EXTERNAL:
        yield Target(EXTERNAL, EXTERNAL, "key")
    elif kind == list[Channel]:
        yield from (Target(each, name, "channel", {"kind": each}) for each in get_args(ChannelKind))
    elif kind == list[AddressUse]:
        yield from _of_address(name)
    elif reads := _reads(declared, name, kind, info.annotation):
        yield Target(name, name, reads, _content(declared, name, kind), info.is_required())


def _of_address(field: str) -> Iterator[Target]:
    parts = [name for name, each in AddressFields.model_fields.items() if _is_text(each.annotation)]
    for each in (*parts, STREET_AND_NUMBER, "purpose"):
        reads: Reads = "country" if each == "country" else "street" if each == STREET_AND_NUMBER else "part"
        yield Target(f"address.{each}", field, reads, {"part": each})


def _is_text(annotation: Any) -> bool:
    return _bare(annotation) is str


def _bare(annotation: Any) -> Any:
    """Without what it may be left out by, and what checks it."""
    while True:
        if get_origin(annotation) in (Union, UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        elif hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        else:
            return annotation


def _reads(declared: RecordType, name: str, kind: Any, annotation: Any) -> Reads | None:
    if Day in get_args(annotation) or name in DATES:
        return "date"
    if Moment in get_args(annotation):
        return "datetime"
    if Country in get_args(annotation) or name == "country":
        return "country"
    if name == "language":
        return "language"
    if get_origin(kind) is Literal:
        return "choice"
    if get_origin(kind) is list:
        within = _bare(get_args(kind)[0])
        return "choices" if get_origin(within) is Literal else "links" if within is LinkTo else None
    return "link" if kind is LinkTo else PLAIN.get(kind)


def _content(declared: RecordType, name: str, kind: Any) -> Data:
    within = _bare(get_args(kind)[0]) if get_origin(kind) is list else kind
    if get_origin(within) is Literal:
        return {"options": [{"key": each, "name": each} for each in get_args(within)]}
    if within is LinkTo:
        link = {ID: "rel_00000000000000000000000000"}
        told = declared.links({name: [link] if get_origin(kind) is list else link})
        return {"to": next((list(each.types) for each in told if each.path.startswith(name)), [])}
    return {}


def _custom(definitions: Mapping[str, Content]) -> Iterator[Target]:
    for name, content in definitions.items():
        if not custom_rule.is_ruled(content) or content.get("by_hand") is True:
            yield Target(name, name, CUSTOM[stored.line(content, "kind")], content, content.get("required") is True)
