"""The bucket of files: the only module that talks to S3. Where a file lies is told by a Place, which is made of ids;
every request is made in the name of the tenant of that place, as those for records are."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, lru_cache, partial
from typing import IO, Any, NamedTuple

from chalicelib import aws, clock, dynamo
from chalicelib.files import placing
from chalicelib.files.content import Content
from chalicelib.files.kind import ATTACHMENT
from chalicelib.files.placing import AnyPlace, Download, ExportPlace, MailPlace, Place, Upload
from chalicelib.settings import settings
from chalicelib.storage import guard, tenant_session

BLOCK = 8 * 1024 * 1024
BLOCKS_KEPT = 2
OVERLOADED = frozenset({"SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "503", "500"})
FORM = "CreateBucket"  # as which botocore finds out the address of a form; its key is made of a Place
GONE = frozenset({"NoSuchKey", "404", "PreconditionFailed", "412"})


class Arrived(NamedTuple):
    """What lies at a place: another file there has another tag."""

    size: int
    etag: str


class Gone(Exception):
    """What was there is not there any more, or another is there by now."""


def form(place: Place, upload: Upload) -> dict[str, Any]:
    """`url` to which a browser sends `fields` and then the file; nothing is asked of AWS."""
    with _asking(place) as client:
        told: dict[str, Any] = client.generate_presigned_post(
            settings().documents, place.key, upload.fields, upload.conditions, upload.seconds
        )
    return told


def address(place: Place | ExportPlace, download: Download) -> str:
    """From which anybody can fetch it for a while; nothing is asked of AWS."""
    with _asking(place) as client:
        asked = {"Bucket": settings().documents, **download.params}
        return str(client.generate_presigned_url("get_object", asked, download.seconds))


def arrived(place: Place) -> Arrived | None:
    """By listing: who may not list gets the same answer for what is not there as for what is forbidden."""
    with _asking(place) as client:
        found = client.list_objects_v2(Bucket=settings().documents, Prefix=place.key, MaxKeys=1).get("Contents", ())
    return next((Arrived(each["Size"], each["ETag"]) for each in found if each["Key"] == place.key), None)


def content(place: Place, file: Arrived) -> Content:
    """Read in blocks, of which two are kept at a time. Reading raises Gone."""
    block = lru_cache(BLOCKS_KEPT)(partial(_block, place, file))

    def read(offset: int, length: int) -> bytes:
        end = min(offset + length, file.size)
        told = (block(number) for number in range(offset // BLOCK, -(-end // BLOCK)))
        start = offset // BLOCK * BLOCK
        return b"".join(told)[offset - start : end - start] if offset < end else b""

    return Content(file.size, read)


def digest(content: Content) -> str:
    """SHA-256 in hexadecimal."""
    told = hashlib.sha256()
    for part in content.parts(0, content.size):
        told.update(part)
    return told.hexdigest()


def release(place: Place, file: Arrived, sha256: str) -> None:
    """Out of quarantine, as a file of no kind in particular. Raises Gone when it is not this file any more."""
    with _asking(place) as client:
        client.copy_object(
            Bucket=settings().documents,
            Key=place.released(sha256).key,
            CopySource=f"{settings().documents}/{place.key}",
            CopySourceIfMatch=file.etag,
            MetadataDirective="REPLACE",
            ContentType=ATTACHMENT,
            **_encrypted(),
        )


def keep(place: AnyPlace, content: bytes | IO[bytes]) -> None:
    """What Relata has made or received itself, such as the picture of a page or a mail; in place of what lies there. A
    file is read as it is sent."""
    told = {"Bucket": settings().documents, "Key": place.key, "Body": content, "ContentType": ATTACHMENT}
    with _asking(place) as client:
        client.put_object(**told, **_encrypted())


def fetch(place: Place, into: IO[bytes]) -> None:
    """A file that has left quarantine, in parts. Raises Gone."""
    with _asking(place) as client:
        shutil.copyfileobj(client.get_object(Bucket=settings().documents, Key=place.key)["Body"], into)


def _encrypted() -> dict[str, str]:
    key = placing.encrypted(settings().file_key)
    return {
        "ServerSideEncryption": key["x-amz-server-side-encryption"],
        "SSEKMSKeyId": key["x-amz-server-side-encryption-aws-kms-key-id"],
    }


def whole(place: MailPlace | ExportPlace) -> bytes:
    """Raises Gone."""
    with _asking(place) as client:
        return bytes(client.get_object(Bucket=settings().documents, Key=place.key)["Body"].read())


def drop(place: Place | MailPlace) -> None:
    with _asking(place) as client:
        client.delete_object(Bucket=settings().documents, Key=place.key)


def _block(place: Place, file: Arrived, number: int) -> bytes:
    start, end = number * BLOCK, min((number + 1) * BLOCK, file.size)
    with _asking(place) as client:
        told = client.get_object(
            Bucket=settings().documents, Key=place.key, Range=f"bytes={start}-{end - 1}", IfMatch=file.etag
        )
        return bytes(told["Body"].read())


@cache
def _client() -> Any:
    client = aws.client("s3")
    tenant_session.attach(client)
    client.meta.events.register("before-parameter-build.s3", _hold)
    return client


def _hold(params: dict[str, Any], model: Any, **_: Any) -> None:
    """Nothing is asked about but a place of the tenant in whose name the code is running."""
    if model.name == FORM:
        return
    keys = [params.get("Key", params.get("Prefix", ""))]
    keys += [params["CopySource"].partition("/")[2]] if "CopySource" in params else []
    if any(placing.of_key(key).tenant != guard.tenant() for key in keys):
        raise guard.TenantBreach("a file of another tenant than that in whose name it runs")


@contextmanager
def _asking(place: AnyPlace) -> Iterator[Any]:
    """S3's own trouble becomes 503."""
    from botocore.exceptions import BotoCoreError, ClientError

    with guard.within(placing.of_key(place.key).tenant):
        try:
            yield _client()
        except ClientError as error:
            code = str(error.response["Error"]["Code"])
            if code in GONE:
                raise Gone(code) from error
            dynamo.log(code, place.tenant, "s3_failed")
            if code in OVERLOADED:
                raise dynamo.unavailable() from error
            raise
        except BotoCoreError as error:
            dynamo.log("", place.tenant, "s3_failed")
            raise dynamo.unavailable() from error


def until(seconds: int) -> str:
    """When an address that is signed now is no longer good."""
    return clock.stamp(clock.now() + timedelta(seconds=seconds))
