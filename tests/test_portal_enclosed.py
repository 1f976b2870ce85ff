"""Documents that stand with an activity of a customer: who from outside sees them."""

import pytest

from chalicelib.models.record_type import Data
from tests.test_portal import Office, office
from tests.world import World


@pytest.fixture
def ours(world: World) -> Office:
    return office(world)


def answers(ours: Office, paper: str) -> list[int]:
    paths = (f"documents/{paper}", f"documents/{paper}/download", f"documents/{paper}/pages")
    return [ours.jan.get(f"/v1/portal/{path}").status for path in paths]


def enclosed(ours: Office, visibility: str) -> str:
    """With an activity that Jan takes part in, and with his company and himself."""
    made = ours.with_jan(visibility=visibility)
    links = [made.id, ours.company, ours.contact]
    paper = ours.document(title="Canary", links=links, visibility=visibility)
    ours.jan.world.settle()
    return paper


def test_z4_what_came_with_an_internal_activity_is_not_seen_because_their_relation_is_linked_too(ours: Office) -> None:
    paper = enclosed(ours, "internal")
    assert answers(ours, paper) == [404, 404, 404]
    for path in ("", "/documents", f"/documents?relation={ours.company}", f"/relations/{ours.company}", "/activities"):
        assert "Canary" not in ours.jan.get(f"/v1/portal{path}").text
    assert ours.start()["counts"]["new_documents"] == 0


def test_what_came_with_a_shared_activity_is_seen_until_it_is_withdrawn(ours: Office) -> None:
    paper = enclosed(ours, "shared")
    assert ours.titles() == ["Canary"]
    assert answers(ours, paper)[0] == 200
    ours.anna.post(f"/v1/documents/{paper}/withdraw")
    assert ours.titles() == []
    assert answers(ours, paper) == [404, 404, 404]


def test_z4_of_a_document_that_does_not_say_who_sees_it_an_internal_activity_does(ours: Office) -> None:
    """Whatever else it is about, and in whichever order; one that says so itself is shared all the same."""
    note, call = ours.with_jan(visibility="internal"), ours.with_jan(visibility="shared")
    for links in ([note.id, ours.company], [ours.company, call.id, note.id]):
        made = ours.anna.post("/v1/documents", {"title": "Canary", "links": links})
        assert (made.status, made["visibility"]) == (201, "internal"), made.text
    told = {"title": "Offerte", "links": [note.id, ours.company], "visibility": "shared"}
    assert ours.anna.post("/v1/documents", told)["visibility"] == "shared"
    told = {"title": "Offerte", "links": [call.id, ours.company]}
    assert ours.anna.post("/v1/documents", told)["visibility"] == "shared"


def test_a_document_that_comes_to_be_about_an_internal_activity_later_stays_as_it_was(ours: Office) -> None:
    note = ours.with_jan(visibility="internal")
    made = ours.anna.post("/v1/documents", {"title": "Offerte", "links": [ours.company]})
    changed = ours.anna.patch(f"/v1/documents/{made.id}", {"links": [ours.company, note.id]})
    assert (changed.status, changed["visibility"]) == (200, "shared")


def test_what_is_about_an_archived_activity_is_refused_by_that_link(ours: Office) -> None:
    made = ours.with_jan()
    ours.anna.delete(f"/v1/activities/{made.id}")
    told = {"title": "Canary", "links": [ours.company, made.id], "visibility": "internal"}
    with ours.anna.world.unchanged():
        refused = ours.anna.post("/v1/documents", told)
    assert (refused.status, refused.fields) == (422, ["links[1]"])


@pytest.mark.parametrize(
    ("said", "call", "note"),
    [
        ({}, "shared", "shared"),
        ({"visibility": "internal"}, "internal", "internal"),
        ({"visibility_of": {"note": "internal"}}, "shared", "internal"),
        ({"visibility": "internal", "visibility_of": {"note": "shared"}}, "internal", "shared"),
    ],
)
def test_each_kind_tells_who_sees_a_new_one_that_does_not_say(ours: Office, said: Data, call: str, note: str) -> None:
    ours.anna.post("/v1/type-defaults", {"of": "activity", **said})
    told = {each["key"]: each["visibility"] for each in ours.anna.get("/v1/activity-kinds")["data"]}
    assert (told["phone_call"], told["note"]) == (call, note)
    for kind in ("phone_call", "note"):
        made = ours.anna.post("/v1/activities", {"kind": kind, "subject": "Prijs", "links": [ours.company]})
        assert made["visibility"] == told[kind]
