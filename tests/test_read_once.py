"""What many records ask for while they are prepared together is read once; and what an import of many rows takes."""

import pytest

from bench import imports
from chalicelib.storage import keys, read_once, tenant_settings
from tests.world import World


def test_what_was_read_is_not_read_again_within_a_stretch(world: World) -> None:
    anna = world.user("administrator")
    company = anna.company("Hamerslag")
    key = keys.record(anna.tenant, company.id)
    with world.meter() as meter, read_once.within(anna.tenant, [key]):
        assert meter.round_trips == 1
        for _ in range(3):
            told = tenant_settings.context(anna.tenant, [company.id], ["duplicates"])
            assert told.linked[company.id].data["name"] == "Hamerslag"
        assert meter.round_trips == 2, "the settings, which were not read ahead, and of which one is not there"
        anna.patch(f"/v1/relations/{company.id}", {"name": "Anders"})
        assert tenant_settings.context(anna.tenant, [company.id]).linked[company.id].data["name"] == "Hamerslag"
    assert tenant_settings.context(anna.tenant, [company.id]).linked[company.id].data["name"] == "Anders"


def test_what_is_of_another_tenant_is_read_as_it_is(world: World) -> None:
    anna, eve = world.user("administrator"), world.user("administrator", tenant="Other")
    company = eve.company("Hamerslag")
    key = keys.record(eve.tenant, company.id)
    with read_once.within(anna.tenant), world.meter() as meter:
        assert len(read_once.get_many(eve.tenant, [key])) == len(read_once.get_many(eve.tenant, [key])) == 1
    assert meter.round_trips == 2


def test_a_stretch_that_fails_leaves_nothing_behind(world: World) -> None:
    anna = world.user("administrator")
    key = keys.settings(anna.tenant, tenant_settings.NAME)
    with pytest.raises(LookupError), read_once.within(anna.tenant, [key]):
        raise LookupError
    with world.meter() as meter:
        read_once.get_many(anna.tenant, [key])
    assert meter.round_trips == 1


def test_rows_of_an_import_are_asked_about_together(world: World) -> None:
    """`make bench-import` has more of them: companies with an address, each looked at for duplicates."""
    with world.meter() as meter:
        told = imports.measured(world, "Few", 30)
    assert told.changed == 30
    assert meter.round_trips / told.changed < 3.5
    assert meter.read_units / told.changed < 8
