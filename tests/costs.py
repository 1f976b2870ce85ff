"""What each operation costs at DynamoDB, measured by the front door in tenants of 1,000 and of 10,000 relations.

`python -m bench.docs` writes docs/operations.md, as `make docs` does; tests/test_cost.py holds figures and file.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import NamedTuple

import app
from chalicelib.actions import mass_reads
from tests import cases, crowd
from tests.cases import CASES, Case
from tests.engine import Engine, engine, environment
from tests.meter import Meter
from tests.world import IDENTITY_TABLE, TABLE, World, forget_settings, make_keys, variables

SIZES = (1_000, 10_000)


class Units(NamedTuple):
    round_trips: int
    items_written: int
    read_units: float
    write_units: float


class Measured(NamedTuple):
    case: Case
    sizes: tuple[Units, ...]


def measure(running: Engine) -> list[Measured]:
    told = [list(_in_a_tenant_of(running, size)) for size in SIZES]
    return [Measured(case, units) for case, *units in zip(CASES, *told, strict=True)]


def _in_a_tenant_of(running: Engine, size: int) -> Iterator[Units]:
    _empty(running)
    world = World(running, app.app)
    anna = world.user("administrator")
    crowd.fill(running, anna.tenant, size)
    ids = cases.known(anna.post, "4711")
    for case in CASES:
        asked = cases.asked(case, ids)
        mass_reads._seen.clear()  # what was read so far is counted for none of them
        with world.meter() as meter:
            reply = anna.ask(asked.method, asked.path, asked.body, headers=asked.headers)
        assert reply.status in (200, 201, 202, 204), (case.operation, case.told, reply.text)
        yield _units(meter)
    _empty(running)


def _empty(running: Engine) -> None:
    for name in (TABLE, IDENTITY_TABLE):
        running.fresh_table(name)


def _units(meter: Meter) -> Units:
    return Units(meter.round_trips, meter.items_written, meter.read_units, meter.write_units)


def on_moto() -> list[Measured]:
    with engine("moto") as running, environment(variables(*make_keys())):
        forget_settings()
        with redirect_stdout(StringIO()):  # the log lines of the requests
            return measure(running)
