"""Mail is filed once and whole: whatever dies on the way, whoever does the same at that moment, whatever is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from chalicelib.actions.filing import findings, receiving
from chalicelib.errors import Invalid, Unavailable
from chalicelib.files import placing
from chalicelib.mail.attachment import Attachment
from chalicelib.storage import quota
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.faults import Calls, Crash
from tests.letters import dossier, file, letter, log, mail, mails, of_record, papers, parts, rules, text
from tests.specimens import PDF, PNG
from tests.world import DOCUMENTS, INBOUND_MAIL, User, World

ANSWERED = parts(text("Zie bijlagen"), file(PDF, "a.pdf"), file(PNG, "b.png", "image/png"), message_id="2@x")


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


@contextmanager
def crash_at(n: int, *, after: bool) -> Iterator[Calls]:
    """As tests/faults.py has it, over all services together."""
    calls, send = Calls(), BaseClient._make_api_call

    def sent(client: Any, *asked: Any) -> Any:
        number = calls.next()
        if number > n or (number == n and not after):
            raise Crash(f"crash at call {number}")
        told = send(client, *asked)
        if number == n:
            raise Crash(f"crash after call {n}")
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", sent)
        yield calls


def arrived(world: World, raw: bytes, to: str) -> str:
    """In the bucket, and nobody has been told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(World, "announce", lambda *_: None)
        return world.receive(raw, to)


def state(world: World, anna: User) -> dict[str, Any]:
    """All that a message leaves behind, as far as it does not differ by the moment."""
    found = mails(anna)
    return {
        "activities": [(each["id"], each["version"], each["mail"]["attachments"]) for each in found],
        "documents": [(each["id"], each["file_name"], each["version"]) for each in papers(anna)],
        "log": [(each["rule"], each["activity"]) for each in log(anna.tenant)],
        "files": sorted(world.bucket),
        "quota": quota.used(anna.tenant, quota.FILES),
    }


NEVER = 1_000


def steps(world: World) -> int:
    """How many calls to AWS it takes to file the message."""
    key = arrived(world, ANSWERED, dossier(world.user(tenant="Counted").tenant))
    with crash_at(NEVER, after=False) as calls:
        receiving.receive(key)
    return calls.count


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_function_that_dies_at_any_step_leaves_the_rest_to_the_next(world: World, after: bool) -> None:
    """R1: for every call, before it left and after it was carried out; the next one makes nothing twice."""
    count = steps(world)
    assert count > 15
    for n in range(1, count + 1):
        anna = world.user("administrator", tenant=f"Tenant {n}")
        world.bucket.clear()
        key = arrived(world, ANSWERED, dossier(anna.tenant))
        with pytest.raises(Crash), crash_at(n, after=after):
            receiving.receive(key)
        receiving.receive(key)
        found = state(world, anna)
        assert [len(found[each]) for each in ("activities", "documents", "log", "files")] == [1, 2, 1, 3], n
        assert found["quota"].number == 2
        receiving.receive(key)
        assert state(world, anna) == found


def test_two_functions_that_file_the_same_message_at_once(world: World, anna: User) -> None:
    """R1: told twice of one, and of two copies that came by different ways."""
    keys = [arrived(world, ANSWERED, dossier(anna.tenant)) for _ in range(3)]
    at_once([lambda key=key: receiving.receive(key) for key in (*keys, *keys)])  # type: ignore[misc]
    assert len(mails(anna)) == 1
    assert len(papers(anna)) == 2
    assert sorted(rules(anna.tenant)) == ["repeated", "repeated", "unknown"]


def test_an_answer_and_what_it_answers_at_once(world: World, anna: User) -> None:
    keys = [
        arrived(world, letter(message_id="1@x"), dossier(anna.tenant)),
        arrived(world, letter(message_id="2@x", in_reply_to="<1@x>"), dossier(anna.tenant)),
    ]
    at_once([lambda key=key: receiving.receive(key) for key in keys])  # type: ignore[misc]
    assert len(mails(anna)) == 2


def test_a_message_that_is_gone_is_told_of_and_stops_nothing(
    world: World, anna: User, capsys: pytest.CaptureFixture[str]
) -> None:
    key = arrived(world, letter(), dossier(anna.tenant))
    boto3.client("s3").delete_object(Bucket=INBOUND_MAIL, Key=key)
    world.announce(key)
    assert '"event": "mail_missing"' in capsys.readouterr().out
    assert log(anna.tenant) == []


