"""Forwarded and quoted messages, as mail programs write them in five languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.mail import Message
from chalicelib.mail.quoted import split
from tests.mails import html, mixed, opened

WHEN = datetime(2026, 10, 30, 8, 15, tzinfo=UTC)  # 9:15 by the clock of who forwarded, in winter


def forwarded(text: str, subject: str) -> Message:
    coded = f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n".encode()
    return opened(text.replace("\n", "\r\n").encode(), coded)


GMAIL = """Ter info.

---------- {title} ---------
{of}: Jan Jansen <jan@klant.example>
Date: {date}
Subject: Offerte 12
To: Ann <ann@example.com>, Bob <bob@example.com>
Cc: <cc@example.com>


Beste Ann,

Akkoord.
"""
OUTLOOK = """Ter info.

{of}: Jan Jansen <jan@klant.example>
{sent}: {date}
{to}: Ann <ann@example.com>; Bob <bob@example.com>
{cc}: <cc@example.com>
{about}: Offerte 12

Beste Ann,

Akkoord.
"""
APPLE = """Ter info.

> {title}:
>
> {of}: Jan Jansen <jan@klant.example>
> {about}: Offerte 12
> {sent}: {date}
> {to}: Ann <ann@example.com>, Bob <bob@example.com>
> {cc}: cc@example.com
>
> Beste Ann,
>
> Akkoord.
"""
THUNDERBIRD = """Ter info.

-------- {title} --------
{about}: \tOfferte 12
{sent}: \t{date}
{of}: \tJan Jansen <jan@klant.example>
{to}: \tAnn <ann@example.com>, Bob <bob@example.com>
{cc}: \tcc@example.com

Beste Ann,

