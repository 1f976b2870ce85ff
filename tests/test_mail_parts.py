"""What stands in a message: headers, addresses, dates, charsets, encodings, names of attachments, invitations."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import text
from chalicelib.mail import address, charset, file_name, limits, moment, parameters, plain, transfer
from chalicelib.mail.address import Address
from chalicelib.mail.fault import Faults
from tests.mails import attached, caught, mixed, opened


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        (b"plain", "plain"),
        (b"folded\r\n over\r\n\tlines", "folded over lines"),
        (b"=?utf-8?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?b?Y2Fmw6k=?=", "café"),
        (b"=?utf-8?b?Y2Fmw6k?=", "café"),
        (b"=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        (b"=?iso-8859-1?q?caf=E9?= au lait", "café au lait"),
        (b"=?utf-8*nl?q?caf=C3=A9?=", "café"),
        (b"=?nonsense?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?x?caf?=", "=?utf-8?x?caf?="),
        ("rauw café".encode(), "rauw café"),
        ("rauw café".encode("cp1252"), "rauw café"),
        (b"=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=", "日本"),
        (b"=?koi8-r?b?0NLJ18XU?=", "привет"),
        (b"a\x00b\x07c", "abc"),
        ("a\u202egpj.exe\u200b".encode(), "agpj.exe"),
        (b"", ""),
    ],
)
def test_subjects(written: bytes, subject: str) -> None:
    assert opened(headers=b"Subject: " + written + b"\r\n").subject == subject


@pytest.mark.parametrize("end", ["=0D=0A", "=0A", "=0D", "=E2=80=A8", "=C2=85"])
def test_no_header_can_be_put_into_a_subject(end: str) -> None:
    """I5: the line ends that an encoded word brings become spaces."""
    message = opened(headers=f"Subject: =?utf-8?q?Hi{end}Bcc:_all=40example.com?=\r\n".encode())
    assert message.subject == "Hi Bcc: all@example.com"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"ann@example.com", [Address("", "ann@example.com")]),
        (b"Ann <ann@example.com>", [Address("Ann", "ann@example.com")]),
        (b'"Berg, Ann van den" <ann@example.com>', [Address("Berg, Ann van den", "ann@example.com")]),
        (b"=?utf-8?q?J=C3=B8rn=2C_A?= <j@example.com>", [Address("Jørn, A", "j@example.com")]),
        (b"ann@example.com (Ann)", [Address("Ann", "ann@example.com")]),
        (b"a@x.example, b@y.example; c@z.example", [Address("", f"{n}.example") for n in ("a@x", "b@y", "c@z")]),
        (b"Team: a@x.example, b@y.example;", [Address("", "a@x.example"), Address("", "b@y.example")]),
        (b"=?utf-8?q?Berg,_Ann?= van den <ann@example.com>", [Address("Berg, Ann van den", "ann@example.com")]),
        (b"undisclosed-recipients:;", []),
        (b"<@relay.example:ann@example.com>", [Address("", "ann@example.com")]),
        (b'"ann@bank.example" <eve@evil.example>', [Address("ann@bank.example", "eve@evil.example")]),
        (b"Ann <ann@exa\r\n mple.com>", [Address("", "", "Ann <ann@exa mple.com>")]),
        (b"Ann <>", [Address("", "", "Ann <>")]),
        (b"((((", []),
        (b'"', []),
        (b"ann@@example.com", [Address("", "", "ann@@example.com")]),
        (b"a b@example.com", [Address("", "", "a b@example.com")]),
        (b"=?utf-8?q?Ann=0D=0ABcc:_x?= <ann@example.com>", [Address("Ann Bcc: x", "ann@example.com")]),
    ],
)
def test_addresses(written: bytes, read: list[Address]) -> None:
    """M8, I5."""
    assert address.of(written, Faults()) == read


def test_nobody_disappears() -> None:
    message = caught(b"From: Ann\nTo: not an address, b@x.example\nCc: c@x.example\nCc: d@x.example\n\n")
    assert message.sender == (Address("", "", "Ann"),)
    assert [each.email or each.text for each in (*message.to, *message.cc)] == [
        "not an address", "b@x.example", "c@x.example", "d@x.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Mon, 2 Nov 2026 10:00:00 +0100", 9),
        ("2 Nov 2026 10:00 GMT", 10),
        ("Mon, 2 Nov 2026 10:00:00 -0000", 10),
        ("Mon, 2 Nov 26 10:00:00 EST", 15),
        ("Mon, 02 Nov 2026 10 : 00 : 60 +0000 (comment)", 10),
        ("Mon, 2 Nov 2026 25:00:00 +0100", None),
        ("Mon, 2 Nov 2026 10:00:00 +9999", None),
        ("Mon, 31 Feb 2026 10:00:00 +0100", None),
        ("1 Jan 99999 00:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(written: str, hour: int | None) -> None:
    found = moment.of(written)
    assert (found.utc.hour if found else None) == hour


def test_an_unreadable_date_is_none_and_told() -> None:
    message = caught(b"From: a@b.nl\nDate: soon\n\nx")
    assert message.date is None
    assert "the date is missing or cannot be read: 'soon'" in message.faults


def test_a_message_without_id_has_the_same_one_every_time() -> None:
    raw = b"From: a@b.nl\n\nx"
    assert caught(raw).id == caught(raw).id != caught(raw + b"y").id


@pytest.mark.parametrize(
    ("declared", "octets", "read"),
    [
        ("utf-8", "é€".encode(), "é€"),
        ("UTF8", "é".encode(), "é"),
        ("us-ascii", "é".encode(), "é"),
        ("us-ascii", b"\xe9\x80", "é€"),
        ("iso-8859-1", b"\x80", "€"),
        ("iso-8859-15", b"\xa4", "€"),
        ("windows-1251", "да".encode("cp1251"), "да"),
        ("gb2312", "镕".encode("gb18030"), "镕"),
        ("ks_c_5601-1987", "똠".encode("cp949"), "똠"),
        ("utf-7", b"+AOk-", "é"),
        ("utf-8", b"\xe9", "é"),
        ("zlib", b"x\x9c", "xœ"),
        ("punycode", b"ab-", "ab-"),
        ("idna", b"x", "x"),
        ("unicode_escape", b"\\u0041", "\\u0041"),
        ("../../etc/passwd", b"x", "x"),
        ("\x00" * 100, b"x", "x"),
        ("", b"\x81\x8d", "\ufffd\ufffd"),
    ],
)
def test_charsets(declared: str, octets: bytes, read: str) -> None:
    """M8: an unknown charset raises LookupError in the standard library."""
    assert charset.decode(octets, declared, Faults()) == read


@given(st.binary(max_size=80), st.one_of(st.sampled_from(sorted(charset.CODECS)), st.text(max_size=20)))
def test_any_octets_in_any_charset(octets: bytes, declared: str) -> None:
    assert isinstance(charset.decode(octets, declared, Faults()), str)


@pytest.mark.parametrize(
    ("encoding", "written", "read"),
    [
        ("base64", b"SGVsbG8=", b"Hello"),
        ("BASE64 ", b"SGVs\r\nbG8=\r\n", b"Hello"),
        ("base64", b"SGVsbG8", b"Hello"),
        ("base64", b"SGVsbG", b"Hell"),
        ("base64", b"SGVsb", b"Hel"),
        ("base64", b"SGV*sbG8=", b"Hello"),
        ("base64", b"This is not base64 at all, my friend!", b"This is not base64 at all, my friend!"),
        ("base64", b"", b""),
        ("quoted-printable;", b"a=3Db=\r\nc=ZZ", b"a=bc=ZZ"),
        ("x-uuencode", b"begin 644 x\n#0V%T\n`\nend\n", b"Cat"),
        ("x-uuencode", b"#0V%T\n!!!!!!!!!!!!\n", b"Cat"),
        ("8bit", b"\xff", b"\xff"),
        ("strange", b"x", b"x"),
    ],
)
def test_transfer_encodings(encoding: str, written: bytes, read: bytes) -> None:
    """M8: truncated, lying, unknown."""
    assert transfer.decode(written, encoding, Faults())[: len(read) or None] == read


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b"attachment; filename=a.pdf", "a.pdf"),
        (b'attachment; filename="a b; c.pdf"', "a b; c.pdf"),
        (b"attachment; filename=a b.pdf", "a b.pdf"),
        (b"attachment; filename*=utf-8'nl'caf%C3%A9.pdf; filename=cafe.pdf", "café.pdf"),
        (b"attachment; filename*0=long; filename*1=er.pdf", "longer.pdf"),
        (b"attachment; filename*1*=%A9.pdf; filename*0*=utf-8''caf%C3", "café.pdf"),
        (b'attachment; filename="=?utf-8?q?caf=C3=A9.pdf?="', "café.pdf"),
        ("attachment; filename=café.pdf".encode(), "café.pdf"),
        (b'attachment; filename="../../x"', "x"),
        (b'attachment; filename="..\\\\..\\\\x.pdf"', "x.pdf"),
        (b'attachment; filename="C:\\\\Users\\\\ann\\\\x.pdf"', "x.pdf"),
        (b"attachment; filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        (b"attachment; filename*=utf-8''..%E2%88%95x", "x"),
        (b"attachment; filename*=utf-8''a%E2%80%AEfdp.exe", "afdp.exe"),
        (b"attachment; filename*=utf-8''a%0D%0ASet-Cookie%3A%20x%00.pdf", "a Set-Cookie_ x.pdf"),
        (b'attachment; filename="..."', "attachment-1.pdf"),
        (b'attachment; filename=""', "attachment-1.pdf"),
        (b"attachment", "attachment-1.pdf"),
        (b"attachment; filename=CON.pdf", "_CON.pdf"),
        (b'attachment; filename="a<b>|c?.pdf"', "a_b__c_.pdf"),
        (b"attachment; filename=.htaccess", "htaccess"),
    ],
)
def test_names_of_attachments(disposition: bytes, name: str) -> None:
    """F4."""
    (found,) = opened(b"", mixed(attached(disposition))).attachments
    assert found.name == name


def test_a_name_of_300_characters_keeps_its_extension() -> None:
    """F4."""
    (found,) = opened(b"", mixed(attached(b"attachment; filename=" + b"x" * 300 + b".pdf"))).attachments
    assert (len(found.name), found.name[-5:]) == (limits.FILE_NAME.most, "x.pdf")


@given(st.text(max_size=400))
def test_any_name_is_safe(name: str) -> None:
    """F4."""
    safe = file_name.safe(name, "application/pdf", 1)
    assert 0 < len(safe) <= limits.FILE_NAME.most
    assert not set(safe) & set('/\\<>:"|?*\0\r\n\u202e')
    assert safe.strip(" .") == safe == text.clean(safe)


@given(st.text(max_size=300))
def test_what_is_made_plain_can_be_stored(written: str) -> None:
    assert text.clean(plain.line(written)) == plain.line(written)
    text.clean(plain.lines(written), lines=True)


@given(st.binary(max_size=200))
def test_any_parameters(header: bytes) -> None:
    assert parameters.read(header, Faults()).value == parameters.read(header, Faults()).value.lower()


def test_an_attachment_is_read_when_asked() -> None:
    """Its bytes are those that were sent, whatever stood around them."""
    parts = mixed(attached(b"attachment; filename=a.pdf", b"one\r\ntwo\r\n"), attached(b"attachment; filename=b.pdf"))
    first, second = opened(b"", parts).attachments
    assert (first.read(), first.size, second.read()) == (b"one\r\ntwo\r\n", 10, b"x")


INVITATION = b"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@x
SUMMARY:Lunch\\, with
  Jan\\nBEGIN:VEVENT
DTSTART;TZID=W. Europe Standard Time:20261102T120000
DTEND;TZID="Europe/Moscow":20261102T150000
LOCATION:Almere
BEGIN:VALARM
SUMMARY:Wake up
END:VALARM
RRULE:FREQ=SECONDLY;COUNT=1000000000
END:VEVENT
BEGIN:VEVENT
UID:2@x
DTSTART;VALUE=DATE:20261103
DTEND:20261103T100000
END:VEVENT
END:VCALENDAR
"""


