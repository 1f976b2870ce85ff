"""Users as records: what the directory tells of them, what links to them, and what a fault between the two leaves."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.errors import Invalid, Unauthorized
from chalicelib.identity import directory, invitation, keys, mirror, profile
from chalicelib.identity import table as identity_table
from chalicelib.identity.directory import Wanted
from chalicelib.identity.items import PersonItem, UserItem
from chalicelib.models import stored
from chalicelib.models.fields import Line, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import BY_PREFIX, TYPES
from chalicelib.models.user import USER
from chalicelib.operation import OPERATIONS
from chalicelib.schema import Schema
from chalicelib.storage import records, table
from chalicelib.storage.work import Work
from infra import rebuild
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at, throttle
from tests.people import PASSWORD, mailed_token, meanwhile, person, signed_in
from tests.test_users import Office
from tests.world import User, World


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def client(world: World) -> BaseClient:
    """Of the table of records."""
    client: BaseClient = table.connection().connection.client
    return client


def told(tenant: str, user: str) -> dict[str, Any]:
    """What the record of a user has, {} when there is none."""
    record = records.get(tenant, user)
    return record.data if record else {}


def directory_tells(tenant: str, user: str) -> dict[str, Any]:
    row = identity_table.get(UserItem, keys.user(tenant, user))
    assert row is not None
    return mirror.of(row)


# -------------------------------------------------------------------------------------------------- what is copied


def test_somebody_invited_is_a_record_from_then_on_until_after_they_are_gone(world: World, office: Office) -> None:
    tenant, bob = office.ann.tenant, office.invite().id
    assert told(tenant, bob) == {
        "name": "Bob", "email": "bob@example.com", "status": "invited", "role": "employee", "language": "nl",
        "kind": "employee",
    }  # fmt: skip
    office.accept()
    assert told(tenant, bob)["status"] == "active"
    office.ask("PATCH", f"/v1/users/{bob}", {"role": "reader", "name": "Robert"})
    assert (told(tenant, bob)["role"], told(tenant, bob)["name"]) == ("reader", "Robert")
    office.ask("PATCH", f"/v1/users/{bob}", {"status": "disabled"})
    assert told(tenant, bob)["status"] == "disabled"
    assert office.ask("DELETE", f"/v1/users/{bob}").status == 204
    assert (told(tenant, bob)["status"], told(tenant, bob)["name"]) == ("removed", "Robert")
    assert_consistent(world)


def test_the_history_of_a_user_tells_who_changed_them(world: World, office: Office) -> None:
    bob = office.invite().id
    office.accept()
    office.ask("PATCH", f"/v1/users/{bob}", {"role": "reader"})
    changes, _ = records.changes(office.ann.tenant, bob, limit=10)
    assert [(each["by"], sorted(each["changed"])) for each in changes[:2]] == [
        (office.ann.user, ["role"]), (bob, ["status"]),
    ]  # fmt: skip


def test_what_changes_nothing_writes_nothing(world: World, office: Office) -> None:
    """But a row in the audit log."""
    before, _ = world.kept()
    mirror.copy(office.ann.tenant, office.ann.user)
    signed_in(world, office.ann, steps=1)
    assert world.kept()[0] == before


def test_a_colleague_is_found_while_typing_until_removed(world: World, office: Office) -> None:
    anna, bob = world.user("reader"), office.invite(name="Bob de Vries").id
    assert anna.search("vri", "user") == ["Bob de Vries"]
    office.ask("DELETE", f"/v1/users/{bob}")
    assert anna.search("vri", "user") == []


def test_t1_another_tenant_does_not_find_them(world: World, office: Office) -> None:
    """T1"""
    office.invite(name="Bob de Vries")
    assert world.user("administrator", tenant="Other").search("vries") == []


def test_records_of_users_have_no_door_of_their_own() -> None:
    """Z1: nobody becomes an administrator, or is brought back, past the identity service."""
    own = {"list_users", "get_user", "invite_user", "change_user", "remove_user"}
    # which change what they had to do, or tell of it
    theirs = {"work_of_user", "hand_over_work_of_user", "rights_of_user", "timeline_of_user"}
    assert {each.name for each in OPERATIONS.values() if each.path.startswith("/v1/users")} == own | theirs
    assert {each.module for each in OPERATIONS.values() if each.name in own} == {"chalicelib.handlers.users"}


def test_all_that_a_user_has_comes_from_the_directory() -> None:
    assert tuple(USER.fields.model_fields) == mirror.FIELDS


def test_only_what_the_directory_knows_of_a_user_is_copied(world: World, office: Office) -> None:
    """T6: no hash, no secret, no token reaches a table that the CRM can read."""
    office.invite()
    row = identity_table.get(PersonItem, keys.person(office.ann.identity))
    assert row is not None
    kept = str(world.items())
    assert "ann@example.com" in kept
    for secret in (row.password, row.factor, office.ann.identity, mailed_token(world)):
        assert secret
        assert secret not in kept


# ------------------------------------------------------------------------------------------------------ of oneself


def test_one_changes_ones_own_name_language_and_zone(world: World, office: Office) -> None:
    changed = office.ask("PATCH", "/v1/me", {"name": "Anna", "language": "de", "time_zone": "Asia/Tokyo"})
    assert (changed.status, changed["name"], changed["language"], changed["time_zone"]) == (
        200, "Anna", "de", "Asia/Tokyo",
    )  # fmt: skip
    assert changed.json == office.ask("GET", "/v1/me").json
    assert told(office.ann.tenant, office.ann.user) == directory_tells(office.ann.tenant, office.ann.user)
    assert told(office.ann.tenant, office.ann.user)["time_zone"] == "Asia/Tokyo"
    office.ask("PATCH", "/v1/me", {"time_zone": None})
    assert office.ask("GET", "/v1/me")["time_zone"] is None, "that of the organisation counts again"
    assert "time_zone" not in told(office.ann.tenant, office.ann.user)
    assert office.ask("GET", "/v1/me")["name"] == "Anna"


@pytest.mark.parametrize(
    ("body", "fields"),
    [({"time_zone": "Mars/Olympus"}, ["time_zone"]), ({"name": None}, ["name"]), ({"language": "xx"}, ["language"]),
     ({"name": "a\r\nBcc: b@example.com"}, ["name"])],
)  # fmt: skip
def test_what_cannot_be_is_named(world: World, office: Office, body: Any, fields: list[str]) -> None:
    with world.unchanged():
        refused = office.ask("PATCH", "/v1/me", body)
    assert (refused.status, refused.fields) == (422, fields)


def test_nobody_gives_themselves_a_role(world: World, office: Office) -> None:
    """Z1"""
    eva = world.user("reader")
    for more in ({"role": "administrator"}, {"status": "active"}, {"email": "x@example.com"}, {"kind": "employee"}):
        assert eva.patch("/v1/me", {"name": "Eva", **more}).status == 400
    assert eva.patch("/v1/me", {"name": "Eva"})["role"] == "reader"


def test_what_one_is_called_here_does_not_change_what_one_is_called_elsewhere(world: World) -> None:
    here = person(world)
    there = person(world, tenant="Bolt")
    token = signed_in(world, here, tenant=here.tenant)["access_token"]
    assert world.ask("PATCH", "/v1/me", {"name": "Dr. Ann"}, token=token).status == 200
    assert (told(here.tenant, here.user)["name"], told(there.tenant, there.user)["name"]) == ("Dr. Ann", "Ann")


def test_who_is_removed_meanwhile_changes_nothing(world: World) -> None:
    ann, eva = person(world, role="administrator"), person(world, email="eva@example.com", name="Eva")
    directory.remove(_actor(ann), eva.user)
    with world.unchanged(), pytest.raises(Unauthorized):
        profile.change(_actor(eva), {"name": "Eve"})


def test_another_role_given_at_the_same_moment_does_not_bring_back_the_old_name(world: World) -> None:
    ann, eva = person(world, role="administrator"), person(world, email="eva@example.com", name="Eva")
    with meanwhile("TransactWriteItems", lambda: profile.change(_actor(eva), {"name": "Eve"})):
        directory.change(_actor(ann), eva.user, Wanted(role="reader"))
    assert (told(eva.tenant, eva.user)["name"], told(eva.tenant, eva.user)["role"]) == ("Eve", "reader")


def _actor(who: Any) -> Actor:
    return Actor(who.tenant, who.user, who.identity, "ses_1", who.role)


# ----------------------------------------------------------------------------------------------------------- links


class ErrandFields(Schema):
    title: Line
    by: Linked


def _by(data: dict[str, Any]) -> Iterator[Link]:
    if link := stored.part(data, "by"):
        yield Link("by", link, ("user",))


ERRAND = RecordType(
    name="errand",
    plural="errands",
    prefix="err",
    fields=ErrandFields,
    summary="",
    title=lambda data: stored.line(data, "title"),
    sorts={"title": lambda record: stored.line(record.data, "title")},
    links=_by,
)


@pytest.fixture
def errands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A type whose records are given to a user."""
    monkeypatch.setitem(TYPES, "errand", ERRAND)
    monkeypatch.setitem(BY_PREFIX, "err", ERRAND)


