"""Relations filled in from the trade register and from places, against stand-ins that answer as those do (E8, E9)."""

import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chalicelib import outbound
from chalicelib.actions import source_keys
from chalicelib.errors import NotFound, Unavailable
from chalicelib.handlers.prefill import ASKING
from chalicelib.outbound import Request, TooSlow, Unanswered
from chalicelib.settings import SETTINGS
from chalicelib.sources.catalog import SOURCES
from chalicelib.storage import keys, pace, table
from infra.stand_in import places as atlas
from infra.stand_in import register
from infra.stand_in.server import KEY, Seen
from tests import coding
from tests.engine import environment
from tests.faults import throttle
from tests.sources import NOT_HERE, certificate, certified, stand_in
from tests.world import TABLE, Reply, User, World, forget_settings

KVK, PLACES = "/v1/prefill/kvk", "/v1/prefill/places"
DONALD, DAGOBERT, OWNERS = "68750110", "69599084", "90000749"
BAKER = "ChIJstandin00000000000000001"


@pytest.fixture
def anna(world: World) -> User:
    """Of an organisation that has a key for both."""
    made = world.user("administrator")
    for path in (KVK, PLACES):
        assert made.put(path, {"key": KEY}).status == 200
    stand_in().seen.clear()
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the register tells of a company, in place of what it told: of all, or of its main branch."""

    def tells(number: str, **more: Any) -> None:
        known = register.PROFILES[number]
        branch = {**known["_embedded"].get("hoofdvestiging", {}), **more}
        changed = {**known, **more, "_embedded": {**known["_embedded"], "hoofdvestiging": branch}}
        monkeypatch.setitem(register.PROFILES, number, changed)

    return tells


@contextmanager
def deployed(**variables: str) -> Iterator[None]:
    """With these variables."""
    try:
        with environment(variables):
            forget_settings()
            yield
    finally:
        forget_settings()


@pytest.fixture
def quickly() -> Iterator[None]:
    """Sources have little time."""
    with deployed(RELATA_SOURCE_SECONDS="0.2"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbound, "CONNECT_SECONDS", 0.2)
        yield


def names(reply: Reply) -> list[str]:
    assert reply.status == 200, reply.text
    return [each["name"] for each in reply["data"]]


# ------------------------------------------------------------------------------------------ searched, picked, saved


def test_a_company_is_found_picked_and_saved(anna: User) -> None:
    """E8"""
    hits = anna.get(f"{KVK}?q=donald&place=almere")
    assert hits["data"] == [
        {
            "id": DONALD, "name": "Test BV Donald", "place": "Almere", "line": "Dorpsstraat, Almere",
            "number": DONALD, "active": True, "existing": None,
        }
    ]  # fmt: skip
    assert "Kamer van Koophandel" in hits["attribution"]
    with anna.world.unchanged():
        made = anna.get(f"{KVK}/{DONALD}")
    assert (made["source"], made["id"], made["notes"], made["existing"]) == ("kvk", DONALD, [], None)
    assert made["relation"] == {
        "kind": "company",
        "name": "Test BV Donald",
        "chamber_number": DONALD,
        "channels": [
            {"kind": "website", "value": "www.donald.example.com"},
            {"kind": "website", "value": "https://donald.example.com/over-ons"},
        ],
        "addresses": [
            {"address": {"street": "Dorpsstraat", "number": "40", "addition": "2", "postcode": "1315AB",
                         "city": "Almere", "country": "NL"}, "purposes": ["visiting"]},
            {"address": {"street": "Postbus 123", "postcode": "1300AC", "city": "Almere", "country": "NL"},
             "purposes": ["postal"]},
        ],
        "external_ids": {"kvk_branch": "000037178598"},
    }  # fmt: skip
    saved = anna.post("/v1/relations", made["relation"])
    assert saved.status == 201, saved.text
    assert saved["addresses"][1]["lines"] == ["Test BV Donald", "Postbus 123", "1300 AC  ALMERE"]
    assert [each["address"]["missing"] for each in saved["addresses"]] == [[], []]
    again = anna.get(f"{KVK}?number={DONALD}")["data"][0]
    assert again["existing"] == anna.get(f"{KVK}/{DONALD}")["existing"] == saved.id


def test_what_the_register_knows_besides_is_told(anna: User) -> None:
    made = anna.get(f"{KVK}/{DAGOBERT}")
    facts = made["facts"]
    assert facts["legal_form"] == "Eenmanszaak"
    assert facts["trade_names"] == ["Test EMZ Dagobert", "Tweede naam EMZ"]
    assert (facts["employees"], facts["branch"], facts["registered_on"]) == (1, "000038509504", "2017-07-10")
    first, second = facts["activities"]
    assert (first["code"], first["main"], second["id"]) == ("10110", True, None)
    assert anna.get(f"/v1/codes/{first['id']}")["code"] == "10.11.0"
    assert [each["code"] for each in made["notes"]] == ["no_mail"]
    assert made["relation"]["addresses"][0]["address"]["addition"] == "M"


@pytest.mark.parametrize("number", ["90000749", "90001354", "55505201", "96354429", DAGOBERT])
def test_whatever_kind_of_company_it_is_it_can_be_saved(anna: User, number: str) -> None:
    made = anna.get(f"{KVK}/{number}")
    saved = anna.post("/v1/relations", made["relation"])
    assert saved.status == 201, saved.text
    country, notes = {"55505201": ("CH", [])}.get(number, ("NL", [each["code"] for each in made["notes"]]))
    assert all(each["address"]["country"] == country for each in saved["addresses"])
    assert anna.get(f"{KVK}?number={number}")["data"][0]["existing"] == saved.id
    assert anna.get(f"{KVK}/{number}")["existing"] == saved.id
    assert notes == {"90001354": ["address_shielded"], "96354429": ["ended"], DAGOBERT: ["no_mail"]}.get(number, [])


def test_codes_go_into_the_field_that_the_organisation_has_for_them(anna: User) -> None:
    coding.field(anna, coding.table(anna, "trade", shipped="sbi"), key="trade", kind="codes")
    made = anna.get(f"{KVK}/{DONALD}")
    assert made["relation"]["custom_trade"] == [each["id"] for each in made["facts"]["activities"]]
    saved = anna.post("/v1/relations", made["relation"])
    assert [each["place"] for each in saved["custom_trade"]] == ["62.10.0", "62.20.0"]


def test_a_number_stands_where_it_holds(world: World) -> None:
    """In an organisation abroad the number of a company that has no address is no chamber number."""
    made = world.tenant("Brussel", country="BE")
    chief = world.user("administrator", tenant="Brussel")
    assert chief.tenant == made
    chief.put(KVK, {"key": KEY})
    told = chief.get(f"{KVK}/96354429")["relation"]
    assert (told.get("chamber_number"), told["external_ids"]) == (None, {"kvk": "96354429"})
    assert chief.post("/v1/relations", told).status == 201


@pytest.mark.parametrize("land", ["Verenigd Koninkrijk", "Verenigde Staten", "Spanje"])
def test_a_dutch_number_is_none_of_another_country_though_it_would_pass_for_one(
    anna: User, told: Callable[..., None], land: str
) -> None:
    where = {"straatHuisnummer": "10 High Street", "postcodeWoonplaats": "Springfield", "land": land}
    told("55505201", adressen=[{"type": "bezoekadres", **where}])
    made = anna.get(f"{KVK}/55505201")["relation"]
    assert "chamber_number" not in made
    assert made["external_ids"]["kvk"] == "55505201"
    saved = anna.post("/v1/relations", made)
    assert anna.get(f"{KVK}?number=55505201")["data"][0]["existing"] == saved.id


def test_more_than_a_relation_takes_is_left_out_and_no_link_is_cut_in_two(
    anna: User, told: Callable[..., None]
) -> None:
    street = {"type": "bezoekadres", "huisnummer": 1, "postcode": "1315AB", "plaats": "Almere"}
    long = f"https://donald.example.com/?page={'x' * 300}"
    streets = [{**street, "straatnaam": f"Straat {number}"} for number in range(40)]
    told(DONALD, adressen=streets, websites=[long, "https://donald.example.com"])
    made = anna.get(f"{KVK}/{DONALD}")["relation"]
    assert [each["value"] for each in made["channels"]] == ["https://donald.example.com"]
    assert len(made["addresses"]) == 5
    assert anna.post("/v1/relations", made).status == 201


def test_a_place_with_a_long_id_can_be_picked(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for id in ("Ei" + "x" * 93, "Ej" + "x" * 300):
        monkeypatch.setitem(atlas.PLACES, id, {**atlas.PLACES[BAKER], "id": id})
    hits = [each["id"] for each in anna.get(f"{PLACES}?q=bakkerij")["data"]]
    assert hits == [BAKER, "Ei" + "x" * 93]
    saved = anna.post("/v1/relations", anna.get(f"{PLACES}/{hits[-1]}")["relation"])
    assert saved["external_ids"] == {"google_place": hits[-1]}


def test_a_place_is_found_picked_and_saved(anna: User) -> None:
    """E9"""
    hit = anna.get(f"{PLACES}?q=bakkerij&place=almere")["data"][0]
    assert (hit["id"], hit["place"], hit["number"]) == (BAKER, "Almere", None)
    made = anna.get(f"{PLACES}/{BAKER}")
    assert made["attribution"] == "Google Maps"
    saved = anna.post("/v1/relations", made["relation"])
    assert saved.status == 201, saved.text
    assert saved["addresses"][0]["lines"] == ["Bakkerij De Proef", "Kerkplein 3", "1315 AC  ALMERE"]
    assert [each["normal"] for each in saved["channels"]] == ["+31365301299", "https://bakkerij-de-proef.example.com"]
    assert anna.get(f"{PLACES}?q=bakkerij")["data"][0]["existing"] == saved.id
    closed = anna.get(f"{PLACES}?q=proof")["data"][0]
    assert (closed["active"], closed["place"]) == (False, "Leeds")
    other = anna.get(f"{PLACES}/{closed['id']}")
    assert [each["code"] for each in other["notes"]] == ["ended"]
    assert other["relation"]["addresses"][0]["address"]["region"] == "England"


def test_nothing_found_is_no_error_and_what_is_not_there_cannot_be_picked(anna: User) -> None:
    assert names(anna.get(f"{KVK}?q=nobody")) == names(anna.get(f"{PLACES}?q=nobody")) == []
    for path in (f"{KVK}/12345678", f"{KVK}/1234", f"{KVK}/..", f"{PLACES}/ChIJnot_there_at_all", f"{PLACES}/x.y"):
        assert anna.get(path).status == 404, path
    assert anna.get("/v1/prefill/nothing?q=donald").status == 404
    asked = [each.path for each in stand_in().seen]
    assert not [each for each in asked if "1234" in each.replace("12345678", "") or "x.y" in each]


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("?place=Almere", "q"), ("?q=a", "q"), ("?number=123", "number"), ("?q=" + "a" * 81, "q")],
)
def test_a_search_needs_something_to_search_by(anna: User, query: str, field: str) -> None:
    reply = anna.get(KVK + query)
    assert (reply.status, reply.fields) == (400, [field])
    assert anna.get(f"{PLACES}?number={DONALD}").fields == ["number"]
    assert stand_in().seen == []


# ------------------------------------------------------------------------------------------------------------- keys


def test_a_source_is_off_without_a_key_and_says_so(world: World) -> None:
    chief, bob = world.user("administrator"), world.user()
    stand_in().seen.clear()
    for source in bob.get("/v1/prefill")["data"]:
        assert (source["on"], "key" in source["why"], source["key"]) == (False, True, None)
    refused = bob.get(f"{KVK}?q=donald")
    assert (refused.status, refused["code"]) == (409, "source_off")
    assert "developers.kvk.nl" in refused["detail"]
    assert stand_in().seen == []
    chief.put(KVK, {"key": KEY})
    assert names(bob.get(f"{KVK}?q=donald")) == ["Test BV Donald"]
    assert [each["on"] for each in bob.get("/v1/prefill")["data"]] == [True, False]
    assert chief.delete(KVK).status == chief.delete(KVK).status == 204
    assert bob.get(f"{KVK}?q=donald")["code"] == "source_off"


def test_a_key_is_told_to_nobody(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    """I9: not in answers, in logs, in addresses, or in what is kept."""
    chief, bob = world.user("administrator"), world.user()
    key, seen = f"very-secret-{KEY}", stand_in().seen
    seen.clear()
    replies = [chief.put(KVK, {"key": key}, headers={"Idempotency-Key": "once"}) for _ in range(2)]
    assert [each.status for each in replies] == [200, 200]
    assert replies[0].json.keys() == {"ends_with", "set_at", "set_by"}
    assert replies[0]["ends_with"] == "cdef"
    told = chief.get("/v1/prefill")["data"][0]["key"]
    assert (told["ends_with"], told["set_by"]) == ("cdef", chief.id)
    assert bob.get("/v1/prefill")["data"][0]["key"] is None
    refused = bob.get(f"{KVK}?q=donald")
    assert (refused.status, refused["code"]) == (409, "source_key_refused")
    assert "administrator" in refused["detail"]
    wrong = chief.put(KVK, {"key": key, "keys": key})
    short = chief.put(KVK, {"key": "short secret"})
    assert (wrong.status, short.status, short.fields) == (400, 422, ["key"])
    world.settle()
    log = chief.get("/v1/audit")
    assert "put_source_key" in [each["operation"] for each in log["data"]]
    printed = capfd.readouterr()
    everywhere = [*(each.text for each in (*replies, refused, wrong, short, log)), str(world.items()), *printed]
    assert not [each for each in everywhere if key in each or "very-secret" in each or "short secret" in each]
    assert [each.path for each in seen if key in each.path] == []
    assert [key in each.headers.values() for each in seen] == [True]


def test_a_key_stays_with_its_organisation(world: World) -> None:
    """T1, T6: also where somebody moves what is kept from one to the other."""
    ours, theirs = world.user("administrator"), world.user("administrator", tenant="Other")
    ours.put(KVK, {"key": KEY})
    assert theirs.get(f"{KVK}?q=donald")["code"] == "source_off"
    assert theirs.put(KVK, {"key": "another-key-of-theirs"}).status == 200
    mine, other = (keys.settings(each.tenant, source_keys.SETTING) for each in (ours, theirs))
    moved = {**world.items()[mine], "pk": {"S": other.pk}}
    world.engine.client.put_item(TableName=TABLE, Item=moved)
    stand_in().seen.clear()
    assert theirs.get(f"{KVK}?q=donald")["code"] == "source_key_refused"
    damaged = {**moved, "body": {"S": json.dumps({"kvk": {"sealed": "no seal", "ends_with": "", "set_at": ""}})}}
    world.engine.client.put_item(TableName=TABLE, Item=damaged)
    assert theirs.get(f"{KVK}?q=donald")["code"] == "source_key_refused"
    assert stand_in().seen == []


def test_a_key_for_one_source_is_not_given_to_another(anna: User) -> None:
    anna.put(PLACES, {"key": "a-key-for-places"})
    assert anna.get(f"{PLACES}?q=bakkerij")["code"] == "source_key_refused"
    assert names(anna.get(f"{KVK}?q=donald")) == ["Test BV Donald"]


def test_who_saw_another_key_does_not_overwrite_it(anna: User) -> None:
    """R7"""
    seen = anna.get("/v1/prefill").header("ETag")
    assert anna.put(KVK, {"key": KEY}, headers={"If-Match": str(seen)}).status == 200
    assert anna.put(KVK, {"key": KEY}, headers={"If-Match": str(seen)}).status == 412
    assert anna.delete(KVK, headers={"If-Match": str(seen)}).status == 412


# ---------------------------------------------------------------------------------------------------------- who may


def test_only_who_may_create_relations_may_search_and_administrators_set_keys(anna: User) -> None:
    """Z1"""
    world = anna.world
    reader, outsider, sales = world.user("reader"), world.user("external", kind="external"), world.user()
    for path in ("/v1/prefill", f"{KVK}?q=donald", f"{KVK}/{DONALD}"):
        assert (reader.get(path).status, outsider.get(path).status, sales.get(path).status) == (403, 403, 200)
    for who in (reader, outsider, sales):
        assert who.put(KVK, {"key": KEY}).status == who.delete(KVK).status == 403


def test_what_somebody_may_not_write_or_see_is_left_out(anna: User) -> None:
    """Z3: of the relation that is filled in, and of those that are there."""
    hidden = {"*": "write", "chamber_number": "none", "channels": "read"}
    types = {"*": {"actions": ["read", "create"]}, "relation": {"actions": ["read", "create"], "fields": hidden}}
    profile = anna.post("/v1/profiles", {"name": "Narrow", "types": {**types, "address": {"actions": ["read"]}}})
    assert anna.post("/v1/roles", {"key": "narrow", "name": "Narrow", "profiles": [profile.id]}).status == 201
    bob = anna.world.user("narrow")
    anna.company("Donald", chamber_number=DONALD)
    assert bob.get(f"{KVK}?q=donald")["data"][0]["existing"] is None
    told = bob.get(f"{KVK}/{DONALD}")["relation"]
    assert told.keys() == {"kind", "name", "external_ids"}
    assert bob.post("/v1/relations", told).status == 201


@pytest.mark.parametrize(
    ("number", "refused", "left"),
    [
        (DONALD, ["*"], None),
        (DONALD, ["street", "postcode", "city"], None),
        (DONALD, ["number"], ["Dorpsstraat", "Postbus 123"]),
        (DONALD, ["country"], ["Dorpsstraat", "Postbus 123"]),
        ("55505201", ["country"], None),
        ("55505201", ["number"], ["Rue du Lac 12"]),
    ],
)
def test_what_is_left_of_an_address_is_one_that_can_be_saved(
    anna: User, number: str, refused: list[str], left: list[str] | None
) -> None:
    """Z3"""
    everything = {"actions": ["read", "create"]}
    types = {"*": everything, "address": {**everything, "fields": {"*": "write", **dict.fromkeys(refused, "read")}}}
    profile = anna.post("/v1/profiles", {"name": "Narrow", "types": types})
    assert anna.post("/v1/roles", {"key": "narrow", "name": "Narrow", "profiles": [profile.id]}).status == 201
    bob = anna.world.user("narrow")
    told = bob.get(f"{KVK}/{number}")["relation"]
    streets = [each["address"]["street"] for each in told["addresses"]] if "addresses" in told else None
    assert streets == left
    assert bob.post("/v1/relations", told).status == 201
    assert bob.get(f"{KVK}/{number}")["existing"]


def test_without_its_address_a_number_stands_with_the_country_of_the_organisation(world: World) -> None:
    world.tenant("Brussel", country="BE")
    chief = world.user("administrator", tenant="Brussel")
    chief.put(KVK, {"key": KEY})
    types = {"*": {"actions": ["read", "create"]}, "address": {"actions": ["read"]}}
    profile = chief.post("/v1/profiles", {"name": "Narrow", "types": types})
    assert chief.post("/v1/roles", {"key": "narrow", "name": "Narrow", "profiles": [profile.id]}).status == 201
    bob = world.user("narrow", tenant="Brussel")
    told = bob.get(f"{KVK}/{DONALD}")["relation"]
    assert told["external_ids"]["kvk"] == DONALD
    assert bob.post("/v1/relations", told).status == 201


def test_a_relation_that_is_not_seen_is_not_told_of(anna: User) -> None:
    """Z4"""
    bob = anna.world.user()
    hidden = anna.company("Donald", chamber_number=DONALD, restricted=True)
    assert anna.get(f"{KVK}?q=donald")["data"][0]["existing"] == hidden.id
    assert bob.get(f"{KVK}?q=donald")["data"][0]["existing"] is None
    anna.delete(f"/v1/relations/{hidden.id}")
    assert anna.get(f"{KVK}?q=donald")["data"][0]["existing"] is None


def test_who_searches_at_each_letter_has_to_wait(anna: User) -> None:
    """C4: the bill is the organisation's."""
    bob = anna.world.user()
    replies = [bob.get(f"{KVK}?q=donald") for _ in range(31)]
    assert [each.status for each in replies] == [200] * 30 + [429]
    assert 0 < int(str(replies[-1].header("Retry-After"))) <= 60
    assert anna.get(f"{KVK}?q=donald").status == 200
    assert len(stand_in().seen) == 31


