"""What is known of the pages of each version of a file: kept beside the document, since to draw them is no
change of it. Pure."""

from collections.abc import Container
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.models import file_version, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

NAME = "pages"


class DrawnPages(BaseModel):
    """Of a `version` the first `drawn` of `number` pages can be looked at; when none can, `reason` says why."""

    version: int
    drawn: int
    number: int
    reason: str | None = Field(default=None, description="absent where there are pictures")


def of(record: Record) -> list[Data]:
    return stored.parts(record.beside, NAME)


def told(record: Record, version: Data) -> Data | None:
    return next((each for each in of(record) if each.get("version") == version.get("version")), None)


def to_draw(record: Record, kinds: Container[str]) -> list[Data]:
    """The versions that have left quarantine, are of such a kind, and of whose pages nothing is known yet."""
    clean = [each for each in file_version.of(record.data) if each.get("state") == file_version.CLEAN]
    return [each for each in clean if each.get("kind") in kinds and told(record, each) is None]


def with_drawn(record: Record, version: Data, outcome: Data) -> dict[str, Any]:
    """What is to be kept beside the record."""
    rows = [each for each in of(record) if each.get("version") != version["version"]]
    return {**record.beside, NAME: [*rows, {"version": version["version"], **outcome}]}
