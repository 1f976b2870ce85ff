"""The local engine: MiniStack as one child process, bound to 127.0.0.1, with its state on disk."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from infra.package import REGION

HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 60, 30


class EngineFailed(RuntimeError):
    pass


class PortTaken(RuntimeError):
    pass


class Port(NamedTuple):
    """`variable` is what a user sets to move it."""

    number: int
    variable: str
    purpose: str


class Engine:
    """Started by the Python of its own virtual environment; stopped by process id, saving its state."""

    def __init__(self, python: Path, port: int, directory: Path, enforcing: bool = False) -> None:
        self.url = f"http://{HOST}:{port}"
        self.log = directory / "ministack.log"
        self._command = [str(python), "-m", "ministack"]
        self._environment = environment(port, directory, enforcing)
        self._scratch = directory / "tmp"
        self._functions = directory / "state" / "lambda.json"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        read_streams_anew(self._functions)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._wait()

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Asks it to save and end; ends the whole process group when it does not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def tail(self, lines: int = 20) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(f"{self.url}/_ministack/health"):
            if not self.running() or time.monotonic() > deadline:
                raise EngineFailed(f"MiniStack did not start; the end of {self.log}:\n{self.tail()}")
            time.sleep(0.05)


def read_streams_anew(functions: Path) -> None:
    """MiniStack 1.5.33 keeps how far it has read each stream of a table, and not the stream: after a restart that
    counts from nothing again, and no change would be followed until as many had been made as before."""
    if not functions.exists():
        return
    kept = json.loads(functions.read_text())
    kept.get("payload", {}).pop("dynamodb_stream_positions", None)
    functions.write_text(json.dumps(kept))


def environment(port: int, directory: Path, enforcing: bool = False) -> dict[str, str]:
    """MiniStack's switches; `enforcing` holds every call to IAM. Nothing of the user's own AWS settings goes in."""
    ours = ("AWS_", "RELATA_", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "AUTH": "true" if enforcing else "false",
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(directory / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(directory / "s3"),
        "TMPDIR": str(directory / "tmp"),
        "LAMBDA_EXECUTOR": "local",
        "DOCKER_HOST": f"unix://{directory}/no-docker",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PYTHONUNBUFFERED": "1",
    }


def require_free(ports: list[Port]) -> None:
    """Raises PortTaken naming the first port in use and the variable that changes it."""
    for port in ports:
        if not _free(port.number):
            raise PortTaken(
                f"Port {port.number} ({port.purpose}) is taken. End what uses it, or choose another: "
                f"make run {port.variable}={port.number + 1}"
            )


def _free(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError:
            return False
    return True


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(json.load(answer))
    except (urllib.error.URLError, OSError, ValueError):
        return False
