"""The client as it is served: which file, how packed, how long kept, and what its pages may do."""

import http.client
import os
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from infra.front import Front
from infra.web import headers, kind
from infra.web.site import Site, accepted

FILES = "http://127.0.0.1:4566"
PAGE, SCRIPT = b"<!doctype html><title>Relata</title>", b"export const answer = 42;\n"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    made = tmp_path / "dist"
    (made / "assets").mkdir(parents=True)
    (made / "index.html").write_bytes(PAGE)
    (made / "sw.js").write_bytes(SCRIPT)
    (made / "icon.svg").write_bytes(b"<svg/>")
    (made / "assets" / "main-a1b2c3.js").write_bytes(SCRIPT)
    (made / "assets" / "main-a1b2c3.js.br").write_bytes(b"smallest")
    (made / "assets" / "main-a1b2c3.js.gz").write_bytes(b"small")
    (tmp_path / "secret.json").write_text("{}")
    return made


@pytest.fixture
def site(dist: Path) -> Site:
    return Site(dist, [FILES])


@pytest.mark.parametrize(
    "path", ["/", "/relations", "/relations/rel_01?tab=timeline", "/invitation", "/a/b/c/", "/v10"]
)
def test_every_address_of_a_screen_is_the_page_which_is_asked_for_again(site: Site, path: str) -> None:
    told = site.answer(path, {})
    assert (told.status, told.body) == (200, PAGE)
    assert told.headers["Content-Type"] == "text/html; charset=utf-8"
    assert told.headers["Cache-Control"] == "no-cache"


def test_what_is_named_by_its_content_is_kept_for_good_and_the_worker_is_not(site: Site) -> None:
    asset, worker, icon = (site.answer(path, {}) for path in ("/assets/main-a1b2c3.js", "/sw.js", "/icon.svg"))
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert icon.headers["Cache-Control"] == "public, max-age=86400"
    assert asset.headers["Content-Type"] == worker.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("header", "body", "coding"),
    [
        ("gzip, deflate, br, zstd", b"smallest", "br"),
        ("gzip", b"small", "gzip"),
        ("br;q=0, gzip;q=0.5", b"small", "gzip"),
        ("gzip;q=high", SCRIPT, None),
        ("identity", SCRIPT, None),
        ("", SCRIPT, None),
    ],
)
def test_a_file_goes_out_packed_as_the_browser_can_take_it(
    site: Site, header: str, body: bytes, coding: str | None
) -> None:
    told = site.answer("/assets/main-a1b2c3.js", {"accept-encoding": header})
    assert (told.body, told.headers.get("Content-Encoding"), told.headers["Vary"]) == (body, coding, "Accept-Encoding")


def test_what_was_packed_before_the_file_changed_is_not_given(site: Site, dist: Path) -> None:
    os.utime(dist / "assets" / "main-a1b2c3.js.br", (1, 1))
    told = site.answer("/assets/main-a1b2c3.js", {"accept-encoding": "br"})
    assert (told.body, "Content-Encoding" in told.headers) == (SCRIPT, False)


def test_codings_are_read_as_http_has_them() -> None:
    assert [each.name for each in accepted("GZIP;q=1.0 , br")] == ["br", "gzip"]
    assert accepted("*") == []


def test_what_the_browser_has_is_not_sent_again(site: Site) -> None:
    told = site.answer("/", {})
    again = site.answer("/", {"if-none-match": f'"other", {told.headers["ETag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == told.headers["ETag"]
    packed = site.answer("/assets/main-a1b2c3.js", {"accept-encoding": "br"})
    assert packed.headers["ETag"] != site.answer("/assets/main-a1b2c3.js", {}).headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.json", "/%2e%2e/secret.json", "/assets/..%2f..%2fsecret.json", "//etc/hosts.json",
        "/assets/gone.js", "/..%5csecret.json", "/%00.js", "/assets/main-a1b2c3.js.br", "/.env", "/index.html/x.js",
        f"/{'a' * 300}.js", f"/{'a/' * 5_000}x.js", f"/assets/{'%C3%A9' * 200}.css",
    ],
)  # fmt: skip
def test_nothing_is_given_that_the_build_has_not_made(site: Site, path: str) -> None:
    told = site.answer(path, {})
    assert told.status == 404
    assert b"{}" not in told.body


def test_a_link_that_leads_out_is_not_followed(site: Site, dist: Path) -> None:
    (dist / "out.json").symlink_to(dist.parent / "secret.json")
    assert site.answer("/out.json", {}).status == 404


@pytest.mark.parametrize("path", ["/", "/sw.js", "/gone.js"])
def test_every_answer_says_what_a_page_may_do(site: Site, path: str) -> None:
    told = site.answer(path, {}).headers
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"]
    assert "Strict-Transport-Security" not in told


def test_only_the_clients_own_files_run_and_nothing_becomes_markup_by_accident() -> None:
    rows = dict(row.split(" ", 1) for row in headers.content_security_policy([FILES]).split("; "))
    assert rows["default-src"] == rows["base-uri"] == rows["frame-ancestors"] == "'none'"
    assert rows["script-src"] == rows["style-src"] == rows["worker-src"] == "'self'"
    assert rows["connect-src"] == f"'self' {FILES}"
    assert rows["frame-src"] == "'self'"
    assert not [told for told in rows.values() if "blob:" in told]
    assert (rows["require-trusted-types-for"], rows["trusted-types"]) == ("'script'", "relata")
    assert not [told for told in rows.values() if "unsafe" in told or "*" in told]


# --- at the one address


@pytest.fixture
def front(site: Site) -> Iterator[Front]:
    made = Front(0, 1, "api", "dev", "", site)  # nothing answers at port 1: what is for the API fails
    made.start()
    yield made
    made.stop()


class Told(NamedTuple):
    status: int
    headers: Message
    body: bytes


def ask(front: Front, method: str, path: str, **sent: str) -> Told:
    with closing(http.client.HTTPConnection("127.0.0.1", front.server_address[1], timeout=5)) as connection:
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        return Told(answer.status, answer.headers, answer.read())


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/relations", 200),
        ("GET", "/gone.js", 404),
        ("GET", "/v1/me", 503),
        ("GET", "/v1?x=1", 503),
        ("POST", "/relations", 503),
    ],
)
def test_the_api_and_the_client_are_at_one_address(front: Front, method: str, path: str, status: int) -> None:
    assert ask(front, method, path).status == status


def test_headers_are_read_however_they_are_written(front: Front) -> None:
    told = ask(front, "GET", "/assets/main-a1b2c3.js", **{"ACCEPT-ENCODING": "br"})
    assert (told.headers["Content-Encoding"], told.body) == ("br", b"smallest")


def test_who_leaves_before_the_answer_is_no_fault(front: Front, capsys: pytest.CaptureFixture[str]) -> None:
    for fault in (BrokenPipeError(), ZeroDivisionError()):
        try:
            raise fault
        except Exception:
            front.handle_error(None, ("127.0.0.1", 1))
    said = capsys.readouterr().err
    assert ("BrokenPipeError" in said, "ZeroDivisionError" in said) == (False, True)


def test_without_a_client_the_reference_is_what_there_is_to_see() -> None:
    made = Front(0, 1, "api", "dev", "")
    made.start()
    told = ask(made, "GET", "/")
    made.stop()
    assert (told.status, told.headers["Location"]) == (302, "/v1/docs")


def test_a_path_is_of_the_api_only_when_it_is_below_v1() -> None:
    assert [kind.is_api(path) for path in ("/v1", "/v1/me", "/v10", "/relations/v1/x")] == [True, True, False, False]
