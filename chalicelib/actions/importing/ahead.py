"""Rows that have been tried some fifteen at a time, since what is asked for all of them takes no more round trips than
for one; a transaction has room for two or three. They are held until they have been taken over.

What is saved holds by itself: what was tried before others wrote is refused by the table, and then tried anew."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from threading import local
from typing import NamedTuple

from chalicelib import clock
from chalicelib.actions.importing.dealing import Batch, Dealt
from chalicelib.models.record import Record
from chalicelib.storage.keys import ItemKey

AT_A_TIME = 15
HOLDS = timedelta(minutes=1)  # rights and settings may be others by then, where a job has waited


class Place(NamedTuple):
    """Behind how many rows of which part of the file."""

    part: int
    done: int


class Tried(NamedTuple):
    """In the order of the rows; None is of what was dealt with before. `free` of what they would take is what nobody
    has."""

    batch: Batch
    rows: Sequence[Dealt | None]
    free: Collection[ItemKey]


class Some(NamedTuple):
    """Each with behind how many rows of the part it is, which `done` is of all; what comes behind those that are `last`
    is to be tried when they have been saved, so that it meets them."""

    tried: Tried
    rows: list[tuple[int, Dealt]]
    done: int
    last: bool


class Held(local):
    """Of the job that this thread goes on with."""

    def __init__(self) -> None:
        self._job, self._start = "", Place(0, 0)
        self._tried: Tried | None = None
        self._at = datetime.min.replace(tzinfo=UTC)
        self._asked = set[tuple[str, Place]]()

    def some(self, job: Record, place: Place, limit: int, attempt: Callable[[], Tried]) -> Some:
        """Who asks for the same again, and has come no further, was refused: they are tried anew."""
        turn = json.dumps(job.beside, sort_keys=True), place
        if turn in self._asked or not self._has(job, place):
            self._at = clock.now()
            self._job, self._start, self._tried = job.id, place, attempt()
            self._asked.clear()
        self._asked.add(turn)
        assert self._tried is not None
        begin = place.done - self._start.done
        rows = self._tried.rows[begin : begin + limit]
        is_last = begin + limit >= len(self._tried.rows)
        told = [(number, each) for number, each in enumerate(rows, place.done + 1) if each is not None]
        return Some(self._tried, told, place.done + len(rows), is_last)

    def _has(self, job: Record, place: Place) -> bool:
        is_old = clock.now() - self._at > HOLDS
        if self._tried is None or is_old or (self._job, self._start.part) != (job.id, place.part):
            return False
        return 0 <= place.done - self._start.done < len(self._tried.rows)


held = Held()
