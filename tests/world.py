"""The front door: what a client would do, done through Chalice's test client on DynamoDB, KMS and SES of moto.

world = the fixture
anna = world.user(role="employee")
hamerslag = anna.post("/v1/relations", {"name": "Hamerslag"})
assert anna.search("hamer") == ["Hamerslag"]
"""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

import boto3
import pytest
from chalice.config import Config
from chalice.test import TestHTTPClient

from chalicelib import clock, settings
from chalicelib.access import held
from chalicelib.identity import invitation, mirror, person
from chalicelib.identity import keys as identity_keys
from chalicelib.identity import session as identity_session
from chalicelib.identity import table as identity_table
from chalicelib.identity.invitation import Guest
from chalicelib.identity.items import MembershipItem, TenantItem, UserItem
from chalicelib.models.user import USER
from chalicelib.storage import audit_settings, inbound, keys, search_settings, table, tenant_settings
from chalicelib.storage.work import Work
from infra import gateway, receipt
from tests.api_gateway import ApiGateway
from tests.bus import Bus, chosen
from tests.engine import Engine
from tests.meter import Meter
from tests.sources import stand_in

TABLE, IDENTITY_TABLE = "relata-test", "relata-test-identity"
ORIGIN, MAIL_FROM = "https://crm.example.com", "relata@crm.example.com"
MAIL_DOMAIN = "crm.example.com"
DOCUMENTS, INBOUND_MAIL = "relata-test-documents", "relata-test-inbound-mail"
FILE_KEY = "arn:aws:kms:eu-central-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
MAIL_QUEUE, DEAD_LETTERS = "relata-test-mail", "relata-test-dead-letters"
Key = tuple[str, str]
Item = dict[str, Any]
JSON = {"Content-Type": "application/json"}
GATEWAY_ERRORS = {"Missing Authentication Token": "MISSING_AUTHENTICATION_TOKEN", "Unauthorized": "UNAUTHORIZED"}


def variables(signing_key: str, identity_key: str, mail_queue: str, dead_letters: str) -> dict[str, str]:
    return {
        "RELATA_STAGE": "test",
        "RELATA_TABLE": TABLE,
        "RELATA_IDENTITY_TABLE": IDENTITY_TABLE,
        "RELATA_SIGNING_KEY": signing_key,
        "RELATA_IDENTITY_KEY": identity_key,
        "RELATA_CURSOR_SECRET": "only for tests",
        "RELATA_ORIGIN": ORIGIN,
        "RELATA_MAIL_FROM": MAIL_FROM,
        "RELATA_MAIL_DOMAIN": MAIL_DOMAIN,
        "RELATA_DOSSIER_SECRET": "only for tests too",
        "RELATA_INBOUND_MAIL": INBOUND_MAIL,
        "RELATA_MAIL_QUEUE": mail_queue,
        "RELATA_BUS": "relata-test",
        "RELATA_DEAD_LETTERS": dead_letters,
        "RELATA_DOCUMENTS": DOCUMENTS,
        "RELATA_FILE_KEY": FILE_KEY,
        "RELATA_CORS_ORIGINS": "https://app.example.com",
        "RELATA_TENANT_CREATION": "off",
        "RELATA_TRACING": "off",
        **stand_in().variables(),
    }


def make_keys() -> tuple[str, str, str, str]:
    """Two keys, two queues, the sender of mails and two buckets: what stays when a story is over."""
    kms = boto3.client("kms")
    signing = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    identity = kms.create_key()["KeyMetadata"]["KeyId"]
    boto3.client("sesv2").create_email_identity(EmailIdentity=MAIL_FROM)
    s3, region = boto3.client("s3"), boto3.session.Session().region_name
    for bucket in (DOCUMENTS, INBOUND_MAIL):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    sqs = boto3.client("sqs")
    mail_queue, dead_letters = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in (MAIL_QUEUE, DEAD_LETTERS))
    return signing, identity, mail_queue, dead_letters


class Door(TestHTTPClient):
    """Chalice's test client, without its swap of the environment around each request: two threads would leave one
    the other's."""

    @contextmanager
    def _patched_env_vars(self, _: Any) -> Iterator[None]:
        yield


