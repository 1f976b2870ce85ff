"""When the client is built, and what is done where it cannot be."""

import json
import os
from pathlib import Path

import pytest

from infra.web import build

NEW, OLD = 2_000_000_000, 1_000_000_000


def lock(file: Path, **versions: str) -> None:
    packages = {f"node_modules/{name}": {"version": version} for name, version in versions.items()}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"packages": packages}))


@pytest.fixture
def web(tmp_path: Path) -> Path:
    for folder in ("src", "dist", "node_modules"):
        (tmp_path / folder).mkdir()
    for name in ("package.json", "index.html", "src/main.tsx", "dist/index.html"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (OLD, OLD))
    lock(tmp_path / "package-lock.json", preact="11.2.0")
    os.utime(tmp_path / "package-lock.json", (OLD, OLD))
    os.utime(tmp_path / "src", (OLD, OLD))
    lock(tmp_path / "node_modules" / ".package-lock.json", preact="11.2.0")
    return tmp_path


def test_what_is_newer_than_the_build_makes_it_stale(web: Path) -> None:
    assert not build.is_stale(web)
    os.utime(web / "src" / "main.tsx", (NEW, NEW))
    assert build.is_stale(web)


def test_a_file_that_was_removed_makes_it_stale_too(web: Path) -> None:
    (web / "src" / "main.tsx").unlink()
    assert build.is_stale(web)


def test_what_was_never_built_is_stale(web: Path) -> None:
    (web / "dist" / "index.html").unlink()
    assert build.is_stale(web)


def test_libraries_are_installed_where_they_are_not_those_of_the_lock_file(web: Path) -> None:
    assert build.is_installed(web)
    lock(web / "package-lock.json", preact="11.3.0")
    assert not build.is_installed(web)
    lock(web / "package-lock.json", preact="11.2.0", signals="2.0.0")
    assert not build.is_installed(web)
    (web / "node_modules" / ".package-lock.json").unlink()
    assert not build.is_installed(web)


def test_what_is_only_for_another_machine_may_be_missing(web: Path) -> None:
    told = json.loads((web / "package-lock.json").read_text())
    told["packages"]["node_modules/only-darwin"] = {"version": "1.0.0", "optional": True}
    (web / "package-lock.json").write_text(json.dumps(told))
    assert build.is_installed(web)


def test_without_node_the_api_is_served_alone_and_that_is_told(web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(web))
    said: list[str] = []
    assert build.site("", said.append, web) is None
    assert said == ["There is no Node 20.19 or later, so the API is served without its web client."]


@pytest.mark.parametrize(
    ("version", "will_do"), [("v20.19.0", True), ("v22.1.0", True), ("v20.9.0", False), ("", False)]
)
def test_an_old_node_is_as_none(web: Path, monkeypatch: pytest.MonkeyPatch, version: str, will_do: bool) -> None:
    for name in ("node", "npm"):
        (web / name).write_text(f"#!/bin/sh\necho {version}\n")
        (web / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(web))
    assert build.has_node() is will_do


def test_it_is_not_asked_for_and_not_built(web: Path, tmp_path: Path) -> None:
    assert build.site("off", pytest.fail, web) is None
    assert build.site("", pytest.fail, tmp_path / "none") is None


def test_what_was_built_elsewhere_is_served_as_it_is(web: Path) -> None:
    assert build.site(str(web / "dist"), pytest.fail, web) == web / "dist"
    with pytest.raises(build.BuildFailed, match="holds no built client"):
        build.site(str(web / "src"), pytest.fail, web)


def test_a_build_that_fails_tells_why_and_how_to_go_on_without(web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (web / "npm").write_text("#!/bin/sh\necho 'src/main.tsx: unexpected token'\nexit 1\n")
    (web / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{web}:{os.environ['PATH']}")
    os.utime(web / "src" / "main.tsx", (NEW, NEW))
    with pytest.raises(build.BuildFailed, match=r"WEB=off.*\nsrc/main.tsx: unexpected token"):
        build.made(lambda line: None, web)
