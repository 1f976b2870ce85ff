"""Doing something with many records at once: each as by itself, with the rights of by now (A13, Z5, Z6, T2)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import carrying
from chalicelib.actions.jobs import beginning, run
from chalicelib.storage import records
from tests.consistency import assert_consistent
from tests.world import Reply, User, World

ALL: dict[str, Any] = {"of": "relation", "criteria": {"all": []}}
NOTE = {"note": "Seen at the fair"}


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def of(*made: Reply) -> dict[str, Any]:
    return {"of": "relation", "ids": [each.id for each in made]}


def begin(user: User, those: Any, what: Any, **more: Any) -> Reply:
    return user.post("/v1/jobs", {"kind": "change", "those": those, "what": what, **more})


def companies(user: User, number: int, **fields: Any) -> list[Reply]:
    return [user.company(f"Company {n:03}", **fields) for n in range(number)]


def progress(user: User, job: Reply) -> Reply:
    return user.get(f"/v1/jobs/{job.id}")


def counts(job: Reply) -> dict[str, int]:
    return {name: count for name, count in job["counts"].items() if count}


def rows(user: User, job: Reply, outcome: str = "") -> dict[str, Any]:
    asked = f"?outcome={outcome}" if outcome else ""
    return {each["id"]: each for each in user.get(f"/v1/jobs/{job.id}/rows{asked}")["data"]}


def relation(user: User, made: Reply) -> Reply:
    return user.get(f"/v1/relations/{made.id}")


# -------------------------------------------------------------------------------------------------------- changing many


def test_a_little_is_done_with_the_answer(world: World, anna: User) -> None:
    one, two = anna.company("One"), anna.company("Two", status=["customer"])
    job = begin(anna, of(one, two), {"status": {"add": ["customer"]}}, expects=2)
    assert (job.status, job.header("Location")) == (202, f"/v1/jobs/{job.id}")
    assert (job["state"], job["found"], job["left"]) == ("done", 2, 0)
    assert counts(job) == {"changed": 1, "unchanged": 1}
    assert relation(anna, one)["status"] == ["customer"]
    assert {id: each["outcome"] for id, each in rows(anna, job).items()} == {one.id: "changed", two.id: "unchanged"}
    newest = anna.get(f"/v1/relations/{one.id}/history")["data"][0]
    assert (newest["by"], newest["channel"], newest["about"]["job"]) == (anna.id, "job", job.id)
    assert progress(anna, job).json == job.json
    assert_consistent(world)


def test_more_goes_on_by_itself_and_who_began_it_is_told_once(world: World, anna: User) -> None:
    companies(anna, 40)
    job = begin(anna, ALL, NOTE)
    assert (job["state"], job["found"]) == ("running", 40)
    assert 0 < job["left"] < 40
    world.settle()
    told = progress(anna, job)
    assert (told["state"], counts(told), told["left"]) == ("done", {"changed": 40}, 0)
    assert {each["note"] for each in anna.get("/v1/relations")["data"]} == {"Seen at the fair"}
    (notice,) = anna.get("/v1/notices")["data"]
    assert (notice["kind"], notice["record"]["id"]) == ("job_ended", job.id)
    assert (notice["told"]["state"], notice["told"]["changed"]) == ("done", 40)
    assert_consistent(world)


def test_when_its_time_is_over_another_leg_begins(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "LEG", timedelta(0))
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 75)
    companies(anna, 40)
    job = begin(anna, ALL, NOTE)
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 40}
    kept = records.get(anna.tenant, job.id)
    assert kept is not None
    assert kept.data["leg"] > 3


def test_none_is_passed_over_though_the_change_takes_it_out_of_the_criteria(world: World, anna: User) -> None:
    companies(anna, 40, status=["prospect"])
    prospects = {"of": "relation", "criteria": {"field": "status", "op": "has_any", "value": ["prospect"]}}
    job = begin(anna, prospects, {"status": ["customer"]}, expects=40)
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 40}
    assert anna.get("/v1/relations?status=prospect")["data"] == []


def test_one_that_moves_ahead_of_where_it_is_gets_dealt_with_once(world: World, anna: User) -> None:
    """Each new name stands behind all that are still to come."""
    for number in range(30):
        anna.company(f"A {number:03}")
    job = begin(anna, ALL, {"name": "Zebra"})
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 30}
    assert_consistent(world)


def test_what_is_archived_meanwhile_is_gone(world: World, anna: User) -> None:
    made = companies(anna, 40)
    job = begin(anna, of(*made), NOTE)
    anna.delete(f"/v1/relations/{made[-1].id}")
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 39, "gone": 1}
    assert list(rows(anna, job, "gone")) == [made[-1].id]
    assert relation(anna, made[-1]).json.get("note") is None


def test_custom_fields_are_changed_too(world: World, anna: User) -> None:
    options = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
    field = {"of": "relation", "key": "label", "name": "Label", "kind": "choices", "options": options}
    assert anna.post("/v1/custom-fields", field).status == 201
    made = companies(anna, 3)
    job = begin(anna, of(*made), {"custom_label": ["a"]})
    assert counts(job) == {"changed": 3}
    assert relation(anna, made[0])["custom_label"] == ["a"]
    refused = begin(anna, of(*made), {"custom_label": ["c"]})
    assert (refused.status, refused.fields) == (422, ["what.custom_label"])
    unknown = begin(anna, of(*made), {"custom_nothing": 1})
    assert (unknown.status, unknown.fields) == (400, ["what.custom_nothing"])


# --------------------------------------------------------------------------------------------- what is refused, and why


def test_z5_of_a_hundred_of_which_one_is_not_theirs_to_change_that_one_is_refused(world: World, anna: User) -> None:
    """Z5"""
    made, bert = companies(anna, 100), world.user("sales")
    shut = {"restricted": True, "access": [{"who": bert.id, "level": "read"}]}
    changed = anna.patch(f"/v1/relations/{made[50].id}", shut)
    assert changed.status == 200, changed.text
    before = relation(anna, made[50]).json
    job = begin(bert, of(*made), NOTE)
    world.settle()
    told = progress(bert, job)
    assert (told["state"], counts(told)) == ("done", {"changed": 99, "refused": 1})
    (refused,) = rows(bert, job, "refused").values()
    single = bert.patch(f"/v1/relations/{made[50].id}", NOTE)
    assert (refused["id"], refused["code"], refused["message"]) == (made[50].id, single["code"], single["detail"])
    assert relation(anna, made[50]).json == before


def test_a_record_that_cannot_be_changed_is_told_of_as_patch_would_and_keeps_none_back(
    world: World, anna: User
) -> None:
    person, company = anna.person("Ann", "Bird"), anna.company("Trading")
    job = begin(anna, of(person, company), {"chamber_number": "12345678"})
    (refused,) = rows(anna, job, "refused").values()
    single = anna.patch(f"/v1/relations/{person.id}", {"chamber_number": "12345678"})
    assert (single.status, refused["id"]) == (422, person.id)
    assert (refused["code"], refused["errors"]) == (single["code"], single["errors"])
    assert relation(anna, company)["chamber_number"] == "12345678"


def test_of_two_that_would_take_the_same_the_second_is_refused(world: World, anna: User) -> None:
    field = {"of": "relation", "key": "number", "name": "Number", "kind": "text", "unique": True}
    anna.post("/v1/custom-fields", field)
    one, two, three = companies(anna, 3)
    anna.patch(f"/v1/relations/{three.id}", {"custom_number": "8"})
    job = begin(anna, of(one, two, three), {"custom_number": "7"})
    world.settle()
    told = progress(anna, job)
    assert counts(told) == {"changed": 1, "refused": 2}
    assert {each["code"] for each in rows(anna, job, "refused").values()} == {"already_exists"}
    taken = begin(anna, of(one), {"custom_number": "7"})
    assert counts(taken)
    assert_consistent(world)


@pytest.mark.parametrize(
    ("what", "status", "fields"),
    [
        ({"status": ["nonsense"]}, 422, ["what.status[0]"]),
        ({"colour": "red"}, 400, ["what.colour"]),
        ({"parent": "rel_01J00000000000000000000000"}, 422, ["what.parent"]),
        ({}, 422, ["what"]),
    ],
)
def test_a_change_that_no_record_could_take_is_refused_at_once(
    world: World, anna: User, what: Any, status: int, fields: list[str]
) -> None:
    made = anna.company()
    with world.unchanged():
        refused = begin(anna, of(made), what)
        assert (refused.status, refused.fields) == (status, fields)


def test_t2_ids_of_others_are_none_that_there_are(world: World, anna: User) -> None:
    """T2: among those that are chosen, and within the change."""
    ours, theirs = anna.company(), world.user("administrator", tenant="Other").company("Theirs")
    with world.unchanged():
        chosen = begin(anna, of(ours, theirs), NOTE)
        assert (chosen.status, chosen.fields) == (422, ["those.ids[1]"])
        linked = begin(anna, of(ours), {"parent": theirs.id})
        assert (linked.status, linked.fields) == (422, ["what.parent"])


def test_t1_a_job_of_others_is_none_that_there_is(world: World, anna: User) -> None:
    """T1, and of colleagues: it is for who began it and for administrators."""
    job = begin(world.user("sales"), of(anna.company()), NOTE)
    other, colleague = world.user("administrator", tenant="Other"), world.user("sales")
    for path in ("", "/rows"):
        assert anna.get(f"/v1/jobs/{job.id}{path}").status == 200
        for stranger in (other, colleague):
            assert stranger.get(f"/v1/jobs/{job.id}{path}").status == 404
    for verb in ("cancel", "undo"):
        assert {each.post(f"/v1/jobs/{job.id}/{verb}").status for each in (other, colleague)} == {404}
    assert [each["id"] for each in anna.get("/v1/jobs")["data"]] == [job.id]
    assert colleague.get("/v1/jobs")["data"] == other.get("/v1/jobs")["data"] == []


def test_z1_who_may_not_change_such_records_begins_nothing(world: World, anna: User) -> None:
    """Z1"""
    made = anna.company()
    for role, kind in (("reader", "employee"), ("external", "external")):
        user = world.user(role, kind=kind)
        for name in ("change", "archive"):
            asked = {"kind": name, "those": of(made), "what": NOTE if name == "change" else {}}
            assert user.post("/v1/jobs", asked).status == 403


# ------------------------------------------------------------------------------------------------- beginning and ending


def test_nothing_is_begun_when_there_are_others_than_were_seen(world: World, anna: User) -> None:
    companies(anna, 3)
    with world.unchanged():
        refused = begin(anna, ALL, NOTE, expects=2)
        assert (refused.status, refused["code"], refused["found"]) == (409, "conflict", 3)


def test_only_so_many_jobs_go_on_at_once(world: World, anna: User) -> None:
    companies(anna, 30)
    for number in range(beginning.MOST_OF_USER):
        assert begin(anna, ALL, {"note": f"Note {number}"})["state"] == "running"
    refused = begin(anna, ALL, NOTE)
    assert (refused.status, refused["code"], refused["limits"]) == (409, "quota_exceeded", {"jobs": 3})
    world.settle()
    assert begin(anna, ALL, NOTE).status == 202


def test_so_many_records_are_too_many(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "MOST", 5)
    companies(anna, 6)
    assert begin(anna, ALL, NOTE).status == 422


def test_one_that_is_cancelled_goes_no_further(world: World, anna: User) -> None:
    companies(anna, 40)
    job = begin(anna, ALL, NOTE)
    cancelled = anna.post(f"/v1/jobs/{job.id}/cancel")
    world.settle()
    told = progress(anna, job)
    assert (told["state"], told["counts"], told["left"]) == ("cancelled", job["counts"], 0)
    assert cancelled["counts"] == job["counts"]
    assert len([each for each in anna.get("/v1/relations")["data"] if "note" in each]) == job["counts"]["changed"]
    assert anna.post(f"/v1/jobs/{job.id}/cancel").status == 409


def test_z6_it_stops_when_who_began_it_left_or_may_not_any_more(world: World, anna: User) -> None:
    """Z6"""
    companies(anna, 40)
    for change in ({"status": "disabled"}, {"role": "reader"}):
        bert = world.user("sales")
        job = begin(bert, ALL, {"note": f"By {bert.id}"})
        assert anna.patch(f"/v1/users/{bert.id}", change).status == 200
        world.settle()
        told = progress(anna, job)
        assert (told["state"], told["counts"]) == ("stopped", job["counts"])
        assert told["stopped_because"].startswith("Who began it may not")


def test_who_is_given_work_is_told_of_it_and_who_follows_many_is_not_told_of_each(world: World, anna: User) -> None:
    made, bert = companies(anna, 25), world.user("sales")
    for each in made[:3]:
        assert bert.put(f"/v1/me/subscriptions/records/{each.id}", {}).status < 300
    begin(anna, of(*made), NOTE)
    world.settle()
    assert bert.get("/v1/notices")["data"] == []
    begin(anna, of(*made[:3]), {"note": "Again"})
    world.settle()
    assert {each["kind"] for each in bert.get("/v1/notices")["data"]} == {"changed"}


def test_rows_come_in_pages(world: World, anna: User) -> None:
    made = companies(anna, 25)
    job = begin(anna, of(*made), NOTE)
    world.settle()
    found, cursor = [], ""
    while True:
        page = anna.get(f"/v1/jobs/{job.id}/rows?outcome=changed&limit=10{cursor}").json
        found += [each["id"] for each in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert sorted(found) == sorted(each.id for each in made)


# ------------------------------------------------------------------------------------------------------------ archiving


def test_many_are_archived_but_for_what_others_need(world: World, anna: User) -> None:
    free, needed = anna.company("Free"), anna.company("Needed")
    anna.contact(needed.id)
    job = anna.post("/v1/jobs", {"kind": "archive", "those": of(free, needed)})
    assert counts(job) == {"changed": 1, "refused": 1}
    assert rows(anna, job, "refused")[needed.id]["code"] == "in_use"
    assert relation(anna, free)["archived_at"]
    assert relation(anna, needed)["archived_at"] is None
    assert_consistent(world)


# --------------------------------------------------------------------------------------------------- merging two labels


def label(user: User, kind: str = "choices", **more: Any) -> Reply:
    options = [{"key": key, "name": key} for key in ("old", "new", "other")]
    field = {"of": "relation", "key": "label", "name": "Label", "kind": kind, "options": options, **more}
    return user.post("/v1/custom-fields", field)


def merge(user: User, field: Reply, source: str = "old", target: str = "new") -> Reply:
    what = {"field": field.id, "source": source, "target": target}
    return user.post("/v1/jobs", {"kind": "merge_choices", "what": what})


def test_a12_what_has_the_one_label_gets_the_other_and_the_one_is_archived(world: World, anna: User) -> None:
    """A12"""
    field = label(anna)
    given = [["old"], ["other", "old"], ["old", "new"], ["other"]]
    made = [anna.company(f"Company {n}", custom_label=each) for n, each in enumerate(given)]
    job = merge(anna, field)
    assert (job.status, job["found"]) == (202, 3)
    world.settle()
    assert (progress(anna, job)["state"], counts(progress(anna, job))) == ("done", {"changed": 3})
    kept = [relation(anna, each)["custom_label"] for each in made]
    assert kept == [["new"], ["other", "new"], ["new"], ["other"]]
    options = {each["key"]: each["archived"] for each in anna.get(f"/v1/custom-fields/{field.id}")["options"]}
    assert options == {"old": True, "new": False, "other": False}
    late = anna.post("/v1/relations", {"kind": "company", "name": "Late", "custom_label": ["old"]})
    assert (late.status, late.fields) == (422, ["custom_label"])
    assert_consistent(world)


def test_a12_of_a_field_with_one_choice_too_and_its_default(world: World, anna: User) -> None:
    """A12"""
    field = label(anna, "choice", default="old")
    made = anna.company("Company")
    job = merge(anna, field)
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 1}
    assert (relation(anna, made)["custom_label"], anna.company("Later")["custom_label"]) == ("new", "new")


def test_a12_rules_ways_and_what_stands_below_go_along(world: World, anna: User) -> None:
    """A12: whatever may follow the one, and though a rule gave it."""
    anna.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "number"})
    large = {"option": "old", "criteria": {"field": "custom_size", "op": "gt", "value": 5}}
    ruled, made = label(anna, "choice", rules=[large]), anna.company(custom_size=9)
    ways: list[dict[str, Any]] = [
        {"key": "old", "name": "Old", "next": ["other"], "first": True},
        {"key": "new", "name": "New", "parent": "below", "next": ["old"]},
        {"key": "other", "name": "Other", "next": ["old", "new"]},
        {"key": "below", "name": "Below", "parent": "old"},
    ]
    moved = label(anna, "choice", key="state", options=ways, default="old")
    moving = anna.company(custom_state="old")
    for field in (ruled, moved):
        job = merge(anna, field)
        world.settle()
        assert counts(progress(anna, job))["changed"] in (1, 2)
        assert "refused" not in counts(progress(anna, job))
    assert relation(anna, made)["custom_label"] == anna.company(custom_size=8)["custom_label"] == "new"
    assert (relation(anna, moving)["custom_state"], anna.company()["custom_state"]) == ("new", "new")
    options = {each["key"]: each for each in anna.get(f"/v1/custom-fields/{moved.id}")["options"]}
    assert (options["new"]["first"], options["new"]["next"], options["new"].get("parent")) == (True, [], None)
    assert (options["other"]["next"], options["below"]["parent"], options["old"]["archived"]) == (["new"], "new", True)


def test_a12_who_gives_the_one_label_meanwhile_is_refused(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A12: none is left with it."""
    monkeypatch.setattr(carrying, "LEG", timedelta(0))
    field = label(anna)
    for number in range(30):
        anna.company(f"Company {number:02}", custom_label=["old"])
    job = merge(anna, field)
    run.carry_on({"detail": {"tenant": anna.tenant, "record": job.id}})
    late = anna.post("/v1/relations", {"kind": "company", "name": "A late one", "custom_label": ["old"]})
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 30}
    assert (late.status, late.fields) == (422, ["custom_label"])
    assert {tuple(each["custom_label"]) for each in anna.get("/v1/relations?limit=50")["data"]} == {("new",)}


