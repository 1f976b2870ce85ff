"""Erasing somebody: what goes, what stays and why, and that nothing of them is found afterwards (GDPR, article 17)."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.privacy import run
from chalicelib.models.erasure import title_of
from chalicelib.storage import records, table
from tests import browser, outgoing
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.letters import dossier, letter
from tests.test_connections import connected
from tests.test_merging import merged
from tests.ticking import ticking
from tests.world import Reply, User, World

FIRST, LAST, PHONE, MAIL = "Kanariana", "Vogelzangh", "06 1234 9876", "kanariana@vogelzangh.example"
CANARIES = ("kanariana", "vogelzangh", "12349876", "1234 9876")


def known(user: User) -> dict[str, Reply]:
    """Somebody who is in everything that there is."""
    company = user.company("Hamerslag")
    address = {"street": "Vogelzanghstraat", "number": "1", "city": "Almere"}
    channels = [{"kind": "mobile", "value": PHONE}, {"kind": "email", "value": MAIL}]
    person = user.person(FIRST, LAST, channels=channels, addresses=[{"address": address}], note=f"{FIRST} likes tea")
    contact = user.contact(company.id, person=person.id, function="Cook")
    return {"company": company, "person": person, "contact": contact}


def all_around(world: World, user: User) -> dict[str, Reply]:
    told = known(user)
    company, person, contact = told["company"], told["person"], told["contact"]
    user.patch(f"/v1/relations/{person.id}", {"note": f"{LAST} likes coffee", "first_name": FIRST})
    alone = {"kind": "phone_call", "subject": f"Called {LAST}", "text": f"<p>{PHONE}</p>", "links": [person.id]}
    shared = {"kind": "meeting", "subject": f"Met {FIRST} {LAST} of Hamerslag", "links": [company.id]}
    told["alone"] = user.post("/v1/activities", alone)
    told["shared"] = user.post(
        "/v1/activities",
        {**shared, "text": f"<p>{LAST} wants ovens, dial 0612349876</p>", "participants": [{"contact": contact.id}]},
    )
    user.patch(f"/v1/activities/{told['shared'].id}", {"place": f"At {LAST}'s"})
    typed = [{"name": f"{FIRST} {LAST}", "email": MAIL}, {"contact": user.contact(company.id, last_name="Smit").id}]
    told["typed"] = user.post("/v1/activities", {"kind": "note", "subject": "Fair", "participants": typed})
    told["letter"] = paper(user, kind="letter", links=[person.id])
    told["invoice"] = paper(user, kind="invoice", links=[person.id, company.id])
    told["passport"] = paper(user, kind="proof_of_identity", links=[contact.id, company.id])
    told["plan"] = paper(user, kind="drawing", links=[contact.id, company.id])
    consent = {"party": person.id, "purpose": "newsletter", "state": "given", "at": "2026-11-20T09:30:00Z"}
    told["consent"] = user.post("/v1/consents", {**consent, "source": "form", "text": f"{FIRST} says yes"})
    world.settle()
    return told


def paper(user: User, kind: str, links: list[str]) -> Reply:
    return browser.document(user, name=f"{LAST}.pdf", title=f"Of {LAST}", kind=kind, links=links)


def erase(user: User, record: Reply, **more: Any) -> Reply:
    plural = "contacts" if record.id.startswith("con_") else "relations"
    return user.post(f"/v1/{plural}/{record.id}/erase", {"reason": "request", **more})


def dump(world: World) -> str:
    """All that is in the table and in the bucket, in small letters."""
    files = [f"{key} {each.value.decode(errors='replace')}" for key, each in world.bucket.items()]
    return " ".join([json.dumps(list(world.items().items()), ensure_ascii=False, default=str), *files]).lower()


def found(world: World) -> list[str]:
    """The canaries, with what stands around them."""
    told = dump(world)
    return [told[max(0, place - 300) : place + 60] for each in CANARIES if (place := told.find(each)) >= 0]


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


# -------------------------------------------------------------------------------------------------- nothing is found


def test_nothing_is_found_of_who_was_erased(world: World, chief: User) -> None:
    """The canaries are nowhere: not in records, histories, entries, consents, nor in files."""
    told = all_around(world, chief)
    assert len(found(world)) == len(CANARIES)
    begun = erase(chief, told["person"])
    assert (begun.status, begun["state"]) == (202, "running"), begun.text
    world.settle()
    done = chief.get(f"/v1/erasures/{begun.id}")
    assert done["state"] == "done"
    assert found(world) == []
    assert chief.search(LAST) == chief.search("kanariana") == []
    for path in ("notices", f"relations/{told['company'].id}/timeline", f"relations/{told['person'].id}/history"):
        assert not [each for each in CANARIES if each in chief.get(f"/v1/{path}").text.lower()]
    assert_consistent(world)


def test_of_who_is_known_in_many_places_nothing_is_left_by_the_way(world: World, chief: User) -> None:
    """More than a page of what links to them, which stands in the order of their name."""
    person = chief.person(FIRST, LAST)
    for number in range(27):
        chief.contact(chief.company(f"Company {number}").id, person=person.id)
    for number in range(30):
        chief.post("/v1/activities", {"kind": "note", "subject": f"{LAST} {number}", "links": [person.id]})
    begun = erase(chief, person)
    world.settle()
    done = chief.get(f"/v1/erasures/{begun.id}")
    assert done["removed"] == {"relation": 1, "contact": 27, "activity": 30}
    assert found(world) == []
    assert_consistent(world)


def test_nothing_is_left_in_what_people_asked_for(world: World, chief: User) -> None:
    """In criteria of what is saved, as it is and as it was, and in what was done with many at once; all of these go on
    working."""
    told = known(chief)
    named, other = ({"field": "name", "op": "contains", "value": each} for each in (LAST, "Hamer"))
    saved = {"name": f"Those of {LAST}", "of": "relation", "criteria": named}
    made = [(path, chief.post(f"/v1/{path}", saved)) for path in ("selections", "views", "saved-reports")]
    past = chief.post("/v1/selections", {**saved, "name": "Others"})
    chief.patch(f"/v1/selections/{past.id}", {"criteria": other})
    those = {"of": "relation", "criteria": named}
    job = chief.post("/v1/jobs", {"kind": "change", "those": those, "what": {"note": f"Ask {FIRST} {LAST}"}})
    assert (job["state"], job["counts"]["changed"]) == ("done", 1)
    erase(chief, told["person"])
    world.settle()
    assert found(world) == []
    for path, each in made:
        left = chief.get(f"/v1/{path}/{each.id}")
        assert (left["name"], left["criteria"]) == ("Those of [erased]", {**named, "value": "[erased]"})
    assert chief.get(f"/v1/jobs/{job.id}")["what"] == {"note": "Ask [erased]"}
    assert chief.post("/v1/counts", {"of": "relation", "selection": past.id})["count"] == 1
    assert_consistent(world)


def test_archived_contacts_go_with_them_and_so_does_what_those_became_one_with(world: World, chief: User) -> None:
    """Also what was linked to one that became one with them, and a typed one that a linked one went into."""
    company, person = chief.company("Hamerslag"), chief.person(FIRST, LAST)
    before = chief.person(FIRST, LAST)
    archived = [left_behind(chief, company, each) for each in (person, before)]
    linked = chief.contact(company.id, person=person.id)
    typed, other = (chief.contact(company.id, first_name=each, last_name=LAST) for each in ("Jan", "Piet"))
    for survivor, source in ((typed, linked), (other, typed), (person, before)):
        merged(world, chief, survivor, source)
    theirs = {each.id for each in (person, before, *archived, linked, typed, other)}
    with world.unchanged():
        seen = chief.get(f"/v1/relations/{person.id}/erasure").json
    assert ({*seen["ids"]}, seen["removed"]) == (theirs, {"contact": 5, "relation": 2})
    begun = erase(chief, person)
    world.settle()
    assert chief.get(f"/v1/erasures/{begun.id}")["removed"] == {"contact": 5, "relation": 2}
    assert found(world) == []
    assert_consistent(world)


def left_behind(user: User, company: Reply, person: Reply) -> Reply:
    """A contact of theirs that is archived."""
    contact = user.contact(company.id, person=person.id, note=f"{LAST} left")
    assert user.delete(f"/v1/contacts/{contact.id}").status == 200
    return contact


def test_the_contact_of_somebody_else_stays_whatever_went_into_it(world: World, chief: User) -> None:
    company, person, other = chief.company("Hamerslag").id, chief.person("Jan", "Boom"), chief.person("Kees", "Anders")
    gone, stays = chief.contact(company, person=person.id), chief.contact(company, person=other.id)
    merged(world, chief, stays, gone)
    assert chief.get(f"/v1/relations/{person.id}/erasure")["ids"] == [person.id, gone.id]
    erase(chief, person)
    world.settle()
    left = chief.get(f"/v1/contacts/{stays.id}")
    assert (left["display_name"], left["archived_at"]) == ("Kees Anders", None)


def test_who_follows_them_is_not_told(world: World, chief: User) -> None:
    told, anna = known(chief), world.user()
    anna.put(f"/v1/me/subscriptions/records/{told['person'].id}", {})
    anna.put(f"/v1/me/subscriptions/records/{told['company'].id}", {})
    world.settle()
    before = anna.get("/v1/notices/count")["unread"]
    erase(chief, told["person"])
    world.settle()
    assert anna.get("/v1/notices/count")["unread"] == before


def test_r1_an_event_that_comes_twice_or_at_once_counts_once(world: World, chief: User) -> None:
    """R1"""
    told = known(chief)
    for _ in range(30):
        chief.post("/v1/activities", {"kind": "note", "subject": LAST, "links": [told["person"].id]})
    begun = erase(chief, told["person"])
    at_once([partial(run.erase, _event(begun, chief))] * 3)
    run.erase(_event(begun, chief))
    done = chief.get(f"/v1/erasures/{begun.id}")
    assert (done["state"], done["removed"]["activity"]) == ("done", 30)
    world.settle()
    assert found(world) == []


def test_what_is_left_is_the_skeleton(world: World, chief: User) -> None:
    told = all_around(world, chief)
    before = chief.get(f"/v1/relations/{told['person'].id}")
    begun = erase(chief, told["person"])
    world.settle()
    left = chief.get(f"/v1/relations/{told['person'].id}")
    assert (left["kind"], left["created_at"], left["display_name"]) == (
        "person", before["created_at"], title_of(told["person"].id),
    )  # fmt: skip
    assert left["archived_at"]
    assert left["erased_at"]
    assert not left["channels"]
    contact = chief.get(f"/v1/contacts/{told['contact'].id}")
    assert contact["company"]["id"] == told["company"].id
    history = chief.get(f"/v1/relations/{told['person'].id}/history")["data"]
    assert [each["version"] for each in history] == [3, 2, 1]
    assert all(sides == {} for each in history for sides in each["changed"].values())
    done = chief.get(f"/v1/erasures/{begun.id}").json
    assert done["removed"] == {
        "relation": 1, "contact": 1, "address": 1, "activity": 1, "activity_scrubbed": 2, "document": 2,
        "document_scrubbed": 1,
    }  # fmt: skip
    assert done["stays"] == {"document": 1, "consent": 1}


def test_what_is_about_others_too_stays_without_them(world: World, chief: User) -> None:
    told = all_around(world, chief)
    erase(chief, told["person"])
    world.settle()
    shared = chief.get(f"/v1/activities/{told['shared'].id}")
    assert (shared["subject"], shared["text"]) == (
        "Met [erased] of Hamerslag",
        "<p>[erased] wants ovens, dial [erased]</p>",
    )
    assert [each["id"] for each in shared["links"]] == [told["company"].id]
    assert shared["participants"][0]["contact"]["title"] == title_of(told["contact"].id)
    assert chief.search("ovens") == ["Met [erased] of Hamerslag"]
    assert chief.get(f"/v1/activities/{told['alone'].id}")["subject"] == "[erased]"
    assert chief.get(f"/v1/activities/{told['typed'].id}")["participants"][0] == {
        "name": "[erased]",
        "part": "attendee",
    }


def test_one_of_a_couple_goes_and_the_other_stays(world: World, chief: User) -> None:
    person = chief.person(FIRST, LAST)
    halves = [{"person": person.id}, {"first_name": "Ann", "last_name": "Boom"}]
    couple = chief.post("/v1/relations", {"kind": "couple", "halves": halves})
    world.settle()
    erase(chief, person)
    world.settle()
    told = chief.get(f"/v1/relations/{couple.id}")
    assert (title_of(person.id) in told["display_name"], "Boom" in told["display_name"]) == (True, True)
    assert told["archived_at"] is None
    assert found(world) == []


def test_who_came_in_from_outside_by_them_comes_in_no_more(world: World, chief: User) -> None:
    told, outsider = known(chief), world.user("external", kind="external")
    tied = {"user": outsider.id, "relation": told["company"].id, "contact": told["contact"].id}
    tie = chief.post("/v1/ties", tied)
    assert tie.status == 201, tie.text
    erase(chief, told["person"])
    world.settle()
    assert chief.get(f"/v1/ties/{tie.id}")["archived_at"]
    assert found(world) == []


def test_what_they_were_to_others_goes_with_them_and_so_does_where_they_lived(world: World, chief: User) -> None:
    """Their city stood in each link to them, also in histories."""
    jan = chief.person(FIRST, LAST, addresses=[{"address": {"street": "Kade", "city": "Zeewolde"}}])
    kees, kim = chief.person("Kees", "Anders").id, chief.person("Kim", "Anders").id
    married = connected(chief, "spouse", jan.id, kees, note=f"{FIRST} and Kees")
    chief.post("/v1/buildings", {"name": "House", "parties": [{"party": jan.id, "role": "owner"}]})
    world.settle()
    assert erase(chief, jan).status == 202
    world.settle()
    left = chief.get(f"/v1/connections/{married.id}")
    assert (bool(left["archived_at"]), "note" in left.json) == (True, False)
    assert chief.post(f"/v1/connections/{married.id}/restore").status == 409
    connected(chief, "spouse", kees, kim)
    assert (found(world), "zeewolde" in dump(world)) == ([], False)


def test_invoices_stay_with_their_files_and_passports_go(world: World, chief: User) -> None:
    told = all_around(world, chief)
    erase(chief, told["person"])
    world.settle()
    assert chief.get(f"/v1/documents/{told['invoice'].id}/download").status == 200
    assert chief.get(f"/v1/documents/{told['plan'].id}/download").status == 200
    left = {key.split("/")[2] for key in world.bucket if key.startswith("t/")}
    assert left == {told["invoice"].id, told["plan"].id}
    for name in ("letter", "passport"):
        assert chief.get(f"/v1/documents/{told[name].id}")["erased_at"]
        assert chief.get(f"/v1/documents/{told[name].id}/download").status == 409
    usage = chief.get("/v1/documents/usage").json
    assert json.dumps(usage).count("2") >= 1


def test_mail_to_and_from_them_only_is_removed_with_what_lies_in_the_bucket(world: World, chief: User) -> None:
    chief.put("/v1/mail-settings", {"slug": "acme"})
    told = known(chief)
    world.settle()
    world.receive(letter(sender=MAIL, subject=f"From {LAST}", body=f"Greetings, {FIRST}"), dossier(chief.tenant))
    outgoing.write(chief, to=[{"relation": told["person"].id}], subject=f"To {LAST}", links=[told["company"].id])
    world.settle()
    assert [key for key in world.bucket if "/mail/" in key]
    erase(chief, told["person"])
    world.settle()
    assert found(world) == []
    assert not [key for key in world.bucket if "/mail/" in key]
    assert not [each for each in CANARIES if each in chief.get("/v1/mail-log").text.lower()]


# ------------------------------------------------------------------------------------------------------- beforehand


def test_it_is_seen_beforehand_what_goes_and_what_stays(world: World, chief: User) -> None:
    told = all_around(world, chief)
    with world.unchanged():
        seen = chief.get(f"/v1/relations/{told['person'].id}/erasure").json
    assert seen["ids"] == [told["person"].id, told["contact"].id]
    assert seen["removed"] == {"activity": 1, "contact": 1, "document": 2, "relation": 1}
    assert seen["stays"] == {"consent": 1, "document": 1}
    assert (seen["stays_until"], seen["erasure"], seen["complete"]) == ("2033-12-31", None, True)


def test_a_company_is_no_person(world: World, chief: User) -> None:
    company = chief.company()
    with world.unchanged():
        assert erase(chief, company).status == chief.get(f"/v1/relations/{company.id}/erasure").status == 409


@pytest.mark.parametrize("body", [{"reason": "spite"}, {"keep_until": "9999-12-31"}, {"reference": "of Jan Visser"}])
def test_what_is_no_reason_is_refused(world: World, chief: User, body: dict[str, str]) -> None:
    person = chief.person()
    with world.unchanged():
        assert (refused := erase(chief, person, **body)).status == 422
        assert refused.fields == list(body)


def test_open_work_stands_in_the_way(world: World, chief: User) -> None:
    person = chief.person()
    task = chief.post("/v1/activities", {"kind": "task", "subject": "Call", "is_task": True, "links": [person.id]})
    with world.unchanged():
        refused = erase(chief, person)
        assert (refused.status, refused["code"], refused["used_by"]) == (409, "in_use", [task.id])
    chief.post(f"/v1/activities/{task.id}/complete", {})
    assert erase(chief, person).status == 202


def test_what_is_to_be_kept_waits_for_its_day_and_can_be_called_off(world: World) -> None:
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief = world.user("administrator")
        person, other = chief.person("Piet", "Puk"), chief.person("Els", "Boom")
        waits, off = (erase(chief, each, keep_until="2026-11-24") for each in (person, other))
        assert (waits["state"], off["state"]) == ("waiting", "waiting")
        world.settle()
        assert erase(chief, person).status == 409
        assert chief.post(f"/v1/erasures/{off.id}/cancel")["state"] == "cancelled"
        assert chief.get(f"/v1/relations/{person.id}")["display_name"] == "Piet Puk"
        clock.to("2026-11-25T00:02:00")
        world.privacy(world.bus.drain())
        world.settle()
        assert records.get(chief.tenant, person.id).data["display_name"] == title_of(person.id)  # type: ignore[union-attr]
        assert records.get(chief.tenant, other.id).data["display_name"] == "Els Boom"  # type: ignore[union-attr]


# ---------------------------------------------------------------------------------------------------------- for good


def test_who_was_erased_does_not_come_back(world: World, chief: User) -> None:
    told = all_around(world, chief)
    begun = erase(chief, told["person"])
    world.settle()
    with world.unchanged():
        restored = chief.post(f"/v1/relations/{told['person'].id}/restore")
        assert (restored.status, "erased" in restored["detail"]) == (409, True)
        assert chief.post(f"/v1/contacts/{told['contact'].id}/restore").status == 409
        assert chief.post(f"/v1/documents/{told['letter'].id}/restore").status == 409
        assert chief.patch(f"/v1/relations/{told['person'].id}", {"first_name": FIRST}).status == 409
        linked = chief.post("/v1/contacts", {"company": told["company"].id, "person": told["person"].id})
        assert linked.status == 422
        again = erase(chief, told["person"])
        assert (again.status, again.id, again["state"]) == (202, begun.id, "done")
        assert erase(chief, told["contact"]).status == 409
    assert chief.post(f"/v1/erasures/{begun.id}/cancel").status == 409


def test_the_log_tells_that_it_was_done_and_not_of_whom(world: World, chief: User) -> None:
    told = all_around(world, chief)
    begun = erase(chief, told["person"], reference="2026-0117")
    running = chief.get("/v1/erasures").text.lower()
    world.settle()
    (row,) = chief.get("/v1/erasures")["data"]
    assert (row["id"], row["reason"], row["reference"], row["created_by"]) == (
        begun.id,
        "request",
        "2026-0117",
        chief.id,
    )
    assert row["finished_at"]
    assert not [each for each in CANARIES if each in running]


# ------------------------------------------------------------------------------------------------------------ rights


@pytest.mark.parametrize("role", ["manager", "employee", "sales", "reader"])
def test_z1_only_administrators_erase(world: World, chief: User, role: str) -> None:
    """Z1"""
    person, other = chief.person(), world.user(role)
    with world.unchanged():
        assert erase(other, person).status == 403
        for path in (f"relations/{person.id}/erasure", "erasures"):
            assert other.get(f"/v1/{path}").status == 403


def test_t1_nobody_erases_in_another_tenant(world: World, chief: User) -> None:
    """T1, T2"""
    person = chief.person(FIRST, LAST)
    begun = erase(chief, person)
    bert = world.user("administrator", tenant="Other")
    theirs = bert.person(FIRST, LAST)
    with world.unchanged():
        assert erase(bert, person).status == 404
        assert bert.get(f"/v1/erasures/{begun.id}").status == 404
        assert bert.get("/v1/erasures")["data"] == []
    world.settle()
    assert bert.get(f"/v1/relations/{theirs.id}")["display_name"] == f"{FIRST} {LAST}"


# ----------------------------------------------------------------------------------------------------- whatever dies


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r3_wherever_it_dies_it_goes_on_until_nothing_is_found(world: World, chief: User, after: bool) -> None:
    """R3"""
    client: BaseClient = table.connection().connection.client
    died, number = True, 1
    while died:
        told = known(chief)
        alone = {"kind": "note", "subject": f"About {LAST}", "links": [told["person"].id]}
        chief.post("/v1/activities", alone)
        chief.post("/v1/activities", {**alone, "links": [told["company"].id, told["contact"].id]})
        begun = erase(chief, told["person"])
        event = _event(begun, chief)
        died = _dies(lambda: run.erase(event), client, number, after)  # noqa: B023
        run.erase(event)
        run.erase(event)
        done = chief.get(f"/v1/erasures/{begun.id}")
        world.settle()
        assert done["state"] == "done", number
        assert found(world) == [], number
        number += 4
    assert number > 60


def _dies(act: Callable[[], Any], client: BaseClient, number: int, after: bool) -> bool:
    try:
        with crash_at(client, number, after=after):
            act()
    except Crash:
        return True
    return False


def _event(begun: Reply, user: User) -> dict[str, Any]:
    return {"detail": {"tenant": user.tenant, "record": begun.id, "id": f"{begun.id}:1"}}
