"""Relata on this machine: `python -m infra.local` until Ctrl-C, or `python -m infra.local --once COMMAND…`.

Starts the engine over the state in `.relata/`, deploys the real template, seeds the demo tenant once, says
where everything is, and stops what it started. `--once` runs a command with RELATA_LOCAL naming local.json
instead of waiting, and gives its exit code.
"""

import fcntl
import importlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from infra import codes, emulator, package
from infra.deploy import Account, deploy, exists
from infra.engine import HOST, Engine, EngineFailed, Port, PortTaken, require_free
from infra.front import Front
from infra.functions import Undeclared
from infra.manifest import Unreadable
from infra.package import ROOT, PackagingFailed
from infra.resources import INBOUND_MAIL
from infra.smtp import Listener, into
from infra.stack import DeploymentFailed
from infra.stand_in import server as stand_in
from infra.stand_in.server import StandIn
from infra.template import API

STAGE = "dev"
STACK = f"relata-{STAGE}"
MAIL_DOMAIN = "relata.example"
WEB_ORIGINS = "http://127.0.0.1:5173,http://localhost:5173"
HEALTH_SECONDS = 20


class StateInUse(RuntimeError):
    pass


class Unhealthy(RuntimeError):
    pass


class SeedingFailed(RuntimeError):
    pass


FAULTS = (
    PortTaken, StateInUse, PackagingFailed, Undeclared, Unreadable, EngineFailed, DeploymentFailed, Unhealthy,
    SeedingFailed,
)  # fmt: skip


class Options(NamedTuple):
    port: int
    engine_port: int
    smtp_port: int
    sources_port: int
    directory: Path
    python: Path
    reset: bool
    grouping: str
    enforcing: bool
    project: Path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def outbox_url(self) -> str:
        return f"http://{HOST}:{self.engine_port}/_ministack/ses/messages"

    @property
    def ports(self) -> list[Port]:
        return [
            Port(self.port, "PORT", "Relata"),
            Port(self.engine_port, "AWS_PORT", "the local AWS engine"),
            Port(self.smtp_port, "SMTP_PORT", "mail that comes in"),
            Port(self.sources_port, "SOURCES_PORT", "the stand-in of registers and places"),
        ]

    @property
    def file(self) -> Path:
        return self.directory / "local.json"


def options(environment: Mapping[str, str]) -> Options:
    """What a user may set; the defaults are those of `make run`."""
    return Options(
        port=int(environment.get("PORT") or 8000),
        engine_port=int(environment.get("AWS_PORT") or 4566),
        smtp_port=int(environment.get("SMTP_PORT") or 2525),
        sources_port=int(environment.get("SOURCES_PORT") or 8025),
        directory=Path(environment.get("STATE") or ROOT / ".relata").resolve(),
        python=Path(environment.get("MINISTACK_PYTHON") or ROOT / ".venv/ministack/bin/python").absolute(),
        reset=environment.get("RESET", "") not in ("", "0"),
        grouping=environment.get("GROUPING") or "single",
        enforcing=environment.get("AUTH", "") not in ("", "0"),
        project=Path(environment.get("PROJECT") or ROOT).resolve(),
    )


def main(command: Sequence[str]) -> int:
    _on_end(signal.default_int_handler)
    chosen = options(os.environ)
    return reported(lambda: stand(chosen, command), 130 if command else 0)


def reported(work: Callable[[], int], interrupted: int) -> int:
    """The exit code; what a user can do something about is told without a traceback."""
    try:
        return work()
    except KeyboardInterrupt:
        return interrupted
    except FAULTS as error:
        _say(str(error))
        return 1


def stand(chosen: Options, command: Sequence[str]) -> int:
    with standing(chosen) as engine:
        return run(chosen, command) if command else serve(chosen, engine)


def run(chosen: Options, command: Sequence[str]) -> int:
    return subprocess.run(command, env=os.environ | {"RELATA_LOCAL": str(chosen.file)}).returncode


def serve(chosen: Options, engine: Engine) -> int:
    print("\n".join(announcement(chosen, json.loads(chosen.file.read_text()), time.time())), flush=True)
    while engine.running():
        time.sleep(0.2)
    raise EngineFailed(f"MiniStack ended by itself; the end of {engine.log}:\n{engine.tail()}")


@contextmanager
def standing(chosen: Options) -> Iterator[Engine]:
    """The whole stack, from free ports to seeded; taken down again whatever happens."""
    require_free(chosen.ports)
    with ExitStack() as undo:
        undo.enter_context(alone(chosen.directory))
        if chosen.reset or not chosen.file.exists():  # without it a first run was cut off halfway through seeding
            forget(chosen)
        made = prepare(chosen)
        undo.callback(_stopped)
        sources = StandIn(chosen.sources_port)
        undo.callback(sources.stop)
        sources.start()
        engine = Engine(chosen.python, chosen.engine_port, chosen.directory, chosen.enforcing)
        undo.callback(engine.stop)
        undo.callback(_undisturbed)
        engine.start()
        ids = put(chosen, engine, made)
        front = Front(chosen.port, chosen.engine_port, ids[API], STAGE, WEB_ORIGINS)
        undo.callback(front.stop)
        front.start()
        inbox = Listener(chosen.smtp_port, MAIL_DOMAIN, into(Account(engine.url).client("s3"), ids[INBOUND_MAIL]))
        undo.callback(inbox.stop)
        inbox.start()
        await_health(chosen, engine)
        remember(chosen, engine.log)
        yield engine


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Two stacks over one state would overwrite each other. The lock goes with the process, however it ends."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = f"Relata runs over {directory} already. Stop it first, or keep another state: make run STATE=other"
            raise StateInUse(told) from None
        yield


