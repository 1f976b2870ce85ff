"""The client's way to its bucket: in which order, how it is served from there, and how long what it was stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.web import publish
from tests.world import World

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BUCKET = "the-client"


@pytest.fixture
def s3(world: World) -> Any:
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    return client


def built(directory: Path, asset: str) -> Path:
    """A build whose page asks for this asset."""
    for file in [each for each in directory.rglob("*") if each.is_file()]:
        file.unlink()
    (directory / "assets").mkdir(exist_ok=True)
    for name in ("index.html", "sw.js", f"assets/{asset}", f"assets/{asset}.br", "icon.svg"):
        (directory / name).write_text(name)
    return directory


def there(s3: Any) -> set[str]:
    return {each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]} - {publish.RELEASES}


def test_what_a_page_is_made_of_is_there_before_the_page(tmp_path: Path) -> None:
    assert list(publish.ordered(built(tmp_path, "a.js"))) == ["assets/a.js", "icon.svg", "sw.js", "index.html"]


def test_each_file_says_what_it_is_and_how_long_it_may_be_kept(s3: Any, tmp_path: Path) -> None:
    assert publish.publish(s3, BUCKET, built(tmp_path, "a.js"), NOW) == 4
    asset, page = (s3.head_object(Bucket=BUCKET, Key=name) for name in ("assets/a.js", "index.html"))
    assert (asset["ContentType"], asset["CacheControl"]) == (
        "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"
    )  # fmt: skip
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")


def test_a_page_that_is_open_finds_its_files_for_a_month_after_the_next_release(s3: Any, tmp_path: Path) -> None:
    publish.publish(s3, BUCKET, built(tmp_path, "a.js"), NOW - timedelta(days=200))
    publish.publish(s3, BUCKET, built(tmp_path, "b.js"), NOW)
    assert {"assets/a.js", "assets/b.js"} < there(s3)
    publish.publish(s3, BUCKET, built(tmp_path, "c.js"), NOW + timedelta(days=29))
    assert {"assets/a.js", "assets/b.js", "assets/c.js"} < there(s3)
    publish.publish(s3, BUCKET, built(tmp_path, "c.js"), NOW + timedelta(days=31))
    assert there(s3) == {"index.html", "sw.js", "icon.svg", "assets/b.js", "assets/c.js"}


def test_what_is_in_use_stays_however_old(s3: Any, tmp_path: Path) -> None:
    for day in (0, 100, 200):
        publish.publish(s3, BUCKET, built(tmp_path, "a.js"), NOW + timedelta(days=day))
    assert "assets/a.js" in there(s3)
