"""What is likely there twice is looked for, put up, told apart once and for all, and closed when it is over."""

from typing import Any

import pytest

from chalicelib.models import duplicate
from tests.consistency import assert_consistent
from tests.test_duplicates import BAKER, at, made
from tests.test_jobs import counts, progress, rows
from tests.world import Reply, User, World

QUEUE = "/v1/duplicates"
AGAIN = "?allow_duplicate=we know"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def find(user: User, of: str = "relation", **what: Any) -> Reply:
    those = {"of": of, "criteria": {"all": []}}
    return user.post("/v1/jobs", {"kind": "find_duplicates", "those": those, "what": what})


def found(user: User, of: str = "relation", **what: Any) -> Reply:
    job = find(user, of, **what)
    assert job.status == 202, job.text
    user.world.settle()
    told = progress(user, job)
    assert told["state"] == "done", told.text
    return told


def queue(user: User, query: str = "") -> list[dict[str, Any]]:
    reply = user.get(f"{QUEUE}{query}")
    assert reply.status == 200, reply.text
    told: list[dict[str, Any]] = reply["data"]
    return told


def twice(user: User, name: str = "Bakkerij Jansen", city: str = "Almere", **more: Any) -> tuple[str, str]:
    sent = {"name": name, "addresses": at(city), **more}
    return made(user.post(f"/v1/relations{AGAIN}", sent)), made(user.post(f"/v1/relations{AGAIN}", sent))


def joined(row: dict[str, Any]) -> set[str]:
    return {row["one"]["id"], row["other"]["id"]}


# ------------------------------------------------------------------------------------------------------------ put up


def test_what_is_there_twice_waits_the_most_alike_first(world: World, anna: User) -> None:
    """C46"""
    likely = made(anna.post("/v1/relations", {"name": "Slagerij Kok", "addresses": at("Almere")}))
    likelier = made(anna.post(f"/v1/relations{AGAIN}", {"name": "Slagerij Kock", "addresses": at("Almere")}))
    certain = twice(anna)
    anna.company("Zonnebloem")
    told = found(anna, threshold=70)
    assert (told["found"], counts(told), told["undo_until"]) == (5, {"changed": 2}, None)
    first, second = queue(anna)
    assert (joined(first), joined(second)) == ({*certain}, {likely, likelier})
    assert 70 <= second["score"] < first["score"] <= 100
    assert (first["one"]["title"], first["one"]["place"]) == ("Bakkerij Jansen", "Almere")
    assert {each["code"] for each in first["reasons"]} == {"same_name", "same_city"}
    assert (first["of"], first["state"]) == ("relation", "open")
    one = anna.get(f"{QUEUE}/{first['id']}")
    assert {**first, **one.json} == {**one.json, **first}
    assert {each["outcome"] for each in rows(anna, told).values()} == {"changed"}
    assert_consistent(world)


def test_contacts_are_looked_for_within_their_company(world: World, anna: User) -> None:
    """C46"""
    here, there = anna.company("Hamerslag").id, anna.company("Zonnebloem").id
    pair = {made(anna.post(f"/v1/contacts{AGAIN}", {**BAKER, "company": here})) for _ in range(2)}
    made(anna.post("/v1/contacts", {**BAKER, "company": there}))
    found(anna, "contact")
    (row,) = queue(anna, "?of=contact")
    assert (joined(row), row["one"]["title"]) == (pair, "Jan Visser")
    assert queue(anna, "?of=relation") == []


def test_addresses_too(world: World, anna: User) -> None:
    """C46, F3"""
    at_home = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}
    spelt = {**at_home, "street": "Dorpsstr.", "city": "ALMERE"}
    pair = {made(anna.post(f"/v1/addresses{AGAIN}", each)) for each in (at_home, spelt)}
    made(anna.post("/v1/addresses", {**at_home, "number": "14"}))
    found(anna, "address")
    (row,) = queue(anna)
    assert (joined(row), row["of"], row["score"]) == (pair, "address", 99)


