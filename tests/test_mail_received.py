"""51 messages as mail programs really sent them, many of which break the rules: none is lost (M8)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib import text
from chalicelib.mail import Message, read
from chalicelib.mail.fault import UNEXPECTED

MAIL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "mail"
pytestmark = pytest.mark.skipif(not MAIL.is_dir(), reason="the messages are not here")


class Row(NamedTuple):
    file: str
    subject: str
    sender: str
    begins: str  # the first line of the text
    html: bool
    attachments: list[str]


ROWS = (
    Row(
        "attachment_emails__attachment_message_rfc822",
        "testing",
        "foo@example.com",
        "This is the first part.",
        False,
        ["Another PDF.eml"],
    ),
    Row(
        "attachment_emails__attachment_message_rfc822_inline_image",
        "test",
        "test@example.com",
        "",
        True,
        ["img.png", "Another PDF.eml"],
    ),
    Row(
        "attachment_emails__attachment_nonascii_filename",
        "testing",
        "foo@example.com",
        "This is the first part.",
        False,
        ["ciële.txt"],
    ),
    Row(
        "attachment_emails__attachment_only_email",
        "this message JUST contains an attachment",
        "Ryan Finnie <rfinnie@domain.dom>",
        "",
        False,
        ["blah.gz"],
    ),
    Row(
        "attachment_emails__attachment_pdf",
        "Another PDF with 🎉 Unicode chars in it 🍿",
        "Test Tester <xxxx@xxxx.com>",
        "Just attaching another PDF, here, to see wha",
        False,
        ["broken.pdf"],
    ),
    Row(
        "attachment_emails__attachment_pdf_lf",
        "Another PDF with 🎉 Unicode chars in it 🍿",
        "Test Tester <xxxx@xxxx.com>",
        "Just attaching another PDF, here, to see wha",
        False,
        ["broken.pdf"],
    ),
    Row(
        "attachment_emails__attachment_pdf_non_ascii_lf",
        "Another PDF with 🎉 Unicode chars in it 🍿",
        "Test Tester <xxxx@xxxx.com>",
        "Just attaching another PDF, here, to see wha",
        False,
        ["broken.pdf"],
    ),
    Row(
        "attachment_emails__attachment_with_unquoted_name",
        "testing",
        "foo@example.com",
        "This is the first part.",
        False,
        ["This is a test.txt"],
    ),
    Row(
        "error_emails__bad_date_header",
        "You may_be Eligible for Legitimate_Cash from_GovAgencies!",
        "Grants-Notification <infoz@reactive-outpost.com>",
        "",
        False,
        [],
    ),
    Row(
        "error_emails__bad_date_header2",
        "40% OFF holiday patterns and fabric!",
        "Free-Quilting.com <enews@Free-Quilting.com>",
        "",
        False,
        [],
    ),
    Row(
        "error_emails__bad_subject",
        "MySurvey.com: You have a survey waiting! 91123105",
        "MySurvey.com & Carol Adams <carol@mysurvey.com>",
        "You have a survey waiting!",
        True,
        [],
    ),
    Row(
        "error_emails__cant_parse_from",
        "Meet the new MacBook Pro family. Now includes 13-inch.",
        "Apple <News@InsideApple.Apple.com>",
        "From one solid piece of aluminum comes a Mac",
        True,
        [],
    ),
    Row(
        "error_emails__content_transfer_encoding_empty",
        "4d8119¡@(¤j¸ÉªwÄÑ±M½æ) ¤j®a»¡\xad^»y ¨C¤éÅ¥MP3 (2004¦~6¤ë¥÷) ÁcÅé¤¤¤å¥úºÐª© (\xad^»y±Ð¾Ç)¡@8afb90",
        "3712f2@msa.hinet.net",
        "9bbf38a544f990e73cd12f3c56c60e6180edebd31d75",
        True,
        [],
    ),
    Row(
        "error_emails__content_transfer_encoding_plain",
        "bookkeeping Get in on IGTS asap.",
        "shavonda Cabral <baocqccyw@hq.lindsayelec.com>",
        "acidness",
        False,
        [],
    ),
    Row(
        "error_emails__content_transfer_encoding_spam",
        "",
        "neal ragland <shechem@poetrix.com>",
        "middagh  oldusercompare",
        False,
        [],
    ),
    Row(
        "error_emails__content_transfer_encoding_with_semi_colon",
        "Attention",
        "Shelby <nsukijamq@morozstudio.tk>",
        "Dear Homeowner,",
        True,
        [],
    ),
    Row(
        "error_emails__content_transfer_encoding_x_uuencode",
        "PGP Comments on RTO West Release of Dec. 14",
        "Lon L. Peters <lpeters@PACIFIER.COM>",
        "Attached are the comments of the Public Gene",
        False,
        ["PGP_Cmts_on_12-14-01_Pkg.doc"],
    ),
    Row(
        "error_emails__empty_in_reply_to",
        "illegal copy of our patient education software",
        "Andrey Kuznetsov <ak@g.com>",
        "",
        False,
        [],
    ),
    Row(
        "error_emails__encoding_madness",
        "eBay Bid - 2008 Ford Super Duty F-350 DRW King Ranch Crew Cab 4x4 (156) - Stock# XXXX",
        "no-reply@crm.el-example.org",
        "Body Text",
        False,
        [],
    ),
    Row(
        "error_emails__header_fields_with_empty_values",
        "Testmail",
        "Jørn Støylen <jorn@prikkprikkprikk.no>",
        "--",
        False,
        [],
    ),
    Row("error_emails__multiple_content_types", "Redacted", "redacted@flashmail.net", "foo", True, []),
    Row("error_emails__weird_to_header", "", "anonymous@i.tp.host", "CONTACT:", False, []),
    Row(
        "mime_emails__email_with_similar_boundaries",
        "Xxxxxx",
        "Xxxxx <xxxxxx@xxxxxxxx.xxx>",
        "Test",
        True,
        ["LOGO.png"],
    ),
    Row("mime_emails__raw_email11", "worse when you use them.", "xxxxx@xxxxx", "XXXXX Xxxxx", False, []),
    Row(
        "mime_emails__raw_email2",
        "Fwd: Signed email causes file attachments",
        "xxxxxxxxx xxxxxxx <xxxxxxxxx.xxxxxxx@gmail.com>",
        "We should not include these files or vcards ",
        False,
        ["smime.p7s"],
    ),
    Row("mime_emails__raw_email4", "Filth", "xxx@xxxx.xxx", "Some text", False, []),
    Row(
        "mime_emails__raw_email_with_binary_encoded",
        "Testing outlook",
        "Mikel Lindsaar <email_test@me.nowhere>",
        "",
        False,
        ["2013-08-13_19-08-28-1.jpg"],
    ),
    Row(
        "mime_emails__raw_email_with_mimepart_without_content_type",
        "Warning: could not send message for past 1 day",
        "Mail Delivery Subsystem <MAILER-DAEMON@antivirus.uqam.ca>",
        "********************************************",
        False,
        ["Est-ce toi _.eml"],
    ),
    Row(
        "mime_emails__raw_email_with_nested_attachment",
        "Testing attachments",
        "Jamis Buck <jamis@37signals.com>",
        "Here is a test of an attachment via email.",
        False,
        ["truncated.png", "smime.p7s"],
    ),
    Row(
        "mime_emails__raw_email_with_quoted_illegal_boundary",
        "Testing outlook",
        "Mikel Lindsaar <email_test@me.nowhere>",
        "Hello",
        True,
        [],
    ),
    Row(
        "mime_emails__sig_only_email",
        "Re: Testing multipart/signed",
        "Test <test@test.lindsaar.net>",
        "This is random text, not what has been signe",
        False,
        ["signature.asc"],
    ),
    Row(
        "multi_charset__japanese_attachment",
        "testing",
        "Mikel Lindsaar <raasdnil@gmail.com>",
        "testing",
        False,
        ["てすと.txt"],
    ),
    Row("multi_charset__japanese_shift_jis", "test", "xxxxxxx@docomo.ne.jp", "あいうえお", False, []),
    Row(
        "multipart_report_emails__multi_address_bounce1",
        "Undelivered Mail Returned to Sender",
        "Mail Delivery System <MAILER-DAEMON@lvmail01.LL.com>",
        "This is the mail system at host lvmail01.LL.",
        False,
        ["Test of bounce email.eml"],
    ),
    Row("plain_emails__basic_email_lf", "Testing 123", "Mikel Lindsaar <test@lindsaar.net>", "Plain email.", False, []),
    Row(
        "plain_emails__raw_email",
        "NOTE: 한국말로 하는 것",
        "Jamis Buck <jamis@37signals.com>",
        "대부분의 마찬가지로, 우리는 하나님을 믿습니다.",
        False,
        [],
    ),
    Row(
        "plain_emails__raw_email8",
        "Fwd: Signed email causes file attachments",
        "xxxxxxxxx xxxxxxx <xxxxxxxxx.xxxxxxx@gmail.com>",
        "We should not include these files or vcards ",
        False,
        ["01 Quien Te DijŠat. Pitbull.mp3"],
    ),
    Row(
        "plain_emails__raw_email_multiple_from",
        "/home/svn/public/minebox revision 214",
        "tim@powerupdev.com concierge@powerupdev.com",
        "<p><b>recordkick</b> 2007-10-22 23:45:23 +00",
        False,
        [],
    ),
    Row(
        "plain_emails__raw_email_quoted_with_0d0a",
        "testing",
        "foo@example.com",
        "A fax has arrived from remote ID ''.",
        False,
        [],
    ),
    Row(
        "plain_emails__raw_email_reply", "Re: Test reply email", "Testing <xxxxxxxx@xxx.org>", "Message body", False, []
    ),
    Row(
        "plain_emails__raw_email_trailing_dot",
        "[skynet-help][60666] How are intermediate files handled in SkyNet?",
        "Sandy M. <noreply@rubyforge.org>",
        "Testing, testing, 123.",
        False,
        [],
    ),
    Row(
        "rfc2822__example01",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
    Row(
        "rfc2822__example02",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
    Row("rfc2822__example03", "", "Joe Q. Public <john.q.public@example.com>", "Hi everyone.", False, []),
    Row("rfc2822__example04", "", "Pete <pete@silly.example>", "Testing.", False, []),
    Row(
        "rfc2822__example06",
        "Re: Saying Hello",
        "Mary Smith <mary@example.net>",
        "This is a reply to your hello.",
        False,
        [],
    ),
    Row(
        "rfc2822__example08",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
    Row(
        "rfc2822__example09",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
    Row("rfc2822__example10", "", "Pete <pete@silly.test>", "Testing.", False, []),
    Row(
        "rfc2822__example12",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
    Row(
        "rfc2822__example13",
        "Saying Hello",
        "John Doe <jdoe@machine.example>",
        "This is a message just to say hello.",
        False,
        [],
    ),
)


def message(name: str) -> Message:
    return read((MAIL / f"{name}.eml").read_bytes())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.file)
def test_what_it_says(row: Row) -> None:
    read_ = message(row.file)
    sender = read_.sender[0]
    written = f"{sender.name} <{sender.email}>" if sender.name else sender.email or sender.text
    assert (read_.subject, written) == (row.subject, row.sender)
    assert read_.text.strip().split("\n")[0][:44] == row.begins
    assert (bool(read_.html), [each.name for each in read_.attachments]) == (row.html, row.attachments)
    assert not [fault for fault in read_.faults if fault.startswith(UNEXPECTED)]


def test_none_is_left_out_of_the_table() -> None:
    assert {each.stem for each in MAIL.glob("*.eml")} == {row.file for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.file)
def test_all_that_is_read_can_be_stored(row: Row) -> None:
    read_ = message(row.file)
    assert text.clean(read_.subject) == read_.subject
    text.clean(read_.text, lines=True)
    assert all(text.clean(each.name) == each.name for each in read_.attachments)


@pytest.mark.parametrize(
    ("file", "size"),
    [
        ("attachment_emails__attachment_pdf", 1026),
        ("attachment_emails__attachment_only_email", 288),
        ("mime_emails__raw_email_with_nested_attachment", 1902),
        ("attachment_emails__attachment_message_rfc822_inline_image", 370),
        ("multi_charset__japanese_attachment", 33),
    ],
)
def test_the_bytes_of_the_first_attachment(file: str, size: int) -> None:
    first = message(file).attachments[0]
    assert (first.size, len(first.read())) == (size, size)


def test_bytes_are_those_that_were_sent() -> None:
    assert message("attachment_emails__attachment_pdf").attachments[0].read().startswith(b"%PDF-1.4")
    assert (
        message("multi_charset__japanese_attachment").attachments[0].read().decode() == "this is a test\nこれわてすと"
    )


def test_an_image_in_the_html_is_told_by_its_content_id() -> None:
    read_ = message("attachment_emails__attachment_message_rfc822_inline_image")
    image = read_.attachments[0]
    assert image.inline
    assert image.type == "image/png"
    assert f'<img src="cid:{image.content_id}">' in read_.html


def test_a_message_within_the_message_is_its_original() -> None:
    original = message("attachment_emails__attachment_message_rfc822").original
    assert original
    assert original.sender
    assert (original.sender.name, original.sender.email) == ("Test Tester", "xxxx@xxxx.com")
    assert (original.subject, original.date) == ("Another PDF", datetime(2005, 5, 10, 17, 26, 39, tzinfo=UTC))
    assert original.text.startswith("Just attaching another PDF")


def test_a_forwarded_message() -> None:
    read_ = message("mime_emails__raw_email2")
    assert read_.original
    assert read_.original.sender
    assert read_.original.sender.email == "xxxxxxxx@xxx.com"
    assert read_.original.subject == "Signed email causes file attachments"
    assert read_.original.date_text == "May 8, 2005 1:17 PM"
    assert read_.original.text.startswith("Hi,\n\nJust started to use")
    assert read_.new_text == "We should not include these files or vcards as attachments."


def test_a_bounce_for_five() -> None:
    read_ = message("multipart_report_emails__multi_address_bounce1")
    assert read_.report
    assert read_.report.kind == "delivery"
    assert [(each.action, each.status, each.permanence) for each in read_.report.recipients] == [
        ("failed", "5.1.1", "hard")
    ] * 5
    assert read_.report.recipients[2].address == "egyfefsdvsfvvhjsd@gmail.com"
    assert read_.report.message_id == "118707422.15521266992174819.JavaMail.root@lvmail01"
    assert read_.automatic
    assert read_.original is None


def test_a_warning_is_soft() -> None:
    report = message("mime_emails__raw_email_with_mimepart_without_content_type").report
    assert report
    assert [(each.address, each.permanence) for each in report.recipients] == [
        ("larose.julie@courrier.uqam.ca", "soft")
    ]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("error_emails__bad_date_header", "the date is missing or cannot be read: '<HR>'"),
        ("error_emails__bad_date_header2", "the date is missing or cannot be read: 'Wed, 15 Dec 2010 59:10 -0500'"),
        ("error_emails__bad_subject", "the message id is missing: a hash of the message stands in for it"),
        (
            "error_emails__content_transfer_encoding_spam",
            "transfer encoding '7vladi.Pimenovit' is unknown: read as it is",
        ),
        ("error_emails__encoding_madness", "reply-to: 1 kept as text, such as 'KLAUS- HÄNSCHEL <>'"),
        ("error_emails__empty_in_reply_to", "the boundary of the parts is missing or wrong: no parts"),
        ("mime_emails__raw_email4", "the closing boundary is missing: the last part goes on to the end"),
        ("mime_emails__raw_email11", "to: 1 kept as text, such as 'xxxxx@xxxxx <matmail>'"),
    ],
)
def test_what_was_wrong_is_told(file: str, told: str) -> None:
    assert told in message(file).faults


def test_obsolete_addresses() -> None:
    """RFC 2822, appendix A.5 and A.6: comments, groups, routes, white space."""
    commented = message("rfc2822__example10")
    assert [each.email for each in commented.sender] == ["pete@silly.test"]
    assert [each.email for each in commented.to] == ["c@public.example", "joe@example.org", "jdoe@one.test"]
    assert (commented.cc, commented.id) == ((), "testabcd.1234@silly.test")
    spaced = message("rfc2822__example13")
    assert (spaced.sender[0].email, spaced.to[0].email) == ("jdoe@machine.example", "mary@example.net")
    assert (spaced.id, spaced.date) == ("1234@local.machine.example", datetime(1997, 11, 21, 15, 55, 6, tzinfo=UTC))


def test_conversations() -> None:
    read_ = message("plain_emails__raw_email_reply")
    assert read_.in_reply_to == "348F04F142D69C21-291E56D292BC@xxxx.net"
    assert read_.references == ("473FF3B8.9020707@xxx.org", "348F04F142D69C21-291E56D292BC@xxxx.net")
    assert message("error_emails__empty_in_reply_to").in_reply_to == ""


def test_who_may_be_answered_by_machine() -> None:
    automatic = {row.file for row in ROWS if message(row.file).automatic}
    assert automatic == {
        "error_emails__bad_date_header",
        "error_emails__empty_in_reply_to",
        "mime_emails__raw_email_with_mimepart_without_content_type",
        "multipart_report_emails__multi_address_bounce1",
    }
