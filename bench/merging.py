"""`make bench-merge SIZES=1000,10000`: what it takes to make two relations one to which so many activities lead. Round
trips and units are counted for a few, since counting takes far longer than what is counted; the time is that of this
machine, with its stand-in for DynamoDB in the same process. Nothing of it is kept."""

import argparse
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from typing import NamedTuple

import app
from bench.jobs import TRIP, carried_on
from chalicelib import clock
from chalicelib.models.record import Record
from chalicelib.storage import records
from tests import crowd
from tests.engine import engine, environment
from tests.world import IDENTITY_TABLE, TABLE, World, forget_settings, make_keys, variables

SIZES, SAMPLE = (1_000,), 60
CALL = {"kind": "phone_call", "subject": "Asked for a quote", "text": "<p>Wants three ovens before summer.</p>"}


class Figure(NamedTuple):
    """`seconds` of CPU that the functions took which did it, here."""

    moved: int
    seconds: float


def activities(first: Record, size: int) -> Iterator[Record]:
    return (replace(first, id=clock.new_id("act")) for _ in range(size))


def measured(world: World, tenant: str, size: int) -> Figure:
    anna = world.user("administrator", tenant=tenant)
    stays, goes = anna.company("Bakkerij Jansen"), anna.company("Bakkerij Janssen")
    made = anna.post("/v1/activities", {**CALL, "links": [goes.id]})
    first = records.get(anna.tenant, made.id)
    assert first is not None
    crowd.put(world.engine, (item for each in activities(first, size - 1) for item in crowd.items(each)))
    world.publish(world.new_changes())
    world.bus.drain()
    began = time.process_time()
    begun = anna.post(f"/v1/relations/{stays.id}/merge", {"sources": [goes.id]})
    seconds = time.process_time() - began + carried_on(world).seconds
    told = anna.get(f"/v1/jobs/{begun['job']['id']}")
    assert (told["state"], told["counts"]["refused"]) == ("done", 0), told.text
    return Figure(told["counts"]["changed"], seconds)


def sizes() -> list[int]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many lead to the one that goes")
    return [int(each) for each in parser.parse_args().sizes.split(",")]


def main() -> None:
    wanted = sizes()
    with engine("moto") as started, environment(variables(*make_keys())):
        forget_settings()
        for table in (TABLE, IDENTITY_TABLE):
            started.fresh_table(table)
        world = World(started, app.app)
        with redirect_stdout(StringIO()):  # the log lines
            told = [measured(world, f"Of {size}", size) for size in wanted]
        with redirect_stdout(StringIO()), world.meter() as meter:
            counted = measured(world, "Few", SAMPLE)
    trips, writes, reads = (each / counted.moved for each in (meter.round_trips, meter.write_units, meter.read_units))
    for each in told:
        waits = each.moved * trips * TRIP
        print(f"{each.moved:,} records changed in {each.seconds:.1f} s of CPU here, and about {waits:.0f} s of waiting")
    print(f"{trips:.2f} round trips, {writes:.1f} write and {reads:.1f} read units for each")


if __name__ == "__main__":
    main()