def errand(who: User, by: str) -> Record:
    work = Work(who.tenant, who.id)
    actor = Actor(who.tenant, who.id, "idn_1", "ses_1", "employee")
    made = save.create(work, actor, ERRAND, ErrandFields.model_validate({"title": "Bread", "by": by})).record
    work.commit()
    return made


def given_again(who: User, before: Record, data: dict[str, Any]) -> Record:
    work = Work(who.tenant, who.id)
    actor = Actor(who.tenant, who.id, "idn_1", "ses_1", "employee")
    made = save.update(work, actor, ERRAND, before, data).record
    work.commit()
    return made


@pytest.mark.usefixtures("errands")
def test_a_new_name_reaches_whatever_shows_it(world: World, office: Office) -> None:
    anna, bob = world.user(), office.invite().id
    made = errand(anna, bob)
    assert made.data["by"] == {"id": bob, "title": "Bob", "place": ""}
    office.ask("PATCH", f"/v1/users/{bob}", {"name": "Robert"})
    world.settle()
    record = records.get(anna.tenant, made.id)
    assert record
    assert record.data["by"]["title"] == "Robert"
    assert_consistent(world)


@pytest.mark.usefixtures("errands")
@pytest.mark.parametrize("how", ["disabled", "removed"])
def test_who_is_gone_gets_nothing_new_but_keeps_what_they_had(world: World, office: Office, how: str) -> None:
    anna, bob = world.user(), office.invite().id
    made = errand(anna, bob)
    office.accept()
    path = f"/v1/users/{bob}"
    _ = office.ask("DELETE", path) if how == "removed" else office.ask("PATCH", path, {"status": how})
    with pytest.raises(Invalid) as refused:
        errand(anna, bob)
    assert [(each.field, each.code) for each in refused.value.errors] == [("by", "not_linkable")]
    kept = given_again(anna, made, {**made.data, "title": "Milk"})
    assert (kept.version, kept.data["by"]["id"]) == (2, bob)