@dataclass(frozen=True)
class Reply:
    """An answer as it came over the line."""

    status: int
    headers: Mapping[str, str]
    text: str
    content: bytes = b""

    @cached_property
    def json(self) -> Any:
        return json.loads(self.text) if self.text else None

    def __getitem__(self, name: str) -> Any:
        return self.json[name]

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def fields(self) -> list[str]:
        """The fields that an error names."""
        return [each["field"] for each in self.json["errors"]]

    def header(self, name: str) -> str | None:
        return {key.lower(): value for key, value in self.headers.items()}.get(name.lower())


@dataclass
class World:
    engine: Engine
    app: Any
    tenants: dict[str, str] = field(default_factory=dict)
    watchful: bool = False
    bus: Bus = field(default_factory=Bus)
    _seen: int = 0
    _stream: list[dict[str, Any]] = field(default_factory=list)
    _iterator: str = ""
    _came: set[Key] = field(default_factory=set)

    @cached_property
    def _door(self) -> "Door":
        gateway: Any = ApiGateway(self.app)
        return Door(gateway, self.config)

    @property
    def config(self) -> Config:
        return Config.create(project_dir=".", chalice_app=self.app, chalice_stage="test")

    # ------------------------------------------------------------------------------------------------ asking

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Reply:
        """With `watchful`, every refusal is held to have written nothing."""
        before = self.kept() if self.watchful else {}
        reply = self._asked(method, path, body, token, headers or {}, raw)
        if self.watchful and reply.status >= 400:
            assert self.kept() == before, f"{method} {path} was refused with {reply.status}, but something was written"
        return reply

    def _asked(
        self, method: str, path: str, body: Any, token: str | None, headers: Mapping[str, str], raw: bytes | None
    ) -> Reply:
        """As API Gateway would hand it on, and answer where it answers itself."""
        sent = {**JSON, **({"Authorization": f"Bearer {token}"} if token else {}), **headers}
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        try:
            response = self._door.request(method, path, headers=sent, body=content)
        except Exception as error:  # an authorizer that fails with this word is a 401
            if str(error) != "Unauthorized":
                raise
            return _of_gateway("UNAUTHORIZED")
        told = response.json_body if response.status_code in (401, 403) else None
        kind = GATEWAY_ERRORS.get(told.get("message", "")) if isinstance(told, dict) else None
        if kind is None and isinstance(told, dict) and "request_id" not in told:
            kind = "MISSING_AUTHENTICATION_TOKEN"
        if kind is not None:
            return _of_gateway(kind)
        return Reply(response.status_code, response.headers, response.body.decode("utf-8", "replace"), response.body)

    def get(self, path: str, **how: Any) -> Reply:
        return self.ask("GET", path, **how)

    def post(self, path: str, body: Any = None, **how: Any) -> Reply:
        return self.ask("POST", path, body, **how)

    # ------------------------------------------------------------------------------------------------ people

    def tenant(self, name: str = "Acme", country: str = "NL", language: str = "nl") -> str:
        if name not in self.tenants:
            tenant = clock.new_id("ten")
            key = identity_keys.tenant(tenant)
            item = TenantItem(key.pk, key.sk, tenant=tenant, name=name, language=language, created_at=clock.timestamp())
            identity_table.write(identity_table.Put(item))
            tenant_settings.write(tenant, {"name": name, "country": country, "language": language})
            self.tenants[name] = tenant
        return self.tenants[name]

    def user(self, role: str = "employee", tenant: str = "Acme", kind: str = "employee") -> "User":
        """Somebody who is signed in; the story of signing in itself is told in test_sign_in."""
        tenant_id = self.tenant(tenant)
        email = f"{clock.new_id('mail').lower()}@example.com"
        who = person.new(email, "Somebody", "nl", "nobody knows this password")
        row, writes = invitation.row(tenant_id, Guest(email, "Somebody", role, "nl"))
        row.kind = kind
        identity_table.transact(*person.created(who), *writes)
        identity_table.transact(*invitation.entry(row, who))
        member = identity_table.get(MembershipItem, identity_keys.membership(who.identity, tenant_id))
        assert member is not None
        opening = identity_session.opened(member, identity_session.Client("tests"))
        identity_table.transact(opening.write)
        self._mirror(row)
        user = row.user
        return User(self, opening.pair.access_token, user, tenant_id)

    def _mirror(self, row: UserItem) -> None:
        """Without the reads of `mirror.copy`: there is nothing yet. That somebody came is not told in the stream, where
        stories look for what they did."""
        self._came.add(keys.change(row.tenant, row.user, 1))
        work = Work(row.tenant, mirror.BY)
        work.create(USER, mirror.of(row) | {"status": "active"}, row.user)
        work.commit()

    # --------------------------------------------------------------------------------------------- afterwards

    def settle(self) -> None:
        """Delivers the table's stream to the bus, and what comes of it to the reactions, until nothing new comes."""
        while batch := self.new_changes():
            answer = self.publish(batch)
            assert answer == {"batchItemFailures": []}, answer
            events = self.bus.drain()
            self.react(chosen("react", events))
            self.check_files(chosen("check_files", events))
            self.render_pages(chosen("render_pages", events))
            self.send_mails(chosen("send_mail", events))
            self.hand_over(chosen("hand_over", events))
            self.run_jobs(chosen("run_job", events))
            self.privacy(events)

    def publish(self, records: list[dict[str, Any]]) -> Any:
        """As Lambda calls it for records of the stream."""
        from app import publish

        return publish({"Records": records}, None)

    def react(self, events: list[dict[str, Any]]) -> None:
        """As the rule of the bus calls it: for one event at a time."""
        from app import react

        for event in events:
            react(event, None)

    def check_files(self, events: list[dict[str, Any]]) -> None:
        from app import check_files

        for event in events:
            check_files(event, None)

    def send_mails(self, events: list[dict[str, Any]]) -> None:
        from app import send_mail

        for event in events:
            send_mail(event, None)

    def mail_told(self, kind: str, detail: dict[str, Any]) -> None:
        """What SES tells of a mail that was sent, as the bus hands it on."""
        from app import follow_mail

        about = {"version": "0", "id": "1", "account": "123456789012", "region": "eu-central-1", "resources": []}
        event = {**about, "source": "aws.ses", "detail-type": kind, "time": clock.timestamp(), "detail": detail}
        for each in chosen("follow_mail", [event]):
            follow_mail(each, None)

    def render_pages(self, events: list[dict[str, Any]]) -> None:
        from app import render_pages

        for event in events:
            render_pages(event, None)

    def hand_over(self, events: list[dict[str, Any]]) -> None:
        from app import hand_over

        for event in events:
            hand_over(event, None)

    def run_jobs(self, events: list[dict[str, Any]]) -> None:
        from app import run_job

        for event in events:
            run_job(event, None)

    def privacy(self, events: list[dict[str, Any]]) -> None:
        """What goes on by itself of exports and erasures of persons."""
        from app import erase_person, gather_person

        for name, run in (("erase_person", erase_person), ("gather_person", gather_person)):
            for event in chosen(name, events):
                run(event, None)

    def receive(self, raw: bytes, *to: str, **verdicts: str) -> str:
        """A mail that comes in, as SES puts it into the bucket and the bus tells of it; gives its key there. All
        verdicts are `pass` but those given: spam, virus, spf, dkim and dmarc."""
        key = f"{inbound.RAW}{clock.new_id('raw')}"
        body = receipt.stamped(raw, to, clock.now(), verdicts)
        boto3.client("s3").put_object(Bucket=INBOUND_MAIL, Key=key, Body=body)
        self.announce(key)
        return key

    def announce(self, key: str) -> None:
        """The event of a mail in the bucket; it may come more than once."""
        from app import file_mail

        detail = {"bucket": {"name": INBOUND_MAIL}, "object": {"key": key}, "reason": "PutObject"}
        event = {
            "version": "0",
            "id": "1",
            "account": "123456789012",
            "region": "eu-central-1",
            "resources": [],
            "source": "aws.s3",
            "detail-type": "Object Created",
            "time": clock.timestamp(),
            "detail": detail,
        }
        for each in chosen("file_mail", [event]):
            file_mail(each, None)

    def tick(self) -> None:
        """As the schedule calls it every minute."""
        from app import tick

        event = {"version": "0", "id": "tick", "account": "123456789012", "region": "eu-central-1", "resources": []}
        told = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
        tick({**event, **told, "time": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"}, None)

    def new_changes(self) -> list[dict[str, Any]]:
        """The records of the stream that tell of changes, since it was last asked."""
        records = self.stream_records()
        fresh, self._seen = records[self._seen :], len(records)
        return [each for each in fresh if _is_change(each)]

    def stream_records(self) -> list[dict[str, Any]]:
        """All since the world began, read on from where it was left."""
        while page := self.engine.streams.get_records(ShardIterator=self._iterator):
            self._iterator = page.get("NextShardIterator", self._iterator)
            told = [each for each in page["Records"] if _key(each) not in self._came]
            self._stream.extend(map(_as_lambda_gets_it, told))
            if not page["Records"]:
                break
        return list(self._stream)

    def __post_init__(self) -> None:
        """Dynoxide's stream of a new table still has what happened to the one of that name before it."""
        self.waiting.clear()
        self.dead_letters.clear()
        self.bucket.clear()
        self.mail_bucket.clear()
        self._sent.clear()
        self.bus.stand()
        start = "LATEST" if self.engine.name == "dynoxide" else "TRIM_HORIZON"
        arn = self.engine.client.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]
        (shard,) = self.engine.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._iterator = self.engine.streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType=start
        )["ShardIterator"]

    def items(self) -> dict[Key, Item]:
        """Everything in the CRM's table, by key."""
        return self._scan(TABLE)

    def kept(self) -> tuple[dict[Key, Item], dict[Key, Item]]:
        """What a refusal must leave as it was, in both tables; attempts are counted all the same, and the audit log has
        a row of it."""
        accounts = self._scan(IDENTITY_TABLE)
        crm = {key: item for key, item in self.items().items() if not is_of_audit_log(*key)}
        return crm, {key: item for key, item in accounts.items() if key[1] not in ("COUNTER", "CHALLENGE")}

    def _scan(self, name: str) -> dict[Key, Item]:
        found = {}
        for page in self.engine.client.get_paginator("scan").paginate(TableName=name, ConsistentRead=True):
            found.update({(item["pk"]["S"], item["sk"]["S"]): item for item in page["Items"]})
        return found

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        before = self.kept()
        yield
        assert self.kept() == before, "something was written"

    @contextmanager
    def meter(self) -> Iterator[Meter]:
        """Of functions that have seen the tenants before, and know their rights and what they say of searching and of
        the audit log."""
        for tenant in self.tenants.values():
            held.of(tenant)
            audit_settings.known(tenant)
            search_settings.KNOWN.of(tenant)
        with Meter(table.connection().connection.client) as meter:
            yield meter

    def outbox(self) -> list[str]:
        """The mails sent so far, raw, the oldest first; those that waited have been delivered."""
        self.deliver()
        return [_raw(message) for message in self._sent]

    @property
    def _sent(self) -> list[Any]:
        from moto.core.models import DEFAULT_ACCOUNT_ID
        from moto.ses.models import ses_backends

        sent: list[Any] = ses_backends[DEFAULT_ACCOUNT_ID][self.engine.client.meta.region_name].sent_messages
        return sent

    def deliver(self) -> None:
        """Gives what waits in the mail queue to its worker, one by one. What the worker fails on raises, and stays."""
        from app import deliver

        while self.waiting:
            deliver({"Records": [{"messageId": self.waiting[0].id, "body": self.waiting[0].body}]}, None)
            del self.waiting[0]

    @property
    def waiting(self) -> list[Any]:
        """The messages in the mail queue."""
        return self._queued(MAIL_QUEUE)

    @property
    def dead_letters(self) -> list[Any]:
        """The messages that nobody could carry out."""
        return self._queued(DEAD_LETTERS)

    @property
    def bucket(self) -> Any:
        """The files in the bucket of documents, by key."""
        return self._in_bucket(DOCUMENTS)

    @property
    def mail_bucket(self) -> Any:
        """Mail as it came in, by key."""
        return self._in_bucket(INBOUND_MAIL)

    def _in_bucket(self, name: str) -> Any:
        from moto.core.models import DEFAULT_ACCOUNT_ID
        from moto.s3.models import s3_backends

        return s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[name].keys

    def _queued(self, name: str) -> list[Any]:
        """Not asked over the API, which keeps back old ones, by a clock that stories set as they like."""
        from moto.core.models import DEFAULT_ACCOUNT_ID
        from moto.sqs.models import sqs_backends

        queue = sqs_backends[DEFAULT_ACCOUNT_ID][self.engine.client.meta.region_name].get_queue(name)
        found: list[Any] = queue._messages
        return found