def test_an_organisation_asks_so_often_in_a_day_and_no_more(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """C4"""
    by_user, by_all = pace.LIMITS[pace.SOURCES]
    monkeypatch.setitem(pace.LIMITS, pace.SOURCES, (by_user, by_all._replace(most=2)))
    bob = anna.world.user()
    replies = [who.get(f"{KVK}?q=donald") for who in (anna, bob, anna, bob)]
    assert [each.status for each in replies] == [200, 200, 429, 429]
    assert int(str(replies[-1].header("Retry-After"))) <= pace.DAY
    other = anna.world.user("administrator", tenant="Other")
    other.put(KVK, {"key": KEY})
    assert other.get(f"{KVK}?q=donald").status == 200


def test_where_everybody_is_counted_at_once_it_is_tried_again(anna: User) -> None:
    """R6"""
    reasons = [{"Code": "TransactionConflict"}, {"Code": "None"}]
    client = table.connection().connection.client
    for times, status in ((2, 200), (100, 503)):
        error = "TransactionCanceledException"
        with throttle(client, "TransactWriteItems", times, error, CancellationReasons=reasons) as faults:
            reply = anna.get(f"{KVK}?q=donald")
        assert (reply.status, faults.hits) == (status, min(times, pace.TRIES))
    assert reply.header("Retry-After")
    assert len(stand_in().seen) == 1


# ------------------------------------------------------------------------------------------- what comes back is foreign


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        *((name, 502, "source_unavailable") for name in (
            "down", "failing", "huge", "broken", "deep", "no text", "page", "packed", "elsewhere", "shapeless",
            "listed", "cut off",
        )),
        *((name, 504, "source_too_slow") for name in ("slow", "drip", "drip head", "drip tail", "continue")),
        ("busy", 503, "unavailable"), ("busier", 503, "unavailable"), ("forbidden", 409, "source_key_refused"),
    ],
)  # fmt: skip
def test_a_source_that_fails_is_told_of_and_changes_nothing(
    anna: User, request: pytest.FixtureRequest, name: str, status: int, code: str
) -> None:
    """W2, API7, API10: no redirect is followed, nothing long or slow is waited for."""
    if status == 504:
        request.getfixturevalue("quickly")
    with anna.world.unchanged():
        reply = anna.get(f"{KVK}?q={name.replace(' ', '%20')}")
    assert (reply.status, reply["code"]) == (status, code), reply.text
    if status == 503:
        assert reply.header("Retry-After") == {"busy": "17"}.get(name, "60")
    tries = 2 if name in ("down", "cut off") else 1  # what would come back the same is paid for once
    assert len(stand_in().seen) == tries
    assert NOT_HERE not in reply.text


