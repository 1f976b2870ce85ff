"""Pairs that are likely about the same, to be looked at."""

from typing import Any

from pydantic import Field

from chalicelib.actions import duplicates_queue, lists
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, InvalidParameter
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import Paging
from chalicelib.models.duplicate import DUPLICATE, State
from chalicelib.models.fields import ID
from chalicelib.models.likeness import Of
from chalicelib.openapi_models import RecordPage
from chalicelib.operation import ADMINISTRATION, operation


class DuplicatesAsked(Paging):
    state: list[State] | None = Field(default=None, max_length=4, description="open where it is left out")
    of: list[Of] | None = Field(default=None, max_length=3, description="may be repeated")
    record: str | None = Field(default=None, pattern=ID, description="the pairs of this one")
    least: int | None = Field(default=None, ge=0, le=100, description="the score, or more")


@operation(
    "GET /v1/duplicates",
    right=("duplicate", "read"),
    area="duplicates",
    asks=DuplicatesAsked,
    gives=RecordPage(DUPLICATE),
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(InvalidParameter, InvalidCursor),
)
def list_duplicates(call: Call[None, DuplicatesAsked]) -> dict[str, Any]:
    """Lists pairs that are likely about the same, the most alike first, with both names and why

    A pair is for who may read both. The reasons are those in what you see of them; the score counts all. Look for pairs
    with a job of the kind `find_duplicates`, merge one with the merge of its records, or say that it is
    `not_duplicate`: then it comes back in no search. `POST /v1/counts` of `duplicate` tells how many there are.
    """
    asked = call.asked
    raw = duplicates_queue.criteria(asked.state or ["open"], asked.of or [], asked.record, asked.least)
    told = lists.parse(call.actor, DUPLICATE, raw)
    wanted = lists.Wanted(told, duplicates_queue.BEST_FIRST, asked.limit, asked.cursor)
    return duplicates_queue.page(call.actor, wanted)
