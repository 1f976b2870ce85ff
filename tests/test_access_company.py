"""docs/access.md is held to the code: its example company is built through the front door, and every line tried."""

import re
from pathlib import Path
from typing import get_args

import pytest

from chalicelib.access.decision import NEEDS
from chalicelib.access.rights import RANKS
from chalicelib.actions import shipping
from chalicelib.models.shipped_rights import EXTERNAL, KEYS, TYPES, role_id
from chalicelib.models.tie import Reach
from chalicelib.mount import AUTHORIZER_SECONDS
from tests.browser import document
from tests.world import Reply, User, World

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "access.md").read_text()
ROLES = {"Ria": "administrator", "Max": "manager", "Ann": "sales", "Bob": "sales", "Ben": "sales", "Sue": "after_sales",
         "Tom": "after_sales", "Ad": "accounting", "Eva": "employee", "Rob": "reader"}  # fmt: skip
AREAS = ("relation", "role")
PLURALS = {"rel": "relations", "con": "contacts", "act": "activities"}
WRITES = {"relations": {"note": "x"}, "contacts": {"function": "Buyer"}, "activities": {"subject": "x"}}


def table(first: str) -> list[list[str]]:
    """The rows of the table whose head begins with this."""
    rows = PAGE[PAGE.index(f"| {first} |") :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def made(reply: Reply) -> str:
    assert reply.status == 201, reply.text
    return reply.id


@pytest.fixture
def people(world: World) -> dict[str, User]:
    told = {name: world.user(role) for name, role in ROLES.items()}
    return {**told, "Kim": world.user(EXTERNAL, kind="external")}


@pytest.fixture
def records(people: dict[str, User]) -> dict[str, str]:
    ria, ann = people["Ria"], people["Ann"]
    shipping.ship(ria.tenant)
    field = made(ria.post("/v1/teams", {"name": "Field", "members": [people["Tom"].id]}))
    members = [people["Ben"].id, people["Sue"].id]
    north = made(ria.post("/v1/teams", {"name": "North", "members": members, "parent": field}))
    shared = {"owned_by": {"role": role_id("sales")}, "shared_with": {"role": role_id("accounting")}, "level": "read"}
    made(ria.post("/v1/sharing-rules", {"name": "What sales owns", "of": "relation", **shared}))
    eik, kim = made(ann.post("/v1/relations", {"name": "De Eik"})), people["Kim"].id
    contact = made(ann.post("/v1/contacts", {"company": eik, "last_name": "Kim"}))
    made(ria.post("/v1/ties", {"user": kim, "relation": eik, "contact": contact, "reach": "company"}))
    bakker = made(ann.post("/v1/relations", {"name": "Bakker", **_restricted(people["Sue"], "edit")}))
    told = {
        "De Eik": eik,
        "Bakker": bakker,
        "Bakker's contact": made(ann.post("/v1/contacts", {"company": bakker, "last_name": "Bakker"})),
        "Koper": made(ria.post("/v1/relations", {"name": "Koper", **_restricted(ann, "read")})),
        "Polder": made(ria.post("/v1/relations", {"name": "Polder", "owner": north})),
        "the visit": _activity(ann, eik, "visit", visibility="shared", participants=[{"contact": contact}]),
        "the note": _activity(ann, eik, "note", visibility="internal"),
        "the task": _activity(ann, eik, "task", is_task=True, assignees=[north]),
    }
    for each in ("relation", "activity"):
        made(ria.post("/v1/type-defaults", {"of": each, "level": "private"}))
    return told


def _restricted(who: User, level: str) -> dict[str, object]:
    return {"restricted": True, "access": [{"who": who.id, "level": level}]}


def _activity(who: User, relation: str, kind: str, **fields: object) -> str:
    return made(who.post("/v1/activities", {"kind": kind, "subject": kind, "links": [relation], **fields}))


# ------------------------------------------------------------------------------------------------------- the tables


def test_the_page_is_one_page_and_its_company_has_ten_people() -> None:
    assert len(PAGE.splitlines()) <= 120
    assert len(ROLES) == 10
    assert {row[0] for row in table("who")} == {*ROLES, "Kim"}


def test_every_line_of_the_example_is_so(people: dict[str, User], records: dict[str, str]) -> None:
    """F6: and what is said is what happens."""
    for name, action, what, may, rule, _ in table("who"):
        record, asker = records.get(what), people["Ria"]
        of = what if record is None else {"rel": "relation", "con": "contact", "act": "activity"}[record[:3]]
        asked = {"right": {"type": of, "action": action}, "user": people[name].id, "record": record}
        told = asker.post("/v1/rights/explain", {key: value for key, value in asked.items() if value})
        assert told.status == 200, told.text
        assert (told["allowed"], told["rule"]) == (may == "yes", rule), (name, action, what, told.json)
        if record and name != "Kim" and action != "delete":
            path = f"/v1/{PLURALS[record[:3]]}/{record}"
            done = people[name].ask(*_done(action, path))
            assert (done.status == 200) is (may == "yes"), (name, action, what, done.status)


def _done(action: str, path: str) -> tuple[str, str, object]:
    return ("GET", path, None) if action == "read" else ("PATCH", path, WRITES[path.split("/")[2]])


def test_what_may_be_deleted_can_be(people: dict[str, User], records: dict[str, str]) -> None:
    refused = people["Sue"].delete(f"/v1/relations/{records['Polder']}")
    assert refused.status == 403
    assert people["Ben"].delete(f"/v1/relations/{records['Polder']}").status == 200


def test_who_may_with_a_relation_is_what_the_lines_say(people: dict[str, User], records: dict[str, str]) -> None:
    """A35"""
    names = {who.id: name for name, who in people.items()}
    told = people["Ria"].get(f"/v1/records/{records['Bakker']}/access")["data"]
    assert {(names[each["user"]["id"]], each["level"], each["rule"]) for each in told} == {
        ("Ria", "delete", "3"), ("Ann", "delete", "6"), ("Max", "delete", "9"), ("Sue", "edit", "11"),
    }  # fmt: skip


def test_a_list_has_what_explain_allows(people: dict[str, User], records: dict[str, str]) -> None:
    """Z3: so that lists, search and explain tell the same."""
    relations = {name: id for name, id in records.items() if id.startswith("rel_")}
    for name in ROLES:
        who = people[name]
        allowed = {each for each, id in relations.items() if _may_ask_about(who, id)}
        assert set(who.names("/v1/relations")) == allowed, name
        assert {each for each in relations if each in who.search(each)} == allowed, name


def _may_ask_about(who: User, relation: str) -> bool:
    asked = {"right": {"type": "relation", "action": "read"}, "record": relation}
    return who.post("/v1/rights/explain", asked).status == 200


def test_every_rule_is_on_the_page_and_none_that_does_not_exist() -> None:
    given = {"fields", "1"}
    for source in (ROOT / "chalicelib" / "access").glob("*.py"):
        given |= set(re.findall(r'Decision\((?:True|False), "(\w+)"', source.read_text()))
    assert {row[0] for row in table("rule")} == given


def test_every_level_covers_what_the_page_says() -> None:
    by_level: dict[str, set[str]] = {level: set() for level in RANKS if level != "private"}
    for action, rank in NEEDS.items():
        by_level[next(level for level, each in RANKS.items() if each == rank)].add(action)
    told = {row[0]: set(re.findall(r"[a-z]+", row[1])) for row in table("level")}
    assert told.keys() == by_level.keys()
    assert all(by_level[level] == told[level] for level in ("view", "read"))
    assert told["delete"] == by_level["delete"]
    assert not told["edit"] & NEEDS.keys()


def test_what_is_shipped_is_what_the_page_says() -> None:
    rows = {role: (set(re.findall(r"\w+", may)), but) for role, may, but in table("role")}
    assert rows.keys() == {*KEYS} - {EXTERNAL}
    named = {"read", "create", "edit", "delete", "export", "manage_access"}
    for role, (may, _) in rows.items():
        assert may == named & set(TYPES[role]["*"]["actions"])
    less = {role: set(TYPES[role]["*"]["actions"]) - set(TYPES[role].get("relation", TYPES[role]["*"])["actions"])
            for role in rows}  # fmt: skip
    assert "delete" in less["after_sales"]
    assert "delete" in less["accounting"]
    assert all(TYPES[role].get("relation") == TYPES[role].get("contact") for role in rows)


def test_the_page_tells_every_reach_and_how_long_a_role_is_remembered() -> None:
    assert re.findall(r"^  \* with `(\w+)`", PAGE, re.M) == [*get_args(Reach)]
    assert ("may take a minute" in PAGE) == (AUTHORIZER_SECONDS == 60)


def _uses(who: User, relation: str, address: str) -> None:
    uses = [{"address": address, "purposes": ["visiting"]}]
    assert who.patch(f"/v1/relations/{relation}", {"addresses": uses}).status == 200


def test_a_default_is_of_one_type(people: dict[str, User], records: dict[str, str]) -> None:
    """Relations and activities are private here; what else is in their dossiers is as it was."""
    ann, bob, eik = people["Ann"], people["Bob"], records["De Eik"]
    contact, address = ann.contact(eik, last_name="Smit").id, ann.address().id
    _uses(ann, eik, address)
    paper = document(ann, links=[eik])
    assert paper["visibility"] == "shared"
    assert bob.get(f"/v1/relations/{eik}").status == 404
    for path in (f"contacts/{contact}", f"addresses/{address}", f"documents/{paper.id}"):
        assert bob.get(f"/v1/{path}").status == 200


def test_the_known_limits_are_those(people: dict[str, User], records: dict[str, str]) -> None:
    """And go no further."""
    ann, bob, bakker = people["Ann"], people["Bob"], records["Bakker"]
    address = ann.address().id
    _uses(ann, bakker, address)
    paper = document(ann, title="Pledge", links=[bakker]).id
    about = made(ann.post("/v1/contacts", {"company": records["De Eik"], "last_name": "Smit"}))
    told_of = {"links": [about, paper], "assignees": [bob.id], "is_task": True}
    note = made(ann.post("/v1/activities", {"kind": "task", "subject": "Open", **told_of}))
    assert bob.get(f"/v1/addresses/{address}").status == 200
    assert bakker not in bob.get(f"/v1/addresses/{address}/used-by").text
    assert bob.get(f"/v1/documents/{paper}").status == 404
    told = bob.get(f"/v1/activities/{note}")
    assert {"id": paper, "title": "Pledge"}.items() <= told["links"][1].items()
    assert bakker not in told.text
