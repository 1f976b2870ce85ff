"""What hostile or careless clients send. Every refusal here is held to have written nothing (Z2)."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from chalice.app import Chalice
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import schema
from chalicelib.access.decide import Right
from chalicelib.call import Call
from chalicelib.errors import FieldError, Problem
from chalicelib.models.items import Item
from chalicelib.mount import mount
from chalicelib.operation import OPERATIONS, Operation, register
from chalicelib.storage import keys, table
from chalicelib.storage.guard import TenantBreach
from chalicelib.storage.table import Check, Delete, Put
from tests.world import User, World

ORIGIN = "https://app.example.com"
NEVER = "0" * 26


@pytest.fixture
def world(world: World) -> World:
    world.watchful = True
    return world


@pytest.fixture
def anna(world: World) -> User:
    return world.user()


@contextmanager
def all_refused(world: World) -> Iterator[None]:
    """Where thousands of refusals follow each other, the table is compared once, after the last."""
    world.watchful = False
    with world.unchanged():
        yield


# ------------------------------------------------------------------------------------------- what a body may be (I8)

BODIES = {
    "objects nested 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "lists nested 10,000 deep": b'{"note":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "lists that do not end": b'{"note":' + b"[" * 100_000,
    "21 levels": b'{"note":' + b"[" * 21 + b"]" * 21 + b"}",
    "a name twice": b'{"name": "A", "name": "B"}',
    "a name twice within": b'{"name": "A", "external_ids": {"erp": "1", "erp": "2"}}',
    "NaN": b'{"name": "A", "rank": NaN}',
    "Infinity": b'{"name": "A", "rank": Infinity}',
    "minus Infinity": b'{"name": "A", "rank": -Infinity}',
    "10^400 as a float": b'{"name": "A", "rank": 1e400}',
    "10^400 as an integer": b'{"name": "A", "rank": 1' + b"0" * 400 + b"}",
    "100,000 decimals": b'{"name": "A", "rank": 0.' + b"1" * 100_000 + b"}",
    "a lone high surrogate": rb'{"name": "A\ud800"}',
    "a lone low surrogate": rb'{"name": "\udc00A"}',
    "a lone surrogate in a name": rb'{"\ud800": "A"}',
    "surrogates as bytes": b'{"name": "\xed\xa0\x80"}',
    "no UTF-8": b'{"name": "\xff\xfe"}',
    "Latin 1": '{"name": "Müller"}'.encode("latin-1"),
    "UTF-16": '{"name": "A"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"name": "A"}',
    "white space": b" \n ",
    "a list": b'[{"name": "A"}]',
    "a text": b'"A"',
    "a number": b"1",
    "null": b"null",
    "true": b"true",
    "half of it": b'{"name": "A"',
    "two of them": b'{"name": "A"}{"name": "B"}',
    "a form": b"name=A",
    "single quotes": b"{'name': 'A'}",
    "a comment": b'{"name": "A"} // x',
    "a zero byte": b'{"name": "A"}\x00',
}


def test_a_body_that_is_no_plain_json_object_is_refused(world: World, anna: User) -> None:
    """I8"""
    made = anna.company()
    places = (
        ("POST", "/v1/relations"),
        ("PATCH", f"/v1/relations/{made.id}"),
        ("PUT", "/v1/relations/by/erp/1"),
        ("POST", "/v1/relations/search"),
    )
    with all_refused(world):
        for (name, body), (method, path) in product(BODIES.items(), places):
            refused = anna.ask(method, path, raw=body)
            assert (refused.status, refused["code"]) == (400, "malformed"), (name, path)


def test_a_body_of_ten_megabytes_is_too_large(world: World) -> None:
    """I8"""
    anna = world.user()
    refused = anna.ask("POST", "/v1/relations", raw=b'{"name": "' + b"A" * 10_000_000 + b'"}')
    assert (refused.status, refused["code"]) == (413, "too_large")


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "__class__", "$where", "", " name", "Name"])
def test_names_that_other_languages_trip_over_are_only_unknown(world: World, name: str) -> None:
    """I8"""
    refused = world.user().post("/v1/relations", {"name": "A", name: {"admin": True}})
    assert (refused.status, refused["code"]) == (400, "unknown_input")
    assert refused.fields == [name]


def test_an_operation_without_body_takes_none(world: World) -> None:
    anna = world.user()
    made = anna.company()
    anna.delete(f"/v1/relations/{made.id}")
    path = f"/v1/relations/{made.id}/restore"
    assert anna.post(path, {"version": 9})["code"] == "unknown_input"
    assert anna.post(path, {}).status == 200


# --------------------------------------------------------------------------------------------------- every field


class Field(NamedTuple):
    """A place in a body: its path as an error names it, and the keys that lead to it."""

    path: str
    keys: tuple[str | int, ...]
    value: Any


def fields(value: Any, path: str = "", parts: tuple[str | int, ...] = ()) -> Iterator[Field]:
    """All places in a body, containers included."""
    if parts:
        yield Field(path, parts, value)
    if isinstance(value, dict):
        for name, each in value.items():
            yield from fields(each, f"{path}.{name}".lstrip("."), (*parts, name))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from fields(each, f"{path}[{place}]", (*parts, place))


def replaced(body: Any, place: Field, value: Any) -> Any:
    body = copy.deepcopy(body)
    inner = body
    for key in place.keys[:-1]:
        inner = inner[key]
    inner[place.keys[-1]] = value
    return body


def full_bodies(world: World) -> dict[str, dict[str, Any]]:
    """One body for each type with every field that a client may send, in all shapes that it may have."""
    anna = world.user(tenant="Acme")
    company, person, address = anna.company("Parent"), anna.person(), anna.address()
    channels = [{"kind": "phone", "value": "036 530 1234", "label": "desk", "default": True, "business": True}]
    addresses = [
        {"address": address.id, "purposes": ["visiting"], "default_for": ["visiting"]},
        {"address": {"street": "Kade", "number": "1", "city": "Almere", "country": "NL"}, "purposes": ["postal"]},
    ]
    shared = {
        "language": "nl", "channels": channels, "addresses": addresses, "salutation_formal": "Dear,",
        "salutation_informal": "Hi,", "external_ids": {"erp": "1"}, "note": "Line\nline",
    }  # fmt: skip
    name = {
        "first_name": "Jan", "initials": "J.", "particle": "de", "last_name": "Vries", "patronymic": "P",
        "title": "dr.", "gender": "male",
    }  # fmt: skip
    relation = {"status": ["customer"], **shared}
    numbers = {"chamber_number": "12345678", "vat_number": "NL123456782B90"}
    return {
        "relations company": {"kind": "company", "name": "A", "parent": company.id, **numbers, **relation},
        "relations person": {"kind": "person", **name, **relation},
        "relations couple": {"kind": "couple", "halves": [{"person": {"id": person.id}}, name], **relation},
        "contacts": {
            "company": company.id, "function": "F", "department": "D", "rank": 1, "primary": True,
            "started_on": "2026-01-01", "ended_on": "2026-12-31", **name, **shared,
        },
        "addresses": {
            "street": "Kade", "number": "1", "addition": "a", "extra": "hal", "postcode": "1315 AB", "city": "Almere",
            "region": "F", "country": "NL", "coordinates": {"latitude": 52.1, "longitude": 5.2},
        },
    }  # fmt: skip


KINDS = ("relations company", "relations person", "relations couple", "contacts", "addresses")
BAD_TEXTS = ("a\x00b", "a\x1bb", "a\x7fb", "a\u202eb", "a\u2066b", "x" * 30_000, "", " \u200b ")
WRONG: dict[type, tuple[Any, ...]] = {
    str: (7, True, ["x"]),
    int: ("1", 1.5, True, [1]),
    float: ("1", True, [1]),
    bool: ("true", 1, [True]),
    dict: (7, True, [1]),
    list: (7, True, "x"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_full_body_is_taken(world: World, kind: str) -> None:
    """So that the refusals below are for what was changed in them."""
    made = world.user().post(f"/v1/{kind.split()[0]}", full_bodies(world)[kind])
    assert made.status == 201, made.text


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_takes_a_hostile_text_or_a_wrong_type(world: World, kind: str) -> None:
    """Control characters, bidi overrides, what is too long, empty, or of another type: named by its path."""
    body, anna = full_bodies(world)[kind], world.user()
    with all_refused(world):
        for number, place in enumerate(fields(body)):
            for value in bad_values(place.value, number):
                refused = anna.post(f"/v1/{kind.split()[0]}", replaced(body, place, value))
                assert refused.status == 422, (place.path, value, refused.text[:300])
                assert any(name.startswith(place.path) for name in refused.fields), (place.path, value, refused.fields)


def bad_values(value: Any, number: int) -> Iterator[Any]:
    """Of the texts a few for each field in turn, so that each meets many fields and the test stays quick."""
    wrong = WRONG[type(value)]
    if isinstance(value, str):
        yield from (BAD_TEXTS[(number * 3 + more) % len(BAD_TEXTS)] for more in range(3))
        yield wrong[number % len(wrong)]
    else:
        yield from wrong


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_unknown_is_named_by_its_path_at_every_level(world: World, kind: str) -> None:
    """api.md 4"""
    body, anna = full_bodies(world)[kind], world.user()
    plural = kind.split()[0]
    made = anna.post(f"/v1/{plural}", body)
    body.pop("external_ids", None)
    inside = [place for place in fields(body) if isinstance(place.value, dict)]
    for place in inside:
        wrong = replaced(body, place, {**place.value, "colour": "red"})
        patch = {place.keys[0]: wrong[place.keys[0]]}
        for refused in (anna.post(f"/v1/{plural}", wrong), anna.patch(f"/v1/{plural}/{made.id}", patch)):
            assert (refused.status, refused["code"]) == (400, "unknown_input")
            assert refused.fields == [f"{place.path}.colour"]
    refused = anna.post(f"/v1/{plural}", {**body, "colour": "red", "size": 1})
    assert refused.fields == ["colour", "size"]
    assert inside


@pytest.mark.parametrize("kind", KINDS)
def test_a_patch_is_as_strict_as_a_creation(world: World, kind: str) -> None:
    body, anna = full_bodies(world)[kind], world.user()
    plural = kind.split()[0]
    made = anna.post(f"/v1/{plural}", body)
    with all_refused(world):
        for place in fields(body):
            top = str(place.keys[0])
            for value in ("a\x00b", [[7.5]]):
                refused = anna.patch(f"/v1/{plural}/{made.id}", {top: replaced(body, place, value)[top]})
                assert refused.status == 422, (place.path, value, refused.text[:300])
                assert all(name.startswith(top) for name in refused.fields), (place.path, value, refused.fields)


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_leads_to_another_tenant_or_to_nothing(world: World, kind: str) -> None:
    """T2: another tenant's id and one that never was look the same, and the field is named."""
    body, anna, bert = full_bodies(world)[kind], world.user(), world.user(tenant="Other")
    foreign = {"rel": [bert.company().id, bert.person().id], "adr": [bert.address().id], "con": []}
    plural = kind.split()[0]
    places = [place for place in fields(body) if re.fullmatch(r"[a-z]{3}_[0-9A-Z]{26}", str(place.value))]
    made = anna.post(f"/v1/{plural}", body)
    with all_refused(world):
        for place in places:
            prefix = place.value[:3]
            for target in (*foreign[prefix], f"{prefix}_{NEVER}", f"ten_{NEVER}"):
                wrong = replaced(body, place, target)
                wrong.pop("external_ids", None)
                patch = {place.keys[0]: wrong[place.keys[0]]}
                for refused in (anna.post(f"/v1/{plural}", wrong), anna.patch(f"/v1/{plural}/{made.id}", patch)):
                    assert refused.status == 422, (place.path, target, refused.text)
                    assert refused.fields == [place.path.removesuffix(".id")], (place.path, target)
    assert len(places) == {"addresses": 0, "contacts": 2, "relations company": 2, "relations couple": 2}.get(kind, 1)