def forget(chosen: Options) -> None:
    for name in ("state", "s3"):
        shutil.rmtree(chosen.directory / name, ignore_errors=True)
    chosen.file.unlink(missing_ok=True)


def prepare(chosen: Options) -> package.Package:
    _say("Packaging …")
    chosen.directory.mkdir(parents=True, exist_ok=True)
    libraries = package.dependencies(chosen.directory / "dependencies")
    made = package.package_code(STAGE, chosen.directory / "build", chosen.project, chosen.grouping)
    places = stand_in.variables(chosen.sources_port)
    return made._replace(template=emulator.localized(made.template, libraries, places))


def put(chosen: Options, engine: Engine, made: package.Package) -> dict[str, str]:
    """Deploys; gives the ids of what there is then."""
    _say("Deploying …")
    account = Account(engine.url)
    if not exists(account, STACK):  # such as after a run that was killed before it could save
        chosen.file.unlink(missing_ok=True)
    ids = deploy(account, STACK, made, parameters(chosen))
    emulator.complete(account, ids)
    return ids


def parameters(chosen: Options) -> dict[str, str]:
    return {
        "Origin": chosen.url,
        "MailDomain": MAIL_DOMAIN,
        "CorsOrigins": WEB_ORIGINS,
        "CodeBucket": f"{STACK}-code",
    }


def await_health(chosen: Options, engine: Engine) -> None:
    deadline = time.monotonic() + HEALTH_SECONDS
    while (answer := _probe(f"{chosen.url}/v1/openapi.json")) is not None:
        if time.monotonic() > deadline:
            raise Unhealthy(f"Relata does not answer: {answer}\nThe end of {engine.log}:\n{engine.tail()}")
        time.sleep(0.2)


def _probe(url: str) -> str | None:
    """None when the address answers without a fault of ours, else what it answered."""
    try:
        with urllib.request.urlopen(url, timeout=HEALTH_SECONDS) as answer:
            answer.read()
            return None
    except urllib.error.HTTPError as error:
        return None if error.code < 500 else f"{error.code} {error.read().decode(errors='replace')}"
    except OSError as error:
        return str(error)


def remember(chosen: Options, log: Path) -> None:
    """Writes local.json; seeds the demo tenant when there is none yet."""
    known = json.loads(chosen.file.read_text()) if chosen.file.exists() else seeded(chosen, log)
    places = {"url": chosen.url, "outbox_url": chosen.outbox_url, "smtp": {"host": HOST, "port": chosen.smtp_port}}
    chosen.file.write_text(json.dumps(known | places, indent=1))


def seeded(chosen: Options, log: Path) -> dict[str, Any]:
    """`{"users": […], "tenant": …, "dossier_address": …}` as `infra.demo.seed` gives it."""
    if importlib.util.find_spec("infra.demo") is None:  # a stack without demo data is of use too
        return {"users": [], "tenant": None}
    _say("Seeding the demo tenant …")
    seed = importlib.import_module("infra.demo").seed
    return planted(lambda: seed(chosen.url, chosen.outbox_url), log)


def planted(seed: Callable[[], dict[str, Any]], log: Path) -> dict[str, Any]:
    """Whatever goes wrong in it, a newcomer is told what and where to look."""
    try:
        return seed()
    except Exception as error:
        raise SeedingFailed(
            f"The demo tenant could not be made: {type(error).__name__}: {error}\n"
            f"The engine's log is {log}; the next `make run` starts anew."
        ) from error


def announcement(chosen: Options, local: Mapping[str, Any], now: float) -> list[str]:
    signs_in = codes.lines(local["users"], now) or ["(no demo tenant)"]
    return [
        "",
        f"  Relata      {chosen.url}",
        f"  Reference   {chosen.url}/v1/docs",
        f"  Mails sent  {chosen.outbox_url}",
        f"  Sources     http://{HOST}:{chosen.sources_port}, in place of registers and places elsewhere",
        f"  Mail in     {HOST}:{chosen.smtp_port}, SMTP, to {local.get('dossier_address') or MAIL_DOMAIN}",
        *(f"  {'Sign in' if not index else '':10}  {line}" for index, line in enumerate(signs_in)),
        "",
        "  A fresh code: make code. Stop: Ctrl-C; the data stays. Start anew: make run RESET=1",
        "",
    ]


def _undisturbed() -> None:
    """The engine is saving its state: a second Ctrl-C must not cut that off."""
    _on_end(signal.SIG_IGN)
    _say("Stopping …")


def _stopped() -> None:
    _on_end(signal.default_int_handler)


def _on_end(handler: Any) -> None:
    """Ctrl-C, a request to end, and a terminal that closes all mean the same."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, handler)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments and (arguments[0] != "--once" or len(arguments) == 1):
        sys.exit("Usage: python -m infra.local [--once COMMAND…]")
    sys.exit(main(arguments[1:]))
