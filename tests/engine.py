"""The DynamoDB that the storage tests run on, by ENGINE: `moto` in the process, or `dynoxide` as a child.

Dynoxide validates strictly and reports real consumed capacity. It is one binary of the npm package
`@dynoxide/linux-x64`, found in node_modules or named by the environment variable DYNOXIDE.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import boto3
import pytest
from botocore.client import BaseClient, Config
from moto import mock_aws

from tests.motofast import fast_moto

REGION = "eu-central-1"
BINARY = Path(__file__).parent.parent / "node_modules/@dynoxide/linux-x64/dynoxide"
ABSENT = "dynoxide is not there: npm install @dynoxide/linux-x64, or name its binary in DYNOXIDE"
STARTS_WITHIN = 10.0

ENVIRONMENT: Mapping[str, str | None] = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_SESSION_TOKEN": None,
    "AWS_PROFILE": None,
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",  # at an account's own host moto has no streams
    "AWS_ENDPOINT_URL": None,
    "AWS_ENDPOINT_URL_DYNAMODB": None,
    "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": None,
}


@dataclass(frozen=True)
class Engine:
    name: str
    client: BaseClient
    streams: BaseClient

    def fresh_table(self, name: str = "relata-test") -> str:
        """An empty table of that name, with a new stream; both engines drop and make one in milliseconds."""
        with suppress(self.client.exceptions.ResourceNotFoundException):
            self.client.delete_table(TableName=name)
        self.client.create_table(
            TableName=name,
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        return name


@contextmanager
def engine(name: str | None = None) -> Iterator[Engine]:
    """Start the engine that `name` or ENGINE says, and skip what needs it when it is absent."""
    name = name or os.environ.get("ENGINE", "moto")
    if name == "moto":
        with environment(ENVIRONMENT), mock_aws(), fast_moto():
            yield Engine(name, *_clients(None))
    elif name == "dynoxide":
        with dynoxide() as url, environment(_at(url)), mock_aws():  # which keeps the keys and the mail
            yield Engine(name, *_clients(url))
    else:
        raise ValueError(f"ENGINE is moto or dynoxide, not {name}")


@contextmanager
def dynoxide(*options: str) -> Iterator[str]:
    """The URL of a dynoxide of our own, on this host only, in memory unless `options` name a file."""
    binary = dynoxide_binary()
    if binary is None:
        pytest.skip(ABSENT)
    port = _free_port()
    child = subprocess.Popen(
        [binary, "--host", "127.0.0.1", "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, child)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def dynoxide_binary() -> Path | None:
    named = os.environ.get("DYNOXIDE")
    binary = Path(named) if named else BINARY
    return binary if binary.is_file() else None


@contextmanager
def environment(values: Mapping[str, str | None]) -> Iterator[None]:
    """Set variables, or unset those that are None, for a while."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _at(url: str) -> Mapping[str, str | None]:
    return {**ENVIRONMENT, "AWS_ENDPOINT_URL_DYNAMODB": url, "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": url}


@lru_cache
def _clients(url: str | None) -> tuple[BaseClient, BaseClient]:
    """Kept, because making a client takes longer than most tests do."""
    session = boto3.session.Session()
    # Dynoxide's shard ids are shorter than botocore's model of them allows.
    streams = session.client("dynamodbstreams", endpoint_url=url, config=Config(parameter_validation=False))
    return session.client("dynamodb", endpoint_url=url), streams


def _free_port() -> int:
    """Asked of the system here, because dynoxide does not tell which one it got for port 0."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while child.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"dynoxide does not answer on port {port} (exit status {child.poll()})")
