"""The roles in which functions read and write records: as the tenant that a session is tagged with, and no other. Pure.

A function's own role has no right to the table; it may take on the tenant role of its footprint. The conditions:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
Files lie under the tenant's name, so there the resource itself is the tenant's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalicelib.footprint import Touch
from chalicelib.storage import audit, keys, notices
from chalicelib.storage.tenant_session import TAG
from infra.resources import buckets

Data = dict[str, Any]
VERSION = "2012-10-17"
NO_TENANT = "NoTenant"
THE_TENANT = f"${{aws:PrincipalTag/{TAG}}}"
ESCAPED = THE_TENANT.replace("${", "${!")  # where CloudFormation would take it for a variable of its own
DELETES = "dynamodb:DeleteItem"
KEY_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")
# With the key alone nobody opens a file: S3 uses it, for who may have the file.
THROUGH_S3 = {"StringEquals": {"kms:ViaService": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}}}


def role_id(touches: Iterable[Touch]) -> str:
    """Logical id of the tenant role behind a footprint; "" when it needs none."""
    names = [touch.name for touch in of_a_tenant(touches)]
    return "Tenant" + "".join(names) if names else ""


def of_a_tenant(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    return tuple(sorted({touch for touch in touches if touch.of_a_tenant}))


def resources(footprints: Iterable[Sequence[Touch]], arns: Mapping[str, Any]) -> dict[str, Data]:
    """A role for each different set of touches; `arns` are those of what is touched."""
    return {role_id(touches): _role(touches, arns) for touches in footprints if role_id(touches)}


def folder(prefix: str = "") -> Data:
    """The ARN of all that is a tenant's own in the bucket of documents."""
    return {"Fn::Sub": f"${{{buckets.DOCUMENTS}.Arn}}/{prefix}t/{ESCAPED}/*"}


def path(touches: Iterable[Touch]) -> Data:
    """Where the roles of functions stand that take on the same tenant role. A path ends in a slash, which no name of a
    stack can have, so that one stack cannot pass for another whose name begins alike."""
    return {"Fn::Sub": f"/${{AWS::StackName}}/{role_id(touches) or NO_TENANT}/"}


def _role(touches: Iterable[Touch], arns: Mapping[str, Any]) -> Data:
    properties = {
        "AssumeRolePolicyDocument": _trust(touches),
        "Policies": [{"PolicyName": role_id(touches), "PolicyDocument": policy(touches, arns)}],
    }
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def policy(touches: Iterable[Touch], arns: Mapping[str, Any]) -> Data:
    told = of_a_tenant(touches)
    keys_used = sorted({touch.key for touch in told if touch.key})
    statements = [_allow(touch.name, touch.actions, arns[touch.resource], OWN.get(touch.resource)) for touch in told]
    statements += [_allow(key, KEY_ACTIONS, arns[key], THROUGH_S3) for key in keys_used]
    deletes = any(DELETES in touch.actions for touch in told)
    return {"Version": VERSION, "Statement": statements + ([_no_row_is_lost(arns)] if deletes else [])}


def _no_row_is_lost(arns: Mapping[str, Any]) -> Data:
    """Not even a function that deletes what it likes of a tenant takes anything out of the audit log."""
    own = own_keys(audit.FAMILY)["ForAllValues:StringLike"]
    told = _allow("AuditLogStays", [DELETES], arns["Table"], {"ForAnyValue:StringLike": own})
    return {**told, "Effect": "Deny"}


def _allow(sid: str, actions: Iterable[str], resource: Any, condition: Data | None) -> Data:
    told = {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}
    return told | ({"Condition": condition} if condition else {})


def own_keys(*families: str) -> Data:
    """Every partition key in a request is the tenant's own, and of one of these families where some are named."""
    own = f"T{keys.SEPARATOR}{THE_TENANT}{keys.SEPARATOR}"
    return leading(*(f"{own}{family}{keys.SEPARATOR}*" for family in families)) if families else leading(f"{own}*")


def leading(*keys_like: str) -> Data:
    """Every partition key in a request is like one of these. Without any key, as in a Scan, the first condition alone
    would hold; so there must be one."""
    return {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(keys_like)},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


OWN: dict[str, Data] = {
    "Table": own_keys(),
    "AuditLog": own_keys(audit.FAMILY, notices.NOTICE, notices.UNREAD),  # of an alarm administrators are told
    "Secrets": {"StringEquals": {"kms:EncryptionContext:tenant": THE_TENANT}},
    "Documents": {"StringLike": {"s3:prefix": [f"{buckets.QUARANTINE}t/{THE_TENANT}/*"]}},
}


def _trust(touches: Iterable[Touch]) -> Data:
    """The functions' roles name this one in their policies, so they cannot be named here as well; their path is. A
    session without the tag, or with another beside it, is refused."""
    ours = f"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/${{AWS::StackName}}/{role_id(touches)}/*"
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {
            "ArnLike": {"aws:PrincipalArn": {"Fn::Sub": ours}},
            "StringLike": {f"aws:RequestTag/{TAG}": "?*"},
            "ForAllValues:StringEquals": {"aws:TagKeys": [TAG]},
        },
    }
    return {"Version": VERSION, "Statement": [statement]}
