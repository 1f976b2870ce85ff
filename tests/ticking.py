"""A clock that stands until a story moves it, and the schedule that calls every minute, unless it is down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from chalicelib.storage import due_clock, keys, notice_list
from chalicelib.storage.due_clock import Place
from chalicelib.storage.notices import Notice
from tests.world import User, World

A_MINUTE = timedelta(minutes=1)
REMINDERS = ("reminder", "expires")


class Ticking:
    def __init__(self, world: World, traveller: Any) -> None:
        self.world = world
        self._traveller = traveller

    def to(self, moment: str) -> None:
        """The schedule calls every minute until that moment; minutes in which nothing is due are passed over."""
        until = _at(moment)
        while (first := self._next()) and first <= until:
            self._call(first)
        self._call(until)

    def after_outage(self, moment: str) -> None:
        """The schedule calls at that moment, and did not since the story last said so."""
        self._traveller.move_to(_at(moment))
        self.world.tick()

    def sleep(self, moment: str) -> None:
        """Nobody calls."""
        self._traveller.move_to(_at(moment))

    def _call(self, at: datetime) -> None:
        self._traveller.move_to(at)
        hand = due_clock.take(at)
        hand.place = max(hand.place, Place(at.replace(second=0) - A_MINUTE))
        hand.let_go()
        self.world.tick()

    def _next(self) -> datetime | None:
        hand = due_clock.take(datetime.now(UTC))
        hand.let_go()
        return next((minute for minute in minutes(self.world) if minute > hand.place.minute), None)


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def minutes(world: World) -> list[datetime]:
    """Those in which something is planned."""
    planned = {keys.split(pk)[2] for pk, _ in world.items() if keys.belongs_to(keys.COMMON, pk)} - {"clock"}
    return sorted(datetime.fromisoformat(each) for each in planned)


@contextmanager
def ticking(world: World, began: str) -> Iterator[Ticking]:
    with time_machine.travel(f"{began}Z", tick=False) as traveller:
        world.tick()
        yield Ticking(world, traveller)


def told(user: User) -> list[Notice]:
    """The reminders that somebody has, the oldest first."""
    found = notice_list.page(user.tenant, user.id, limit=500).notices
    return [each.notice for each in reversed(found) if each.notice.kind in REMINDERS]


def moments(user: User) -> list[str]:
    return [each.at[5:16].replace("T", " ") for each in told(user)]
