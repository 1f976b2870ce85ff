"""What a field becomes in the row of a table, and that nothing that is stored keeps a record out of it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.actions.exporting import flat, table
from chalicelib.files.sheets.sheet import KINDS, Column, KindName, kind_of

LINK = {"id": "rel_1", "title": "Groep", "place": "Almere"}
CODE = {"id": "cod_1", "title": "Software", "place": "62.01"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "kind", "value", "x"]), inner),
    max_leaves=8,
)
FORMS: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    ("name", "One", {}, {"name": "One"}),
    ("name", None, {}, {}),
    ("rank", 3, {}, {"rank": 3}),
    ("primary", False, {}, {"primary": False}),
    ("status", ["customer", "supplier"], {}, {"status": "customer; supplier"}),
    ("status", [], {}, {}),
    ("parent", LINK, {}, {"parent": "rel_1", "parent.title": "Groep"}),
    ("parent", {"id": "rel_1"}, {}, {"parent": "rel_1"}),
    ("co_owners", [LINK, LINK], {}, {"co_owners": "rel_1; rel_1", "co_owners.title": "Groep; Groep"}),
    ("custom_code", [CODE], {"table": {"id": "x"}}, {"custom_code": "62.01", "custom_code.title": "Software"}),
    ("price", {"amount": "1.50", "currency": "EUR"}, {}, {"price": "1.50", "price.currency": "EUR"}),
    ("custom_x", {"amount": "1.50", "currency": "EUR"}, {"currency": "EUR"}, {"custom_x": "1.50"}),
    ("external_ids", {"erp": "17", "shop": "K"}, {}, {"external_ids.erp": "17", "external_ids.shop": "K"}),
    ("last_touch", {"at": "2026", "by": ""}, {}, {"last_touch.at": "2026"}),
    ("halves", [{"first_name": "Ève"}], {}, {"halves": '[{"first_name": "Ève"}]'}),
]


@pytest.mark.parametrize(("name", "value", "content", "wanted"), FORMS)
def test_the_form_of_each_kind_of_value(name: str, value: Any, content: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert flat.cells(name, value, content) == wanted


@given(st.sampled_from(["name", "channels", "addresses"]), JSON, st.sampled_from([{}, {"table": {}}, {"currency": ""}]))
def test_whatever_is_stored_becomes_plain_cells_of_the_field(name: str, value: Any, content: dict[str, Any]) -> None:
    for each in flat.cells(name, value, content).values():
        assert isinstance(each, str | int | float | bool)


@given(st.sampled_from(["date", "datetime", "money"]), JSON.filter(lambda each: not isinstance(each, list | dict)))
@example("money", "NaN")
@example("date", 20260101)
def test_what_is_damaged_is_a_text_where_it_is_nothing_better(kind: KindName, value: Any) -> None:
    """So that it keeps the others from nothing: a sheet takes neither a day that is none nor a number that is none."""
    read = table._read(kind, value)
    told = "" if read is None else KINDS[kind_of(Column("x", kind), read)].written(read)
    assert isinstance(read, str) or told != "NaN"
