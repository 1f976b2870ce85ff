"""Where Relata meets the world, asserted on the data that CloudFormation gets: buckets, mail, the address, the log of
requests."""

import json
import re

import pytest

from chalicelib.access.actor import Actor
from infra import api, resources
from infra.resources import api_log, buckets, domain, mail
from tests.cloudformation import Data, holds, properties, resolved, statements

BUCKETS = ["Documents", "InboundMail"]


@pytest.fixture(scope="module")
def made() -> Data:
    return resources.of_stage("prod", [])


# --- buckets


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_private_encrypted_and_versioned_and_says_what_comes_in(made: Data, name: str) -> None:
    bucket = properties(made, name)
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    (encryption,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert encryption["BucketKeyEnabled"] is True
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert bucket["NotificationConfiguration"]["EventBridgeConfiguration"] == {"EventBridgeEnabled": True}


@pytest.mark.parametrize(("name", "prefix", "days"), [("Documents", "quarantine/", 1), ("InboundMail", "raw/", 30)])
def test_what_is_not_to_stay_goes_with_its_old_versions(made: Data, name: str, prefix: str, days: int) -> None:
    rules = properties(made, name)["LifecycleConfiguration"]["Rules"]
    (gone,) = [rule for rule in rules if rule.get("Prefix") == prefix]
    assert gone["ExpirationInDays"] == days
    assert gone["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert [rule for rule in rules if rule.get("AbortIncompleteMultipartUpload") == {"DaysAfterInitiation": 1}]


def test_a_document_itself_never_expires_and_its_old_versions_stay_for_a_while(made: Data) -> None:
    rules = properties(made, "Documents")["LifecycleConfiguration"]["Rules"]
    everywhere = [rule for rule in rules if "Prefix" not in rule]
    assert not any("ExpirationInDays" in rule for rule in everywhere)
    assert {"NoncurrentDays": 90} in [rule.get("NoncurrentVersionExpiration") for rule in everywhere]


def test_browsers_reach_documents_from_the_web_origins_only(made: Data) -> None:
    cors = properties(made, "Documents")["CorsConfiguration"]
    ours = {"Origin": "https://crm.example"}
    (rule,) = resolved(cors, {**ours, "CorsOrigins": "https://a.example,https://b.example"})["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://crm.example", "https://a.example", "https://b.example"]
    assert resolved(cors, {**ours, "CorsOrigins": ""})["CorsRules"][0]["AllowedOrigins"] == ["https://crm.example"]
    assert "CorsConfiguration" not in properties(made, "InboundMail")


def test_mail_is_put_in_by_our_own_rules_of_ses_and_where_it_is_cleaned_up(made: Data) -> None:
    (arrives,) = [each for name, each in statements(made) if name == "InboundMailPolicy" and each["Effect"] == "Allow"]
    assert arrives["Principal"] == {"Service": ["ses.amazonaws.com"]}
    assert arrives["Action"] == ["s3:PutObject"]
    assert arrives["Resource"] == {"Fn::Sub": "${InboundMail.Arn}/raw/*"}
    rules = resolved(arrives["Condition"]["ArnLike"]["aws:SourceArn"], {})
    assert rules == "arn:aws:ses:eu-west-1:123456789012:receipt-rule-set/ReceiptRuleSet:receipt-rule/*"


# --- mail, address, log of requests


def test_mail_goes_out_over_tls_and_not_to_who_refused_it(made: Data) -> None:
    by = properties(made, "ConfigurationSet")
    assert by["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    assert by["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    assert by["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    assert properties(made, "MailIdentity")["ConfigurationSetAttributes"] == {
        "ConfigurationSetName": {"Ref": "ConfigurationSet"}
    }
    assert resources.from_us() == {"StringLike": {"ses:FromAddress": {"Fn::Sub": "*@${MailDomain}"}}}
    assert [resolved(each, {"MailDomain": "crm.example"}) for each in resources.sending_arns()] == [
        "arn:aws:ses:eu-west-1:123456789012:identity/*",
        "arn:aws:ses:eu-west-1:123456789012:configuration-set/ConfigurationSet",
    ]


def test_what_becomes_of_mail_is_announced_on_the_bus_that_ses_can_reach(made: Data) -> None:
    told = properties(made, "MailEvents")["EventDestination"]
    assert {"BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY"} == set(told["MatchingEventTypes"])
    assert resolved(told["EventBridgeDestination"]["EventBusArn"], {}).endswith(":event-bus/default")


def test_mail_comes_in_over_tls_and_looked_at_once_the_bucket_takes_it(made: Data) -> None:
    rule = properties(made, mail.RULE)["Rule"]
    assert (rule["TlsPolicy"], rule["ScanEnabled"], rule["Enabled"]) == ("Require", True, True)
    assert rule["Recipients"] == [{"Ref": "MailDomain"}]
    assert rule["Actions"] == [{"S3Action": {"BucketName": {"Ref": "InboundMail"}, "ObjectKeyPrefix": buckets.RAW}}]
    assert made[mail.RULE]["DependsOn"] == ["InboundMailPolicy"]


@pytest.mark.parametrize(("given", "there"), [
    ({}, False),
    ({"Domain": "api.example.com"}, False),
    ({"Certificate": "arn:aws:acm:…"}, False),
    ({"Domain": "api.example.com", "Certificate": "arn:aws:acm:…"}, True),
])  # fmt: skip
def test_the_api_has_an_address_of_its_own_where_one_is_given(made: Data, given: dict[str, str], there: bool) -> None:
    for each in (made["ApiDomain"], made["ApiDomainMapping"], resources.OUTPUTS["DomainTarget"]):
        assert holds(each["Condition"], given) is there
    assert properties(made, "ApiDomain")["SecurityPolicy"] == "TLS_1_2"


def test_the_address_leads_to_the_api_of_the_template(made: Data) -> None:
    mapping = properties(made, "ApiDomainMapping")
    assert (mapping["RestApiId"], mapping["Stage"]) == ({"Ref": api.API}, {"Ref": api.STAGE})
    assert (domain.API, domain.STAGE) == (api.API, api.STAGE)


def test_a_request_is_logged_without_what_was_searched_for_or_who_by_their_token() -> None:
    told = json.loads(resources.access_log_setting()["Format"])
    shown = set(told.values())
    assert {"$context.requestId", "$context.status", "$context.resourcePath", "$context.identity.sourceIp"} <= shown
    # these have query strings, bodies or tokens in them
    assert not [each for each in shown if re.search(r"requestOverride|\.path$|input|token|header|apiKey", each)]
    who = {each.rpartition(".")[2] for each in shown if each.startswith("$context.authorizer.")}
    assert who == {"tenant", "user"} <= set(Actor("ten_1", "usr_1", "idn_1", "ses_1", "employee").context())


def test_the_one_role_by_which_api_gateway_logs_outlives_each_stack(made: Data) -> None:
    for name in (api_log.API_ACCOUNT, api_log.API_LOG_ROLE):
        assert made[name]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert properties(made, api_log.API_ACCOUNT)["CloudWatchRoleArn"] == {"Fn::GetAtt": ["ApiLogRole", "Arn"]}
