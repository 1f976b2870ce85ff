"""Letters: five languages, and no way out of a header."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity import letters, wording
from chalicelib.letters import delivery
from chalicelib.letters.letter import Addressee, Letter, line
from tests.world import World

TABLES = (wording.INVITATION, wording.RESET, wording.PASSWORD_CHANGED, wording.FACTOR_CHANGED)
HOSTILE = "Bob\r\nBcc: all@example.com\x00\u2028{tenant} =0D=0A"


@pytest.mark.parametrize("table", TABLES)
def test_every_letter_is_there_in_five_languages(table: dict[str, wording.Wording]) -> None:
    assert table.keys() == wording.HELLO.keys() == {"nl", "fr", "de", "ru", "en"}
    gaps = {language: "".join(told.paragraphs).count("{") for language, told in table.items()}
    assert len(set(gaps.values())) == 1


@pytest.mark.parametrize("language", [*wording.HELLO, "xx"])
def test_letters_arrive_as_written(world: World, language: str) -> None:
    to = Addressee("ann@example.com", "Зоя Müller", language)
    for letter in (
        letters.invitation(to, "Hämer & Søn", "t0k3n"),
        letters.reset(to, "t0k3n"),
        letters.password_changed(to),
        letters.factor_changed(to),
    ):
        message = message_from_bytes(delivery.mime(letter), policy=default)
        assert (message["Subject"], message["To"]) == (letter.subject, "ann@example.com")
        assert message.get_content().replace("\r\n", "\n") == letter.text
        assert "Зоя Müller" in letter.text
        assert "{" not in letter.text + letter.subject


def test_links_are_on_the_configured_origin_with_the_token_where_servers_do_not_see_it(world: World) -> None:
    assert letters.link("invitation", "t0k3n") == "https://crm.example.com/invitation#t0k3n"


@given(st.text(max_size=200))
def test_i5_a_line_is_one_line(text: str) -> None:
    told = line(text)
    assert len(told.splitlines()) <= 1
    assert told.isprintable()


def test_i5_names_and_tenants_cannot_add_a_header(world: World) -> None:
    letter = letters.invitation(Addressee("ann@example.com", HOSTILE, "en"), HOSTILE, "t0k3n")
    message = message_from_bytes(delivery.mime(letter), policy=default)
    assert sorted(message.keys()) == sorted([
        "From", "To", "Subject", "Date", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ])  # fmt: skip
    assert message["Subject"] == "Invitation to Bob Bcc: all@example.com {tenant} =0D=0A on Relata"


def test_i5_a_subject_with_a_line_break_is_an_error_and_not_a_header(world: World) -> None:
    with pytest.raises(ValueError, match=r"linefeed|newline|CR"):
        delivery.mime(Letter("ann@example.com", "a\r\nBcc: b@example.com", "text"))


@pytest.mark.parametrize(
    ("address", "sent"), [("ann@münchen.example", "ann@xn--mnchen-3ya.example"), ("a@b.example", "a@b.example")]
)
def test_domains_go_out_as_dns_has_them(address: str, sent: str) -> None:
    assert delivery.deliverable(address) == sent
