"""The shapes of answers that are made from a record type's declaration."""

from functools import cached_property
from typing import Any

from pydantic import BaseModel, create_model

from chalicelib.models.offer import Offer
from chalicelib.models.record_type import RecordType
from chalicelib.page import PageInfo

REFERENCE = "#/components/schemas/{model}"


class Envelope(BaseModel):
    """What every record has besides its fields. `version` goes up with every change; it is the ETag too. What became
    one with it stands in `merged_from`, by ids whose histories are still there to read; `merged_keys` say of which of
    those a `system:key` was that leads to it besides its own. `offers` come with the answer to who gave it to somebody
    that may not see what it is about: entries for access lists."""

    id: str
    type: str
    version: int
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    archived_at: str | None
    erased_at: str | None = None
    merged_into: str | None = None
    merged_from: list[str] | None = None
    merged_keys: dict[str, str] | None = None
    offers: list[Offer] | None = None


class Change(BaseModel):
    """One entry of a record's history: per field what it `was` and what it is `now`, and `rule` where not who made the
    change chose that, but a rule of the organisation gave it. Of somebody who only looked,
    nothing is `changed`, and `about` says at what. `channel` is api, portal, mail, hand_over, job, identity or
    reaction;
    what was changed before there were channels has none."""

    version: int
    action: str
    at: str
    by: str
    channel: str = ""
    changed: dict[str, dict[str, Any]]
    about: dict[str, Any] = {}


def _named(declared: RecordType) -> str:
    return declared.name.title().replace("_", "")


class RecordShape:
    """A record as it is answered. More members may come with a later release."""

    def __init__(self, declared: RecordType) -> None:
        self.declared = declared

    @cached_property
    def model(self) -> type[BaseModel]:
        computed: dict[str, Any] = {
            name: (kind | None, None) for name, kind in {**self.declared.computed, **self.declared.shown}.items()
        }
        bases = (Envelope, self.declared.fields)
        return create_model(f"{_named(self.declared)}Record", __base__=bases, **computed)

    def json_schema(self) -> dict[str, Any]:
        told = self.model.model_json_schema(ref_template=REFERENCE, mode="serialization")
        told["additionalProperties"] = True
        return told


class RecordPage:
    def __init__(self, declared: RecordType) -> None:
        self.declared = declared

    @cached_property
    def model(self) -> type[BaseModel]:
        shape = RecordShape(self.declared).model
        return create_model(f"{_named(self.declared)}Page", data=(list[shape], ...), page=(PageInfo, ...))  # type: ignore[valid-type]

    def json_schema(self) -> dict[str, Any]:
        told = self.model.model_json_schema(ref_template=REFERENCE, mode="serialization")
        told["$defs"][f"{_named(self.declared)}Record"]["additionalProperties"] = True
        return told


class ChangePage:
    def json_schema(self) -> dict[str, Any]:
        model = create_model("ChangePage", data=(list[Change], ...), page=(PageInfo, ...))
        return model.model_json_schema(ref_template=REFERENCE, mode="serialization")