def test_what_passes_is_asked_once_more(anna: User) -> None:
    assert names(anna.get(f"{KVK}?q=passing")) == []
    assert len(stand_in().seen) == 2


def test_nobody_at_the_door_is_told_of_too(anna: User) -> None:
    with deployed(RELATA_KVK_URL="http://127.0.0.1:9"):
        assert anna.get(f"{KVK}?q=donald")["code"] == "source_unavailable"


def test_a_hostile_answer_comes_out_as_plain_text(anna: User) -> None:
    (hit,) = anna.get(f"{KVK}?q=hostile")["data"]
    assert hit["id"] == hit["number"] == "12345678"
    assert hit["name"].startswith("A B<script>é")
    assert (len(hit["name"]), hit["name"].isprintable(), hit["line"]) == (200, True, "")


@pytest.mark.parametrize("number", [DAGOBERT, "none at all; 1", "", None])
def test_who_tells_of_another_than_was_asked_for_is_not_believed(
    anna: User, told: Callable[..., None], number: str | None
) -> None:
    """API10"""
    told(DONALD, kvkNummer=number)
    reply = anna.get(f"{KVK}/{DONALD}")
    assert (reply.status, reply["code"]) == (502, "source_unavailable")


def test_a_question_that_a_source_cannot_read_is_in_the_log(anna: User, capfd: pytest.CaptureFixture[str]) -> None:
    """What was typed is not."""
    assert names(anna.get(f"{KVK}?q=unread")) == []
    lines = [each for each in capfd.readouterr().out.splitlines() if "source_failed" in each]
    assert [json.loads(each)["status"] for each in lines] == [400]
    assert "unread" not in str(lines)


