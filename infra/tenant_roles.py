"""The roles in which functions read and write records: as the tenant that a session is tagged with, and no other. Pure.

A function's own role has no right to the table; it may take on the tenant role of its footprint. The conditions:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.footprint import Touch
from chalicelib.storage import keys
from chalicelib.storage.tenant_session import TAG

Data = dict[str, Any]
VERSION = "2012-10-17"
NO_TENANT = "NoTenant"
THE_TENANT = f"${{aws:PrincipalTag/{TAG}}}"


def role_id(touches: Iterable[Touch]) -> str:
    """Logical id of the tenant role behind a footprint; "" when it needs none."""
    names = [touch.name for touch in of_a_tenant(touches)]
    return "Tenant" + "".join(names) if names else ""


def of_a_tenant(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    return tuple(sorted({touch for touch in touches if touch.of_a_tenant}))


def resources(footprints: Iterable[Sequence[Touch]], table: Any) -> dict[str, Data]:
    """A role for each different set of touches; `table` is the ARN of the table."""
    return {role_id(touches): _role(touches, table) for touches in footprints if role_id(touches)}


def path(touches: Iterable[Touch]) -> Data:
    """Where the roles of functions stand that take on the same tenant role. A path ends in a slash, which no name of a
    stack can have, so that one stack cannot pass for another whose name begins alike."""
    return {"Fn::Sub": f"/${{AWS::StackName}}/{role_id(touches) or NO_TENANT}/"}


def _role(touches: Iterable[Touch], table: Any) -> Data:
    properties = {
        "AssumeRolePolicyDocument": _trust(touches),
        "Policies": [{"PolicyName": role_id(touches), "PolicyDocument": policy(touches, table)}],
    }
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def policy(touches: Iterable[Touch], table: Any) -> Data:
    return {"Version": VERSION, "Statement": [_statement(touch, table) for touch in of_a_tenant(touches)]}


def _statement(touch: Touch, table: Any) -> Data:
    return {
        "Sid": touch.name,
        "Effect": "Allow",
        "Action": list(touch.actions),
        "Resource": table,
        "Condition": own_keys(),
    }


def own_keys() -> Data:
    """Every partition key in a request is the tenant's own. Without any key, as in a Scan, the first condition alone
    would hold; so there must be one."""
    return {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": [f"T{keys.SEPARATOR}{THE_TENANT}{keys.SEPARATOR}*"]},
        "Null": {"dynamodb:LeadingKeys": "false"},
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
