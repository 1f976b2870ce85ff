"""`python -m infra.local` as a newcomer runs it, over the state that the stories before have left in STATE."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e.conftest import signed_in
from infra.engine import require_free
from infra.local_options import options

SECONDS = 60


def child(**variables: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "infra.local"],
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("variable", ["PORT", "AWS_PORT", "SMTP_PORT", "SOURCES_PORT"])
def test_a_taken_port_is_named_with_the_variable_that_moves_it(variable: str, tmp_path: Path) -> None:
    with taken() as port:
        ended = child(**{variable: str(port), "STATE": str(tmp_path)})
        said = ended.communicate(timeout=SECONDS)[1]
    assert ended.returncode == 1
    assert f"Port {port} (" in said
    assert f"make run {variable}={port + 1}" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def announced(running: "subprocess.Popen[str]") -> None:
    """Waits until it says how to stop it."""
    assert running.stdout is not None
    for line in running.stdout:
        if "Stop: Ctrl-C" in line:
            return
    raise AssertionError(running.communicate(timeout=SECONDS)[1])


def descendants(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in map(str.split, listed.splitlines())}
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def living(processes: set[int]) -> set[int]:
    """Those that still run; one that ended and that nobody has waited for does not."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    states = {int(pid): state for pid, state in map(str.split, listed.splitlines())}
    return {pid for pid in processes if not states.get(pid, "Z").startswith("Z")}


def test_reset_starts_anew_and_ctrl_c_stops_all_that_was_started() -> None:
    chosen = options(os.environ)
    before = json.loads(chosen.file.read_text())
    running = child(RESET="1")
    started: set[int] = set()
    try:
        announced(running)
        local = json.loads(chosen.file.read_text())
        assert local["tenant"] != before["tenant"]
        anna = signed_in(local, "administrator")
        titles = [hit["title"] for typed in ("spaak", "hamerslag") for hit in anna.get(f"/v1/search?q={typed}")["data"]]
        assert "Hamerslag" in titles
        assert "Fietsenmakerij De Spaak" not in titles
        started = descendants(running.pid)
        assert started
    finally:
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=SECONDS)[1]
    assert running.returncode == 0
    assert "Stopping" in said
    assert "Traceback" not in said
    deadline = time.monotonic() + 30
    while living(started):
        assert time.monotonic() < deadline, f"still running: {living(started)}"
        time.sleep(0.1)
    require_free(chosen.ports)