@pytest.mark.usefixtures("errands")
def test_t1_nothing_is_given_to_a_user_of_another_tenant_or_of_none(world: World) -> None:
    """T1"""
    anna, stranger = world.user(), world.user(tenant="Other")
    for nobody in (stranger.id, "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", anna.company().id):
        with pytest.raises(Invalid) as refused:
            errand(anna, nobody)
        assert [(each.field, each.code) for each in refused.value.errors] == [("by", "no_such_record")]


@pytest.mark.usefixtures("errands")
def test_a_user_is_not_written_by_what_links_to_them(world: World) -> None:
    """Else all that is given to one user at one moment would be in each other's way."""
    anna, bob = world.user(), world.user()
    errand(anna, bob.id)
    record = records.get(anna.tenant, bob.id)
    assert record
    assert (record.version, record.linked) == (1, 0)


# ---------------------------------------------------------------------------------------------------------- faults

Story = Callable[[Office], tuple[str, Callable[[], Any]]]


def _invite(office: Office) -> tuple[str, Callable[[], Any]]:
    """The user that it is about is known afterwards only."""
    guest = invitation.Guest("bob@example.com", "Bob", "employee", "nl")
    leave = directory.leave(_actor(office.ann))
    return "", lambda: invitation.invite(office.ann.tenant, guest, leave, office.ann.user)


def _accept(office: Office) -> tuple[str, Callable[[], Any]]:
    bob, token = office.invite().id, mailed_token(office.world)
    return bob, lambda: invitation.accept(token, PASSWORD, "192.0.2.7")


