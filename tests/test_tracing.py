"""X-Ray, when tracing is on: in a process of its own, since it patches botocore for good."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORY = """
import socket, sys
daemon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
daemon.bind(("127.0.0.1", 0))
daemon.settimeout(5)
import os
if "{daemon}" == "there":
    os.environ["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:%d" % daemon.getsockname()[1]
from tests import world as front_door
from tests.engine import engine, environment
with engine("moto") as started, environment(front_door.variables(*front_door.make_keys())):
    os.environ["RELATA_TRACING"] = "{tracing}"
    started.fresh_table(front_door.TABLE)
    started.fresh_table(front_door.IDENTITY_TABLE)
    import app
    world = front_door.World(started, app.app)
    anna = world.user()
    if "{tracing}" == "on":
        from aws_xray_sdk.core import xray_recorder
        xray_recorder.begin_segment("test")
    made = anna.post("/v1/relations", {{"name": "Canary Geheim BV"}})
    if "{tracing}" == "on":
        xray_recorder.end_segment()
    print("status", made.status)
    print("imported", "aws_xray_sdk" in sys.modules)
    if "{daemon}" == "there":
        sent = daemon.recv(65536).decode()
        print("dynamodb" in sent.lower(), "canary" in sent.lower())
"""


def _tell(tracing: str, daemon: str) -> list[str]:
    """What the story prints besides log lines."""
    done = subprocess.run(
        [sys.executable, "-c", STORY.format(tracing=tracing, daemon=daemon)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if not line.startswith("{")]


def test_calls_to_aws_are_traced_without_what_people_typed() -> None:
    """I9: no personal data in a trace."""
    assert _tell("on", "there") == ["status 201", "imported True", "True False"]


def test_a_missing_daemon_breaks_nothing() -> None:
    """C8: the request succeeds."""
    assert _tell("on", "absent") == ["status 201", "imported True"]


def test_without_tracing_nothing_of_it_is_imported() -> None:
    assert _tell("off", "absent") == ["status 201", "imported False"]
