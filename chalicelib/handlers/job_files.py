"""Fetching the file that a job made."""

from typing import Any

from pydantic import BaseModel

from chalicelib.actions.jobs import files_of
from chalicelib.call import Call
from chalicelib.errors import Conflict, Forbidden, NotFound
from chalicelib.footprint import HANDS_OUT, READS
from chalicelib.operation import operation


class JobFileAddress(BaseModel):
    """Whoever has `url` can fetch the file until `expires_at`."""

    url: str
    expires_at: str


@operation("GET /v1/jobs/{id}/file", right=("self", "read"), area="jobs", gives=JobFileAddress,
           touches=(READS, HANDS_OUT), audited=True, errors=(NotFound, Forbidden, Conflict))  # fmt: skip
def fetch_file_of_job(call: Call[None, None]) -> dict[str, Any]:
    """Gives an address to download the file that a job made

    To who began it, for a week, while they may do that still and see all fields that are in it. Each stands in the
    audit log, and counts as reading all of its rows. The file is of the time in which it was made: what was changed,
    restricted or erased since is in it as it was. What was made in that very time may be missing; what is in
    it is there once.

    Of a table, a plain column holds what the API takes: of a link the id, of a code what it reads, of money the amount,
    of several values each, with `; ` between them. What stands there besides has a point in its name: `parent.title`,
    `price.currency`, `external_ids.<system>`. Channels stand by their kind (`phone`, `email`, `email 2`), the first
    address as `address.city`, others by what they are the default for (`postal_address.city`). In CSV, what a
    spreadsheet would take for a formula has an apostrophe in front, which an import takes off again.
    """
    return files_of.fetch(call.actor, call.ids["id"])
