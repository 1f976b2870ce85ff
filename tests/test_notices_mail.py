"""Letters about notices: at once or in the morning, in five languages, never too many, and none lost."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.agenda import zone
from chalicelib.letters import dates, delivery, mail_queue, notice_letter, notice_wording
from chalicelib.letters.letter import Addressee
from chalicelib.letters.mail_queue import Waiting
from chalicelib.letters.notice_letter import Told
from chalicelib.models.notice_kind import KINDS
from chalicelib.reactions import notice_mail
from chalicelib.storage import keys, notice_letters, notices, records
from chalicelib.storage.due import FAMILY
from chalicelib.storage.notice_letters import MOST_AT_ONCE
from chalicelib.storage.notices import Notice
from chalicelib.storage.work import Work
from tests.outage import down
from tests.test_notices import hidden, task, told, unread
from tests.test_portal import office
from tests.test_subscriptions import CHANNELS, follow
from tests.ticking import Ticking, ticking
from tests.world import User, World, epoch

MORNING = "2026-11-23T09:00:00"  # ten in Amsterdam
DIGEST, NEXT_DIGEST = "2026-11-24T07:00:05", "2026-11-25T07:00:05"
HOSTILE = "Bob\r\nBcc: all@example.com\x00\u2028{title} =0D=0A"


SEEN = [0]  # letters that were sent before: SES keeps those of other stories too


@pytest.fixture(autouse=True)
def ticks(world: World) -> Iterator[Ticking]:
    SEEN[0] = len(world.outbox())
    with ticking(world, MORNING) as ticks:
        yield ticks


def letters(world: World) -> list[EmailMessage]:
    """Those that were sent since it was last asked."""
    sent = world.outbox()
    fresh, SEEN[0] = sent[SEEN[0] :], len(sent)
    return [message_from_string(raw, policy=default) for raw in fresh]


def text(letter: EmailMessage) -> str:
    return str(letter.get_content()).replace("\r\n", "\n")


def prefers(user: User, channel: str) -> User:
    assert user.put(CHANNELS, {"assigned": channel}).status == 200
    return user


def user_of(user: User) -> Any:
    return records.get(user.tenant, user.id)


def lives_in(user: User, zone_name: str) -> None:
    record, work = user_of(user), Work(user.tenant, "system:identity")
    work.update(record, {**record.data, "time_zone": zone_name})
    work.commit()


def waiting(user: User) -> int:
    return len(notice_letters.waiting(user.tenant, user.id))


def digests(world: World) -> list[str]:
    """The minutes for which one is planned."""
    planned = [
        keys.split(pk)[2] for pk, sk in world.items() if pk.startswith(keys.common(FAMILY, "")) and "digest" in sk
    ]
    return sorted(planned)


# ----------------------------------------------------------------------------------------------------------- at once


def test_who_wants_it_by_mail_gets_a_letter_at_once_and_the_notice_all_the_same(world: World) -> None:
    """D25, A10: in the reader's language, with a link on the configured origin."""
    anna, bert = world.user(), prefers(world.user(), "mail")
    work = task(anna, bert.id, due_at="2026-11-27T08:30:00Z")
    world.settle()
    (letter,) = letters(world)
    assert (letter["To"], letter["Subject"]) == (user_of(bert).data["email"], "Taak voor u: Send the quote")
    assert text(letter) == (
        "Dag Somebody,\n\n"
        "Taak voor u: Send the quote\n"
        "Door Somebody\n"
        "Uiterlijk 27 november 2026 om 09:30 uur\n"
        f"https://crm.example.com/activities/{work.id}\n\n"
        "Wat u per mail krijgt, stelt u hier in:\n"
        "https://crm.example.com/settings/notices\n\n"
        "Relata\n"
    )
    assert (told(bert), waiting(bert)) == ([("assigned", "Send the quote")], 0)


def test_z4_a_letter_to_an_outsider_leads_to_the_portal_and_names_nobody(world: World) -> None:
    """Z4"""
    ours = office(world)
    outsider = prefers(ours.jan, "mail")
    given = task(ours.anna, outsider.id)
    hidden(ours.anna, outsider.id, subject="Canary", links=[ours.company])
    world.settle()
    (letter,) = letters(world)
    page = f"https://crm.example.com/portal/activities/{given.id}"
    assert f"Taak voor u: Send the quote\n{page}\n" in text(letter)
    assert "Door" not in text(letter)


