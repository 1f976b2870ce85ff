"""What is beyond doubt the same is merged by the search itself, where that is asked for (C47)."""

from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.jobs import run
from tests.canaries import EVERYTHING
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.test_duplicates import BAKER, at, made
from tests.test_duplicates_faults import forgotten
from tests.test_duplicates_queue import AGAIN, QUEUE, anna, find, found, joined, queue, twice
from tests.test_jobs import counts, progress, rows
from tests.test_jobs_faults import DEATHS, client, event
from tests.world import User, World

__all__ = ("anna", "client")
JANSEN_MAIL = {"kind": "email", "value": "info@jansen.example"}
OTHER_MAIL = {"kind": "email", "value": "info@other.example"}
HOME = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}
PHONE = [{"kind": "phone", "value": "036 530 12 34"}]


def same(user: User, **more: Any) -> str:
    sent = {"name": "Bakkerij Jansen", "addresses": at("Almere"), "channels": PHONE, **more}
    return made(user.post(f"/v1/relations{AGAIN}", sent))


def alive(user: User, *ids: str) -> list[str]:
    replies = {each: user.get(f"/v1/relations/{each}") for each in ids}
    return [each for each, reply in replies.items() if reply.status == 200 and reply["archived_at"] is None]


def test_what_is_beyond_doubt_goes_into_the_oldest(world: World, anna: User) -> None:
    """C47"""
    oldest, second, third = same(anna), same(anna, note="Red door"), same(anna)
    likely = twice(anna, "Slagerij Kok")
    told = found(anna, merge_above=90)
    assert alive(anna, oldest, second, third, *likely) == [oldest, *likely]
    assert anna.get(f"/v1/relations/{oldest}")["note"] == "Red door"
    assert [row["one"]["title"] for row in queue(anna)] == ["Slagerij Kok"]
    assert counts(told) == {"changed": 4}
    assert counts(found(anna, merge_above=90)) == {"unchanged": 1}
    merged = queue(anna, "?state=merged")
    assert {frozenset((row["one"]["id"], row["other"]["id"])) for row in merged} >= {frozenset((oldest, second))}
    assert_consistent(world)


def test_nothing_is_merged_where_it_is_not_asked_for(world: World, anna: User) -> None:
    pair = same(anna), same(anna)
    found(anna)
    assert alive(anna, *pair) == [*pair]
    assert len(queue(anna)) == 1


def test_so_it_is_with_contacts_and_with_addresses(world: World, anna: User) -> None:
    """C47, F3: who used the one uses the other."""
    company = anna.company("Hamerslag").id
    mail = [{"kind": "email", "value": "jan@hamerslag.example"}]
    jans = [made(anna.post(f"/v1/contacts{AGAIN}", {**BAKER, "company": company, "channels": mail})) for _ in range(2)]
    homes = [made(anna.post(f"/v1/addresses{AGAIN}", HOME)) for _ in range(2)]
    user = anna.company("Zonnebloem", addresses=[{"address": homes[1]}]).id
    for of in ("contact", "address"):
        assert counts(found(anna, of, merge_above=90)) == {"changed": 1}
    assert [each["id"] for each in anna.get(f"/v1/contacts?company={company}")["data"]] == [jans[0]]
    (use,) = anna.get(f"/v1/relations/{user}")["addresses"]
    assert use["address"]["id"] == homes[0]
    assert {row["of"] for row in queue(anna, "?state=merged")} == {"contact", "address"}
    assert queue(anna) == []
    assert_consistent(world)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"chamber_number": "12345678"}, {"chamber_number": "87654321"}),
        ({"vat_number": "NL123456782B90"}, {"vat_number": "NL002455799B11"}),
        ({"channels": [*PHONE, JANSEN_MAIL]}, {"channels": [*PHONE, OTHER_MAIL]}),
    ],
)
def test_what_something_speaks_against_waits_for_somebody(
    world: World, anna: User, one: dict[str, Any], other: dict[str, Any]
) -> None:
    """C47: whatever a tenant ignores, two numbers of the chamber of commerce are two companies."""
    assert anna.put(f"{QUEUE}/rules", {"relation": {"ignored": ["other_chamber_number"]}}).status == 200
    addresses = [{"address": HOME}]
    first, second = same(anna, addresses=addresses, **one), same(anna, addresses=addresses, **other)
    found(anna, threshold=70, merge_above=90)
    assert len(queue(anna)) == 1
    assert alive(anna, first, second) == [first, second]


