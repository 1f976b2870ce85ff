"""The docs are held to the code."""

import re
from pathlib import Path

import pytest

from infra import docs

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", docs.FILES)
def test_what_is_generated_is_up_to_date(name: str) -> None:
    assert (docs.DOCS / name).read_text() == docs.FILES[name](), "run `make docs`"


def test_every_file_that_the_docs_name_exists() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *docs.DOCS.glob("*.md")]:
        for named in re.findall(r"`((?:chalicelib|infra|tests|docs|e2e)/[\w/.-]+)`", page.read_text()):
            assert (ROOT / named).exists(), f"{page.name} names {named}"


def test_every_make_target_that_the_docs_name_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *docs.DOCS.glob("*.md")]:
        for named in re.findall(r"`make ([a-z][a-z0-9-]*)", page.read_text()):
            assert named in targets, f"{page.name} names make {named}"
