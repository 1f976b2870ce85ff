"""C9: sandboxes that go on from one snapshot, or processes from one fork, share nothing that must be unique."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import time_machine
from ulid import ULID

from chalicelib import clock
from tests.test_architecture import ROOT, SOURCES, ids, module
from tests.world import variables

NOON = "2026-11-21T12:00:10Z"

# What a process keeps for its life, and why that may come out of a snapshot. The sockets of clients are closed by then:
# botocore sees that and opens others. It draws its own pauses between tries from `random`, so that two restored
# sandboxes may wait alike there; ours after a conflict they do not.
KEPT = {
    "chalicelib.access.subject.bare": "made of who asks alone",
    "chalicelib.actions.importing.dealing._patch": "made of the declarations",
    "chalicelib.actions.importing.parts.read": "rows that never change, under ids that are made once",
    "chalicelib.actions.importing.targets.declared_targets": "made of the declarations",
    "chalicelib.actions.pages_drawing.warn": "a mark that it was said",
    "chalicelib.actions.record_schema._shape": "made of the declarations",
    "chalicelib.aws.client": "made at the first request, so not in the snapshot, which is taken before",
    "chalicelib.aws.session": "credentials have an end, and are renewed",
    "chalicelib.aws.trace": "a switch; X-Ray asks the system for its ids",
    "chalicelib.criteria.moment._zones": "the same everywhere",
    "chalicelib.handlers.reference._page": "made of the declarations",
    "chalicelib.identity.access_token._verifier": "the public part of a key that never changes",
    "chalicelib.identity.kms.public_key": "the public part of a key that never changes",
    "chalicelib.identity.password.common": "the same everywhere",
    "chalicelib.identity.password.hasher": "parameters; each salt is asked of the system",
    "chalicelib.identity.table.connection": "made at the first request, as aws.client",
    "chalicelib.merge_patch._part": "made of the declarations",
    "chalicelib.models.custom_kind._adapter": "made of the declarations",
    "chalicelib.models.packed_forms._ulid": "a spelling of what is given, the same everywhere",
    "chalicelib.models.packed_forms.id_digits": "a spelling of what is given, the same everywhere",
    "chalicelib.models.shipped_codes._words": "made of those",
    "chalicelib.models.shipped_codes.below": "made of those",
    "chalicelib.models.shipped_codes.codes": "lists that come with the release",
    "chalicelib.openapi.written": "made of the declarations",
    "chalicelib.outbound._tls": "the authorities that are believed, the same everywhere",
    "chalicelib.settings.settings": "the environment: whoever changes it makes a new snapshot",
    "chalicelib.storage.at_once._threads": "made at the first request, as aws.client",
    "chalicelib.storage.files._client": "made at the first request, as aws.client",
    "chalicelib.storage.inbound._client": "made at the first request, as aws.client",
    "chalicelib.storage.sealing._client": "made at the first request, as aws.client",
    "chalicelib.storage.table._watched": "a mark on a client",
    "chalicelib.storage.table.connection": "made at the first request, as aws.client",
    "chalicelib.storage.tenant_session.sessions": "credentials have an end, and are renewed",
}

OF_THE_MOMENT = (
    "chalicelib.clock.", "datetime.date.today", "datetime.datetime.now", "datetime.datetime.today",
    "datetime.datetime.utcnow", "os.getpid", "os.urandom", "random.", "secrets.", "time.", "ulid.", "uuid.",
)  # fmt: skip

STORY = """
import app, json, os, random, time
from chalicelib import clock
from chalicelib.identity import factor, password, recovery
from chalicelib.storage import cursor

def unique():
    clock.pause(5)
    return {
        "id": clock.new_id("rel"), "token": clock.token(), "cursor": cursor.seal("position", "scope"),
        "pause": waited.pop(), "hash": password.hashed("three green bicycles"), "factor": factor.new_secret(),
        "salt": recovery.new_salt(), "codes": recovery.new_codes()[0],
    }

waited = []
time.sleep = waited.append
time.time = lambda: 1795262410.0
clock.now = lambda: clock.datetime.fromtimestamp(1795262410.0, clock.UTC)
unique()
memory = random.getstate()
for _ in range(3):
    if os.fork():
        os.wait()
    else:
        random.setstate(memory)  # Python seeds it anew after a fork, but nobody does after a snapshot
        print(json.dumps(unique()), flush=True)
        os._exit(0)
