"""Sending files: the address that is signed for one, what arrives there, and what becomes of it (F1-F5, T2, T7)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import aws
from chalicelib.actions import file_check
from chalicelib.errors import Unavailable
from chalicelib.files import placing
from chalicelib.models.document import DOCUMENT
from chalicelib.storage import files, guard, quota, tenant_session
from chalicelib.storage.quota import FILES, Limit, Usage, used
from tests.at_once import at_once
from tests.browser import begun, document, policy, put, send, sent
from tests.bus import Status, chosen
from tests.engine import environment
from tests.faults import Crash, crash_at
from tests.outage import down
from tests.specimens import EXE, JPEG, PDF, PNG, PROGRAMS
from tests.world import DOCUMENTS, FILE_KEY, Reply, User, World, forget_settings

ROLE = "arn:aws:iam::123456789012:role/relata/TenantReadsReceives"
HTML = b"<html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def state(user: User, made: Reply, version: int = 1) -> dict[str, Any]:
    versions: list[dict[str, Any]] = user.get(f"/v1/documents/{made.id}")["versions"]
    return versions[version - 1]


@contextmanager
def conditional_copies(world: World) -> Iterator[None]:
    """S3 copies nothing that is not what the request says it is; moto does not look."""
    events = aws.client("s3").meta.events

    def look(params: dict[str, Any], **_: Any) -> tuple[Status, dict[str, Any]] | None:
        headers = params["headers"]
        key = headers["x-amz-copy-source"].partition("/")[2]
        if world.bucket[key].etag == headers["x-amz-copy-source-if-match"]:
            return None
        return Status(412), {"Error": {"Code": "PreconditionFailed", "Message": "another by now"}}

    events.register("before-call.s3.CopyObject", look)
    yield
    events.unregister("before-call.s3.CopyObject", look)


# ----------------------------------------------------------------------------------------------------- the address


def test_an_address_is_signed_for_one_key_type_and_size_and_for_five_minutes(world: World) -> None:
    """T7"""
    anna = world.user()
    now = datetime.now(UTC)
    form = begun(anna, name="../../etc/passwd\0.pdf")
    told = policy(form)
    key = form["fields"]["key"]
    place = placing.of_key(key)
    assert isinstance(place, placing.Place)
    assert (place.tenant, place.quarantined) == (anna.tenant, True)
    assert re.fullmatch(rf"quarantine/t/{anna.tenant}/doc_\w{{26}}/ver_\w{{26}}", key)
    exact = [{"bucket": DOCUMENTS}, {"key": key}, {"Content-Type": "application/pdf"},
             {"x-amz-server-side-encryption": "aws:kms"}, {"x-amz-server-side-encryption-aws-kms-key-id": FILE_KEY},
             ["content-length-range", len(PDF), len(PDF)]]  # fmt: skip
    assert not [each for each in exact if each not in told["conditions"]]
    assert not [each for each in told["conditions"] if isinstance(each, list) and each[0] != "content-length-range"]
    expires = datetime.fromisoformat(told["expiration"])
    assert timedelta(0) < expires - now <= timedelta(seconds=301)
    assert form["url"].startswith(f"https://{DOCUMENTS}.s3.eu-central-1.")


@pytest.mark.parametrize(
    ("changed", "content"),
    [({"key": "t/ten_x"}, PDF), ({"Content_Type": "text/html"}, PDF), ({}, PDF + b"x"), ({}, PDF[:-1]),
     ({"x_amz_server_side_encryption": "AES256"}, PDF)],
)  # fmt: skip
def test_nothing_else_is_taken_there(world: World, changed: dict[str, str], content: bytes) -> None:
    """T7, F3"""
    assert send(begun(world.user()), content, **changed) == 403
    assert not world.bucket


def test_what_a_browser_says_of_a_type_is_taken_as_it_comes(world: World) -> None:
    anna = world.user()
    told = {"": "application/octet-stream", "Text/Plain; charset=utf-8": "text/plain"}
    for sends, taken in told.items():
        assert begun(anna, b"Hello", "a.txt", sends)["fields"]["Content-Type"] == taken


@pytest.mark.parametrize(
    ("body", "field"),
    [({"size": 0}, "size"), ({"size": -1}, "size"), ({"size": placing.MOST_BYTES + 1}, "size"),
     ({"size": "90"}, "size"), ({"type": "pdf"}, "type"), ({"type": "a/b\r\nX: y"}, "type"),
     ({"file_name": ""}, "file_name"),
     ({"file_name": "x" * 5_001}, "file_name"), ({"file_name": "a.exe"}, "file_name"),
     ({"file_name": "a.pdf.lnk"}, "file_name"), ({"file_name": "a.b\u202eat"}, "file_name"),
     ({"document": "doc_01J00000000000000000000000"}, "document"), ({"document": "../x"}, "document")],
)  # fmt: skip
def test_what_could_not_come_in_is_refused_before_it_is_sent(world: World, body: dict[str, Any], field: str) -> None:
    """F1, F4, F5, T7"""
    anna = world.user()
    with world.unchanged():
        good = {"file_name": "a.pdf", "type": "application/pdf", "size": 90}
        refused = anna.post("/v1/documents/uploads", good | body)
    assert (refused.status, refused.fields) == (422, [field])


def test_a_hostile_name_is_made_harmless_and_kept(world: World) -> None:
    """F4"""
    anna = world.user()
    for name, kept in (("../../x.pdf", "x.pdf"), ("C:\\a\\b.pdf", "b.pdf"), ("a\r\nb.pdf", "a b.pdf"),
                       ("x\u202efdp.pdf", "xfdp.pdf"), ("é" * 2_000 + ".pdf", "é" * 98 + ".pdf")):  # fmt: skip
        made = document(anna, name=name)
        assert (made["title"], state(anna, made)["file_name"]) == (kept, kept)


def test_a_signed_address_is_of_the_tenants_own_session_and_dies_before_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T6, T7: IAM holds the address to the tenant's files as it does a request of our own."""
    assert placing.LONGEST <= tenant_session.EARLY
    with environment({"RELATA_TENANT_ROLE": ROLE}):
        forget_settings()
        tenant_session.sessions.cache_clear()
        anna, bert = world.user(), world.user(tenant="Bolt")
        forms = [begun(each) for each in (anna, bert, anna)]
    forget_settings()
    tokens = [each["fields"]["x-amz-security-token"] for each in forms]
    assert tokens[0] == tokens[2] != tokens[1]
    assert {"x-amz-security-token": tokens[1]} in policy(forms[1])["conditions"]


