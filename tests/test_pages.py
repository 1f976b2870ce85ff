"""Looking at a document by pictures of its pages, and documents that are for viewing only (A31, C18, C19, F1, F2)."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib import aws
from chalicelib.actions import pages_drawing
from chalicelib.errors import Unavailable
from chalicelib.files import drawing, pages
from chalicelib.files.pages import Drawn
from chalicelib.storage import rebuild
from tests.at_once import at_once
from tests.browser import document, fetch, sent
from tests.bus import chosen
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.outage import down
from tests.specimens import EXE, MAIL, PDF, pdf, photo
from tests.world import Reply, User, World

SCRIPTED = pdf(pages=2, more="/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ")
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def checked(world: World, user: User, content: bytes = PDF, name: str = "a.pdf", **more: Any) -> Reply:
    media_type = "image/jpeg" if name.endswith("jpg") else "application/pdf"
    made = document(user, content, name, media_type, **more)
    world.settle()
    return user.get(f"/v1/documents/{made.id}")


def shown(user: User, made: Reply, query: str = "") -> Reply:
    return user.get(f"/v1/documents/{made.id}/pages{query}")


def pictures(world: World) -> list[str]:
    return sorted(key for key in world.bucket if key.startswith("pages/"))


def event(user: User, made: Reply) -> dict[str, Any]:
    return {"detail": {"tenant": user.tenant, "record": made.id}}


# --------------------------------------------------------------------------------------------------------- looking


def test_a_document_is_looked_at_page_by_page(world: World) -> None:
    """C18, F1, T7: each at an address of its own, good for five minutes, as a picture and as nothing else."""
    anna = world.user()
    made = checked(world, anna, pdf(pages=3), "Счёт.pdf")
    told = shown(anna, made)
    assert (told["number"], told["version"], told["file_name"]) == (3, 1, "Счёт.pdf")
    assert [each["page"] for each in told["pages"]] == [1, 2, 3]
    for each in told["pages"]:
        address = urlsplit(each["url"])
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        assert address.path.startswith(f"/pages/t/{anna.tenant}/{made.id}/{made['versions'][0]['id']}/")
        assert query["response-content-type"] == "image/png"
        assert query["response-content-disposition"].startswith('inline; filename="Schet.pdf-')
        assert query["response-cache-control"] == "private, no-store"
        assert int(query["X-Amz-Expires"]) <= 300
        assert fetch(Reply(200, {}, f'{{"url": "{each["url"]}"}}')).content.startswith(SIGNATURE)
    assert made["pages"] == [{"version": 1, "drawn": 3, "number": 3}]


def test_a_pdf_with_script_is_looked_at_by_its_pages_only(world: World) -> None:
    """F1"""
    anna = world.user()
    made = checked(world, anna, SCRIPTED)
    assert made["versions"][0]["notes"] == ["script"]
    assert anna.get(f"/v1/documents/{made.id}/preview").status == 409
    assert len(shown(anna, made)["pages"]) == 2


def test_a_photo_is_looked_at_without_what_the_camera_wrote(world: World) -> None:
    """F1"""
    anna = world.user()
    content = photo(orientation=6)
    made = checked(world, anna, content, "a.jpg")
    (page,) = shown(anna, made)["pages"]
    told = fetch(Reply(200, {}, f'{{"url": "{page["url"]}"}}')).content
    assert told.startswith(SIGNATURE)
    assert b"Exif" in content
    assert b"Exif" not in told


def test_the_pages_of_each_version_stay(world: World) -> None:
    anna = world.user()
    made = checked(world, anna, pdf(pages=2))
    upload = sent(anna, PDF, "b.pdf", document=made.id)
    assert anna.post(f"/v1/documents/{made.id}/versions", {"upload": upload}).status == 200
    assert len(shown(anna, made)["pages"]) == 2
    world.settle()
    assert [len(shown(anna, made, query)["pages"]) for query in ("", "?version=1", "?version=2")] == [1, 2, 1]
    assert shown(anna, made, "?version=3").status == 404


def test_who_looks_stands_in_the_history_once_for_all_pages(world: World) -> None:
    """A31"""
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna, pdf(pages=3))
    assert shown(reader, made).status == 200
    told = anna.get(f"/v1/documents/{made.id}/history")["data"]
    assert [(each["action"], each["by"]) for each in told] == [
        ("viewed", reader.id), ("updated", "system:files"), ("created", anna.id),
    ]  # fmt: skip
    assert told[0]["about"] == {"file_version": 1, "file_name": "a.pdf", "pages": 3}


@pytest.mark.parametrize(
    ("content", "name", "media_type", "told"),
    [(MAIL, "a.eml", "message/rfc822", "Of a file of this kind"), (b"%PDF-1.7\n", "a.pdf", "", "It is damaged"),
     (EXE, "a.pdf", "", "was refused")],
)  # fmt: skip
def test_where_there_are_no_pages_it_says_why(
    world: World, content: bytes, name: str, media_type: str, told: str
) -> None:
    """F1, Z2"""
    anna = world.user()
    made = document(anna, content, name, media_type)
    world.settle()
    with world.unchanged():
        refused = shown(anna, made)
    assert (refused.status, told in refused["detail"]) == (409, True), refused.text
    assert not pictures(world)


def test_until_they_are_drawn_one_is_asked_to_wait(world: World) -> None:
    """Z2"""
    anna = world.user()
    made = document(anna)
    with world.unchanged():
        assert "being checked" in shown(anna, made)["detail"]
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    with world.unchanged():
        refused = shown(anna, made)
    assert (refused.status, refused.header("Retry-After"), "drawn" in refused["detail"]) == (409, "2", True)
    world.settle()
    assert shown(anna, made).status == 200


def test_pages_are_for_whom_the_document_is_for(world: World) -> None:
    """Z1, Z2, T1"""
    anna, outsider, bert = world.user(), world.user(kind="external"), world.user("administrator", tenant="Bolt")
    made = checked(world, anna)
    with world.unchanged():
        assert shown(outsider, made).status == 403
        assert shown(bert, made).status == 404


def test_looking_takes_two_round_trips_and_asks_s3_nothing(world: World) -> None:
    anna = world.user()
    made = checked(world, anna, pdf(pages=20))
    with world.meter() as meter, down("s3", "GetObject"), down("s3", "ListObjectsV2"):
        assert len(shown(anna, made)["pages"]) == 20
    assert meter.round_trips == 2


# ------------------------------------------------------------------------------------------------------ viewing only


def test_what_is_for_viewing_only_is_not_handed_out_but_by_who_may_change_it(world: World) -> None:
    """C19, F1, Z2: neither now nor an older version of it."""
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna, SCRIPTED, download="editors")
    plain = checked(world, anna, PDF, download="editors")
    for each in (made, plain):
        with world.unchanged():
            for verb in ("download", "preview", "download?version=1", "preview?version=1"):
                refused = reader.get(f"/v1/documents/{each.id}/{verb}")
                assert (refused.status, refused["code"], "url" in refused.json) == (403, "forbidden", False)
                assert "for viewing" in refused["detail"]
        assert shown(reader, each).status == 200
    assert fetch(anna.get(f"/v1/documents/{plain.id}/download")).content == PDF
    assert fetch(anna.get(f"/v1/documents/{plain.id}/preview")).content == PDF


def test_nothing_that_a_viewer_gets_leads_to_the_file(world: World) -> None:
    """C19: an address is good for its key, and the file has another."""
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna, pdf(pages=2), download="editors")
    (kept,) = (key for key in world.bucket if key.startswith("t/"))
    answers = [reader.get(f"/v1/documents/{made.id}{verb}").text for verb in ("", "/pages", "/history", "/links")]
    assert not [told for told in answers if f"/{kept}" in told.replace("/pages/t/", "")]
    assert all(urlsplit(each["url"]).path.startswith("/pages/") for each in shown(reader, made)["pages"])


def test_a_photo_for_viewing_only_is_seen_as_a_picture_of_it(world: World) -> None:
    """C19"""
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna, photo(), "a.jpg", download="editors")
    assert reader.get(f"/v1/documents/{made.id}/preview").status == 403
    assert len(shown(reader, made)["pages"]) == 1


def test_who_may_have_the_file_is_changed_and_stands_in_the_history(world: World) -> None:
    """C19, A31"""
    anna, reader = world.user(), world.user("reader")
    made = checked(world, anna)
    assert made["download"] == "everyone"
    assert reader.get(f"/v1/documents/{made.id}/download").status == 200
    assert anna.patch(f"/v1/documents/{made.id}", {"download": "editors"}).status == 200
    assert reader.get(f"/v1/documents/{made.id}/download").status == 403
    assert anna.patch(f"/v1/documents/{made.id}", {"download": None})["download"] == "everyone"
    assert reader.get(f"/v1/documents/{made.id}/download").status == 200
    told = [each["changed"].get("download") for each in anna.get(f"/v1/documents/{made.id}/history")["data"]]
    assert {"was": "everyone", "now": "editors"} in told
    with world.unchanged():
        assert anna.patch(f"/v1/documents/{made.id}", {"download": "nobody"}).fields == ["download"]
        assert reader.patch(f"/v1/documents/{made.id}", {"download": "editors"}).status == 403


def test_those_for_viewing_only_are_listed(world: World) -> None:
    anna = world.user()
    document(anna, title="Salaries", download="editors")
    document(anna, title="Menu")
    asked = {"criteria": {"field": "download", "op": "eq", "value": "editors"}}
    assert [each["title"] for each in anna.post("/v1/documents/search", asked)["data"]] == ["Salaries"]


# -------------------------------------------------------------------------------------------------- how they are drawn


def test_drawing_is_nobodys_change(world: World) -> None:
    """R7: who had read the document before its pages were drawn can still save it."""
    anna = world.user()
    made = document(anna)
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    read = anna.get(f"/v1/documents/{made.id}")
    world.settle()
    assert "pages" in anna.get(f"/v1/documents/{made.id}").json
    saved = anna.patch(f"/v1/documents/{made.id}", {"title": "x"}, headers={"If-Match": f'"{read["version"]}"'})
    assert (saved.status, saved["version"], saved["pages"][0]["drawn"]) == (200, read["version"] + 1, 1)
    assert_consistent(world)
    assert rebuild.rebuild(anna.tenant, mend=False).counts == {}


def test_the_event_may_come_again_late_and_at_once(world: World) -> None:
    """R1, R2"""
    anna = world.user()
    made = checked(world, anna, pdf(pages=2))
    before = (anna.get(f"/v1/documents/{made.id}").json, dict(world.bucket))
    at_once([lambda: pages_drawing.draw(event(anna, made))] * 3)
    assert (anna.get(f"/v1/documents/{made.id}").json, dict(world.bucket)) == before
    assert world.new_changes() == []


def test_two_that_draw_at_once_agree(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R1: while one is at it, another begins and comes to an end."""
    anna = world.user()
    made = document(anna, pdf(pages=2))
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    draw = pages.draw

    def meanwhile(*given: Any) -> Drawn:
        monkeypatch.setattr(pages, "draw", draw)
        pages_drawing.draw(event(anna, made))
        return draw(*given)

    monkeypatch.setattr(pages, "draw", meanwhile)
    pages_drawing.draw(event(anna, made))
    assert anna.get(f"/v1/documents/{made.id}")["pages"] == [{"version": 1, "drawn": 2, "number": 2}]
    assert len(pictures(world)) == 2


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("n", range(1, 4))
def test_drawing_that_dies_anywhere_is_done_again(world: World, n: int, after: bool) -> None:
    """R1: before or after each call to S3."""
    anna = world.user()
    made = document(anna, pdf(pages=2))
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    with crash_at(aws.client("s3"), n, after=after), pytest.raises(Crash):
        pages_drawing.draw(event(anna, made))
    assert "pages" not in anna.get(f"/v1/documents/{made.id}").json
    pages_drawing.draw(event(anna, made))
    assert len(shown(anna, made)["pages"]) == len(pictures(world)) == 2