OUT_OF_PLACE: tuple[Any, ...] = (
    0, -1, 10**9, 10**40, 1.5, 1e308, "x", "", "x" * 30_000, "2026-13-45T00:00", [], ["x"] * 5000, [0], {}, {"x": "x"},
    {"id": "x"}, True, None, [{"kind": "x", "id": "x", "value": 3}],
)  # fmt: skip


def test_every_fault_is_told_in_words_of_relata() -> None:
    """Neither a regular expression nor what pydantic would say."""
    told: dict[str, str] = {}
    for operation, (name, value) in product(OPERATIONS.values(), product(["takes", "asks"], OUT_OF_PLACE)):
        for fault in _faults(operation, name, value):
            told.setdefault(fault.message, f"{operation.name} {fault.field}")
            assert re.fullmatch("[a-z_]+", fault.code), fault
    assert len(told) > 50
    assert [(each, told[each]) for each in told if re.search(r"\binput\b|should|valid|\^|\$|\{", each, re.I)] == []


def _faults(operation: Operation, name: str, value: Any) -> list[FieldError]:
    """Of the value in every field at once."""
    shape: Any = operation.takes if name == "takes" else operation.asks
    try:
        if hasattr(shape, "model_fields"):
            parse = schema.parse_parameters if name == "asks" else schema.parse
            parse(shape, dict.fromkeys((each.alias or key for key, each in shape.model_fields.items()), value))
        elif shape is not None:
            shape.parse(dict.fromkeys(shape.json_schema()["properties"], value))
    except Problem as problem:
        return list(problem.errors)
    return []