def test_r1_a_change_that_comes_again_makes_no_second_letter(world: World, ticks: Ticking) -> None:
    """R1"""
    anna, bert = world.user(), prefers(world.user(), "mail")
    task(anna, bert.id)
    world.publish(world.new_changes())
    events = world.bus.take()
    world.react(events * 3)
    assert len(letters(world)) == 1
    ticks.to(DIGEST)
    assert letters(world) == []


def test_r1_a_letter_is_sent_though_the_process_died_after_the_notice_was_given(world: World, ticks: Ticking) -> None:
    """R1: with the next digest."""
    anna, bert = world.user(), prefers(world.user(), "mail")
    task(anna, bert.id)
    world.publish(world.new_changes())
    events = world.bus.take()
    change = events[-1]["detail"]
    died = Notice(bert.id, change["id"], "assigned", change["record"], change["at"], anna.id, channel="mail")
    notices.give(bert.tenant, [died])
    world.react(events)
    assert letters(world) == []
    ticks.to(DIGEST)
    assert [each["Subject"] for each in letters(world)] == ["Taak voor u: Send the quote"]
    assert waiting(bert) == 0


def test_at_most_thirty_letters_go_to_somebody_within_an_hour_and_the_rest_comes_in_one(
    world: World, ticks: Ticking
) -> None:
    """F: a flood."""
    anna, bert = world.user(), prefers(world.user(), "mail")
    for each in range(33):
        task(anna, bert.id, subject=f"Task {each}")
    world.settle()
    assert len(letters(world)) == 30
    assert len(told(bert)) == 33
    ticks.to("2026-11-23T10:00:05")
    task(world.user(), bert.id, subject="An hour later")
    world.settle()
    assert [each["Subject"] for each in letters(world)] == ["Taak voor u: An hour later"]
    ticks.to(DIGEST)
    assert [each["Subject"] for each in letters(world)] == ["3 berichten uit Relata"]


def test_c8_while_the_queue_is_down_people_are_told_and_the_letter_comes_later(world: World, ticks: Ticking) -> None:
    """C8"""
    anna, bert = world.user(), prefers(world.user(), "mail")
    task(anna, bert.id)
    with down("sqs", "SendMessage"):
        world.settle()
    assert (unread(bert), waiting(bert), letters(world)) == (1, 1, [])
    with down("sqs", "SendMessage"):
        ticks.to("2026-11-23T09:16:05")
    assert (waiting(bert), letters(world)) == (1, [])
    ticks.to("2026-11-23T09:32:05")
    assert len(letters(world)) == 1
    assert waiting(bert) == 0


# -------------------------------------------------------------------------------------------------------- the digest


def test_what_waits_comes_in_one_letter_in_the_morning_and_once(world: World, ticks: Ticking) -> None:
    anna, bert = world.user(), prefers(world.user(), "digest")
    company = anna.company("Hamerslag")
    world.settle()
    follow(bert, company.id, channel="digest")
    task(anna, bert.id)
    anna.patch(f"/v1/relations/{company.id}", {"note": "x"})
    world.settle()
    assert (letters(world), digests(world)) == ([], ["2026-11-24T07:00Z"])
    ticks.to("2026-11-24T06:59:05")
    assert letters(world) == []
    ticks.to(DIGEST)
    (letter,) = letters(world)
    assert letter["Subject"] == "2 berichten uit Relata"
    assert "Gewijzigd: Hamerslag" in text(letter)
    assert "Taak voor u: Send the quote" in text(letter)
    ticks.to(NEXT_DIGEST)
    assert letters(world) == []


def test_the_morning_is_that_of_the_user(world: World) -> None:
    anna, bert = world.user(), prefers(world.user(), "digest")
    lives_in(bert, "America/New_York")
    task(anna, bert.id)
    world.settle()
    assert digests(world) == ["2026-11-23T13:00Z"]


