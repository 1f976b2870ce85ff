"""What each kind of function may do, by the ARN of what it does it to."""

from typing import Any, NamedTuple

from infra.resources import IDENTITY_KEY, IDENTITY_TABLE, LOG_GROUP, SIGNING_KEY, TABLE


class Grant(NamedTuple):
    sid: str
    actions: tuple[str, ...]
    resource: Any


def _arn(logical_id: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [logical_id, "Arn"]}


READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
WRITE = (
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
)
FOLLOW = (
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
)

LOGS = Grant("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), _arn(LOG_GROUP))
TABLE_READ = Grant("TableRead", READ, _arn(TABLE))
TABLE_WRITE = Grant("TableWrite", WRITE, _arn(TABLE))
TABLE_STREAM = Grant("TableStream", FOLLOW, {"Fn::Sub": f"${{{TABLE}.Arn}}/stream/*"})
IDENTITY_READ = Grant("IdentityRead", READ, _arn(IDENTITY_TABLE))
IDENTITY_WRITE = Grant("IdentityWrite", WRITE, _arn(IDENTITY_TABLE))
TOKEN_SIGN = Grant("TokenSign", ("kms:Sign", "kms:GetPublicKey"), _arn(SIGNING_KEY))
TOKEN_VERIFY = Grant("TokenVerify", ("kms:GetPublicKey",), _arn(SIGNING_KEY))
FACTORS = Grant("Factors", ("kms:Encrypt", "kms:Decrypt"), _arn(IDENTITY_KEY))
MAIL = Grant(
    "Mail",
    ("ses:SendEmail", "ses:SendRawEmail"),
    {"Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailDomain}"},
)
# X-Ray has no resources to name: AWS takes only `*` for these two.
TRACES = Grant("Traces", ("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*")

ROLES: dict[str, tuple[Grant, ...]] = {
    "api": (TABLE_READ, TABLE_WRITE, IDENTITY_READ, IDENTITY_WRITE, TOKEN_SIGN, FACTORS, MAIL),
    "authorizer": (IDENTITY_READ, TOKEN_VERIFY),
    "stream": (TABLE_STREAM, TABLE_READ, TABLE_WRITE),
    "worker": (TABLE_READ, TABLE_WRITE),
}


def policies(kind: str, tracing: bool) -> list[dict[str, Any]]:
    """The `Policies` of the role of one kind of function."""
    grants = (LOGS, *ROLES[kind], *((TRACES,) if tracing else ()))
    document = {"Version": "2012-10-17", "Statement": [_statement(grant) for grant in grants]}
    return [{"PolicyName": kind, "PolicyDocument": document}]


def _statement(grant: Grant) -> dict[str, Any]:
    return {
        "Sid": grant.sid,
        "Effect": "Allow",
        "Action": list(grant.actions),
        "Resource": grant.resource,
    }
