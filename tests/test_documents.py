"""Documents: what they are about, the versions of their file, who gets at them and who did (A26, A29, D11-D14)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.models import file_version
from chalicelib.models.document import KINDS, MOST_LINKS, DocumentFields
from chalicelib.storage import rebuild
from tests.browser import document, fetch, sent
from tests.consistency import assert_consistent
from tests.specimens import FILES, PDF, PNG
from tests.world import Reply, User, World


def checked(world: World, user: User, content: bytes = PDF, name: str = "a.pdf", **more: Any) -> Reply:
    """A document whose file can be downloaded."""
    kind = "image/png" if content == PNG else "application/pdf"
    made = document(user, content, name, kind, **more)
    world.settle()
    return user.get(f"/v1/documents/{made.id}")


def history(user: User, made: Reply, query: str = "") -> Reply:
    return user.get(f"/v1/documents/{made.id}/history{query}")


def query_of(address: Reply) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address["url"]).query).items()}


# ----------------------------------------------------------------------------------------------------- being kept


def test_a_document_is_about_records_of_any_type_and_is_found_by_each(world: World) -> None:
    anna = world.user()
    company, address = anna.company("Hamerslag"), anna.address()
    contact, other = anna.contact(company.id), anna.company("Other")
    about = [company.id, contact.id, address.id, company.id]
    made = document(anna, title="Lease of the hall", kind="contract", language="nl", links=about)
    assert [each["id"] for each in made["links"]] == about[:3]
    assert made["links"][0] == {"id": company.id, "title": "Hamerslag", "place": ""}
    for each in about:
        assert anna.names(f"/v1/documents?links={each}") == ["Lease of the hall"]
    assert anna.names(f"/v1/documents?links={other.id}") == []
    assert anna.names("/v1/documents?kind=contract") == ["Lease of the hall"]
    assert anna.search("lease hall") == ["Lease of the hall"]
    anna.patch(f"/v1/relations/{company.id}", {"name": "Hamer"})
    world.settle()
    assert anna.get(f"/v1/documents/{made.id}")["links"][0]["title"] == "Hamer"
    linked = document(anna, links=[made.id])
    assert linked["links"][0]["title"] == "Lease of the hall"
    assert_consistent(world)


def test_without_a_title_it_is_called_as_its_file_is(world: World) -> None:
    anna = world.user()
    made = document(anna, name="Maintenance contract.pdf")
    assert (made["title"], made["kind"], made["visibility"]) == ("Maintenance contract.pdf", "other", "shared")
    assert anna.search("maintenance") == ["Maintenance contract.pdf"]
    with world.unchanged():
        refused = anna.post("/v1/documents", {"kind": "letter"})
        assert (refused.status, refused.fields) == (422, ["title"])


def test_a_document_may_wait_for_its_file(world: World) -> None:
    anna = world.user()
    made = anna.post("/v1/documents", {"title": "Certificate to come", "expires_on": "2027-12-31"})
    assert (made.status, "current" in made.json) == (201, False)
    assert anna.get(f"/v1/documents/{made.id}/download").status == 404
    told = anna.post(f"/v1/documents/{made.id}/versions", {"upload": sent(anna, document=made.id)})
    assert (told["title"], told["state"]) == ("Certificate to come", "pending")
    world.settle()
    assert anna.get(f"/v1/documents/{made.id}")["current"] == 1


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [({"kind": "novel"}, 422, "kind"), ({"language": "xx"}, 422, "language"), ({"title": " "}, 422, "title"),
     ({"expires_on": "2026-02-30"}, 422, "expires_on"), ({"links": ["x"]}, 422, "links[0]"),
     ({"versions": []}, 400, "versions"), ({"current": 1}, 400, "current"), ({"state": "clean"}, 400, "state"),
     ({"waits": True}, 400, "waits"), ({"tenant": "ten_x"}, 400, "tenant")],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_name(world: World, body: dict[str, Any], status: int, field: str) -> None:
    """T3, Z2: the versions and their state are not for the body to say."""
    anna = world.user()
    made = document(anna)
    with world.unchanged():
        for refused in (
            anna.post("/v1/documents", {"title": "x"} | body),
            anna.patch(f"/v1/documents/{made.id}", body),
        ):
            assert (refused.status, refused.fields) == (status, [field])


def test_what_another_tenant_has_cannot_be_linked_nor_used(world: World) -> None:
    """T2"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    theirs, their_document = bert.company(), checked(world, bert)
    made = document(anna)
    with world.unchanged():
        for body in ({"links": [theirs.id]}, {"links": [their_document.id]}, {"upload": sent(bert)}):
            refused = anna.post("/v1/documents", {"title": "x", **body})
            assert (refused.status, refused.fields[0].partition("[")[0]) == (422, next(iter(body)))
        assert anna.patch(f"/v1/documents/{made.id}", {"links": [theirs.id]}).status == 422
        new = {"file_name": "a.pdf", "size": 1, "document": their_document.id}
        assert anna.post("/v1/documents/uploads", new).fields == ["document"]
        for verb in ("", "/download", "/preview", "/history"):
            assert anna.get(f"/v1/documents/{their_document.id}{verb}").status == 404
        for verb in ("publish", "withdraw"):
            assert anna.post(f"/v1/documents/{their_document.id}/{verb}").status == 404


