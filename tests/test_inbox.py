"""Mail from somebody unknown waits in the inbox, until somebody assigns it."""

import pytest

from chalicelib.models.activity_fields import MOST_LINKS
from tests.letters import dossier, file, letter, linked, mail, mails, papers, parts, text
from tests.specimens import PDF
from tests.world import User, World

PIET = "piet@mulder.example"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def waiting(world: World, anna: User, *ids: str) -> list[str]:
    """Mails from one sender; gives their activities."""
    for each in ids or ("1@x",):
        world.receive(letter(message_id=each), dossier(anna.tenant))
    return [each["id"] for each in mails(anna, mail_state="inbox")]


def test_a_mail_is_assigned_to_what_it_is_about(world: World, anna: User) -> None:
    (activity,) = waiting(world, anna)
    company = anna.company("Mulder")
    reply = anna.post(f"/v1/activities/{activity}/file", {"links": [company.id]})
    assert reply.json == {"activity": activity, "also_filed": [], "complete": True}
    found = mail(anna, mail_state="filed")
    assert (linked(found), found["mail"]["rule"], found["touch"]) == ([company.id], "by_hand", True)
    assert mails(anna, mail_state="inbox") == []
    assert [each["id"] for each in anna.get(f"/v1/relations/{company.id}/timeline")["data"]] == [activity]


def test_what_else_waits_from_the_same_sender_goes_along(world: World, anna: User) -> None:
    first, *_ = waiting(world, anna, "1@x", "2@x", "3@x")
    world.receive(letter(sender="else@where.example", message_id="4@x"), dossier(anna.tenant))
    world.receive(letter(message_id="5@x"), dossier(anna.tenant), spam="fail")
    company = anna.company("Mulder")
    reply = anna.post(f"/v1/activities/{first}/file", {"links": [company.id], "all_from_sender": True})
    assert (len(reply["also_filed"]), reply["complete"]) == (2, True)
    assert {each["mail"]["rule"] for each in mails(anna, mail_state="inbox")} == {"unknown", "spam"}
    assert len(anna.get(f"/v1/relations/{company.id}/timeline")["data"]) == 3


def test_what_does_not_fit_is_asked_for_again(world: World, anna: User) -> None:
    first, *_ = waiting(world, anna, *(f"{each}@x" for each in range(12)))
    company, turns = anna.company("Mulder"), 0
    while mails(anna, mail_state="inbox"):
        reply = anna.post(f"/v1/activities/{first}/file", {"links": [company.id], "all_from_sender": True})
        assert reply.status == 200
        turns += 1
    assert reply["complete"]
    assert turns > 1


def test_more_links_than_there_is_room_for_are_refused(world: World, anna: User) -> None:
    first, second = waiting(world, anna, "1@x", "2@x")
    companies = [anna.company(f"Bedrijf {each}").id for each in range(MOST_LINKS)]
    assert anna.post(f"/v1/activities/{first}/file", {"links": companies}).status == 200
    asked = {"links": [companies[0], anna.company("Mulder").id], "all_from_sender": True}
    with world.unchanged():
        reply = anna.post(f"/v1/activities/{first}/file", asked)
    assert (reply.status, reply.fields) == (422, ["links"])
    assert anna.post(f"/v1/activities/{first}/file", {"links": companies[:2]}).status == 200
    assert mail(anna, mail_state="inbox")["id"] == second


def test_what_goes_along_keeps_its_own_links(world: World, anna: User) -> None:
    first, second, full = waiting(world, anna, "1@x", "2@x", "3@x")
    company, other = anna.company("Mulder"), anna.company("Smit")
    contact = anna.contact(other.id, last_name="Smit").id
    anna.patch(f"/v1/activities/{second}", {"links": [contact]})
    many = [anna.company(f"Bedrijf {each}").id for each in range(MOST_LINKS)]
    anna.patch(f"/v1/activities/{full}", {"links": many})
    reply = anna.post(f"/v1/activities/{first}/file", {"links": [company.id], "all_from_sender": True})
    assert (reply["also_filed"], reply["complete"]) == ([second], True)
    assert linked(anna.get(f"/v1/activities/{second}").json) == [contact, company.id]
    assert [each["id"] for each in anna.get(f"/v1/relations/{other.id}/timeline")["data"]] == [second]
    assert linked(mail(anna, mail_state="inbox")) == many


def test_what_is_not_to_go_along_hides_nothing(world: World, anna: User) -> None:
    for each in range(22):
        world.receive(letter(message_id=f"spam-{each}@x"), dossier(anna.tenant), spam="fail")
    waiting(world, anna, "1@x", "2@x")
    found = mails(anna, mail_state="inbox")
    first, second = (each["id"] for each in found if each["mail"]["rule"] == "unknown")
    asked = {"links": [anna.company("Mulder").id], "all_from_sender": True}
    reply = anna.post(f"/v1/activities/{first}/file", asked)
    assert (reply["also_filed"], reply["complete"]) == ([second], True)