def test_what_was_read_in_the_meantime_is_not_told_again(world: World, ticks: Ticking) -> None:
    anna, bert = world.user(), prefers(world.user(), "digest")
    task(anna, bert.id, subject="Read")
    task(anna, bert.id, subject="Unread")
    world.settle()
    read = next(each["id"] for each in bert.get("/v1/notices")["data"] if each["record"]["title"] == "Read")
    bert.post(f"/v1/notices/{read}/read")
    ticks.to(DIGEST)
    (letter,) = letters(world)
    assert (letter["Subject"], "Read" in text(letter)) == ("Taak voor u: Unread", False)
    assert waiting(bert) == 0


def test_work_that_is_done_or_anothers_by_the_morning_is_not_told_in_it(world: World, ticks: Ticking) -> None:
    anna, bert = world.user(), prefers(world.user(), "digest")
    given = [task(anna, bert.id, subject=subject) for subject in ("Done", "Taken away", "Still theirs")]
    world.settle()
    assert anna.post(f"/v1/activities/{given[0].id}/complete", {}).status == 200
    assert anna.post(f"/v1/activities/{given[1].id}/assign", {"assignees": [anna.id]}).status == 200
    world.settle()
    ticks.to(DIGEST)
    assert [each["Subject"] for each in letters(world)] == ["Taak voor u: Still theirs"]
    assert waiting(bert) == 0


@pytest.mark.parametrize(
    ("moved_at", "zone_name", "before", "morning"),
    [
        ("2026-11-23T10:00:05", "America/Los_Angeles", "2026-11-23T15:59:05", "2026-11-23T16:00:05"),
        ("2026-11-23T10:00:05", "Asia/Tokyo", "2026-11-23T22:59:05", "2026-11-23T23:00:05"),
        ("2026-11-24T06:59:05", "America/Los_Angeles", "2026-11-24T15:59:05", "2026-11-24T16:00:05"),
    ],
)
@pytest.mark.parametrize("whose", ["the user's", "the organisation's"])
def test_c2_who_moves_gets_the_digest_in_the_morning_there(
    world: World, ticks: Ticking, moved_at: str, zone_name: str, before: str, morning: str, whose: str
) -> None:
    """C2"""
    anna, bert = world.user(), prefers(world.user(), "digest")
    task(anna, bert.id)
    world.settle()
    ticks.to(moved_at)
    if whose == "the user's":
        lives_in(bert, zone_name)
    else:
        assert world.user("administrator").patch("/v1/organisation", {"time_zone": zone_name}).status == 200
    world.settle()
    ticks.to(before)
    assert letters(world) == []
    ticks.to(morning)
    assert len(letters(world)) == 1
    ticks.to("2026-11-26T00:00:05")
    assert letters(world) == []


