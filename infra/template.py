"""From the template that `chalice package` makes to the one that is deployed: pure functions on data.

First the plan (`functions.plan`: which functions there are and what they touch), then what is written of it.
"""

import copy
from collections.abc import Sequence
from typing import Any

from chalicelib.settings import SETTINGS
from infra import api, events, folding, functions, gateway, resources, roles, tenant_roles
from infra.functions import Function
from infra.manifest import Declared
from infra.resources.api_log import ACCESS_LOG

Template = dict[str, Any]
API, DEPLOYMENT, STAGE = api.API, api.DEPLOYMENT, api.STAGE
TRACED = "Active"
DASHBOARD = (
    "https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}"
    "#dashboards/dashboard/${AWS::StackName}"
)
MOST_RESOURCES = 500  # of one stack, by CloudFormation's quota

PARAMETERS: dict[str, dict[str, Any]] = {
    "Origin": {
        "Type": "String",
        "AllowedPattern": "https?://[^/]+",
        "Description": "Base URL of links in mails, such as https://crm.example.com",
    },
    "Epoch": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z)?",
        "Description": "Changes before this moment are not followed, such as 2026-11-21T10:00:00Z; set by restoring",
    },
    gateway.ORIGINS: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([a-z]+://[^/,' ]+(,[a-z]+://[^/,' ]+)*)?",
        "Description": "Web origins that may call the API, comma separated without spaces. The first may also read "
        "what API Gateway itself refuses, once the API is deployed anew",
    },
    "TraceCalls": {
        "Type": "String",
        "Default": "off",
        "AllowedValues": ["on", "off"],
        "Description": "Whether functions trace their own calls to AWS; loading the tracer makes cold starts longer",
    },
    "ReserveFunctions": {
        "Type": "String",
        "Default": "on",
        "AllowedValues": ["on", "off"],
        "Description": "off where the account may run so few functions at once that none can be set apart for one: "
        "then nothing keeps a flood of mail from taking them all",
    },
    "CodeBucket": {"Type": "String", "Description": "Bucket that the package is uploaded to"},
    **resources.PARAMETERS,
}
RESERVES = "Reserves"
CONDITIONS = {
    RESERVES: {"Fn::Equals": [{"Ref": "ReserveFunctions"}, "on"]},
    **gateway.CONDITIONS,
    **resources.CONDITIONS,
}


def final(
    packaged: Template, declared: Sequence[Declared], stage: str, code_key: str, grouping: str = "operation"
) -> Template:
    """The template of a stage; its code is the object `code_key` in the bucket of parameter `CodeBucket`."""
    plan = functions.plan(packaged, declared, grouping)
    made = copy.deepcopy(packaged["Resources"])
    like = made["APIHandler"]["Properties"]
    tracing = like.get("Tracing") == TRACED
    folds = folding.plurals(each for each in declared if each.route)
    return {
        "AWSTemplateFormatVersion": packaged["AWSTemplateFormatVersion"],
        "Transform": packaged["Transform"],
        "Parameters": PARAMETERS,
        "Conditions": CONDITIONS,
        "Globals": {"Function": _common(like, stage, code_key)},
        "Resources": _joined(
            resources.of_stage(stage, plan),
            roles.of_functions(plan, tracing),
            {each.id: _function(each, made.get(each.id, {})) for each in plan},
            api.of_functions(made[API]["Properties"]["DefinitionBody"], plan, folds, stage, tracing),
        ),
        "Outputs": _outputs(stage),
    }


def _joined(*parts: dict[str, Any]) -> dict[str, Any]:
    """No part may name what another has named."""
    joined: dict[str, Any] = {}
    for part in parts:
        if twice := joined.keys() & part.keys():
            raise functions.Undeclared(f"Two resources are called {', '.join(sorted(twice))}: rename the operation")
        joined |= part
    return joined


def _common(like: dict[str, Any], stage: str, code_key: str) -> dict[str, Any]:
    """What all functions have alike."""
    return {
        "Runtime": like["Runtime"],
        "Architectures": like["Architectures"],
        "CodeUri": {"Bucket": {"Ref": "CodeBucket"}, "Key": code_key},
        "Tracing": like["Tracing"],
        "LoggingConfig": resources.function_logging(),
        "Environment": {"Variables": environment(stage)},
    }