def test_a_search_of_some_looks_at_those(world: World, anna: User) -> None:
    one, other = twice(anna)
    third = made(anna.post(f"/v1/relations{AGAIN}", {"name": "Bakkerij Jansen", "addresses": at("Almere")}))
    those = {"of": "relation", "ids": [other, third]}
    job = anna.post("/v1/jobs", {"kind": "find_duplicates", "those": those})
    assert (job["found"], job["left"]) == (2, None)
    world.settle()
    assert [joined(each) for each in queue(anna)] == [{other, third}]
    twice(anna, "Zonnebloem")
    found(anna)
    assert len(queue(anna)) == 4
    job = anna.post("/v1/jobs", {"kind": "find_duplicates", "those": those})
    world.settle()
    assert (counts(progress(anna, job)), progress(anna, job)["left"]) == ({"unchanged": 3}, 0)
    assert {frozenset(joined(each)) for each in queue(anna, f"?record={one}")} == {
        frozenset({one, other}),
        frozenset({one, third}),
    }


def test_what_is_searched_again_is_put_up_once(world: World, anna: User) -> None:
    pair = twice(anna)
    found(anna)
    assert counts(found(anna)) == {"unchanged": 1}
    anna.patch(f"/v1/relations/{pair[0]}", {"channels": [{"kind": "phone", "value": "036 530 12 34"}]})
    anna.patch(f"/v1/relations/{pair[1]}", {"channels": [{"kind": "phone", "value": "036 530 12 34"}]})
    before = queue(anna)[0]["score"]
    assert counts(found(anna)) == {"changed": 1}
    (row,) = queue(anna)
    assert row["score"] > before
    assert [each["code"] for each in row["reasons"]] == ["same_name", "same_city", "same_phone"]
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------------- told apart


def test_what_is_said_to_be_none_is_asked_of_nobody_again(world: World, anna: User) -> None:
    """C46: neither by a search, nor before it is changed."""
    one, other = twice(anna)
    found(anna)
    (row,) = queue(anna)
    asked = {"of": "relation", "id": one}
    assert [each["id"] for each in anna.post(f"{QUEUE}/check", asked)["data"]] == [other]
    said = anna.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate", "note": "A second shop"})
    assert (said["state"], said["decided_by"], said["note"]) == ("not_duplicate", anna.id, "A second shop")
    assert said["decided_at"] == said["updated_at"]
    assert said["one"]["title"] == "Bakkerij Jansen"
    assert counts(found(anna)) == {"unchanged": 1}
    assert queue(anna) == []
    assert anna.post(f"{QUEUE}/check", asked)["data"] == []
    assert anna.post(f"{QUEUE}/check", {**asked, "data": {"note": "Red door"}})["data"] == []
    assert [joined(each) for each in queue(anna, "?state=not_duplicate")] == [{one, other}]
    again = anna.patch(f"{QUEUE}/{row['id']}", {"state": "open"})
    assert (again["state"], "decided_by" in again.json, "decided_at" in again.json) == ("open", False, False)
    assert len(queue(anna)) == 1
    assert_consistent(world)


def test_a_pair_can_be_put_up_or_told_apart_by_hand(world: World, anna: User) -> None:
    """It has no score, and no search takes it away."""
    one, other = anna.company("Hamerslag").id, anna.company("Zonnebloem").id
    pair = anna.post(QUEUE, {"one": other, "other": one, "note": "Same owner?"})
    assert (pair.status, pair["of"], pair.json.get("score")) == (201, "relation", None)
    assert (pair["one"]["id"], pair["other"]["title"]) == (min(one, other), "Zonnebloem")
    assert counts(found(anna)) == {"unchanged": 1}
    assert len(queue(anna)) == 1
    again = anna.post(QUEUE, {"one": one, "other": other, "state": "not_duplicate"})
    assert (again.status, again["code"], again["existing"]) == (409, "already_exists", pair.id)
    two = twice(anna)
    apart = anna.post(QUEUE, {"one": two[0], "other": two[1], "state": "not_duplicate"})
    assert (apart.status, apart["decided_by"]) == (201, anna.id)
    found(anna)
    assert [joined(each) for each in queue(anna)] == [{one, other}]
    assert_consistent(world)


def test_what_is_no_pair_is_refused_by_its_field(world: World, anna: User) -> None:
    """T1, T2"""
    one, other, jan = anna.company("One").id, anna.company("Two").id, anna.contact(anna.company("Three").id).id
    theirs = world.user(tenant="Other").company().id
    pair = anna.post(QUEUE, {"one": one, "other": other})
    with world.unchanged():
        for sent, field, code in (
            ({"one": one, "other": one}, "other", "itself"),
            ({"one": one, "other": jan}, "other", "other_type"),
            ({"one": one, "other": theirs}, "other", "no_such_record"),
            ({"one": one, "other": anna.id}, "other", "no_such_record"),
            ({"one": one, "other": jan, "state": "merged"}, "state", "follows"),
        ):
            refused = anna.post(QUEUE, sent)
            assert refused.status == 422
            assert (field, code) in {(each["field"], each["code"]) for each in refused["errors"]}, sent
        for change, field in (({"state": "merged"}, "state"), ({"state": "gone"}, "state"), ({"one": jan}, "one")):
            assert anna.patch(f"{QUEUE}/{pair.id}", change).fields == [field]


