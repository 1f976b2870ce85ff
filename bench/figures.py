"""What benchmarks measured, kept in docs/bench.json: of one machine, so shown and never asserted."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "docs" / "bench.json"


@dataclass(frozen=True)
class Speed:
    """Milliseconds of CPU of the function in a tenant of each size, and how many functions of Python it called."""

    operation: str
    told: str
    p50: list[float]
    p95: list[float]
    calls: list[int]

    @property
    def growth(self) -> float:
        """From the smallest tenant to the largest."""
        return self.calls[-1] / self.calls[0]


@dataclass(frozen=True)
class Start:
    """Milliseconds of CPU in a fresh process: to have imported what Lambda calls, and from there to have answered the
    first request, with `status`, which a function that an event starts does not have. `answered` is None where it was
    not called, or refused what it was asked."""

    operation: str
    imported: float
    answered: float | None
    modules: int
    status: int | None


@dataclass
class Figures:
    """`speeds_of` and `starts_of` say on what machine, with what Python and on which day; `tracing` is how many
    milliseconds of CPU the first client of AWS takes more with it on."""

    speeds_of: str = ""
    sizes: list[int] = field(default_factory=list)
    speeds: list[Speed] = field(default_factory=list)
    starts_of: str = ""
    boto3: float = 0
    tracing: float = 0
    starts: list[Start] = field(default_factory=list)

    @property
    def size(self) -> str:
        return " / ".join(f"{size:,}" for size in self.sizes)

    def speed(self, operation: str, told: str) -> Speed | None:
        return next((each for each in self.speeds if (each.operation, each.told) == (operation, told)), None)


def kept(file: Path = FILE) -> Figures:
    if not file.exists():
        return Figures()
    told: dict[str, Any] = json.loads(file.read_text())
    told["speeds"] = [Speed(**each) for each in told["speeds"]]
    told["starts"] = [Start(**each) for each in told["starts"]]
    return Figures(**told)


def keep(figures: Figures, file: Path = FILE) -> None:
    """One figure to a line, so that what changed can be seen."""
    told = asdict(figures)
    rows = [f'"{name}": {_lines(value)}' for name, value in told.items()]
    file.write_text("{\n" + ",\n".join(rows) + "\n}\n")


def _lines(value: Any) -> str:
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value) + "\n]"


def here() -> str:
    return f"{_cpu()}, Python {platform.python_version()}, {datetime.now(UTC).date().isoformat()}"


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many per cent of the values do not exceed (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]