def test_an_invitation() -> None:
    """I10: what is escaped stays one line, a rule for a billion times costs nothing."""
    message = opened(b"", b"Content-Type: text/calendar; charset=utf-8\r\n\r\n" + INVITATION)
    lunch, day = message.events
    assert (lunch.method, lunch.uid, lunch.summary) == ("REQUEST", "1@x", "Lunch, with Jan BEGIN:VEVENT")
    assert lunch.start
    assert lunch.end
    assert (lunch.start.utc, lunch.end.utc) == (
        datetime(2026, 11, 2, 11, tzinfo=UTC),
        datetime(2026, 11, 2, 12, tzinfo=UTC),
    )
    assert (lunch.location, lunch.recurs, day.recurs) == ("Almere", True, False)
    assert day.start
    assert day.end
    assert (day.start.day, day.start.utc) == (date(2026, 11, 3), None)
    assert (day.end.text, day.end.utc) == ("20261103T100000", None)  # by nobody knows whose clock


@pytest.mark.parametrize(
    "when",
    [
        b";TZID=../../etc/passwd:20261102T120000",
        b";TZID=No/Where:20261102T120000",
        b":99999999T999999Z",
        b":",
        b":0001",
    ],
)
def test_a_time_that_nobody_can_tell(when: bytes) -> None:
    body = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART" + when + b"\r\nEND:VEVENT\r\n"
    (event,) = opened(b"", b"Content-Type: text/calendar\r\n\r\n" + body).events
    assert event.start
    assert (event.start.utc, event.start.day) == (None, None)
