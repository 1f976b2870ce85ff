"""The database of a benchmark: a tenant of each size in one file, which dynoxide opens.

The file is written row by row as dynoxide keeps them: three million items through its API would take a quarter of an
hour, so they take two minutes. It stays in build/ until the code that derives the items is another.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import boto3

from tests import crowd
from tests.engine import ENVIRONMENT, Engine, dynoxide, environment
from tests.world import IDENTITY_TABLE, TABLE

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"
DERIVING = ("chalicelib/models", "chalicelib/storage", "chalicelib/text", "bench/database.py", "tests/crowd.py")
INSERT = f'INSERT INTO "{TABLE}" (pk, sk, item_json, item_size) VALUES (?, ?, ?, ?)'
Row = tuple[str, str, str, int]


def tenant(size: int) -> str:
    return f"ten_{size:026d}"


@contextmanager
def opened(sizes: Sequence[int]) -> Iterator[str]:
    """The URL of an engine with a copy of the file, so that what a run writes is not there in the next."""
    prepared = _prepared(sizes)
    copy = KEPT / f"run-{os.getpid()}.db"
    shutil.copyfile(prepared, copy)
    try:
        with dynoxide("--db-path", str(copy)) as url:
            yield url
    finally:
        for file in KEPT.glob(f"{copy.name}*"):
            file.unlink()


def _prepared(sizes: Sequence[int]) -> Path:
    """Those that other code derived go."""
    kept = KEPT / _digest()
    if not kept.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        kept.mkdir(parents=True)
    file = kept / f"{'-'.join(map(str, sizes))}.db"
    if not file.exists():
        unfinished = KEPT / "unfinished.db"
        unfinished.unlink(missing_ok=True)
        _make_tables(unfinished)
        _fill(unfinished, sizes)
        unfinished.rename(file)
    return file


def _digest() -> str:
    files = sorted(file for name in DERIVING for file in (ROOT / name, *(ROOT / name).rglob("*.py")) if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _make_tables(file: Path) -> None:
    with dynoxide("--db-path", str(file)) as url, environment(ENVIRONMENT):
        client = boto3.client("dynamodb", endpoint_url=url)
        for name in (TABLE, IDENTITY_TABLE):
            Engine("dynoxide", client, client).fresh_table(name)
            client.update_table(TableName=name, StreamSpecification={"StreamEnabled": False})


def _fill(file: Path, sizes: Sequence[int]) -> None:
    with sqlite3.connect(file) as database:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -2000000"):
            database.execute(f"PRAGMA {pragma}")
        for size in sizes:
            database.executemany(INSERT, _rows(tenant(size), size))
        database.execute("PRAGMA journal_mode = wal")
    database.close()


def _rows(tenant: str, size: int) -> Iterator[Row]:
    for each in crowd.crowd(tenant, size):
        for item in crowd.items(each):
            told = json.dumps(item, ensure_ascii=False)
            yield _key(item["pk"]), _key(item["sk"]), told, len(told)


def _key(value: dict[str, str]) -> str:
    """With its type before it, as dynoxide has it."""
    ((kind, text),) = value.items()
    return f"{kind}:{text}"
