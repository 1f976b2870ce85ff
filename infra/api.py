"""The API: each route calls its function through one role; CloudFormation's own resources instead of SAM's. Pure."""

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from infra import folding, gateway, resources, roles
from infra.functions import Function

Data = dict[str, Any]
API, DEPLOYMENT, STAGE = "RestAPI", "RestAPIDeployment", "RestAPIStage"
RATE, BURST = 500, 1000
PACKED_FROM = 1024  # bytes of an answer, for who takes it packed; below, packing costs more than it saves
MOST_RESOURCES = 300  # path parts of one REST API, by AWS's quota
INTEGRATION, AUTHORIZER = "x-amazon-apigateway-integration", "x-amazon-apigateway-authorizer"
INVOCATIONS = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${%s.Arn}/invocations"
ROLE = {"Fn::GetAtt": [roles.GATEWAY, "Arn"]}


def of_functions(
    definition: Data, functions: Iterable[Function], folds: Collection[str], stage: str, tracing: bool
) -> dict[str, Data]:
    """`definition` is Chalice's, and is written to; `folds` are the plurals that become a variable."""
    direct(definition, {route: each.id for each in functions for route in each.routes})
    folding.fold(definition, folds)
    definition["info"]["title"] = {"Ref": "AWS::StackName"}  # API Gateway takes its name from there
    definition["x-amazon-apigateway-gateway-responses"] = gateway.body_extension()
    deployment = deployment_id(definition)
    return roles.gateway() | {
        API: _rest_api(definition),
        deployment: {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": {"Ref": API}}},
        STAGE: _stage(stage, deployment, tracing),
    }


def direct(definition: Data, served: dict[str, str]) -> None:
    """Points every route at the function that serves it."""
    for path, methods in definition["paths"].items():
        for method, told in methods.items():
            name = served[f"{method.upper()} {path}"]
            told[INTEGRATION] |= {"uri": {"Fn::Sub": INVOCATIONS % name}, "credentials": ROLE}
    for each in definition.get("securityDefinitions", {}).values():
        if AUTHORIZER in each:
            each[AUTHORIZER]["authorizerCredentials"] = ROLE


def deployment_id(definition: Any) -> str:
    """Named by its content: a deployment is a snapshot, so another definition needs another one."""
    digest = hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
    return f"{DEPLOYMENT}{digest[:10]}"


def _rest_api(definition: Data) -> Data:
    return {
        "Type": "AWS::ApiGateway::RestApi",
        "Properties": {
            "Name": {"Ref": "AWS::StackName"},
            "Body": definition,
            "BinaryMediaTypes": definition.get("x-amazon-apigateway-binary-media-types", []),
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
            "MinimumCompressionSize": PACKED_FROM,
        },
    }


def _stage(stage: str, deployment: str, tracing: bool) -> Data:
    limits = {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "ThrottlingRateLimit": RATE,
        "ThrottlingBurstLimit": BURST,
    }
    return {
        "Type": "AWS::ApiGateway::Stage",
        "DependsOn": [resources.API_ACCOUNT],
        "Properties": {
            "RestApiId": {"Ref": API},
            "DeploymentId": {"Ref": deployment},
            "StageName": stage,
            "MethodSettings": [limits],
            "AccessLogSetting": resources.access_log_setting(),
            "TracingEnabled": tracing,
        },
    }
