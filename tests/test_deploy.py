"""How a stage gets to AWS and back. Against moto's CloudFormation, which shows no changes and never fails; what it does
not do is tried on data."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra import after_deploy, code_bucket, console, deploy, parameters, stack, stage, template
from infra.code_bucket import Deployment, NothingBefore
from infra.deploy import Account
from infra.package import ROOT, Package
from infra.stack import Change
from tests import templates
from tests.engine import ENVIRONMENT, environment

BUCKET = "relata-test-code"
TEMPLATE: dict[str, Any] = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {
        "CodeBucket": {"Type": "String"},
        "MailDomain": {"Type": "String", "Description": "Domain that mails are sent from"},
        "CorsOrigins": {"Type": "String", "Default": ""},
    },
    "Resources": {
        "MailIdentity": {"Type": "AWS::SQS::Queue"},
        "Second": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"Tags": [{"Key": "mail", "Value": {"Ref": "MailDomain"}}]},
        },
    },
    "Outputs": {"EndpointURL": {"Value": "https://api.example.com"}},
}


@pytest.fixture
def aws() -> Iterator[Account]:
    """Left as it was found: other tests may stand on the same moto."""
    with environment(ENVIRONMENT), mock_aws():
        before = boto3.client("s3").list_buckets()["Buckets"]
        yield Account()
        boto3.client("cloudformation").delete_stack(StackName="relata-dev")
        for bucket in [each for each in boto3.client("s3").list_buckets()["Buckets"] if each not in before]:
            boto3.client("s3").delete_bucket_policy(Bucket=bucket["Name"])
            boto3.resource("s3").Bucket(bucket["Name"]).object_versions.delete()
            boto3.client("s3").delete_bucket(Bucket=bucket["Name"])


def package(directory: Path, content: str = "code", **more: Any) -> Package:
    file = directory / "code.zip"
    file.write_text(content)
    return Package({**TEMPLATE, **more}, file, f"code/{content}.zip")


def deployed() -> dict[str, str]:
    (found,) = boto3.client("cloudformation").describe_stacks(StackName="relata-dev")["Stacks"]
    return {each["ParameterKey"]: each["ParameterValue"] for each in found["Parameters"]}


# ---------------------------------------------------------------------------------------------------------- parameters


def test_the_first_deployment_names_all_that_it_needs_to_know(aws: Account, tmp_path: Path) -> None:
    told = r"needs to know:\n  MAIL_DOMAIN=…  Domain that mails are sent from$"
    with pytest.raises(parameters.Refused, match=told):
        deploy.deploy(aws, "relata-dev", package(tmp_path), {"CodeBucket": BUCKET})
    assert not deploy.exists(aws, "relata-dev")


def test_what_is_not_given_again_stays_as_it_was(aws: Account, tmp_path: Path) -> None:
    first = {"CodeBucket": BUCKET, "MailDomain": "one.example", "CorsOrigins": "https://a.example"}
    assert set(deploy.deploy(aws, "relata-dev", package(tmp_path), first)) == {"MailIdentity", "Second"}
    assert deploy.exists(aws, "relata-dev")
    changed = package(tmp_path, Description="changed")
    deploy.deploy(aws, "relata-dev", changed, {"CodeBucket": BUCKET, "MailDomain": "two.example"})
    assert deployed() == first | {"MailDomain": "two.example"}


def test_a_parameter_that_is_new_takes_its_default() -> None:
    told = stack.parameters(["Old", "New", "Given"], {"Given": "x"}, {"Old", "Given", "Gone"})
    assert told == [
        {"ParameterKey": "Given", "ParameterValue": "x"},
        {"ParameterKey": "Old", "UsePreviousValue": True},
    ]


def test_parameters_come_from_the_environment_under_names_that_follow_from_theirs() -> None:
    declared: dict[str, Any] = {"MailDomain": {}, "CorsOrigins": {}, "Origin": {}}
    found = parameters.given(
        declared, {"MAIL_DOMAIN": "a.example", "CORS_ORIGINS": "", "ORIGIN": "https://a", "OTHER": "x"}
    )
    assert found == {"MailDomain": "a.example", "Origin": "https://a"}


DECLARED = template.PARAMETERS
NEEDED = {"Origin": "https://crm.example.com", "MailDomain": "mail.crm.example.com", "CodeBucket": BUCKET}


def refused(known: dict[str, str], **given: str) -> str:
    with pytest.raises(parameters.Refused) as found:
        parameters.check(DECLARED, given, known)
    return str(found.value)


def test_what_cloudformation_would_refuse_is_told_by_its_variable_and_its_meaning() -> None:
    parameters.check(DECLARED, NEEDED, {})
    assert refused(NEEDED, Origin="crm.example.com/").startswith(
        "ORIGIN=crm.example.com/ will not do. Base URL of links in mails"
    )
    assert "TRACE_CALLS=yes will not do. " in refused(NEEDED, TraceCalls="yes")


@pytest.mark.parametrize(
    ("epoch", "fits"),
    [
        ("2026-11-21T10:00:00Z", True),
        ("2026-11-21T10:00:00.123Z", True),
        ("2026-11-21", False),
        ("2026-11-21T10:00:00", False),
    ],
)
def test_an_epoch_is_a_moment_in_utc(epoch: str, fits: bool) -> None:
    assert bool(list(parameters.unfit(DECLARED, {"Epoch": epoch}))) is not fits


def test_a_domain_needs_its_certificate_and_has_it_from_before() -> None:
    certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/abc"
    assert "DOMAIN needs CERTIFICATE beside it.  ARN of" in refused(NEEDED, Domain="api.example.com")
    assert "CERTIFICATE needs DOMAIN" in refused({**NEEDED, "Domain": ""}, Certificate=certificate)
    parameters.check(DECLARED, {"Domain": "api.example.com"}, {**NEEDED, "Certificate": certificate})


def test_what_is_missing_is_told_before_anything_is_packaged_or_made(
    aws: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in DECLARED:
        monkeypatch.delenv(parameters.variable(name), raising=False)
    before = aws.client("s3").list_buckets()["Buckets"]
    assert deploy.main(["--stage", "dev", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "MAIL_DOMAIN=…" in said
    assert "ORIGIN=…" in said
    assert "Packaging" not in said
    assert aws.client("s3").list_buckets()["Buckets"] == before


def test_help_tells_what_the_template_asks_and_what_of_it_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        deploy.main(["--help"])
    said = capsys.readouterr().out
    assert re.search(r"MAIL_DOMAIN +needed +Domain that mails are sent from", said)
    assert re.search(r"CERTIFICATE +can stay out +ARN", said)
    assert "CODE_BUCKET" not in said


def test_the_docs_tell_of_every_parameter() -> None:
    told = (ROOT / "docs" / "running-on-aws.md").read_text()
    for name in template.PARAMETERS.keys() - set(parameters.OWN):
        assert re.search(rf"\b{parameters.variable(name)}\b", told), name


def section(title: str) -> str:
    told = (ROOT / "docs" / "running-on-aws.md").read_text()
    return told.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def of_prod(wanted: Callable[[dict[str, Any]], bool]) -> set[str]:
    return {name for name, each in templates.final("prod")["Resources"].items() if wanted(each)}


def test_the_docs_say_what_to_do_about_every_alarm_and_about_no_other() -> None:
    rows = [line.split("|")[1] for line in section("When an alarm rings").splitlines() if line.startswith("| ")][1:]
    endings = tuple(name for row in rows if "ends in" in row for name in re.findall("`(.+?)`", row))
    named = {name for row in rows if "ends in" not in row for name in re.findall("`(.+?)`", row)}
    alarms = {name.removesuffix("Alarm") for name in of_prod(lambda each: each["Type"] == "AWS::CloudWatch::Alarm")}
    assert {name for name in alarms if not name.endswith(endings)} == named
    assert endings


def test_the_docs_name_all_that_outlives_its_stack() -> None:
    kept = of_prod(lambda each: str(each.get("DeletionPolicy", "")).startswith("Retain"))
    told = section("Another stage, and the end of one")
    assert {name for name in kept if f"`{name}`" not in told} == set()
    assert len(kept) > 10


# ------------------------------------------------------------------------------------------------------------- changes


def test_what_would_change_is_shown_before(aws: Account) -> None:
    queue, function, table = "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::DynamoDB::Table"
    changes = [
        *(Change("Modify", function, f"Function{number}") for number in range(5)),
        Change("Add", queue, "Letters"),
        *(Change("Remove", queue, f"Old{number}") for number in range(4)),
        Change("Replace", table, "Table"),
        *(Change("Replace?", queue, f"Mail{number}") for number in range(4)),
    ]
    assert list(deploy.told(changes)) == [
        "  Add         1 SQS::Queue: Letters",
        "  Modify      5 Lambda::Function: Function0, Function1, Function2, …",
        "  Remove      4 SQS::Queue: Old0, Old1, Old2, Old3",
        "  Replace     1 DynamoDB::Table: Table",
        "  Replace?    4 SQS::Queue: Mail0, Mail1, Mail2, Mail3",
    ]


def test_what_is_not_agreed_to_is_not_done(aws: Account, tmp_path: Path) -> None:
    given = {"CodeBucket": BUCKET, "MailDomain": "one.example"}
    deploy.deploy(aws, "relata-dev", package(tmp_path), given)
    source = {"TemplateBody": json.dumps({**TEMPLATE, "Description": "changed"})}
    other = {**given, "MailDomain": "two.example"}
    assert not deploy.put(aws, "relata-dev", source, TEMPLATE["Parameters"], other, lambda changes: False)
    assert deployed()["MailDomain"] == "one.example"


@pytest.mark.parametrize(
    ("typed", "done", "said"),
    [
        ("y\n", True, ""),
        ("\n", False, "Nothing was changed."),
        ("", False, "There is nobody to ask: give YES=1 to carry it out."),
    ],
)
def test_it_is_carried_out_only_when_somebody_says_so(
    typed: str, done: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert console.confirmed(yes=False) is done
    assert said in capsys.readouterr().err


def test_ctrl_c_at_the_question_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    assert not console.confirmed(yes=False)
    assert "Nothing was changed." in capsys.readouterr().err
    assert console.reported(lambda: int(interrupted(""))) == console.INTERRUPTED


@pytest.mark.parametrize(
    ("code", "advised"),
    [("ExpiredToken", True), ("AccessDenied", True), ("SignatureDoesNotMatch", True), ("LimitExceeded", False)],
)
def test_credentials_are_advised_on_only_when_they_are_the_matter(
    code: str, advised: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise ClientError({"Error": {"Code": code, "Message": "no"}}, "CreateChangeSet")

    assert console.reported(fails) == 1
    assert (console.ADVICE in capsys.readouterr().err) is advised


# ------------------------------------------------------------------------------------------------------ the code bucket


def test_the_code_bucket_is_private_encrypted_versioned_and_over_tls_only(aws: Account) -> None:
    s3 = aws.client("s3")
    for _ in range(2):
        code_bucket.create(s3, BUCKET)
        code_bucket.secure(s3, BUCKET)
    assert all(s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    (rule,) = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    (statement,) = json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])["Statement"]
    assert (statement["Effect"], statement["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert statement["Resource"] == [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]


def test_no_package_goes_by_its_age(aws: Account) -> None:
    """What runs may be old."""
    assert not [rule for rule in code_bucket.LIFECYCLE["Rules"] if "Days" in rule.get("Expiration", {})]


def test_two_templates_of_one_code_are_two_objects(aws: Account, tmp_path: Path) -> None:
    s3 = aws.client("s3")
    code_bucket.create(s3, BUCKET)
    first, other = (code_bucket.upload(s3, BUCKET, package(tmp_path, Description=told)) for told in ("one", "two"))
    assert first != other
    assert code_bucket.template(s3, BUCKET, first)["Description"] == "one"


def test_what_no_rollback_can_reach_is_deleted_and_nothing_else(aws: Account, tmp_path: Path) -> None:
    s3 = aws.client("s3")
    code_bucket.create(s3, BUCKET)
    for number in range(code_bucket.KEPT + 3):
        made = package(tmp_path, "shared" if number in (0, 5) else f"code{number}", Description=str(number))
        template = code_bucket.upload(s3, BUCKET, made)
        code_bucket.remember(s3, BUCKET, Deployment(f"2026-11-{number + 1:02d}", made.key, template))
    known = code_bucket.history(s3, BUCKET)
    assert [each.at for each in known] == [f"2026-11-{number:02d}" for number in range(4, 14)]
    there = {each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert there == {"deployments.json"} | {key for each in known for key in (each.code, each.template)}
    assert "code/shared.zip" in there


def test_the_same_again_takes_no_room_in_the_history(aws: Account) -> None:
    s3 = aws.client("s3")
    code_bucket.create(s3, BUCKET)
    for name in "ABBB":
        code_bucket.remember(s3, BUCKET, Deployment("2026-11-21", "code/1.zip", name))
    assert [each.template for each in code_bucket.history(s3, BUCKET)] == ["A", "B"]


@pytest.mark.parametrize(
    ("history", "back_to"),
    [("A", None), ("AA", None), ("AB", "A"), ("ABB", "A"), ("ABCB", "A"), ("ABA", None), ("ABCBA", None)],
)
def test_a_rollback_goes_back_and_another_one_goes_further(history: str, back_to: str | None) -> None:
    known = [Deployment(str(place), f"code/{name}", name) for place, name in enumerate(history)]
    if back_to is None:
        with pytest.raises(NothingBefore):
            code_bucket.before(known)
    else:
        assert code_bucket.before(known).template == back_to


def test_nothing_was_deployed_nothing_is_gone_back_to(aws: Account, capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy.main(["--stage", "dev", "--rollback"]) == 1
    assert capsys.readouterr().err == "Nothing was ever deployed to this stage: make deploy first.\n"


def test_a_rollback_deploys_what_ran_before_with_the_parameters_of_now(
    aws: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    s3 = aws.client("s3")
    bucket = deploy.bucket_name("dev", "123456789012", "eu-central-1")
    given = {"CodeBucket": bucket, "MailDomain": "one.example"}
    templates = []
    for number in (1, 2):
        made = package(tmp_path, f"code{number}", Description=f"number {number}")
        deploy.deploy(aws, "relata-dev", made, given | {"MailDomain": f"{number}.example"})
        templates.append(code_bucket.upload(s3, bucket, made))
        code_bucket.remember(s3, bucket, Deployment(f"2026-11-0{number}", made.key, templates[-1], f"v{number}"))
    assert deploy.roll_back(aws, "dev", lambda changes: True) == 0
    assert "Back to what was deployed on 2026-11-01 v1" in capsys.readouterr().err
    running = boto3.client("cloudformation").get_template(StackName="relata-dev")["TemplateBody"]
    assert (running["Description"], deployed()["MailDomain"]) == ("number 1", "2.example")
    assert [each.template for each in code_bucket.history(s3, bucket)] == [*templates, templates[0]]


# ---------------------------------------------------------------------------------------------- credentials and mail


def test_without_credentials_or_region_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nothing = dict.fromkeys(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION"])
    files = {"AWS_CONFIG_FILE": str(tmp_path / "none"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}
    with environment({**ENVIRONMENT, **files, **nothing}):
        assert console.reported(lambda: bool(stage.session())) == 1
        with pytest.raises(stage.Unreachable, match="aws sso login"):
            stage.session()
    with (
        environment({**ENVIRONMENT, **files, "AWS_REGION": None, "AWS_DEFAULT_REGION": None}),
        pytest.raises(stage.Unreachable, match="AWS_REGION=eu-west-1"),
    ):
        stage.session()


@pytest.mark.parametrize(
    ("regions", "used"),
    [
        ({"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-2"),
        ({"AWS_REGION": None, "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1"),
    ],
)
def test_the_region_is_that_of_the_environment(regions: dict[str, str | None], used: str) -> None:
    with environment({**ENVIRONMENT, **regions}):
        assert Account().client("s3").meta.region_name == used


def test_a_region_without_inbound_mail_is_warned_of() -> None:
    assert list(after_deploy.about_region("eu-west-1")) == []
    (warning,) = after_deploy.about_region("eu-north-1")
    assert "SES takes in no mail in eu-north-1" in warning
    assert "eu-west-1" in warning


def test_the_dns_records_that_mail_needs_are_told() -> None:
    told = [each[:3] for each in after_deploy.records("a.example", ["t1"], ["in.a.example"], "eu-west-1")]
    assert told == [
        ("t1._domainkey.a.example", "CNAME", "t1.dkim.amazonses.com"),
        ("a.example", "TXT", "v=spf1 include:amazonses.com ~all"),
        ("_dmarc.a.example", "TXT", "v=DMARC1; p=quarantine"),
        ("in.a.example", "MX", "10 inbound-smtp.eu-west-1.amazonaws.com"),
    ]


def test_mail_comes_in_for_the_domains_of_the_rules() -> None:
    assert after_deploy.domains(["b.example", "file@a.example", ".b.example", "x@a.example"]) == [
        "a.example",
        "b.example",
    ]


@pytest.fixture
def mail(aws: Account) -> Iterator[Account]:
    ses, sesv2 = aws.client("ses"), aws.client("sesv2")
    sesv2.create_email_identity(EmailIdentity="a.example")
    for name in ("ours", "theirs"):
        ses.create_receipt_rule_set(RuleSetName=name)
    rule = {"Name": "file", "Enabled": True, "Recipients": ["in.a.example"], "Actions": []}
    ses.create_receipt_rule(RuleSetName="ours", Rule=rule)
    yield aws
    sesv2.delete_email_identity(EmailIdentity="a.example")
    ses.set_active_receipt_rule_set()
    for name in ("ours", "theirs"):
        ses.delete_receipt_rule_set(RuleSetName=name)


def finish(account: Account, *, sandboxed: bool = False) -> list[str]:
    """moto knows no sandbox."""

    def client(service: str) -> Any:
        found = account.client(service)
        if service == "sesv2":
            found.get_account = lambda: {"ProductionAccessEnabled": not sandboxed}
        return found

    return list(after_deploy.finish(client, {"ReceiptRuleSet": "ours", "MailIdentity": "a.example"}))


def test_the_sandbox_of_ses_is_told_and_is_no_failure(mail: Account) -> None:
    assert after_deploy.SANDBOX in finish(mail, sandboxed=True)
    assert after_deploy.SANDBOX not in finish(mail)


def test_mail_is_taken_in_once_deployed_and_what_is_left_is_told(mail: Account) -> None:
    told = "\n".join(finish(mail))
    assert mail.client("ses").describe_active_receipt_rule_set()["Metadata"]["Name"] == "ours"
    assert "MX    in.a.example  10 inbound-smtp.eu-central-1.amazonaws.com" in told
    assert "SES has not verified a.example yet" in told
    assert finish(mail) == told.splitlines()


def test_somebody_elses_receipt_rules_are_left_active(mail: Account) -> None:
    mail.client("ses").set_active_receipt_rule_set(RuleSetName="theirs")
    assert "active receipt rule set in this region is theirs, not Relata's ours" in finish(mail)[0]
    assert mail.client("ses").describe_active_receipt_rule_set()["Metadata"]["Name"] == "theirs"


# ------------------------------------------------------------------------------------------------------------- a stage


def test_a_tool_takes_on_the_environment_of_a_stage_but_not_what_limits_one_function() -> None:
    class Functions:
        def get_function_configuration(self, FunctionName: str) -> Any:  # noqa: N803 - AWS's name
            assert FunctionName == "relata-prod-SignIn"
            return {"Environment": {"Variables": {"RELATA_TABLE": "t", "RELATA_HANDLERS": "identity",
                                                  "RELATA_TENANT_ROLE": "arn", "RELATA_TRACING": "on"}}}  # fmt: skip

    class Listing:
        def get_paginator(self, _: str) -> Any:
            return self

        def paginate(self, **_: Any) -> Any:
            rows = [("AWS::SQS::Queue", "q"), ("AWS::Lambda::Function", "relata-prod-SignIn")]
            return [{"StackResourceSummaries": [{"ResourceType": a, "PhysicalResourceId": b}]} for a, b in rows]

    told = stage.variables(Listing(), Functions(), "relata-prod")
    own = {"RELATA_HANDLERS": "all", "RELATA_TENANT_ROLE": "", "RELATA_TRACING": "off"}
    assert told == {"RELATA_TABLE": "t", **own}
