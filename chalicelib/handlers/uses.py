"""How it is shown what links to a record."""

from typing import Any

from pydantic import BaseModel

from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.page import PageInfo


class Use(BaseModel):
    id: str
    type: str
    title: str
    place: str


class UsePage(BaseModel):
    data: list[Use]
    page: PageInfo


def use(record: Record) -> dict[str, Any]:
    declared = TYPES[record.type]
    return {
        "id": record.id,
        "type": record.type,
        "title": declared.title(record.data),
        "place": declared.place(record.data),
    }
