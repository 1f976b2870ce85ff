"""The template that is deployed, made once from a real `chalice package` of the project: no network, no AWS."""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from infra import functions, manifest, package, template
from infra.functions import Function
from infra.manifest import Declared

Template = dict[str, Any]


@cache
def packaged(stage: str = "dev") -> Template:
    """As Chalice makes it."""
    with tempfile.TemporaryDirectory() as out:
        package.package_code(stage, Path(out))
        made: Template = json.loads((Path(out) / "chalice" / "sam.json").read_text())
    return made


@cache
def declared() -> tuple[Declared, ...]:
    return tuple(manifest.read(package.ROOT, package.environment()))


@cache
def final(stage: str = "dev", grouping: str = "operation") -> Template:
    return template.final(packaged(stage), declared(), stage, "code/abc.zip", grouping)


def plan(grouping: str = "operation") -> list[Function]:
    return functions.plan(packaged(), declared(), grouping)


def properties(made: Template, name: str) -> dict[str, Any]:
    found: dict[str, Any] = made["Resources"][name]["Properties"]
    return found
