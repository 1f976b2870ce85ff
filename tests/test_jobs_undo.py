"""Undoing what a job did: what still has what the job gave it gets back what it had (A13)."""

from typing import Any

import time_machine

from tests.consistency import assert_consistent
from tests.test_jobs import NOTE, anna, begin, companies, counts, label, merge, of, progress, relation, rows
from tests.world import Reply, User, World

__all__ = ("anna",)
WAYS: dict[str, Any] = {
    "of": "relation", "key": "label", "name": "Label", "kind": "choice", "default": "old",
    "options": [
        {"key": "old", "name": "Old", "next": ["other"], "first": True},
        {"key": "new", "name": "New", "next": []},
        {"key": "other", "name": "Other", "next": ["old", "new"]},
        {"key": "below", "name": "Below", "parent": "old"},
    ],
}  # fmt: skip


def undo(user: User, job: Reply) -> Reply:
    return user.post(f"/v1/jobs/{job.id}/undo")


def test_all_get_back_what_they_had(world: World, anna: User) -> None:
    one, two, three = anna.company("One", note="Old"), anna.company("Two"), anna.company("Three", **NOTE)
    job = begin(anna, of(one, two, three), {**NOTE, "status": ["customer"]})
    told = undo(anna, job)
    assert (told.status, told.header("Location")) == (202, f"/v1/jobs/{told.id}")
    assert (told["kind"], told["undoes"], told["state"], counts(told)) == ("undo", job.id, "done", {"changed": 3})
    assert progress(anna, job)["undone_by"] == told.id
    assert [relation(anna, each).json.get("note") for each in (one, two, three)] == ["Old", None, NOTE["note"]]
    assert {tuple(relation(anna, each).json.get("status", [])) for each in (one, two, three)} == {()}
    newest = anna.get(f"/v1/relations/{one.id}/history")["data"][0]
    assert (newest["channel"], newest["about"]["job"]) == ("job", told.id)
    assert_consistent(world)


def test_of_many_too(world: World, anna: User) -> None:
    made = companies(anna, 40)
    job = begin(anna, of(*made), NOTE)
    world.settle()
    told = undo(anna, job)
    assert (told["state"], told["found"]) == ("running", 40)
    world.settle()
    assert counts(progress(anna, told)) == {"changed": 40}
    assert not [each for each in made if "note" in relation(anna, each).json]
    assert_consistent(world)


def test_what_somebody_changed_since_stays_and_is_told(world: World, anna: User) -> None:
    whole, part, archived = anna.company("Whole"), anna.company("Part"), anna.company("Archived")
    job = begin(anna, of(whole, part, archived), {**NOTE, "status": ["customer"]})
    anna.patch(f"/v1/relations/{whole.id}", {"note": "Mine", "status": ["prospect"]})
    anna.patch(f"/v1/relations/{part.id}", {"note": "Mine"})
    anna.delete(f"/v1/relations/{archived.id}")
    told = undo(anna, job)
    assert counts(told) == {"changed": 1, "since_changed": 1, "refused": 1}
    kept = rows(anna, told)
    assert [each["field"] for each in kept[whole.id]["errors"]] == ["note", "status"]
    assert [(each["field"], each["code"]) for each in kept[part.id]["errors"]] == [("note", "since_changed")]
    assert kept[archived.id]["code"] == "conflict"
    assert (relation(anna, whole)["note"], relation(anna, whole)["status"]) == ("Mine", ["prospect"])
    assert (relation(anna, part)["note"], relation(anna, part).json.get("status", [])) == ("Mine", [])


def test_a_link_is_the_same_whatever_it_is_called_by_now(world: World, anna: User) -> None:
    parent, other, child = anna.company("Parent"), anna.company("Other"), anna.company("Child")
    anna.patch(f"/v1/relations/{child.id}", {"parent": other.id})
    job = begin(anna, of(child), {"parent": parent.id})
    anna.patch(f"/v1/relations/{parent.id}", {"name": "Father"})
    world.settle()
    assert relation(anna, child)["parent"]["title"] == "Father"
    assert counts(undo(anna, job)) == {"changed": 1}
    assert relation(anna, child)["parent"]["id"] == other.id


def test_what_was_archived_is_restored(world: World, anna: User) -> None:
    one, two = anna.company("One"), anna.company("Two")
    job = anna.post("/v1/jobs", {"kind": "archive", "those": of(one, two)})
    anna.post(f"/v1/relations/{two.id}/restore")
    told = undo(anna, job)
    assert counts(told) == {"changed": 1, "unchanged": 1}
    assert {relation(anna, each)["archived_at"] for each in (one, two)} == {None}
    assert anna.search("one") == ["One"]
    assert_consistent(world)


def test_labels_that_were_merged_are_two_again(world: World, anna: User) -> None:
    field = label(anna)
    made = [anna.company(f"Company {n}", custom_label=each) for n, each in enumerate((["old"], ["other", "old"]))]
    job = merge(anna, field)
    world.settle()
    told = undo(anna, job)
    world.settle()
    assert (progress(anna, told)["state"], counts(progress(anna, told))) == ("done", {"changed": 2})
    assert [relation(anna, each)["custom_label"] for each in made] == [["old"], ["other", "old"]]
    options: list[Any] = anna.get(f"/v1/custom-fields/{field.id}")["options"]
    assert not any(each["archived"] for each in options)


