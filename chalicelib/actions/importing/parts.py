"""The rows of a file that has been read, some hundreds at a time, packed beside the files that jobs make: whoever goes
on with an import reads what comes next, and not all that came before."""

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache, partial
from hashlib import sha256
from itertools import islice

from chalicelib.errors import Conflict
from chalicelib.files import placing
from chalicelib.files.placing import ExportPlace
from chalicelib.files.sheets.incoming import Line
from chalicelib.storage import files
from chalicelib.storage.at_once import at_once

LINES = 500
LAST = timedelta(days=7)  # by a rule of the bucket, for files that jobs make
KEPT = 2
AT_ONCE = 8
LAPSED = "The rows of this import are kept for a week, and that is over: send the file again."


def keep(tenant: str, import_id: str, lines: Iterable[Line]) -> tuple[int, int]:
    """How many rows there are, and parts."""
    told, rows, parts = iter(lines), 0, 0
    waiting = list[Callable[[], None]]()
    while some := [*islice(told, LINES)]:
        parts, rows = parts + 1, rows + len(some)
        waiting.append(partial(files.keep, _place(tenant, import_id, parts), _packed(some)))
        if len(waiting) == AT_ONCE:
            at_once(waiting)
            waiting.clear()
    at_once(waiting)
    return rows, parts


def _packed(lines: Sequence[Line]) -> bytes:
    body = json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return zlib.compress(body, 1)


def _place(tenant: str, import_id: str, part: int) -> ExportPlace:
    """Found by its number alone: nobody writes there but who makes the import."""
    return placing.export(tenant, import_id, f"{part}-{sha256(import_id.encode()).hexdigest()[:16]}")


@lru_cache(KEPT)
def read(tenant: str, import_id: str, part: int) -> list[Line]:
    """The first is 1. Parts never change. Raises Conflict after a week."""
    try:
        raw = zlib.decompress(files.whole(_place(tenant, import_id, part)))
    except files.Gone:
        raise Conflict(LAPSED) from None
    return [Line(number, cells) for number, cells in json.loads(raw)]
