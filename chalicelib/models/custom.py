"""Custom fields: what a tenant keeps of a record besides what every tenant does. A record holds their values beside its
own, under names that begin with `custom_`, and under `custom` how each is to be found, so that entries can be made of
any record without knowing what the tenant says today."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ConfigDict

from chalicelib.errors import FieldError
from chalicelib.models import custom_code, custom_found, custom_move, custom_rule, stored
from chalicelib.models.custom_found import FOUND as FOUND
from chalicelib.models.custom_found import LINK, MARKING, NAME, marked, marked_anew, told
from chalicelib.models.custom_found import PREFIX as PREFIX
from chalicelib.models.custom_found import is_custom as is_custom
from chalicelib.models.custom_kind import COPIED, KINDS, UNIQUE, Content, Given
from chalicelib.models.record_type import Context, Data, Definitions, Prepared, RecordType
from chalicelib.schema import Open

ABSENT = "There is no such field here; GET /v1/schema/{of} tells of those that there are."
REQUIRED = "This is required."


class CustomFields(Open):
    """May be sent with what the tenant made besides."""

    model_config = ConfigDict(
        json_schema_extra={
            "additionalProperties": False,
            "patternProperties": {f"^{NAME.pattern}$": {"description": "a custom field of the organisation"}},
        },
    )
    others = NAME


# ------------------------------------------------------------------------------------------------ what was sent


def shaped(definitions: Definitions, data: Data, before: Data | None) -> Data:
    """With defaults where it is new, links as links are told, and how each is to be found. What is not defined any more
    stays as it was."""
    whole = {**defaults(definitions), **data} if before is None else dict(data)
    known = stored.part(before, FOUND)
    found: dict[str, str] = {}
    for name in told(whole):
        if whole[name] == []:
            whole[name] = None
        if whole[name] is not None and (content := definitions.get(name)) is not None:
            whole[name] = _as_link(content, whole[name])
            found |= {name: marked(content)} if _is_sound(content, whole[name]) else {}
        elif name in known:
            found[name] = known[name]
    return {**whole, FOUND: found or None}


def defaults(definitions: Definitions) -> Data:
    return {name: content["default"] for name, content in definitions.items() if "default" in content}


def _as_link(content: Content, value: Any) -> Any:
    """By its id alone; what is none is refused when it is read."""
    if content.get("kind") in custom_code.KINDS:
        return custom_code.as_links(content, value)
    if content.get("kind") != LINK:
        return value
    found = {"id": value} if isinstance(value, str) else value
    is_sound = isinstance(found, dict) and isinstance(found.get("id"), str) and not found.keys() - {*COPIED}
    return {name: each for name, each in found.items() if isinstance(each, str)} if is_sound else value


def _is_sound(content: Content, value: Any) -> bool:
    if content.get("kind") in custom_code.KINDS:
        return custom_code.is_sound(value)
    return content.get("kind") != LINK or bool(stored.line(value, "id"))


def cloned(data: Data) -> Data:
    """For another record: what is unique stays with the first."""
    found = stored.part(data, FOUND)
    alone = {name for name, each in found.items() if UNIQUE in str(each).split()}
    kept = {name: value for name, value in data.items() if name not in {*alone, FOUND}}
    left = {name: each for name, each in found.items() if name not in alone}
    return {**kept, FOUND: left} if left else kept


def without(data: Data) -> Data:
    """As if there were none."""
    return {name: value for name, value in data.items() if not is_custom(name) and name != FOUND}


def restored(definitions: Definitions, data: Data) -> Data:
    """What is not defined any more claims nothing, since nobody could see what is in the way."""
    found = stored.part(data, FOUND)
    told = {name: each if name in definitions else _unclaimed(each) for name, each in found.items()}
    return {**data, FOUND: told} if found else data


def _unclaimed(told: Any) -> str:
    return " ".join(each for each in str(told).split() if each != UNIQUE)


def goes_on(definitions: Definitions) -> bool:
    """Whether a save may change something of custom fields that it does not speak of."""
    return any(custom_rule.is_ruled(each) or MARKING in each for each in definitions.values())


def absent(definitions: Definitions, names: Iterable[str]) -> list[str]:
    return [name for name in names if is_custom(name) and name not in definitions]


def missing(definitions: Definitions, data: Data) -> list[str]:
    """What is required and not there."""
    return [name for name, each in definitions.items() if each.get("required") is True and data.get(name) in (None, [])]


def _read(of: str, context: Context, data: Data) -> Prepared:
    """The normal forms of what differs from what stood there."""
    definitions = context.customs.get(of, {})
    whole, faults = dict(data), list(_cleared(definitions, data, context.before))
    for name, value in told(data).items():
        before = context.before.get(name)
        if value is None or value == before:
            continue
        try:
            content = definitions.get(name)
            stood = value if context.undone else before
            whole[name] = _normal(of, content, Given(value, content or {}, context.country, stood))
        except ValueError as error:
            faults.append(FieldError(name, "not_valid", str(error)))
    moves = () if context.undone else custom_move.faults(definitions, context.before, whole)
    return Prepared(whole, faults or list(moves))


def _normal(of: str, content: Content | None, given: Given) -> Any:
    if content is None:
        raise ValueError(ABSENT.format(of=of))
    return KINDS[content["kind"]].read(given)


def _cleared(definitions: Definitions, data: Data, before: Data) -> Iterator[FieldError]:
    for name in missing(definitions, data):
        if before.get(name) is not None:
            yield FieldError(name, "required", REQUIRED)


# ---------------------------------------------------------------------------------------------------- of a type


def customised(declared: RecordType) -> RecordType:
    """The type, with what tenants make of it."""
    return replace(
        declared,
        is_customised=True,
        customs=custom_found.values,
        prepare=_prepares(declared),
        links=lambda data: [*declared.links(data), *custom_found.links(data)],
        words=lambda record: [*declared.words(record), *custom_found.words(record.data)],
        claims=lambda record: [*declared.claims(record), *custom_found.claims(record)],
    )


def _prepares(declared: RecordType) -> Callable[[Data, Context], Prepared]:
    def prepare(data: Data, context: Context) -> Prepared:
        own = declared.prepare(data, context)
        whole, faults = _read(declared.name, context, own.data)
        if own.faults or faults:
            return Prepared(whole, [*own.faults, *faults])
        definitions = context.customs.get(declared.name, {})
        return custom_rule.applied(declared, definitions, marked_anew(definitions, whole), context.before)

    return prepare


def by_type(contents: Iterable[Content]) -> Mapping[str, Definitions]:
    """Definitions by the type that they are of and their name there, in the order in which they are shown."""
    told: dict[str, dict[str, Content]] = {}
    known = [each for each in contents if each.get("kind") in KINDS and stored.line(each, "key")]
    for each in sorted(known, key=_place):
        told.setdefault(stored.line(each, "of"), {})[f"{PREFIX}{each['key']}"] = each
    return told


def _place(content: Content) -> tuple[int, str]:
    position = content.get("position")
    return position if isinstance(position, int) else 0, stored.line(content, "key")
