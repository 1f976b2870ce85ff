"""The bucket of packages: private, kept tidy, and with a history of what was deployed, which a rollback goes by."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from infra.package import Package

HISTORY = "deployments.json"
KEPT = 10
DAYS_OF_GRACE = 30
PRIVATE = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
ENCRYPTED = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
# What is deleted can be had back for a while; nothing else goes by age, for what runs may be old.
LIFECYCLE = {
    "Rules": [
        {
            "ID": "old-versions",
            "Status": "Enabled",
            "Filter": {},
            "NoncurrentVersionExpiration": {"NoncurrentDays": DAYS_OF_GRACE},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        },
        {
            "ID": "markers",
            "Status": "Enabled",
            "Filter": {},
            "Expiration": {"ExpiredObjectDeleteMarker": True},
        },
    ]
}


class Deployment(NamedTuple):
    """`code` and `template` are keys in the bucket; `version` is what git calls it, if there is git."""

    at: str
    code: str
    template: str
    version: str = ""


class NothingBefore(RuntimeError):
    pass


def create(s3: Any, bucket: str) -> None:
    """Unless it is there."""
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        region = s3.meta.region_name
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **where)


def secure(s3: Any, bucket: str) -> None:
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=PRIVATE)
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=ENCRYPTED)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration=LIFECYCLE)
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy(bucket, s3.meta.partition)))


def policy(bucket: str, partition: str) -> dict[str, Any]:
    """Over TLS only."""
    arn = f"arn:{partition}:s3:::{bucket}"
    statement = {
        "Sid": "OverTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def upload(s3: Any, bucket: str, package: Package) -> str:
    """Code and template (too large for a request body); gives the template's key, which is by its content too."""
    body = json.dumps(package.template).encode()
    key = f"template/{hashlib.sha256(body).hexdigest()}.json"
    s3.put_object(Bucket=bucket, Key=package.key, Body=package.archive.read_bytes())
    s3.put_object(Bucket=bucket, Key=key, Body=body)
    return key


def url(s3: Any, bucket: str, key: str) -> str:
    return f"{s3.meta.endpoint_url}/{bucket}/{key}"


def template(s3: Any, bucket: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    return found


def history(s3: Any, bucket: str) -> list[Deployment]:
    """The oldest first."""
    try:
        found = json.loads(s3.get_object(Bucket=bucket, Key=HISTORY)["Body"].read())
    except (s3.exceptions.NoSuchKey, s3.exceptions.NoSuchBucket):
        return []
    return [Deployment(**each) for each in found]


def remember(s3: Any, bucket: str, latest: Deployment) -> None:
    """Notes what runs now, and deletes what no rollback can reach any more. The same again is no deployment more."""
    known = history(s3, bucket)
    if known and known[-1].template == latest.template:
        return
    known.append(latest)
    kept, gone = known[-KEPT:], known[:-KEPT]
    body = json.dumps([each._asdict() for each in kept], indent=1).encode()
    s3.put_object(Bucket=bucket, Key=HISTORY, Body=body)
    for key in sorted(_keys(gone) - _keys(kept)):
        s3.delete_object(Bucket=bucket, Key=key)


def _keys(deployments: Sequence[Deployment]) -> set[str]:
    return {key for each in deployments for key in (each.code, each.template)}


def before(known: Sequence[Deployment]) -> Deployment:
    """What ran before what runs now. A rollback is a deployment too: another one goes further back."""
    if not known:
        raise NothingBefore("Nothing was ever deployed to this stage: make deploy first.")
    first = next((place for place, each in enumerate(known) if each.template == known[-1].template), 0)
    if first == 0:
        raise NothingBefore("There is no deployment before this one that could be gone back to.")
    return known[first - 1]