def is_of_audit_log(pk: str, sk: str) -> bool:
    """Its rows and counters; not what the tenant says of it."""
    is_ours = not keys.belongs_to(keys.COMMON, pk) and keys.family_of(pk) == audit_settings.FAMILY
    return is_ours and sk != audit_settings.NAME


@dataclass(frozen=True)
class User:
    world: World
    token: str
    id: str
    tenant: str

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> Reply:
        return self.world.ask(method, path, body, token=self.token, **how)

    def get(self, path: str, **how: Any) -> Reply:
        return self.ask("GET", path, **how)

    def post(self, path: str, body: Any = None, **how: Any) -> Reply:
        return self.ask("POST", path, body, **how)

    def patch(self, path: str, body: Any = None, **how: Any) -> Reply:
        return self.ask("PATCH", path, body, **how)

    def put(self, path: str, body: Any = None, **how: Any) -> Reply:
        return self.ask("PUT", path, body, **how)

    def delete(self, path: str, **how: Any) -> Reply:
        return self.ask("DELETE", path, **how)

    # ------------------------------------------------------------------------------------ what stories need often

    def company(self, name: str = "Hamerslag", **fields: Any) -> Reply:
        return self._made("relations", {"name": name, **fields})

    def person(self, first_name: str = "Jan", last_name: str = "Visser", **fields: Any) -> Reply:
        return self._made("relations", {"kind": "person", "first_name": first_name, "last_name": last_name, **fields})

    def contact(self, company: str, **fields: Any) -> Reply:
        named = fields if "person" in fields else {"first_name": "Jan", "last_name": "Visser", **fields}
        return self._made("contacts", {"company": company, **named})

    def address(self, **fields: Any) -> Reply:
        given = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}
        return self._made("addresses", {**given, **fields})

    def _made(self, plural: str, body: dict[str, Any]) -> Reply:
        reply = self.post(f"/v1/{plural}", body)
        assert reply.status == 201, reply.text
        return reply

    def search(self, typed: str, types: str = "") -> list[str]:
        """The titles of what quick search finds."""
        wanted = f"&types={types}" if types else ""
        reply = self.get(f"/v1/search?q={quote(typed)}{wanted}")
        assert reply.status == 200, reply.text
        return [hit["title"] for hit in reply["data"]]

    def names(self, path: str) -> list[str]:
        """The names in a list, in its order."""
        reply = self.get(path)
        assert reply.status == 200, reply.text
        return [each.get("display_name") or each["title"] for each in reply["data"]]


