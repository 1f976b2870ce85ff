"""`make bench-cold`: what a function takes from its start to its first answer, into docs/bench.json.

Each is called three times in a process of its own, that has loaded what the function loads. Tables are at an engine
next to it; keys and queues are not there, so that some operations of the identity service answer 503.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from bench import accounts, database, figures, function
from bench.event import PLACE, event
from bench.figures import Start
from bench.function import Event
from chalicelib.access.actor import Actor
from chalicelib.footprint import WORKERS
from chalicelib.operation import OPERATIONS, Operation
from infra import manifest
from infra.functions import PREFLIGHTS, SERVING
from tests import cases
from tests.cases import CASES, Asked

RUNS = 3
SIZE = 1_000
CPU = "import time; begun = time.process_time(); {}; print(1000 * (time.process_time() - begun))"
BOTO3 = CPU.format("import boto3")
FIRST_SESSION = f"import app; from chalicelib import aws; {CPU.format('aws.session()')}"
PREFLIGHT = "preflight"
BROWSER = {"headers": {"Origin": "https://app.example.com", "Access-Control-Request-Method": "PATCH"}}
UNKNOWN = {"version": "0", "id": "1", "detail-type": "unknown", "source": "relata", "account": "000000000000",
           "time": "2026-11-21T12:00:00Z", "region": "eu-central-1", "resources": [], "detail": {}}  # fmt: skip
# With nothing to do; who is not here is only imported.
CALLED: dict[str, Event] = {"publish": {"Records": []}, "deliver": {"Records": []}, "react": UNKNOWN}
Told = dict[str, Any]
Given = tuple[Operation, Event]


def measure(runs: int = RUNS) -> tuple[float, float, list[Start]]:
    """`import boto3`, what tracing adds, and each function."""
    boto3: list[float] = []
    traced: list[float] = []
    told: dict[str, list[Told]] = defaultdict(list)
    with database.opened([SIZE]) as url, function.running_at(url):
        for number in range(runs):
            boto3.append(_milliseconds(BOTO3))
            traced.append(_tracing())
            for name, first in _round(f"cold{number}"):
                told[name].append(first)
    return round(median(boto3)), round(median(traced)), [_start(*each) for each in told.items()]


def _milliseconds(code: str, **variables: str) -> float:
    return float(_run(["-c", code], **variables))


def _tracing() -> float:
    on, off = (_milliseconds(FIRST_SESSION, RELATA_HANDLERS="", RELATA_TRACING=told) for told in ("on", "off"))
    return on - off


def _round(key: str) -> Iterator[tuple[str, Told]]:
    loads = {each["name"]: each["modules"] for each in manifest.tell()}
    for operation, asked in _requests(function.administrator(database.tenant(SIZE)), key):
        yield operation.name, _first(SERVING, asked, loads[operation.name])
    for name in WORKERS:
        yield name, _first(f"app.{name}", CALLED.get(name), loads[name])
    yield PREFLIGHT, _first(PREFLIGHTS, BROWSER, "")


def _requests(who: Actor, key: str) -> Iterator[Given]:
    """The first case of each operation, the others being asked here, so that they build on each other; and an example
    of those that have none."""
    ids, seen = cases.known(function.post(who), key), set()
    for case in CASES:
        operation = OPERATIONS[case.operation]
        asked = event(operation, cases.asked(case, ids), who)
        if operation.name in seen:
            function.asked(operation, asked)
        else:
            seen.add(operation.name)
            yield operation, asked
    chief, colleague = accounts.organisation(who.tenant)
    yield from ((each, _example(each, chief, colleague)) for name, each in OPERATIONS.items() if name not in seen)


def _example(operation: Operation, who: Actor, about: Actor) -> Event:
    """Of the documentation; whatever the answer is."""
    path = PLACE.sub(about.user if operation.path.startswith("/v1/users") else about.session, operation.path)
    body = dict(operation.example or {}) if operation.takes else None
    return event(operation, Asked(operation.method, path, body, {}), who)


def _first(handler: str, called: Event | None, loads: str) -> Told:
    given = json.dumps({"handler": handler, "event": called})
    told: Told = json.loads(_run(["-m", "bench.first"], given, RELATA_HANDLERS=loads))
    return told


def _run(arguments: list[str], given: str = "", **variables: str) -> str:
    """The last line of what it prints."""
    command, env = [sys.executable, *arguments], {**os.environ, **variables}
    done = subprocess.run(command, input=given, env=env, cwd=database.ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _start(name: str, told: list[Told]) -> Start:
    imported = round(median(each["imported"] for each in told))
    return Start(name, imported, _answered(told), told[0]["modules"], told[0]["status"])


def _answered(told: list[Told]) -> float | None:
    """None where nobody was asked, and for a refusal, which tells nothing of the answer."""
    if not told[0]["called"] or (told[0]["status"] or 0) >= 400:
        return None
    return float(round(median(each["answered"] for each in told)))


def main() -> None:
    boto3, tracing, starts = measure()
    for each in starts:
        print(line(each, boto3))
    print(f"the first client of AWS takes {tracing:.0f} ms more with tracing on")
    told = figures.kept()
    told.starts_of, told.boto3, told.tracing, told.starts = figures.here(), boto3, tracing, starts
    figures.keep(told)


def line(each: Start, boto3: float) -> str:
    answered = f"{each.imported:5.0f} ms{each.answered or 0:6.0f} ms"
    times = f"{(each.imported + (each.answered or 0)) / boto3:.1f} times import boto3"
    return f"{each.operation:32}{answered}  {times}  {each.modules}  {each.status}"


if __name__ == "__main__":
    main()