"""


def fresh(code: str) -> Any:
    """What a process of its own prints, line by line."""
    environment = variables("signing", "identity", "mail", "dead-letters")
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_c9_what_goes_on_from_one_memory_draws_its_own_lots() -> None:
    """C9: at the same millisecond, too."""
    drawn = fresh(STORY)
    assert len(drawn) == 3
    for name in drawn[0]:
        assert len({each[name] for each in drawn}) == 3, name


def test_c9_an_id_does_not_tell_the_next() -> None:
    """C9: within a millisecond, where the library's own generator counts on."""
    with time_machine.travel(NOON, tick=False):
        made = [ULID.from_str(clock.new_id("rel").removeprefix("rel_")) for _ in range(20)]
        assert {each.datetime for each in made} == {clock.now()}
    numbers = sorted(int.from_bytes(each.bytes) for each in made)
    assert min(after - before for before, after in pairwise(numbers)) > 2**32


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_c9_importing_asks_for_no_time_and_no_chance(path: Path) -> None:
    """C9: neither in a module nor in a class or for a default, all of which run once."""
    tree = ast.parse(path.read_text())
    known = imported(tree)
    assert not [name for name in called(tree, known) if f"{name}.".startswith(tuple(OF_THE_MOMENT))]


@pytest.mark.parametrize(
    "code",
    [
        "import time\nSTARTED = time.time()",
        "from time import time as now\nclass A:\n    at = now()",
        "from datetime import datetime\ndef f(at=datetime.now()): pass",
        "from chalicelib import clock\ndef f(*, token=clock.token()): pass",
        "import secrets\nf = lambda key=secrets.token_bytes(9): key",
        "import os\nclass A:\n    class B:\n        key: bytes = field(default=os.urandom(9))",
        "from uuid import uuid4\n@made(uuid4())\ndef f(): pass",
        "import random\nif True:\n    SEEDS = [random.random() for _ in range(9)]",
    ],
)
def test_c9_that_finds_what_it_looks_for(code: str) -> None:
    tree = ast.parse(code)
    assert [name for name in called(tree, imported(tree)) if f"{name}.".startswith(tuple(OF_THE_MOMENT))]


def test_c9_importing_the_app_asks_the_clock_for_nothing() -> None:
    """C9: not by way of a function either."""
    code = """
import types
from chalicelib import clock
def refuse(*_): raise AssertionError("at import")
for name, each in vars(clock).items():
    if isinstance(each, types.FunctionType):
        setattr(clock, name, refuse)
import app
print("true")
"""
    assert fresh(code) == [True]


def test_c9_what_is_kept_for_life_is_known_and_not_there_after_importing() -> None:
    """C9: a new one is to be thought over, in `KEPT`."""
    assert {name for path in SOURCES for name in kept(path)} == KEPT.keys()
    code = f"""
import app, json
from importlib import import_module
for name in {sorted(KEPT)}:
    place, _, own = name.rpartition(".")
    print(json.dumps([name, getattr(import_module(place), own).cache_info().currsize]))
"""
    assert fresh(code) == [[name, 0] for name in sorted(KEPT)]


# ------------------------------------------------------------------------------------------------- reading the source


def imported(tree: ast.Module) -> dict[str, str]:
    """By the name that the module has for it, what it is in full."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.asname: each.name for each in node.names if each.asname}
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    return found


def called(tree: ast.AST, known: dict[str, str]) -> Iterator[str]:
    """In full, what is called when the module is imported."""
    for node in at_import(tree):
        if isinstance(node, ast.Call):
            first, _, rest = ast.unparse(node.func).partition(".")
            yield ".".join(filter(None, (known.get(first, first), rest)))


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """All but the bodies of functions."""
    yield node
    for name, value in ast.iter_fields(node):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and name == "body":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from at_import(child)


def kept(path: Path) -> Iterator[str]:
    """Functions whose answers are kept."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and any("cache" in words(each) for each in node.decorator_list):
            yield f"{module(path)}.{node.name}"


def words(decorator: ast.expr) -> set[str]:
    return set(ast.unparse(decorator).replace("lru_", "").replace("(", ".").split("."))