def test_more_than_a_letter_holds_is_told_in_relata(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    at = [f"2026-11-23T08:00:{n // 10:02}.{n % 10}00Z" for n in range(250)]
    notices.give(bert.tenant, [Notice(bert.id, each, "changed", company.id, each, channel="digest") for each in at])
    notice_mail.send_digest(bert.tenant, user_of(bert))
    (letter,) = letters(world)
    assert letter["Subject"] == "100 berichten uit Relata"
    assert "In Relata staan nog meer berichten voor u." in text(letter)
    assert waiting(bert) == 0


def test_c6_after_a_restore_no_digest_tells_what_it_told_before(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """C6"""
    anna, bert = world.user(), prefers(world.user(), "digest")
    task(anna, bert.id)
    world.settle()
    with epoch(monkeypatch, "2026-11-23T09:30:00Z"):
        notice_mail.send_digest(bert.tenant, user_of(bert))
    assert (letters(world), waiting(bert), unread(bert)) == ([], 0, 1)


# ------------------------------------------------------------------------------------------------------ who gets none


@pytest.mark.parametrize("fields", [{"status": "disabled"}, {"status": "invited"}, {"kind": "external"}, {"email": ""}])
def test_z3_who_left_has_not_come_or_may_not_read_it_gets_no_letter(
    world: World, ticks: Ticking, fields: dict[str, str]
) -> None:
    """Z3, Z4, Z6"""
    anna, bert = world.user(), prefers(world.user(), "digest")
    task(anna, bert.id, visibility="internal")
    world.settle()
    user = user_of(bert)
    work = Work(bert.tenant, "system:identity")
    work.update(user, {**user.data, **fields})
    work.commit()
    ticks.to(DIGEST)
    assert (letters(world), waiting(bert)) == ([], 0)


# ------------------------------------------------------------------------------------------------------- what it says


LANGUAGES = ("nl", "fr", "de", "ru", "en")
ON = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)


def news(kind: str = "assigned", title: str = "Offerte", by: str = "Зоя Müller", of: str = "due") -> Told:
    return Told(kind, title, "activities/act_1", by, of, ON, late=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_sentence_in_five_languages(world: World, language: str) -> None:
    sentences = [notice_wording.happened(kind, language) for kind in [*KINDS, "of a later release"]]
    assert len(set(sentences)) == len(sentences)
    assert all(each.count("{title}") == 1 for each in sentences)
    to = Addressee("ann@example.com", "Ann", language)
    for of in notice_wording.DATES:
        letter = notice_letter.letter(to, zone.named("Europe/Moscow"), [news(of=of), news("changed")], more=True)
        assert "{" not in letter.text + letter.subject
        assert tuple(re.findall("2026|11:05", letter.text)[:2]) == ("2026", "11:05")
        assert letter.text.count("https://crm.example.com/activities/act_1") == 2


def test_every_language_says_all_that_another_does() -> None:
    assert notice_wording.WORDS.keys() == set(LANGUAGES) == dates.MONTHS.keys()
    tables = {**notice_wording.HAPPENED, **notice_wording.DATES, "other": notice_wording.OTHER}
    assert {len(each) for each in tables.values()} == {len(LANGUAGES)}
    assert {len(set(each)) for each in tables.values()} == {len(LANGUAGES)}
    assert tables.keys() >= KINDS.keys()


def test_somebody_with_another_language_gets_english(world: World) -> None:
    letter = notice_letter.letter(Addressee("ann@example.com", "Ann", "xx"), UTC, [news()])
    assert letter.subject == "A task for you: Offerte"


@pytest.mark.parametrize("language", LANGUAGES)
def test_i5_titles_and_names_cannot_add_a_header_or_a_line(world: World, language: str) -> None:
    """I5"""
    to = Addressee("ann@example.com", HOSTILE, language)
    letter = notice_letter.letter(to, UTC, [news(title=HOSTILE, by=HOSTILE)])
    message = message_from_string(delivery.mime(letter).decode(), policy=default)
    assert message["Bcc"] is None
    assert letter.subject.endswith("Bob Bcc: all@example.com {title} =0D=0A")
    assert not [line for line in letter.text.splitlines() if line.startswith("Bcc")]
    assert "\x00" not in letter.text


def test_the_longest_letter_fits_into_the_queue(world: World) -> None:
    """SQS takes 256 KB."""
    longest = news(title="Щ" * 200, by="Щ" * 200)
    letter = notice_letter.letter(Addressee("ann@example.com", "Щ" * 200, "ru"), UTC, [longest] * MOST_AT_ONCE, True)
    assert len(mail_queue.packed(Waiting(letter, 0)).encode()) < 256 * 1024


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("nl", "1 maart 2026", "1 maart 2026 om 09:05 uur"),
        ("fr", "1er mars 2026", "1er mars 2026 à 09:05"),
        ("de", "1. März 2026", "1. März 2026 um 09:05 Uhr"),
        ("ru", "1 марта 2026 г.", "1 марта 2026 г. в 09:05"),
        ("en", "1 March 2026", "1 March 2026 at 09:05"),
    ],
)
def test_dates_are_written_as_the_language_has_them(language: str, day: str, moment: str) -> None:
    amsterdam = zone.named("Europe/Amsterdam")
    assert dates.written(date(2026, 3, 1), amsterdam, language) == day
    assert dates.written(ON, amsterdam, language) == moment


def test_c2_a_moment_is_told_by_the_clock_on_the_wall_on_both_sides_of_a_change_of_it() -> None:
    """C2"""
    amsterdam = zone.named("Europe/Amsterdam")
    for hour, shown in ((0, "01:30"), (1, "03:30")):
        assert dates.written(datetime(2026, 3, 29, hour, 30, tzinfo=UTC), amsterdam, "nl").endswith(f"om {shown} uur")
    assert clock.stamp(ON) == "2026-03-01T08:05:00.000Z"
