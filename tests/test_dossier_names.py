"""The name of an organisation in mail addresses, and the addresses that its people get for dossiers."""

from collections.abc import Iterator
from functools import partial

import pytest

from chalicelib import clock
from chalicelib.actions import mail_names
from chalicelib.actions.filing.destinations import destinations
from chalicelib.errors import Conflict
from chalicelib.mail import dossier_address, read, slugs
from chalicelib.models.items import ClaimItem
from chalicelib.settings import settings
from chalicelib.storage import dossier_names, keys, table
from chalicelib.storage.guard import TenantBreach
from chalicelib.storage.keys import COMMON
from chalicelib.storage.table import Put
from tests import letters
from tests.at_once import at_once
from tests.outgoing import arrived, write
from tests.world import MAIL_DOMAIN, User, World, forget_settings

SETTINGS = "/v1/mail-settings"


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


def chosen(user: User, slug: str) -> None:
    reply = user.put(SETTINGS, {"slug": slug})
    assert reply.status == 200, reply.text


def address(user: User, path: str = "/v1/dossier-address") -> str:
    reply = user.get(path)
    assert reply.status == 200, reply.text
    return str(reply["address"])


def holds(address: str, tenant: str) -> bool:
    claimed = dossier_address.read(address, MAIL_DOMAIN)
    return claimed is not None and dossier_address.holds(claimed, tenant, settings().dossier_secret.encode())


# ---------------------------------------------------------------------------------------------------- asking for one


def test_who_asks_gets_an_address_that_holds(world: World, chief: User) -> None:
    chosen(chief, "acme")
    told = address(world.user("reader"))
    assert told.startswith("acme+")
    assert holds(told, chief.tenant)
    assert not holds(told, world.tenant("Other"))


def test_a_dossier_of_a_relation_or_contact_has_an_address_of_its_own(world: World, chief: User) -> None:
    chosen(chief, "acme")
    company = chief.company()
    contact = chief.contact(company.id)
    for path, record in (("relations", company.id), ("contacts", contact.id)):
        told = address(chief, f"/v1/{path}/{record}/dossier-address")
        claimed = dossier_address.read(told, MAIL_DOMAIN)
        assert claimed
        assert (claimed.kind, claimed.record) == ("record", record)
        assert holds(told, chief.tenant)


def test_who_may_read_a_record_gets_its_address_and_nobody_else(world: World, chief: User) -> None:
    """T2"""
    chosen(chief, "acme")
    company = chief.company()
    path = f"/v1/relations/{company.id}/dossier-address"
    assert world.user(tenant="Other").get(path).status == 404
    assert world.user(kind="external").get(path).status == 403
    assert chief.get(f"/v1/contacts/{company.id}/dossier-address").status == 404
    assert address(world.user("reader"), path) == address(chief, path)


def test_an_address_costs_one_round_trip(world: World, chief: User) -> None:
    chosen(chief, "acme")
    for path in ("/v1/dossier-address", f"/v1/relations/{chief.company().id}/dossier-address"):
        with world.meter() as meter:
            address(chief, path)
        assert meter.round_trips == 1


def test_without_a_name_one_is_told_what_to_do(world: World, chief: User) -> None:
    for path in ("/v1/dossier-address", f"/v1/relations/{chief.company().id}/dossier-address"):
        reply = chief.get(path)
        assert (reply.status, reply["code"]) == (409, "conflict")
        assert "an administrator chooses one" in reply["detail"]


# ------------------------------------------------------------------------------------------- a new organisation


