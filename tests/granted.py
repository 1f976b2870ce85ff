"""What the template grants to each function: its own role, the tenant role behind it, and their documents."""

import os
from functools import cache
from typing import Any, NamedTuple

from infra.functions import of_operation
from tests import templates
from tests.accesses import ARN, CONFIGURATION_SET
from tests.iam import Data, real
from tests.world import DEAD_LETTERS, DOCUMENTS, IDENTITY_TABLE, INBOUND_MAIL, MAIL_QUEUE, TABLE

ACCOUNT = "arn:aws:iam::123456789012:"
STACK = "relata"


class Names(dict[str, Any]):
    """What CloudFormation would put for an intrinsic; what does not matter here gets a name that nothing else has."""

    def __missing__(self, name: str) -> str:
        return ACCOUNT + "other/" + name


@cache
def names() -> Names:
    """Read when the keys and queues of the tests are there."""
    known = Names({
        **dict.fromkeys(templates.final()["Conditions"], False),
        "AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "123456789012",
        "AWS::StackName": STACK, "MailDomain": "crm.example.com", "ConfigurationSet": CONFIGURATION_SET,
        "Table.Arn": ARN.format("dynamodb", f"table/{TABLE}"),
        "IdentityTable.Arn": ARN.format("dynamodb", f"table/{IDENTITY_TABLE}"),
        "SigningKey.Arn": ARN.format("kms", f"key/{os.environ['RELATA_SIGNING_KEY']}"),
        "IdentityKey.Arn": ARN.format("kms", f"key/{os.environ['RELATA_IDENTITY_KEY']}"),
        "MailQueue.Arn": ARN.format("sqs", MAIL_QUEUE), "DeadLetters.Arn": ARN.format("sqs", DEAD_LETTERS),
        "Documents.Arn": f"arn:aws:s3:::{DOCUMENTS}", "InboundMail.Arn": f"arn:aws:s3:::{INBOUND_MAIL}",
        "DataKey.Arn": os.environ["RELATA_FILE_KEY"],
        "Bus.Arn": ARN.format("events", f"event-bus/{os.environ['RELATA_BUS']}"),
    })  # fmt: skip
    for name, properties in all_roles().items():
        known[f"{name}.Arn"] = f"{ACCOUNT}role{real(properties.get('Path', '/'), known)}{name}"
    return known


def all_roles() -> dict[str, Any]:
    resources = templates.final()["Resources"]
    return {name: each["Properties"] for name, each in resources.items() if each["Type"] == "AWS::IAM::Role"}


class Function(NamedTuple):
    """As the template has it: its role, and the role that it takes on for records, "" when none."""

    role: str
    tenant_role: str

    @property
    def own(self) -> list[Data]:
        return documents(self.role)


def function(name: str) -> Function:
    """Of an operation or a worker."""
    resources = templates.final()["Resources"]
    worker = [each["Properties"] for each in resources.values() if each["Properties"].get("Handler") == f"app.{name}"]
    properties = worker[0] if worker else resources[_serving(name)]["Properties"]
    taken_on = properties["Environment"]["Variables"]["RELATA_TENANT_ROLE"]
    return Function(properties["Role"]["Fn::GetAtt"][0], taken_on["Fn::GetAtt"][0] if taken_on else "")


@cache
def _serving(name: str) -> str:
    """The function of an operation."""
    return of_operation(next(each for each in templates.declared() if each.name == name))


@cache
def documents(role: str) -> list[Data]:
    return [real(each["PolicyDocument"], names()) for each in all_roles()[role].get("Policies", ())]


def trust(role: str) -> list[Data]:
    return [real(all_roles()[role]["AssumeRolePolicyDocument"], names())]