# ------------------------------------------------------------------------------------------------- mass assignment

KEPT = (
    "tenant", "tenant_id", "pk", "sk", "id", "type", "owner_id", "role", "version", "ver", "created_at",
    "created_by", "updated_at", "updated_by", "archived_at", "data", "body", "archived", "is_admin", "right",
)  # fmt: skip


def test_what_is_relatas_own_is_taken_from_nobody(world: World) -> None:
    """T3: in a body, in the query string, in a header."""
    anna, bert = world.user(), world.user(tenant="Other")
    made = anna.company("Hamerslag")
    path = f"/v1/relations/{made.id}"
    with all_refused(world):
        for name in KEPT:
            for refused in (
                anna.post("/v1/relations", {"name": "X", name: bert.tenant}),
                anna.patch(path, {name: bert.tenant}),
                anna.patch(path, {name: None}),
                anna.put("/v1/relations/by/erp/1", {"name": "X", name: bert.tenant}),
                anna.get(f"{path}?{name}={bert.tenant}"),
                anna.ask("PATCH", f"{path}?{name}={bert.tenant}", {"note": "x"}),
                anna.get(f"/v1/search?q=hamer&{name}={bert.tenant}"),
            ):
                assert (refused.status, refused["code"], refused.fields) == (400, "unknown_input", [name]), name
            listed = anna.get(f"/v1/relations?{name}={bert.tenant}")
            code = "invalid_parameter" if name == "archived" else "unknown_input"  # asks for those, by true
            assert (listed.status, listed["code"], listed.fields) == (400, code, [name]), name
    headers = {"X-Tenant": bert.tenant, "X-Tenant-Id": bert.tenant, "X-User": bert.id, "X-Forwarded-User": bert.id}
    changed = anna.patch(path, {"note": "x"}, headers=headers)
    assert (changed["updated_by"], changed["created_at"]) == (anna.id, made["created_at"])
    assert bert.get(path).status == 404


