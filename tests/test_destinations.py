"""Whose dossiers a message is for: told by its headers, believed by its signature (M9)."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.actions.filing.destinations import Destination, destinations
from chalicelib.mail import dossier_address, read
from chalicelib.settings import settings
from infra import receipt
from tests.world import MAIL_DOMAIN, User, World

CONVERSATION = "act_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABF"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def dossier(user: User, path: str = "/v1/dossier-address") -> str:
    """Of an organisation whose name is `acme`, or that of another `other`."""
    slug = next(name for name, tenant in user.world.tenants.items() if tenant == user.tenant).lower()
    if not user.get("/v1/mail-settings")["names"]:
        assert user.put("/v1/mail-settings", {"slug": slug}).status == 200
    return str(user.get(path)["address"])


def of_relation(user: User, relation: str) -> str:
    return dossier(user, f"/v1/relations/{relation}/dossier-address")


def of_answer(user: User) -> str:
    return dossier_address.of_reply(user.tenant, CONVERSATION, MAIL_DOMAIN, settings().dossier_secret.encode())


def mail(**headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
    return "".join(["From: jan@example.com\r\n", *lines, "\r\nHello"]).encode()


def found(raw: bytes) -> list[Destination]:
    return destinations(read(raw), raw)


# --------------------------------------------------------------------------------------------------- where it is told


@pytest.mark.parametrize("header", [
    "To", "Cc", "Bcc", "Delivered_To", "X_Original_To", "Envelope_To", "Resent_To", "Resent_Cc", "Resent_Bcc",
    "X_Forwarded_To",
])  # fmt: skip
@pytest.mark.parametrize("form", ["{}", "<{}>", "Dossier <{}>", "somebody@example.com, {},", "\r\n {}"])
def test_an_address_in_a_header_tells_whose_it_is(anna: User, header: str, form: str) -> None:
    assert found(mail(**{header: form.format(dossier(anna))})) == [Destination(anna.tenant, "tenant")]


@pytest.mark.parametrize("form", ["for <{}>;", "for {}; Sat, 21 Nov 2026 10:00:00 +0000"])
def test_one_in_bcc_is_told_by_who_took_it_in(anna: User, form: str) -> None:
    """Of Bcc nothing is left in the headers; SES writes on top for whom it was."""
    raw = mail(Received="from a by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x " + form.format(dossier(anna)))
    assert found(raw) == [Destination(anna.tenant, "tenant")]


def test_only_the_last_servers_on_the_way_are_asked(anna: User) -> None:
    way = b"".join(b"Received: from a by b\r\n" for _ in range(10))
    below = f"Received: from a by b for <{dossier(anna)}>\r\n".encode()
    assert found(way + below + mail()) == []
    assert found(below + way + mail()) == [Destination(anna.tenant, "tenant")]


def test_mail_systems_may_fold_case(anna: User) -> None:
    assert found(mail(To=dossier(anna).upper())) == [Destination(anna.tenant, "tenant")]


def test_a_record_and_a_conversation_are_told_with_it(anna: User) -> None:
    company = anna.company()
    assert found(mail(To=of_relation(anna, company.id))) == [Destination(anna.tenant, "record", company.id)]
    handle = dossier_address.handle(CONVERSATION)
    assert found(mail(To=of_answer(anna))) == [Destination(anna.tenant, "reply", conversation=handle)]


def test_of_several_of_one_organisation_the_most_telling_counts(anna: User) -> None:
    company = anna.company()
    record = of_relation(anna, company.id)
    assert [each.kind for each in found(mail(To=f"{dossier(anna)}, {record}"))] == ["record"]
    assert [each.kind for each in found(mail(To=f"{dossier(anna)}, {record}", Cc=of_answer(anna)))] == ["reply"]


def test_one_mail_may_be_for_two_organisations(world: World, anna: User) -> None:
    bert = world.user("administrator", tenant="Other")
    raw = mail(To=dossier(anna), Cc=of_relation(bert, bert.company().id))
    assert {(each.tenant, each.kind) for each in found(raw)} == {(anna.tenant, "tenant"), (bert.tenant, "record")}


def test_a_name_of_before_still_tells(anna: User) -> None:
    kept = of_relation(anna, anna.company().id)
    assert anna.put("/v1/mail-settings", {"slug": "roadrunner"}).status == 200
    assert [each.tenant for each in found(mail(To=kept))] == [anna.tenant]


# ------------------------------------------------------------------------------------------------------ who may not


def changed(address: str) -> str:
    """In its signature, not at the very end, of which not every bit counts."""
    place = address.index("@") - 4
    return f"{address[:place]}{'b' if address[place] == 'a' else 'a'}{address[place + 1 :]}"


Attack = Callable[[str], str]


@pytest.mark.parametrize("attack", [
    changed,
    lambda address: address.replace("other+", "acme+"),
    lambda address: address.replace("other+", "nobody+"),
    lambda address: address.replace(MAIL_DOMAIN, "evil.example"),
    lambda address: address.replace("@", f".evil@{MAIL_DOMAIN}."),
    lambda address: "acme@" + MAIL_DOMAIN,
])  # fmt: skip
def test_a_guessed_address_is_nobodys(world: World, anna: User, attack: Attack) -> None:
    """M9, T2: also where a slug that exists is put in front of the token of another."""
    bert = world.user("administrator", tenant="Other")
    dossier(anna)
    assert found(mail(To=attack(of_relation(bert, bert.company().id)))) == []


def test_a_guess_is_logged_without_the_address(anna: User, capsys: pytest.CaptureFixture[str]) -> None:
    """M9"""
    guess = changed(dossier(anna))
    capsys.readouterr()
    assert found(mail(To=guess, Cc=of_answer(anna))) != []
    said = capsys.readouterr().out
    assert '"event": "dossier_address_refused"' in said
    assert '"count": 1' in said
    assert guess.partition("@")[0] not in said


def test_a_mail_for_a_guessed_address_leaves_nothing(world: World, anna: User) -> None:
    """M9: it was taken in, and is dropped."""
    guess = changed(dossier(anna))
    with world.unchanged():
        world.receive(mail(To=guess), guess)


def test_what_is_only_written_in_the_text_is_for_nobody(anna: User) -> None:
    raw = mail(Subject=dossier(anna), Reply_To=dossier(anna)) + f"\r\nTo: {dossier(anna)}\r\n".encode()
    assert found(raw) == []


# ---------------------------------------------------------------------------------------------------------- hostile


def test_twenty_thousand_recipients(world: World, anna: User) -> None:
    """M8: what is cut off of To is told by who took it in."""
    many = ",\r\n ".join(f"Somebody <somebody-{number}@example.com>" for number in range(20_000))
    raw = receipt.stamped(mail(To=f"{many}, {dossier(anna)}"), [dossier(anna)], clock.now())
    message = read(raw)
    start = time.perf_counter()
    assert [each.tenant for each in destinations(message, raw)] == [anna.tenant]
    assert time.perf_counter() - start < 1


def test_thousands_of_guesses_are_looked_up_in_one_round_trip(world: World, anna: User) -> None:
    """M8, M9"""
    record = of_relation(anna, anna.company().id)
    guesses = ", ".join(f"x{number}{record.removeprefix('acme')}" for number in range(3_000))
    with world.meter() as meter:
        assert found(mail(Bcc=guesses)) == []
    assert (meter.round_trips, meter.items_read) == (1, 0)


def test_what_names_nobody_is_not_looked_up(world: World, anna: User) -> None:
    with world.meter() as meter:
        assert found(mail(To="jan@example.com", Cc=of_answer(anna))) != []
    assert meter.round_trips == 0


@given(st.binary(max_size=400))
@tries(max_examples=60)
def test_whatever_it_is_made_of_it_never_raises(raw: bytes) -> None:
    assert destinations(read(raw), raw) == []
    message = b"To: " + raw
    assert destinations(read(message), message) == []