def _rename(office: Office) -> tuple[str, Callable[[], Any]]:
    bob = office.invite().id
    return bob, lambda: directory.change(_actor(office.ann), bob, Wanted(name="Robert"))


def _remove(office: Office) -> tuple[str, Callable[[], Any]]:
    bob = office.invite().id
    return bob, lambda: directory.remove(_actor(office.ann), bob)


STORIES = pytest.mark.parametrize("story", [_invite, _accept, _rename, _remove])


def about(office: Office, user: str) -> str:
    rows = identity_table.query(UserItem, keys.users(office.ann.tenant))
    return user or next(row.user for row in rows if row.user != office.ann.user)


@STORIES
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_between_the_directory_and_the_record_leaves_the_directory_right(
    office: Office, client: BaseClient, story: Story, number: int, after: bool
) -> None:
    """R5: the record is read, then written; the process dies before or after either. What asks next mends it."""
    user, run = story(office)
    with crash_at(client, number, after=after), pytest.raises(Crash):
        run()
    user = about(office, user)
    path = f"/v1/users/{user}"
    answer = office.ask("DELETE", path) if story is _remove else office.ask("PATCH", path, {"name": "Robert"})
    assert answer.status == (404 if story is _remove else 200)
    assert told(office.ann.tenant, user) == directory_tells(office.ann.tenant, user)
    assert_consistent(office.world)


@STORIES
def test_while_records_cannot_be_written_users_are_arranged_all_the_same(
    world: World, office: Office, client: BaseClient, story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    """R5: and the operator is told."""
    user, run = story(office)
    with throttle(client, "*", 100):
        run()
    user = about(office, user)
    assert '"event": "mirror_failed"' in capsys.readouterr().out
    assert told(office.ann.tenant, user) != directory_tells(office.ann.tenant, user)
    assert rebuild.main([office.ann.tenant]) == 0
    assert "1 users differed" in capsys.readouterr().out
    assert told(office.ann.tenant, user) == directory_tells(office.ann.tenant, user)
    assert_consistent(world)


def test_who_signs_in_is_a_record_from_then_on(world: World, client: BaseClient) -> None:
    world.tenant()
    with throttle(client, "*", 100):
        ann = person(world)
        first = signed_in(world, ann)
    assert first.status == 200, "records have no part in who may enter"
    assert told(ann.tenant, ann.user) == {}
    signed_in(world, ann, steps=1)
    assert told(ann.tenant, ann.user) == directory_tells(ann.tenant, ann.user)


def test_who_comes_in_from_another_tenant_is_a_record_there(world: World, client: BaseClient) -> None:
    here, _ = person(world), world.tenant("Bolt")
    with throttle(client, "*", 100):
        there = person(world, tenant="Bolt")
    token = signed_in(world, here, tenant=here.tenant)["access_token"]
    assert world.post("/v1/auth/switch", {"tenant": there.tenant}, token=token).status == 200
    assert told(there.tenant, there.user) == directory_tells(there.tenant, there.user)


def test_a_look_copies_nobody(world: World, client: BaseClient) -> None:
    world.tenant()
    with throttle(client, "*", 100):
        ann = person(world)
    with world.unchanged():
        assert rebuild.main([ann.tenant, "--look"]) == 0


def test_of_many_changes_at_once_the_record_ends_as_the_directory(world: World) -> None:
    """R6"""
    ann, eva = person(world, role="administrator"), person(world, email="eva@example.com", name="Eva")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: directory.change(_actor(ann), eva.user, Wanted(name=f"Eva {n}")), range(12)))
    assert told(eva.tenant, eva.user) == directory_tells(eva.tenant, eva.user)
    assert_consistent(world)


def test_what_a_newer_release_keeps_of_a_user_stays(world: World) -> None:
    ann = world.user()
    record = records.get(ann.tenant, ann.id)
    assert record
    work = Work(ann.tenant, ann.id)
    work.update(record, {**record.data, "photo": "p1"})
    work.commit()
    ann.patch("/v1/me", {"name": "Anna"})
    assert (told(ann.tenant, ann.id)["photo"], told(ann.tenant, ann.id)["name"]) == ("p1", "Anna")
