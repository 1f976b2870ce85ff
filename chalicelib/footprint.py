"""What a function touches in AWS, and the functions that no client calls: those that an event starts.

The IAM role of a function is made of its touches and nothing else (`infra/roles.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Touch(NamedTuple):
    """`resource` is the name of what is touched, in the words of `infra/roles.py`, and `key` the one that it is
    encrypted with, where AWS has us use it ourselves. What is `of_a_tenant` is done in the name of one tenant, with a
    session that reaches no other; of what is of no tenant, `common` is the family of keys."""

    name: str
    resource: str
    actions: tuple[str, ...]
    help: str
    of_a_tenant: bool = False
    key: str = ""
    common: str = ""


_READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
_WRITE = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem")
_FOLLOW = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")

READS = Touch("Reads", "Table", _READ, "reads records", of_a_tenant=True)
WRITES = Touch("Writes", "Table", _WRITE, "writes records", of_a_tenant=True)
AUDITS = Touch(
    "Audits",
    "AuditLog",
    ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
    "keeps the audit log",
    of_a_tenant=True,
)
RECEIVES = Touch("Receives", "Quarantine", ("s3:PutObject",), "lets files be sent", of_a_tenant=True, key="DataKey")
SEEKS = Touch("Seeks", "Documents", ("s3:ListBucket",), "sees which files have arrived", of_a_tenant=True)
CHECKS = Touch(
    "Checks",
    "Quarantine",
    ("s3:GetObject", "s3:DeleteObject"),
    "checks files that have arrived",
    of_a_tenant=True,
    key="DataKey",
)
STORES = Touch("Stores", "Files", ("s3:PutObject",), "keeps files", of_a_tenant=True, key="DataKey")
FETCHES = Touch("Fetches", "Files", ("s3:GetObject",), "hands out files", of_a_tenant=True, key="DataKey")
FORGETS = Touch("Forgets", "Files", ("s3:DeleteObject",), "removes files for good", of_a_tenant=True)
FORGETS_PAGES = Touch(
    "ForgetsPages", "Pages", ("s3:DeleteObject",), "removes pictures of pages for good", of_a_tenant=True
)
DRAWS = Touch("Draws", "Pages", ("s3:PutObject",), "keeps pictures of pages", of_a_tenant=True, key="DataKey")
SHOWS = Touch("Shows", "Pages", ("s3:GetObject",), "shows pictures of pages", of_a_tenant=True, key="DataKey")
MAKES_FILES = Touch(
    "MakesFiles", "Exports", ("s3:PutObject", "s3:GetObject"), "makes files of a week", of_a_tenant=True, key="DataKey"
)
HANDS_OUT = Touch("HandsOut", "Exports", ("s3:GetObject",), "hands them out", of_a_tenant=True, key="DataKey")
SEALS_KEYS = Touch("SealsKeys", "Secrets", ("kms:Encrypt",), "seals what a tenant gave in confidence", of_a_tenant=True)
OPENS_KEYS = Touch("OpensKeys", "Secrets", ("kms:Decrypt",), "opens what a tenant gave in confidence", of_a_tenant=True)
OPENS_MAIL = Touch("OpensMail", "RawMail", ("s3:GetObject",), "opens mail that came in", key="DataKey")
SEEKS_MAIL = Touch("SeeksMail", "InboundMail", ("s3:ListBucket",), "sees whether mail that came in is there")
KNOWS_NAMES = Touch("KnowsNames", "Table", ("dynamodb:BatchGetItem",), "knows tenants by their names", common="name")
TAKES_NAMES = Touch("TakesNames", "Table", ("dynamodb:PutItem",), "takes names for tenants", common="name")
PLANS = Touch("Plans", "Table", ("dynamodb:PutItem",), "plans what is to be done at a moment", common="due")
TICKS = Touch(
    "Ticks",
    "Table",
    ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"),
    "finds what has fallen due, and plans what comes next",
    common="due",
)
IDENTITY_READS = Touch("IdentityReads", "IdentityTable", _READ, "reads accounts")
IDENTITY_WRITES = Touch("IdentityWrites", "IdentityTable", _WRITE, "writes accounts")
SIGNS = Touch("Signs", "SigningKey", ("kms:Sign", "kms:GetPublicKey"), "signs access tokens")
VERIFIES = Touch("Verifies", "SigningKey", ("kms:GetPublicKey",), "verifies access tokens")
SEALS = Touch("Seals", "IdentityKey", ("kms:Encrypt", "kms:Decrypt"), "opens and closes second factors")
MAILS = Touch("Mails", "MailQueue", ("sqs:SendMessage",), "hands over mail to be sent", key="IdentityKey")
TAKES_MAIL = Touch(
    "TakesMail",
    "MailQueue",
    ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
    "takes mail that is to be sent",
    key="IdentityKey",
)
DELIVERS = Touch("Delivers", "MailIdentity", ("ses:SendEmail", "ses:SendRawEmail"), "sends mail")
FOLLOWS = Touch("Follows", "TableStream", _FOLLOW, "follows what is written")
PUBLISHES = Touch("Publishes", "Bus", ("events:PutEvents",), "publishes changes")
BURIES = Touch("Buries", "DeadLetters", ("sqs:SendMessage",), "puts aside what cannot be carried out", key="DataKey")


@dataclass(frozen=True)
class Worker:
    """A function that an event starts. `memory` in MB, `timeout` in seconds; `concurrency` None has no limit."""

    name: str
    summary: str
    touches: tuple[Touch, ...]
    memory: int = 1024
    timeout: int = 29
    concurrency: int | None = None


WORKERS: dict[str, Worker] = {}


def worker(*touches: Touch, **limits: Any) -> Callable[[F], F]:
    """Declares what the decorated function touches, under its own name."""

    def declare(run: F) -> F:
        summary = (run.__doc__ or "").strip().partition("\n")[0]
        WORKERS[run.__name__] = Worker(run.__name__, summary, touches, **limits)
        return run

    return declare