def test_what_is_typed_stands_in_the_address_as_text(anna: User) -> None:
    """API7: it reaches no other path, host or parameter."""
    anna.get(f"{KVK}?q=%26apikey%3Dx%23%2F..%2F%3F%40evil.example&place=%0D%0AHost%3A%20x")
    anna.get(f"{PLACES}?q=%26key%3Dx&place=Almere")
    first, second = stand_in().seen
    assert first.path.startswith("/kvk/v2/zoeken?naam=%26apikey%3Dx%23%2F..%2F%3F%40evil.example")
    assert isinstance(first, Seen)
    assert second.path == "/places/places:searchText"


@pytest.mark.parametrize(
    "url", ["http://api.kvk.nl/api", "ftp://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1.evil.example/", "//x"]
)
def test_others_are_asked_over_tls_only(url: str) -> None:
    """W1, API7"""
    with pytest.raises(ValueError, match="TLS"):
        outbound.ask(Request("GET", url), 1)


def test_who_has_no_certificate_that_is_believed_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """W2: nobody between us and a source is given its key."""
    made = certificate(tmp_path, "localhost")
    with certified(made) as sources:
        url = f"https://{{}}:{sources.port}/kvk/v2/zoeken?naam=donald"
        asked = Request("GET", url.format("localhost"), {"apikey": KEY})
        for each in (asked, asked._replace(url=url.format("127.0.0.1")), asked._replace(url=stand_in_by_tls())):
            with pytest.raises(Unanswered) as told:
                outbound.ask(each, 1)
            assert not isinstance(told.value, TooSlow)
        monkeypatch.setattr(outbound, "_tls", lambda: ssl.create_default_context(cafile=str(made)))
        assert outbound.ask(asked, 1).told["totaal"] == 2
        with pytest.raises(Unanswered, match="SSLCertVerificationError"):
            outbound.ask(asked._replace(url=url.format("127.0.0.1")), 1)
        assert [each.headers["Host"] for each in sources.seen] == [f"localhost:{sources.port}"]