@pytest.mark.parametrize(
    ("kind", "has", "op", "value"),
    [("choice", str, "eq", "old"), ("choice", str, "in", ["old"]), ("choices", lambda key: [key], "has_any", ["old"])],
)
def test_a12_what_was_saved_with_the_one_label_asks_for_the_other(
    world: World, anna: User, kind: str, has: Callable[[str], Any], op: str, value: Any
) -> None:
    """A12: a selection does not become empty, also where two are merged after another."""
    field = label(anna, kind)
    made = [anna.company(f"Company {each}", custom_label=has(each)) for each in ("old", "new", "other")]
    criteria = {"field": "custom_label", "op": op, "value": value}
    selection = anna.post("/v1/selections", {"name": "Old ones", "of": "relation", "criteria": criteria})
    for source, target, found in (("old", "new", made[:2]), ("new", "other", made)):
        job = merge(anna, field, source, target)
        world.settle()
        told = anna.get(f"/v1/selections/{selection.id}/members")
        assert {each["id"] for each in told["data"]} == {each.id for each in found}
    undo = anna.post(f"/v1/jobs/{job.id}/undo")
    world.settle()
    told = anna.get(f"/v1/selections/{selection.id}/members")
    assert (undo.status, {each["id"] for each in told["data"]}) == (202, {each.id for each in made[:2]})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"merged_into": "new"}, "in_use"),
        ({"archived": True, "merged_into": "gone"}, "no_such_option"),
        ({"archived": True, "merged_into": "old"}, "circle"),
    ],
)
def test_what_an_option_went_into_is_another_that_there_is(anna: User, change: dict[str, Any], told: str) -> None:
    field = label(anna)
    options = anna.get(f"/v1/custom-fields/{field.id}")["options"]
    options[0].update(change)
    refused = anna.patch(f"/v1/custom-fields/{field.id}", {"options": options})
    assert (refused.status, [each["code"] for each in refused["errors"]]) == (422, [told])
    assert anna.get(f"/v1/custom-fields/{field.id}").json == field.json


def test_labels_are_merged_by_administrators(world: World, anna: User) -> None:
    field = label(anna)
    assert merge(world.user("manager"), field).status == 403
    for source, target, named in (("old", "old", "target"), ("gone", "new", "source"), ("old", "gone", "target")):
        refused = merge(anna, field, source, target)
        assert (refused.status, refused.fields) == (422, [f"what.{named}"])