def test_those_that_hang_together_by_one_only_are_not_merged_through_it(world: World, anna: User) -> None:
    """A is like B and B like C, but A has another number than C: C waits."""
    first, second = same(anna, chamber_number="12345678"), same(anna)
    third = same(anna, chamber_number="87654321")
    found(anna, merge_above=90)
    assert alive(anna, first, second, third) == [first, third]
    found(anna, merge_above=90)
    assert alive(anna, first, second, third) == [first, third]


def test_what_is_told_apart_is_never_merged(world: World, anna: User) -> None:
    pair = same(anna), same(anna)
    assert anna.post(QUEUE, {"one": pair[0], "other": pair[1], "state": "not_duplicate"}).status == 201
    assert counts(found(anna, merge_above=90)) == {"unchanged": 1}
    assert alive(anna, *pair) == [*pair]


def test_what_was_told_from_the_one_that_went_is_told_from_the_other(world: World, anna: User) -> None:
    """C46: it is asked of nobody again, though it is another pair now."""
    first, second, third = same(anna), same(anna), same(anna)
    assert anna.post(QUEUE, {"one": second, "other": third, "state": "not_duplicate"}).status == 201
    assert anna.post(f"/v1/relations/{first}/merge", {"sources": [second]}).status < 300
    found(anna, merge_above=90)
    assert alive(anna, first, second, third) == [first, third]
    assert queue(anna) == []


def test_what_is_told_apart_is_not_merged_along_with_others(world: World, anna: User) -> None:
    """C46: of three that are the same two were told apart, by hand or while the search goes on: one of them waits."""
    ids = [same(anna, chamber_number="87654321") for _ in range(3)]
    for one, other in ((1, 2), (0, 2)):
        three = [same(anna, chamber_number=f"1234567{one}") for _ in range(3)]
        assert anna.post(QUEUE, {"one": three[one], "other": three[other], "state": "not_duplicate"}).status == 201
        ids += three
    found(anna)
    job = find(anna, merge_above=90)
    (row,) = [each for each in queue(anna) if joined(each) == {ids[0], ids[2]}]
    assert anna.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 200
    world.settle()
    assert progress(anna, job)["state"] == "done"
    assert alive(anna, *ids) == [ids[0], ids[2], ids[3], ids[5], ids[6], ids[8]]
    assert_consistent(world)


def test_however_often_it_went_on_it_stays_told_apart(world: World, anna: User) -> None:
    """C46: the second went into the first, and that into the oldest."""
    oldest, first, second, third = (same(anna) for _ in range(4))
    assert anna.post(QUEUE, {"one": second, "other": third, "state": "not_duplicate"}).status == 201
    assert anna.post(f"/v1/relations/{first}/merge", {"sources": [second]}).status < 300
    assert anna.post(f"/v1/relations/{oldest}/merge", {"sources": [first]}).status < 300
    found(anna, merge_above=90)
    assert alive(anna, oldest, first, second, third) == [oldest, third]


def test_what_was_split_is_merged_by_no_search_again(world: World, anna: User) -> None:
    """C47: whoever merged it, and whichever of those it were; it waits for somebody to say what it is."""
    found_by_search = [same(anna, chamber_number="87654321") for _ in range(3)]
    by_hand = [same(anna, chamber_number="12345678") for _ in range(2)]
    assert anna.post(f"/v1/relations/{by_hand[1]}/merge", {"sources": [by_hand[0]]}).status < 300
    found(anna, merge_above=90)
    jobs = [each for each in anna.get("/v1/jobs")["data"] if each["kind"] == "merge"]
    assert [anna.post(f"/v1/jobs/{each['id']}/undo").status for each in jobs] == [202, 202]
    world.settle()
    told = found(anna, merge_above=90)
    assert alive(anna, *found_by_search, *by_hand) == [*found_by_search, *by_hand]
    assert {frozenset(joined(each)) for each in queue(anna)} >= {frozenset(by_hand), frozenset(found_by_search[:2])}
    assert "refused" not in counts(told)
    assert_consistent(world)


