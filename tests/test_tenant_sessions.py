"""Requests for records are signed in the name of one tenant: whose session, how often asked for, and what without."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
import time_machine
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError

from chalicelib import aws
from chalicelib.storage import keys, table, tenant_session
from chalicelib.storage.tenant_session import NoSession, Sessions
from tests.at_once import at_once
from tests.engine import environment
from tests.faults import NOWHERE, Raw, throttle
from tests.world import World, forget_rights, forget_settings

ROLE = "arn:aws:iam::123456789012:role/relata/TenantReadsWrites"
NOON = "2026-11-21T12:00:10Z"
SIGNED_BY = re.compile(r"Credential=(\w+)/")
TENANT = re.compile(r"T#(ten_\w+)#")


@dataclass
class Watch:
    """What was asked of STS, whose key that gave, and which key signed each request for which tenants' records."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    holder: dict[str, str] = field(default_factory=dict)
    signed: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def assumed(self, params: dict[str, Any], **_: Any) -> None:
        self.asked.append(dict(params))

    def given(self, parsed: dict[str, Any], **_: Any) -> None:
        if "Credentials" in parsed:
            name = parsed["AssumedRoleUser"]["Arn"].rpartition("/")[2]
            self.holder[parsed["Credentials"]["AccessKeyId"]] = name

    def sent(self, request: Any, **_: Any) -> None:
        key = SIGNED_BY.search(_text(request.headers["Authorization"]))
        assert key
        self.signed.append((key[1], frozenset(TENANT.findall(_text(request.body)))))

    def strangers(self) -> list[tuple[str, frozenset[str]]]:
        """Requests that were signed in another name than that of the one tenant whose records they are about."""
        return [each for each in self.signed if each[1] != {self.holder.get(each[0])}]


def _text(sent: Any) -> str:
    return sent.decode() if isinstance(sent, bytes) else str(sent)


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    sts, dynamodb = aws.client("sts").meta.events, table.connection().connection.client.meta.events
    handlers = (
        (sts, "before-parameter-build.sts.AssumeRole", watch.assumed),
        (sts, "after-call.sts.AssumeRole", watch.given),
        (dynamodb, "before-send.dynamodb", watch.sent),
    )
    for events, name, handler in handlers:
        events.register_first(name, handler)
    try:
        yield watch
    finally:
        for events, name, handler in handlers:
            events.unregister(name, handler)


@pytest.fixture
def role() -> Iterator[None]:
    """As in AWS: the function has a tenant role."""
    with environment({"RELATA_TENANT_ROLE": ROLE}):
        forget_settings()
        tenant_session.sessions.cache_clear()
        yield
    forget_settings()


@pytest.fixture
def watch(role: None) -> Iterator[Watch]:
    with watching() as watch:
        yield watch


def events(capsys: pytest.CaptureFixture[str]) -> Counter[tuple[str, str]]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return Counter((line["level"], line["event"]) for line in lines)


# ---------------------------------------------------------------------------------------------------- whose session


def test_t6_a_request_is_signed_in_the_name_of_the_tenant_whose_records_it_is_about(world: World, watch: Watch) -> None:
    for tenant in ("Acme", "Bolt", "Acme"):
        anna = world.user(tenant=tenant)
        company = anna.company()
        anna.patch(f"/v1/relations/{company.id}", {"name": "Slagerij"})
        assert "Slagerij" in anna.search("slager")
    assert len(watch.signed) > 20
    assert watch.strangers() == []
    assert set(watch.holder.values()) == set(world.tenants.values())


def test_t6_sts_is_told_the_tenant_as_it_stands_in_keys(world: World, watch: Watch) -> None:
    tenant = world.user().tenant
    (asked,) = watch.asked
    assert asked == {
        "RoleArn": ROLE,
        "RoleSessionName": tenant,
        "DurationSeconds": 3600,
        "Tags": [{"Key": "tenant", "Value": tenant}],
    }
    assert keys.of_tenant(tenant, "x") == f"T#{tenant}#x"


def test_t8_tenants_in_many_threads_never_sign_for_each_other(world: World, watch: Watch) -> None:
    anna, bert = world.user(tenant="Acme"), world.user(tenant="Bolt")
    tenant_session.sessions.cache_clear()  # all begin with none
    watch.asked.clear()
    at_once([partial(who.company, f"Canary {n}") for n in range(8) for who in (anna, bert)])
    assert len(watch.signed) > 32
    assert watch.strangers() == []
    assert Counter(each["RoleSessionName"] for each in watch.asked) == {anna.tenant: 1, bert.tenant: 1}


def test_t6_what_is_sent_again_is_signed_in_the_same_name(world: World, watch: Watch) -> None:
    anna = world.user()
    company = anna.company()
    watch.signed.clear()
    with throttle(table.connection().connection.client, "GetItem", 1):
        assert anna.get(f"/v1/relations/{company.id}").status == 200
    assert len(watch.signed) >= 2
    assert watch.strangers() == []


def test_t6_nobody_has_no_session(role: None) -> None:
    with pytest.raises(NoSession):
        Sessions(ROLE).of("")


# ------------------------------------------------------------------------------------------------------- how often


def test_without_a_tenant_role_sts_is_not_asked(world: World) -> None:
    with watching() as watch:
        world.user().company()
    assert watch.asked == []
    assert {key for key, _ in watch.signed} == {os.environ["AWS_ACCESS_KEY_ID"]}