def test_it_is_decided_while_the_search_goes_on(world: World, anna: User) -> None:
    """R8: what the search found before it was said does not open it again."""
    twice(anna)
    found(anna)
    (row,) = queue(anna)
    job = find(anna)
    assert job["state"] == "running"
    assert anna.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 200
    world.settle()
    assert counts(progress(anna, job)) == {"unchanged": 1}
    assert queue(anna) == []


# ------------------------------------------------------------------------------------------------------------ is over


def test_one_that_is_archived_is_waited_for_no_more_and_comes_back_with_it(world: World, anna: User) -> None:
    one, other = twice(anna)
    found(anna)
    assert anna.delete(f"/v1/relations/{one}").status == 200
    assert queue(anna) == []
    world.settle()
    (row,) = queue(anna, "?state=gone")
    assert joined(row) == {one, other}
    assert anna.patch(f"{QUEUE}/{row['id']}", {"state": "open"}).fields == ["state"]
    assert counts(found(anna)) == {}
    anna.post(f"/v1/relations/{one}/restore")
    found(anna)
    assert len(queue(anna)) == 1
    anna.delete(f"/v1/relations/{one}")
    world.settle()
    anna.post(f"/v1/relations/{one}/restore")
    assert anna.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 200
    assert counts(found(anna)) == {"unchanged": 1}
    assert_consistent(world)


def test_what_comes_back_waits_again_by_itself(world: World, anna: User) -> None:
    """Once both are there, and as long as they are alike; so it is with what was merged and is split."""
    one, other = twice(anna)
    third = made(anna.post(f"/v1/relations{AGAIN}", {"name": "Bakkerij Jansen", "addresses": at("Almere")}))
    found(anna)
    for each in (one, other, third):
        anna.delete(f"/v1/relations/{each}")
    world.settle()
    assert (queue(anna), open_ones(anna), len(queue(anna, "?state=gone"))) == ([], 0, 3)
    anna.post(f"/v1/relations/{one}/restore")
    world.settle()
    assert open_ones(anna) == 0
    anna.post(f"/v1/relations/{other}/restore")
    anna.post(f"/v1/relations/{third}/restore")
    anna.patch(f"/v1/relations/{third}", {"name": "Zonnebloem"})
    world.settle()
    assert {frozenset(joined(each)) for each in queue(anna)} == {frozenset({one, other})}
    merge = anna.post(f"/v1/relations/{one}/merge", {"sources": [other]})
    world.settle()
    assert (queue(anna), open_ones(anna), len(queue(anna, "?state=merged"))) == ([], 0, 1)
    assert anna.post(f"/v1/jobs/{merge['job']['id']}/undo").status == 202
    world.settle()
    assert [joined(each) for each in queue(anna)] == [{one, other}]
    assert_consistent(world)


def test_what_is_no_longer_alike_goes_with_the_next_search(world: World, anna: User) -> None:
    one, _ = twice(anna)
    found(anna)
    anna.patch(f"/v1/relations/{one}", {"name": "Zonnebloem"})
    world.settle()
    assert [each["one"]["title"] for each in queue(anna)] == ["Zonnebloem"]
    assert counts(found(anna)) == {"changed": 1}
    assert queue(anna) == []
    assert_consistent(world)


def test_a_search_that_asks_for_more_leaves_what_is_less_alike_where_it_is(world: World, anna: User) -> None:
    twice(anna)
    found(anna)
    assert counts(found(anna, threshold=100)) == {"unchanged": 1}
    assert len(queue(anna)) == 1


def test_one_whose_event_was_lost_goes_with_the_next_search(world: World, anna: User) -> None:
    """R3"""
    one, _ = twice(anna)
    found(anna)
    anna.delete(f"/v1/relations/{one}")
    world.new_changes()
    assert counts(found(anna)) == {"changed": 1}
    assert len(queue(anna, "?state=gone")) == 1


