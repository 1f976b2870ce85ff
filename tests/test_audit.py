"""The audit log: who tried, saw or changed what, by which rule and channel (C4, C8, ASVS 16.3.2)."""

import json
from contextlib import AbstractContextManager
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.storage import audit, audit_settings, keys, table
from tests import people
from tests.at_once import at_once
from tests.faults import Faults, throttle
from tests.world import User, World

Row = dict[str, Any]
NOBODY = "rel_01J00000000000000000000000"
CANARY = "canary-91f3"


def rows(world: World, tenant: str = "Acme") -> list[Row]:
    """All that stands in the log of a tenant, the oldest first."""
    pk = keys.partition(world.tenant(tenant), audit.FAMILY, "")
    found = sorted((key, item) for key, item in world.items().items() if key[0].startswith(pk) and "body" in item)
    return [json.loads(item["body"]["S"]) for (_, sk), item in found if sk != audit_settings.NAME]


def told(world: World, *names: str, tenant: str = "Acme") -> list[tuple[Any, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows(world, tenant)]


def chief(world: World) -> User:
    return world.user("administrator")


def restricted(by: User, *access: User) -> str:
    listed = [{"who": each.id, "level": "read"} for each in access]
    return by.company("Geheim", restricted=True, access=listed).id


def unwritable() -> AbstractContextManager[Faults]:
    return throttle(table.connection().connection.client, "TransactWriteItems", 100)


# -------------------------------------------------------------------------------------------------------- refusals


def test_what_a_profile_does_not_grant_is_refused_and_told(world: World) -> None:
    """Z2: with the rule that refused, and nothing else was written."""
    reader = world.user("reader")
    with world.unchanged():
        reply = reader.post("/v1/relations", {"name": "Hamerslag"})
    assert reply.status == 403
    (row,) = rows(world)
    assert row.items() >= {
        "by": reader.id, "kind": "employee", "channel": "api", "operation": "create_relation", "action": "create",
        "type": "relation", "rule": "4", "outcome": "refused", "request_id": reply["request_id"],
    }.items()  # fmt: skip


def test_what_is_hidden_is_not_there_and_its_refusal_is_told_with_the_rule(world: World) -> None:
    anna, bert = world.user(), world.user()
    hidden = restricted(anna)
    reply = bert.get(f"/v1/relations/{hidden}")
    assert (reply.status, "rule" in reply.json) == (404, False)
    assert told(world, "by", "record", "rule", "outcome") == [(bert.id, hidden, "8", "refused")]


def test_somebody_from_outside_comes_by_the_portal(world: World) -> None:
    """e1"""
    guest, company = world.user("external", kind="external"), world.user().company().id
    assert guest.get(f"/v1/relations/{company}").status in (403, 404)
    (row,) = rows(world)
    assert (row["by"], row["kind"], row["channel"], row["outcome"]) == (guest.id, "external", "portal", "refused")
    assert row["rule"].startswith("e")


def test_what_is_tried_through_the_portal_is_told_with_the_type_of_the_record(world: World) -> None:
    """And what is not about a record, with what the right is on."""
    guest, company = world.user("external", kind="external"), world.user().company().id
    assert guest.get(f"/v1/portal/relations/{company}").status == 404
    assert world.user().get("/v1/portal").status == 403
    assert told(world, "operation", "type", "record") == [
        ("portal_relation", "relation", company),
        ("portal_start", "portal", None),
    ]


def test_an_id_that_is_nowhere_here_may_be_of_another_tenant_and_is_told(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """T1, rule 0: into the log of who tried, and nothing into that of whose it is."""
    theirs = world.user(tenant="Other").company("Hunne").id
    bert = world.user()
    capsys.readouterr()
    for path in (f"/v1/relations/{theirs}", f"/v1/relations/{NOBODY}/history"):
        assert bert.get(path).status == 404
    assert told(world, "by", "record", "rule") == [(bert.id, theirs, "0"), (bert.id, NOBODY, "0")]
    assert rows(world, "Other") == []
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["rule"] for line in lines if line["event"] == "request"] == ["0", "0"]


def test_an_id_in_a_body_is_tried_like_one_in_an_address(world: World) -> None:
    """T2"""
    theirs = world.user(tenant="Other").company("Hunne").id
    bert = world.user()
    assert bert.company("Dochter", status=["customer"]).status == 201
    assert bert.post("/v1/contacts", {"company": theirs, "last_name": "Smit"}).status == 422
    assert told(world, "operation", "rule") == [("create_contact", "0")]


def test_what_is_no_refusal_of_rights_is_not_told(world: World) -> None:
    anna = world.user()
    company = anna.company().id
    assert anna.post("/v1/relations", {"name": ""}).status == 422
    assert anna.get("/v1/relations?nonsense=1").status == 400
    assert anna.get("/v1/relations/not-an-id").status == 404
    assert anna.get(f"/v1/relations/{company}").status == 200
    assert rows(world) == []


def test_nobody_runs_up_writes_by_being_refused(world: World) -> None:
    """A few in a minute, then one row that says so; the next minute counts anew."""
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as now:
        bert, carl = world.user(), world.user()
        for _ in range(audit.MOST_REFUSALS + 5):
            assert bert.get(f"/v1/relations/{NOBODY}").status == 404
        with world.meter() as meter:
            bert.get(f"/v1/relations/{NOBODY}")
        assert not meter.write_units
        carl.get(f"/v1/relations/{NOBODY}")
        now.shift(60)
        bert.get(f"/v1/relations/{NOBODY}")
    found = [row["rule"] for row in rows(world) if row["by"] == bert.id]
    assert sorted(found) == ["0"] * (audit.MOST_REFUSALS + 1) + [audit.OVER]
    assert len([row for row in rows(world) if row["by"] == carl.id]) == 1


def test_another_function_that_refuses_the_same_writes_no_second_summary(world: World) -> None:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        bert = world.user()
        for _ in range(audit.MOST_REFUSALS + 1):
            bert.get(f"/v1/relations/{NOBODY}")
        audit._silent.clear()
        bert.get(f"/v1/relations/{NOBODY}")
    assert [row["rule"] for row in rows(world)].count(audit.OVER) == 1
    assert len(rows(world)) == audit.MOST_REFUSALS + 1


def test_many_refused_at_once_are_counted_exactly(world: World) -> None:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=True):
        bert = world.user()
        at_once([lambda: bert.get(f"/v1/relations/{NOBODY}")] * (audit.MOST_REFUSALS + 8))
    kept = [row for row in rows(world) if row["rule"] == "0"]
    assert len(kept) == audit.MOST_REFUSALS


