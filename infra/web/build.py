"""The client made from its sources: `python -m infra.web.build [install]`.

Node is needed for this only; without it, or with WEB=off, the API is served alone, and WEB=directory serves what was
built elsewhere."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from infra.package import ROOT
from infra.web.kind import INDEX

WEB = ROOT / "web"
OFF = "off"
OLDEST_NODE = (20, 19)
SOURCES = ("src", "public", "build", "index.html", "package.json", "package-lock.json", "vite.config.ts")
NO_NODE = "There is no Node {oldest} or later, so the API is served without its web client."
NOT_BUILT = "{directory} holds no built client: there is no index.html in it."
FAILED = "`{command}` failed; `make run WEB=off` does without the web client.\n{output}"
TAIL = 30
Say = Callable[[str], None]


class BuildFailed(RuntimeError):
    pass


def site(chosen: str, say: Say, web: Path = WEB) -> Path | None:
    """The directory to serve, built anew where a source has changed; None to serve no client. `chosen` is what the
    user says: nothing, `off`, or a directory."""
    if chosen == OFF or (not chosen and not (web / "package.json").exists()):
        return None
    if chosen:
        return _there(Path(chosen).resolve())
    if not has_node():
        say(NO_NODE.format(oldest=".".join(map(str, OLDEST_NODE))))
        return None
    return made(say, web)


def _there(directory: Path) -> Path:
    if not (directory / INDEX).is_file():
        raise BuildFailed(NOT_BUILT.format(directory=directory))
    return directory


def made(say: Say, web: Path = WEB) -> Path:
    """The built client, in which nothing is older than its sources. Raises BuildFailed."""
    install(say, web)
    if is_stale(web):
        say("Building the web client …")
        npm(web, "run", "build")
    return web / "dist"


def install(say: Say, web: Path = WEB) -> None:
    if not is_installed(web):
        say("Installing what the web client is built with …")
        npm(web, "ci", "--no-audit", "--no-fund")


def is_stale(web: Path) -> bool:
    index = web / "dist" / INDEX
    return not index.exists() or max(map(_changed, _sources(web))) > _changed(index)


def is_installed(web: Path) -> bool:
    """Whether the libraries are those of the lock file; what is only for other machines may be missing."""
    hidden = web / "node_modules" / ".package-lock.json"
    if not hidden.exists():
        return False
    wanted, found = _locked(web / "package-lock.json"), _locked(hidden)
    needed = {name for name, told in wanted.items() if not told["optional"]}
    return needed <= found.keys() and all(
        wanted[name]["version"] == told["version"] for name, told in found.items() if name in wanted
    )


def _locked(file: Path) -> dict[str, dict[str, object]]:
    packages = json.loads(file.read_text())["packages"]
    return {
        name: {"version": told.get("version"), "optional": bool(told.get("optional") or told.get("devOptional"))}
        for name, told in packages.items()
        if name
    }


def _sources(web: Path) -> Iterator[Path]:
    for name in SOURCES:
        whole = web / name
        if whole.exists():
            yield whole  # a folder changes when a file of it goes
            yield from whole.rglob("*")


def _changed(file: Path) -> float:
    return file.stat().st_mtime


def has_node() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    told = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", told)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


def npm(web: Path, *arguments: str) -> None:
    command = ["npm", *arguments]
    done = subprocess.run(command, cwd=web, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        output = "\n".join(done.stdout.splitlines()[-TAIL:])
        raise BuildFailed(FAILED.format(command=" ".join(command), output=output))


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 also without Node, where there is nothing to be built with and that is told."""

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        install(say) if arguments == ["install"] else site("", say)
    except BuildFailed as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
