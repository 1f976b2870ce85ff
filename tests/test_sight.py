"""Whatever a tenant says of rights: a list, page by page, has exactly what would be allowed record by record, in order,
each once. (Issue 5; Z1 for lists.)"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.access import reading, sight
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.actions import lists
from chalicelib.models.record import Record, created
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import profile_id
from chalicelib.storage import derived, keys, listing, partitions, rights, search
from tests import crowd
from tests.engine import Engine
from tests.world import IDENTITY_TABLE, TABLE

QUICK = (Phase.explicit, Phase.generate, Phase.shrink)  # to explain would trace all of moto
ROLES = {"boss": "", "lead": "boss", "seller": "lead", "clerk": "boss"}
USERS = {"usr_1": "boss", "usr_2": "lead", "usr_3": "seller", "usr_4": "seller", "usr_5": "clerk"}
TEAMS = ("tem_1", "tem_2", "tem_3")
LISTED = ("relation", "contact", "activity", "document", "address")
WHO = st.sampled_from([*USERS, *TEAMS])
RELATION = st.sampled_from([f"rel_{n}" for n in range(8)])
BY = st.sampled_from([*USERS, "system:filing"])
ENDS = st.one_of(
    st.fixed_dictionaries({"role": st.sampled_from(list(ROLES)), "below": st.booleans()}),
    st.fixed_dictionaries({"team": st.sampled_from(TEAMS)}),
)
OWNED = {"owner": WHO, "co_owners": st.lists(WHO, max_size=2, unique=True)}
GUARDED = OWNED | {
    "restricted": st.booleans(),
    "access": st.lists(WHO, max_size=2, unique=True),
}
DATA: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "relation": st.fixed_dictionaries({}, optional=GUARDED),
    "contact": st.fixed_dictionaries({"company": RELATION}, optional=OWNED),
    "activity": st.fixed_dictionaries(
        {},
        optional={
            "links": st.lists(RELATION, max_size=2, unique=True),
            "assignees": st.lists(WHO, max_size=2, unique=True),
            "present": st.sampled_from(list(USERS)),
        },
    ),
    "document": st.fixed_dictionaries({}, optional={"links": st.lists(RELATION, max_size=2, unique=True)}),
    "address": st.just({}),
}


@dataclass
class Told:
    """What a tenant says of rights, and its records."""

    members: dict[str, list[str]]
    parents: dict[str, str]
    carried: dict[str, str]
    rules: list[tuple[str, dict[str, Any], dict[str, Any]]]
    levels: dict[str, str]
    records: dict[str, list[tuple[str, dict[str, Any]]]]
    tenant: str = field(default_factory=lambda: clock.new_id("ten"))


def some_records(name: str, most: int) -> st.SearchStrategy[list[tuple[str, dict[str, Any]]]]:
    return st.lists(st.tuples(BY, DATA[name]), min_size=most // 2, max_size=most)


COMPANIES = st.builds(
    Told,
    members=st.fixed_dictionaries({team: st.lists(st.sampled_from(list(USERS)), max_size=2) for team in TEAMS}),
    parents=st.dictionaries(st.sampled_from(TEAMS), st.sampled_from(TEAMS), max_size=2),
    carried=st.dictionaries(st.sampled_from(TEAMS), st.sampled_from(list(ROLES)), max_size=1),
    rules=st.lists(st.tuples(st.sampled_from(LISTED), ENDS, ENDS), max_size=3),
    levels=st.fixed_dictionaries({name: st.sampled_from(["private", "private", "private", "read"]) for name in LISTED}),
    records=st.fixed_dictionaries({name: some_records(name, 8) for name in LISTED}),
)


def link(record_id: str) -> dict[str, str]:
    return {"id": record_id, "title": record_id, "place": ""}


def made(told: Told, type_name: str, n: int | str, data: dict[str, Any], by: str = "usr_5") -> Record:
    declared, at = TYPES[type_name], f"2026-11-22T08:00:{int(n) if str(n).isdigit() else 0:02d}.000Z"
    return created(id=f"{declared.prefix}_{n}", type=type_name, tenant=told.tenant, data=data, at=at, by=by)


def described(told: Told) -> Iterator[Record]:
    """The records that rights are made of."""
    for key, parent in ROLES.items():
        data = {"key": key, "name": key, "profiles": [link(profile_id("employee"))]}
        yield made(told, "role", key, data | ({"parent": link(f"rol_{parent}")} if parent else {}))
    for user, role in USERS.items():
        yield made(told, "user", user[4:], {"role": role, "kind": "employee", "name": user})
    for team in TEAMS:
        roles = [link(f"rol_{told.carried[team]}")] if team in told.carried else []
        above = {"parent": link(told.parents[team])} if team in told.parents else {}
        members = [link(each) for each in told.members[team]]
        yield made(told, "team", team[4:], {"name": team, "members": members, "roles": roles, **above})
    for n, (of, owned_by, shared_with) in enumerate(told.rules):
        ends = {"owned_by": _end(owned_by), "shared_with": _end(shared_with)}
        yield made(told, "sharing_rule", n, {"name": "a rule", "of": of, "level": "read", **ends})
    for n, (of, level) in enumerate(told.levels.items()):
        yield made(told, "type_default", n, {"of": of, "level": level})


def _end(some: dict[str, Any]) -> dict[str, Any]:
    return {"team": link(some["team"])} if "team" in some else {**some, "role": link(f"rol_{some['role']}")}


def kept(told: Told) -> Iterator[Record]:
    for name, many in told.records.items():
        for n, (by, data) in enumerate(many):
            yield made(told, name, n, _data(data, n), by)


def _data(given: Mapping[str, Any], n: int) -> dict[str, Any]:
    """As types keep it; two and two stand at the same place of their order."""
    place = f"Visser {n // 2}"
    named = {"sort_name": place, "display_name": place, "subject": place, "title": place, "city": place}
    links = {name: link(given[name]) for name in ("owner", "company") if name in given}
    many = {name: list(map(link, given[name])) for name in ("co_owners", "links", "assignees") if name in given}
    access = [{"who": link(each), "level": "view"} for each in given.get("access", ())]
    present = [{"user": link(given["present"])}] if "present" in given else []
    plain = {"restricted": given.get("restricted", False), "access": access, "participants": present}
    return {**named, **links, **many, **plain}


def expected(actor: Actor, type_name: str, sort: str, records: list[Record]) -> list[str]:
    """Ids, by deciding on every record."""
    declared, around = TYPES[type_name], {each.id: each for each in records}
    subject, right = reading.subject_of(actor), Right(type_name, "read")
    seen = [each for each in records if each.type == type_name and decide(subject, right, each, around).allowed]
    place = {each.id: keys.join(derived.sort_value(declared, sort, each), each.id) for each in seen}
    return sorted(place, key=place.__getitem__)


def listed(actor: Actor, type_name: str, sort: str, limit: int) -> list[str]:
    declared, found, cursor = TYPES[type_name], [], None
    for _ in range(100):
        page = lists.page(actor, declared, lists.Wanted(lists.ALL, sort, limit, cursor))
        assert len(page["data"]) <= limit
        found += [each["id"] for each in page["data"]]
        cursor = page["page"]["next_cursor"]
        if cursor is None:
            return found
    raise AssertionError("it does not end")


@pytest.fixture
def engine(running: Engine) -> Engine:
    running.fresh_table(TABLE)
    running.fresh_table(IDENTITY_TABLE)
    return running


def written(engine: Engine, told: Told) -> list[Record]:
    """All records, with what rights are made of."""
    everything = [*described(told), *kept(told)]
    crowd.put(engine, (item for each in everything for item in crowd.items(each)))
    assert rights.mend(told.tenant, rights.ought(everything))
    return everything


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """So little is read at once that every turn is taken."""
    for where, name, number in ((partitions, "LEAST", 1), (partitions, "SPREAD", 1), (listing, "FILLED_FROM", 2)):
        monkeypatch.setattr(where, name, number)
    return monkeypatch


ORDERS = st.sampled_from([(name, sort) for name in LISTED for sort in TYPES[name].sorts])
ANY = {"max_examples": 40, "phases": QUICK, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.parametrize("most", [0, 4, 60], ids=["looking at everything", "both", "by stakes"])
@settings(**ANY)  # type: ignore[arg-type]
@given(told=COMPANIES, user=st.sampled_from(list(USERS)), order=ORDERS, limit=st.integers(1, 9))
def test_z1_lists_have_what_is_allowed_and_nothing_else(
    engine: Engine, little: pytest.MonkeyPatch, most: int, told: Told, user: str, order: tuple[str, str], limit: int
) -> None:
    """Z1. However little is read at once, and whichever way is gone."""
    little.setattr(sight, "MOST", most)
    records, (name, sort) = written(engine, told), order
    actor = Actor(told.tenant, user, "", "", USERS[user])
    wanted = expected(actor, name, sort, records)
    assert listed(actor, name, sort, limit) == wanted
    assert listed(actor, name, f"-{sort}", limit) == wanted[::-1]


@settings(**ANY)  # type: ignore[arg-type]
@given(
    parts=st.lists(st.sets(st.integers(0, 40)), min_size=1, max_size=5),
    most=st.integers(1, 30),
    after=st.sampled_from(["", "020", "040"]),
    backward=st.booleans(),
)
def test_several_partitions_are_read_as_if_they_were_one(
    engine: Engine, little: pytest.MonkeyPatch, parts: list[set[int]], most: int, after: str, backward: bool
) -> None:
    tenant = clock.new_id("ten")
    pks = [keys.partition(tenant, derived.STAKE, str(n)) for n in range(len(parts))]
    rows = [(pk, f"{n:03d}") for pk, part in zip(pks, parts, strict=True) for n in part]
    crowd.put(engine, ({"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in rows))
    found = partitions.read(tenant, pks, prefix="", after=after, most=most, backward=backward)
    there = sorted({sk for _, sk in rows if not after or (sk < after if backward else sk > after)}, reverse=backward)
    assert [sk for sk, _ in found.rows] == there[: len(found.rows)], "none is left out"
    assert len(found.rows) >= min(most, len(there))
    assert found.more or len(found.rows) == len(there)


@pytest.mark.parametrize("most", [0, 100], ids=["by the records", "by who is marked"])
@settings(**ANY)  # type: ignore[arg-type]
@given(told=COMPANIES, user=st.sampled_from(list(USERS)), names=st.sets(st.sampled_from(LISTED), min_size=1))
def test_z4_search_finds_what_is_allowed_and_tells_nothing_of_the_rest(
    engine: Engine, little: pytest.MonkeyPatch, most: int, told: Told, user: str, names: set[str]
) -> None:
    """Z4. Not even whether there is more, with which one could ask for words of what is hidden."""
    little.setattr(sight, "MOST_ABOVE", most)
    little.setattr(search, "MOST_SIFTED", most)
    records = written(engine, told)
    actor = Actor(told.tenant, user, "", "", USERS[user])
    where = sight.where(actor, frozenset(names))
    wanted = {each for name in names for each in expected(actor, name, TYPES[name].natural, records)}
    for limit in (1, 3, 50):
        found = search.search(told.tenant, ["visser"], where, reading.keeps(actor), limit)
        assert {hit.record.id for hit in found.hits} <= wanted
        assert (len(found.hits), found.complete) == (min(limit, len(wanted)), len(wanted) <= limit)
