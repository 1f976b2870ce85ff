"""The run of every minute: carries out what fell due since the one before, over all tenants, minute by minute and shard
by shard.

It goes on from where the last one came to, after whatever time, and says how far it is after each portion; so one that
is killed or runs out of its time is continued by the next. What was done twice that way does no harm. Where one was
killed, the next goes one by one; and what kills them all is put off, since everybody waits behind it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.agenda.reminder import A_MINUTE, whole_minute
from chalicelib.errors import Unavailable
from chalicelib.reactions import aside
from chalicelib.reactions.due_kinds import KINDS
from chalicelib.reactions.event import moment
from chalicelib.reactions.run import Run, within
from chalicelib.settings import settings
from chalicelib.storage import due, due_clock
from chalicelib.storage.due import SHARDS, Hint
from chalicelib.storage.due_clock import Hand, Place, Taken

BUDGET = timedelta(seconds=240)  # of the 300 that the function has: a portion that is begun is finished
PORTION = 100
PORTIONS = {due.REPLAN: 5}  # where each takes long
AGAIN, MOST_TRIES = timedelta(minutes=5), 6
DEATHS = 2  # runs that came no further


class Died(Exception):
    """What is said of one that killed the runs before."""


class Step(NamedTuple):
    """What is to be carried out, and where the clock stands after that."""

    hints: Sequence[Hint]
    after: Place


def tick(called_at: datetime) -> None:
    """`called_at` is when the schedule called: a machine whose clock is ahead does not run ahead with it, and leaves
    minutes behind that others still write to."""
    now, until = clock.now(), whole_minute(min(called_at, clock.now()))
    try:
        hand = due_clock.take(until)
        _skip_before_epoch(hand)
        with _letting_go(hand), within(Run(hand.keep)):
            done = _run(hand, until, now + BUDGET)
        if done:
            logs.info("tick", count=done)
    except Taken:
        logs.info("tick_taken")


def _skip_before_epoch(hand: Hand) -> None:
    """What fell due before a table was restored was sent then."""
    if epoch := moment(settings().epoch):
        hand.place = max(hand.place, Place(whole_minute(datetime.fromisoformat(epoch))))


@contextmanager
def _letting_go(hand: Hand) -> Iterator[None]:
    """Also when the table is down: that killed nobody."""
    try:
        yield
    except Taken:
        raise
    except Exception:
        with suppress(Taken, Unavailable):
            hand.let_go()
        raise
    hand.let_go()


def _run(hand: Hand, until: datetime, end: datetime) -> int:
    done = 0
    for step in _steps(hand, until):
        if clock.now() >= end:
            break
        if hand.runs > DEATHS and step.hints:
            _postpone(step.hints[0], Died(), hand.runs)
        elif step.hints:
            _carry_out(step.hints)
        hand.move(step.after, tell=bool(step.hints))
        done += len(step.hints)
    return done


# ------------------------------------------------------------------------------------------------- what there is


def _steps(hand: Hand, until: datetime) -> Iterator[Step]:
    """The minutes that nobody has done yet, in their order; each ends with a step without hints. What killed a run is
    among the first portion."""
    place, is_careful = hand.place, hand.runs > 1
    while place.minute < until:
        minute = place.minute + A_MINUTE
        for shard in range(place.shard, SHARDS):
            for step in _shard(place, minute, shard, place.after if shard == place.shard else ""):
                yield from _one_by_one(step) if is_careful else (step,)
                is_careful = False
        place = Place(minute)
        yield Step((), place)


def _shard(place: Place, minute: datetime, shard: int, after: str) -> Iterator[Step]:
    more = True
    while more:
        hints, more = due.page(minute, shard, after)
        for portion in _portions(hints, more):
            after = portion[-1].key.sk
            yield Step(portion, place._replace(shard=shard, after=after))


def _one_by_one(step: Step) -> Iterator[Step]:
    return (Step([each], step.after._replace(after=each.key.sk)) for each in step.hints)


def _portions(hints: Sequence[Hint], more: bool) -> Iterator[list[Hint]]:
    """Of one kind and tenant each, and of some size; nobody's are torn apart. The last of a page may go on in the
    next."""
    whole = [list(theirs) for _, theirs in groupby(hints, key=lambda hint: (_about(hint), hint.due.who))]
    portion: list[Hint] = []
    for theirs in whole[:-1] if more and len(whole) > 1 else whole:
        if portion and (_about(portion[0]) != _about(theirs[0]) or len(portion) + len(theirs) > _most(portion[0])):
            yield portion
            portion = []
        portion += theirs
    if portion:
        yield portion


def _most(hint: Hint) -> int:
    return PORTIONS.get(hint.due.kind, PORTION)


def _about(hint: Hint) -> tuple[str, str]:
    return hint.due.kind, hint.due.tenant


# ----------------------------------------------------------------------------------------------- carrying it out


def _carry_out(hints: Sequence[Hint]) -> None:
    """Where that fails, in halves, so that one does not keep the others from it."""
    kind, tenant = _about(hints[0])
    try:
        KINDS[kind](tenant, [hint.due for hint in hints])
    except Taken:
        raise
    except Exception as error:
        if len(hints) == 1:
            _postpone(hints[0], error)
            return
        middle = len(hints) // 2
        _carry_out(hints[:middle])
        _carry_out(hints[middle:])


def _postpone(hint: Hint, error: Exception, times: int = 1) -> None:
    """Raises Unavailable when the table is, and then the run ends; the next one goes on here."""
    tries, told = hint.tries + times, hint.due
    logs.exception("due_failed", error, tenant=told.tenant, id=told.record, kind=told.kind)
    if tries < MOST_TRIES:
        due.plan([told._replace(at=clock.stamp(clock.now() + AGAIN))], tries)
    else:
        aside.put(_letter(hint, type(error).__name__))


def _letter(hint: Hint, cause: str) -> dict[str, object]:
    return {
        "kind": "due",
        "tenant": hint.due.tenant,
        "cause": f"{hint.due.kind}: {cause}",
        "falls_due": hint.due.at,
        "keys": hint.key._asdict(),
        "at": clock.timestamp(),
    }
