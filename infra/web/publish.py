"""Brings the built client to its bucket on AWS. What a page that is open still asks for stays for a while: the files of
a release go thirty days after another one took its place."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from infra.web import kind

RELEASES = "releases.json"
GRACE = timedelta(days=30)


class Release(NamedTuple):
    """`at` is when it was published, `files` are its names in the bucket."""

    at: str
    files: list[str]


def publish(s3: Any, bucket: str, directory: Path, now: datetime) -> int:
    """How many files there are. Who comes meanwhile gets a page of which everything is there: the page goes last."""
    names = list(ordered(directory))
    for name in names:
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=(directory / name).read_bytes(),
            ContentType=kind.content_type(name),
            CacheControl=kind.cache_control(name),
        )
    known = [*releases(s3, bucket), Release(now.isoformat(), names)]
    left = standing(known, now)
    s3.put_object(Bucket=bucket, Key=RELEASES, Body=json.dumps([each._asdict() for each in left]).encode())
    for name in sorted(_files(known) - _files(left)):
        s3.delete_object(Bucket=bucket, Key=name)
    return len(names)


def ordered(directory: Path) -> Iterator[str]:
    """Names as they are asked for: what a page is made of first, the page itself last. What is packed stays here, since
    CloudFront packs by itself."""
    found = (each.relative_to(directory).as_posix() for each in directory.rglob("*") if each.is_file())
    yield from sorted((name for name in found if kind.content_type(name)), key=_turn)


def _turn(name: str) -> tuple[bool, bool, str]:
    return name == kind.INDEX, not name.startswith(kind.ASSETS), name


def releases(s3: Any, bucket: str) -> list[Release]:
    """The oldest first."""
    try:
        found = json.loads(s3.get_object(Bucket=bucket, Key=RELEASES)["Body"].read())
    except s3.exceptions.NoSuchKey:
        return []
    return [Release(**each) for each in found]


def standing(known: Sequence[Release], now: datetime) -> list[Release]:
    """Without those that another one followed long ago."""
    followed = [datetime.fromisoformat(each.at) for each in known[1:]]
    kept = [each for each, after in zip(known, followed, strict=False) if now - after < GRACE]
    return [*kept, *known[-1:]]


def _files(known: Sequence[Release]) -> set[str]:
    return {name for each in known for name in each.files}
