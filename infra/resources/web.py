"""The bucket of the built client: private, read by our own distribution only."""

from typing import Any

from infra.resources import policy
from infra.resources.resource import Resource, arn, kept, ref

WEB, WEB_POLICY = "Web", "WebPolicy"
DISTRIBUTION = "Edge"  # of edge.py, which reads this


def resources() -> dict[str, Resource]:
    return {WEB: _bucket(), WEB_POLICY: _policy()}


def _bucket() -> Resource:
    """Encrypted with S3's own key: what everybody may fetch needs none of ours."""
    return kept(
        "AWS::S3::Bucket",
        {
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            },
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "old-versions",
                        "Status": "Enabled",
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                    }
                ]
            },
        },
    )


def _policy() -> Resource:
    """Listing is let in, so that what is not there is told as that and not as forbidden."""
    everything = {"Fn::Sub": f"${{{WEB}.Arn}}/*"}
    reads = policy.let_in("EdgeReads", ["cloudfront"], ["s3:GetObject"], everything, _ours())
    lists = policy.let_in("EdgeLists", ["cloudfront"], ["s3:ListBucket"], arn(WEB), _ours())
    both = [arn(WEB), everything]
    document = policy.document(policy.only_tls("s3:*", both), policy.only_tls_1_2("s3:*", both), reads, lists)
    return {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": ref(WEB), "PolicyDocument": document}}


def _ours() -> dict[str, Any]:
    source = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${%s}" % DISTRIBUTION  # noqa: UP031
    return {**policy.OURS, "ArnLike": {"aws:SourceArn": {"Fn::Sub": source}}}
