"""The one address of the client and the API: CloudFront, in front of the client's bucket and of API Gateway.

The API gets every request as it came, but for the host, packs its answers by itself, and nothing of it is cached. A
function at the edge tells it who asks; it believes that only beside a secret which the distribution alone adds, since
it can be asked without it too.
"""

from pathlib import Path
from typing import Any

from infra.resources.buckets import DOCUMENTS
from infra.resources.resource import Intrinsic, Resource, attribute, given, ref
from infra.resources.web import DISTRIBUTION, WEB
from infra.web import headers

EDGE_ACCESS, EDGE_FUNCTION, EDGE_HEADERS, EDGE_SECRET = "EdgeAccess", "EdgeFunction", "EdgeHeaders", "EdgeSecret"
API = "RestAPI"  # of infra/api.py, which itself reads these modules
DOMAIN, CERTIFICATE, HAS_DOMAIN = "WebDomain", "WebCertificate", "HasWebDomain"
SECRET_HEADER = "X-Relata-Edge"
FILES, REQUESTS = "client", "api"
SECONDS = 30  # the API itself answers within 29

CODE = Path(headers.__file__).parent / "edge.js"
NAMED = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")  # of which CloudFront has settings of its own

# Policies that AWS keeps: CachingOptimized, CachingDisabled, and AllViewerExceptHostHeader, since by the host API
# Gateway would look for another API.
CACHED, NOT_CACHED = "658327ea-f89d-4fab-a63d-7e88639e58f6", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
AS_IT_CAME = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

PARAMETERS = {
    DOMAIN: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([a-z0-9.-]+)?",
        "Description": "Domain of the web client, such as crm.example.com; empty: the address that AWS gives",
    },
    CERTIFICATE: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "(arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/[a-z0-9-]+)?",
        "Description": "ARN of the ACM certificate of that domain, in us-east-1, where CloudFront looks for it",
    },
}
CONDITIONS = {HAS_DOMAIN: {"Fn::And": [given(DOMAIN), given(CERTIFICATE)]}}
NOTHING = ref("AWS::NoValue")


def resources(stage: str) -> dict[str, Resource]:
    return {
        EDGE_SECRET: _secret(),
        EDGE_ACCESS: _access(),
        EDGE_FUNCTION: _function(),
        EDGE_HEADERS: _headers(),
        DISTRIBUTION: _distribution(stage),
    }


def outputs() -> dict[str, Any]:
    """Where the client is, and what the CNAME or alias record of its domain points at."""
    address = attribute(DISTRIBUTION, "DomainName")
    return {
        "WebURL": {"Value": {"Fn::Sub": f"https://${{{DISTRIBUTION}.DomainName}}/"}},
        "WebTarget": {"Value": address},
    }


def secret() -> Intrinsic:
    return {"Fn::Sub": f"{{{{resolve:secretsmanager:${{{EDGE_SECRET}}}}}}}"}


def _secret() -> Resource:
    properties = {
        "Description": "Relata: what the distribution shows the API",
        "GenerateSecretString": {"PasswordLength": 64, "ExcludePunctuation": True},
    }
    return {"Type": "AWS::SecretsManager::Secret", "Properties": properties}


def _access() -> Resource:
    config = {
        "Name": ref("AWS::StackName"),
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    return {"Type": "AWS::CloudFront::OriginAccessControl", "Properties": {"OriginAccessControlConfig": config}}


def _function() -> Resource:
    properties = {
        "Name": {"Fn::Sub": "${AWS::StackName}-${AWS::Region}"},
        "AutoPublish": True,
        "FunctionCode": CODE.read_text(),
        "FunctionConfig": {"Comment": "Who asks, and which page", "Runtime": "cloudfront-js-2.0"},
    }
    return {"Type": "AWS::CloudFront::Function", "Properties": properties}


def _headers() -> Resource:
    """Of the client's files; the API has its own."""
    policy = headers.content_security_policy([f"https://${{{DOCUMENTS}.RegionalDomainName}}"])
    own = {name: value for name, value in headers.STANDING.items() if name not in NAMED}
    security = {
        "ContentSecurityPolicy": {"ContentSecurityPolicy": {"Fn::Sub": policy}, "Override": True},
        "ContentTypeOptions": {"Override": True},
        "FrameOptions": {"FrameOption": headers.STANDING["X-Frame-Options"], "Override": True},
        "ReferrerPolicy": {"ReferrerPolicy": headers.STANDING["Referrer-Policy"], "Override": True},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": headers.HSTS_SECONDS,
            "IncludeSubdomains": True,
            "Override": True,
        },
    }
    items = [{"Header": name, "Value": value, "Override": True} for name, value in own.items()]
    config = {
        "Name": {"Fn::Sub": "${AWS::StackName}-${AWS::Region}"},
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Items": items},
    }
    return {"Type": "AWS::CloudFront::ResponseHeadersPolicy", "Properties": {"ResponseHeadersPolicyConfig": config}}


def _distribution(stage: str) -> Resource:
    config = {
        "Comment": ref("AWS::StackName"),
        "Enabled": True,
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_100",
        "DefaultRootObject": "index.html",
        "Aliases": {"Fn::If": [HAS_DOMAIN, [ref(DOMAIN)], NOTHING]},
        "ViewerCertificate": {"Fn::If": [HAS_DOMAIN, _certificate(), {"CloudFrontDefaultCertificate": True}]},
        "Origins": [_bucket_origin(), _api_origin(stage)],
        "DefaultCacheBehavior": _files_behavior(),
        "CacheBehaviors": [_api_behavior()],
    }
    return {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": config}}


def _certificate() -> dict[str, Any]:
    return {
        "AcmCertificateArn": ref(CERTIFICATE),
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }


def _bucket_origin() -> dict[str, Any]:
    return {
        "Id": FILES,
        "DomainName": attribute(WEB, "RegionalDomainName"),
        "OriginAccessControlId": ref(EDGE_ACCESS),
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _api_origin(stage: str) -> dict[str, Any]:
    return {
        "Id": REQUESTS,
        "DomainName": {"Fn::Sub": f"${{{API}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}"},
        "OriginPath": f"/{stage}",
        "OriginCustomHeaders": [{"HeaderName": SECRET_HEADER, "HeaderValue": secret()}],
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": SECONDS,
        },
    }


def _files_behavior() -> dict[str, Any]:
    return _behavior(FILES, CACHED, ["GET", "HEAD"]) | {"ResponseHeadersPolicyId": ref(EDGE_HEADERS)}


def _api_behavior() -> dict[str, Any]:
    methods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    told = _behavior(REQUESTS, NOT_CACHED, methods)
    return told | {"PathPattern": "/v1/*", "OriginRequestPolicyId": AS_IT_CAME}


def _behavior(origin: str, cached: str, methods: list[str]) -> dict[str, Any]:
    function = {"EventType": "viewer-request", "FunctionARN": attribute(EDGE_FUNCTION, "FunctionARN")}
    return {
        "TargetOriginId": origin,
        "AllowedMethods": methods,
        "CachePolicyId": cached,
        "Compress": True,
        "ViewerProtocolPolicy": "redirect-to-https",
        "FunctionAssociations": [function],
    }