def test_sts_is_asked_once_for_a_tenant_and_dynamodb_no_more_often_than_without(world: World, role: None) -> None:
    anna = world.user()
    anna.company()  # once the rights are known
    with environment({"RELATA_TENANT_ROLE": ""}), watching() as without:
        forget_settings()
        _day(world, anna.company("Eerste").id)
    with watching() as watch:
        forget_settings()
        _day(world, anna.company("Tweede").id)
    assert (len(without.asked), len(watch.asked)) == (0, 0), "it was there since the tenant was made"
    assert len(watch.signed) == len(without.signed) > 5


def _day(world: World, company: str) -> None:
    anna = world.user()
    assert anna.get(f"/v1/relations/{company}").status == 200
    assert anna.patch(f"/v1/relations/{company}", {"note": "Belt morgen"}).status == 200
    assert anna.get("/v1/relations").status == 200


def test_a_session_is_renewed_five_minutes_before_it_ends(world: World, watch: Watch) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        tenant = world.tenant()
        now.shift(54 * 60)
        world.user()
        table.get(tenant, keys.settings(tenant, "general"))
        assert len(watch.asked) == 1
        now.shift(60)
        table.get(tenant, keys.settings(tenant, "general"))
        assert len(watch.asked) == 2
    assert watch.signed[-1][0] != watch.signed[0][0]
    assert watch.strangers() == []


def test_who_was_not_seen_for_the_longest_is_forgotten(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenant_session, "MOST_KEPT", 2)
    kept = Sessions(ROLE)
    for tenant in ("ten_1", "ten_2", "ten_1", "ten_3", "ten_1", "ten_2"):
        kept.of(tenant)
    assert [each["RoleSessionName"] for each in watch.asked] == ["ten_1", "ten_2", "ten_3", "ten_2"]


# --------------------------------------------------------------------------------------------------------- refused


@contextmanager
def sts_answers(code: str, status: int) -> Iterator[None]:
    """An error of STS, or no answer at all."""
    content = f"<ErrorResponse><Error><Code>{code}</Code><Message>injected</Message></Error></ErrorResponse>"

    def answer(request: Any, **_: Any) -> AWSResponse:
        if not code:
            raise ConnectTimeoutError(endpoint_url=request.url)
        url, request.url = request.url, NOWHERE
        return AWSResponse(url, status, {"Content-Type": "text/xml"}, Raw(content.encode()))

    sts = aws.client("sts").meta.events
    sts.register_first("before-send.sts", answer)
    try:
        yield
    finally:
        sts.unregister("before-send.sts", answer)


TROUBLE = pytest.mark.parametrize(
    ("code", "status"), [("Throttling", 400), ("ServiceUnavailable", 503), ("InternalFailure", 500), ("", 0)]
)


@TROUBLE
def test_c8_without_sts_the_answer_is_a_503_and_nothing_is_written(
    world: World, watch: Watch, code: str, status: int
) -> None:
    anna = world.user()
    tenant_session.sessions.cache_clear()
    with world.unchanged(), sts_answers(code, status):
        reply = anna.post("/v1/relations", {"name": "Hamerslag"}, headers={"Idempotency-Key": "k"})
    assert (reply.status, reply["code"], reply.header("Retry-After")) == (503, "unavailable", "2")
    assert anna.company().status == 201


def test_c8_a_session_serves_to_its_end_when_sts_is_down(world: World, watch: Watch) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        tenant = world.tenant()
        with sts_answers("ServiceUnavailable", 503):
            now.shift(59 * 60)
            anna = world.user()
            assert anna.get("/v1/relations").status == 200
            now.shift(61)
            assert anna.get("/v1/relations").status == 503
    assert {who for _, who in watch.signed} == {frozenset({tenant})}


def test_t6_when_iam_refuses_the_session_the_alarm_is_raised_and_the_client_told_nothing(
    world: World, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    tenant_session.sessions.cache_clear()
    watch.signed.clear()
    with sts_answers("AccessDenied", 403):
        reply = anna.get("/v1/relations")
    assert (reply.status, reply["code"]) == (500, "internal")
    assert events(capsys)["error", "access_denied"] == 1
    assert watch.signed == [], "nothing leaves in the function's own name"


@pytest.mark.parametrize(
    ("call", "method", "path"),
    [
        ("Query", "GET", "/v1/relations"),
        ("TransactWriteItems", "POST", "/v1/relations"),
        ("GetItem", "GET", "/v1/relations/{id}"),
        ("BatchGetItem", "GET", "/v1/relations"),
    ],
)
def test_t6_when_iam_refuses_a_key_the_alarm_is_raised_and_the_client_told_nothing(
    world: World, call: str, method: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    asked = path.format(id=anna.company().id)
    if call == "GetItem":
        forget_rights()
    with world.unchanged(), throttle(table.connection().connection.client, call, 9, "AccessDeniedException"):
        reply = anna.ask(method, asked, {"name": "Hamerslag"} if method == "POST" else None)
    assert (reply.status, reply["code"], reply.header("Retry-After")) == (500, "internal", None)
    assert "denied" not in reply.text.lower()
    assert events(capsys)["error", "access_denied"] >= 1
