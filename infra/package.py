"""Runs `chalice package` and writes the final template: `python -m infra.package [stage] [directory]`.

For AWS the zip has the dependencies, as wheels for Lambda. For the local stack they stay outside, in a
directory made once per set of requirements, so that a change of code is packaged in about a second.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from infra import template

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


def package(stage: str, out: Path, project: Path = ROOT) -> Package:
    """Everything that AWS needs, in `out`."""
    return _finish(stage, out, _chalice(stage, out, project))


def package_code(stage: str, out: Path, project: Path = ROOT) -> Package:
    """As `package`, without dependencies in the zip."""
    source = out / "source"
    copy_code(project, source)
    return _finish(stage, out, _chalice(stage, out, source))


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
    done = subprocess.run(command, cwd=directory, env=_environment(), text=True, capture_output=True)
    if done.returncode:
        raise PackagingFailed(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def _environment() -> dict[str, str]:
    return {"AWS_DEFAULT_REGION": REGION, **os.environ}


def _finish(stage: str, out: Path, made: Path) -> Package:
    archive = made / "deployment.zip"
    key = f"code/{hashlib.sha256(archive.read_bytes()).hexdigest()}.zip"
    final = template.final(json.loads((made / "sam.json").read_text()), stage, key)
    (out / "template.json").write_text(json.dumps(final, indent=1))
    return Package(final, archive, key)


def main(stage: str = "dev", out: str = "build") -> None:
    made = package(stage, Path(out).resolve())
    print(f"{made.archive}: {made.archive.stat().st_size / 1e6:.1f} MB, template in {out}/template.json")


if __name__ == "__main__":
    main(*sys.argv[1:])
