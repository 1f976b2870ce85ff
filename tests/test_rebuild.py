"""C7: entries and claims that were lost or damaged are made anew from the records; the report says what was wrong."""

from collections import Counter

import pytest

from chalicelib.storage import derived, guard, keys, packed, rebuild, table
from chalicelib.storage.guard import TenantBreach
from chalicelib.storage.keys import ItemKey
from infra import rebuild as command
from tests.consistency import actual, assert_consistent
from tests.world import TABLE, User, World


@pytest.fixture
def anna(world: World) -> User:
    """A tenant with a bit of everything, beside another tenant."""
    anna = world.user()
    company = anna.company("Hamerslag", status=["customer"], external_ids={"sap": "1"})
    anna.contact(company.id)
    anna.address()
    anna.delete(f"/v1/relations/{anna.company('Weg', external_ids={'sap': '2'}).id}")
    anna.post("/v1/relations", {"name": "Eenmaal"}, headers={"Idempotency-Key": "k1"})
    world.user(tenant="Other").company("Hamerslag", status=["customer"], external_ids={"sap": "1"})
    return anna


def keys_of(world: World, tenant: str, family: str) -> list[ItemKey]:
    mine = (key for key in actual(world) if keys.tenant_of(key.pk) == tenant)
    return sorted(key for key in mine if keys.family_of(key.pk) == family)


def drop(world: World, key: ItemKey) -> None:
    world.engine.client.delete_item(TableName=TABLE, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})


def put(world: World, key: ItemKey, **attributes: str) -> None:
    item = {name: {"S": value} for name, value in {"pk": key.pk, "sk": key.sk, **attributes}.items()}
    world.engine.client.put_item(TableName=TABLE, Item=item)


def test_what_is_whole_is_left_alone(world: World, anna: User) -> None:
    with world.unchanged():
        report = rebuild.rebuild(anna.tenant)
    assert (report.records, report.counts, report.contested) == (6, Counter(), [])
    assert report.kept == sum(keys.tenant_of(key.pk) == anna.tenant for key in actual(world))


def test_c7_all_that_is_derived_is_lost_and_made_anew(world: World, anna: User) -> None:
    """C7"""
    before = world.items()
    lost = [key for key in actual(world) if keys.tenant_of(key.pk) == anna.tenant]
    for key in lost:
        drop(world, key)
    report = rebuild.rebuild(anna.tenant)
    assert world.items() == before
    assert report.counts == Counter((keys.family_of(key.pk), "missing") for key in lost)
    assert anna.search("hamer jan") == ["Jan Visser"]


def test_c7_the_report_names_what_was_missing_superfluous_and_different(world: World, anna: User) -> None:
    """C7"""
    before = world.items()
    word, facet, *_ = keys_of(world, anna.tenant, "word")[0], keys_of(world, anna.tenant, "facet")[0]
    extra = keys.entry(anna.tenant, "word", ("s",), ("spook",), keys.entry_record_id(word.sk))
    orphan = keys.entry(anna.tenant, "list", ("relation", "name"), ("spook",), "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z")
    drop(world, word)
    put(world, facet, digest='{"status":["supplier"]}')
    put(world, extra, digest="=relation spook")
    put(world, orphan)
    report = rebuild.rebuild(anna.tenant)
    assert world.items() == before
    wrong: list[tuple[str, rebuild.Kind, ItemKey]] = [
        ("facet", "different", facet), ("list", "superfluous", orphan),
        ("word", "missing", word), ("word", "superfluous", extra),
    ]  # fmt: skip
    assert report.counts == Counter((family, kind) for family, kind, _ in wrong)
    assert report.samples == {(family, kind): [key] for family, kind, key in wrong}
    assert rebuild.rebuild(anna.tenant).counts == Counter()