def test_who_splits_them_again_says_so_and_it_stays(world: World, anna: User) -> None:
    """C47"""
    pair = same(anna), same(anna)
    found(anna, merge_above=90)
    (job,) = [each for each in anna.get("/v1/jobs")["data"] if each["kind"] == "merge"]
    assert anna.post(f"/v1/jobs/{job['id']}/undo").status == 202
    world.settle()
    assert alive(anna, *pair) == [*pair]
    (row,) = queue(anna)
    assert anna.patch(f"{QUEUE}/{row['id']}", {"state": "not_duplicate"}).status == 200
    found(anna, merge_above=90)
    assert alive(anna, *pair) == [*pair]
    assert_consistent(world)


def test_however_many_are_merged_none_is_refused_for_that(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C47, R9: each takes several steps; the search does them one by one, and tells once that it is over."""
    monkeypatch.setattr("chalicelib.actions.jobs.beginning.MOST_OF_USER", 1)
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 50)
    pairs = [[same(anna, chamber_number=f"1000000{number}") for _ in range(2)] for number in range(3)]
    for _, second in pairs:
        for number in range(3):
            made(anna.post("/v1/contacts", {"last_name": f"Visser {'abc'[number] * 4}", "company": second}))
    job = find(anna, merge_above=90)
    run.carry_on(event(job, anna))
    assert counts(progress(anna, job)) == {"changed": 3}
    assert [alive(anna, *pair) for pair in pairs] == [[first] for first, _ in pairs]
    told = {each["id"]: each for each in anna.get("/v1/jobs")["data"]}
    assert {each["part_of"] for each in told.values()} == {None, job.id}
    assert {each["state"] for each in told.values()} == {"done"}
    assert len(queue(anna, "?state=merged")) == 3
    world.settle()
    assert [each["record"]["id"] for each in anna.get("/v1/notices")["data"]] == [job.id]
    assert_consistent(world)


def test_what_is_refused_waits_and_its_row_says_why(world: World, anna: User) -> None:
    """C47: one stands above the other."""
    first = same(anna)
    second = same(anna, parent=first)
    told = found(anna, merge_above=90)
    assert counts(told) == {"refused": 1}
    (row,) = rows(anna, told).values()
    assert (row["code"], "stands above" in row["message"]) == ("conflict", True)
    (waits,) = queue(anna)
    assert waits["id"] == row["id"]
    assert alive(anna, first, second) == [first, second]
    assert_consistent(world)


def test_z2_who_may_not_merge_has_no_search_do_it(world: World, anna: User) -> None:
    """Z2: neither at the beginning, nor when it is lost meanwhile."""
    profile = anna.post("/v1/profiles", {"name": "All", "types": {"*": {**EVERYTHING, "fields": {"*": "write"}}}}).id
    role = anna.post("/v1/roles", {"key": "clerk", "name": "Clerk", "profiles": [profile]}).id
    pair, bert, sales = [same(anna), same(anna)], world.user("after_sales"), world.user("clerk")
    with world.unchanged():
        assert find(bert, merge_above=90).status == 403
    job = find(sales, merge_above=90)
    every = {"actions": ["read", "create", "edit", "delete"], "fields": {"*": "write"}}
    profile = anna.post("/v1/profiles", {"name": "No more", "types": {"*": every}}).id
    assert anna.patch(f"/v1/roles/{role}", {"profiles": [profile]}).status == 200
    world.settle()
    assert counts(progress(sales, job)) == {"refused": 1}
    assert alive(anna, *pair) == pair
    assert len(queue(anna)) == 1


@DEATHS
def test_r3_wherever_it_dies_all_that_is_the_same_becomes_one_once(
    world: World, anna: User, client: BaseClient, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R3: where the merge is done and the row is not, the row says that nothing is left to do."""
    for number in range(2 if after else 1, 200, 6):  # at every call would last minutes
        three = [same(anna, chamber_number=f"{10_000_000 + number}") for _ in range(3)]
        job, died = find(anna, merge_above=90), False
        try:
            with crash_at(client, number, after=after):
                run.carry_on(event(job, anna))
        except Crash:
            died = True
        forgotten(monkeypatch)
        run.carry_on(event(job, anna))
        world.settle()
        told = progress(anna, job)
        assert (told["state"], alive(anna, *three), queue(anna)) == ("done", three[:1], []), number
        assert "refused" not in counts(told), number
        anna.delete(f"/v1/relations/{three[0]}")
        if not died:
            break
    assert number > 15, "it died at every call before"
    assert_consistent(world)
