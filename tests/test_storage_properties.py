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
from chalicelib.storage import derived, keys, table
from chalicelib.storage.work import Work
from tests.consistency import all_records, assert_consistent
from tests.engine import Engine
from tests.world import IDENTITY_TABLE, TABLE, Reply, User, World

# ------------------------------------------------------------------------------------- whatever happens to records


QUICK = (Phase.explicit, Phase.generate, Phase.shrink)  # to explain would trace all of moto


class Step(NamedTuple):
    verb: str
    which: int
    body: dict[str, Any]


STREETS = st.sampled_from(["Dorpsstraat", "Müllerstraße", "rue de l'Église"])
TOWNS = st.sampled_from(["Almere", "Köln", "Нижний Новгород"])
NAMES = st.sampled_from(["Hamerslag", "Jansen & Zn. B.V.", "O'Neill", "Émile # 100%", "Иванов"])
ADDRESSES = st.fixed_dictionaries({"city": TOWNS}, optional={"street": STREETS, "postcode": st.just("1315 AB")})
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
COMPANY: dict[str, Any] = {
    "status": st.lists(st.sampled_from(["prospect", "customer", "supplier"]), unique=True, max_size=3),
    "channels": CHANNELS,
    "external_ids": EXTERNAL,
    "addresses": st.lists(st.fixed_dictionaries({"address": ADDRESSES}), max_size=2),
}
CONTACT: dict[str, Any] = {"function": st.just("Inkoper"), "channels": CHANNELS, "external_ids": EXTERNAL}
BODIES: dict[str, Any] = {
    "company": st.fixed_dictionaries({"name": NAMES}, optional=COMPANY),
    "person": st.fixed_dictionaries({"last_name": NAMES}, optional={"first_name": NAMES, "channels": CHANNELS}),
    "contact": st.fixed_dictionaries({"last_name": NAMES}, optional=CONTACT),
    "change": st.fixed_dictionaries({}, optional={"name": NAMES, "last_name": NAMES, "city": TOWNS, **COMPANY}),
    "archive": st.just({}),
    "restore": st.just({}),
    "settle": st.just({}),
}
STEPS = st.sampled_from(sorted(BODIES)).flatmap(
    lambda verb: st.builds(Step, st.just(verb), st.integers(0, 9), BODIES[verb])
)


@settings(max_examples=30, phases=QUICK)
@given(steps=st.lists(STEPS, max_size=14))
def test_after_any_sequence_the_entries_are_those_of_the_living_records(running: Engine, steps: list[Step]) -> None:
    world = _empty_world(running)
    anna = world.user()
    made: list[str] = []
    for step in steps:
        reply = VERBS[step.verb](world, anna, made, step)
        assert reply is None or reply.status < 500, reply.text
        if reply is not None and reply.status == 201:
            made.append(f"/v1/{TYPES[reply['type']].plural}/{reply.id}")
    assert_consistent(world)


def _empty_world(running: Engine) -> World:
    import app

    running.fresh_table(TABLE)
    running.fresh_table(IDENTITY_TABLE)
    return World(running, app.app)


def _company(_: World, anna: User, made: list[str], step: Step) -> Reply:
    return anna.post("/v1/relations", step.body)


def _person(_: World, anna: User, made: list[str], step: Step) -> Reply:
    return anna.post("/v1/relations", {"kind": "person", **step.body})


def _contact(_: World, anna: User, made: list[str], step: Step) -> Reply | None:
    company = _pick(made, step)
    return anna.post("/v1/contacts", {"company": company.rpartition("/")[2], **step.body}) if company else None


def _change(_: World, anna: User, made: list[str], step: Step) -> Reply | None:
    path = _pick(made, step)
    return anna.patch(path, step.body) if path else None


def _archive(_: World, anna: User, made: list[str], step: Step) -> Reply | None:
    path = _pick(made, step)
    return anna.delete(path) if path else None


def _restore(_: World, anna: User, made: list[str], step: Step) -> Reply | None:
    path = _pick(made, step)
    return anna.post(f"{path}/restore") if path else None


def _settle(world: World, _: User, made: list[str], step: Step) -> None:
    world.settle()


def _pick(made: list[str], step: Step) -> str:
    return made[step.which % len(made)] if made else ""


VERBS: dict[str, Callable[[World, User, list[str], Step], Reply | None]] = {
    "company": _company, "person": _person, "contact": _contact, "change": _change,
    "archive": _archive, "restore": _restore, "settle": _settle,
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
@settings(max_examples=25)
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
