"""A copy of the project with one more file of operations: `python -m e2e.project <directory>`."""

import shutil
import sys
from pathlib import Path

from infra import package

PROBE = Path(__file__).with_name("probe.py")


def make(target: Path) -> None:
    package.copy_code(package.ROOT, target)
    shutil.copy2(PROBE, target / "chalicelib" / "handlers" / PROBE.name)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