def test_a_refusal_that_cannot_be_told_stays_a_refusal(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    bert = world.user("reader")
    with unwritable():
        assert bert.post("/v1/relations", {"name": "Hamerslag"}).status == 403
    assert "audit_failed" in capsys.readouterr().out
    assert rows(world) == []


# -------------------------------------------------------------------------------------------------------- what was seen


def test_an_ordinary_read_costs_no_more_and_is_not_told(world: World) -> None:
    anna = world.user()
    company = anna.company().id
    anna.get(f"/v1/relations/{company}")
    with world.meter() as meter:
        assert anna.get(f"/v1/relations/{company}").status == 200
        assert anna.get("/v1/relations").status == 200
    assert not meter.write_units
    assert rows(world) == []


def test_who_reads_the_dossier_of_a_restricted_relation_is_told(world: World) -> None:
    anna, bert = world.user(), world.user()
    secret = restricted(anna, bert)
    bert.get(f"/v1/relations/{secret}")
    bert.get("/v1/relations")
    assert told(world, "by", "operation", "record", "rule", "outcome") == [
        (bert.id, "read_relation", secret, "11", "allowed"),
        (bert.id, "list_relations", secret, "11", "allowed"),
    ]


def test_a_tenant_may_want_to_know_who_reads_records_of_a_type(world: World) -> None:
    """C8"""
    admin, anna = chief(world), world.user()
    address, company = anna.address().id, anna.company().id
    anna.get(f"/v1/addresses/{address}")
    assert admin.post("/v1/type-defaults", {"of": "address", "reads": "logged"}).status == 201
    anna.get(f"/v1/addresses/{address}")
    anna.get("/v1/addresses")
    anna.get(f"/v1/relations/{company}")
    assert told(world, "by", "operation", "record") == [
        (anna.id, "read_address", address),
        (anna.id, "list_addresses", address),
    ]


def test_what_only_an_administrator_may_is_told_and_what_others_may_is_not(world: World) -> None:
    """Rule 3 is always audited."""
    anna, admin = world.user(), chief(world)
    plain, secret = anna.company("Gewoon").id, restricted(anna)
    assert rows(world) == []
    assert admin.get(f"/v1/relations/{plain}").status == 200
    assert rows(world) == []
    assert admin.get(f"/v1/relations/{secret}").status == 200
    assert admin.patch(f"/v1/relations/{secret}", {"note": CANARY}).status == 200
    assert admin.get("/v1/mail-log").status == 200
    assert told(world, "by", "operation", "record", "rule") == [
        (admin.id, "read_relation", secret, "3"),
        (admin.id, "update_relation", secret, "3"),
        (admin.id, "list_mail_log", None, "3"),
    ]


def test_what_only_an_administrator_may_is_not_given_when_it_cannot_be_told(world: World) -> None:
    """ASVS 16.5.3: fail closed."""
    anna, admin = world.user(), chief(world)
    secret = restricted(anna)
    with unwritable():
        assert admin.get(f"/v1/relations/{secret}").status == 503
    assert admin.get(f"/v1/relations/{secret}").status == 200


# ---------------------------------------------------------------------------------------------------- rights, sign-ins


def test_changes_of_rights_are_told_once_without_what_they_say(world: World) -> None:
    """R1: however often the change comes."""
    admin, bert = chief(world), world.user()
    world.settle()
    team = admin.post("/v1/teams", {"name": CANARY, "members": [bert.id]}).id
    company = admin.company("Hamerslag").id
    batch = world.new_changes()
    for _ in range(2):
        world.publish(batch)
        world.react(world.bus.take())
    admin.patch(f"/v1/relations/{company}", {"access": [{"who": bert.id, "level": "read"}]})
    admin.patch(f"/v1/relations/{company}", {"note": "not about rights"})
    admin.patch(f"/v1/teams/{team}", {"description": "not about rights"})
    world.settle()
    found = [row for row in rows(world) if row["operation"] == "change_rights"]
    assert [(row["by"], row["channel"], row["type"], row["record"], row["version"]) for row in found] == [
        (admin.id, "api", "team", team, 1),
        (admin.id, "api", "relation", company, 2),
    ]
    assert found[1]["fields"] == ["access"]


def test_signing_in_and_out_is_told_and_so_is_a_wrong_code(world: World) -> None:
    ann = people.person(world)
    wrong = world.post("/v1/auth/verify", {"challenge": people.challenge(world, ann.email), "code": "000000"})
    assert wrong.status == 401
    signed_in = people.signed_in(world, ann)
    world.post("/v1/auth/logout", token=signed_in["access_token"])
    assert told(world, "by", "operation", "outcome", "rule") == [
        (ann.user, "sign_in", "refused", "factor"),
        (ann.user, "sign_in", "allowed", None),
        (ann.user, "logout", "allowed", None),
    ]


def test_a_refresh_token_that_comes_twice_is_told(world: World) -> None:
    ann = people.person(world)
    first = people.signed_in(world, ann)["refresh_token"]
    assert people.refresh(world, first).status == 200
    assert people.refresh(world, first).status == 401
    assert told(world, "operation", "rule")[-1] == ("refresh", "used twice")


def test_no_names_addresses_or_values_stand_in_the_log(world: World) -> None:
    """I9, Z3"""
    ann = people.person(world, email=f"{CANARY}@example.com")
    people.signed_in(world, ann)
    admin, bert = chief(world), world.user("reader")
    secret = admin.company(CANARY, restricted=True, note=CANARY).id
    bert.post("/v1/relations", {"name": CANARY})
    bert.get(f"/v1/relations/{secret}")
    bert.get(f"/v1/relations?email={CANARY}@example.com")
    admin.patch(f"/v1/relations/{secret}", {"name": f"{CANARY} 2", "access": [{"who": bert.id}]})
    admin.put("/v1/mail-settings", {"slug": CANARY})
    world.settle()
    assert len(rows(world)) >= 5
    assert CANARY not in json.dumps(rows(world))


# ---------------------------------------------------------------------------------------------------- how long it lasts


def test_rows_lapse_when_the_tenant_says(world: World) -> None:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as now:
        admin, bert = chief(world), world.user()
        bert.get(f"/v1/relations/{NOBODY}")
        assert admin.put("/v1/audit-settings", {"days": 30, "mass_read_limit": 5000}).status == 200
        bert.get(f"/v1/relations/{NOBODY}")
        lapses = [
            int(item["expires_at"]["N"]) for item in _items(world) if "operation" in json.loads(item["body"]["S"])
        ]
        days = sorted((each - int(clock.now().timestamp())) // 86_400 for each in lapses)
        assert days == [30, 30, 400]
        now.shift(31 * 86_400)
        audit_settings.KNOWN.forget()
        assert chief(world).get("/v1/audit")["data"] == []


def _items(world: World) -> list[Any]:
    pk = keys.partition(world.tenant("Acme"), audit.FAMILY, "")
    return [
        item for key, item in world.items().items() if key[0].startswith(pk) and "expires_at" in item and "body" in item
    ]


def test_settings_are_for_administrators_and_hold_to_what_was_read(world: World) -> None:
    admin, anna = chief(world), world.user()
    assert anna.get("/v1/audit-settings").status == 403
    assert anna.put("/v1/audit-settings", {"days": 30}).status == 403
    first = admin.get("/v1/audit-settings")
    assert first.json == {"days": 400, "mass_read_limit": 5000, "mass_read_block": False}
    assert admin.put("/v1/audit-settings", {"days": 29}).status == 422
    body = {"days": 90, "mass_read_limit": 1000, "mass_read_block": True}
    saved = admin.put("/v1/audit-settings", body, headers={"If-Match": '"0"'})
    assert (saved.status, saved.json, saved.header("ETag")) == (200, body, '"1"')
    assert admin.put("/v1/audit-settings", body, headers={"If-Match": '"0"'}).status == 412
    assert admin.put("/v1/audit-settings", body).header("ETag") == '"1"'
    assert admin.get("/v1/audit-settings").json == body


def test_history_tells_by_which_channel_a_change_came(world: World) -> None:
    """C8"""
    anna = world.user()
    company = anna.company().id
    contact = anna.contact(company).id
    anna.patch(f"/v1/relations/{company}", {"name": "Anders"})
    world.settle()
    assert [each["channel"] for each in anna.get(f"/v1/relations/{company}/history")["data"]] == ["api", "api"]
    renamed = anna.get(f"/v1/contacts/{contact}/history")["data"][0]
    assert (renamed["by"], renamed["channel"]) == ("system:refresh", "reaction")