def test_the_same_key_and_mail_address_live_in_two_tenants(world: World) -> None:
    """T11"""
    anna, bert = world.user(), world.user(tenant="Other")
    body = {"name": "Hamerslag", "channels": [{"kind": "email", "value": "info@hamerslag.example"}]}
    ours = anna.put("/v1/relations/by/erp/1", body)
    theirs = bert.put("/v1/relations/by/erp/1", body)
    assert (ours.status, theirs.status) == (201, 201)
    assert bert.put("/v1/relations/by/erp/1", {"note": "Ours"})["note"] == "Ours"
    assert "note" not in anna.get(f"/v1/relations/{ours.id}").json
    for user, own in ((anna, ours), (bert, theirs)):
        for query in ("email=info@hamerslag.example", "external_id=erp:1"):
            assert [each["id"] for each in user.get(f"/v1/relations?{query}")["data"]] == [own.id]
        refused = user.post("/v1/relations", {"name": "X", "external_ids": {"erp": "1"}})
        assert (refused.status, refused["existing"]) == (409, own.id)


# --------------------------------------------------------------------------------------------- filters, ids, paths

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ODD = st.sampled_from(["#", ":v", "size", "attribute_exists(pk)", "a.b.c", "T#x#", "\x00", "%", "@me", "{}", "-1"])
NAMES = st.one_of(st.sampled_from(["status", "kind", "parent", "email", "phone", "sort", "limit", "cursor"]), TEXTS)