def made(world: World, name: str) -> str:
    asked = {"name": name, "country": "NL", "language": "nl"}
    by = {"email": f"{clock.new_id('mail').lower()}@example.com", "name": "New"}
    reply = world.post("/v1/tenants", {**asked, "administrator": by})
    assert reply.status == 201, reply.text
    return str(reply["tenant"])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For new tenants."""
    with monkeypatch.context() as patch:
        patch.setenv("RELATA_TENANT_CREATION", "on")
        forget_settings()
        yield
    forget_settings()


@pytest.mark.usefixtures("opened")
def test_a_new_organisation_has_a_name_from_the_start_and_two_that_are_called_alike_have_two(world: World) -> None:
    tenants = [made(world, name) for name in ("Acme", "ACME!", "acme ")]
    assert [dossier_names.tenant_of(slug) for slug in ("acme", "acme-2", "acme-3")] == tenants
    assert mail_names.address_of_tenant(tenants[1]).startswith("acme-2+")


@pytest.mark.usefixtures("opened")
def test_where_no_name_is_free_it_goes_without(world: World) -> None:
    tenant = clock.new_id("ten")
    for slug in slugs.proposals("Acme", tenant):
        dossier_names.take(slug, world.tenant("Other"))
    mail_names.give(tenant, "Acme")
    with pytest.raises(Conflict):
        mail_names.address_of_tenant(tenant)


# ---------------------------------------------------------------------------------------------------------- choosing


def test_a_name_is_offered_and_another_may_be_chosen(chief: User) -> None:
    before = chief.get(SETTINGS)
    assert (before["slug"], before["offered"], before["domain"]) == (None, "acme", MAIL_DOMAIN)
    chosen(chief, " Acme-Sales ")
    after = chief.get(SETTINGS)
    assert (after["slug"], after["names"], after["offered"]) == ("acme-sales", ["acme-sales"], None)
    assert address(chief).startswith("acme-sales+")


def test_addresses_with_a_name_of_before_go_on_working(world: World, chief: User) -> None:
    """People keep them."""
    chosen(chief, "acme")
    kept = address(chief, f"/v1/relations/{chief.company().id}/dossier-address")
    chosen(chief, "roadrunner")
    assert dossier_names.tenant_of("acme") == chief.tenant == dossier_names.tenant_of("roadrunner")
    assert holds(kept, chief.tenant)
    chosen(chief, "acme")
    assert chief.get(SETTINGS)["names"] == ["acme", "roadrunner"]


@pytest.mark.parametrize("slug", ["reply", "no-reply", "postmaster", "abuse", "admin", "mailer-daemon"])
def test_a_reserved_word_is_nobodys(world: World, chief: User, slug: str) -> None:
    refused(world, chief, slug, "not_valid", "reserved")


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a b", "a+b", "a@b", "é", "x" * 17, "a.b", "a\nb"])
def test_what_does_not_fit_into_an_address_is_told(world: World, chief: User, slug: str) -> None:
    refused(world, chief, slug, "not_valid", "letters, digits or hyphens")


def refused(world: World, user: User, slug: str, code: str, told: str) -> None:
    with world.unchanged():
        reply = user.put(SETTINGS, {"slug": slug})
    assert (reply.status, reply.fields, reply["errors"][0]["code"]) == (422, ["slug"], code), reply.text
    assert told in reply["errors"][0]["message"]


def test_there_are_five_names_in_all(world: World, chief: User) -> None:
    for number in range(5):
        chosen(chief, f"acme-{number}")
    refused(world, chief, "acme-5", "too_many", "acme-4, acme-3")
    chosen(chief, "acme-0")


def test_a_name_is_of_one_organisation_only(world: World, chief: User) -> None:
    """T2: two would read each other's mail."""
    chosen(chief, "acme")
    other = world.user("administrator", tenant="Other")
    with world.unchanged():
        reply = other.put(SETTINGS, {"slug": "acme"})
    assert (reply.status, reply["code"], reply.fields) == (409, "already_exists", ["slug"])
    assert chief.tenant not in reply.text


def attempt(user: User) -> int:
    return user.put(SETTINGS, {"slug": "acme"}).status


def test_of_many_who_want_a_name_at_once_one_gets_it(world: World) -> None:
    wanting = [world.user("administrator", tenant=f"Acme {number}") for number in range(6)]
    told = at_once([partial(attempt, user) for user in wanting])
    assert sorted(told) == [200, *[409] * 5]


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("employee", 403), ("administrator", 200)])
def test_administrators_choose(world: World, role: str, status: int) -> None:
    assert world.user(role).put(SETTINGS, {"slug": "acme"}).status == status
    assert world.user(role).get(SETTINGS).status == 200


def test_a_choice_made_on_what_has_changed_since_takes_no_name(world: World, chief: User) -> None:
    seen = chief.get(SETTINGS).header("ETag")
    chosen(chief, "acme")
    with world.unchanged():
        stale = chief.put(SETTINGS, {"slug": "other"}, headers={"If-Match": str(seen)})
    assert stale.status == 412
    assert dossier_names.tenant_of("other") is None


def test_a_key_that_was_used_for_another_request_takes_no_name(world: World, chief: User) -> None:
    key = {"Idempotency-Key": "one"}
    first = chief.put(SETTINGS, {"slug": "acme"}, headers=key)
    with world.unchanged():
        reused = chief.put(SETTINGS, {"slug": "other"}, headers=key)
        again = chief.put(SETTINGS, {"slug": "acme"}, headers=key)
    assert (first.status, reused["code"], again.text) == (200, "idempotency_key_reused", first.text)