def test_there_are_at_most_so_many_links(world: World) -> None:
    anna = world.user()
    links = [anna.company(f"C{n}").id for n in range(MOST_LINKS + 1)]
    made = document(anna, links=links[:-1])
    with world.unchanged():
        assert anna.post("/v1/documents", {"title": "x", "links": links}).fields == ["links"]
        assert anna.patch(f"/v1/documents/{made.id}", {"links": {"add": links[-1:]}}).fields == ["links"]
    assert anna.patch(f"/v1/documents/{made.id}", {"links": {"remove": links[:1], "add": links[-1:]}}).status == 200
    assert_consistent(world)


def test_what_a_document_is_about_may_be_archived(world: World) -> None:
    anna = world.user()
    company = anna.company()
    made = document(anna, links=[company.id])
    assert anna.delete(f"/v1/relations/{company.id}").status == 200
    assert anna.patch(f"/v1/documents/{made.id}", {"title": "Renamed"}).status == 200


def test_an_archived_document_is_not_found_and_comes_back_with_its_file(world: World) -> None:
    anna = world.user()
    made = checked(world, anna, title="Lease")
    assert anna.delete(f"/v1/documents/{made.id}").status == 200
    assert anna.search("lease") == []
    with world.unchanged():
        assert anna.post(f"/v1/documents/{made.id}/publish").status == 409
        assert anna.post("/v1/documents/uploads", {"file_name": "a", "size": 1, "document": made.id}).status == 409
    assert anna.post(f"/v1/documents/{made.id}/restore").status == 200
    assert fetch(anna.get(f"/v1/documents/{made.id}/download")).content == PDF
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------------- versions


def test_a_new_version_counts_when_it_has_been_checked_and_the_old_ones_stay(world: World) -> None:
    anna = world.user()
    made = checked(world, anna, title="Photo")
    upload = sent(anna, PNG, "b.png", "image/png", document=made.id)
    told = anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload})
    assert (told["current"], told["state"], told["file_name"]) == (1, "pending", "a.pdf")
    assert fetch(anna.get(f"/v1/documents/{made.id}/download")).content == PDF
    with world.unchanged():
        assert anna.get(f"/v1/documents/{made.id}/download?version=2").status == 409
    world.settle()
    told = anna.get(f"/v1/documents/{made.id}")
    assert (told["current"], told["state"], told["file_name"], told["title"]) == (2, "clean", "b.png", "Photo")
    assert [each["uploaded_by"] for each in told["versions"]] == [anna.id, anna.id]
    for query, content in (("", PNG), ("?version=1", PDF), ("?version=2", PNG)):
        assert fetch(anna.get(f"/v1/documents/{made.id}/download{query}")).content == content
    with world.unchanged():
        assert anna.get(f"/v1/documents/{made.id}/download?version=3").status == 404
        assert anna.get(f"/v1/documents/{made.id}/download?version=0").status == 400


def test_a_refused_version_leaves_the_one_before_current(world: World) -> None:
    anna = world.user()
    made = checked(world, anna)
    upload = sent(anna, PNG, "b.pdf", document=made.id)
    assert anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload}).status == 200
    world.settle()
    told = anna.get(f"/v1/documents/{made.id}")
    assert (told["current"], told["state"], told["file_name"]) == (1, "refused", "a.pdf")
    assert fetch(anna.get(f"/v1/documents/{made.id}/download")).content == PDF


def test_a_version_is_not_added_to_what_others_changed_since(world: World) -> None:
    """R7"""
    anna = world.user()
    made = document(anna)
    upload = sent(anna, document=made.id)
    world.settle()
    with world.unchanged():
        stale = anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload}, headers={"If-Match": '"1"'})
        assert stale.status == 412


