"""What all buckets have in common: private, encrypted, versioned, over TLS only."""

from typing import Any

from infra.resources import policy
from infra.resources.resource import Resource, arn, kept, ref

Rule = dict[str, Any]


def private(encryption: dict[str, Any], rules: list[Rule], **more: Any) -> Resource:
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
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {"Rules": rules},
            **more,
        },
    )


def rule(name: str, **what: Any) -> Rule:
    return {"Id": name, "Status": "Enabled", **what}


def policy_of(bucket: str, *statements: policy.Statement) -> Resource:
    """These besides that nobody comes in but over TLS."""
    both = [arn(bucket), within(bucket)]
    tls = (policy.only_tls("s3:*", both), policy.only_tls_1_2("s3:*", both))
    properties = {"Bucket": ref(bucket), "PolicyDocument": policy.document(*tls, *statements)}
    return {"Type": "AWS::S3::BucketPolicy", "Properties": properties}


def within(bucket: str, what: str = "*") -> dict[str, str]:
    """The ARN of its objects."""
    return {"Fn::Sub": f"${{{bucket}.Arn}}/{what}"}
