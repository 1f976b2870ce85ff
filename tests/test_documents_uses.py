"""Documents among the rest: where they are used, how much room they take, which expire, what became of them when
(A29, A30, A31, C18, F3, F5)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import time_machine

from chalicelib.models.registry import TYPES
from chalicelib.storage import quota
from chalicelib.storage.quota import FILES, Limit, Usage, used
from infra.resources.buckets import DOCUMENT_RULES
from tests.at_once import at_once
from tests.browser import begun, document, fetch, send, sent
from tests.specimens import EXE, PDF, PNG, pdf
from tests.world import Reply, User, World

NOW = "2026-11-22T09:00:00Z"


def checked(world: World, user: User, **more: Any) -> Reply:
    made = document(user, **more)
    world.settle()
    return user.get(f"/v1/documents/{made.id}")


def refer(user: User, made: Reply, subject: str = "Read this") -> Reply:
    told = {"kind": "task", "subject": subject, "is_task": True, "links": [made.id]}
    reply = user.post("/v1/activities", told)
    assert reply.status == 201, reply.text
    return reply


# -------------------------------------------------------------------------------------------------------- where used


def test_it_is_told_what_a_document_is_about_and_what_refers_to_it(world: World) -> None:
    """A26"""
    anna = world.user()
    company = anna.company("Hamerslag")
    made = document(anna, title="Lease", links=[company.id])
    task, other = refer(anna, made), document(anna, title="Annex", links=[made.id])
    anna.patch(f"/v1/relations/{company.id}", {"name": "Hamer"})
    told = anna.get(f"/v1/documents/{made.id}/links")
    assert told["about"] == [{"id": company.id, "type": "relation", "title": "Hamer", "place": ""}]
    assert {(each["type"], each["id"], each["title"]) for each in told["data"]} == {
        ("activity", task.id, "Read this"), ("document", other.id, "Annex"),
    }  # fmt: skip
    anna.delete(f"/v1/activities/{task.id}")
    assert [each["id"] for each in anna.get(f"/v1/documents/{made.id}/links")["data"]] == [other.id]


def test_what_refers_to_it_is_read_page_by_page_in_three_round_trips(world: World) -> None:
    anna = world.user()
    made = document(anna, links=[anna.company(f"C{number}").id for number in range(20)])
    tasks = {refer(anna, made, f"Task {number}").id for number in range(53)}
    read: list[str] = []
    cursor = ""
    while True:
        with world.meter() as meter:
            page = anna.get(f"/v1/documents/{made.id}/links?{cursor}")
        assert meter.round_trips <= 3
        assert len(page["about"]) == 20
        read += [each["id"] for each in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"cursor={page['page']['next_cursor']}"
    assert (len(read), set(read)) == (53, tasks)


def test_where_it_is_used_is_for_whom_it_is_for(world: World) -> None:
    """T1, T2, Z1: a cursor is its user's, and for this document."""
    anna, ben, outsider, bert = world.user(), world.user(), world.user(kind="external"), world.user(tenant="Bolt")
    made, other = document(anna), document(anna)
    for each in (made, made, other):
        refer(anna, each)
    cursor = anna.get(f"/v1/documents/{made.id}/links?limit=1")["page"]["next_cursor"]
    with world.unchanged():
        assert outsider.get(f"/v1/documents/{made.id}/links").status == 403
        assert bert.get(f"/v1/documents/{made.id}/links").status == 404
        assert ben.get(f"/v1/documents/{made.id}/links?cursor={cursor}")["code"] == "invalid_cursor"
        assert anna.get(f"/v1/documents/{other.id}/links?cursor={cursor}")["code"] == "invalid_cursor"


def test_nothing_holds_a_document(world: World) -> None:
    """So all that refers to it is found among what merely speaks of it."""
    anna = world.user()
    made = document(anna)
    refer(anna, made)
    document(anna, links=[made.id])
    about = {"id": made.id}
    for each in TYPES.values():
        data = {"links": [about], "parent": about, "participants": [{"contact": about}], "assignees": [about]}
        held = [link for link in each.links(data) if link.holds and (not link.types or "document" in link.types)]
        assert held == [], each.name
    assert anna.delete(f"/v1/documents/{made.id}").status == 200


# ---------------------------------------------------------------------------------------------------------- the room


def room(user: User) -> tuple[int, int]:
    told = user.get("/v1/documents/usage")
    assert told.status == 200, told.text
    return told["number"], told["bytes"]


