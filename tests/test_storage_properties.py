"""Entries and claims follow from the records, whatever happens to those and whatever stands in them."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from chalicelib.models.record import Record, from_body
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, keys, rebuild, table
from chalicelib.storage.work import Work
from tests.consistency import actual, all_records, assert_consistent
from tests.engine import Engine
from tests.world import IDENTITY_TABLE, TABLE, Reply, User, World

# ------------------------------------------------------------------------------------- whatever happens to records


QUICK = (Phase.explicit, Phase.generate, Phase.shrink)  # to explain would trace all of moto


class Step(NamedTuple):
    """`body` has places in what was made so far where an operation takes ids."""

    verb: str
    which: int
    body: dict[str, Any]


STREETS = st.sampled_from(["Dorpsstraat", "Müllerstraße", "rue de l'Église"])
TOWNS = st.sampled_from(["Almere", "Köln", "Нижний Новгород"])
NAMES = st.sampled_from(["Hamerslag", "Jansen & Zn. B.V.", "O'Neill", "Émile # 100%", "Иванов"])
WHERE = st.builds(lambda east: {"latitude": 52.37, "longitude": east}, st.sampled_from([5.2, 5.21]))
ADDRESSES = st.fixed_dictionaries(
    {"city": TOWNS}, optional={"street": STREETS, "postcode": st.just("1315 AB"), "coordinates": WHERE}
)
CHANNELS = st.lists(
    st.sampled_from([
        {"kind": "phone", "value": "036 530 12 34"},
        {"kind": "mobile", "value": "+31 6 12345678", "business": True},
        {"kind": "email", "value": "Info@Hamerslag.example"},
        {"kind": "website", "value": "www.hamerslag.example/over#ons"},
    ]),
    max_size=3,
)  # fmt: skip
EXTERNAL = st.dictionaries(st.sampled_from(["sap", "exact"]), st.sampled_from(["1", "2", "a#b"]), max_size=2)
PLACES = st.lists(st.integers(0, 9), max_size=3)
DAYS = st.sampled_from(["2026-11-20", "2027-01-31", "2027-02-01"])
MOMENTS = st.sampled_from(["2026-11-20T09:30:00Z", "2027-01-31T23:30:00+01:00"])
COMPANY: dict[str, Any] = {
    "status": st.lists(st.sampled_from(["prospect", "customer", "supplier"]), unique=True, max_size=3),
    "channels": CHANNELS,
    "external_ids": EXTERNAL,
    "addresses": st.lists(st.fixed_dictionaries({"address": ADDRESSES}), max_size=2),
}
CONTACT: dict[str, Any] = {"function": st.just("Inkoper"), "channels": CHANNELS, "external_ids": EXTERNAL}
ACTIVITY: dict[str, Any] = {
    "text": st.sampled_from(["<p>Wants <b>three</b> ovens</p>", "<p>l'Église</p>"]),
    "links": PLACES,
    "participants": PLACES,
    "priority": st.sampled_from(["low", "high"]),
    "visibility": st.sampled_from(["shared", "internal"]),
    "external_ids": EXTERNAL,
}
KINDS_OF_WORK = st.sampled_from(["phone_call", "note", "task"])
WHEN = st.sampled_from([{}, {"date": "2026-11-20"}, {"starts_at": "2026-11-20T09:30:00Z"}])
TASK: dict[str, Any] = {
    **ACTIVITY,
    "assignees": PLACES,
    "due_on": DAYS,
    "due_at": MOMENTS,
    "follow_up_on": DAYS,
    "recurrence": st.sampled_from(["FREQ=WEEKLY", "FREQ=DAILY;COUNT=2"]),
}
DOCUMENT: dict[str, Any] = {
    "kind": st.sampled_from(["contract", "photo"]), "links": PLACES, "expires_on": DAYS, "description": NAMES,
}  # fmt: skip
CHANGES: dict[str, Any] = {
    "relations": st.fixed_dictionaries({}, optional={"name": NAMES, "last_name": NAMES, **COMPANY}),
    "contacts": st.fixed_dictionaries({}, optional={"last_name": NAMES, **CONTACT}),
    "activities": st.fixed_dictionaries({}, optional={"kind": KINDS_OF_WORK, "is_task": st.booleans(), **TASK}),
    "documents": st.fixed_dictionaries({}, optional={"title": NAMES, **DOCUMENT}),
}
DOINGS: dict[str, Any] = {
    "complete": st.just({}),
    "reopen": st.none(),
    "follow-up": st.fixed_dictionaries({"until": st.none() | DAYS}),
    "assign": st.fixed_dictionaries({"assignees": PLACES}),
}
BODIES: dict[str, Any] = {
    "company": st.fixed_dictionaries({"name": NAMES}, optional=COMPANY),
    "person": st.fixed_dictionaries({"last_name": NAMES}, optional={"first_name": NAMES, "channels": CHANNELS}),
    "contact": st.fixed_dictionaries({"last_name": NAMES}, optional=CONTACT),
    "activity": st.builds(
        lambda body, when: body | when,
        st.fixed_dictionaries({"kind": KINDS_OF_WORK, "subject": NAMES}, optional=ACTIVITY),
        WHEN,
    ),
    "task": st.fixed_dictionaries({"kind": KINDS_OF_WORK, "subject": NAMES, "is_task": st.just(True)}, optional=TASK),
    "document": st.fixed_dictionaries({"title": NAMES}, optional=DOCUMENT),
    "do": st.sampled_from(sorted(DOINGS)).flatmap(lambda verb: st.fixed_dictionaries({verb: DOINGS[verb]})),
    "hand over": st.just({}),
    "change": st.fixed_dictionaries(CHANGES),
    "archive": st.just({}),
    "restore": st.just({}),
    "settle": st.just({}),
}
STEPS = st.sampled_from(sorted(BODIES)).flatmap(
    lambda verb: st.builds(Step, st.just(verb), st.integers(0, 9), BODIES[verb])
)
ALMERE = {"latitude": 52.37, "longitude": 5.2}
LINKED: dict[str, Any] = {"links": [0, 1], "participants": [0, 1, 2]}
A_DAY_AT_THE_OFFICE = [
    Step("company", 0, {"name": "Hamerslag", "addresses": [{"address": {"city": "Almere", "coordinates": ALMERE}}]}),
    Step("contact", 0, {"last_name": "Visser"}),
    Step("task", 0, {"kind": "task", "subject": "Bel", "is_task": True, "assignees": [0, 1, 2], "due_on": "2027-01-31",
                     "recurrence": "FREQ=WEEKLY", "external_ids": {"sap": "7"}, **LINKED}),
    Step("activity", 0, {"kind": "phone_call", "subject": "Gebeld", "starts_at": "2026-11-20T09:30:00Z", **LINKED}),
    Step("document", 0, {"title": "Contract", "links": [0, 2], "expires_on": "2027-02-01"}),
    Step("do", 2, {"complete": {}}),
    Step("do", 2, {"reopen": None}),
    Step("do", 2, {"assign": {"assignees": [1]}}),
    Step("change", 0, {"relations": {"name": "O'Neill"}}),
    Step("settle", 0, {}),
    Step("hand over", 1, {}),
    Step("archive", 2, {}),
    Step("archive", 3, {}),
    Step("restore", 2, {}),
    Step("settle", 0, {}),
]  # fmt: skip


class Office:
    """What was made so far, and who does it: three colleagues, of whom two are a team."""

    def __init__(self, world: World) -> None:
        self.world, self.anna = world, world.user("administrator")
        self.users = [self.anna.id, world.user().id, world.user().id]
        self.team = self.anna.post("/v1/teams", {"name": "Sales", "members": self.users[:2]}).id
        self.made: list[str] = []

    def take(self, step: Step) -> Reply | None:
        reply = VERBS[step.verb](self, step)
        if reply is not None and reply.status == 201 and "type" in reply.json:
            declared = TYPES[reply["type"]]
            if not declared.kept_by:
                self.made.append(f"/v1/{declared.plural}/{reply.id}")
        return reply

    def path(self, place: int, plural: str = "") -> str:
        """One of those, "" when there is none."""
        among = [each for each in self.made if plural in each]
        return among[place % len(among)] if among else ""

    def ids(self, body: dict[str, Any]) -> dict[str, Any]:
        """With ids in place of places."""
        who = [*self.users, self.team]
        told = {name: value for name, value in body.items() if name not in ("links", "participants", "assignees")}
        if "links" in body:
            told["links"] = [path.rpartition("/")[2] for each in body["links"] if (path := self.path(each))]
        if "assignees" in body:
            told["assignees"] = [who[each % len(who)] for each in body["assignees"]]
        if "participants" in body:
            told["participants"] = [self._participant(each) for each in body["participants"]]
        return told

    def _participant(self, place: int) -> dict[str, Any]:
        kind = ("contact", "relation", "user")[place % 3]
        path = self.path(place, f"/{kind}s/")
        if kind == "user":
            return {"user": self.users[place % 3]}
        return {kind: path.rpartition("/")[2]} if path else {"name": "Somebody else"}


def _archive_a_code(anna: User) -> None:
    """Of which something stays."""
    table = anna.post("/v1/code-tables", {"key": "region", "name": "Regions"}).id
    code = anna.post("/v1/codes", {"table": table, "code": "NL", "name": "Nederland"}).id
    assert anna.delete(f"/v1/codes/{code}").status == 200


def test_a_day_at_the_office_is_done_in_every_step(running: Engine) -> None:
    """So that the sequences below do what they say."""
    office = Office(_empty_world(running))
    replies = [office.take(step) for step in A_DAY_AT_THE_OFFICE]
    assert [reply.text for reply in replies if reply is not None and reply.status not in (200, 201)] == []
    assert {step.verb for step in A_DAY_AT_THE_OFFICE} | {"person"} == BODIES.keys()
    _archive_a_code(office.anna)
    families = {keys.family_of(key.pk) for key in actual(office.world)}
    assert families >= set(derived.FAMILIES) | {keys.CLAIMS}


@settings(max_examples=25, phases=QUICK)
@given(steps=st.lists(STEPS, max_size=14))
@example(steps=A_DAY_AT_THE_OFFICE)
def test_after_any_sequence_the_entries_are_those_of_the_living_records(running: Engine, steps: list[Step]) -> None:
    world = _empty_world(running)
    office = Office(world)
    for step in steps:
        reply = office.take(step)
        assert reply is None or reply.status < 500, reply.text
    assert_consistent(world)
    assert rebuild.rebuild(office.anna.tenant, mend=False).counts == {}


def _empty_world(running: Engine) -> World:
    import app

    running.fresh_table(TABLE)
    running.fresh_table(IDENTITY_TABLE)
    return World(running, app.app)


def _creates(plural: str, **more: str) -> Callable[[Office, Step], Reply]:
    return lambda office, step: office.anna.post(f"/v1/{plural}", {**more, **office.ids(step.body)})


def _contact(office: Office, step: Step) -> Reply | None:
    company = office.path(step.which, "/relations/").rpartition("/")[2]
    return office.anna.post("/v1/contacts", {"company": company, **step.body}) if company else None


def _do(office: Office, step: Step) -> Reply | None:
    (verb, body), path = next(iter(step.body.items())), office.path(step.which, "/activities/")
    return office.anna.post(f"{path}/{verb}", body if body is None else office.ids(body)) if path else None


def _hand_over(office: Office, step: Step) -> Reply:
    giver, taker = office.users[step.which % 3], office.users[(step.which + 1) % 3]
    return office.anna.post(f"/v1/users/{giver}/hand-over", {"to": taker})


def _change(office: Office, step: Step) -> Reply | None:
    path = office.path(step.which)
    plural = path.split("/")[2] if path else ""
    return office.anna.patch(path, office.ids(step.body[plural])) if plural in step.body else None


def _archive(office: Office, step: Step) -> Reply | None:
    path = office.path(step.which)
    return office.anna.delete(path) if path else None


def _restore(office: Office, step: Step) -> Reply | None:
    path = office.path(step.which)
    return office.anna.post(f"{path}/restore") if path else None


def _settle(office: Office, _: Step) -> None:
    office.world.settle()


VERBS: dict[str, Callable[[Office, Step], Reply | None]] = {
    "company": _creates("relations"), "person": _creates("relations", kind="person"), "contact": _contact,
    "activity": _creates("activities"), "task": _creates("activities"), "document": _creates("documents"), "do": _do,
    "hand over": _hand_over, "change": _change, "archive": _archive, "restore": _restore, "settle": _settle,
}  # fmt: skip


def test_two_saves_of_a_record_in_one_work_are_one_version(world: World) -> None:
    tenant = world.tenant()
    work = Work(tenant, "usr_1")
    made = work.create(TYPES["relation"], {"display_name": "Hamer", "sort_name": "Hamer"})
    work.update(made, {"display_name": "Slag", "sort_name": "Slag"})
    work.commit()
    assert_consistent(world)
    assert [(each.version, each.data["display_name"]) for each in all_records(world)] == [(1, "Slag")]


# ----------------------------------------------------------------------------------------- whatever stands in them

NAMES_WITHIN = sorted(
    {name for declared in TYPES.values() for name in (*declared.fields.model_fields, *declared.computed)}
    | {
        "id",
        "title",
        "place",
        "value",
        "normal",
        "default",
        "business",
        "purposes",
        "default_for",
        "address",
        "of",
        "sap",
    }
)
TEXTS = st.one_of(
    st.text(max_size=40), st.sampled_from(["company", "couple", "phone", "visiting", "NL", "+31365301234"])
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
KEYS = st.one_of(st.sampled_from(NAMES_WITHIN), st.text(max_size=5))
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
DATA = st.dictionaries(st.sampled_from(NAMES_WITHIN), JSON, max_size=14)
KINDS = pytest.mark.parametrize("declared", TYPES.values(), ids=list(TYPES))


def stored_record(declared: RecordType, data: dict[str, Any]) -> Record:
    body = json.dumps({"type": declared.name, "data": data, "archived_at": None})
    return from_body("ten_1", f"{declared.prefix}_1", 1, body)


@KINDS
@settings(max_examples=80)
@given(data=DATA)
@example(data={})
@example(
    data={"addresses": [{"address": {"id": 5}}, 7, {"address": "adr"}], "channels": {"kind": "phone"}, "halves": [1, 2]}
)
@example(data={"display_name": "word " * 400, "external_ids": {"sap": "x" * 3000}, "country": "N" * 3000})
def test_entries_and_claims_never_raise_and_always_fit_in_a_key(declared: RecordType, data: dict[str, Any]) -> None:
    record = stored_record(declared, data)
    for key in [*derived.entries(record), *derived.claims(record)]:
        assert 0 < len(key.pk.encode()) <= 2048
        assert 0 < len(key.sk.encode()) <= 1024
        assert keys.belongs_to("ten_1", key.pk)
    assert any(keys.family_of(key.pk) == derived.LIST for key in derived.entries(record))


@KINDS
@settings(max_examples=80)
@given(data=DATA, linked=DATA)
@example(data={"kind": "foundation of a newer release", "name": "Hamerslag"}, linked={})
def test_nothing_that_a_type_declares_raises_on_what_is_stored(
    declared: RecordType, data: dict[str, Any], linked: dict[str, Any]
) -> None:
    record, other = stored_record(declared, data), stored_record(TYPES["relation"], linked)
    context = Context("NL", "nl", {"x": other, **dict.fromkeys(declared.needs(record), other)})
    assert isinstance(declared.title(record.data), str)
    assert isinstance(declared.place(record.data), str)
    json.dumps([declared.values(record.data), declared.show(record, context)])
    prepared = declared.prepare(record.data, context)
    again = stored_record(declared, prepared.data)
    assert derived.entries(again)


@given(body=JSON)
def test_a_damaged_body_reads_as_an_empty_record(body: Any) -> None:
    record = from_body("ten_1", "rel_1", 1, json.dumps(body))
    derived.entries(record)
    assert isinstance(record.data, dict)


@KINDS
@settings(max_examples=15)
@given(data=DATA)
def test_what_is_derived_of_anything_can_be_written(
    running: Engine, declared: RecordType, data: dict[str, Any]
) -> None:
    """Also on the second engine, which is strict: no empty keys, no key too long."""
    world = _empty_world(running)
    work = Work(world.tenant(), "usr_1")
    work.create(declared, data)
    if len(work._writes(None)) <= table.MOST_IN_TRANSACTION:
        work.commit()
        assert_consistent(world)
