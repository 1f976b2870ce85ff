"""What Relata stands on, asserted on the data that CloudFormation gets: tables, keys, queues, the bus, and what their
policies let in."""

import re

import pytest

from chalicelib.identity import account
from infra import resources
from infra.resources import keys, queues
from tests.cloudformation import Data, properties, resolved, statements

RESTORED = {
    "RestoredTable": "relata-again",
    "RestoredStream": "arn:aws:dynamodb:eu-west-1:123456789012:table/relata-again/stream/2026-11-21T10:00:00.000",
    "RestoredIdentityTable": "identity-again",
}
QUEUES, BUCKETS = ["DeadLetters", "MailQueue", "MailDeadLetters"], ["Documents", "InboundMail", "Web"]


@pytest.fixture(scope="module")
def made() -> Data:
    return resources.of_stage("prod", [])


# --- tables


@pytest.mark.parametrize("name", ["Table", "IdentityTable"])
def test_a_table_is_on_demand_encrypted_and_hard_to_lose(made: Data, name: str) -> None:
    table = properties(made, name)
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"] is True
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]


def test_only_the_table_of_records_has_a_stream(made: Data) -> None:
    assert properties(made, "Table")["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert "StreamSpecification" not in properties(made, "IdentityTable")


def test_a_stack_is_pointed_at_tables_that_were_restored_and_keeps_its_own(made: Data) -> None:
    """C6"""
    assert resolved(resources.table_name(), RESTORED) == "relata-again"
    assert resolved(resources.table_arn(), RESTORED) == "arn:aws:dynamodb:eu-west-1:123456789012:table/relata-again"
    assert resolved(resources.stream_arn(), RESTORED) == RESTORED["RestoredStream"]
    assert resolved(resources.identity_table_name(), RESTORED) == "identity-again"
    assert resolved(resources.identity_table_arn(), RESTORED).endswith(":table/identity-again")
    assert not any("Condition" in made[name] for name in ("Table", "IdentityTable"))


@pytest.mark.parametrize("given", [{}, {"RestoredTable": "relata-again"}, {"RestoredStream": "arn:aws:dynamodb:…"}])
def test_what_is_written_is_what_is_followed(given: dict[str, str]) -> None:
    """C6"""
    assert resolved(resources.table_name(), given) == "Table"
    assert resolved(resources.table_arn(), given) == "Table.Arn"
    assert resolved(resources.stream_arn(), given) == "Table.StreamArn"


def test_one_table_may_be_restored_without_the_other() -> None:
    """C6"""
    given = {"RestoredIdentityTable": "identity-again"}
    assert resolved(resources.identity_table_name(), given) == "identity-again"
    assert resolved(resources.table_name(), given) == "Table"


@pytest.mark.parametrize("name", resources.PARAMETERS)
def test_what_a_parameter_may_hold_is_held_to_a_form(name: str) -> None:
    told = resources.PARAMETERS[name]
    pattern = str(told["AllowedPattern"])
    assert re.fullmatch(pattern, RESTORED.get(name, told.get("Default", "crm.example.com")))
    assert not re.fullmatch(pattern, "two words")
    assert told["Description"]


# --- keys and policies


def test_one_key_signs_and_the_others_encrypt_and_are_turned_each_year(made: Data) -> None:
    signing = properties(made, "SigningKey")
    assert (signing["KeySpec"], signing["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    for name in ("IdentityKey", "DataKey"):
        assert properties(made, name)["EnableKeyRotation"] is True
        assert "KeySpec" not in properties(made, name)


def test_the_identity_services_own_keys_let_no_aws_service_in(made: Data) -> None:
    served = {name for name, each in statements(made) if name.endswith("Key") and "Service" in each["Principal"]}
    assert served == {"DataKey"}


def test_what_cannot_be_made_again_outlives_its_stack(made: Data) -> None:
    holding = ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::SES::EmailIdentity")
    for resource in (each for each in made.values() if each["Type"] in holding):
        protected = "DeletionProtectionEnabled" in resource["Properties"]
        assert resource["DeletionPolicy"] == ("Retain" if protected else "RetainExceptOnCreate")
        assert resource["UpdateReplacePolicy"] == "Retain"


def test_everybody_is_only_ever_refused(made: Data) -> None:
    everybody = [each for _, each in statements(made) if each["Principal"] == "*"]
    assert everybody
    assert {each["Effect"] for each in everybody} == {"Deny"}
    assert all(each["Condition"] for each in everybody)


def test_an_aws_service_comes_in_on_behalf_of_this_account_only(made: Data) -> None:
    served = [each for _, each in statements(made) if "Service" in each["Principal"]]
    assert {name for each in served for name in each["Principal"]["Service"]} == {
        f"{name}.amazonaws.com" for name in (*keys.WRITERS, *keys.UNCONDITIONAL, "cloudfront")
    }
    for each in [each for each in served if each["Sid"] != "EventsWrite"]:
        assert each["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}


def test_a_policy_names_what_it_is_about_but_in_a_key_where_it_is_the_key(made: Data) -> None:
    wide = {name for name, each in statements(made) if each["Resource"] == "*"}
    assert wide == {"SigningKey", "IdentityKey", "DataKey"}


@pytest.mark.parametrize(
    ("name", "action"), [(name, "sqs:*") for name in QUEUES] + [(name, "s3:*") for name in BUCKETS]
)
def test_nothing_comes_in_or_goes_out_in_the_clear(made: Data, name: str, action: str) -> None:
    told = [each for owner, each in statements(made) if owner == f"{name}Policy" and each["Sid"] == "OnlyTls"]
    (only_tls,) = told
    assert (only_tls["Effect"], only_tls["Action"]) == ("Deny", action)
    assert only_tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    about = only_tls["Resource"] if isinstance(only_tls["Resource"], list) else [only_tls["Resource"]]
    assert about[0] == {"Fn::GetAtt": [name, "Arn"]}
    assert len(about) == (2 if name in BUCKETS else 1)  # a bucket's objects are told apart from it


# --- queues and bus


def test_mail_waits_under_the_identity_services_own_key(made: Data) -> None:
    used = {name: properties(made, name)["KmsMasterKeyId"]["Fn::GetAtt"][0] for name in QUEUES}
    assert used == {"DeadLetters": "DataKey", "MailQueue": "IdentityKey", "MailDeadLetters": "IdentityKey"}


def test_a_letter_is_tried_as_long_as_its_link_lives_and_then_put_aside(made: Data) -> None:
    queue = properties(made, "MailQueue")
    assert queue["VisibilityTimeout"] >= 6 * 29  # what Lambda asks for
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": ["MailDeadLetters", "Arn"]}
    assert queue["RedrivePolicy"]["maxReceiveCount"] * queue["VisibilityTimeout"] == account.RESET_LIFETIME


def test_what_was_put_aside_is_kept_longer_than_it_can_have_waited(made: Data) -> None:
    kept = {name: properties(made, name)["MessageRetentionPeriod"] for name in QUEUES}
    assert kept == {"DeadLetters": 14 * queues.DAY, "MailDeadLetters": 14 * queues.DAY, "MailQueue": 4 * queues.DAY}


def test_only_rules_of_this_account_put_letters_aside(made: Data) -> None:
    """R3"""
    allowed = [
        (name, each)
        for name, each in statements(made)
        if name.startswith(("Dead", "Mail")) and "Service" in each["Principal"]
    ]
    ((name, sends),) = allowed
    assert name == "DeadLettersPolicy"
    assert sends["Action"] == ["sqs:SendMessage"]
    assert resolved(sends["Condition"]["ArnLike"]["aws:SourceArn"], {}).endswith(":123456789012:rule/*")


def test_the_archive_keeps_what_was_published_and_nothing_else(made: Data) -> None:
    archive = properties(made, "BusArchive")
    assert archive["SourceArn"] == {"Fn::GetAtt": ["Bus", "Arn"]}
    assert (archive["EventPattern"], archive["RetentionDays"]) == ({"source": ["relata"]}, 30)
