"""Making records one: nothing is lost, the old id leads to the one that stays, and for 30 days they can be split again
(C46, C48, F1, F3, R8, T2)."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.access import held
from chalicelib.access.actor import actor_of
from chalicelib.actions.merging import beginning
from chalicelib.storage import records
from chalicelib.storage.work import Work
from tests.browser import document
from tests.consistency import assert_consistent
from tests.world import Reply, User, World

PLURALS = {"rel": "relations", "con": "contacts", "adr": "addresses"}
BAKERY: dict[str, Any] = {
    "name": "Bakkerij Jansen",
    "status": ["customer"],
    "channels": [{"kind": "phone", "value": "036 530 12 34"}, {"kind": "email", "value": "info@jansen.example"}],
    "external_ids": {"sap": "4711"},
    "note": "Belt op maandag",
}
TWICE: dict[str, Any] = {
    "name": "Jansen Bakkers B.V.",
    "status": ["supplier", "customer"],
    "channels": [{"kind": "phone", "value": "+31 36 5301234"}, {"kind": "phone", "value": "036 999 88 77"}],
    "external_ids": {"sap": "4712", "exact": "J-1"},
    "chamber_number": "20714385",
    "note": "Is verhuisd",
}


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def path(record_id: str) -> str:
    return f"/v1/{PLURALS[record_id[:3]]}/{record_id}"


def merge(user: User, survivor: Reply, *sources: Reply, **more: Any) -> Reply:
    return user.post(f"{path(survivor.id)}/merge", {"sources": [each.id for each in sources], **more})


def merged(world: World, user: User, survivor: Reply, *sources: Reply, **more: Any) -> Reply:
    """The job, when it is over."""
    told = merge(user, survivor, *sources, **more)
    assert told.status == 202, told.text
    world.settle()
    job = user.get(f"/v1/jobs/{told['job']['id']}")
    assert (job["state"], job["counts"]["refused"]) == ("done", 0), job.text
    return job


def previewed(user: User, survivor: Reply, *sources: Reply, **more: Any) -> Any:
    told = merge(user, survivor, *sources, preview=True, **more)
    assert told.status == 200, told.text
    return told["preview"]


def undo(user: User, job: Reply) -> Reply:
    return user.post(f"/v1/jobs/{job.json['job']['id'] if 'job' in job.json else job.id}/undo")


def split(world: World, user: User, job: Reply) -> Reply:
    undone = undo(user, job)
    assert undone.status == 202, undone.text
    world.settle()
    return user.get(f"/v1/jobs/{undone.id}")


def read(user: User, made: Reply) -> Reply:
    return user.get(path(made.id))


def obstacles(reply: Reply) -> list[str]:
    return [each["code"] for each in reply["obstacles"]]


def bare(told: Any) -> Any:
    """But for what every save changes."""
    return {name: each for name, each in told.items() if name not in ("version", "updated_at", "updated_by")}


# ------------------------------------------------------------------------------------------------------- what becomes


def test_c48_what_one_has_not_is_filled_lists_are_united_and_the_rest_is_chosen(world: World, anna: User) -> None:
    """C48, F1"""
    home = anna.address(street="Dorpsstraat", number="12", postcode="1315 AB", city="Almere")
    stays = anna.company(**BAKERY, addresses=[{"address": home.id, "purposes": ["visiting"]}])
    uses = [{"address": home.id, "purposes": ["billing"]}, {"address": {"street": "Kade", "city": "Urk"}}]
    goes, third = (
        anna.company(**TWICE, addresses=uses),
        anna.company("Jansen", language="fr", vat_number="NL123456782B90"),
    )
    before = [bare(read(anna, each).json) for each in (stays, goes, third)]

    with world.unchanged():
        told = previewed(anna, stays, goes, third, choices={"note": goes.id})
    record, fields = told["record"], {each["field"]: each for each in told["fields"]}
    assert told["obstacles"] == told["errors"] == []
    assert fields["name"]["values"] == {stays.id: "Bakkerij Jansen", goes.id: "Jansen Bakkers B.V.", third.id: "Jansen"}
    assert [name for name, each in fields.items() if each["conflict"]] == ["name", "external_ids", "note"]
    assert fields["note"]["chosen"] == goes.id

    job = merged(world, anna, stays, goes, third, choices={"note": goes.id})
    now = read(anna, stays)
    assert {name: now.json[name] for name in record if name not in ("version", "updated_at")} == {
        name: each for name, each in record.items() if name not in ("version", "updated_at")
    }
    assert (now["name"], now["note"], now["language"]) == ("Bakkerij Jansen", "Is verhuisd", "fr")
    assert (now["chamber_number"], now["vat_number"]) == ("20714385", "NL123456782B90")
    assert now["status"] == ["customer", "supplier"]
    assert now["external_ids"] == {"sap": "4711", "exact": "J-1"}
    numbers = [(each["normal"], each["default"]) for each in now["channels"]]
    assert numbers == [("+31365301234", True), ("info@jansen.example", True), ("+31369998877", False)]
    assert [each["purposes"] for each in now["addresses"]] == [["visiting"], ["visiting"]]
    assert now["merged_from"] == [goes.id, third.id]
    assert anna.search("jansen") == ["Bakkerij Jansen"]
    found = anna.get("/v1/relations?external_id=exact:J-1")["data"]
    assert [each["id"] for each in found] == [stays.id]
    assert_consistent(world)

    assert split(world, anna, job)["counts"]["changed"] == 3
    after = [bare(read(anna, each).json) for each in (stays, goes, third)]
    assert after == before
    assert_consistent(world)


def test_c49_the_old_id_leads_to_the_one_that_stayed(world: World, anna: User) -> None:
    """C49, and its history is there to be read still."""
    stays, goes = anna.company("Stays"), anna.company("Goes", note="Was here")
    job = merged(world, anna, stays, goes)
    old = read(anna, goes)
    assert (old.status, old.header("Location")) == (308, path(stays.id))
    history = anna.get(f"{path(goes.id)}/history")["data"]
    assert [each["action"] for each in history] == ["archived", "created"]
    assert history[0]["changed"] == {"merged_into": {"now": stays.id}}
    for reply in (
        anna.patch(path(goes.id), {"note": "Too late"}),
        anna.delete(path(goes.id)),
        anna.post(f"{path(goes.id)}/restore"),
        merge(anna, goes, anna.company("Third")),
    ):
        assert (reply.status, reply["merged_into"]) == (409, stays.id), reply.text
    linked = anna.post("/v1/contacts", {"company": goes.id, "last_name": "Visser"})
    assert (linked.status, linked["errors"][0]["code"]) == (422, "merged")
    assert stays.id in linked["errors"][0]["message"]
    last = anna.company("Last")
    merged(world, anna, last, stays)
    assert read(anna, goes).header("Location") == path(last.id)
    refused = undo(anna, job)
    assert (refused.status, refused["merged_into"]) == (409, last.id), refused.text

    theirs = world.user("administrator", tenant="Other")
    assert theirs.get(path(goes.id)).status == 404
    assert theirs.patch(path(goes.id), {"note": "x"}).status == 404


def test_c46_contacts_and_addresses_become_one_too(world: World, anna: User) -> None:
    """C46, F3"""
    company, person = anna.company(), anna.person("Jan", "Visser")
    typed = anna.contact(company.id, first_name="J.", last_name="Visser", function="Purchaser")
    linked = anna.post("/v1/contacts", {"company": company.id, "person": person.id, "ended_on": "2026-01-01"})
    call = anna.post("/v1/activities", {"kind": "phone_call", "subject": "Ovens", "links": [linked.id, typed.id]})
    job = merged(world, anna, typed, linked)
    now = read(anna, typed)
    assert (now["display_name"], now.json.get("person"), now.json.get("ended_on")) == ("J. Visser", None, None)
    assert [each["id"] for each in anna.get(f"/v1/activities/{call.id}")["links"]] == [typed.id]
    split(world, anna, job)
    names = {"first_name": linked.id, "last_name": linked.id}
    job = merged(world, anna, typed, linked, choices={"person": linked.id, **names})
    now = read(anna, typed)
    assert (now["person"]["id"], now["function"], "last_name" in now.json) == (person.id, "Purchaser", False)
    refused = merge(anna, linked, typed)
    assert refused.status == 409

    one = anna.post("/v1/addresses", {"street": "Kade", "number": "3", "city": "Urk"})
    other = anna.address(street="Kade", number="3", addition="b", postcode="8321 AA", city="Urk", country="NL")
    uses = [{"address": one.id, "purposes": ["visiting"]}, {"address": other.id, "purposes": ["billing"]}]
    user = anna.company("Wharf", addresses=uses)
    job = merged(world, anna, one, other)
    now = read(anna, one)
    assert (now["postcode"], now.json.get("addition")) == ("8321 AA", None)
    (use,) = read(anna, user)["addresses"]
    assert (use["address"]["id"], use["purposes"], use["default_for"]) == (
        one.id,
        ["visiting", "billing"],
        ["visiting", "billing"],
    )
    assert use["address"]["postcode"] == "8321 AA"
    assert_consistent(world)
    split(world, anna, job)
    assert [each["address"]["id"] for each in read(anna, user)["addresses"]] == [one.id, other.id]
    assert_consistent(world)


# ---------------------------------------------------------------------------------------------------------- who may


def profiled(world: World, anna: User, **grants: Any) -> User:
    """Somebody whose profile says just this of relations, and lets them read contacts."""
    types = {
        "contact": {"actions": ["read"]},
        "relation": {"actions": ["read", "edit", "delete", "restore", "merge"], **grants},
    }
    profile = anna.post("/v1/profiles", {"name": "Own", "types": types})
    role = anna.post("/v1/roles", {"key": "own", "name": "Own", "profiles": [profile.id]})
    assert role.status == 201, role.text
    return world.user("own")


def test_z3_what_is_hidden_is_neither_told_nor_lost(world: World, anna: User) -> None:
    """Z3"""
    fields = {"*": "write", "note": "none", "chamber_number": "none", "vat_number": "read"}
    bert = profiled(world, anna, fields=fields)
    stays = anna.company("Stays", note="Secret A")
    goes = anna.company("Goes", note="Secret B", chamber_number="20714385", vat_number="NL123456782B90")
    visser = anna.contact(goes.id)
    reply = merge(bert, stays, goes, preview=True)
    assert reply.status == 200, reply.text
    assert not [word for word in ("Secret", "20714385", "note", "chamber") if word in reply.text]
    told = {each["field"] for each in reply["preview"]["fields"]}
    assert "vat_number" in told
    for name in ("note", "vat_number"):
        refused = merge(bert, stays, goes, choices={name: goes.id})
        assert (refused.status, refused.fields) == (403, [f"choices.{name}"])
    job = merged(world, bert, stays, goes)
    now = read(anna, stays)
    assert (now["note"], now["chamber_number"], now["vat_number"]) == ("Secret A", "20714385", "NL123456782B90")
    assert anna.get(f"/v1/contacts/{visser.id}")["company"]["id"] == stays.id  # which bert may only read
    split(world, bert, job)
    assert (read(anna, stays).json.get("chamber_number"), read(anna, goes)["note"]) == (None, "Secret B")


def test_z3_what_goes_wrong_with_what_is_hidden_is_told_without_naming_it(world: World, anna: User) -> None:
    """Z3: five of a list that is indexed is the most."""
    options = [{"key": f"o{number}", "name": f"Option {number}"} for number in range(8)]
    told = {"of": "relation", "key": "canary", "name": "Canary", "kind": "choices", "indexed": True, "options": options}
    assert anna.post("/v1/custom-fields", told).status == 201
    stays, goes = (
        anna.company(name, custom_canary=[f"o{each}" for each in of])
        for name, of in (("Stays", range(4)), ("Goes", range(4, 8)))
    )
    bert = profiled(world, anna, fields={"*": "write", "custom_canary": "none"})
    assert previewed(anna, stays, goes)["errors"][0]["field"].startswith("custom_canary")
    with world.unchanged():
        told = previewed(bert, stays, goes)
        refused = merge(bert, stays, goes)
    assert (told["record"], [each["field"] for each in told["errors"]]) == (None, ["sources"])
    assert (refused.status, "canary" in refused.text, "may not see" in refused["detail"]) == (422, False, True)
    merged(world, anna, stays, goes, choices={"custom_canary": goes.id})


def test_t2_every_id_is_checked_and_each_right_is_asked_for(world: World, anna: User) -> None:
    """T2, Z5"""
    stays, goes, shut = anna.company("Stays"), anna.company("Goes"), anna.company("Shut", restricted=True)
    theirs = world.user("administrator", tenant="Other").company()
    person, visser, sales = anna.person(), anna.contact(stays.id), world.user("sales")
    reader, after_sales = (world.user(each) for each in ("reader", "after_sales"))
    other = world.user("administrator", tenant="Other")
    world.settle()
    wrong = [
        ([theirs.id], "sources[0]", "no_such_record"),
        ([goes.id, shut.id], "sources[1]", "no_such_record"),
        ([visser.id], "sources[0]", "no_such_record"),
        (["rel_01J00000000000000000000000"], "sources[0]", "no_such_record"),
        ([stays.id], "sources[0]", "twice"),
        ([goes.id, goes.id], "sources[1]", "twice"),
    ]
    with world.unchanged():
        for ids, field, code in wrong:
            for preview in (True, False):
                reply = sales.post(f"{path(stays.id)}/merge", {"sources": ids, "preview": preview})
                assert (reply.status, reply.fields, reply["errors"][0]["code"]) == (422, [field], code), reply.text
        chosen = [
            ({"name": theirs.id}, "not_one_of_these"),
            ({"nothing": goes.id}, "unknown"),
            ({"kind": goes.id}, "fixed"),
        ]
        for choices, code in chosen:
            reply = merge(sales, stays, goes, choices=choices)
            assert (reply.status, reply["errors"][0]["code"]) == (422, code), reply.text
        assert merge(sales, stays, goes, choices={"custom_nothing": goes.id}).status == 400
        assert merge(other, stays, goes).status == 404
        assert merge(reader, stays, goes).status == 403
        assert merge(after_sales, stays, goes).status == 403
        told = merge(anna, stays, person)
        assert (told.status, obstacles(told)) == (409, ["other_kind"])
        assert sales.post(f"{path(stays.id)}/merge", {"sources": []}).status == 422
        assert sales.post(f"{path(shut.id)}/merge", {"sources": [goes.id]}).status == 404
    bert = profiled(world, anna, actions=["read", "edit", "merge"])
    refused = merge(bert, stays, goes)
    assert (refused.status, refused.fields) == (403, ["sources[0]"])


def test_what_leads_to_them_moves_though_who_merges_does_not_see_it(world: World, anna: User) -> None:
    """The row tells an id and nothing else of it."""
    bert = profiled(world, anna)
    stays, goes = anna.company("Stays"), anna.company("Goes")
    hidden = anna.post("/v1/activities", {"kind": "phone_call", "subject": "Canary", "links": [goes.id]})
    assert bert.get(f"/v1/activities/{hidden.id}").status == 403
    job = merged(world, bert, stays, goes)
    assert [each["id"] for each in anna.get(f"/v1/activities/{hidden.id}")["links"]] == [stays.id]
    assert "Canary" not in bert.get(f"/v1/jobs/{job.id}/rows").text


# ---------------------------------------------------------------------------------------------------------- guards


def test_what_forbids_it_is_told_beforehand_and_holds(world: World, anna: User) -> None:
    above = anna.company("Above")
    between = anna.company("Between", parent=above.id)
    below = anna.company("Below", parent=between.id)
    gone = anna.company("Gone")
    anna.delete(path(gone.id))
    jan = anna.person("Jan", "Visser")
    asked = anna.post(f"/v1/relations/{jan.id}/erase", {"reason": "request", "keep_until": "2050-12-31"})
    refusals = [(above, below, ["above"]), (below, above, ["above"]), (above, gone, ["archived"])]
    if asked.status < 300:
        refusals.append((anna.person("J.", "Visser"), jan, ["erasure"]))
    with world.unchanged():
        for stays, goes, codes in refusals:
            told = previewed(anna, stays, goes)
            assert [each["code"] for each in told["obstacles"]] == codes
            refused = merge(anna, stays, goes)
            assert (refused.status, obstacles(refused)) == (409, codes)
    assert asked.status < 300, asked.text


def test_two_who_sign_in_stay_two(world: World, anna: User) -> None:
    company = anna.company()
    contacts = [anna.contact(company.id, first_name=name) for name in ("Jan", "J.")]
    for each in contacts:
        user = world.user("external", kind="external")
        tied = anna.post("/v1/ties", {"user": user.id, "relation": company.id, "contact": each.id})
        assert tied.status == 201, tied.text
    refused = merge(anna, *contacts)
    assert (refused.status, obstacles(refused)) == (409, ["two_sign_ins"])


def test_a_restricted_one_becomes_one_with_an_open_one_only_by_whose_both_are(world: World, anna: User) -> None:
    bert = world.user("sales")
    stays = anna.company("Stays")
    goes = anna.company("Goes", restricted=True, access=[{"who": bert.id, "level": "delete"}])
    world.settle()
    refused = merge(bert, stays, goes)
    assert (refused.status, obstacles(refused)) == (409, ["restricted"]), refused.text
    merged(world, anna, stays, goes)
    now = read(anna, stays)
    assert (now["restricted"], [each["who"]["id"] for each in now["access"]]) == (True, [bert.id])
    assert read(world.user("sales"), stays).status == 404
    assert_consistent(world)


def test_who_may_not_say_who_gets_at_it_does_not_choose_it_either(world: World, anna: User) -> None:
    bert = world.user("sales")
    stays = anna.company("Stays", owner=anna.id)
    goes = bert.post("/v1/relations", {"kind": "company", "name": "Goes", "owner": bert.id})
    with world.unchanged():
        for preview in (True, False):
            refused = merge(bert, stays, goes, choices={"owner": goes.id}, preview=preview)
            assert (refused.status, refused.fields) == (403, ["choices.owner"]), refused.text
    merged(world, bert, goes, stays, choices={"owner": goes.id})
    assert read(anna, goes)["owner"]["id"] == bert.id


def test_a_contact_leaves_the_dossier_of_a_restricted_relation_only_by_whose_that_is(world: World, anna: User) -> None:
    """As when its company is changed by itself."""
    bert, carl = world.user("sales"), world.user("sales")
    shut = anna.company("Shut", restricted=True, access=[{"who": bert.id, "level": "delete"}])
    world.settle()
    stays = anna.contact(anna.company("Open").id, first_name="Jan", last_name="Visser")
    goes = anna.contact(shut.id, first_name="J.", last_name="Visser", note="Of the dossier")
    twin = anna.contact(shut.id, first_name="Johan", last_name="Visser")
    assert (bert.get(path(goes.id)).status, carl.get(path(goes.id)).status) == (200, 404)
    for refused in (merge(bert, stays, goes), merge(bert, goes, stays)):
        assert (refused.status, obstacles(refused)) == (409, ["restricted"]), refused.text
        assert refused["obstacles"][0]["records"] == [goes.id]
    merged(world, bert, goes, twin)
    merged(world, anna, stays, goes)
    assert carl.get(path(stays.id))["note"] == "Of the dossier"


def test_what_came_of_a_restricted_one_stays_shut_in_the_history_of_the_other(world: World, anna: User) -> None:
    """Z3: when they are split again, until somebody who may opens it."""
    bert, carl = world.user("sales"), world.user("sales")
    stays, goes = anna.company("Stays"), anna.company("Goes", restricted=True, note="Canary")
    world.settle()
    assert read(carl, stays).status == 200
    job = merged(world, anna, stays, goes)
    undone = split(world, anna, job)
    told = {each["id"]: each for each in anna.get(f"/v1/jobs/{undone.id}/rows")["data"]}
    assert [each["field"] for each in told[stays.id]["errors"]] == ["restricted"]
    now = read(anna, stays)
    assert (now["restricted"], now.json.get("note"), now.json.get("merged_from")) == (True, None, None)
    for each in (bert, carl):
        assert [each.get(f"{path(of.id)}/history").status for of in (stays, goes)] == [404, 404]
    assert anna.patch(path(stays.id), {"restricted": False}).status == 200
    assert read(carl, stays).status == 200
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------- people from outside


def test_people_from_outside_see_no_more_than_they_saw_of_each(world: World, anna: User) -> None:
    """Who is a contact of one sees what they take part in; whoever was tied to all with as much sees all."""
    stays, goes = anna.company("Stays"), anna.company("Goes")
    jan, piet, kees = (world.user("external", kind="external") for _ in range(3))

    def tied(user: User, relation: Reply, **more: Any) -> str:
        told = {"user": user.id, "relation": relation.id, "reach": "company", **more}
        return anna.post("/v1/ties", told).id

    ties = [tied(jan, stays), tied(jan, goes), tied(piet, goes, contact=anna.contact(goes.id).id)]
    for name, of in (("A", stays), ("B", goes)):
        document(anna, title=name, links=[of.id])
    world.settle()

    def seen(who: User) -> list[str]:
        return sorted(each["title"] for each in who.get("/v1/portal/documents")["data"])

    assert (seen(jan), seen(piet)) == (["A", "B"], ["B"])
    nobody = tied(kees, stays)  # who might be anybody there
    refused = merge(anna, stays, goes)
    assert (refused.status, obstacles(refused), refused["obstacles"][0]["records"]) == (409, ["outsiders"], [kees.id])
    assert anna.delete(f"/v1/ties/{nobody}").status == 200
    top = anna.company("Top")
    anna.patch(path(goes.id), {"parent": top.id})
    above = tied(kees, top, reach="subsidiaries")
    world.settle()
    refused = merge(anna, stays, goes)
    assert (refused.status, obstacles(refused), refused["obstacles"][0]["records"]) == (409, ["outsiders"], [kees.id])
    assert anna.delete(f"/v1/ties/{above}").status == 200

    assert previewed(anna, stays, goes)["outsiders"] == 1
    job = merged(world, anna, stays, goes)
    assert (seen(jan), seen(piet)) == (["A", "B"], [])
    kept = [anna.get(f"/v1/ties/{each}") for each in ties]
    assert (kept[0]["reach"], kept[1].status, kept[2]["reach"]) == ("company", 308, "own")
    assert_consistent(world)
    split(world, anna, job)
    assert (seen(jan), seen(piet)) == (["A", "B"], ["B"])
    assert_consistent(world)


def test_people_from_outside_see_no_more_of_a_contact_of_another_company(world: World, anna: User) -> None:
    """Who signs in as one of them sees what they took part in; others of the company do not."""
    ours, other = anna.company("Ours"), anna.company("Other")
    stays = anna.contact(ours.id, first_name="Jan", last_name="Visser")
    goes = anna.contact(other.id, first_name="J.", last_name="Visser")
    users = [world.user("external", kind="external") for _ in range(2)]
    told = {"relation": ours.id, "contact": anna.contact(ours.id, first_name="Piet", last_name="Smit").id}
    tie = anna.post("/v1/ties", {"user": users[0].id, **told, "reach": "company"})
    anna.post("/v1/ties", {"user": users[1].id, "relation": ours.id, "contact": stays.id, "reach": "own"})
    meeting = {"kind": "meeting", "subject": "Canary", "visibility": "shared", "participants": [{"contact": goes.id}]}
    times = {"starts_at": "2026-12-01T10:00:00Z", "ends_at": "2026-12-01T11:00:00Z"}
    assert anna.post("/v1/activities", {**meeting, **times}).status == 201
    world.settle()
    refused = merge(anna, stays, goes)
    assert (refused.status, obstacles(refused), refused["obstacles"][0]["records"]) == (
        409,
        ["outsiders"],
        [users[0].id],
    )
    assert anna.patch(f"/v1/ties/{tie.id}", {"reach": "own"}).status == 200
    merged(world, anna, stays, goes)
    assert ["Canary" in each.get("/v1/portal/activities").text for each in users] == [False, True]


# ------------------------------------------------------------------------------------------------------------ undoing


def test_f1_what_somebody_changed_since_stays_and_is_told(world: World, anna: User) -> None:
    """F1"""
    stays, goes = anna.company("Stays"), anna.company("Goes", note="Theirs", vat_number="NL123456782B90")
    calls = [
        anna.post("/v1/activities", {"kind": "phone_call", "subject": name, "links": [goes.id]}).id
        for name in ("A", "B")
    ]
    job = merged(world, anna, stays, goes)
    third = anna.company("Third")
    anna.patch(path(stays.id), {"note": "Changed since"})
    anna.patch(f"/v1/activities/{calls[0]}", {"links": {"add": [third.id]}})
    undone = split(world, anna, job)
    told = {each["id"]: each for each in anna.get(f"/v1/jobs/{undone.id}/rows")["data"]}
    assert told[calls[0]]["outcome"] == "since_changed"
    assert [each["field"] for each in told[calls[0]]["errors"]] == ["links"]
    assert [each["field"] for each in told[stays.id]["errors"]] == ["note"]
    assert (read(anna, stays)["note"], read(anna, stays).json.get("vat_number")) == ("Changed since", None)
    assert (read(anna, goes)["note"], read(anna, goes)["vat_number"]) == ("Theirs", "NL123456782B90")
    assert [each["id"] for each in anna.get(f"/v1/activities/{calls[1]}")["links"]] == [goes.id]
    again = undo(anna, job)
    assert again.status == 409
    assert_consistent(world)


def test_f1_what_was_archived_since_stays_so_and_it_is_told_why(world: World, anna: User) -> None:
    """F1"""
    stays, goes = anna.company("Stays"), anna.company("Goes")
    contact = anna.contact(goes.id)
    job = merged(world, anna, stays, goes)
    anna.delete(path(contact.id))
    undone = split(world, anna, job)
    told = {each["id"]: each for each in anna.get(f"/v1/jobs/{undone.id}/rows")["data"]}
    assert (told[contact.id]["outcome"], told[contact.id]["errors"][0]["field"]) == ("since_changed", "archived_at")
    assert anna.post(f"{path(contact.id)}/restore")["company"]["id"] == stays.id
    assert read(anna, goes).status == 200
    assert_consistent(world)


def test_f1_for_thirty_days_and_by_who_may(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """F1"""
    stays, goes = anna.company("Stays"), anna.company("Goes", external_ids={"sap": "1"})
    job = merged(world, anna, stays, goes)
    assert undo(world.user("sales"), job).status == 404
    anna.patch(path(stays.id), {"external_ids": {"sap": None}})
    other = anna.company("Other", external_ids={"sap": "1"})
    split(world, anna, job)
    assert (read(anna, goes).json.get("external_ids"), read(anna, other)["external_ids"]) == ({}, {"sap": "1"})
    job = merged(world, anna, stays, goes)
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert undo(anna, job).status == 409


def test_f1_of_two_that_went_into_the_same_the_first_comes_back_whole(world: World, anna: User) -> None:
    """F1: with the keys of its own, which the one that stayed has among others by then."""
    stays, first, second = (
        anna.company(name, external_ids={name.lower(): "1"}) for name in ("Stays", "First", "Second")
    )
    before = [bare(read(anna, each).json) for each in (stays, first, second)]
    jobs = [merged(world, anna, stays, each) for each in (first, second)]
    assert read(anna, stays)["external_ids"].keys() == {"stays", "first", "second"}
    assert split(world, anna, jobs[0])["counts"]["refused"] == 0
    assert bare(read(anna, first).json) == before[1]
    now = read(anna, stays)
    assert (now["external_ids"].keys(), now["merged_from"]) == ({"stays", "second"}, [second.id])
    assert_consistent(world)
    split(world, anna, jobs[1])
    assert [bare(read(anna, each).json) for each in (stays, first, second)] == before
    assert_consistent(world)


def test_what_would_not_fit_is_refused_before_anything_has_gone(world: World, anna: User) -> None:
    """Else the one that stays would be left without what those had."""
    many = [
        [{"kind": "phone", "value": f"+3165301{number}{each:03}"} for each in range(12)] for number in range(3)
    ]  # fmt: skip
    stays, goes = anna.company("Stays"), [anna.company(f"Goes {n}", channels=each) for n, each in enumerate(many)]
    with world.unchanged():
        told = previewed(anna, stays, *goes)
        assert (told["record"], [each["code"] for each in told["errors"]]) == (None, ["too_large"])
        refused = merge(anna, stays, *goes)
        assert (refused.status, refused.fields) == (422, ["sources"])
    for each in goes:
        merged(world, anna, stays, each)
    assert len(read(anna, stays)["channels"]) == 36
    assert_consistent(world)


def test_it_can_be_begun_by_another_part_of_relata(world: World, anna: User) -> None:
    """As duplicates are, above a threshold."""
    stays, goes = anna.company("Stays"), anna.company("Goes")
    who = records.get(anna.tenant, anna.id)
    assert who is not None
    work = Work(anna.tenant, anna.id)
    with held.within(anna.tenant):
        asked = beginning.Asked("relation", stays.id, (goes.id,))
        job = beginning.begin(work, actor_of(anna.tenant, anna.id, who.data), asked)
        work.commit()
    world.settle()
    assert (job.data["kind"], read(anna, goes).status) == ("merge", 308)
