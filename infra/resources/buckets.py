"""The buckets of what tenants keep: documents, and mail as it came in.

Neither keeps a log of reads: S3's access log names files, is late and may miss some. Who opened a document is in the
change feed of its record, since nobody gets to one but through an operation.
"""

from typing import Any

from infra.gateway import HAS_ORIGIN, ORIGINS
from infra.resources import bucket, policy
from infra.resources.keys import DATA_KEY
from infra.resources.resource import Intrinsic, Resource, arn, ref

DOCUMENTS, INBOUND_MAIL = "Documents", "InboundMail"
DOCUMENTS_POLICY, INBOUND_MAIL_POLICY = "DocumentsPolicy", "InboundMailPolicy"
QUARANTINE, PAGES, EXPORTS, RAW = "quarantine/", "pages/", "exports/", "raw/"
OLD_VERSION_DAYS, RAW_MAIL_DAYS, EXPORT_DAYS = 90, 30, 8
OWN_ORIGIN = "Origin"  # of infra/template.py, which itself reads these modules
EXPOSED = ["ETag", "x-amz-version-id"]


def resources(mail_rules: Intrinsic) -> dict[str, Resource]:
    """`mail_rules` are the ARNs of the receipt rules that may put mail in."""
    return {
        DOCUMENTS: _bucket(DOCUMENT_RULES, CorsConfiguration=_cors()),
        DOCUMENTS_POLICY: bucket.policy_of(DOCUMENTS),
        INBOUND_MAIL: _bucket(MAIL_RULES),
        INBOUND_MAIL_POLICY: bucket.policy_of(INBOUND_MAIL, _ses_puts(mail_rules)),
    }


def raw_mail() -> Intrinsic:
    """The ARN of mail as SES puts it in."""
    return bucket.within(INBOUND_MAIL, f"{RAW}*")


def within_raw_mail() -> dict[str, Any]:
    """Nothing else of the bucket is listed."""
    return {"StringLike": {"s3:prefix": [f"{RAW}*"]}}


def _bucket(rules: list[bucket.Rule], **more: Any) -> Resource:
    tells = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    return bucket.private(_encryption(), rules, NotificationConfiguration=tells, **more)


def _encryption() -> dict[str, Any]:
    """The bucket's own key of the day saves most of the calls to KMS."""
    return {
        "BucketKeyEnabled": True,
        "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn(DATA_KEY)},
    }


def _gone_after(name: str, prefix: str, days: int) -> dict[str, Any]:
    """With what is behind the delete marker, a day later."""
    old = {"NoncurrentDays": 1}
    return bucket.rule(name, Prefix=prefix, ExpirationInDays=days, NoncurrentVersionExpiration=old)


CLEAN_UP = [
    bucket.rule("unfinished-uploads", AbortIncompleteMultipartUpload={"DaysAfterInitiation": 1}),
    bucket.rule("empty-delete-markers", ExpiredObjectDeleteMarker=True),
]
DOCUMENT_RULES = [
    *CLEAN_UP,
    _gone_after("quarantine", QUARANTINE, 1),
    _gone_after("exports", EXPORTS, EXPORT_DAYS),
    bucket.rule("old-versions", NoncurrentVersionExpiration={"NoncurrentDays": OLD_VERSION_DAYS}),
]
MAIL_RULES = [*CLEAN_UP, _gone_after("raw-mail", RAW, RAW_MAIL_DAYS)]


def _cors() -> dict[str, Any]:
    """Browsers send and fetch files at an address that an operation signed for them: in our own client, and in those of
    others that may call the API."""
    both = {"Fn::Sub": f"${{{OWN_ORIGIN}}},${{{ORIGINS}}}"}
    rule = {
        "AllowedOrigins": {"Fn::If": [HAS_ORIGIN, {"Fn::Split": [",", both]}, [ref(OWN_ORIGIN)]]},
        "AllowedMethods": ["GET", "HEAD", "PUT", "POST"],
        "AllowedHeaders": ["content-type", "content-md5", "x-amz-*"],
        "ExposedHeaders": EXPOSED,
        "MaxAge": 600,
    }
    return {"CorsRules": [rule]}


def _ses_puts(rules: Intrinsic) -> policy.Statement:
    where = {**policy.OURS, "ArnLike": {"aws:SourceArn": rules}}
    return policy.let_in("MailArrives", ["ses"], ["s3:PutObject"], raw_mail(), where)
