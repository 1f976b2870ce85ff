"""Mail out and in, through SES.

What CloudFormation cannot do: verify the domain, leave the sandbox, and activate the rule
set. One rule set is active per account and region, so activating it is a step of the deployment.
Inbound mail is announced by its bucket, bounces and complaints by SES; both on the account's default bus, since
neither can use another.
"""

from typing import Any

from infra.resources.buckets import INBOUND_MAIL, INBOUND_MAIL_POLICY, RAW
from infra.resources.resource import Intrinsic, Resource, kept, ref

MAIL_IDENTITY, CONFIGURATION_SET, EVENTS = "MailIdentity", "ConfigurationSet", "MailEvents"
RULE_SET, RULE = "ReceiptRuleSet", "ReceiptRule"
DOMAIN = "MailDomain"
ANNOUNCED = ["BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY"]

PARAMETERS = {
    DOMAIN: {
        "Type": "String",
        "AllowedPattern": "[a-z0-9.-]+",
        "Description": "Domain that mails are sent from and received at; SES verifies it through DNS",
    },
}


def resources() -> dict[str, Resource]:
    return {
        MAIL_IDENTITY: _identity(),
        CONFIGURATION_SET: _configuration_set(),
        EVENTS: _events(),
        RULE_SET: {"Type": "AWS::SES::ReceiptRuleSet", "Properties": {}},
        RULE: _rule(),
    }


def rules() -> Intrinsic:
    """The ARNs of the receipt rules."""
    place = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
    return {"Fn::Sub": f"{place}:receipt-rule-set/${{{RULE_SET}}}:receipt-rule/*"}


def sending_arns() -> list[Intrinsic]:
    """What a role that sends needs the right to: SES asks for that of the identity's configuration set too, and within
    its sandbox for that of whom the mail is for. Who it is from is held by `from_us`."""
    place = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
    things = ("identity/*", f"configuration-set/${{{CONFIGURATION_SET}}}")
    return [{"Fn::Sub": f"{place}:{thing}"} for thing in things]


def from_us() -> dict[str, Any]:
    return {"StringLike": {"ses:FromAddress": {"Fn::Sub": f"*@${{{DOMAIN}}}"}}}


def _identity() -> Resource:
    """SES sends once the DNS records that it asks for are there. All that it sends goes by the configuration set."""
    by = {"ConfigurationSetName": ref(CONFIGURATION_SET)}
    return kept("AWS::SES::EmailIdentity", {"EmailIdentity": ref(DOMAIN), "ConfigurationSetAttributes": by})


def _configuration_set() -> Resource:
    return {
        "Type": "AWS::SES::ConfigurationSet",
        "Properties": {
            "Name": ref("AWS::StackName"),
            "DeliveryOptions": {"TlsPolicy": "REQUIRE"},
            "ReputationOptions": {"ReputationMetricsEnabled": True},
            "SuppressionOptions": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
            "SendingOptions": {"SendingEnabled": True},
        },
    }


def _events() -> Resource:
    bus = {"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"}
    destination = {
        "Name": "default-bus",
        "Enabled": True,
        "MatchingEventTypes": ANNOUNCED,
        "EventBridgeDestination": {"EventBusArn": bus},
    }
    properties = {"ConfigurationSetName": ref(CONFIGURATION_SET), "EventDestination": destination}
    return {"Type": "AWS::SES::ConfigurationSetEventDestination", "Properties": properties}


def _rule() -> Resource:
    to_bucket = {"S3Action": {"BucketName": ref(INBOUND_MAIL), "ObjectKeyPrefix": RAW}}
    rule = {
        "Enabled": True,
        "Recipients": [ref(DOMAIN)],
        "ScanEnabled": True,
        "TlsPolicy": "Require",
        "Actions": [to_bucket],
    }
    return {
        "Type": "AWS::SES::ReceiptRule",
        "DependsOn": [INBOUND_MAIL_POLICY],  # SES tries to write when the rule is made
        "Properties": {"RuleSetName": ref(RULE_SET), "Rule": rule},
    }