def test_one_sees_how_much_room_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """F5: of one's own tenant."""
    anna, bert = world.user(), world.user(tenant="Bolt")
    limit = quota.LIMITS[FILES]
    assert anna.get("/v1/documents/usage").json == {
        "number": 0, "bytes": 0, "limits": {"number": limit.number, "bytes": limit.octets},
    }  # fmt: skip
    made = checked(world, anna)
    upload = sent(anna, PNG, "b.png", "image/png", document=made.id)
    anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload})
    assert (room(anna), room(bert)) == ((2, len(PDF) + len(PNG)), (0, 0))
    monkeypatch.setitem(quota.LIMITS, FILES, Limit(2, 10**9, ""))
    full = anna.post("/v1/documents", {"upload": sent(anna)})
    assert full["limits"] == anna.get("/v1/documents/usage")["limits"] == {"number": 2, "bytes": 10**9}


def test_what_is_archived_takes_room_since_it_can_be_restored(world: World) -> None:
    """F5"""
    anna = world.user()
    made = checked(world, anna)
    assert anna.delete(f"/v1/documents/{made.id}").status == 200
    assert room(anna) == (1, len(PDF))
    assert anna.post(f"/v1/documents/{made.id}/restore").status == 200
    world.settle()
    assert room(anna) == (1, len(PDF))
    assert fetch(anna.get(f"/v1/documents/{made.id}/download")).content == PDF


def test_what_was_sent_and_never_attached_takes_no_room_and_goes_by_itself(world: World) -> None:
    """F3, F5: it lies where the bucket's own rule removes it after a day."""
    anna = world.user()
    for _ in range(3):
        assert send(begun(anna), PDF) == 204
    begun(anna)
    world.settle()
    assert room(anna) == (0, 0)
    rule = next(each for each in DOCUMENT_RULES if each["Id"] == "quarantine")
    assert rule["ExpirationInDays"] == 1
    assert len(world.bucket) == 3
    assert all(key.startswith(rule["Prefix"]) for key in world.bucket)


def test_a_refused_version_gives_its_room_back_and_leaves_no_file(world: World) -> None:
    """F5"""
    anna = world.user()
    made = checked(world, anna)
    kept = set(world.bucket)
    for _ in range(2):
        anna.post(f"/v1/documents/{made.id}/versions", {"upload": sent(anna, EXE, "a.pdf", document=made.id)})
        assert room(anna) == (2, len(PDF) + len(EXE))
        world.settle()
        assert room(anna) == (1, len(PDF))
    assert set(world.bucket) == kept


