"""The address of our own, where one is given: clients then have one that outlives the API behind it."""

from typing import Any

from infra.resources.resource import Resource, attribute, given, ref

DOMAIN, MAPPING = "ApiDomain", "ApiDomainMapping"
NAME, CERTIFICATE = "Domain", "Certificate"
HAS_DOMAIN = "HasDomain"
API, STAGE = "RestAPI", "RestAPIStage"  # of infra/api.py, which itself reads these modules

PARAMETERS = {
    NAME: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([a-z0-9.-]+)?",
        "Description": "Domain of the API, such as api.example.com; empty: the address that AWS gives",
    },
    CERTIFICATE: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "(arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/[a-z0-9-]+)?",
        "Description": "ARN of the ACM certificate of that domain, in the region of this stack",
    },
}
CONDITIONS = {HAS_DOMAIN: {"Fn::And": [given(NAME), given(CERTIFICATE)]}}


def resources() -> dict[str, Resource]:
    return {DOMAIN: _domain(), MAPPING: _mapping()}


def outputs() -> dict[str, Any]:
    """What the domain's CNAME or alias record points at."""
    target = {"Condition": HAS_DOMAIN, "Value": attribute(DOMAIN, "RegionalDomainName")}
    return {"DomainTarget": target}


def _domain() -> Resource:
    properties = {
        "DomainName": ref(NAME),
        "RegionalCertificateArn": ref(CERTIFICATE),
        "EndpointConfiguration": {"Types": ["REGIONAL"]},
        "SecurityPolicy": "TLS_1_2",
    }
    return {"Type": "AWS::ApiGateway::DomainName", "Condition": HAS_DOMAIN, "Properties": properties}


def _mapping() -> Resource:
    properties = {"DomainName": ref(DOMAIN), "RestApiId": ref(API), "Stage": ref(STAGE)}
    return {"Type": "AWS::ApiGateway::BasePathMapping", "Condition": HAS_DOMAIN, "Properties": properties}
