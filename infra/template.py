"""From the template that `chalice package` makes to the one that is deployed: pure functions on data."""

import copy
import hashlib
import json
import re
from typing import Any

from infra import gateway, resources, roles

Template = dict[str, Any]

API, DEPLOYMENT, STAGE = "RestAPI", "RestAPIDeployment", "RestAPIStage"
RATE, BURST = 500, 1000
TRACED = "Active"

PARAMETERS = {
    "Origin": {
        "Type": "String",
        "AllowedPattern": "https?://[^/]+",
        "Description": "Base URL of links in mails, such as https://crm.example.com",
    },
    "MailDomain": {
        "Type": "String",
        "Description": "Domain that mails are sent from; SES verifies it through DNS",
    },
    gateway.ORIGINS: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([a-z]+://[^/,' ]+(,[a-z]+://[^/,' ]+)*)?",
        "Description": "Web origins that may call the API, comma separated without spaces. The first may also read "
        "what API Gateway itself refuses, once the API is deployed anew",
    },
    "CodeBucket": {"Type": "String", "Description": "Bucket that the package is uploaded to"},
}

STREAM_FILTER = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "CHANGE"}]}}}}


def final(packaged: Template, stage: str, code_key: str) -> Template:
    """The template of a stage; its code is the object `code_key` in the bucket of parameter `CodeBucket`."""
    template = copy.deepcopy(packaged)
    template["Parameters"] = PARAMETERS
    template["Conditions"] = gateway.CONDITIONS
    kinds = function_kinds(template)
    template["Resources"] |= resources.stores()
    for name, kind in kinds.items():
        _equip(template, name, kind, stage, code_key)
    _native_api(template, stage)
    template["Outputs"] |= _outputs()
    return template


def functions(template: Template) -> dict[str, Any]:
    """The properties of every function by its logical id."""
    return _properties(template, "AWS::Serverless::Function")


def function_kinds(template: Template) -> dict[str, str]:
    """Logical id of every function → the row of `roles.ROLES` that it needs."""
    definition = template["Resources"][API]["Properties"]["DefinitionBody"]
    served = _functions_named(definition["paths"])
    authorizers = _functions_named(definition.get("securityDefinitions", {}))
    return {name: _kind(name, properties, served, authorizers) for name, properties in functions(template).items()}


def _kind(name: str, properties: dict[str, Any], served: set[str], authorizers: set[str]) -> str:
    if name in served:
        return "api"
    if name in authorizers:
        return "authorizer"
    return "stream" if _stream_events(properties) else "worker"


def _functions_named(part: Any) -> set[str]:
    """Functions whose ARN an integration or authorizer URI in this part of the definition holds."""
    return set(re.findall(r"\$\{(\w+)\.Arn\}", json.dumps(part)))


def _equip(template: Template, name: str, kind: str, stage: str, code_key: str) -> None:
    properties = template["Resources"][name]["Properties"]
    tracing = properties.get("Tracing") == TRACED
    properties["CodeUri"] = {"Bucket": {"Ref": "CodeBucket"}, "Key": code_key}
    properties["Environment"] = {"Variables": environment(stage, tracing)}
    properties["LoggingConfig"] = {"LogGroup": {"Ref": resources.LOG_GROUP}}
    for event in _stream_events(properties):
        event["Properties"] |= stream_source()
    role = template["Resources"][properties["Role"]["Fn::GetAtt"][0]]
    role["Properties"]["Policies"] = roles.policies(kind, tracing)


def environment(stage: str, tracing: bool) -> dict[str, Any]:
    """The variables of `chalicelib/settings.py`."""
    return {
        "RELATA_STAGE": stage,
        "RELATA_TABLE": {"Ref": resources.TABLE},
        "RELATA_IDENTITY_TABLE": {"Ref": resources.IDENTITY_TABLE},
        "RELATA_SIGNING_KEY": {"Ref": resources.SIGNING_KEY},
        "RELATA_IDENTITY_KEY": {"Ref": resources.IDENTITY_KEY},
        "RELATA_CURSOR_SECRET": {"Fn::Sub": f"{{{{resolve:secretsmanager:${{{resources.CURSOR_SECRET}}}}}}}"},
        "RELATA_ORIGIN": {"Ref": "Origin"},
        "RELATA_MAIL_FROM": {"Fn::Sub": "Relata <no-reply@${MailDomain}>"},
        "RELATA_CORS_ORIGINS": {"Ref": gateway.ORIGINS},
        "RELATA_TENANT_CREATION": "off",
        "RELATA_TRACING": "on" if tracing else "off",
    }


def _stream_events(properties: dict[str, Any]) -> list[dict[str, Any]]:
    return [event for event in properties.get("Events", {}).values() if event["Type"] == "DynamoDB"]


def stream_source() -> dict[str, Any]:
    """New changes only; a record that fails is reported by itself, and a poisoned batch is cut in halves."""
    return {
        "Stream": {"Fn::GetAtt": [resources.TABLE, "StreamArn"]},
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 100,
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(STREAM_FILTER)}]},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 10,
    }


def _native_api(template: Template, stage: str) -> None:
    """CloudFormation's own resources instead of SAM's API: its deployment then has a name to depend on."""
    definition = template["Resources"].pop(API)["Properties"]["DefinitionBody"]
    definition["x-amazon-apigateway-gateway-responses"] = gateway.body_extension()
    deployment = deployment_id(definition)
    template["Resources"] |= {
        API: _rest_api(definition),
        deployment: {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": {"Ref": API}}},
        STAGE: _stage(stage, deployment, _traced(template)),
    }


def deployment_id(definition: Any) -> str:
    """Named by its content: a deployment is a snapshot, so another definition needs another one."""
    digest = hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
    return f"{DEPLOYMENT}{digest[:10]}"


def _rest_api(definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "AWS::ApiGateway::RestApi",
        "Properties": {
            "Name": definition["info"]["title"],
            "Body": definition,
            "BinaryMediaTypes": definition.get("x-amazon-apigateway-binary-media-types", []),
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
        },
    }


def _stage(stage: str, deployment: str, tracing: bool) -> dict[str, Any]:
    limits = {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "ThrottlingRateLimit": RATE,
        "ThrottlingBurstLimit": BURST,
    }
    return {
        "Type": "AWS::ApiGateway::Stage",
        "Properties": {
            "RestApiId": {"Ref": API},
            "DeploymentId": {"Ref": deployment},
            "StageName": stage,
            "MethodSettings": [limits],
            "TracingEnabled": tracing,
        },
    }


def _traced(template: Template) -> bool:
    return any(properties.get("Tracing") == TRACED for properties in functions(template).values())


def _outputs() -> dict[str, Any]:
    shown = {"TableName": resources.TABLE, "IdentityTableName": resources.IDENTITY_TABLE}
    return {name: {"Value": {"Ref": logical_id}} for name, logical_id in shown.items()}


def _properties(template: Template, kind: str) -> dict[str, Any]:
    return {
        name: resource["Properties"] for name, resource in template["Resources"].items() if resource["Type"] == kind
    }
