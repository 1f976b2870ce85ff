"""Relata on this machine: `python -m infra.local` until Ctrl-C, or `python -m infra.local --once COMMAND…`.

Starts the engine over the state in `.relata/`, deploys the real template, seeds the demo tenant once, says
where everything is, and stops what it started. `--once` runs a command with RELATA_LOCAL naming local.json
instead of waiting, and gives its exit code.
"""

import fcntl
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
from typing import Any

from infra import codes, emulator, package, seeding
from infra.deploy import Account, deploy, exists
from infra.engine import HOST, Engine, EngineFailed, PortTaken, require_free
from infra.front import Front
from infra.functions import Undeclared
from infra.local_options import MAIL_DOMAIN, STACK, STAGE, Options, options
from infra.manifest import Unreadable
from infra.package import PackagingFailed
from infra.resources import INBOUND_MAIL
from infra.seeding import SeedingFailed
from infra.smtp import Listener, into
from infra.stack import DeploymentFailed
from infra.stand_in import server as stand_in
from infra.stand_in.server import StandIn
from infra.template import API
from infra.web import build
from infra.web.build import BuildFailed
from infra.web.site import Site

HEALTH_SECONDS = 120  # a busy machine starts its first function slowly


class StateInUse(RuntimeError):
    pass


class Unhealthy(RuntimeError):
    pass


FAULTS = (
    PortTaken, StateInUse, BuildFailed, PackagingFailed, Undeclared, Unreadable, EngineFailed, DeploymentFailed,
    Unhealthy, SeedingFailed,
)  # fmt: skip


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
        web = build.site(chosen.web, _say)
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
        front = Front(chosen.port, chosen.engine_port, ids[API], STAGE, chosen.origins, site(chosen, web))
        undo.callback(front.stop)
        front.start()
        inbox = Listener(chosen.smtp_port, MAIL_DOMAIN, into(Account(engine.url).client("s3"), ids[INBOUND_MAIL]))
        undo.callback(inbox.stop)
        inbox.start()
        await_health(chosen, engine)
        seeding.remember(chosen, engine.log, _say)
        yield engine


def site(chosen: Options, web: Path | None) -> Site | None:
    return Site(web, [chosen.files_url]) if web else None


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
    ids = deploy(account, STACK, made, chosen.parameters())
    emulator.complete(account, ids)
    return ids


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
