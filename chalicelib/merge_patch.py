"""PATCH bodies: a JSON merge patch (RFC 7396) on the top-level fields of a record. `null` clears; a list is replaced
whole, or edited with `{"add": […], "remove": […]}`."""

from functools import cached_property
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from chalicelib import schema
from chalicelib.schema import Schema

T = TypeVar("T")


class ListEdit(Schema, Generic[T]):
    """`remove` takes members that agree with an element in all that they name, such as `{"kind": "fax"}`."""

    add: list[T] = Field(default=[], max_length=100)
    remove: list[str | dict[str, Any]] = Field(default=[], max_length=100)


class MergePatch:
    def __init__(self, fields: type[Schema]) -> None:
        self.fields = fields

    @cached_property
    def model(self) -> type[BaseModel]:
        """The fields, all optional, and clearable unless that makes no sense for a list or flag."""
        partial: dict[str, Any] = {
            name: (_editable(info.annotation, info.metadata), Field(default=None, description=info.description))
            for name, info in self.fields.model_fields.items()
        }
        return create_model(f"{self.fields.__name__}Patch", __base__=Schema, **partial)

    def parse(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only the fields that were sent, checked; raises UnknownInput, Invalid."""
        parsed = schema.parse(self.model, raw)
        told = parsed.model_dump()
        return {name: told[name] for name in parsed.model_fields_set}

    def json_schema(self) -> dict[str, Any]:
        return self.model.model_json_schema(ref_template="#/components/schemas/{model}")


def _editable(annotation: Any, metadata: list[Any]) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return annotation
    kept = _with(annotation, metadata)
    if get_origin(annotation) is list:
        return Union[kept, ListEdit[get_args(annotation)[0]], None]  # type: ignore[misc]  # noqa: UP007
    return Union[kept, None]  # noqa: UP007


def _with(annotation: Any, metadata: list[Any]) -> Any:
    from typing import Annotated

    for each in metadata:
        annotation = Annotated[annotation, each]
    return annotation


def apply(stored: dict[str, Any], patch: dict[str, Any], fields: type[Schema]) -> dict[str, Any]:
    """The data after the patch; a cleared field is gone, or has its default where it has one that is not None."""
    told = {**stored}
    for name, value in patch.items():
        if isinstance(value, dict) and value.keys() <= {"add", "remove"} and isinstance(stored.get(name, []), list):
            told[name] = _edited(stored.get(name) or [], value)
        elif value is None:
            told.pop(name, None)
            default = fields.model_fields[name].get_default()
            if default is not None:
                told[name] = default
        else:
            told[name] = without_nothing(value)
    return told


def _edited(elements: list[Any], edit: dict[str, Any]) -> list[Any]:
    kept = [each for each in elements if not any(_agrees(each, gone) for gone in edit.get("remove", ()))]
    return kept + [without_nothing(each) for each in edit.get("add", ()) if each not in kept]


def _agrees(element: Any, asked: Any) -> bool:
    """A text stands for itself, or for the link with that id."""
    if isinstance(asked, dict) and isinstance(element, dict):
        return bool(asked) and all(name in element and _agrees(element[name], value) for name, value in asked.items())
    if isinstance(asked, str) and isinstance(element, dict):
        return element.get("id") == asked or any(
            _agrees(each, asked) for each in element.values() if isinstance(each, dict)
        )
    return bool(element == asked)


def without_nothing(value: Any) -> Any:
    """Without the members that are None: a field that is not there is not stored."""
    if isinstance(value, dict):
        return {name: without_nothing(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [without_nothing(each) for each in value]
    return value
