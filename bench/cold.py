"""`make bench-cold`: what a function takes from its start to its first answer, into docs/bench.json.

Each operation is asked three times in a process of its own, that has loaded what its function loads. Its tables are at
an engine next to it; keys and queues are not there, so that some operations of the identity service answer 503.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from bench import database, figures, function
from bench.event import PLACE, event
from bench.figures import Start
from bench.function import Event
from chalicelib.access.actor import Actor
from chalicelib.operation import OPERATIONS, Operation
from tests import cases
from tests.cases import CASES, Asked

RUNS = 3
SIZE = 1_000
BOTO3 = "import time; begun = time.process_time(); import boto3; print(1000 * (time.process_time() - begun))"
Told = dict[str, Any]


def measure(runs: int = RUNS) -> tuple[float, list[Start]]:
    boto3: list[float] = []
    told: dict[str, list[Told]] = defaultdict(list)
    with database.opened([SIZE]) as url, function.running_at(url):
        who = function.employee(database.tenant(SIZE))
        for number in range(runs):
            boto3.append(float(_run(["-c", BOTO3])))
            for name, first in _round(who, f"cold{number}"):
                told[name].append(first)
    return round(median(boto3)), [_start(name, told[name]) for name in OPERATIONS]


def _round(who: Actor, key: str) -> Iterator[tuple[str, Told]]:
    """The first case of an operation in a fresh process, its others here, so that they build on each other."""
    ids, seen = cases.known(function.post(who), key), set()
    for case in CASES:
        operation = OPERATIONS[case.operation]
        asked = event(operation, cases.asked(case, ids), who)
        if operation.name in seen:
            function.asked(operation, asked)
        else:
            seen.add(operation.name)
            yield operation.name, _first(operation, asked)
    for name in OPERATIONS.keys() - seen:
        yield name, _first(OPERATIONS[name], _anything(OPERATIONS[name], who))


def _anything(operation: Operation, who: Actor) -> Event:
    """A request with the example as body; whatever the answer is."""
    path = PLACE.sub(who.session, operation.path)
    body = dict(operation.example or {}) if operation.takes else None
    return event(operation, Asked(operation.method, path, body, {}), who)


def _first(operation: Operation, asked: Event) -> Told:
    told: Told = json.loads(_run(["-m", "bench.first"], json.dumps(asked), RELATA_HANDLERS=handlers(operation)))
    return told


def handlers(operation: Operation) -> str:
    """What its function loads."""
    return "all" if operation.whole else operation.module.rpartition(".")[2]


def _run(arguments: list[str], given: str = "", **variables: str) -> str:
    """The last line of what it prints."""
    command, env = [sys.executable, *arguments], {**os.environ, **variables}
    done = subprocess.run(command, input=given, env=env, cwd=database.ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _start(name: str, told: list[Told]) -> Start:
    imported, answered = (round(median(each[part] for each in told)) for part in ("imported", "answered"))
    return Start(name, imported, answered, told[0]["modules"], told[0]["status"])


def main() -> None:
    boto3, starts = measure()
    for each in starts:
        print(line(each, boto3))
    told = figures.kept()
    told.starts_of, told.boto3, told.starts = figures.here(), boto3, starts
    figures.keep(told)


def line(each: Start, boto3: float) -> str:
    times = f"{(each.imported + each.answered) / boto3:.1f} times import boto3"
    return f"{each.operation:32}{each.imported:5.0f} ms{each.answered:6.0f} ms  {times}  {each.modules}  {each.status}"


if __name__ == "__main__":
    main()
