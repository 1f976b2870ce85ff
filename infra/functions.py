"""Which Lambda functions there are: one per operation, per area, or one for all; and one per worker. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from chalicelib.footprint import WRITES, Touch
from infra.manifest import PREFLIGHT, Declared

SERVING, PREFLIGHTS = "app.app", "chalicelib.browsers.preflight"
GROUPINGS = ("operation", "area", "single")
SINGLE = "Api"


class Undeclared(RuntimeError):
    pass


class Function(NamedTuple):
    """`trigger` is what calls it: api, authorizer, stream, bus, queue, minute or schedule, which is any other clock;
    `routes` are those it serves."""

    id: str
    handler: str
    trigger: str
    summary: str
    touches: tuple[Touch, ...]
    modules: str
    memory: int
    timeout: int
    concurrency: int | None
    routes: tuple[str, ...] = ()


TRIGGERS = {
    "DynamoDB": "stream",
    "CloudWatchEvent": "bus",
    "SQS": "queue",
    "Schedule": "schedule",
}


def plan(packaged: dict[str, Any], declared: Sequence[Declared], grouping: str) -> list[Function]:
    """From what Chalice packaged and what the project declares; an event function must be declared as a worker."""
    operations = [each for each in declared if each.route]
    workers = {each.name: each for each in declared if not each.route}
    started = [_started(name, found, workers) for name, found in _event_functions(packaged).items()]
    return [*serving(operations, grouping), preflight(operations), *started]


def serving(operations: Sequence[Declared], grouping: str) -> list[Function]:
    groups: dict[str, list[Declared]] = {}
    for each in operations:
        groups.setdefault(_group(each, grouping), []).append(each)
    return [_serving(name, members, _beside(members, operations)) for name, members in groups.items()]


def _beside(members: Sequence[Declared], operations: Sequence[Declared]) -> list[Declared]:
    """With all that are together with them: what is folded is known to each, also what another serves."""
    together = {each.together for each in members} - {""}
    return [*members, *(each for each in operations if each.together in together)]


def _group(each: Declared, grouping: str) -> str:
    """Of an area not its bare name, which resources have too: the bucket is called Documents."""
    area = pascal(each.together or each.area)
    return {"operation": of_operation(each), "area": f"{area}Area", "single": SINGLE}[grouping]


def of_operation(each: Declared) -> str:
    """Those that share a function may do the same, so that its role is no wider than theirs."""
    if not each.together:
        return pascal(each.name)
    return f"{pascal(each.together)}{'Changes' if WRITES in each.touches else 'Reads'}"


def _serving(name: str, members: Sequence[Declared], known: Sequence[Declared]) -> Function:
    alone = members[0] if len(members) == 1 else None
    return Function(
        id=name,
        handler=SERVING,
        trigger="api",
        summary=alone.summary if alone else f"{len(members)} operations",
        touches=united(members),
        modules=_modules(known),
        memory=max(each.memory for each in members),
        timeout=max(each.timeout for each in members),
        concurrency=alone.concurrency if alone else None,
        routes=tuple(each.route for each in members),
    )


def united(members: Iterable[Declared]) -> tuple[Touch, ...]:
    return tuple(sorted({touch for each in members for touch in each.touches}))


def _modules(members: Sequence[Declared]) -> str:
    told = {each.modules for each in members}
    return "all" if "all" in told else ",".join(sorted(told))


def preflight(operations: Sequence[Declared]) -> Function:
    """What browsers ask before they call. It touches nothing, and loads neither Chalice nor an operation."""
    paths = dict.fromkeys(each.path for each in operations)
    routes = tuple(f"{PREFLIGHT} {path}" for path in paths)
    return Function("Preflight", PREFLIGHTS, "api", "Answers preflights", (), "", 1024, 10, None, routes)


def _started(name: str, found: dict[str, Any], workers: dict[str, Declared]) -> Function:
    worker = workers.get(found["Handler"].rpartition(".")[2])
    if worker is None:
        raise Undeclared(f"{found['Handler']} is no declared worker: say with `worker(…)` what it touches")
    trigger = next((_trigger(event) for event in found.get("Events", {}).values()), "authorizer")
    limits = (worker.memory, worker.timeout, worker.concurrency)
    return Function(name, found["Handler"], trigger, worker.summary, united([worker]), worker.modules, *limits)


def _trigger(event: dict[str, Any]) -> str:
    every_minute = event["Properties"].get("Schedule") == "rate(1 minute)"
    return "minute" if every_minute else TRIGGERS[event["Type"]]


def _event_functions(packaged: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: resource["Properties"]
        for name, resource in packaged["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function" and resource["Properties"]["Handler"] != SERVING
    }


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"\W|_", name))
