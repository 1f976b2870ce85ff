"""One JSON object per line on standard output. Only the members in `MEMBERS` are ever written: no names, no e-mail
addresses, no tokens, no bodies, whatever a caller passes."""

import json
import sys
import traceback
from typing import Any

from chalicelib import clock

MEMBERS = frozenset({
    "action", "attempt", "code", "count", "error", "function", "id", "kind", "milliseconds", "operation",
    "reason", "request_id", "role", "rule", "session", "stack", "status", "tenant", "type", "user", "version",
})  # fmt: skip


def line(level: str, event: str, **members: Any) -> None:
    unknown = members.keys() - MEMBERS
    if unknown:
        raise ValueError(f"logs.MEMBERS does not allow {sorted(unknown)}")
    told = {name: value for name, value in members.items() if value is not None}
    print(json.dumps({"time": clock.timestamp(), "level": level, "event": event, **told}), file=sys.stdout, flush=True)


def info(event: str, **members: Any) -> None:
    line("info", event, **members)


def warning(event: str, **members: Any) -> None:
    line("warning", event, **members)


def exception(event: str, error: BaseException, **members: Any) -> None:
    """The class of the error and where it was raised; not its message, which may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    stack = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    line("error", event, error=type(error).__name__, stack=stack, **members)
