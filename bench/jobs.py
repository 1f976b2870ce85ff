"""`make bench-jobs SIZE=1000`: what it takes to change so many relations as one job. Round trips and units are counted;
the time is that of this machine, with its stand-in for AWS in the same process, and without. Nothing of it is kept."""

import os
import resource
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

SIZE, SAMPLE = int(os.environ.get("SIZE") or 1_000), 60  # counting takes far longer than what is counted
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
    """Of CPU that the functions took which did it, here."""

    changed: int
    took: Took


def measured(world: World, tenant: str, size: int) -> Figure:
    anna = world.user("administrator", tenant=tenant)
    crowd.put(world.engine, (item for each in relations(anna.tenant, size, 0) for item in crowd.items(each)))
    job = anna.post("/v1/jobs", ASKED)
    took = carried_on(world)
    told = anna.get(f"/v1/jobs/{job.id}")
    assert told["state"] == "done", told.text
    return Figure(told["counts"]["changed"], took)


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


def peak() -> float:
    """The most memory that this process has had, with the stand-in's tables, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    seconds, own = told.took
    print(f"{told.changed:,} relations changed in {seconds:.1f} s of CPU here, with the stand-in for DynamoDB")
    print(
        f"{own:.1f} s of those are the functions' own, {1000 * own / told.changed:.1f} ms each; at most {peak():.0f} MB"
    )
    print(
        f"{trips:.2f} round trips, {units:.1f} write and {meter.read_units / counted.changed:.1f} read units for each"
    )
    print(f"at {1000 * TRIP:g} ms for a round trip, {told.changed * trips * TRIP:.1f} s of waiting besides")


if __name__ == "__main__":
    main()