@settings(max_examples=60)
@given(st.dictionaries(NAMES, st.one_of(TEXTS, ODD), max_size=4))
def test_no_query_string_breaks_a_list(anna: User, asked: dict[str, str]) -> None:
    """I6"""
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in asked.items())
    for path in ("/v1/relations", "/v1/search"):
        reply = anna.get(f"{path}?{query}")
        assert reply.status in (200, 400), (query, reply.text)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS, ODD),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=6,
)
FIELDS = ("name", "status", "kind", "city", "parent", "#pk", "pk", "data.name")
OPS = ("eq", "ne", "in", "nin", "lt", "between", "prefix", "contains", "has_any", "within", "exists", "=")
CONDITIONS = st.fixed_dictionaries(
    {
        "field": st.one_of(st.sampled_from(FIELDS), TEXTS),
        "op": st.one_of(st.sampled_from(OPS), TEXTS),
        "value": VALUES,
    }
)
CRITERIA = st.recursive(
    st.one_of(CONDITIONS, VALUES),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, max_size=4)}),
        st.fixed_dictionaries({"any": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(CRITERIA, st.one_of(st.none(), ODD, TEXTS))
def test_no_criteria_break_a_search(anna: User, criteria: Any, sort: str | None) -> None:
    """I6"""
    reply = anna.post("/v1/relations/search", {"criteria": criteria, **({"sort": sort} if sort else {})})
    assert reply.status in (200, 400, 422), reply.text
    assert reply.status == 200 or reply["errors"] or reply["code"] == "malformed"


IMPOSSIBLE = (
    "x", "rel_", f"rel_{NEVER}", f"rel_{NEVER}%0A", f"rel_{NEVER}%00", f"REL_{NEVER}", "rel_" + "U" * 26, "..",
    "%2e%2e", f"adr_{NEVER}", f"ten_{NEVER}", "T%23x%23y", "rel_0%2F..%2F", "A" * 5000, "%F0%9F%98%80", "%FF",
)  # fmt: skip


def test_an_id_that_cannot_be_is_not_found(world: World, anna: User) -> None:
    asked = (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/restore"), ("GET", "/history"))
    with all_refused(world):
        for record_id, (method, path) in product(IMPOSSIBLE, asked):
            body = {"note": "x"} if method == "PATCH" else None
            reply = anna.ask(method, f"/v1/relations/{record_id}{path}", body)
            assert (reply.status, reply["code"]) == (404, "not_found"), (record_id, method)


# ------------------------------------------------------------------------------------------------------------ logs


def test_the_log_names_nobody_and_holds_no_secret(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """I9: one JSON object per line; no name, mail address, phone, note or token, also not of what fails."""
    anna = world.user()
    capsys.readouterr()
    body = {
        "name": "Canary Trading\nlevel: error", "note": "canary-note\r\n{}", "vat_number": "NL123456782B90",
        "channels": [{"kind": "email", "value": "canary@canary.example"}, {"kind": "phone", "value": "036 777 8888"}],
    }  # fmt: skip
    assert anna.post("/v1/relations", body).status == 422
    body["name"] = "Canary Trading"
    body["note"] = "canary-note"
    made = anna.post("/v1/relations", body, headers={"Idempotency-Key": "canary-key"})
    path = f"/v1/relations/{made.id}"
    anna.patch(path, {"note": "another canary-note"}, headers={"If-Match": '"7"', "User-Agent": "canary-agent"})
    anna.patch(path, {"canary_field": "canary"})
    anna.get("/v1/search?q=canary")
    anna.get("/v1/relations?email=canary@canary.example&canary=1")
    anna.get("/v1/relations?cursor=canary")
    anna.get("/v1/relations/by/canary")
    anna.put("/v1/relations/by/canary/canary", {"name": "Canary"})
    anna.post("/v1/relations/search", {"criteria": {"field": "canary", "op": "eq", "value": "canary"}})
    world.ask("GET", path, token="canary.token.canary")
    anna.ask("POST", "/v1/relations", raw=b'{"canary": ')
    lines = capsys.readouterr().out.splitlines()
    told = [json.loads(line) for line in lines]
    assert len([each for each in told if each["event"] == "request"]) >= 10
    log = "\n".join(lines).lower()
    for secret in (
        "canary",
        "777 8888",
        "367778888",
        "nl123456782b90",
        anna.token.lower(),
        anna.token.split(".")[1].lower(),
    ):
        assert secret not in log, secret
    assert {each["tenant"] for each in told if each.get("status") == 200} == {anna.tenant}


# ------------------------------------------------------------------------------------------------- the tenant guard


def test_no_call_leaves_for_another_tenants_keys(world: World) -> None:
    """T5: every kind of call that the table knows, with a key that was built wrongly."""
    ours, theirs = world.tenant("Acme"), world.tenant("Other")
    key = keys.record(theirs, f"rel_{NEVER}")
    item = Item(key.pk, key.sk)
    mine = Item(*keys.record(ours, f"rel_{NEVER}"))
    there = Item.pk.exists()
    calls: list[Callable[[], object]] = [
        lambda: table.get(ours, key),
        lambda: table.get_many(ours, [keys.record(ours, f"rel_{NEVER}"), key]),
        lambda: table.query(ours, key.pk, limit=1),
        lambda: table.bodies(ours, key.pk, prefix="", after="", limit=1, backward=False),
        lambda: table.transact(ours, [Put(mine), Put(item)]),
        lambda: table.transact(ours, [Put(mine), Delete(item)]),
        lambda: table.transact(ours, [Put(mine), Check(Item, key, there)]),
        lambda: table.get("", keys.record("", f"rel_{NEVER}")),
        lambda: table.get(ours[:-1], keys.record(ours, f"rel_{NEVER}")),
    ]
    with world.unchanged():
        for call in calls:
            with pytest.raises(TenantBreach):
                call()


def test_a_breach_is_a_bare_500_to_the_client(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """T5"""
    theirs = world.tenant("Other")

    def breach(call: Call[None, None]) -> dict[str, Any]:
        table.get(call.actor.tenant, keys.record(theirs, f"rel_{NEVER}"))
        return {}

    broken = Operation("breach", "GET", "/v1/breach", "test", "Breaks", "", Right("relation", "read"), breach, __name__)
    from app import authorize

    register(broken)
    try:
        app = Chalice("relata")
        mount(app, authorize)
    finally:
        del OPERATIONS["breach"]
    inside = World(world.engine, app, world.tenants)
    anna = world.user()
    reply = inside.get("/v1/breach", token=anna.token)
    assert (reply.status, reply["code"], reply["errors"]) == (500, "internal", [])
    assert theirs not in reply.text
    assert "Breach" not in reply.text
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["tenant"] for each in lines if each["event"] == "tenant_breach"] == [anna.tenant]


# ----------------------------------------------------------------------------------------------------- CORS, methods


def cors(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items() if name.lower().startswith("access-control-")}


@pytest.mark.parametrize(
    "origin",
    ["null", "https://app.example.com.evil.example", "https://evil-app.example.com", "http://app.example.com", "*",
     "https://app.example.com:8443", "https://APP.example.com", "https://app.example.com/", "file://", ""],
)  # fmt: skip
def test_other_origins_get_no_cors(world: World, origin: str) -> None:
    """E1"""
    anna = world.user()
    for reply in (
        anna.get("/v1/relations", headers={"Origin": origin}),
        anna.get("/v1/relations?x=1", headers={"Origin": origin}),
        world.ask("OPTIONS", "/v1/relations", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}),
    ):
        assert cors(dict(reply.headers)) == {}
        assert reply.header("Vary") == "Origin"


def test_the_configured_origin_gets_cors_on_answers_and_errors_alike(world: World) -> None:
    """E1"""
    anna = world.user()
    made = anna.company()
    origin = {"Origin": ORIGIN}
    replies = [
        anna.get("/v1/relations", headers=origin),
        anna.get(f"/v1/relations/rel_{NEVER}", headers=origin),
        anna.get("/v1/relations?x=1", headers=origin),
        anna.post("/v1/relations", {}, headers=origin),
        anna.patch(f"/v1/relations/{made.id}", {"note": "x"}, headers={**origin, "If-Match": '"9"'}),
        anna.ask("POST", "/v1/relations", raw=b"x", headers={**origin, "Content-Type": "text/plain"}),
        world.user(role="reader").post("/v1/relations", {"name": "X"}, headers=origin),
    ]
    assert [reply.status for reply in replies] == [200, 404, 400, 422, 412, 415, 403]
    for reply in replies:
        assert reply.header("Access-Control-Allow-Origin") == ORIGIN
        assert reply.header("Access-Control-Allow-Credentials") is None
        assert "ETag" in str(reply.header("Access-Control-Expose-Headers"))


def test_a_preflight_tells_what_may_be_sent(world: World) -> None:
    """E1"""
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match"}
    for path, methods in (
        ("/v1/relations", {"GET", "POST"}),
        (f"/v1/relations/rel_{NEVER}", {"GET", "PATCH", "DELETE"}),
        ("/v1/relations/by/erp/1", {"PUT"}),
    ):
        reply = world.ask("OPTIONS", path, headers=asked)
        assert (reply.status, reply.text) == (204, "")
        assert set(str(reply.header("Access-Control-Allow-Methods")).split(", ")) == methods
        allowed = str(reply.header("Access-Control-Allow-Headers")).lower()
        assert {"authorization", "content-type", "if-match", "idempotency-key"} <= set(allowed.split(", "))


@pytest.mark.parametrize("method", ["HEAD", "TRACE", "CONNECT", "PUT", "PATCH", "DELETE", "BREW"])
def test_a_method_that_is_not_there_is_refused_in_our_shape(world: World, method: str) -> None:
    """E3"""
    anna = world.user()
    reply = anna.ask(method, "/v1/relations")
    assert (reply.status, reply["code"]) in ((404, "not_found"), (405, "method_not_allowed"))
    assert reply.header("Content-Type") == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/v1/houses", "/v2/relations", "/v1/relations/x/y/z", "//v1/x"])
def test_a_path_that_is_not_there_is_not_found(world: World, path: str) -> None:
    """E3"""
    reply = world.user().get(path)
    assert (reply.status, reply["code"]) == (404, "not_found")
    assert reply.header("Content-Type") == "application/problem+json"


@pytest.mark.parametrize(
    "media_type", ["text/plain", "text/xml", "multipart/form-data", "application/x-www-form-urlencoded", "", "x"]
)
def test_another_content_type_is_refused(world: World, media_type: str) -> None:
    """E3"""
    anna = world.user()
    made = anna.company()
    for method, path in (("POST", "/v1/relations"), ("PATCH", f"/v1/relations/{made.id}")):
        refused = anna.ask(method, path, {"name": "X"}, headers={"Content-Type": media_type})
        assert (refused.status, refused["code"]) == (415, "unsupported_media_type")
    patch = {"Content-Type": "application/merge-patch+json; charset=utf-8"}
    assert anna.patch(f"/v1/relations/{made.id}", {"note": "x"}, headers=patch).status == 200


def test_every_answer_carries_the_headers_that_keep_browsers_safe(world: World) -> None:
    anna = world.user()
    replies = [anna.get("/v1/relations"), anna.get("/v1/relations?x=1"), anna.post("/v1/relations", {"name": "X"})]
    for reply in (*replies, world.ask("OPTIONS", "/v1/relations")):
        assert reply.header("Cache-Control") == "no-store"
        assert reply.header("X-Content-Type-Options") == "nosniff"
        assert "frame-ancestors 'none'" in str(reply.header("Content-Security-Policy"))
        assert reply.header("Referrer-Policy") == "no-referrer"
        assert "max-age" in str(reply.header("Strict-Transport-Security"))