def test_what_an_earlier_release_wrote_is_older_and_not_wrong(world: World, anna: User) -> None:
    """It says the same, so that nothing has to wait for it; made anew, it is as it would be written today."""
    before = world.items()
    kept = [*keys_of(world, anna.tenant, "facet"), *keys_of(world, anna.tenant, "list")]
    old = [key for key in kept if before[key]["digest"]["S"] != "{}"]
    for key in old:
        put(world, key, digest=derived.written(packed.read(before[key]["digest"]["S"])))
    found = Counter((keys.family_of(each.pk), "older") for each in old)
    look = rebuild.rebuild(anna.tenant, mend=False)
    assert (look.counts, look.is_wrong) == (found, False)
    assert rebuild.rebuild(anna.tenant).counts == found
    assert world.items() == before
    put(world, old[0], digest='{"name":"another"}')
    assert rebuild.rebuild(anna.tenant).is_wrong
    assert world.items() == before


def test_a_look_writes_nothing(world: World, anna: User) -> None:
    drop(world, keys_of(world, anna.tenant, "word")[0])
    with world.unchanged():
        report = rebuild.rebuild(anna.tenant, mend=False)
    assert report.counts == {("word", "missing"): 1}


def test_a_claim_of_a_record_that_is_gone_is_given_to_who_has_the_value(world: World, anna: User) -> None:
    before = world.items()
    claim = keys_of(world, anna.tenant, "claim")[0]
    put(world, claim, holder="rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z")
    report = rebuild.rebuild(anna.tenant)
    assert (report.counts, report.contested) == ({("claim", "different"): 1}, [])
    assert world.items() == before


def test_of_two_that_say_a_value_is_theirs_none_is_robbed(world: World, anna: User) -> None:
    claim = keys_of(world, anna.tenant, "claim")[0]
    drop(world, claim)
    second = anna.company("Tweede", external_ids={"sap": "1"})
    report = rebuild.rebuild(anna.tenant)
    assert [each.key for each in report.contested] == [claim]
    assert actual(world)[claim] == second.id


def test_a_lost_claim_keeps_nobody_from_saving(world: World, anna: User) -> None:
    relation = anna.get("/v1/relations?external_id=sap:1")["data"][0]
    drop(world, keys_of(world, anna.tenant, "claim")[0])
    assert anna.patch(f"/v1/relations/{relation['id']}", {"external_ids": None}).status == 200
    assert_consistent(world)


def test_a_record_with_a_hundred_lost_entries_takes_several_transactions(world: World, anna: User) -> None:
    record_id = anna.company("Hamerslag Groot").id
    extra = [keys.entry(anna.tenant, "word", ("s",), (f"spook{n}",), record_id) for n in range(150)]
    for key in extra:
        put(world, key)
    assert rebuild.rebuild(anna.tenant).counts == {("word", "superfluous"): 150}
    assert_consistent(world)


def test_an_operator_runs_it_for_one_tenant(world: World, anna: User, capsys: pytest.CaptureFixture[str]) -> None:
    key = keys_of(world, anna.tenant, "word")[0]
    drop(world, key)
    assert command.main([anna.tenant]) == 0
    assert f"word: 1 missing\n    {key.pk} {key.sk}" in capsys.readouterr().out
    assert command.main([]) == 2
    assert_consistent(world)


def test_t5_a_sweep_is_opened_for_maintenance_only_and_keeps_to_the_tenant(world: World, anna: User) -> None:
    own, other = keys.of_tenant(anna.tenant, ""), keys.of_tenant(world.tenant("Other"), "")

    def scan(prefix: str, **more: str) -> None:
        values = {"ExpressionAttributeNames": {"#0": "pk"}, "ExpressionAttributeValues": {":0": {"S": prefix}}}
        params = {"TableName": TABLE, "FilterExpression": "begins_with (#0, :0)", **values, **more}
        with guard.within(anna.tenant):
            guard.check("Scan", params, TABLE)

    with pytest.raises(TenantBreach):
        scan(own)
    with guard.sweeping():
        scan(own)
        for prefix, more in ((other, {}), ("", {}), (own, {"FilterExpression": ""})):
            with pytest.raises(TenantBreach):
                scan(prefix, **more)
    assert {item["pk"]["S"].startswith(own) for item in table.sweep(anna.tenant)} == {True}
