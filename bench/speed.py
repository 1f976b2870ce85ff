"""The CPU that a function takes for each case once it is warm; the engine runs in a process of its own, and so does not
count. A round asks every case in a tenant of each size by turns, so that what else the machine does hits all alike.

Where the engine makes one wait, the caches of the processor grow cold and the same work takes up to a third more CPU.
So growth is told by the number of functions that were called, which is exact.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from pstats import Stats
from typing import Any

from bench import database, function
from bench.event import event
from bench.figures import Speed, percentile
from chalicelib.access.actor import Actor
from chalicelib.operation import OPERATIONS
from tests import cases
from tests.cases import CASES, Case

Run = Callable[[], Any]
Told = list[dict[int, list[float]]]


def measure(sizes: Sequence[int], rounds: int) -> list[Speed]:
    """The first round is to get warm, the last counts calls."""
    with database.opened(sizes) as url, function.running_at(url):
        who = {size: function.administrator(database.tenant(size)) for size in sizes}
        _rounds(who, 1, milliseconds)
        times, counted = _rounds(who, rounds, milliseconds), _rounds(who, 1, calls)
    return list(map(_speed, CASES, times, counted))


def _rounds(who: dict[int, Actor], rounds: int, figure: Callable[[Run], float]) -> Told:
    told: Told = [defaultdict(list) for _ in CASES]
    for _ in range(rounds):
        for size, actor in who.items():
            for place, value in enumerate(_round(actor, figure)):
                told[place][size].append(value)
    return told


def _round(who: Actor, figure: Callable[[Run], float]) -> Iterator[float]:
    ids = cases.known(function.post(who), str(time.monotonic_ns()))
    for case in CASES:
        operation = OPERATIONS[case.operation]
        told = event(operation, cases.asked(case, ids), who)
        yield figure(lambda operation=operation, told=told: function.asked(operation, told))  # type: ignore[misc]


def milliseconds(run: Run) -> float:
    begun = time.process_time()
    run()
    return 1000 * (time.process_time() - begun)


def calls(run: Run) -> float:
    profile = Profile()
    profile.runcall(run)
    return float(Stats(profile).total_calls)  # type: ignore[attr-defined]


def _speed(case: Case, times: dict[int, list[float]], counted: dict[int, list[float]]) -> Speed:
    p50, p95 = ([round(percentile(each, percent), 2) for each in times.values()] for percent in (50, 95))
    return Speed(case.operation, case.told, p50, p95, [int(*each) for each in counted.values()])