# ------------------------------------------------------------------------------------------------------- who sees it


def open_ones(user: User) -> int:
    criteria = {"all": [{"field": "state", "op": "eq", "value": "open"}]}
    told: int = user.post("/v1/counts", {"of": "duplicate", "criteria": criteria})["count"]
    return told


def test_z1_who_may_not_read_one_of_the_two_finds_no_pair(world: World, anna: User) -> None:
    """Z1: in no list, by no id, in no count."""
    secret, _ = twice(anna)
    bert = world.user()
    found(anna)
    (row,) = queue(bert)
    assert open_ones(bert) == 1
    assert anna.patch(f"/v1/relations/{secret}", {"restricted": True}).status == 200
    assert queue(bert) == queue(bert, f"?record={secret}") == []
    assert open_ones(bert) == 0
    assert bert.get(f"{QUEUE}/{row['id']}").status == 404
    assert bert.get(f"{QUEUE}/{row['id']}/history").status == 404
    assert bert.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 404
    assert bert.post(f"{QUEUE}/search", {"criteria": {"all": []}})["data"] == []
    assert bert.post(f"{QUEUE}/check", {"of": "relation", "id": secret}).fields == ["id"]
    assert len(queue(anna)) == open_ones(anna) == 1


def test_z1_so_it_is_with_contacts_of_a_restricted_company(world: World, anna: User) -> None:
    """Z1"""
    company, bert = anna.company("Hamerslag").id, world.user()
    for _ in range(2):
        made(anna.post(f"/v1/contacts{AGAIN}", {**BAKER, "company": company}))
    found(anna, "contact")
    (row,) = queue(bert)
    anna.patch(f"/v1/relations/{company}", {"restricted": True})
    assert queue(bert) == []
    assert (bert.get(f"{QUEUE}/{row['id']}").status, open_ones(bert)) == (404, 0)


def test_z2_who_may_edit_neither_says_nothing(world: World, anna: User) -> None:
    """Z2"""
    assert anna.post("/v1/type-defaults", {"of": "relation", "level": "read"}).status == 201
    pair, bert, reader, third = twice(anna), world.user(), world.user("reader"), anna.company("Third").id
    found(anna)
    (row,) = queue(bert)
    assert queue(reader) == [row]
    with world.unchanged():
        for who in (bert, reader):
            assert who.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 403
        assert bert.post(QUEUE, {"one": pair[0], "other": third}).status == 403
        assert find(reader).status == 403
    anna.patch(f"/v1/relations/{pair[0]}", {"owner": bert.id})
    assert bert.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 200


def test_t1_another_tenant_has_nothing_to_do_with_it(world: World, anna: User) -> None:
    """T1"""
    pair, theirs = twice(anna), world.user("administrator", tenant="Other")
    found(anna)
    (row,) = queue(anna)
    twice(theirs)
    assert queue(theirs) == []
    assert theirs.get(f"{QUEUE}/{row['id']}").status == 404
    assert theirs.post(QUEUE, {"one": pair[0], "other": pair[1]}).status == 422
    found(theirs)
    assert len(queue(theirs)) == len(queue(anna)) == 1


def few(world: World, anna: User, **hidden: str) -> User:
    """Somebody for whom fields of relations are hidden."""
    every = ["read", "create", "edit"]
    types = {
        "relation": {"actions": every, "fields": {"*": "write", **hidden}},
        "duplicate": {"actions": every, "fields": {"*": "write"}},
    }
    profile = anna.post("/v1/profiles", {"name": "Few", "types": types})
    assert anna.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]}).status == 201
    return world.user("few")


def test_z3_the_reasons_are_those_that_its_reader_could_find(world: World, anna: User) -> None:
    """Z3: neither in the queue, nor by its id, nor in what is kept of it."""
    for name in ("Hamerslag", "Zonnebloem"):
        made(anna.post(f"/v1/relations{AGAIN}", {"name": name, "chamber_number": "12345678"}))
    twice(anna, channels=[{"kind": "phone", "value": "036 530 12 34"}])
    found(anna)
    cara = few(world, anna, chamber_number="none", channels="none")
    told = {row["one"]["title"]: row for row in queue(cara)}
    codes = {title: [each["code"] for each in row["reasons"]] for title, row in told.items()}
    assert codes == {"Hamerslag": ["other_name"], "Bakkerij Jansen": ["same_name", "same_city"]}
    for row in told.values():
        for path in ("", "/history"):
            text = cara.get(f"{QUEUE}/{row['id']}{path}").text
            assert "same_chamber_number" not in text
            assert "same_phone" not in text
    assert "same_phone" not in cara.post(f"{QUEUE}/search", {"criteria": {"all": []}}).text