@pytest.mark.parametrize(
    ("call", "params"),
    [("get_object", {"Key": "t/{theirs}"}), ("delete_object", {"Key": "quarantine/t/{theirs}"}),
     ("list_objects_v2", {"Prefix": "quarantine/t/{theirs}"}), ("list_objects_v2", {}),
     ("copy_object", {"Key": "{ours}", "CopySource": {"Bucket": DOCUMENTS, "Key": "quarantine/t/{theirs}"}})],
)  # fmt: skip
def test_a_request_for_another_tenants_file_is_not_sent(world: World, call: str, params: dict[str, Any]) -> None:
    """T5: our own mistake, stopped in our own code, before IAM would."""
    ours = placing.of_key(begun(world.user())["fields"]["key"])
    theirs = begun(world.user(tenant="Bolt"))["fields"]["key"].removeprefix("quarantine/t/")
    names = {"theirs": theirs, "ours": ours.key}
    asked = {name: value.format(**names) if isinstance(value, str) else value for name, value in params.items()}
    if "CopySource" in asked:
        asked["CopySource"] = {"Bucket": DOCUMENTS, "Key": f"quarantine/t/{theirs}"}
    client = files._client()
    with pytest.raises((guard.TenantBreach, ValueError)), guard.within(ours.tenant):
        getattr(client, call)(Bucket=DOCUMENTS, **asked)


# ---------------------------------------------------------------------------------------------------- the token


def test_an_upload_is_good_for_its_user_its_tenant_its_document(world: World) -> None:
    """T2"""
    anna, colleague, stranger = world.user(), world.user(), world.user(tenant="Bolt")
    made, other = document(anna), document(anna)
    first, later = sent(anna), sent(anna, document=made.id)
    with world.unchanged():
        for who in (colleague, stranger):
            refused = who.post("/v1/documents", {"title": "x", "upload": first})
            assert (refused.status, refused.fields) == (422, ["upload"])
        for token in (later, first[:-2], "x", "", first + "="):
            assert anna.post("/v1/documents", {"title": "x", "upload": token}).fields == ["upload"]
        for path in (f"/v1/documents/{made.id}/versions", f"/v1/documents/{other.id}/versions"):
            token = first if made.id in path else later
            assert anna.post(path, {"upload": token}).fields == ["upload"]


