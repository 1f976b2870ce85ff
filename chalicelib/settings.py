"""The environment, read once and typed. A missing variable fails with its name."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple


class Setting(NamedTuple):
    variable: str
    default: str | None
    help: str


SETTINGS = {
    "stage": Setting("RELATA_STAGE", "dev", "The stage that runs: dev or prod."),
    "table": Setting("RELATA_TABLE", None, "The DynamoDB table with everything that tenants keep."),
    "identity_table": Setting("RELATA_IDENTITY_TABLE", None, "The DynamoDB table of the identity service."),
    "signing_key": Setting("RELATA_SIGNING_KEY", None, "KMS key (ECC_NIST_P256) that signs access tokens."),
    "identity_key": Setting("RELATA_IDENTITY_KEY", None, "KMS key that seals second factors and keys of sources."),
    "cursor_secret": Setting("RELATA_CURSOR_SECRET", None, "Secret with which page cursors are signed."),
    "origin": Setting("RELATA_ORIGIN", None, "Base URL of links in mails, such as https://crm.example.com."),
    "mail_from": Setting("RELATA_MAIL_FROM", None, "Sender of the mails that Relata itself sends."),
    "mail_domain": Setting("RELATA_MAIL_DOMAIN", None, "The domain at which mail for dossiers comes in."),
    "dossier_secret": Setting("RELATA_DOSSIER_SECRET", None, "Secret with which addresses of dossiers are signed."),
    "inbound_mail": Setting("RELATA_INBOUND_MAIL", None, "The S3 bucket of mail as it came in."),
    "mail_queue": Setting("RELATA_MAIL_QUEUE", None, "URL of the SQS queue of letters that wait to be sent."),
    "bus": Setting("RELATA_BUS", None, "The EventBridge bus that changes are published on."),
    "dead_letters": Setting("RELATA_DEAD_LETTERS", None, "URL of the SQS queue for what cannot be carried out."),
    "documents": Setting("RELATA_DOCUMENTS", None, "The S3 bucket of documents."),
    "file_key": Setting("RELATA_FILE_KEY", None, "ARN of the KMS key that documents are encrypted with."),
    "kvk_url": Setting("RELATA_KVK_URL", "https://api.kvk.nl/api", "Base address of the Dutch trade register's APIs."),
    "places_url": Setting("RELATA_PLACES_URL", "https://places.googleapis.com/v1", "Base address of the Places API."),
    "source_seconds": Setting("RELATA_SOURCE_SECONDS", "5", "How many seconds such a source has to answer."),
    "tenant_role": Setting("RELATA_TENANT_ROLE", "", "IAM role to assume in the name of a tenant; empty: none."),
    "edge_secret": Setting("RELATA_EDGE_SECRET", "", "What the distribution shows with who asks; empty: none is ours."),
    "epoch": Setting("RELATA_EPOCH", "", "Changes before this moment (ISO 8601) are not followed."),
    "handlers": Setting("RELATA_HANDLERS", "all", "Modules of handlers to load, comma separated, or all."),
    "cors_origins": Setting("RELATA_CORS_ORIGINS", "", "Web origins that may call the API, comma separated."),
    "tenant_creation": Setting("RELATA_TENANT_CREATION", "off", "`on` opens POST /v1/tenants; off by default."),
    "tracing": Setting("RELATA_TRACING", "off", "`on` sends X-Ray traces."),
}  # fmt: skip


class MissingSetting(RuntimeError):
    pass


@dataclass(frozen=True)
class Settings:
    stage: str
    table: str
    identity_table: str
    signing_key: str
    identity_key: str
    cursor_secret: str
    origin: str
    mail_from: str
    mail_domain: str
    dossier_secret: str
    inbound_mail: str
    mail_queue: str
    bus: str
    dead_letters: str
    documents: str
    file_key: str
    kvk_url: str
    places_url: str
    source_seconds: float
    tenant_role: str
    edge_secret: str
    epoch: str
    handlers: str
    cors_origins: tuple[str, ...]
    tenant_creation: bool
    tracing: bool


def value(name: str, read: Callable[[str], str | None] = os.environ.get) -> str:
    """One setting as text; raises MissingSetting naming the variable."""
    setting = SETTINGS[name]
    found = read(setting.variable)
    if found is None:
        found = setting.default
    if found is None:
        raise MissingSetting(f"Set the environment variable {setting.variable}: {setting.help}")
    return found


@cache
def settings() -> Settings:
    texts = {name: value(name) for name in SETTINGS}
    origins = listed(texts.pop("cors_origins"))
    flags = {name: texts.pop(name) == "on" for name in ("tenant_creation", "tracing")}
    seconds = float(texts.pop("source_seconds"))
    return Settings(cors_origins=origins, source_seconds=seconds, **flags, **texts)  # type: ignore[arg-type]


def listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
