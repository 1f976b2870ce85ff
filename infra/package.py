"""Runs `chalice package` and writes the final template: `python -m infra.package [stage] [directory]`.

For AWS the zip has the dependencies, as wheels for Lambda, and may not grow over what `archive` allows. For the local
stack they stay outside, in a directory made once per set of requirements, so that a change of code is packaged in about
a second.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from infra import archive, manifest, template
from infra import stage as stages

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = "requirements.txt"
SOURCES = ("app.py", "chalicelib", ".chalice")
REGION = "eu-west-1"


class Package(NamedTuple):
    """`key` names the zip in the bucket by its content: the same code gives the same template."""

    template: template.Template
    archive: Path
    key: str


class PackagingFailed(RuntimeError):
    pass


def package(stage: str, out: Path, project: Path = ROOT, grouping: str = "operation") -> Package:
    """Everything that AWS needs, in `out`. Raises TooLarge, and NoSuchPython where Lambda does not have this one."""
    archive.runtime()
    if not stages.NAME.fullmatch(stage):
        raise PackagingFailed(stages.BAD_NAME.format(stage=stage))
    made = _finish(stage, out, _chalice(stage, out, project), project, grouping, compiled=True)
    archive.check(made.archive)
    return made


def package_code(stage: str, out: Path, project: Path = ROOT, grouping: str = "operation") -> Package:
    """As `package`, without dependencies in the zip."""
    source = out / "source"
    copy_code(project, source)
    return _finish(stage, out, _chalice(stage, out, source), source, grouping, compiled=False)


def dependencies(cache: Path, project: Path = ROOT) -> Path:
    """A directory with the requirements for this Python, installed when they or the Python changed."""
    requirements = project / REQUIREMENTS
    target = cache / fingerprint(requirements.read_bytes())
    if not target.exists():
        shutil.rmtree(cache, ignore_errors=True)
        fresh = target.with_suffix(".partial")
        _run([sys.executable, *_PIP, "--target", str(fresh), "--requirement", str(requirements)], project)
        fresh.rename(target)
    return target


_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
_CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"


def fingerprint(requirements: bytes) -> str:
    return hashlib.sha256(requirements + sys.version.encode()).hexdigest()[:16]


def copy_code(project: Path, target: Path) -> None:
    """The sources that go into the zip, and no requirements."""
    shutil.rmtree(target, ignore_errors=True)
    for name in SOURCES:
        _copy(project / name, target / name)
    (target / REQUIREMENTS).touch()


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "deploy*"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _chalice(stage: str, out: Path, project: Path) -> Path:
    """`chalice package` of a project; gives the directory with sam.json and deployment.zip. Calls no AWS."""
    made = out / "chalice"
    command = ["--project-dir", str(project), "package", "--stage", stage, str(made)]
    _run([sys.executable, "-c", _CHALICE, *command], project)
    return made


def _run(command: list[str], directory: Path) -> None:
    done = subprocess.run(command, cwd=directory, env=environment(), text=True, capture_output=True)
    if done.returncode:
        raise PackagingFailed(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def environment() -> dict[str, str]:
    return {"AWS_DEFAULT_REGION": REGION, **os.environ}


def _finish(stage: str, out: Path, made: Path, project: Path, grouping: str, *, compiled: bool) -> Package:
    zipped = out / "code.zip"
    key = f"code/{archive.repack(made / 'deployment.zip', zipped, compiled=compiled)}.zip"
    packaged = json.loads((made / "sam.json").read_text())
    final = template.final(packaged, manifest.read(project, environment()), stage, key, grouping)
    (out / "template.json").write_text(json.dumps(final, indent=1))
    return Package(final, zipped, key)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make package", description=__doc__)
    parser.add_argument("stage", nargs="?", default="dev", choices=stages.names())
    parser.add_argument("directory", nargs="?", default="build", type=Path)
    asked = parser.parse_args(arguments)
    try:
        made = package(asked.stage, asked.directory.resolve())
    except (PackagingFailed, archive.TooLarge, archive.NoSuchPython) as error:
        print(error, file=sys.stderr)
        return 1
    size, most = made.archive.stat().st_size / 1e6, archive.MOST_BYTES / 1e6
    print(f"{made.archive}: {size:.1f} MB of at most {most:.0f}, for {archive.runtime()}; template.json is beside it")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
