"""The file that a job leaves behind, for a week: what it is made of, and an address from which it is fetched."""

import hashlib
from datetime import datetime, timedelta
from typing import IO, Any

from chalicelib import clock
from chalicelib.files import placing
from chalicelib.files.placing import ExportPlace
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import files

KEPT = timedelta(days=7)
WHOLE = 0
BLOCK = 1024 * 1024


def keep_part(job: Record, number: int, content: bytes) -> str:
    """Its name: of what is the same it is the same."""
    name = _name(number, hashlib.sha256(content).hexdigest())
    files.keep(_place(job, name), content)
    return name


def part(job: Record, name: str) -> bytes:
    """Raises Gone."""
    return files.whole(_place(job, name))


def keep(job: Record, file_name: str, content: IO[bytes], rows: int) -> Data:
    """What the job tells of it. It is written before it is said that it is there."""
    size, sha256 = content.tell(), _digest(content)
    content.seek(0)
    files.keep(_place(job, _name(WHOLE, sha256)), content)
    return {"file_name": file_name, "rows": rows, "size": size, "sha256": sha256, "until": until(job)}


def until(job: Record) -> str:
    """A day before the bucket drops what is made by then: of one that goes on for days nothing is left to fetch."""
    return clock.stamp(datetime.fromisoformat(job.created_at) + KEPT)


def address(job: Record, told: Data) -> dict[str, Any]:
    """From which anybody can fetch it for five minutes."""
    place = _place(job, _name(WHOLE, told["sha256"]))
    asked = placing.download(place, told["file_name"])
    return {"url": files.address(place, asked), "expires_at": files.until(asked.seconds)}


def _place(job: Record, name: str) -> ExportPlace:
    return placing.export(job.tenant, job.id, name)


def _name(number: int, sha256: str) -> str:
    return f"{number}-{sha256[:16]}"


def _digest(content: IO[bytes]) -> str:
    told = hashlib.sha256()
    content.seek(0)
    while block := content.read(BLOCK):
        told.update(block)
    return told.hexdigest()
