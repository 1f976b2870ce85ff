"""`make bench-export SIZE=10000`: what it takes to export so many relations with their addresses as one job, in each
format. The tables are dynoxide's, in a process of its own, so that the CPU is the functions'; the files lie in this
process, and count among the memory. Nothing of it is kept."""

import os
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import app
from bench import stand_in
from bench.jobs import peak
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.storage import derived, keys
from tests import crowd
from tests.engine import engine, environment
from tests.world import IDENTITY_TABLE, TABLE, User, World, forget_settings, make_keys, variables

SIZE = int(os.environ.get("SIZE") or 10_000)
FORMATS = tuple(filter(None, os.environ.get("FORMATS", "").split(","))) or ("csv", "xlsx", "vcard")
ALL: dict[str, Any] = {"of": "relation", "criteria": {"all": []}}

EVENT = {
    "version": "0", "id": "", "account": "", "region": "", "resources": [], "source": "relata", "time": "",
    "detail-type": "job.created",
}  # fmt: skip


class Figure(NamedTuple):
    """Seconds of CPU, and bytes of the file; `peak` is the most memory that the process has had so far, in MB."""

    rows: int
    seconds: float
    cpu: float
    size: int
    peak: float


def items(tenant: str, size: int) -> Iterator[crowd.Item]:
    """Records, and the one list that an export goes along."""
    for each in crowd.crowd(tenant, size):
        if each.type != CONTACT.name:
            yield from crowd.items(each, _listed(each))


def _listed(each: Record) -> dict[keys.ItemKey, str | None]:
    if each.type != RELATION.name:
        return {}
    pk = keys.partition(each.tenant, derived.LIST, RELATION.name, RELATION.natural)
    return {key: digest for key, digest in derived.entries(each).items() if key.pk == pk}


def measured(world: World, anna: User, kind: str, size: int) -> Figure:
    job = anna.post("/v1/jobs", {"kind": "export", "those": ALL, "what": {"format": kind}})
    assert job.status == 202, job.text
    event = {**EVENT, "detail": {"tenant": anna.tenant, "record": job.id}}
    began, used = time.perf_counter(), time.process_time()
    with stand_in.timed() as apart:
        while (told := anna.get(f"/v1/jobs/{job.id}"))["state"] == "running":
            world.run_jobs([event])
    seconds, cpu = time.perf_counter() - began, time.process_time() - used - apart.seconds
    assert (told["state"], told["file"]["rows"]) == ("done", size), told.text
    return Figure(told["file"]["rows"], seconds, cpu, told["file"]["size"], peak())


def main() -> None:
    with engine("dynoxide") as started, environment(variables(*make_keys())):
        forget_settings()
        for name in (TABLE, IDENTITY_TABLE):
            started.fresh_table(name)
        world = World(started, app.app)
        anna = world.user("administrator")
        crowd.put(world.engine, items(anna.tenant, SIZE))
        for kind in FORMATS:
            with redirect_stdout(StringIO()):  # the log lines
                told = measured(world, anna, kind, SIZE)
            print(f"{told.rows:,} relations as {kind}: {line(told)}", flush=True)


def line(told: Figure) -> str:
    each, size = f"{1000 * told.cpu / told.rows:.2f} ms each", f"{told.size / 1e6:.1f} MB"
    return f"{told.cpu:.1f} s of CPU, {each}, {told.seconds:.1f} s in all; {size}; at most {told.peak:.0f} MB of memory"


if __name__ == "__main__":
    main()
