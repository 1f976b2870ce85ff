"""API Gateway's own log: one line per request. No tokens, and no query strings: those hold the names that people
search for. The path is the pattern of the route as it is deployed; of one that is folded (infra/folding.py) the
function's own line, of the same request id, tells the operation.

API Gateway writes logs through one role per account and region, whatever the number of stacks. So the setting and its
role outlive the stack: another stack's log would end with them.
"""

import json
from typing import Any

from infra.resources.resource import Resource, arn, kept

ACCESS_LOG, API_ACCOUNT, API_LOG_ROLE = "AccessLog", "ApiAccount", "ApiLogRole"
RETENTION_DAYS = 90
WRITE_LOGS = "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"

FORMAT = {
    "time": "$context.requestTime",
    "request_id": "$context.requestId",
    "ip": "$context.identity.sourceIp",
    "method": "$context.httpMethod",
    "path": "$context.resourcePath",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "function_milliseconds": "$context.integrationLatency",
    "length": "$context.responseLength",
    "error": "$context.error.responseType",
    "tenant": "$context.authorizer.tenant",
    "user": "$context.authorizer.user",
}


def resources() -> dict[str, Resource]:
    return {
        ACCESS_LOG: {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": RETENTION_DAYS}},
        API_LOG_ROLE: _role(),
        API_ACCOUNT: kept("AWS::ApiGateway::Account", {"CloudWatchRoleArn": arn(API_LOG_ROLE)}),
    }


def access_log_setting() -> dict[str, Any]:
    """For the stage, which depends on API_ACCOUNT."""
    return {"DestinationArn": arn(ACCESS_LOG), "Format": json.dumps(FORMAT)}


def _role() -> Resource:
    """With AWS's own policy, which API Gateway looks for when the setting is made."""
    trust = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return kept(
        "AWS::IAM::Role",
        {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
            "ManagedPolicyArns": [{"Fn::Sub": WRITE_LOGS}],
        },
    )
