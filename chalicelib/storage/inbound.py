"""The bucket of mail as it came in. Whose a message is, nobody knows before it has been read: so it is asked for in the
function's own role, and by a client apart from that for files, which serves tenants only."""

from functools import cache
from typing import Any

from chalicelib import aws, dynamo
from chalicelib.settings import settings
from chalicelib.storage.files import GONE, OVERLOADED

RAW = "raw/"


class NotThere(Exception):
    """It was removed, or never was."""


def raw(key: str) -> bytes:
    """A message as it is on the wire; `key` begins with RAW. Raises NotThere."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return _fetched(key)
    except ClientError as error:
        raise _meaning(str(error.response["Error"]["Code"])) from error
    except BotoCoreError as error:
        raise _meaning("") from error


def _fetched(key: str) -> bytes:
    """Looked for first: who may not list gets the same answer for what is not there as for what is forbidden."""
    bucket = settings().inbound_mail
    found = _client().list_objects_v2(Bucket=bucket, Prefix=key, MaxKeys=1).get("Contents", ())
    if key not in [each["Key"] for each in found]:
        raise NotThere(key)
    return bytes(_client().get_object(Bucket=bucket, Key=key)["Body"].read())


def _meaning(code: str) -> Exception:
    """S3's own trouble becomes 503, so that the function is tried again."""
    if code in GONE:
        return NotThere(code)
    dynamo.log(code, None, "s3_failed")
    return dynamo.unavailable() if code in OVERLOADED or not code else RuntimeError(f"S3 answered {code}")


@cache
def _client() -> Any:
    return aws.client("s3", "inbound mail")