def test_a_document_has_so_many_versions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R11"""
    monkeypatch.setattr(file_version, "MOST", 1)
    anna = world.user()
    made = document(anna)
    upload = sent(anna, document=made.id)
    with world.unchanged():
        assert anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload}).fields == ["upload"]


# --------------------------------------------------------------------------------------------------- handing out


def test_a_file_is_handed_out_for_five_minutes_as_an_attachment(world: World) -> None:
    """F1, F4, T7"""
    anna = world.user()
    made = checked(world, anna, name="Счёт.pdf")
    address = anna.get(f"/v1/documents/{made.id}/download")
    assert urlsplit(address["url"]).path.startswith(f"/t/{anna.tenant}/{made.id}/")
    query = query_of(address)
    assert query["response-content-type"] == "application/octet-stream"
    assert query["response-content-disposition"].startswith('attachment; filename="Schet.pdf"; filename*=UTF-8')
    assert query["response-cache-control"] == "private, no-store"
    assert int(query["X-Amz-Expires"]) <= 300
    left = datetime.fromisoformat(address["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)
    assert fetch(address).content == PDF


def test_only_what_is_safe_in_a_browser_is_shown_there(world: World) -> None:
    """F1"""
    anna = world.user()
    shown = set()
    for kind, name, media_type, content in FILES:
        made = document(anna, content, name, media_type)
        world.settle()
        preview = anna.get(f"/v1/documents/{made.id}/preview")
        download = anna.get(f"/v1/documents/{made.id}/download")
        assert query_of(download)["response-content-type"] == "application/octet-stream"
        if preview.status == 200:
            query = query_of(preview)
            assert query["response-content-disposition"].startswith("inline;")
            shown.add((kind, query["response-content-type"]))
    assert shown == {("pdf", "application/pdf"), ("png", "image/png"), ("jpeg", "image/jpeg"), ("gif", "image/gif"),
                     ("webp", "image/webp")}  # fmt: skip


def test_who_may_read_may_view_and_download_and_nothing_more(world: World) -> None:
    """Z1, Z2"""
    anna, reader, outsider = world.user(), world.user("reader"), world.user(kind="external")
    made = checked(world, anna)
    for verb in ("", "/download", "/preview", "/history"):
        assert reader.get(f"/v1/documents/{made.id}{verb}").status == 200
    new = {"file_name": "a.pdf", "size": 1}
    with world.unchanged():
        for who in (reader, outsider):
            assert who.post("/v1/documents", {"title": "x"}).status == 403
            assert who.post("/v1/documents/uploads", new).status == 403
            for verb in ("publish", "withdraw"):
                assert who.post(f"/v1/documents/{made.id}/{verb}").status == 403
            assert who.post(f"/v1/documents/{made.id}/versions", {"upload": "x"}).status == 403
        for verb in ("", "/download", "/preview"):
            assert outsider.get(f"/v1/documents/{made.id}{verb}").status == 403


# ------------------------------------------------------------------------------------------------------- history


def test_whoever_looks_at_a_file_stands_in_its_history_and_changes_nothing(world: World) -> None:
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna)
    reader.get(f"/v1/documents/{made.id}/preview")
    reader.get(f"/v1/documents/{made.id}/download?version=1")
    told = history(anna, made)["data"]
    assert [(each["action"], each["by"]) for each in told] == [
        ("downloaded", reader.id), ("viewed", reader.id), ("updated", "system:files"), ("created", anna.id),
    ]  # fmt: skip
    assert told[0]["about"] == {"file_version": 1, "file_name": "a.pdf"}
    assert told[0]["changed"] == {}
    assert world.new_changes() == []
    version = made["version"]
    renamed = anna.patch(f"/v1/documents/{made.id}", {"title": "x"}, headers={"If-Match": f'"{version}"'})
    assert (renamed.status, renamed["version"]) == (200, version + 1)
    assert_consistent(world)
    assert rebuild.rebuild(anna.tenant, mend=False).counts == {}


def test_history_is_read_page_by_page_without_a_gap(world: World) -> None:
    anna = world.user()
    made = checked(world, anna)
    for number in range(6):
        anna.get(f"/v1/documents/{made.id}/download")
        if number % 2:
            anna.patch(f"/v1/documents/{made.id}", {"title": f"Title {number}"})
    whole = history(anna, made)["data"]
    assert len(whole) == 2 + 6 + 3
    assert [each["at"] for each in whole] == sorted((each["at"] for each in whole), reverse=True)
    for limit in (1, 2, 3, 7):
        read: list[Any] = []
        page = history(anna, made, f"?limit={limit}")
        while True:
            read += page["data"]
            if not page["page"]["has_more"]:
                break
            page = history(anna, made, f"?limit={limit}&cursor={page['page']['next_cursor']}")
        assert read == whole


def test_a_refused_look_leaves_no_trace_and_no_address(world: World) -> None:
    """Z2"""
    anna = world.user()
    made = document(anna)
    with world.unchanged():
        for verb in ("download", "preview"):
            refused = anna.get(f"/v1/documents/{made.id}/{verb}")
            assert (refused.status, "url" in refused.json) == (409, False)


# ------------------------------------------------------------------------------------------------------- sharing


def test_publishing_and_withdrawing_are_verbs_and_stand_in_the_history(world: World) -> None:
    anna = world.user()
    made = checked(world, anna, visibility="internal")
    assert anna.post(f"/v1/documents/{made.id}/publish")["visibility"] == "shared"
    assert anna.names("/v1/documents?visibility=shared") == ["a.pdf"]
    again = anna.post(f"/v1/documents/{made.id}/publish")
    assert (again.status, again["version"]) == (200, made["version"] + 1)
    assert anna.post(f"/v1/documents/{made.id}/withdraw")["visibility"] == "internal"
    told = [each["changed"]["visibility"] for each in history(anna, made)["data"] if "visibility" in each["changed"]]
    assert told == [{"was": "shared", "now": "internal"}, {"was": "internal", "now": "shared"}, {"now": "internal"}]
    with world.unchanged():
        stale = anna.post(f"/v1/documents/{made.id}/publish", headers={"If-Match": '"1"'})
        assert stale.status == 412


def test_the_kinds_of_the_list_and_of_the_body_are_the_same() -> None:
    assert tuple(DocumentFields.model_json_schema()["properties"]["kind"]["enum"]) == KINDS


# -------------------------------------------------------------------------------------------------- place and ask


def test_a_document_is_placed_and_somebody_is_asked_to_act_in_one_call(world: World) -> None:
    """A30"""
    anna, ben = world.user(), world.user()
    company = anna.company()
    ask = {"assignees": [ben.id], "subject": "Sign this", "due_on": "2026-12-01"}
    made = anna.post("/v1/documents", {"upload": sent(anna), "links": [company.id], "ask": ask})
    assert made.status == 201, made.text
    task = anna.get(f"/v1/activities/{made['task']}")
    assert (task["subject"], task["is_task"], task["due_on"]) == ("Sign this", True, "2026-12-01")
    assert [each["id"] for each in task["links"]] == [made.id, company.id]
    assert [each["id"] for each in task["assignees"]] == [ben.id]
    assert task["links"][0]["title"] == "a.pdf"
    assert_consistent(world)


def test_when_the_task_cannot_be_made_neither_is_the_document(world: World) -> None:
    """Z2, T2"""
    anna, stranger = world.user(), world.user(tenant="Bolt")
    upload = sent(anna)
    with world.unchanged():
        for assignees, field in (([stranger.id], "ask.assignees[0]"), ([], "ask.assignees")):
            refused = anna.post("/v1/documents", {"upload": upload, "ask": {"assignees": assignees}})
            assert (refused.status, refused.fields) == (422, [field])
    assert anna.post("/v1/documents", {"upload": upload}).status == 201


# ----------------------------------------------------------------------------------------------------------- cost


def test_round_trips_stay_few(world: World) -> None:
    """To the table; beside them attaching asks S3 once, and handing out asks it nothing."""
    anna = world.user()
    company = anna.company()
    token = sent(anna)
    with world.meter() as making:
        made = anna.post("/v1/documents", {"upload": token, "links": [company.id]})
    token = sent(anna, document=made.id)
    with world.meter() as adding:
        anna.post(f"/v1/documents/{made.id}/versions", {"upload": token})
    world.settle()
    with world.meter() as fetching:
        assert anna.get(f"/v1/documents/{made.id}/download").status == 200
    with world.meter() as telling:
        assert anna.get(f"/v1/documents/{made.id}/history").status == 200
    assert [each.round_trips for each in (making, adding, fetching, telling)] == [3, 3, 2, 3]