def test_the_attachments_go_along(world: World, anna: User) -> None:
    world.receive(parts(text("Zie bijlage"), file(PDF)), dossier(anna.tenant))
    company = anna.company("Mulder")
    anna.post(f"/v1/activities/{mail(anna)['id']}/file", {"links": [company.id]})
    assert linked(papers(anna)[0]) == [mail(anna)["id"], company.id]


def test_one_click_makes_a_contact_of_the_sender(world: World, anna: User) -> None:
    first, _ = waiting(world, anna, "1@x", "2@x")
    company = anna.company("Mulder BV")
    reply = anna.post(f"/v1/activities/{first}/contact", {"company": company.id})
    assert reply.status == 201, reply.text
    contact = anna.get(f"/v1/contacts/{reply['sender']}")
    assert (contact["first_name"], contact["last_name"], contact["company"]["id"]) == ("Piet", "Mulder", company.id)
    assert contact["channels"][0]["value"] == PIET
    assert len(reply["also_filed"]) == 1
    for each in mails(anna, mail_state="filed"):
        assert linked(each) == [contact.id]
        assert each["participants"][0]["contact"]["id"] == contact.id
    world.receive(letter(message_id="3@x"), dossier(anna.tenant))
    assert mails(anna, mail_state="inbox") == []
    assert len(anna.get(f"/v1/relations/{company.id}/timeline")["data"]) == 3


def test_the_company_is_made_along(world: World, anna: User) -> None:
    (activity,) = waiting(world, anna)
    told = {"company_name": "Mulder BV", "last_name": "Mulder-Smit", "function": "Inkoper"}
    reply = anna.post(f"/v1/activities/{activity}/contact", told)
    contact = anna.get(f"/v1/contacts/{reply['sender']}")
    assert (contact["company"]["title"], contact["display_name"]) == ("Mulder BV", "Mulder-Smit")
    assert contact["company"]["id"] == reply["company"]


def test_without_a_company_it_is_a_person(world: World, anna: User) -> None:
    world.receive(letter(sender='"Berg, Jan van den" <jan@berg.example>'), dossier(anna.tenant))
    reply = anna.post(f"/v1/activities/{mail(anna)['id']}/contact", {})
    person = anna.get(f"/v1/relations/{reply['sender']}")
    assert (person["kind"], person["last_name"], person["first_name"]) == ("person", "Berg", "Jan van den")
    assert mail(anna)["participants"][0]["relation"]["id"] == person.id


def test_a_sender_without_a_name_is_called_by_the_address(world: World, anna: User) -> None:
    world.receive(letter(sender="info@berg.example"), dossier(anna.tenant))
    reply = anna.post(f"/v1/activities/{mail(anna)['id']}/contact", {"company_name": "Berg"})
    assert anna.get(f"/v1/contacts/{reply['sender']}")["display_name"] == "info"


def test_a_sender_who_is_here_already_is_not_made_again(world: World, anna: User) -> None:
    first, _ = waiting(world, anna, "1@x", "2@x")
    made = anna.post(f"/v1/activities/{first}/contact", {"all_from_sender": False})["sender"]
    for each in waiting(world, anna, "3@x"):
        with world.unchanged():
            reply = anna.post(f"/v1/activities/{each}/contact", {})
        assert (reply.status, reply["code"], reply["existing"]) == (409, "already_exists", made)


def test_a_sender_who_took_part_as_somebody_is_not_made_again(world: World, anna: User) -> None:
    (activity,) = waiting(world, anna)
    person = anna.person().id
    sender, *others = mail(anna)["participants"]
    told = {"participants": [{**sender, "relation": person}, *others]}
    assert anna.patch(f"/v1/activities/{activity}", told).status == 200
    reply = anna.post(f"/v1/activities/{activity}/contact", {})
    assert (reply.status, reply["existing"]) == (409, person)


def test_strangers_who_write_by_one_web_form_are_not_one(world: World, anna: User) -> None:
    for name in ("klaas", "els"):
        form = letter("Website form <noreply@form.example>", message_id=f"{name}@x", reply_to=f"{name}@x.example")
        world.receive(form, dossier(anna.tenant))
    found = {each["mail"]["correspondent"]: each for each in mails(anna, mail_state="inbox")}
    klaas, els = found["klaas@x.example"], found["els@x.example"]
    reply = anna.post(f"/v1/activities/{klaas['id']}/contact", {})
    person = anna.get(f"/v1/relations/{reply['sender']}")
    assert (reply["also_filed"], person["last_name"], person["channels"][0]["value"]) == (
        [],
        "klaas",
        "klaas@x.example",
    )
    assert mail(anna, mail_state="inbox")["id"] == els["id"]


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("file", {"links": ["rel_01J00000000000000000000000"]}, "links[0]"),
        ("file", {"links": []}, "links"),
        ("contact", {"company": "rel_01J00000000000000000000000"}, "company"),
        ("contact", {"company": "rel_01J00000000000000000000000", "company_name": "x"}, "company_name"),
    ],
)
def test_what_is_not_there_cannot_be_assigned_to(world: World, anna: User, verb: str, body: object, field: str) -> None:
    """T2, Z2"""
    (activity,) = waiting(world, anna)
    with world.unchanged():
        reply = anna.post(f"/v1/activities/{activity}/{verb}", body)
    assert (reply.status, reply.fields) == (422, [field])


