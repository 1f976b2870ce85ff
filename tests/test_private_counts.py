"""What one may not see is not counted either (access.md e7, Z4)."""

import pytest

from tests.test_private_lists import Company
from tests.world import User, World


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)


def task(user: User, *links: str, **more: object) -> str:
    reply = user.post("/v1/activities", {"kind": "task", "subject": "Call", "is_task": True, "due_on": "2027-01-20",
                                         "links": list(links), **more})  # fmt: skip
    assert reply.status == 201, reply.text
    return reply.id


def test_z4_a_brief_counts_what_is_shown(company: Company) -> None:
    """Z4. What belongs to a restricted relation as well is not told of by another."""
    ann, bob = company.ann, company.world.user("seller")
    open_one, shut = ann.company("Hamerslag"), ann.company("Secret", restricted=True)
    person = ann.person("Jan", "Visser", restricted=True)
    ann.contact(open_one.id, first_name="Piet")
    ann.contact(open_one.id, person=person.id)
    task(ann, open_one.id)
    for _ in range(30):
        task(ann, open_one.id, shut.id)
    told = bob.get(f"/v1/relations/{open_one.id}/brief")
    assert (told["counts"], told["complete"]) == ({"contacts": 1, "open_tasks": 1, "documents": 0}, True)
    assert (len(told["contacts"]), len(told["open_tasks"])) == (1, 0), "the first ones are others'"
    told = ann.get(f"/v1/relations/{open_one.id}/brief")
    assert told["counts"] == {"contacts": 2, "open_tasks": 31, "documents": 0}


def test_z4_a_worklist_counts_what_may_be_seen(company: Company) -> None:
    """Z4"""
    bob, eva = company.world.user("seller"), company.world.user("clerk")
    company.private("activity")
    task(company.ann, assignees=[bob.id])
    task(bob, assignees=[bob.id, eva.id])
    mine, theirs = bob.get("/v1/worklist"), eva.get(f"/v1/worklist?user={bob.id}")
    assert sum(mine["counts"][name] for name in ("overdue", "today", "upcoming", "waiting")) == 2
    assert sum(theirs["counts"][name] for name in ("overdue", "today", "upcoming", "waiting")) == 1
    assert (len(theirs["data"]), theirs["complete"], theirs["counts"]["at_least"]) == (1, True, False)


def test_z4_the_pages_of_a_group_tell_nothing_of_what_is_hidden(company: Company) -> None:
    """Z4: neither that there is more, nor where it would stand."""
    ann, bob, shut = company.ann, company.world.user("seller"), company.ann.company("Secret", restricted=True)
    theirs = f"/v1/worklist?user={ann.id}&group=upcoming&limit=1"
    for due in ("2027-01-18", "2027-01-22"):
        task(ann, shut.id, assignees=[ann.id], due_on=due)
    told = bob.get(theirs)
    assert (told["data"], told["page"]) == ([], {"next_cursor": None, "has_more": False})
    seen = task(ann, assignees=[ann.id])
    told = bob.get(theirs)
    assert ([each["id"] for each in told["data"]], told["page"]["has_more"]) == ([seen], False)
    assert bob.get(f"/v1/worklist?user={ann.id}")["counts"]["upcoming"] == 1
    assert (
        ann.get("/v1/worklist?group=upcoming&limit=1")["page"]["has_more"],
        ann.get("/v1/worklist")["counts"]["upcoming"],
    ) == (True, 3)


def test_z4_what_was_told_and_is_shut_since_is_not_counted(company: Company) -> None:
    """Z4"""
    ann, bob = company.ann, company.world.user("seller")
    relation = ann.company("Hamerslag")
    assert bob.put(f"/v1/me/subscriptions/records/{relation.id}").status < 300
    ann.patch(f"/v1/relations/{relation.id}", {"note": "Later"})
    company.world.settle()
    before = bob.get("/v1/notices/count")["unread"]
    ann.patch(f"/v1/relations/{relation.id}", {"restricted": True})
    assert (before, bob.get("/v1/notices/count")["unread"]) == (1, 0)