Akkoord.
"""
NL = {"of": "Van", "sent": "Datum", "to": "Aan", "cc": "CC", "about": "Onderwerp"}
EN = {"of": "From", "sent": "Date", "to": "To", "cc": "Cc", "about": "Subject"}
FR = {"of": "De", "sent": "Date", "to": "À", "cc": "Cc", "about": "Objet"}
DE = {"of": "Von", "sent": "Datum", "to": "An", "cc": "Kopie", "about": "Betreff"}
RU = {"of": "От", "sent": "Дата", "to": "Кому", "cc": "Копия", "about": "Тема"}


@pytest.mark.parametrize(
    ("form", "words", "title", "subject", "date"),
    [
        (GMAIL, EN, "Forwarded message", "Fwd: Offerte 12", "Fri, Oct 30, 2026 at 9:15 AM"),
        (GMAIL, NL, "Doorgestuurd bericht", "Fwd: Offerte 12", "vr 30 okt 2026 om 09:15"),
        (GMAIL, FR, "Message transféré", "Fwd: Offerte 12", "ven. 30 oct. 2026 à 09:15"),
        (GMAIL, DE, "Weitergeleitete Nachricht", "Fwd: Offerte 12", "Fr., 30. Okt. 2026 um 09:15 Uhr"),
        (GMAIL, RU, "Пересланное сообщение", "Fwd: Offerte 12", "30 окт. 2026 г. в 09:15"),
        (OUTLOOK, EN | {"sent": "Sent"}, "", "FW: Offerte 12", "Friday, October 30, 2026 9:15 AM"),
        (OUTLOOK, NL | {"sent": "Verzonden"}, "", "FW: Offerte 12", "vrijdag 30 oktober 2026 09:15"),
        (OUTLOOK, FR | {"sent": "Envoyé "}, "", "TR: Offerte 12", "vendredi 30 octobre 2026 09:15"),
        (OUTLOOK, DE | {"sent": "Gesendet"}, "", "WG: Offerte 12", "Freitag, 30. Oktober 2026 09:15"),
        (OUTLOOK, RU | {"sent": "Отправлено"}, "", "FW: Offerte 12", "пятница, 30 октября 2026 г. 9:15"),
        (APPLE, EN, "Begin forwarded message", "Fwd: Offerte 12", "30 October 2026 at 09:15:00 CET"),
        (APPLE, NL, "Begin doorgestuurd bericht", "Fwd: Offerte 12", "30 oktober 2026 om 09:15:00 CET"),
        (APPLE, FR, "Début du message réexpédié", "Fwd: Offerte 12", "30 octobre 2026 à 09:15:00 UTC+1"),
        (APPLE, DE, "Anfang der weitergeleiteten Nachricht", "Fwd: Offerte 12", "30. Oktober 2026 um 09:15:00 MEZ"),
        (APPLE, RU, "Начало переадресованного сообщения", "Fwd: Offerte 12", "30 октября 2026 г. в 09:15:00 GMT+1"),
        (THUNDERBIRD, EN, "Forwarded Message", "Fwd: Offerte 12", "Fri, 30 Oct 2026 09:15:00 +0100"),
        (THUNDERBIRD, NL, "Doorgestuurd bericht", "Fwd: Offerte 12", "Fri, 30 Oct 2026 09:15:00 +0100"),
        (THUNDERBIRD, FR, "Message transféré", "Fwd: Offerte 12", "Fri, 30 Oct 2026 08:15:00 +0000"),
        (THUNDERBIRD, DE, "Weitergeleitete Nachricht", "Fwd: Offerte 12", "Fri, 30 Oct 2026 09:15:00 +0100"),
        (THUNDERBIRD, RU, "Перенаправленное сообщение", "Fwd: Offerte 12", "Fri, 30 Oct 2026 11:15:00 +0300"),
    ],
)
def test_a_forwarded_message(form: str, words: dict[str, str], title: str, subject: str, date: str) -> None:
    message = forwarded(form.format(title=title, date=date, **words), subject)
    original = message.original
    assert original
    assert original.sender
    assert (original.sender.name, original.sender.email) == ("Jan Jansen", "jan@klant.example")
    assert [each.email for each in original.to] == ["ann@example.com", "bob@example.com"]
    assert [each.email for each in original.cc] == ["cc@example.com"]
    assert (original.subject, original.date, original.date_text) == ("Offerte 12", WHEN, date)
    assert original.text == "Beste Ann,\n\nAkkoord."
    assert message.new_text == "Ter info."


def test_a_forwarded_letter_in_html() -> None:
    message = opened(
        b"<p>FYI</p><div><b>From:</b> Jan Jansen &lt;jan@klant.example&gt;<br>"
        b"<b>Sent:</b> Friday, October 30, 2026 9:15 AM"
        b"<br><b>To:</b> Ann<br><b>Subject:</b> Offerte 12</div><p>Akkoord.</p>",
        b"Subject: FW: Offerte 12\r\nContent-Type: text/html\r\n",
    )
    assert message.original
    assert message.original.sender
    assert (message.original.sender.email, message.original.date) == ("jan@klant.example", WHEN)
    assert message.original.to == (("", "", "Ann"),)
    assert (message.new_text, message.original.text) == ("FYI", "Akkoord.")


@pytest.mark.parametrize(
    "sender", ["Jan Jansen [mailto:jan@klant.example]", "Jan Jansen <jan@klant.example<mailto:jan@klant.example>>"]
)
def test_addresses_as_outlook_writes_them(sender: str) -> None:
    text = OUTLOOK.format(date="x", **EN).replace("Jan Jansen <jan@klant.example>", sender)
    original = forwarded(text, "FW: Offerte 12").original
    assert original
    assert original.sender == ("Jan Jansen", "jan@klant.example", "")


def test_a_date_that_may_be_read_in_two_ways_is_left_as_text() -> None:
    original = forwarded(GMAIL.format(of="From", title="Forwarded message", date="03/04/2026 9:15"), "Fwd: x").original
    assert original
    assert (original.date, original.date_text) == (None, "03/04/2026 9:15")


def test_an_answer_is_not_forwarded() -> None:
    message = forwarded(OUTLOOK.format(date="x", **EN), "RE: Offerte 12")
    assert message.original is None
    assert message.new_text == "Ter info."
    assert message.quoted_text.startswith("From: Jan Jansen")


def test_the_attached_message_comes_before_the_text() -> None:
    inner = (
        b"From: Jan <jan@klant.example>\r\nSubject: Offerte\r\nDate: Fri, 30 Oct 2026 09:15:00 +0100\r\n\r\nAkkoord."
    )
    message = opened(
        b"", mixed(b"Content-Type: text/plain\r\n\r\nFYI", b"Content-Type: message/rfc822\r\n\r\n" + inner)
    )
    assert message.original
    assert message.original.sender
    assert (message.original.sender.email, message.original.date) == ("jan@klant.example", WHEN)
    assert message.original.text == "Akkoord."
    assert [each.name for each in message.attachments] == ["Offerte.eml"]
    assert message.attachments[0].read() == inner


@pytest.mark.parametrize(
    "above",
    [
        "On Fri, Oct 30, 2026 at 9:15 AM Jan <jan@klant.example> wrote:",
        "On Fri, Oct 30, 2026 at 9:15 AM Jan Jansen of the Purchasing Department\n<jan@klant.example> wrote:",
        "Op vr 30 okt 2026 om 09:15 schreef Jan <jan@klant.example>:\n",
        "Op 30-10-2026 om 09:15 heeft Jan het volgende geschreven:",
        "Le ven. 30 oct. 2026 à 09:15, Jan <jan@klant.example> a écrit :",
        "Am 30.10.2026 um 09:15 schrieb Jan:",
        "пт, 30 окт. 2026 г. в 09:15, Ян <jan@klant.example>:\n> 1",
        "30.10.2026 09:15, Ян пишет:",
        "-----Original Message-----",
        "-----Oorspronkelijk bericht-----",
        "-----Ursprüngliche Nachricht-----",
    ],
)
def test_what_is_new(above: str) -> None:
    text = f"Akkoord.\n\nGroet, Ann\n\n{above}\n> Wat vind je?\n> Jan"
    assert split(text).new.startswith("Akkoord.\n\nGroet, Ann")
    assert "Wat vind je?" in split(text).quoted
    assert "Wat vind je?" not in split(text).new


@pytest.mark.parametrize(
    "text",
    [
        "On reflection, he wrote:\nno.",
        "On 3 May he wrote:\n> one?\nyes\n> two?\nno",
        "> one?\nyes",
        "From: here to there",
        "Von: A\nnichts weiter",
        "",
    ],
)
def test_in_doubt_nothing_is_cut(text: str) -> None:
    assert split(text) == (text, "")


@given(st.text(st.sampled_from("> \nOnwrote:From1@-x"), max_size=200))
def test_no_line_is_lost(text: str) -> None:
    new, quoted = split(text)
    assert [row for row in f"{new}\n{quoted}".split("\n") if row] == [row for row in text.split("\n") if row]


def test_a_quote_in_html() -> None:
    message = html("<div>Ja.</div><div>On 3 May 2026, Jan wrote:<blockquote><p>Komt u?</p></blockquote></div>")
    assert (message.new_text, message.quoted_text) == ("Ja.", "On 3 May 2026, Jan wrote:\n\nKomt u?")


@pytest.mark.parametrize(
    "attribution",
    [
        "Op vr 20 nov. 2026 om 10:00 schreef Anna Bos <anna@acme.example>:",
        "Am Fr., 20. Nov. 2026 um 10:00 Uhr schrieb Anna Bos <anna@acme.example>:",
    ],
)
def test_a_quote_whose_writer_is_named_after_the_verb(attribution: str) -> None:
    """As Gmail writes it in Dutch and German."""
    found = split(f"Graag drie.\n\n{attribution}\n> Hoeveel?")
    assert found == ("Graag drie.", f"{attribution}\n> Hoeveel?")
    assert split("Op 3 mei schreef ik al:\n\neen oven").quoted == ""