def test_only_mail_that_came_in_is_assigned(world: World, anna: User) -> None:
    task = anna.post("/v1/activities", {"kind": "note", "subject": "x"})
    company = anna.company("Mulder")
    assert anna.post(f"/v1/activities/{task.id}/file", {"links": [company.id]}).status == 409
    assert anna.post(f"/v1/activities/{task.id}/contact", {}).status == 409


def test_who_only_reads_assigns_nothing(world: World, anna: User) -> None:
    (activity,) = waiting(world, anna)
    reader = world.user("reader")
    with world.unchanged():
        assert reader.post(f"/v1/activities/{activity}/file", {"links": [activity]}).status == 403
        assert reader.post(f"/v1/activities/{activity}/contact", {}).status == 403


def test_what_waits_is_for_those_who_may_assign_it(world: World, anna: User) -> None:
    """Z1, Z4: with its attachments; once it is assigned it is for whom its dossier is for."""
    world.receive(parts(text("See the attachment"), file(PDF, "a.pdf")), dossier(anna.tenant))
    world.settle()
    reader, sales = world.user("reader"), world.user("sales")
    (activity,), (paper,) = mails(anna, mail_state="inbox"), papers(anna)
    mail_, file_ = f"/v1/activities/{activity['id']}", f"/v1/documents/{paper['id']}"
    paths = [mail_, f"{mail_}/mail", file_, f"{file_}/download"]
    assert {sales.get(path).status for path in paths} == {200}
    assert {reader.get(path).status for path in paths} == {404}
    assert (mails(reader), papers(reader), reader.search("offerte")) == ([], [], [])
    with world.unchanged():
        assert reader.patch(paths[0], {"priority": "high"}).status in (403, 404)
    company = sales.company("Mulder")
    assert sales.post(f"{paths[0]}/file", {"links": [company.id]}).status == 200
    assert {reader.get(path).status for path in paths} == {200}
    assert len(reader.get(f"/v1/relations/{company.id}/timeline")["data"]) == 2


def test_to_assign_is_a_right_of_its_own(world: World, anna: User) -> None:
    """Z1: neither does who edits see the inbox by that, nor does who assigns need to edit."""
    told: dict[str, User] = {}
    for name, actions in (("edits", ["read", "edit"]), ("files", ["read", "file"])):
        profile = anna.post("/v1/profiles", {"name": name, "types": {"*": {"actions": actions}}})
        anna.post("/v1/roles", {"name": name, "key": name, "profiles": [profile.id]})
        told[name] = world.user(name)
    (activity,), company = waiting(world, anna), anna.company("Mulder")
    with world.unchanged():
        assert told["edits"].post(f"/v1/activities/{activity}/file", {"links": [company.id]}).status == 403
        assert told["edits"].get(f"/v1/activities/{activity}").status == 404
    assert told["files"].post(f"/v1/activities/{activity}/file", {"links": [company.id]}).status == 200


def test_a_sender_whom_one_may_not_see_is_not_told_of(world: World, anna: User) -> None:
    """T11: somebody who is in a restricted dossier may be made anew by who does not know that."""
    eva, sales = world.user("sales"), world.user("sales")
    (activity,) = waiting(world, anna)
    hidden = eva.company("Mulder", restricted=True, channels=[{"kind": "email", "value": PIET}])
    made = sales.post(f"/v1/activities/{activity}/contact", {})
    assert (made.status, hidden.id in made.text) == (201, False)


def test_an_inbox_belongs_to_its_tenant(world: World, anna: User) -> None:
    """T1"""
    (activity,) = waiting(world, anna)
    other = world.user("administrator", tenant="Bolt")
    assert mails(other, mail_state="inbox") == []
    assert other.post(f"/v1/activities/{activity}/file", {"links": [other.company("x").id]}).status == 404
    assert other.get(f"/v1/activities/{activity}/mail").status == 404


def test_what_it_takes(world: World, anna: User) -> None:
    """Round trips: the mail, the settings with the links, what else waits, and the transaction; for a
    contact also whether the sender is here already."""
    first, _ = waiting(world, anna, "1@x", "2@x")
    company = anna.company("Mulder")
    with world.meter() as meter:
        anna.post(f"/v1/activities/{first}/file", {"links": [company.id], "all_from_sender": True})
    assert meter.round_trips <= 5
    world.receive(letter(message_id="3@x", sender="else@where.example"), dossier(anna.tenant))
    with world.meter() as meter:
        anna.post(f"/v1/activities/{mail(anna, mail_state='inbox')['id']}/contact", {"company": company.id})
    assert meter.round_trips <= 9
