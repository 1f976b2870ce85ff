"""What a project declares, as data: `read` asks it in a process of its own, so that any project can be asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.footprint import Touch

ROOT = Path(__file__).resolve().parent.parent
PREFLIGHT = "OPTIONS"


class Declared(NamedTuple):
    """An operation, or a worker, which has no `route`. `modules` are the handlers that it loads, in the form of the
    setting of that name; those `together` that touch the same are served by one function."""

    name: str
    summary: str
    area: str
    route: str
    modules: str
    touches: tuple[Touch, ...]
    memory: int
    timeout: int
    concurrency: int | None
    together: str = ""

    @property
    def path(self) -> str:
        return self.route.partition(" ")[2]


class Unreadable(RuntimeError):
    """The project cannot be imported; the text says why."""


def read(project: Path, environment: dict[str, str]) -> list[Declared]:
    """Imports `app` of the project and gives all that it declares, operations first."""
    command = [sys.executable, "-m", "infra.manifest"]
    path = environment | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=project, env=path, text=True, capture_output=True)
    if done.returncode:
        raise Unreadable(f"{project / 'app.py'} cannot be imported:\n{done.stderr}")
    return [_declared(each) for each in json.loads(done.stdout)]


def _declared(told: dict[str, Any]) -> Declared:
    return Declared(**told | {"touches": tuple(_touch(each) for each in told["touches"])})


def _touch(told: dict[str, Any]) -> Touch:
    return Touch(**told | {"actions": tuple(told["actions"])})


def tell() -> list[dict[str, Any]]:
    """As JSON can carry it."""
    import app  # noqa: F401 - declares everything
    from chalicelib.footprint import WORKERS
    from chalicelib.operation import OPERATIONS

    operations = [
        _told(each, each.area, each.route, "all" if each.whole else each.module.rpartition(".")[2])
        for each in OPERATIONS.values()
    ]
    return operations + [_told(each, "", "", "") for each in WORKERS.values()]


def _told(each: Any, area: str, route: str, modules: str) -> dict[str, Any]:
    return {
        "name": each.name,
        "summary": each.summary,
        "area": area,
        "route": route,
        "modules": modules,
        "touches": [touch._asdict() for touch in each.touches],
        "memory": each.memory,
        "timeout": each.timeout,
        "concurrency": each.concurrency,
        "together": getattr(each, "together", ""),
    }


if __name__ == "__main__":
    print(json.dumps(tell()))