def _of_gateway(kind: str) -> Reply:
    answer = gateway.render(kind, "gateway-request")
    return Reply(answer.status, answer.headers, json.dumps(answer.body))


def _key(event: dict[str, Any]) -> Key:
    sent = event["dynamodb"]["Keys"]
    return sent["pk"]["S"], sent["sk"]["S"]


def _is_change(event: dict[str, Any]) -> bool:
    """As the filter of the event source in the template has it."""
    return bool(event["eventName"] == "INSERT" and event["dynamodb"]["Keys"]["sk"]["S"].startswith("CHANGE"))


def _as_lambda_gets_it(record: dict[str, Any]) -> dict[str, Any]:
    told = dict(record["dynamodb"])
    told["ApproximateCreationDateTime"] = told["ApproximateCreationDateTime"].timestamp()
    return {**record, "dynamodb": told}


def _raw(message: Any) -> str:
    raw: Any = getattr(message, "raw_data", None) or getattr(message, "body", "")
    if isinstance(raw, bytes):
        raw = raw.decode()
    try:
        return base64.b64decode(raw, validate=True).decode()
    except ValueError:
        return str(raw)


def forget_settings() -> None:
    """The environment is read once; a test that changes it reads it again."""
    settings.settings.cache_clear()


def forget_rights() -> None:
    """As in a function that has just started: they are read by their key."""
    held.known = held.Known()


@contextmanager
def epoch(monkeypatch: pytest.MonkeyPatch, moment: str) -> Iterator[None]:
    """While changes from before this moment are not followed."""
    with monkeypatch.context() as patch:
        patch.setenv("RELATA_EPOCH", moment)
        forget_settings()
        try:
            yield
        finally:
            forget_settings()