def test_when_s3_does_not_answer_the_drawing_comes_again(world: World) -> None:
    """C8"""
    anna = world.user()
    made = document(anna)
    with down("s3", "PutObject"), pytest.raises(Unavailable):
        world.settle()
    assert "pages" not in anna.get(f"/v1/documents/{made.id}").json
    pages_drawing.draw(event(anna, made))
    assert shown(anna, made).status == 200


def test_a_file_that_is_gone_has_no_pages_and_says_so(world: World) -> None:
    """F3"""
    anna = world.user()
    made = document(anna)
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    world.bucket.clear()
    world.settle()
    assert pages_drawing.MISSING in shown(anna, made)["detail"]


def test_a_file_that_kills_what_draws_it_is_told_of_and_the_next_is_drawn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2"""
    anna = world.user()
    with monkeypatch.context() as patch:
        patch.setattr(pages, "PROGRAM", ("/bin/sh", "-c", "kill -SEGV $$"))
        bad = checked(world, anna)
    assert pages.TOO_MUCH in shown(anna, bad)["detail"]
    assert bad["pages"] == [{"version": 1, "drawn": 0, "number": 0, "reason": pages.TOO_MUCH}]
    assert shown(anna, checked(world, anna)).status == 200


def test_where_nothing_can_be_drawn_safely_it_says_so_and_we_hear_of_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """F1"""
    anna = world.user()
    pages_drawing.warn.cache_clear()
    monkeypatch.setattr(pages, "PROGRAM", ("/bin/sh", "-c", f"exit {drawing.OPEN}"))
    made = [checked(world, anna), checked(world, anna)]
    assert all(pages.NOT_HERE in shown(anna, each)["detail"] for each in made)
    heard = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "pages_not_drawn_here" in line]
    assert [each["level"] for each in heard] == ["error"]