def test_a_whole_that_is_gone_is_told_of(world: World, anna: User) -> None:
    world.receive(letter(), dossier(anna.tenant))
    activity = mail(anna)["id"]
    boto3.client("s3").delete_object(Bucket=DOCUMENTS, Key=placing.mail(anna.tenant, activity).key)
    assert anna.get(f"/v1/activities/{activity}/mail").status == 404


@pytest.mark.parametrize("error", [ZeroDivisionError, Invalid])
def test_a_mistake_of_ours_loses_no_message(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """M8: it is filed as it came in, with what stood in the way."""

    def mistaken(*_: Any) -> Any:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(findings, "gather", mistaken)
        key = world.receive(ANSWERED, dossier(anna.tenant))
    world.announce(key)
    found = mail(anna, mail_state="inbox")
    assert (found["subject"], found["mail"]["rule"]) == ("(onleesbaar bericht)", "unreadable")
    assert error.__name__ in found["mail"]["reason"]
    (paper,) = papers(anna)
    assert (paper["file_name"], paper["links"][0]["id"]) == ("message.eml", found["id"])
    assert [each["activity"] for each in log(anna.tenant)] == [found["id"]]
    world.settle()
    assert papers(anna)[0]["state"] == "clean"


def test_one_tenant_does_not_keep_another_from_its_mail(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.user("administrator", tenant="Bolt")
    gather = findings.gather

    def failing(message: Any, destination: Any) -> Any:
        if destination.tenant == anna.tenant:
            raise Unavailable
        return gather(message, destination)

    key = arrived(world, letter(cc=dossier(other.tenant)), dossier(anna.tenant))
    with monkeypatch.context() as patch:
        patch.setattr(findings, "gather", failing)
        with pytest.raises(receiving.NotFiled):
            world.announce(key)
    assert (len(mails(anna)), len(mails(other))) == (0, 1)
    world.announce(key)
    assert (len(mails(anna)), len(mails(other))) == (1, 1)


def test_without_room_for_files_the_mail_stands_and_says_so(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5"""
    limit = quota.LIMITS[quota.FILES]._replace(number=1)
    monkeypatch.setitem(quota.LIMITS, quota.FILES, limit)
    world.receive(ANSWERED, of_record(anna.tenant, anna.company("Mulder").id))
    kept, refused = mail(anna)["mail"]["attachments"]
    assert kept["document"] == papers(anna)[0]["id"]
    assert refused == {"file_name": "b.png", "size": len(PNG), "reason": "There is no room for more files."}


def test_mail_counts_and_without_room_for_it_it_waits_without_documents(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5: none is lost for it."""
    company = of_record(anna.tenant, anna.company("Mulder").id)
    key = world.receive(ANSWERED, company)
    world.announce(key)
    sizes = mail(anna)["mail"]["size"]
    assert quota.used(anna.tenant, quota.MAILS) == quota.Usage(1, sizes)
    monkeypatch.setitem(quota.LIMITS, quota.MAILS, quota.LIMITS[quota.MAILS]._replace(number=1))
    world.receive(ANSWERED.replace(b"2@x", b"3@x").replace(b"Zie bijlagen", b"Nog een keer"), company)
    late = mail(anna, mail_state="inbox")
    assert (late["mail"]["rule"], len(papers(anna))) == ("no_room", 2)
    assert {each["reason"] for each in late["mail"]["attachments"]} == {late["mail"]["reason"]}
    assert anna.get(f"/v1/activities/{late['id']}/mail")["text"] == "Nog een keer"
    assert quota.used(anna.tenant, quota.MAILS) == quota.Usage(2, sizes + late["mail"]["size"])


def test_an_attachment_that_cannot_be_taken_out_does_not_keep_the_others(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Attachment.read

    def broken(attachment: Attachment) -> bytes:
        if attachment.name == "a.pdf":
            raise ZeroDivisionError
        return read(attachment)

    monkeypatch.setattr(Attachment, "read", broken)
    world.receive(ANSWERED, dossier(anna.tenant))
    assert [each["file_name"] for each in papers(anna)] == ["b.png"]
    assert mail(anna)["mail"]["attachments"][0]["reason"] == "It could not be taken out of the message."


def test_what_was_filed_stands_in_the_table_as_it_should(world: World, anna: User) -> None:
    world.receive(ANSWERED, of_record(anna.tenant, anna.company("Mulder").id))
    world.receive(letter(message_id="3@x", auto_submitted="auto-replied"), dossier(anna.tenant))
    world.settle()
    assert_consistent(world)