def environment(stage: str) -> dict[str, Any]:
    """The variables of `chalicelib/settings.py` that all functions have alike."""
    return {
        "RELATA_STAGE": stage,
        "RELATA_TABLE": resources.table_name(),
        "RELATA_IDENTITY_TABLE": resources.identity_table_name(),
        "RELATA_SIGNING_KEY": {"Ref": resources.SIGNING_KEY},
        "RELATA_IDENTITY_KEY": {"Ref": resources.IDENTITY_KEY},
        "RELATA_CURSOR_SECRET": {"Fn::Sub": f"{{{{resolve:secretsmanager:${{{resources.CURSOR_SECRET}}}}}}}"},
        "RELATA_ORIGIN": {"Ref": "Origin"},
        "RELATA_MAIL_FROM": {"Fn::Sub": "Relata <no-reply@${MailDomain}>"},
        "RELATA_MAIL_DOMAIN": {"Ref": "MailDomain"},
        "RELATA_DOSSIER_SECRET": {"Fn::Sub": f"{{{{resolve:secretsmanager:${{{resources.DOSSIER_SECRET}}}}}}}"},
        "RELATA_INBOUND_MAIL": {"Ref": resources.INBOUND_MAIL},
        "RELATA_MAIL_QUEUE": {"Ref": resources.MAIL_QUEUE},
        "RELATA_BUS": {"Ref": resources.BUS},
        "RELATA_DEAD_LETTERS": {"Ref": resources.DEAD_LETTERS},
        "RELATA_DOCUMENTS": {"Ref": resources.DOCUMENTS},
        "RELATA_FILE_KEY": {"Fn::GetAtt": [resources.DATA_KEY, "Arn"]},
        **{SETTINGS[name].variable: SETTINGS[name].default for name in ("kvk_url", "places_url", "source_seconds")},
        "RELATA_EDGE_SECRET": resources.edge.secret(),
        "RELATA_EPOCH": {"Ref": "Epoch"},
        "RELATA_CORS_ORIGINS": {"Ref": gateway.ORIGINS},
        "RELATA_TENANT_CREATION": "off",
        "RELATA_TRACING": {"Ref": "TraceCalls"},
    }


def _function(planned: Function, made: dict[str, Any]) -> dict[str, Any]:
    """`made` is what Chalice made of it, where it did."""
    touches = roles.footprint(planned)
    properties = {
        "Handler": planned.handler,
        "Description": planned.summary,
        "MemorySize": planned.memory,
        "Timeout": planned.timeout,
        "Role": {"Fn::GetAtt": [roles.role_id(touches), "Arn"]},
        "Environment": {"Variables": _own_variables(planned)},
        **{name: told for name, told in made.get("Properties", {}).items() if name == "Events"},
        **({} if planned.concurrency is None else {"ReservedConcurrentExecutions": _reserved(planned.concurrency)}),
    }
    events.equip(properties, planned.trigger)
    return {"Type": "AWS::Serverless::Function", "Properties": properties}


def _reserved(concurrency: int) -> dict[str, Any]:
    """AWS refuses it where too few are left for all other functions of the account."""
    return {"Fn::If": [RESERVES, concurrency, {"Ref": "AWS::NoValue"}]}


def _own_variables(planned: Function) -> dict[str, Any]:
    tenant = tenant_roles.role_id(planned.touches)
    return {
        "RELATA_HANDLERS": planned.modules,
        "RELATA_TENANT_ROLE": {"Fn::GetAtt": [tenant, "Arn"]} if tenant else "",
    }


def _outputs(stage: str) -> dict[str, Any]:
    address = f"https://${{{API}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}/{stage}/"
    return {
        "EndpointURL": {"Value": {"Fn::Sub": address}},
        "DashboardURL": {"Value": {"Fn::Sub": DASHBOARD}},
        "LogGroupName": {"Value": {"Ref": resources.LOG_GROUP}},
        "AccessLogName": {"Value": {"Ref": ACCESS_LOG}},
        "TableName": {"Value": resources.table_name()},
        "InboundMailName": {"Value": {"Ref": resources.INBOUND_MAIL}},
        "IdentityTableName": {"Value": resources.identity_table_name()},
        **resources.OUTPUTS,
    }
