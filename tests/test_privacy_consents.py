"""Consents: what somebody agreed to, for which purpose, how that is known, what they said before (GDPR, article 7)."""

from typing import Any

import pytest

from tests.consistency import assert_consistent
from tests.world import Reply, User, World

GIVEN: dict[str, Any] = {"purpose": "newsletter", "state": "given", "at": "2026-11-20T09:30:00Z", "source": "form"}
WITHDRAWN = {"state": "withdrawn", "source": "mail"}


def consent(user: User, party: Reply, **more: Any) -> Reply:
    return user.post("/v1/consents", {"party": party.id, **GIVEN, **more})


def test_who_withdraws_changes_what_they_gave_and_the_history_keeps_both(world: World) -> None:
    anna = world.user()
    jan = anna.person()
    call = anna.post("/v1/activities", {"kind": "phone_call", "subject": "Yes", "links": [jan.id]})
    given = consent(anna, jan, text="Yes, write to me.", evidence=call.id, channel="mail", valid_until="2028-01-01")
    assert (given.status, given["party"]["title"], given["evidence"]["title"]) == (201, "Jan Visser", "Yes")
    withdrawn = {"state": "withdrawn", "at": "2027-02-01T10:00:00Z", "source": "mail"}
    assert anna.patch(f"/v1/consents/{given.id}", withdrawn)["state"] == "withdrawn"
    (now,) = anna.get(f"/v1/relations/{jan.id}/consents")["data"]
    assert (now["state"], now["source"]) == ("withdrawn", "mail")
    assert not {"text", "evidence", "valid_until"} & now.keys(), "they show what was given"
    last, first = anna.get(f"/v1/consents/{given.id}/history")["data"]
    assert last["changed"]["state"] == {"was": "given", "now": "withdrawn"}
    assert last["changed"]["text"] == {"was": "Yes, write to me."}
    assert first["changed"]["source"] == {"now": "form"}
    assert first["changed"]["text"] == {"now": "Yes, write to me."}
    assert_consistent(world)


def test_how_it_is_known_is_said_with_what_they_say(world: World) -> None:
    """Else the form on which they gave it would show that they withdrew it."""
    anna = world.user()
    given = consent(anna, anna.person())
    with world.unchanged():
        refused = anna.patch(f"/v1/consents/{given.id}", {"state": "withdrawn"})
        assert (refused.status, refused.fields) == (422, ["source"])
    assert anna.patch(f"/v1/consents/{given.id}", WITHDRAWN).status == 200


def test_there_is_one_for_each_party_and_purpose(world: World) -> None:
    anna = world.user()
    company = anna.company()
    contact, other = anna.contact(company.id), anna.contact(company.id, last_name="Smit")
    first = consent(anna, contact)
    with world.unchanged():
        twice = consent(anna, contact, purpose="Newsletter", state="refused")
        assert (twice.status, twice["code"], twice["existing"]) == (409, "already_exists", first.id)
    assert consent(anna, contact, purpose="phone", state="refused").status == 201
    assert consent(anna, other).status == 201
    told = anna.get(f"/v1/contacts/{contact.id}/consents")["data"]
    assert {(each["purpose"], each["state"]) for each in told} == {("newsletter", "given"), ("phone", "refused")}
    assert len(anna.get("/v1/consents?purpose=newsletter")["data"]) == 2


def test_it_stays_with_whom_it_is_of_and_is_not_taken_away(world: World) -> None:
    anna = world.user()
    jan, piet = anna.person(), anna.person("Piet")
    given = consent(anna, jan)
    with world.unchanged():
        assert anna.patch(f"/v1/consents/{given.id}", {"party": piet.id}).fields == ["party"]
        assert anna.patch(f"/v1/consents/{given.id}", {"purpose": "phone"}).fields == ["purpose"]
        assert anna.delete(f"/v1/consents/{given.id}").status == 405
    assert anna.delete(f"/v1/relations/{jan.id}").status == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"state": "perhaps"}, "state"),
        ({"at": "yesterday"}, "at"),
        ({"source": "rumour"}, "source"),
        ({"purpose": "a b"}, "purpose"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"evidence": "act_01J00000000000000000000000"}, "evidence"),
        ({"text": "x" * 20_001}, "text"),
    ],
)
def test_what_is_no_consent_is_refused(world: World, body: dict[str, Any], field: str) -> None:
    anna = world.user()
    jan = anna.person()
    with world.unchanged():
        refused = consent(anna, jan, **body)
        assert (refused.status, refused.fields) == (422, [field])


# ------------------------------------------------------------------------------------------------------------ rights


def test_z4_of_a_restricted_relation_it_is_seen_by_whom_that_lets(world: World) -> None:
    """Z4"""
    anna, bert = world.user(), world.user()
    jan = anna.person(restricted=True)
    given = consent(anna, jan)
    with world.unchanged():
        for path in (f"consents/{given.id}", f"consents/{given.id}/history", f"relations/{jan.id}/consents"):
            assert bert.get(f"/v1/{path}").status == 404
        assert bert.get("/v1/consents")["data"] == []
        assert bert.patch(f"/v1/consents/{given.id}", WITHDRAWN).status == 404
        assert consent(bert, jan, purpose="phone").status == 422
    anna.patch(f"/v1/relations/{jan.id}", {"access": [{"who": bert.id, "level": "edit"}]})
    assert bert.patch(f"/v1/consents/{given.id}", WITHDRAWN).status == 200


def test_t1_of_another_tenant_it_is_not_there(world: World) -> None:
    """T1, T2"""
    anna, bert = world.user(), world.user(tenant="Other")
    jan = anna.person()
    given = consent(anna, jan)
    with world.unchanged():
        assert bert.get(f"/v1/consents/{given.id}").status == 404
        assert bert.get(f"/v1/relations/{jan.id}/consents").status == 404
        assert consent(bert, jan).fields == ["party"]


def test_a_page_of_fifty_takes_three_round_trips(world: World) -> None:
    anna = world.user()
    jan = anna.person()
    for number in range(52):
        consent(anna, jan, purpose=f"purpose-{number}")
    with world.meter() as meter:
        page = anna.get(f"/v1/relations/{jan.id}/consents")
    assert (len(page["data"]), page["page"]["has_more"]) == (50, True)
    assert meter.round_trips <= 3
    rest = anna.get(f"/v1/relations/{jan.id}/consents?cursor={page['page']['next_cursor']}")
    assert len(rest["data"]) == 2