def test_a_name_whose_taking_was_cut_off_can_be_taken_again_by_the_same_only(world: World, chief: User) -> None:
    """F: between the name and the setting."""
    dossier_names.take("acme", chief.tenant)
    assert world.user("administrator", tenant="Other").put(SETTINGS, {"slug": "acme"}).status == 409
    chosen(chief, "acme")
    assert chief.get(SETTINGS)["names"] == ["acme"]


def test_names_stand_where_no_tenant_reaches(world: World, chief: User) -> None:
    """T5, T6: they are asked for in the function's own name."""
    chosen(chief, "acme")
    place = keys.ItemKey(keys.common("name", "acme"), keys.CLAIM)
    assert table.get(COMMON, place)
    with pytest.raises(TenantBreach):
        table.get(chief.tenant, place)
    with pytest.raises(TenantBreach):
        table.transact(COMMON, [Put(ClaimItem(keys.of_tenant(chief.tenant, "x"), "x", holder="x"))])


# ----------------------------------------------------------------------------------------------------- made anew


RENEW = f"{SETTINGS}/renew"


def filed(world: World, user: User, to: str) -> bool:
    """Whether a mail that is sent there comes in."""
    before = len(letters.mails(user))
    world.receive(letters.letter(message_id=clock.new_id("mail")), to)
    return len(letters.mails(user)) > before


def test_m9_addresses_that_were_made_anew_hold_and_those_of_before_no_more(world: World, chief: User) -> None:
    """M9"""
    chosen(chief, "acme")
    path = f"/v1/relations/{chief.company().id}/dossier-address"
    for _ in range(2):
        before = [address(chief), address(chief, path)]
        assert [filed(world, chief, each) for each in before] == [True, True]
        assert chief.post(RENEW).json["names"] == ["acme"]
        assert [filed(world, chief, each) for each in before] == [False, False]
    after = [address(chief), address(chief, path)]
    assert [filed(world, chief, each) for each in after] == [True, True]
    chosen(chief, "roadrunner")
    assert [filed(world, chief, each) for each in after] == [True, True], "another name renews nothing"


def test_m9_answers_to_what_was_sent_arrive_as_before(world: World, chief: User) -> None:
    """M9: nobody can tell those who answer of another address."""
    mail = write(chief)
    world.settle()
    (sent,) = arrived(world)
    chief.post(RENEW)
    world.receive(letters.letter(), str(sent.message["Reply-To"]))
    assert len(chief.get(f"/v1/activities?conversation={mail.id}")["data"]) == 2


def test_t2_those_of_another_organisation_hold_on(world: World, chief: User) -> None:
    """T2"""
    other = world.user("administrator", tenant="Other")
    chosen(other, "other")
    kept = address(other)
    chief.post(RENEW)
    assert filed(world, other, kept)


def test_what_was_not_made_by_us_costs_no_look(world: World, chief: User) -> None:
    """API4: whoever knows the id of an organisation cannot have its settings read by each of a hundred addresses."""
    raw = letters.letter(to=dossier_address.of_tenant("acme", chief.tenant, MAIL_DOMAIN, b"another secret"))
    with world.meter() as meter:
        assert destinations(read(raw), raw) == []
    assert meter.round_trips == 0


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("employee", 403), ("administrator", 200)])
def test_administrators_have_addresses_made_anew(world: World, role: str, status: int) -> None:
    """Z1"""
    assert world.user(role).post(RENEW).status == status


def test_addresses_are_made_anew_so_often_and_on_what_one_has_seen(world: World, chief: User) -> None:
    seen = str(chief.get(SETTINGS).header("ETag"))
    for _ in range(dossier_address.MOST_RENEWALS):
        assert chief.post(RENEW).status == 200
    with world.unchanged():
        assert chief.post(RENEW).status == 409
        assert chief.post(RENEW, headers={"If-Match": seen}).status == 412
    chosen(chief, "acme")
    assert filed(world, chief, address(chief))


# ------------------------------------------------------------------------------------------------- what is proposed


@pytest.mark.parametrize(("name", "best"), [
    ("Hamerslag Bouw B.V.", "hamerslag-bouw"),
    ("Müller & Söhne", "muller-sohne"),
    ("ООО Ромашка", "ooo-romashka"),
    ("", "dossier"),
    ("!!!", "dossier"),
    ("Postmaster", "postmaster-2"),
    ("A very-long  name indeed", "a-very-long-name"),
    ("x" * 400, "x" * 16),
])  # fmt: skip
def test_a_name_is_made_of_what_the_organisation_is_called(name: str, best: str) -> None:
    proposed = slugs.proposals(name, "ten_01J9ZQ4Y8R6V5T3W2X1Y0Z9ABC")
    assert proposed[0] == best
    assert not any(map(slugs.fault, proposed))
    assert proposed[-1].endswith("-1y0z9abc")
