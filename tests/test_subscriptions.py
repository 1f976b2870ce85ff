"""Who follows a record, or a kind of activity, is told of what happens with it; and by which channel."""

import copy
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.telling import Moved
from chalicelib.reactions import notify, notify_plan
from chalicelib.storage import records, subscriptions, table
from chalicelib.storage.subscriptions import Kept
from chalicelib.storage.work import Work
from tests import browser
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.specimens import PDF
from tests.test_notices import made, task, told
from tests.world import Reply, User, World

ALL_KINDS = "/v1/me/subscriptions/kinds"
CHANNELS = "/v1/me/subscriptions/channels"


def record(record_id: str) -> str:
    return f"/v1/me/subscriptions/records/{record_id}"


def follow(user: User, record_id: str, **how: Any) -> Reply:
    reply = user.put(record(record_id), how)
    assert reply.status == 200, reply.text
    return reply


# --------------------------------------------------------------------------------------------------- what is told


def test_who_follows_a_relation_hears_of_its_changes_and_of_what_is_newly_linked_to_it(world: World) -> None:
    """D25"""
    anna, bert = world.user(), world.user()
    company = anna.company("Hamerslag")
    assert follow(bert, company.id)["record"] == {"id": company.id, "type": "relation", "title": "Hamerslag"}
    call = made(anna, kind="phone_call", subject="Wants an offer", links=[company.id])
    anna.patch(f"/v1/relations/{company.id}", {"note": "Closed on Mondays"})
    anna.patch(f"/v1/activities/{call.id}", {"place": "Almere"})
    made(bert, kind="note", subject="My own", links=[company.id])
    world.settle()
    assert sorted(told(bert)) == [("changed", "Hamerslag"), ("linked", "Wants an offer")]
    assert told(anna) == []
    assert_consistent(world)


