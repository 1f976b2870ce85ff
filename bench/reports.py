"""`make bench-reports`: what a report takes, in tenants of 10,000 and 100,000 relations; nothing of it is kept, for it
is of this machine. By entries for who sees all there are, and by records for who does not: one relation is restricted.
"""

import gc
import os
import time
from dataclasses import replace
from typing import Any, NamedTuple

import app
from bench import database, function
from bench.event import event
from bench.first import Context
from chalicelib.access.actor import Actor
from chalicelib.operation import OPERATIONS
from chalicelib.storage import table
from tests.cases import Asked
from tests.meter import Meter

SIZES = (10_000, 100_000)
TIMES = 3
ALL: dict[str, Any] = {"all": []}
CUSTOMERS = {"field": "status", "op": "has_any", "value": ["customer"]}
BY_STATUS_AND_MONTH = [{"field": "status"}, {"field": "created_at", "every": "month"}]
COUNT: list[Any] = [{"take": "count"}]


class Case(NamedTuple):
    told: str
    body: dict[str, Any]
    by_records: bool = False


CASES = (
    Case("all, counted", {"criteria": ALL, "measures": COUNT}),
    Case("all, by status and month", {"criteria": ALL, "by": BY_STATUS_AND_MONTH}),
    Case("customers (a quarter), by kind", {"criteria": CUSTOMERS, "by": [{"field": "kind"}]}),
    Case("all, by status, record by record", {"criteria": ALL, "by": BY_STATUS_AND_MONTH[:1]}, by_records=True),
)


class Took(NamedTuple):
    seconds: float
    cpu: float
    round_trips: int
    units: float
    status: int


def restrict(who: Actor) -> None:
    operation, path = OPERATIONS["update_relation"], f"/v1/relations/rel_{0:026d}"
    function.asked(operation, event(operation, Asked("PATCH", path, {"restricted": True}, {}), who))


def took(who: Actor, case: Case) -> Took:
    """The least time of a few; the engine runs in a process of its own, at the same machine."""
    operation = OPERATIONS["make_report"]
    told = event(operation, Asked("POST", "/v1/reports", {"of": "relation", **case.body}, {}), who)
    found = []
    for _ in range(TIMES):
        gc.collect()
        with Meter(table.connection().connection.client) as meter:
            begun, used = time.perf_counter(), time.process_time()
            answer = app.app(told, Context())
            seconds, cpu = time.perf_counter() - begun, time.process_time() - used
        found.append(Took(seconds, cpu, meter.round_trips, meter.read_units, answer["statusCode"]))
    return min(found)


def main() -> None:
    sizes = tuple(int(size) for size in os.environ.get("SIZES", "").split(",") if size) or SIZES
    told: list[tuple[int, Case, Took]] = []
    with database.opened(sizes) as url, function.running_at(url):
        for size in sizes:
            chief = function.administrator(database.tenant(size))
            restrict(chief)
            other = replace(chief, user=f"usr_{1:026d}", role="employee")
            told += [(size, case, took(other if case.by_records else chief, case)) for case in CASES]
    for size, case, each in told:
        print(f"{size:8,}  {case.told:34}{line(each)}")


def line(each: Took) -> str:
    times = f"{each.seconds:6.2f} s  {each.cpu:6.2f} s of CPU"
    return f"{times}  {each.round_trips:4} round trips  {each.units:8.0f} read units  {each.status}"


if __name__ == "__main__":
    main()
