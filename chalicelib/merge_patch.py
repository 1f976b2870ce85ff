"""PATCH bodies: a JSON merge patch (RFC 7396) on the top-level fields of a record. `null` clears; a list is replaced
whole, or edited with `{"add": […], "remove": […]}`; in a table such as `external_ids` each name is set by itself, and
in a table of objects such as the `types` of a profile each name within them."""

from collections.abc import Sized
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, Discriminator, Field, SerializerFunctionWrapHandler, Tag, create_model, model_serializer
from pydantic.fields import FieldInfo

from chalicelib import schema
from chalicelib.errors import invalid
from chalicelib.schema import Open, Schema

T = TypeVar("T")
OTHER = FieldInfo(default=None)  # of a name that is not declared


class ListEdit(Schema, Generic[T]):
    """`remove` takes members that agree with an element in all that they name, such as `{"kind": "fax"}`."""

    add: list[T] = Field(default=[], max_length=100)
    remove: list[str | dict[str, Any]] = Field(default=[], max_length=100)


class Partial(Schema):
    """An object within a table, of which only what was sent counts."""

    @model_serializer(mode="wrap")
    def _sent(self, told: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in told(self).items() if name in self.model_fields_set}


class MergePatch:
    """Of all fields, but those that are to be left `out`."""

    def __init__(self, fields: type[Schema], out: frozenset[str] = frozenset()) -> None:
        self.fields, self.out = fields, out

    @cached_property
    def model(self) -> type[BaseModel]:
        """The fields, all optional, and clearable unless they are required."""
        partial: dict[str, Any] = {
            name: (_editable(info, self._edit_name(name)), Field(default=None, description=info.description))
            for name, info in self.fields.model_fields.items()
            if name not in self.out
        }
        return create_model(f"{self.fields.__name__}Patch", __base__=_base(self.fields), **partial)

    def _edit_name(self, field: str) -> str:
        """In the reference, such as RelationStatusEdit."""
        return f"{self.fields.__name__.removesuffix('Fields')}{field.title().replace('_', '')}Edit"

    def parse(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only the fields that were sent, checked; raises UnknownInput, Invalid."""
        parsed = schema.parse(self.model, raw)
        told = parsed.model_dump()
        return {name: told[name] for name in parsed.model_fields_set}

    def json_schema(self) -> dict[str, Any]:
        """Without defaults: what is not sent stays as it is."""
        told = self.model.model_json_schema(ref_template="#/components/schemas/{model}")
        for each in told["properties"].values():
            each.pop("default", None)
        for part in told.get("$defs", {}).values():
            _without_nulls(part)
        return told


def _base(fields: type[Schema]) -> type[Schema]:
    """As open to other names as they are."""
    return next((each for each in fields.__mro__ if Open in each.__bases__), Schema)


def _without_nulls(shape: dict[str, Any]) -> None:
    for each in shape.get("properties", {}).values():
        if each.get("default", "") is None:
            del each["default"]


def _editable(info: FieldInfo, edit_name: str = "") -> Any:
    """Lists without a name for their edits are replaced whole."""
    annotation: Any = info.annotation
    if get_origin(annotation) is dict:
        key, value = get_args(annotation)
        annotation = dict[key, _partial(value) | None]  # type: ignore[misc, valid-type]
    kept = _with(annotation, info.metadata)
    if edit_name and get_origin(annotation) is list:
        edit: Any = ListEdit[get_args(annotation)[0]]  # type: ignore[misc]
        return _list_or_edit(kept, create_model(edit_name, __base__=edit))
    already = get_origin(annotation) in (Union, UnionType)
    return kept if already or info.is_required() else Union[kept, None]  # noqa: UP007


def _partial(value: Any) -> Any:
    return _part(value) if _is_part(value) else value


def _is_part(value: Any) -> bool:
    """An object that can be told in part, since nothing in it is required."""
    if not (isinstance(value, type) and issubclass(value, Schema)):
        return False
    return not any(info.is_required() for info in value.model_fields.values())


@cache
def _part(value: type[Schema]) -> type[Partial]:
    fields: dict[str, Any] = {
        name: (_editable(info), Field(default=None, description=info.description))
        for name, info in value.model_fields.items()
    }
    return create_model(f"{value.__name__}Patch", __base__=Partial, __doc__=value.__doc__, **fields)


def _list_or_edit(whole: Any, edit: Any) -> Any:
    """Told apart before they are checked, so that faults are those of what was meant."""
    either = Union[  # noqa: UP007
        Annotated[whole, Tag("whole")],
        Annotated[edit, Tag("edit")],
        Annotated[None, Tag("nothing")],
    ]
    return Annotated[either, Discriminator(_meant)]


def _meant(value: Any) -> str:
    return "nothing" if value is None else "edit" if isinstance(value, dict | ListEdit) else "whole"


def _with(annotation: Any, metadata: list[Any]) -> Any:
    for each in metadata:
        annotation = Annotated[annotation, each]
    return annotation


def apply(stored: dict[str, Any], patch: dict[str, Any], fields: type[Schema], at: str = "") -> dict[str, Any]:
    """The data after the patch; a cleared field is gone, or has its default where it has one that is not None.

    Raises Invalid when a list or table becomes longer than it may, which is told by its path `at` and on."""
    told = {**stored}
    for name, value in patch.items():
        info = fields.model_fields.get(name, OTHER)
        if value is None:
            told.pop(name, None)
            default = info.get_default()
            if default is not None:
                told[name] = default
        elif get_origin(info.annotation) is dict:
            told[name] = _merged(stored.get(name) or {}, value, info, f"{at}{name}")
            _hold_length(f"{at}{name}", told[name], info)
        elif (get_origin(info.annotation) is list or info is OTHER) and _is_edit(value):
            known = stored.get(name)
            told[name] = _edited(known if isinstance(known, list) else [], value, by_place=info is OTHER)
            _hold_length(f"{at}{name}", told[name], info)
        else:
            told[name] = without_nothing(value)
    return told


def _is_edit(value: Any) -> bool:
    is_one = isinstance(value, dict) and bool(value) and value.keys() <= ListEdit.model_fields.keys()
    return is_one and all(isinstance(each, list) for each in value.values())


def _merged(stored: dict[str, Any], patch: dict[str, Any], info: FieldInfo, at: str) -> dict[str, Any]:
    value = get_args(info.annotation)[1]
    if _is_part(value):
        patch = {name: _within(stored.get(name), each, value, f"{at}.{name}.") for name, each in patch.items()}
    merged: dict[str, Any] = without_nothing({**stored, **patch})
    return merged


def _within(stored: Any, patch: dict[str, Any] | None, declared: type[Schema], at: str) -> dict[str, Any] | None:
    """What was not there begins with its defaults."""
    if patch is None:
        return None
    known = stored if isinstance(stored, dict) else {n: i.get_default() for n, i in declared.model_fields.items()}
    return apply(known, patch, declared, at)


def _hold_length(name: str, elements: Sized, info: FieldInfo) -> None:
    most = next((each.max_length for each in info.metadata if isinstance(each, MaxLen)), len(elements))
    if len(elements) > most:
        raise invalid(name, "too_long", f"With this there would be {len(elements)}; the most is {most}.")


def _edited(elements: list[Any], edit: dict[str, Any], *, by_place: bool) -> list[Any]:
    gone = edit.get("remove", ())
    read = [each for each in elements if by_place and any(_reads(each, one) for one in gone)]
    kept = [each for each in elements if each not in read and not any(_agrees(each, one) for one in gone)]
    return kept + [without_nothing(each) for each in edit.get("add", ()) if each not in kept]


def _agrees(element: Any, asked: Any) -> bool:
    """A text stands for itself, or for the link with that id, or for what has it as its value."""
    if isinstance(asked, dict) and isinstance(element, dict):
        return bool(asked) and all(name in element and _agrees(element[name], value) for name, value in asked.items())
    if isinstance(asked, str) and isinstance(element, dict):
        return asked in (element.get("id"), element.get("value"), element.get("normal")) or any(
            _agrees(each, asked) for each in element.values() if isinstance(each, dict)
        )
    return bool(element == asked)


def _reads(element: Any, asked: Any) -> bool:
    """A code of a table stands for what it reads."""
    place = element.get("place") if isinstance(element, dict) else None
    return isinstance(asked, str) and isinstance(place, str) and place.casefold() == asked.casefold()


def without_nothing(value: Any) -> Any:
    """Without the members that are None: a field that is not there is not stored."""
    if isinstance(value, dict):
        return {name: without_nothing(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [without_nothing(each) for each in value]
    return value