def test_who_follows_a_company_hears_of_a_call_with_one_of_its_contacts(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    contact = anna.contact(company.id)
    world.settle()
    follow(bert, company.id)
    made(anna, kind="phone_call", subject="Called Jan", participants=[{"contact": contact.id}])
    world.settle()
    assert told(bert) == [("linked", "Called Jan")]


def test_what_is_linked_later_is_told_once(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    follow(bert, company.id)
    call = made(anna, kind="phone_call", subject="Call")
    anna.patch(f"/v1/activities/{call.id}", {"links": [company.id]})
    anna.patch(f"/v1/activities/{call.id}", {"subject": "Another call"})
    world.settle()
    assert told(bert) == [("linked", "Another call")]


def test_who_follows_an_activity_hears_of_its_changes_until_it_is_followed_no_longer(world: World) -> None:
    anna, bert = world.user(), world.user()
    call = made(anna, kind="phone_call", subject="Call")
    follow(bert, call.id)
    anna.patch(f"/v1/activities/{call.id}", {"place": "Almere"})
    world.settle()
    assert bert.delete(record(call.id)).status == 204
    anna.patch(f"/v1/activities/{call.id}", {"place": "Zwolle"})
    world.settle()
    assert told(bert) == [("changed", "Call")]
    assert bert.get(record(call.id)).status == 404
    assert_consistent(world)


def test_a_new_name_elsewhere_is_no_news(world: World) -> None:
    """Copies that are made anew are changes of nobody."""
    anna, bert = world.user(), world.user()
    company = anna.company("Hamerslag")
    call = made(anna, kind="phone_call", subject="Call", links=[company.id])
    follow(bert, call.id)
    anna.patch(f"/v1/relations/{company.id}", {"name": "Zaagmans"})
    world.settle()
    assert anna.get(f"/v1/activities/{call.id}")["links"][0]["title"] == "Zaagmans"
    assert told(bert) == []


def test_who_follows_a_kind_hears_of_each_new_activity_of_it(world: World) -> None:
    """D25"""
    anna, bert = world.user(), world.user()
    wanted = {"kinds": [{"kind": "visit", "channel": "in_app"}, {"kind": "meeting", "channel": "in_app"}]}
    assert bert.put(ALL_KINDS, wanted).json == wanted
    for kind in ("visit", "meeting", "note"):
        made(anna, kind=kind, subject=f"A {kind}")
    world.settle()
    assert sorted(told(bert)) == [("created", "A meeting"), ("created", "A visit")]
    assert bert.put(ALL_KINDS, {"kinds": wanted["kinds"][:1]}).status == 200
    made(anna, kind="meeting", subject="Another")
    world.settle()
    assert len(told(bert)) == 2
    assert_consistent(world)


def test_who_has_two_reasons_is_told_for_the_stronger(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    follow(bert, company.id)
    bert.put(ALL_KINDS, {"kinds": [{"kind": "task"}]})
    task(anna, bert.id, links=[company.id])
    world.settle()
    assert told(bert) == [("assigned", "Send the quote")]


def test_documents_are_told_of_when_they_are_shared_and_when_there_is_a_new_version(world: World) -> None:
    anna, bert, carl = (world.user() for _ in range(3))
    company = anna.company()
    paper = browser.document(anna, title="Contract", visibility="internal")
    world.settle()
    follow(bert, paper.id)
    follow(carl, company.id)
    anna.patch(f"/v1/documents/{paper.id}", {"links": [company.id]})
    world.settle()
    assert anna.post(f"/v1/documents/{paper.id}/publish").status == 200
    world.settle()
    anna.post(f"/v1/documents/{paper.id}/versions", {"upload": browser.sent(anna, document=paper.id)})
    world.settle()
    news = ("new_version", "Contract"), ("published", "Contract")
    assert [each for each in told(bert) if each[0] != "changed"] == list(news)
    assert told(carl) == [*news, ("linked", "Contract")]
    assert anna.id not in {each["record"]["id"] for each in anna.get("/v1/notices")["data"]}
    versions = [each for each in carl.get("/v1/notices")["data"] if each["kind"] == "new_version"]
    assert (versions[0]["by"]["id"], versions[0]["told"]) == (anna.id, {"version": 2})


def test_an_answer_is_told_to_who_began_the_conversation_and_to_who_follows_the_dossier(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    follow(bert, company.id)
    work = Work(anna.tenant, anna.id)
    first = work.create(ACTIVITY, {"kind": "email", "subject": "Our offer", "direction": "out", "links": []})
    work.commit()
    incoming = {
        "kind": "email",
        "subject": "Re: Our offer",
        "direction": "in",
        "conversation": first.id,
        "mail": {"state": "filed", "message_id": "<2@example.com>"},
        "links": [{"id": company.id, "title": "Hamerslag"}],
    }
    work = Work(anna.tenant, "system:filing")
    work.create(ACTIVITY, incoming)
    work.commit()
    world.settle()
    assert told(anna) == told(bert) == [("received", "Re: Our offer")]
    (notice,) = anna.get("/v1/notices")["data"]
    assert notice["by"] is None


def test_r1_followers_are_told_once(world: World) -> None:
    """R1"""
    anna, bert = world.user(), world.user()
    company = anna.company()
    follow(bert, company.id)
    world.settle()
    made(anna, kind="note", subject="A note", links=[company.id])
    anna.patch(f"/v1/relations/{company.id}", {"note": "x"})
    world.publish(world.new_changes())
    events = world.bus.take()
    for batch in (reversed(events), copy.deepcopy(events), events):
        world.react(list(batch))
    assert sorted(told(bert)) == [("changed", "Hamerslag"), ("linked", "A note")]


def test_an_event_that_came_without_its_fields_is_looked_up(world: World) -> None:
    anna, bert = world.user(), world.user()
    task(anna, bert.id)
    world.publish(world.new_changes())
    (event,) = world.bus.take()
    del event["detail"]["changed"]
    world.react([event])
    assert told(bert) == [("assigned", "Send the quote")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "user", "version"]), inner),
    max_leaves=6,
)


@given(st.sampled_from(list(TYPES.values())), st.data())
def test_what_is_told_of_a_damaged_record_raises_nothing(declared: RecordType, data: st.DataObject) -> None:
    names = st.sampled_from([*declared.fields.model_fields, *declared.computed, "done_at", "versions"])
    was, now = (data.draw(st.dictionaries(names, VALUES, max_size=6)) for _ in range(2))
    at = "2026-11-22T09:00:00.000Z"
    record = Record("x_1", declared.name, "ten_1", 2, at, "usr_1", at, "usr_1", None, now)
    told = notify_plan.tellings(Moved(replace(record, data=was), record, ("a",), (), "usr_1", at))
    assert told[-1].kind == "changed"


# --------------------------------------------------------------------------------------------------------- its price


def change_of(world: World) -> dict[str, Any]:
    world.publish(world.new_changes())
    detail: dict[str, Any] = world.bus.take()[-1]["detail"]
    return detail


@pytest.mark.parametrize("is_followed", [False, True])
def test_that_a_change_concerns_nobody_is_seen_in_one_round_trip(world: World, is_followed: bool) -> None:
    anna, bert = world.user(), world.user()
    companies = [anna.company(f"Company {n}") for n in range(10)]
    if is_followed:
        follow(bert, companies[7].id)
    world.settle()
    made(anna, kind="note", subject="A note", links=[each.id for each in companies])
    change = change_of(world)
    with world.meter() as meter:
        notify.notify(anna.tenant, change)
    assert meter.round_trips == (3 if is_followed else 1)  # who that is, and the notice


def test_a_task_of_ones_own_costs_one_round_trip_and_one_for_a_team_four(world: World) -> None:
    anna, chief = world.user(), world.user("administrator")
    team = chief.post("/v1/teams", {"name": "Sales", "members": [world.user().id for _ in range(40)]})
    world.settle()
    for assignee, most in ((anna.id, 1), (team.id, 4)):
        task(anna, assignee)
        change = change_of(world)
        with world.meter() as meter:
            notify.notify(anna.tenant, change)
        assert meter.round_trips == most


def test_five_hundred_followers_are_told_in_a_dozen_round_trips(world: World) -> None:
    anna, company = world.user(), world.user().company()
    users = [f"usr_01J9ZC4E6T7Q8R9S0V1W2{n:05}" for n in range(500)]
    _write_followers(anna.tenant, (company.id,), dict.fromkeys([world.user().id, *users[1:]], "in_app"))
    world.settle()
    anna.patch(f"/v1/relations/{company.id}", {"note": "x"})
    change = change_of(world)
    with world.meter() as meter:
        notify.notify(anna.tenant, change)
    assert meter.round_trips <= 12


def _write_followers(tenant: str, subject: tuple[str, ...], followers: dict[str, str]) -> None:
    place = subscriptions.followers(tenant, subject)
    table.transact(tenant, [subscriptions.put(place, followers, Kept({}, 0)).write])


# ------------------------------------------------------------------------------------------------------- the list


def test_what_somebody_follows_is_listed_the_last_first_page_by_page_in_two_round_trips(world: World) -> None:
    anna = world.user()
    ids = [anna.company(f"Company {n}").id for n in range(5)]
    for each in ids:
        follow(anna, each)
    found, path = [], "/v1/me/subscriptions?limit=2"
    while path:
        with world.meter() as meter:
            page = anna.get(path)
        assert meter.round_trips <= 2
        found += [each["record"]["id"] for each in page["data"]]
        cursor = page["page"]["next_cursor"]
        path = f"/v1/me/subscriptions?limit=2&cursor={cursor}" if cursor else ""
    assert sorted(found) == sorted(ids)
    in_app = ["assigned", "invited", "completed", "received", "commented"]
    assert page["channels"] == {**dict.fromkeys(in_app, "in_app"), "shared": "mail"}


def test_following_again_changes_the_channel_and_nothing_else(world: World) -> None:
    anna = world.user()
    company = anna.company()
    since = follow(anna, company.id)["since"]
    assert follow(anna, company.id, channel="digest").json == {
        "record": {"id": company.id, "type": "relation", "title": "Hamerslag"},
        "channel": "digest",
        "since": since,
    }
    with world.unchanged():
        follow(anna, company.id, channel="digest")
    assert anna.get(record(company.id))["channel"] == "digest"


def test_two_who_follow_at_once_both_do(world: World) -> None:
    users = [world.user() for _ in range(5)]
    company = users[0].company()
    answers = at_once([lambda user=user: user.put(record(company.id), {}) for user in users])  # type: ignore[misc]
    assert {each.status for each in answers} == {200}
    place = subscriptions.followers(users[0].tenant, (company.id,))
    assert set(subscriptions.read(users[0].tenant, [place]).of(place).values) == {each.id for each in users}


def test_nobody_follows_more_than_five_hundred_records_and_no_record_has_more_followers(world: World) -> None:
    """F5"""
    anna, company = world.user(), world.user().company()
    absent = [f"rel_01J9ZC4E6T7Q8R9S0V1W2{n:05}" for n in range(500)]
    place = subscriptions.of_user(anna.tenant, anna.id, subscriptions.RECORDS)
    many = {each: {"channel": "in_app", "since": clock.timestamp()} for each in absent}
    table.transact(anna.tenant, [subscriptions.put(place, many, Kept({}, 0)).write])
    with world.unchanged():
        assert anna.put(record(company.id), {}).status == 409
    assert anna.delete(record(absent[0])).status == 204
    assert anna.put(record(company.id), {}).status == 200
    _write_followers(anna.tenant, ("activity", "visit"), dict.fromkeys(map(str, range(500)), "in_app"))
    with world.unchanged():
        assert anna.put(ALL_KINDS, {"kinds": [{"kind": "visit"}]}).status == 409


def test_a_kind_that_there_is_not_or_that_is_given_twice_is_refused(world: World) -> None:
    anna = world.user()
    with world.unchanged():
        reply = anna.put(ALL_KINDS, {"kinds": [{"kind": "visit"}, {"kind": "visit"}, {"kind": "dance"}]})
    assert (reply.status, reply.fields) == (422, ["kinds[1].kind", "kinds[2].kind"])


# ------------------------------------------------------------------------------------------------------- the channel


def test_what_somebody_does_not_want_to_hear_is_not_told(world: World) -> None:
    anna, bert = world.user(), world.user()
    chosen = {"assigned": "none", "completed": "digest"}
    assert bert.put(CHANNELS, chosen).json == {
        **chosen, "invited": "in_app", "received": "in_app", "shared": "mail", "commented": "in_app",
    }  # fmt: skip
    assert bert.get(CHANNELS)["assigned"] == "none"
    task(anna, bert.id)
    world.settle()
    assert told(bert) == []


def test_who_is_not_told_for_one_reason_is_told_for_another(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    bert.put(CHANNELS, {"assigned": "none"})
    follow(bert, company.id)
    task(anna, bert.id, links=[company.id])
    world.settle()
    assert told(bert) == [("linked", "Send the quote")]


# ------------------------------------------------------------------------------------------------------ nobody else's


def test_t1_what_is_not_there_for_somebody_cannot_be_followed(world: World) -> None:
    """T1, T2, Z4: of another tenant, of nobody; and by who may not read it."""
    anna, zoe, outsider = world.user(), world.user(tenant="Other"), world.user(kind="external")
    company = anna.company()
    with world.unchanged():
        for user, target in ((zoe, company.id), (outsider, company.id), (anna, "rel_01J00000000000000000000000")):
            assert user.put(record(target), {}).status == 404
            assert user.get(record(target)).status == 404
            assert user.delete(record(target)).status == 404


def test_z6_who_follows_and_may_read_it_no_longer_is_told_nothing(world: World) -> None:
    """Z6, Z3"""
    anna, bert = world.user(), world.user()
    company = anna.company("Canary")
    follow(bert, company.id)
    user = records.get(bert.tenant, bert.id)
    assert user
    work = Work(bert.tenant, "system:identity")
    work.update(user, {**user.data, "kind": "external"})
    work.commit()
    anna.patch(f"/v1/relations/{company.id}", {"note": "x"})
    world.settle()
    assert told(bert) == []


# ------------------------------------------------------------------------------------------------ room for another


def test_who_left_gives_way_to_who_wants_to_follow_now(world: World) -> None:
    """F5"""
    chief, anna, gone = world.user("administrator"), world.user(), world.user()
    company = anna.company()
    follow(gone, company.id)
    gone.put(ALL_KINDS, {"kinds": [{"kind": "visit"}, {"kind": "note"}]})
    others = dict.fromkeys((f"usr_01J9ZC4E6T7Q8R9S0V1W2{n:05}" for n in range(499)), "in_app")
    for subject in ((company.id,), ("activity", "visit")):
        place = subscriptions.followers(anna.tenant, subject)
        kept = subscriptions.read(anna.tenant, [place]).of(place)
        table.transact(anna.tenant, [subscriptions.put(place, {**others, gone.id: "in_app"}, kept).write])
    with world.unchanged():
        assert anna.put(record(company.id), {}).status == 409
        assert anna.put(ALL_KINDS, {"kinds": [{"kind": "visit"}]}).status == 409
    chief.patch(f"/v1/users/{gone.id}", {"status": "disabled"})
    assert anna.put(record(company.id), {}).status == 200
    assert anna.put(ALL_KINDS, {"kinds": [{"kind": "visit"}]}).status == 200
    names = (subscriptions.RECORDS, subscriptions.KINDS)
    places = [subscriptions.of_user(anna.tenant, gone.id, each) for each in names]
    found = subscriptions.read(anna.tenant, places)
    assert [set(found.of(each).values) for each in places] == [set(), {"note"}]


@pytest.mark.parametrize(
    ("path", "body", "other"),
    [
        (ALL_KINDS, {"kinds": [{"kind": "visit"}]}, {"kinds": []}),
        (CHANNELS, {"assigned": "mail"}, {"assigned": "none"}),
    ],
)
def test_nobody_overwrites_what_they_have_not_seen(
    world: World, path: str, body: dict[str, Any], other: dict[str, Any]
) -> None:
    anna = world.user()
    assert anna.get(path).header("ETag") == '"0"'
    assert anna.put(path, body, headers={"If-Match": '"0"'}).header("ETag") == '"1"'
    with world.unchanged():
        assert anna.put(path, other, headers={"If-Match": '"0"'}).status == 412
        assert anna.put(path, body).header("ETag") == '"1"'
    assert anna.put(path, other, headers={"If-Match": '"1"'}).header("ETag") == '"2"'


def test_a_mail_with_a_file_is_one_notice_that_says_who_sent_it(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag", channels=[{"kind": "email", "value": "jan@hamerslag.example"}])
    anna.put(f"/v1/me/subscriptions/records/{company.id}", {})
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = (
        "Jan <jan@hamerslag.example>",
        "Tekening",
        "<1@hamerslag.example>",
    )
    mail.set_content("Zie de bijlage.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="tekening.pdf")
    chief = world.user("administrator")
    assert chief.put("/v1/mail-settings", {"slug": "hamer"}).status == 200
    world.receive(bytes(mail), anna.get(f"/v1/relations/{company.id}/dossier-address")["address"])
    world.settle()
    (notice,) = anna.get("/v1/notices")["data"]
    assert (notice["kind"], notice["told"]) == ("received", {"from": "Hamerslag"})