def test_an_upload_is_good_for_an_hour(world: World) -> None:
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False) as now:
        anna = world.user()
        token = sent(anna)
        now.shift(3_599)
        assert anna.post("/v1/documents", {"title": "x", "upload": token}).status in (201, 401)
        now.shift(2)
        assert anna.post("/v1/documents", {"title": "x", "upload": token}).status in (409, 401)


def test_an_upload_is_attached_once(world: World) -> None:
    anna = world.user()
    token = sent(anna)
    made = anna.post("/v1/documents", {"upload": token})
    version = sent(anna, PNG, "a.png", "image/png", document=made.id)
    assert anna.post(f"/v1/documents/{made.id}/versions", {"upload": version}).status == 200
    with world.unchanged():
        again = anna.post("/v1/documents", {"upload": token})
        assert (again.status, again["code"], again["existing"]) == (409, "already_exists", made.id)
        again = anna.post(f"/v1/documents/{made.id}/versions", {"upload": version})
        assert (again.status, again["existing"]) == (409, made.id)
    assert used(anna.tenant, FILES) == Usage(2, len(PDF) + len(PNG))


def test_repeated_with_its_idempotency_key_it_gives_the_same_answer_though_the_file_has_moved_on(world: World) -> None:
    """R10"""
    anna = world.user()
    body, headers = {"upload": sent(anna)}, {"Idempotency-Key": "once"}
    made = anna.post("/v1/documents", body, headers=headers)
    world.settle()
    again = anna.post("/v1/documents", body, headers=headers)
    assert (again.status, again.json) == (201, made.json)


def test_a_file_is_attached_when_it_has_arrived_whole(world: World) -> None:
    """F3"""
    anna = world.user()
    form = begun(anna)
    with world.unchanged():
        for content in (None, PDF + b"more", PDF[:-1]):
            assert content is None or put(form, content) == 204
            refused = anna.post("/v1/documents", {"title": "x", "upload": form["upload"]})
            assert (refused.status, refused.fields) == (422, ["upload"])
    put(form, PDF)
    assert anna.post("/v1/documents", {"upload": form["upload"]}).status == 201


# ------------------------------------------------------------------------------------------------------ the check


