"""The versions of a file, as a document keeps them: each waits in quarantine until it has been checked. Pure."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, Field

from chalicelib.models import stored
from chalicelib.models.record_type import Data

PENDING, CLEAN, REFUSED = "pending", "clean", "refused"
STATES = (PENDING, CLEAN, REFUSED)
MOST = 100


class FileVersion(BaseModel):
    """`pending` is being checked, `clean` can be downloaded, `refused` cannot, for this `reason`. `kind` is what its
    content says that it is, `notes` what is in it that its reader should know, such as macros. `preview` is the type as
    which a browser may show it."""

    version: int
    id: str
    file_name: str
    type: str
    size: int
    state: Literal["pending", "clean", "refused"]
    uploaded_at: str
    uploaded_by: str
    sha256: str | None = None
    kind: str | None = None
    notes: list[str] = []
    preview: str | None = Field(default=None, description="absent where it cannot be shown")
    reason: str | None = None


def of(data: Data) -> list[Data]:
    return stored.parts(data, "versions")


def added(data: Data, version: Data) -> list[Data]:
    versions = of(data)
    last = max((_number(each) for each in versions), default=0)
    return [*versions, {"version": last + 1, **version, "state": PENDING}]


def pending(data: Data) -> list[Data]:
    return [each for each in of(data) if each.get("state") == PENDING]


def checked(data: Data, version_id: str, outcome: Data) -> list[Data]:
    """Of one that has been checked already nothing changes."""
    return [
        {**each, **outcome} if each.get("id") == version_id and each.get("state") == PENDING else each
        for each in of(data)
    ]


def numbered(data: Data, number: int) -> Data | None:
    return _first(data, lambda each: _number(each) == number)


def known(data: Data, version_id: str) -> Data | None:
    return _first(data, lambda each: each.get("id") == version_id)


def current(data: Data) -> Data | None:
    """The newest that can be downloaded."""
    return max((each for each in of(data) if each.get("state") == CLEAN), key=_number, default=None)


def newest(data: Data) -> Data | None:
    return max(of(data), key=_number, default=None)


def _first(data: Data, fits: Callable[[Data], bool]) -> Data | None:
    return next((each for each in of(data) if fits(each)), None)


def _number(version: Any) -> int:
    number = version.get("version")
    return number if isinstance(number, int) else 0
