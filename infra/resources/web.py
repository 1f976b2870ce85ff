"""The bucket of the built client: private, read by our own distribution only."""

from typing import Any

from infra.resources import bucket, policy
from infra.resources.resource import Resource, arn
from infra.web import publish

WEB, WEB_POLICY = "Web", "WebPolicy"
DISTRIBUTION = "Edge"  # of edge.py, which reads this


def resources() -> dict[str, Resource]:
    return {WEB: _bucket(), WEB_POLICY: _policy()}


def _bucket() -> Resource:
    """Encrypted with S3's own key: what everybody may fetch needs none of ours."""
    encryption = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    old = {
        "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    return bucket.private(encryption, [bucket.rule("old-versions", **old)])


def _policy() -> Resource:
    """Listing is let in, so that what is not there is told as that and not as forbidden. When which release came is
    nobody's business but ours."""
    reads = policy.let_in("EdgeReads", ["cloudfront"], ["s3:GetObject"], bucket.within(WEB), _ours())
    lists = policy.let_in("EdgeLists", ["cloudfront"], ["s3:ListBucket"], arn(WEB), _ours())
    ours = bucket.within(WEB, publish.RELEASES)
    return bucket.policy_of(
        WEB, reads, lists, policy.keep_out("OnlyOurs", ["cloudfront"], ["s3:GetObject"], ours, _ours())
    )


def _ours() -> dict[str, Any]:
    source = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${%s}" % DISTRIBUTION  # noqa: UP031
    return {**policy.OURS, "ArnLike": {"aws:SourceArn": {"Fn::Sub": source}}}
