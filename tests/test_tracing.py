"""X-Ray, when tracing is on: in a process of its own, since it patches botocore for good."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STORY = """
import os, socket, sys
daemon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
daemon.bind(("127.0.0.1", 0))
daemon.settimeout(5)
port = daemon.getsockname()[1]
os.environ |= {environment}
from tests import world as front_door
from tests.engine import engine, environment
with engine("moto") as started, environment(front_door.variables(*front_door.make_keys())):
    os.environ["RELATA_TRACING"] = "{tracing}"
    started.fresh_table(front_door.TABLE)
    started.fresh_table(front_door.IDENTITY_TABLE)
    import app
    from chalicelib.letters import mail_queue
    from chalicelib.letters.letter import Letter
    world = front_door.World(started, app.app)
    anna = world.user()
    if {segment}:
        from aws_xray_sdk.core import xray_recorder
        xray_recorder.begin_segment("test")
    made = anna.post("/v1/relations", {{"name": "Canary Geheim BV"}})
    print("status", made.status)
    print("letter", mail_queue.send(Letter("canary@example.com", "Canary", "Canary")))
    if {segment}:
        xray_recorder.end_segment()
    print("imported", "aws_xray_sdk" in sys.modules)
    if {segment}:
        sent = daemon.recv(65536).decode().lower()
        print("dynamodb" in sent, "sqs" in sent, "canary" in sent)
"""
ALL_WELL = ["status 201", "letter True", "imported True"]
LISTENING = '{"AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:%d" % port}'

# As Lambda sets them, with a trace that is followed; nobody can be reached at port 0, not even by UDP.
UNREACHABLE = {
    "LAMBDA_TASK_ROOT": "/var/task",
    "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:0",
    "_X_AMZN_TRACE_ID": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
}


def _run(tracing: str, environment: str = "{}", segment: bool = False) -> subprocess.CompletedProcess[str]:
    story = STORY.format(tracing=tracing, environment=environment, segment=segment)
    done = subprocess.run([sys.executable, "-c", story], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


def _told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the story prints besides log lines."""
    return [line for line in done.stdout.splitlines() if not line.startswith("{")]


def test_calls_to_aws_are_traced_without_what_people_typed() -> None:
    """I9: no personal data in a trace, nor a letter with its secret."""
    assert _told(_run("on", LISTENING, segment=True)) == [*ALL_WELL, "True True False"]


def test_c8_a_daemon_that_cannot_be_reached_breaks_nothing() -> None:
    """C8: the request succeeds. That sending was tried, and failed, is on the error output."""
    done = _run("on", repr(UNREACHABLE))
    assert _told(done) == ALL_WELL
    assert "OSError" in done.stderr


@pytest.mark.parametrize("missing", UNREACHABLE)
def test_c8_what_lambda_does_not_say_breaks_nothing(missing: str) -> None:
    """C8: no trace, no daemon named, or not in Lambda at all."""
    told = {name: value for name, value in UNREACHABLE.items() if name != missing}
    assert _told(_run("on", repr(told))) == ALL_WELL


def test_without_tracing_nothing_of_it_is_imported() -> None:
    assert _told(_run("off")) == ["status 201", "letter True", "imported False"]
