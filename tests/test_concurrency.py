"""Many at once: nobody's change is lost, nothing exists twice, and who loses is told."""

from collections import Counter
from functools import partial

import pytest

from chalicelib.storage import keys
from tests.at_once import at_once
from tests.consistency import all_records, assert_consistent
from tests.world import Reply, User, World


def statuses(replies: list[Reply]) -> Counter[int]:
    return Counter(reply.status for reply in replies)


def test_r7_of_a_hundred_with_the_same_version_one_wins_and_the_others_see_what_it_wrote(world: World) -> None:
    anna = world.user()
    path = f"/v1/relations/{anna.company().id}"
    change = {"If-Match": '"1"'}
    replies = at_once([partial(anna.patch, path, {"note": f"by {n}"}, headers=change) for n in range(100)])
    assert statuses(replies) == {200: 1, 412: 99}
    written = next(reply["note"] for reply in replies if reply.status == 200)
    for loser in (reply for reply in replies if reply.status == 412):
        assert (loser["code"], loser["current"], loser["version"]) == ("stale_version", {"note": written}, 2)
        assert loser.header("ETag") == '"2"'
    assert anna.get(path)["note"] == written
    assert_consistent(world)


def test_r7_every_version_has_one_winner_and_no_update_is_lost(world: World) -> None:
    anna = world.user()
    path = f"/v1/relations/{anna.company().id}"
    won: list[int] = []

    def editor(name: int) -> None:
        """Reads, changes, and starts again when it lost, until it has won three times."""
        wins = 0
        while wins < 3:
            read = anna.get(path)
            note = f"{read.json.get('note', '')}{name},"
            reply = anna.patch(path, {"note": note}, headers={"If-Match": read.header("ETag") or ""})
            assert reply.status in (200, 409, 412), reply.text
            if reply.status == 200:
                won.append(reply["version"])
                wins += 1

    at_once([partial(editor, name) for name in range(8)])
    assert sorted(won) == list(range(2, 2 + 24))
    assert Counter(anna.get(path)["note"].rstrip(",").split(",")) == {str(name): 3 for name in range(8)}


def test_r7_changes_to_different_fields_merge(world: World) -> None:
    anna = world.user()
    path = f"/v1/relations/{anna.company().id}"
    changes: list[dict[str, object]] = [
        {"name": "Slagerij"},
        {"note": "Belt morgen"},
        {"language": "fr"},
        {"status": ["customer"]},
        {"salutation_formal": "Beste allen,"},
        {"channels": [{"kind": "phone", "value": "036 530 12 34"}]},
    ]
    stale = {"If-Match": '"1"'}
    assert statuses(at_once([partial(anna.patch, path, each, headers=stale) for each in changes])) == {200: 6}
    now = anna.get(path)
    assert (now["version"], now["name"], now["note"], now["language"]) == (7, "Slagerij", "Belt morgen", "fr")
    assert (now["status"], now["salutation"]["formal"]) == (["customer"], "Beste allen,")
    assert now["channels"][0]["normal"] == "+31365301234"
    assert_consistent(world)


def test_r7_without_if_match_the_last_one_wins_and_all_are_in_the_history(world: World) -> None:
    anna = world.user()
    path = f"/v1/relations/{anna.company().id}"
    replies = at_once([partial(anna.patch, path, {"note": f"by {n}"}) for n in range(5)])
    assert statuses(replies) == {200: 5}
    history = anna.get(f"{path}/history")["data"]
    assert [change["version"] for change in history] == [6, 5, 4, 3, 2, 1]
    assert history[0]["changed"]["note"]["now"] == anna.get(path)["note"]


def test_r9_of_twenty_with_one_external_id_one_is_made(world: World) -> None:
    anna = world.user()
    same = {"name": "Hamerslag", "external_ids": {"sap": "4711"}}
    replies = at_once([partial(anna.post, "/v1/relations", same) for _ in range(20)])
    assert statuses(replies) == {201: 1, 409: 19}
    made = next(reply.id for reply in replies if reply.status == 201)
    for refused in (reply for reply in replies if reply.status == 409):
        assert (refused["code"], refused["existing"]) == ("already_exists", made)
        assert refused.fields == ["external_ids.sap"]
    assert [record.id for record in all_records(world) if record.type == "relation"] == [made]
    assert_consistent(world)


