"""`make bench-jobs`: what it takes to change a thousand relations as one job. Round trips and units are counted; the
time is that of this machine, with its stand-in for DynamoDB in the same process. Nothing of it is kept."""

import time
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import app
from bench import stand_in
from bench.selection import relations
from tests import crowd
from tests.bus import chosen
from tests.engine import engine, environment
from tests.world import IDENTITY_TABLE, TABLE, World, forget_settings, make_keys, variables

SIZE, SAMPLE = 1_000, 60  # counting takes far longer than what is counted
ASKED: dict[str, Any] = {
    "kind": "change",
    "those": {"of": "relation", "criteria": {"all": []}},
    "what": {"status": {"add": ["partner"]}},
}
TRIP = 0.006  # seconds that DynamoDB takes to answer, about


class Took(NamedTuple):
    """Seconds of CPU that functions took here, and how many of those are their `own`, not the stand-in's."""

    seconds: float
    own: float


class Figure(NamedTuple):
    """`seconds` of CPU that the functions took which did it, here."""

    changed: int
    seconds: float


def measured(world: World, tenant: str, size: int) -> Figure:
    anna = world.user("administrator", tenant=tenant)
    crowd.put(world.engine, (item for each in relations(anna.tenant, size, 0) for item in crowd.items(each)))
    began = time.process_time()
    job = anna.post("/v1/jobs", ASKED)
    seconds = time.process_time() - began + carried_on(world).seconds
    told = anna.get(f"/v1/jobs/{job.id}")
    assert told["state"] == "done", told.text
    return Figure(told["counts"]["changed"], seconds)


def carried_on(world: World) -> Took:
    """As the bus has it; what else follows the changes is another story."""
    seconds = others = 0.0
    while True:
        world.publish(world.new_changes())
        events = chosen("run_job", world.bus.drain())
        if not events:
            return Took(seconds, seconds - others)
        began = time.process_time()
        with stand_in.timed() as apart:
            world.run_jobs(events)
        seconds += time.process_time() - began
        others += apart.seconds


def main() -> None:
    with engine("moto") as started, environment(variables(*make_keys())):
        forget_settings()
        for table in (TABLE, IDENTITY_TABLE):
            started.fresh_table(table)
        world = World(started, app.app)
        with redirect_stdout(StringIO()):  # the log lines
            told = measured(world, "Many", SIZE)
        with redirect_stdout(StringIO()), world.meter() as meter:
            counted = measured(world, "Few", SAMPLE)
    trips, units = meter.round_trips / counted.changed, meter.write_units / counted.changed
    print(f"{told.changed:,} relations changed in {told.seconds:.1f} s of CPU here, with the stand-in for DynamoDB")
    print(
        f"{trips:.2f} round trips, {units:.1f} write and {meter.read_units / counted.changed:.1f} read units for each"
    )
    print(f"at {1000 * TRIP:g} ms for a round trip, {told.changed * trips * TRIP:.1f} s of waiting besides")


if __name__ == "__main__":
    main()
