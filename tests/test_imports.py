"""A function loads what its operations need: each module of handlers in a fresh process, as Lambda starts it."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import app  # noqa: F401 - declares the operations
from chalicelib import handlers
from chalicelib.footprint import IDENTITY_READS, IDENTITY_WRITES, READS, WORKERS, Touch
from chalicelib.operation import OPERATIONS, Operation
from infra.functions import PREFLIGHTS
from tests import templates

ROOT = Path(__file__).resolve().parent.parent
LOADED = "import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
RECORDS = ("chalicelib.storage.table", "chalicelib.models.registry", "chalicelib.models.relation", "chalicelib.actions")
BY_ALL = {"chalicelib.actions", "chalicelib.actions.audit", "chalicelib.actions.mass_reads"}
ACCOUNTS = {IDENTITY_READS, IDENTITY_WRITES}
DESCRIPTION = ("chalicelib.openapi", "chalicelib.reference_page")


def operations(name: str) -> list[Operation]:
    return [each for each in OPERATIONS.values() if each.module == f"chalicelib.handlers.{name}"]


def touches(name: str) -> set[Touch]:
    return {touch for each in operations(name) for touch in each.touches}


def _whole(name: str) -> bool:
    return all(each.whole for each in operations(name))


@cache
def loaded(name: str, module: str = "app") -> set[str]:
    """With everything around it: chalicelib.models.relation is chalicelib.models too."""
    env, command = {"RELATA_HANDLERS": name}, [sys.executable, "-c", LOADED.format(module=module)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


DECLARING = sorted({each.module.rpartition(".")[2] for each in OPERATIONS.values()})


def test_every_module_that_declares_operations_can_be_loaded_by_itself() -> None:
    assert set(DECLARING) <= set(handlers.MODULES)
    for name in DECLARING:
        assert f"chalicelib.handlers.{name}" in loaded(name)


@pytest.mark.parametrize("name", [name for name in DECLARING if READS not in touches(name) and not _whole(name)])
def test_what_reads_no_records_knows_of_what_is_done_with_them_what_every_request_does(name: str) -> None:
    assert {each for each in loaded(name) if each.startswith("chalicelib.actions")} == BY_ALL


@pytest.mark.parametrize("name", [name for name in DECLARING if not touches(name) & ACCOUNTS and not _whole(name)])
def test_what_keeps_records_knows_no_accounts(name: str) -> None:
    assert not [each for each in loaded(name) if each.startswith("chalicelib.identity")]


@pytest.mark.parametrize("name", [name for name in DECLARING if name != "reference"])
def test_only_the_reference_can_describe_the_api(name: str) -> None:
    assert not loaded(name) & set(DESCRIPTION)


@pytest.mark.parametrize("name", ["read_openapi", "read_docs", "who_am_i"])
def test_what_tells_of_all_operations_loads_all(name: str) -> None:
    assert OPERATIONS[name].whole


@pytest.mark.parametrize("name", DECLARING)
def test_no_other_operations_are_loaded(name: str) -> None:
    others = {f"chalicelib.handlers.{each}" for each in DECLARING if each != name}
    assert not loaded(name) & others


# ------------------------------------------------------------------------------- what is no operation of the API


def started(handler: str) -> set[str]:
    """What Lambda loads for one of the functions that are planned, before it calls it."""
    function = next(each for each in templates.plan() if each.handler == handler)
    return loaded(function.modules, handler.rpartition(".")[0])


@pytest.mark.parametrize("name", sorted(WORKERS))
def test_a_worker_and_the_authorizer_load_no_operation_and_no_storage(name: str) -> None:
    """What they need besides, they load when they are called."""
    told = started(f"app.{name}")
    assert not [each for each in told if each.startswith(("chalicelib.handlers.", "chalicelib.identity"))]
    assert not told & {*RECORDS, *DESCRIPTION, "pynamodb", "botocore", "jwt", "cryptography", "aws_xray_sdk"}


def test_a_preflight_waits_for_nothing() -> None:
    """Not even for Chalice: of ours it has the settings."""
    told = started(PREFLIGHTS)
    assert {each for each in told if each.startswith("chalicelib.")} == {"chalicelib.browsers", "chalicelib.settings"}
    assert not told & {"app", "chalice", "pydantic", "pynamodb", "botocore", "aws_xray_sdk"}