def test_a_file_that_is_what_it_says_leaves_quarantine(world: World) -> None:
    anna = world.user()
    made = document(anna)
    assert state(anna, made)["state"] == "pending"
    assert anna.get(f"/v1/documents/{made.id}/download").status == 409
    world.settle()
    checked = state(anna, made)
    assert (checked["state"], checked["kind"], checked["preview"]) == ("clean", "pdf", "application/pdf")
    (key,) = (each for each in world.bucket if each.startswith("t/"))
    assert key == f"t/{anna.tenant}/{made.id}/{checked['id']}/{checked['sha256']}"
    assert world.bucket[key].value == PDF
    assert world.bucket[key].metadata["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "kind", "content", "reason"),
    [("a.pdf", "application/pdf", EXE, "Programs"), ("a.pdf", "application/pdf", HTML, "html, not pdf"),
     ("a.png", "image/png", SVG, "svg, not png"), ("a.jpg", "image/jpeg", PNG, "png, not jpg"),
     ("a.txt", "text/plain", b"<?php system('x');", "Programs")],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_and_gone(
    world: World, name: str, kind: str, content: bytes, reason: str
) -> None:
    """F1: and it does not count any more (F5)."""
    anna = world.user()
    made = document(anna, content, name, kind)
    world.settle()
    checked = state(anna, made)
    assert checked["state"] == "refused"
    assert reason in checked["reason"]
    assert not world.bucket
    assert used(anna.tenant, FILES) == Usage(0, 0)
    with world.unchanged():
        for verb in ("download", "preview"):
            assert anna.get(f"/v1/documents/{made.id}/{verb}").status == 409


def test_no_program_ever_leaves_quarantine(world: World) -> None:
    """F1"""
    anna = world.user()
    for _, name, content in PROGRAMS:
        form = anna.post("/v1/documents/uploads", {"file_name": name, "size": len(content)})
        if form.status == 201:
            assert send(form, content) == 204
            assert anna.post("/v1/documents", {"upload": form["upload"]}).status == 201
    world.settle()
    assert not world.bucket


def test_what_may_run_in_a_browser_is_kept_and_never_shown(world: World) -> None:
    """F1"""
    anna = world.user()
    scripted = PDF + b"<< /OpenAction << /S /JavaScript /JS (x) >> >>"
    for name, kind, content in (("a.svg", "image/svg+xml", SVG), ("a.html", "text/html", HTML),
                                ("a.pdf", "application/pdf", scripted)):  # fmt: skip
        made = document(anna, content, name, kind)
        world.settle()
        assert "preview" not in state(anna, made)
        with world.unchanged():
            assert anna.get(f"/v1/documents/{made.id}/preview").status == 409


def test_what_was_replaced_after_it_was_attached_is_judged_as_what_it_is_now(world: World) -> None:
    """F3"""
    anna = world.user()
    form = begun(anna)
    assert send(form, PDF) == 204
    made = anna.post("/v1/documents", {"upload": form["upload"]})
    assert send(form, EXE.ljust(len(PDF))[: len(PDF)]) == 204
    world.settle()
    assert state(anna, made)["state"] == "refused"


def test_what_is_sent_after_the_check_changes_nothing(world: World) -> None:
    """F3: the form is still good for a few minutes."""
    anna = world.user()
    form = begun(anna)
    send(form, PDF)
    made = anna.post("/v1/documents", {"upload": form["upload"]})
    world.settle()
    before = state(anna, made)
    other = PDF.replace(b"1.7", b"1.4")
    assert send(form, other) == 204
    file_check.check({"detail": {"tenant": anna.tenant, "record": made.id}})
    assert state(anna, made) == before
    kept = [key for key in world.bucket if key.startswith("t/")]
    assert [world.bucket[key].value for key in kept] == [PDF]


def test_what_is_replaced_while_it_is_checked_does_not_slip_through(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F3: between the look at it and the copy; what was looked at is not there any more."""
    anna = world.user()
    form = begun(anna)
    send(form, PDF)
    made = anna.post("/v1/documents", {"upload": form["upload"]})
    release = files.release

    def late(*given: Any) -> None:
        send(form, EXE.ljust(len(PDF))[: len(PDF)])
        release(*given)

    monkeypatch.setattr(files, "release", late)
    with conditional_copies(world):
        world.settle()
    assert state(anna, made)["state"] == "refused"
    assert not [key for key in world.bucket if key.startswith("t/")]


def test_a_file_that_is_gone_or_longer_when_it_is_checked_is_refused_with_the_reason(world: World) -> None:
    """F3"""
    anna = world.user()
    lost = document(anna)
    world.bucket.clear()
    form = begun(anna)
    send(form, PDF)
    grown = anna.post("/v1/documents", {"upload": form["upload"]})
    put(form, PDF + b"more")
    world.settle()
    assert state(anna, lost)["reason"] == file_check.MISSING
    assert state(anna, grown)["reason"] == file_check.OTHER_SIZE
    assert used(anna.tenant, FILES) == Usage(0, 0)


def test_the_event_may_come_again_and_in_any_order(world: World) -> None:
    """R1, R2"""
    anna = world.user()
    made = document(anna)
    anna.post(f"/v1/documents/{made.id}/versions", {"upload": sent(anna, PNG, "a.png", "image/png", document=made.id)})
    anna.patch(f"/v1/documents/{made.id}", {"title": "Renamed"})
    refused = document(anna, EXE, "a.pdf")
    assert world.publish(world.new_changes()) == {"batchItemFailures": []}
    events = [each for each in world.bus.drain() if "versions" in each["detail"]["changed_fields"]]
    world.check_files([*reversed(events), *events])
    world.settle()
    once = (anna.get(f"/v1/documents/{made.id}").json, dict(world.bucket), used(anna.tenant, FILES))
    world.check_files(events)
    world.render_pages(events)
    world.settle()
    assert (anna.get(f"/v1/documents/{made.id}").json, dict(world.bucket), used(anna.tenant, FILES)) == once
    assert [each["state"] for each in once[0]["versions"]] == ["clean", "clean"]
    assert once[2] == Usage(2, len(PDF) + len(PNG))
    assert state(anna, refused)["state"] == "refused"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("n", range(1, 6))
def test_a_check_that_dies_anywhere_is_done_again(world: World, n: int, after: bool) -> None:
    """R1: before or after each call to S3."""
    anna = world.user()
    made = document(anna)
    event = {"detail": {"tenant": anna.tenant, "record": made.id}}
    with crash_at(aws.client("s3"), n, after=after):
        try:
            file_check.check(event)
        except Crash:
            assert n < 5
    file_check.check(event)
    checked = state(anna, made)
    assert checked["state"] == "clean"
    kept = [key for key in world.bucket if key.startswith("t/")]
    assert [world.bucket[key].value for key in kept] == [PDF]
    assert used(anna.tenant, FILES) == Usage(1, len(PDF))


def test_two_checks_at_once_release_one_file(world: World) -> None:
    """R1"""
    anna = world.user()
    made = document(anna)
    event = {"detail": {"tenant": anna.tenant, "record": made.id}}
    at_once([lambda: file_check.check(event)] * 4)
    assert state(anna, made)["state"] == "clean"
    assert len([key for key in world.bucket if key.startswith("t/")]) == 1
    assert anna.get(f"/v1/documents/{made.id}")["version"] == 2


def test_a_large_file_is_looked_at_in_parts(world: World) -> None:
    """Never as a whole in memory: a few blocks at a time, and one of at most 8 MB is fetched once."""
    anna = world.user()
    content = JPEG + bytes(3 * files.BLOCK)
    made = document(anna, content, "a.jpg", "image/jpeg")
    sizes: list[int] = []
    client = aws.client("s3")

    def fetched(parsed: dict[str, Any], **_: Any) -> None:
        sizes.append(parsed["ContentLength"])

    client.meta.events.register("after-call.s3.GetObject", fetched)
    world.publish(world.new_changes())
    world.check_files(chosen("check_files", world.bus.drain()))
    client.meta.events.unregister("after-call.s3.GetObject", fetched)
    assert state(anna, made)["state"] == "clean"
    assert max(sizes) <= files.BLOCK
    assert len(content) <= sum(sizes) <= len(content) + 3 * files.BLOCK


def test_when_s3_does_not_answer_nothing_is_saved_and_the_check_comes_again(world: World) -> None:
    """C8, Z2"""
    anna = world.user()
    token = sent(anna)
    with world.unchanged(), down("s3", "ListObjectsV2"):
        refused = anna.post("/v1/documents", {"upload": token})
    assert (refused.status, refused["code"]) == (503, "unavailable")
    made = anna.post("/v1/documents", {"upload": token})
    with down("s3", "GetObject"), pytest.raises(Unavailable):
        world.settle()
    assert state(anna, made)["state"] == "pending"
    file_check.check({"detail": {"tenant": anna.tenant, "record": made.id}})
    assert state(anna, made)["state"] == "clean"


# ------------------------------------------------------------------------------------------------------- the quota


def test_a_tenant_keeps_so_many_files_and_bytes_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """F5, Z2"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    size = len(PDF)
    for limit in (Limit(2, 10**9, ""), Limit(10**4, 3 * size, "")):
        monkeypatch.setitem(quota.LIMITS, FILES, limit)
        while used(anna.tenant, FILES).number < min(limit.number, limit.octets // size):
            made = document(anna)
        token, version = sent(anna), sent(anna, document=made.id)
        with world.unchanged():
            refused = anna.post("/v1/documents", {"upload": token})
            again = anna.post(f"/v1/documents/{made.id}/versions", {"upload": version})
        assert (refused.status, refused["code"]) == (again.status, again["code"]) == (409, "quota_exceeded")
        assert refused["limits"] == {"number": limit.number, "bytes": limit.octets}
        document(bert)


def test_the_count_is_exact_however_many_come_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """F5"""
    monkeypatch.setitem(quota.LIMITS, FILES, Limit(5, 10**9, ""))
    anna = world.user()
    tokens = [sent(anna) for _ in range(8)]
    replies = at_once([lambda token=token: anna.post("/v1/documents", {"upload": token}) for token in tokens])  # type: ignore[misc]
    taken = [each for each in replies if each.status == 201]
    assert used(anna.tenant, FILES) == Usage(len(taken), len(taken) * len(PDF))
    assert len(taken) <= 5
    assert {each["code"] for each in replies if each.status != 201} <= {"quota_exceeded", "busy"}
    left = [token for token, reply in zip(tokens, replies, strict=True) if reply.status != 201]
    codes = [anna.post("/v1/documents", {"upload": token}).status for token in left]
    assert codes.count(201) == 5 - len(taken)
    assert used(anna.tenant, FILES).number == 5


def test_limits_say_what_they_are_of() -> None:
    assert all(limit.help and limit.number > 0 and limit.octets > 0 for limit in quota.LIMITS.values())
    assert DOCUMENT.prefix == "doc"
