"""Every type says what its orders, filters, keys, computed and shown names are made of, so that a new one cannot tell
of what is hidden (B19)."""

import pytest

from chalicelib import handlers
from chalicelib.access.fields import ENVELOPE
from chalicelib.models import catalog
from chalicelib.models.record_type import RecordType
from chalicelib.operation import OPERATIONS
from chalicelib.storage import records
from tests.canaries import PLAIN, company
from tests.world import World

handlers.load(handlers.ALL)
TYPES = [pytest.param(declared, id=name) for name, declared in catalog.types().items()]


@pytest.mark.parametrize("declared", TYPES)
def test_all_that_can_be_asked_and_is_shown_is_known_to_be_made_of_fields(declared: RecordType) -> None:
    asked = {*declared.sorts, *declared.criteria_fields, *declared.key_filters}
    known = {*declared.fields.model_fields, *declared.made_of, *declared.essential}
    assert asked - known - ENVELOPE == set()
    assert {*declared.computed, *declared.shown} - known == set()


@pytest.mark.parametrize("declared", TYPES)
def test_what_it_is_made_of_are_fields(declared: RecordType) -> None:
    made_of = {part for parts in declared.made_of.values() for part in parts}
    assert made_of | declared.essential <= declared.names


@pytest.mark.parametrize("declared", TYPES)
def test_by_what_lists_are_ordered_and_what_others_keep_a_copy_of_is_not_hidden(declared: RecordType) -> None:
    """The natural order is that of all facets, and of the hits of a search; copies are shown where they lie."""
    assert declared.parts(declared.natural) <= declared.essential | ENVELOPE
    assert declared.shared <= declared.essential


def test_where_a_word_was_found_is_the_name_of_what_it_is_made_of(world: World) -> None:
    acme = company(world)
    for name, declared in PLAIN.items():
        record = records.get(acme.bob.tenant, acme.ids[name])
        assert record is not None
        places = {word.field for word in declared.words(record)}
        assert places <= {*declared.names, *declared.made_of}, name


def test_the_catalog_has_every_action_that_there_is_an_operation_for() -> None:
    rights = {each.right for each in OPERATIONS.values() if each.right and each.right.type in catalog.types()}
    assert [each for each in rights if each.action not in catalog.actions(catalog.types()[each.type])] == []