def test_z3_a_search_finds_nothing_by_what_is_hidden_from_who_began_it(world: World, anna: User) -> None:
    """Z3"""
    cara = few(world, anna, chamber_number="none")
    for name in ("Hamerslag", "Zonnebloem"):
        made(anna.post(f"/v1/relations{AGAIN}", {"name": name, "chamber_number": "12345678"}))
    assert counts(found(cara)) == {}
    told = anna.get("/v1/relations")["data"][0]
    assert cara.post(f"{QUEUE}/check", {"of": "relation", "id": told["id"]})["data"] == []
    assert len(anna.post(f"{QUEUE}/check", {"of": "relation", "id": told["id"]})["data"]) == 1


# ---------------------------------------------------------------------------------------------------------- asked for


def test_what_cannot_be_searched_is_refused_by_its_field(world: World, anna: User) -> None:
    """T2"""
    with world.unchanged():
        for of, what, status, fields in (
            ("activity", {}, 422, ["those.of"]),
            ("relation", {"threshold": 69}, 422, ["what.threshold"]),
            ("relation", {"threshold": 101}, 422, ["what.threshold"]),
            ("relation", {"merge_above": 89}, 422, ["what.merge_above"]),
            ("relation", {"threshold": 95, "merge_above": 94}, 422, ["what.merge_above"]),
            ("relation", {"merge": True}, 400, ["what.merge"]),
        ):
            refused = find(anna, of, **what)
            assert (refused.status, refused.fields) == (status, fields), what
        assert anna.post("/v1/jobs", {"kind": "find_duplicates"}).fields == ["those"]
        assert anna.get(f"{QUEUE}?least=101").status == 400
        assert anna.get(f"{QUEUE}?state=closed").status == 400


def test_what_a_tenant_ignores_counts_in_no_search(world: World, anna: User) -> None:
    twice(anna)
    assert anna.put(f"{QUEUE}/rules", {"relation": {"ignored": ["same_city"]}}).status == 200
    assert counts(found(anna, threshold=85)) == {}
    assert anna.put(f"{QUEUE}/rules", {"relation": {"ignored": ["other_host"], "threshold": 80}}).status == 200
    told = found(anna)
    assert (told["what"]["threshold"], counts(told)) == (70, {"changed": 1}), "whatever keeps one from being created"
    assert counts(found(anna)) == {"unchanged": 1}


def test_too_many_are_refused_with_what_to_do(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.actions.duplicates_scan.MOST", 1)
    twice(anna)
    job = find(anna)
    world.settle()
    told = progress(anna, job)
    assert (told["state"], "choose fewer" in told["stopped_because"]) == ("stopped", True)


# ---------------------------------------------------------------------------------------------------------------- cost


def test_a_page_of_fifty_takes_three_round_trips(world: World, anna: User) -> None:
    """With both names, place and reasons; and how many there are of each type."""
    for number in range(51):
        twice(anna, f"Bakkerij Jansen {number}")
    assert counts(found(anna)) == {"changed": 51}
    bert = world.user()
    with world.meter() as meter:
        told = bert.get(f"{QUEUE}?limit=50")
    assert meter.round_trips <= 3, [each.summary[-90:] for each in meter.calls]
    assert len(told["data"]) == 50
    assert all(row["one"]["title"] and row["reasons"] for row in told["data"])
    rest = bert.get(f"{QUEUE}?limit=50&cursor={told['page']['next_cursor']}")
    assert len({row["id"] for row in (*told["data"], *rest["data"])}) == 51
    asked = {"of": "duplicate", "criteria": {"field": "state", "op": "eq", "value": "open"}, "by": "of"}
    assert bert.post("/v1/counts", asked).json == {"count": 51, "complete": True, "by": {"relation": 51}}


def test_of_each_two_there_is_one_pair() -> None:
    one, other = f"rel_{1:026d}", f"rel_{2:026d}"
    assert duplicate.id_of(one, other) == duplicate.id_of(other, one)
    assert duplicate.id_of(one, other) != duplicate.id_of(one, one)
