"""A list in an order that stakes are not kept in: of what is little enough to be read whole, and be put in order here.
Its cursors are those of the list that has this order."""

from collections.abc import Collection

from chalicelib.models.record import Record
from chalicelib.storage import derived, keys, records, staked
from chalicelib.storage.listing import Page, Question

MOST = 198  # records: two batches, read at once


def page(question: Question, sort: str, backward: bool, whose: Collection[str], after: str) -> Page | None:
    """Two round trips; None where those have a stake in too much."""
    ids = staked.ids(question.tenant, question.declared, whose, MOST)
    if ids is None:
        return None
    live = records.get_all(question.tenant, ids).values()
    placed = {_place(question, sort, each): each for each in live if question.matches(each)}
    ahead = [sk for sk in sorted(placed, reverse=backward) if not after or (sk < after if backward else sk > after)]
    answer = Page(next=after, room=question.room)
    for some in (ahead[: question.limit + 1], ahead[question.limit + 1 :]):
        if _is_full(question, answer, {sk: placed[sk] for sk in some}):
            return answer
    answer.next = ""
    return answer


def _is_full(question: Question, answer: Page, placed: dict[str, Record]) -> bool:
    """Whether something that may be seen lies behind the page."""
    seen = question.keep(placed.values()) if placed else {}
    for sk, record in placed.items():
        if record.id in seen and not answer.takes(question.limit, seen[record.id]):
            return True
        answer.next = sk
    return False


def _place(question: Question, sort: str, record: Record) -> str:
    return keys.join(derived.sort_value(question.declared, sort, record), record.id)
