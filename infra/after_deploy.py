"""What CloudFormation cannot do for a stage, and what is left to a person: mail that comes in, and DNS records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

RULE_SET, MAIL_IDENTITY = "ReceiptRuleSet", "MailIdentity"
SANDBOX = (
    "SES is in its sandbox: it sends only to addresses that are verified. Ask AWS for production access "
    "(console: Amazon SES, Account dashboard, Request production access)."
)
ANOTHER_RULE_SET = (
    "The account's active receipt rule set in this region is {active}, not Relata's {ours}. Only one can be active: "
    "put Relata's rules into it, or activate ours with: aws ses set-active-receipt-rule-set --rule-set-name {ours}"
)
UNVERIFIED = (
    "SES has not verified {domain} yet, so it sends nothing from there. A letter is tried five times, three minutes "
    "apart, and then put aside; once SES has, `make redrive` sends what is still of use."
)
NO_INBOUND = (
    "SES takes in no mail in {region}, as far as Relata knows: it sends from there, but what is sent to it gets lost. "
    "The regions that do: {regions}."
)
# https://docs.aws.amazon.com/general/latest/gr/ses.html, email receiving endpoints, as of 2026
INBOUND = (
    "us-east-1", "us-east-2", "us-west-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2",
    "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
)  # fmt: skip


class Record(NamedTuple):
    name: str
    kind: str
    value: str
    purpose: str


def records(domain: str, tokens: Sequence[str], inbound: Iterable[str], region: str) -> Iterator[Record]:
    """`tokens` are what SES signs with, `inbound` the domains that mail comes in for."""
    for token in tokens:
        yield Record(f"{token}._domainkey.{domain}", "CNAME", f"{token}.dkim.amazonses.com", "SES may send")
    yield Record(domain, "TXT", "v=spf1 include:amazonses.com ~all", "join it to an SPF record that is there")
    yield Record(f"_dmarc.{domain}", "TXT", "v=DMARC1; p=quarantine", "refuses what others send in your name")
    for each in inbound:
        yield Record(
            each, "MX", f"10 inbound-smtp.{region}.amazonaws.com", "mail comes in; it takes the place of others"
        )


def domains(recipients: Iterable[str]) -> list[str]:
    """A recipient of a receipt rule is an address, a domain, or a domain with all below it."""
    return sorted({each.partition("@")[2] or each.removeprefix(".") for each in recipients})


def about_region(region: str) -> Iterator[str]:
    if region not in INBOUND:
        yield NO_INBOUND.format(region=region, regions=", ".join(INBOUND))


def finish(clients: Any, ids: Mapping[str, str]) -> Iterator[str]:
    """Takes mail in where the stack has rules for it; tells what is left to do. `clients` gives one by its service."""
    inbound: list[str] = []
    if RULE_SET in ids:
        inbound = _inbound(clients("ses"), ids[RULE_SET])
        yield from _activated(clients("ses"), ids[RULE_SET])
    yield from _mail(clients("sesv2"), ids[MAIL_IDENTITY], inbound)


def _inbound(ses: Any, rule_set: str) -> list[str]:
    rules = ses.describe_receipt_rule_set(RuleSetName=rule_set).get("Rules", ())
    return domains(recipient for rule in rules for recipient in rule.get("Recipients", ()))


def _activated(ses: Any, ours: str) -> Iterator[str]:
    try:
        active = ses.describe_active_receipt_rule_set().get("Metadata", {}).get("Name", "")
    except (BotoCoreError, ClientError):
        yield f"SES would not tell which receipt rule set is active; mail comes in once {ours} is."
        return
    if active in ("", ours):
        ses.set_active_receipt_rule_set(RuleSetName=ours)
    else:
        yield ANOTHER_RULE_SET.format(active=active, ours=ours)


def doubts(sesv2: Any, domain: str) -> Iterator[str]:
    """Why a mail may not arrive."""
    try:
        if not sesv2.get_email_identity(EmailIdentity=domain).get("VerifiedForSendingStatus"):
            yield UNVERIFIED.format(domain=domain)
        if not sesv2.get_account().get("ProductionAccessEnabled"):
            yield SANDBOX
    except (BotoCoreError, ClientError) as error:
        yield f"Whether SES may send is not known: {error}"


def _mail(sesv2: Any, domain: str, inbound: Iterable[str]) -> Iterator[str]:
    told = sesv2.get_email_identity(EmailIdentity=domain)
    found = list(records(domain, told["DkimAttributes"].get("Tokens", ()), inbound, sesv2.meta.region_name))
    if not told.get("VerifiedForSendingStatus"):
        yield f"SES has not verified {domain} yet; it does once these DNS records are there."
    yield "DNS records that belong to this stage:"
    yield from (f"  {each.kind:5} {each.name}  {each.value}   ({each.purpose})" for each in found)
    if not sesv2.get_account().get("ProductionAccessEnabled"):
        yield SANDBOX