def test_r9_the_same_external_id_in_two_tenants_is_no_conflict(world: World) -> None:
    same = {"name": "Hamerslag", "external_ids": {"sap": "4711"}}
    users = [world.user(tenant=name) for name in ("Acme", "Other")]
    assert statuses(at_once([partial(user.post, "/v1/relations", same) for user in users])) == {201: 2}


def test_twenty_upserts_of_one_key_make_one_record(world: World) -> None:
    anna = world.user()
    replies = at_once([partial(anna.put, "/v1/relations/by/sap/4711", {"name": "Hamerslag"}) for _ in range(20)])
    assert statuses(replies) == {201: 1, 200: 19}
    assert len({reply.id for reply in replies}) == 1
    assert_consistent(world)


def test_an_upsert_with_a_second_key_that_another_has_is_told_who(world: World) -> None:
    anna = world.user()
    other = anna.company("Ander", external_ids={"exact": "9"})
    reply = anna.put("/v1/relations/by/sap/1", {"name": "Hamerslag", "external_ids": {"exact": "9"}})
    assert (reply.status, reply["code"], reply["existing"]) == (409, "already_exists", other.id)
    assert reply.fields == ["external_ids.exact"]


def test_two_that_become_each_others_parent_at_once_never_close_a_circle(world: World) -> None:
    anna = world.user()
    for n in range(20):
        a, b = anna.company(f"A{n}").id, anna.company(f"B{n}").id
        pairs = ((a, b), (b, a))
        replies = at_once([partial(anna.patch, f"/v1/relations/{me}", {"parent": it}) for me, it in pairs])
        assert statuses(replies) == {200: 1, 422: 1}, [reply.text for reply in replies]
    assert_consistent(world)


def test_three_that_become_each_others_parent_at_once_never_close_a_circle(world: World) -> None:
    anna = world.user()
    for n in range(5):
        a, b, c = (anna.company(f"{name}{n}").id for name in "ABC")
        pairs = ((a, b), (b, c), (c, a))
        replies = at_once([partial(anna.patch, f"/v1/relations/{me}", {"parent": it}) for me, it in pairs])
        assert statuses(replies) == {200: 2, 422: 1}, [reply.text for reply in replies]


def test_nobody_links_to_what_is_archived_in_the_same_moment(world: World) -> None:
    anna = world.user()
    for n in range(10):
        company = anna.company(f"Hamerslag {n}").id
        made, gone = at_once([
            partial(anna.post, "/v1/contacts", {"company": company, "last_name": "Visser"}),
            partial(anna.delete, f"/v1/relations/{company}"),
        ])  # fmt: skip
        assert (made.status, gone.status) in ((201, 409), (422, 200)), (made.text, gone.text)
    assert_consistent(world)


@pytest.mark.parametrize("rounds", [3])
def test_t8_two_tenants_interleaved_on_sixteen_threads_never_see_each_other(world: World, rounds: int) -> None:
    users = [(world.user(tenant=name), name) for name in ("Kanarie", "Mus")]

    def work(me: int) -> list[tuple[str, str]]:
        seen: list[tuple[str, str]] = []
        for turn in range(rounds):
            user, own = users[(me + turn) % 2]
            seen.extend((own, reply.text) for reply in _a_bit_of_everything(user, own, me, turn))
        return seen

    other = {"Kanarie": "Mus", "Mus": "Kanarie"}
    for own, text in (each for seen in at_once([partial(work, me) for me in range(16)]) for each in seen):
        assert other[own] not in text
    assert_consistent(world)
    for pk, _ in world.items():
        assert keys.tenant_of(pk) in {user.tenant for user, _ in users}


def _a_bit_of_everything(user: User, own: str, me: int, turn: int) -> list[Reply]:
    headers = {"Idempotency-Key": f"{me}-{turn}"}  # the same in both tenants
    made = user.post("/v1/relations", {"name": f"Vogel {own} {me} {turn}"}, headers=headers)
    path = f"/v1/relations/{made.id}"
    changed = user.patch(path, {"note": own}, headers={"If-Match": '"1"'})
    listed, found = user.get("/v1/relations"), user.get("/v1/search?q=vogel")
    asked = (made, changed, user.get(path), user.get(f"{path}/history"), listed, found)
    assert [reply.status for reply in asked] == [201, 200, 200, 200, 200, 200]
    assert all(own in hit["title"] for hit in found["data"])
    return list(asked)