def stand_in_by_tls() -> str:
    """Which has none at all."""
    return f"https://127.0.0.1:{stand_in().port}/kvk"


def test_who_takes_the_call_and_says_nothing_is_not_waited_for(quickly: None) -> None:
    """W2: before anything is said, too, there is an end to it."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.perf_counter()
        with pytest.raises(TooSlow):
            outbound.ask(Request("GET", f"https://127.0.0.1:{silent.getsockname()[1]}/kvk"), 0.2)
        assert time.perf_counter() - begun < 1


def test_the_real_ones_are_asked_where_nothing_else_is_set() -> None:
    assert SETTINGS["kvk_url"].default == "https://api.kvk.nl/api"
    assert SETTINGS["places_url"].default == "https://places.googleapis.com/v1"


def test_what_can_go_wrong_is_written_down() -> None:
    told = Path("docs/prefill.md").read_text()
    for problem in (*ASKING, Unavailable):
        assert problem is NotFound or f"{problem.status} `{problem.code}`" in told
    for source in SOURCES.values():
        assert f"| `{source.name}` |" in told


@pytest.mark.parametrize(("path", "most"), [(f"{KVK}?q=donald", 4), (f"{KVK}/{DONALD}", 4), (f"{PLACES}?q=nobody", 2)])
def test_it_takes_few_round_trips_to_the_table(anna: User, path: str, most: int) -> None:
    """What is set, the count, what is there already, and what is around that."""
    anna.company("Donald", chamber_number=DONALD)
    anna.get(path)
    with anna.world.meter() as meter:
        assert anna.get(path).status == 200
    assert meter.round_trips <= most


def test_a_key_is_set_in_two_round_trips(anna: User) -> None:
    with anna.world.meter() as meter:
        assert anna.put(KVK, {"key": KEY}).status == 200
    assert meter.round_trips <= 2