def test_labels_that_were_merged_are_told_apart_again_but_for_what_somebody_said_since(
    world: World, anna: User
) -> None:
    field = anna.post("/v1/custom-fields", WAYS)
    made = anna.company("Company", custom_label="old")
    before = anna.get(f"/v1/custom-fields/{field.id}").json
    job = merge(anna, field)
    world.settle()
    options = anna.get(f"/v1/custom-fields/{field.id}")["options"]
    options[0]["name"], options[3]["parent"] = "Former", "other"
    assert anna.patch(f"/v1/custom-fields/{field.id}", {"options": options}).status == 200
    told = undo(anna, job)
    world.settle()
    assert counts(progress(anna, told)) == {"changed": 1}, "though nothing follows what it had"
    assert relation(anna, made)["custom_label"] == "old"
    after = anna.get(f"/v1/custom-fields/{field.id}").json
    before["options"][0]["name"], before["options"][3]["parent"] = "Former", "other"
    assert [after[name] for name in ("options", "default")] == [before[name] for name in ("options", "default")]


def test_what_a_rule_gave_with_it_a_rule_takes_back(world: World, anna: User) -> None:
    """Also of who may not write it; and it is not chosen by hand from then on."""
    anna.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "number"})
    size = {"field": "custom_size", "op": "gt", "value": 5}
    rules = [{"option": "old", "criteria": size}, {"option": "new", "criteria": {"not": size}}]
    assert label(anna, "choice", rules=rules, by_hand=True).status == 201
    write = {"actions": ["read", "create", "edit"], "fields": {"*": "write"}}
    types = {"*": write, "relation": {**write, "fields": {"*": "write", "custom_label": "read"}}}
    profile = anna.post("/v1/profiles", {"name": "Half", "types": types})
    anna.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    bert, company = world.user("half"), anna.company(custom_size=9)
    for user in (anna, bert):
        job = begin(user, of(company), {"custom_size": 3})
        assert relation(anna, company)["custom_label"] == "new"
        assert counts(undo(user, job)) == {"changed": 1}
        assert (relation(anna, company)["custom_size"], relation(anna, company)["custom_label"]) == (9, "old")
    anna.patch(f"/v1/relations/{company.id}", {"custom_size": 2})
    assert relation(anna, company)["custom_label"] == "new"


def test_a_status_goes_back_though_no_way_leads_there(world: World, anna: User) -> None:
    """Nor need what it had be there to be chosen still."""
    field = anna.post("/v1/custom-fields", WAYS)
    company = anna.company(custom_label="old")
    job = begin(anna, of(company), {"custom_label": "other"})
    options = field["options"]
    options[0]["archived"], options[2]["next"] = True, []
    assert anna.patch(f"/v1/custom-fields/{field.id}", {"options": options, "default": None}).status == 200
    assert anna.patch(f"/v1/relations/{company.id}", {"custom_label": "old"}).status == 422
    assert counts(undo(anna, job)) == {"changed": 1}
    assert relation(anna, company)["custom_label"] == "old"


def test_what_somebody_archived_anew_stays_archived(world: World, anna: User) -> None:
    company = anna.company()
    job = anna.post("/v1/jobs", {"kind": "archive", "those": of(company)})
    anna.post(f"/v1/relations/{company.id}/restore")
    anna.delete(f"/v1/relations/{company.id}")
    told = undo(anna, job)
    assert counts(told) == {"since_changed": 1}
    assert rows(anna, told)[company.id]["errors"][0]["field"] == "archived_at"
    assert relation(anna, company)["archived_at"]


def test_z6_who_may_not_change_such_records_any_more_undoes_nothing(world: World, anna: User) -> None:
    """Z6: an administrator does."""
    write = {"actions": ["read", "create", "edit"], "fields": {"*": "write"}}
    profile = anna.post("/v1/profiles", {"name": "Half", "types": {"*": write}})
    anna.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    bert, company = world.user("half"), anna.company()
    job = begin(bert, of(company), NOTE)
    assert counts(job) == {"changed": 1}
    taken = anna.patch(f"/v1/profiles/{profile.id}", {"types": {"*": {**write, "actions": ["read"]}}})
    assert taken.status == 200, taken.text
    with world.unchanged():
        assert undo(bert, job).status == 403
    assert counts(undo(anna, job)) == {"changed": 1}


def test_it_needs_the_rights_that_changing_back_needs(world: World, anna: User) -> None:
    """Z5: who began it gets nothing back that is not theirs to change any more."""
    bert, company, other = world.user("sales"), anna.company("One"), anna.company("Two")
    job = begin(bert, of(company, other), NOTE)
    shut = {"restricted": True, "access": [{"who": bert.id, "level": "read"}]}
    assert anna.patch(f"/v1/relations/{company.id}", shut).status == 200
    assert counts(undo(bert, job)) == {"changed": 1, "refused": 1}
    assert relation(anna, company)["note"] == NOTE["note"]


def test_it_is_undone_once_unless_that_was_cancelled(world: World, anna: User) -> None:
    made = companies(anna, 40)
    job = begin(anna, of(*made), NOTE)
    assert (undo(anna, job).status, undo(anna, job)["code"]) == (409, "conflict")
    world.settle()
    first = undo(anna, job)
    assert undo(anna, job).status == 409
    anna.post(f"/v1/jobs/{first.id}/cancel")
    second = undo(anna, job)
    world.settle()
    told, done = progress(anna, second), first["counts"]["changed"]
    assert counts(told) == {"changed": 40 - done, "unchanged": done}
    assert undo(anna, job).status == undo(anna, second).status == 409
    assert not [each for each in made if "note" in relation(anna, each).json]


def test_it_can_be_undone_for_thirty_days(world: World) -> None:
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False) as now:
        anna = world.user("administrator")
        job = begin(anna, of(anna.company()), NOTE)
        assert job["undo_until"] == "2026-10-31T12:00:00.000Z"
        now.move_to("2026-10-31T12:00:01Z")
        late = undo(world.user("administrator"), job)
        assert (late.status, late["detail"]) == (409, "A job can be undone for 30 days; this one is older.")