def test_the_count_is_exact_when_files_come_and_are_refused_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5: new documents and new versions of one, beside refusals that give back."""
    monkeypatch.setitem(quota.LIMITS, FILES, Limit(6, 10**9, ""))
    anna = world.user()
    made, bad = checked(world, anna), [document(anna, EXE, "a.pdf") for _ in range(2)]
    world.publish(world.new_changes())
    events = world.bus.drain()
    version = sent(anna, document=made.id)
    tokens = [sent(anna) for _ in range(4)]
    come = [partial(anna.post, "/v1/documents", {"upload": token}) for token in tokens]
    come.append(partial(anna.post, f"/v1/documents/{made.id}/versions", {"upload": version}))
    calls: list[Callable[[], Any]] = [*come, *[partial(world.check_files, [each]) for each in events]]
    replies = at_once(calls)
    taken = [each for each in replies if each is not None and each.status in (200, 201)]
    assert {each["code"] for each in replies if each is not None and each.status > 201} <= {"quota_exceeded", "busy"}
    assert [anna.get(f"/v1/documents/{each.id}")["state"] for each in bad] == ["refused", "refused"]
    assert used(anna.tenant, FILES) == Usage(1 + len(taken), (1 + len(taken)) * len(PDF))
    assert len(taken) <= 5


# ------------------------------------------------------------------------------------------------------ what expires


@time_machine.travel(NOW, tick=False)
def test_certificates_that_expire_within_thirty_days_are_listed_the_first_first(world: World) -> None:
    """C18"""
    anna = world.user()
    days = {"Late": "2026-11-21", "Lift": "2026-12-22", "Ladder": "2026-11-22", "Later": "2026-12-23"}
    for title, day in days.items():
        document(anna, title=title, kind="certificate", expires_on=day)
    document(anna, title="Lease", kind="contract", expires_on="2026-12-01")
    document(anna, title="For ever", kind="certificate")
    certificate = {"field": "kind", "op": "eq", "value": "certificate"}

    def expiring(op: str, value: Any) -> list[str]:
        criteria = {"all": [certificate, {"field": "expires_on", "op": op, "value": value}]}
        reply = anna.post("/v1/documents/search", {"criteria": criteria, "sort": "expires_on"})
        assert reply.status == 200, reply.text
        return [each["title"] for each in reply["data"]]

    assert expiring("between", ["@today", {"next": 30, "unit": "days"}]) == ["Ladder", "Lift"]
    assert expiring("between", ["2026-11-01", "2026-11-30"]) == ["Late", "Ladder"]
    assert expiring("lt", "@today") == ["Late"]
    by_day = anna.names("/v1/documents?kind=certificate&sort=expires_on")
    assert by_day == ["Late", "Ladder", "Lift", "Later", "For ever"]


# ------------------------------------------------------------------------------------------------------ place and ask


def test_colleagues_teams_and_people_outside_are_asked_in_one_call(world: World) -> None:
    """A29, A30: it stands in everybody's work at once."""
    anna, ben, outside = world.user("administrator"), world.user(), world.user(kind="external")
    team = anna.post("/v1/teams", {"name": "Legal", "members": [ben.id]})
    ask = {"assignees": [ben.id, team.id, outside.id], "subject": "Sign this"}
    made = anna.post("/v1/documents", {"upload": sent(anna), "ask": ask})
    assert made.status == 201, made.text
    for query in (f"user={ben.id}", f"user={outside.id}", f"team={team.id}"):
        assert [each["subject"] for each in anna.get(f"/v1/worklist?{query}")["data"]] == ["Sign this"]


def test_who_is_asked_from_outside_gets_no_right_by_it(world: World) -> None:
    """Z1: what is shared with them is decided elsewhere."""
    anna, outside = world.user(), world.user(kind="external")
    made = anna.post("/v1/documents", {"upload": sent(anna), "ask": {"assignees": [outside.id]}})
    world.settle()
    with world.unchanged():
        for path in ("documents/" + made.id, f"documents/{made.id}/pages", "activities/" + made["task"]):
            assert outside.get(f"/v1/{path}").status == 403


# -------------------------------------------------------------------------------------------------------- the history


def test_every_upload_look_download_and_publication_stands_in_the_history(world: World) -> None:
    """A31, I9: who, when and what, and no two the same."""
    with time_machine.travel(NOW, tick=False) as now:
        anna, reader = world.user(), world.user("reader")
        made = checked(world, anna, content=pdf(pages=2), name="lease.pdf", title="Lease", visibility="internal")

        def then(user: User, verb: str, method: str = "GET", body: Any = None) -> None:
            now.shift(60)
            reply = user.ask(method, f"/v1/documents/{made.id}{verb}", body)
            assert reply.status == 200, reply.text

        then(reader, "/pages")
        then(reader, "/preview")
        then(reader, "/download?version=1")
        then(anna, "/publish", "POST")
        then(anna, "/withdraw", "POST")
        then(anna, "/versions", "POST", {"upload": sent(anna, PNG, "lease.png", "image/png", document=made.id)})
        then(anna, "", "PATCH", {"download": "editors"})
        then(anna, "", "DELETE")
        then(anna, "/restore", "POST")
        told = list(reversed(anna.get(f"/v1/documents/{made.id}/history")["data"]))
    first = {"file_version": 1, "file_name": "lease.pdf"}
    assert [(each["action"], each["by"], each.get("about", {})) for each in told] == [
        ("created", anna.id, {}),
        ("updated", "system:files", {}),
        ("viewed", reader.id, {**first, "pages": 2}),
        ("viewed", reader.id, first),
        ("downloaded", reader.id, first),
        *[("updated", anna.id, {})] * 4,
        ("archived", anna.id, {}),
        ("restored", anna.id, {}),
    ]
    assert [set(each["changed"]) & {"visibility", "versions", "download"} for each in told[5:9]] == [
        {"visibility"}, {"visibility"}, {"versions"}, {"download"},
    ]  # fmt: skip
    assert told[0]["changed"]["versions"]["now"][0]["uploaded_by"] == anna.id
    times = [each["at"] for each in told[2:]]
    assert times == sorted(set(times))
