"""How far the hints of what falls due have been read, and which run is at it.

A run takes the clock for less than a minute and keeps it by saying how far it came, or that it is still at it. One that
was killed leaves it to the run of the next minute, which goes on where it was, and knows how many came no further. Of
two at once the slower finds the clock taken, and stops."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib import clock
from chalicelib.agenda import reminder
from chalicelib.models.items import DueClockItem
from chalicelib.storage import keys, table
from chalicelib.storage.due import FAMILY, KEPT
from chalicelib.storage.keys import COMMON, ItemKey
from chalicelib.storage.table import Attributes, Put, Refused

KEY = ItemKey(keys.common(FAMILY, "clock"), "CLOCK")
HELD = timedelta(seconds=50)
OFTEN = timedelta(seconds=10)


class Place(NamedTuple):
    """`minute` is the last that is done whole; of the next, all shards before `shard`, and of that one what stands up
    to and with `after`."""

    minute: datetime
    shard: int = 0
    after: str = ""


class Taken(Exception):
    """Another run has the clock."""


@dataclass
class Hand:
    """Of the run that has the clock: the only one of `runs` that were at this place, or the last of several."""

    place: Place
    holder: str
    said: datetime
    runs: int = 1

    def move(self, place: Place, *, tell: bool) -> None:
        """Raises Taken. Minutes in which nothing was due are told of now and then."""
        self.place = place
        if tell:
            self.runs = 1
            self._say(HELD)
        self.keep()

    def keep(self) -> None:
        """Raises Taken. Now and then, by who has been at the same place for long."""
        if clock.now() - self.said > OFTEN:
            self._say(HELD)

    def let_go(self) -> None:
        """Raises Taken. Nothing has befallen this run, wherever it came to."""
        self.runs = 0
        self._say(timedelta())  # lapses at once

    def _say(self, held: timedelta) -> None:
        self.said = clock.now()
        try:
            table.transact(COMMON, [Put(_item(self, held), DueClockItem.holder == self.holder)])
        except Refused as error:
            raise Taken from error


def take(first: datetime) -> Hand:
    """Raises Taken. Where there is no clock it begins at `first`; what lapsed before somebody came is passed over."""
    item = table.get(COMMON, KEY)
    if item and _is_held(item):
        raise Taken
    runs = int(item.get("runs", {"N": "0"})["N"]) if item else 0
    hand = Hand(_place(item) if item else Place(first), clock.new_id("run"), clock.now(), runs + 1)
    hand.place = max(hand.place, Place(reminder.whole_minute(clock.now() - KEPT)))
    try:
        table.transact(COMMON, [Put(_item(hand, HELD), _as_read(item))])
    except Refused as error:
        raise Taken from error
    return hand


def _is_held(item: Attributes) -> bool:
    """Not by a machine whose clock was far ahead."""
    left = int(item["lapses"]["N"]) - clock.epoch()
    return 0 < left <= HELD.total_seconds()


def _as_read(item: Attributes | None) -> Condition:
    if item is None:
        missing: Condition = DueClockItem.pk.does_not_exist()
        return missing
    same: Condition = (DueClockItem.holder == item["holder"]["S"]) & (DueClockItem.lapses == int(item["lapses"]["N"]))
    return same


def _place(item: Attributes) -> Place:
    minute = datetime.fromisoformat(item["minute"]["S"]).astimezone(UTC)
    return Place(minute, int(item["shard"]["N"]), item.get("after", {}).get("S", ""))


def _item(hand: Hand, held: timedelta) -> DueClockItem:
    return DueClockItem(
        *KEY,
        minute=reminder.minute_of(hand.place.minute),
        shard=hand.place.shard,
        after=hand.place.after or None,
        holder=hand.holder,
        lapses=int((clock.now() + held).timestamp()),
        runs=hand.runs,
    )
