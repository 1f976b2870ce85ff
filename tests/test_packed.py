"""What entries tell of a record, packed: whatever it is, it is read as it was written, and short."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.models.packed_fields import ROWS
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, packed
from tests.world import World

USER, RELATION, TEAM = (f"{prefix}_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z" for prefix in ("usr", "rel", "tem"))
ULIDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=25, max_size=25)
IDS = st.builds("{}_{}{}".format, st.sampled_from(["usr", "rel", "tem", "cod"]), st.sampled_from("01234567"), ULIDS)
TIMES = st.one_of(st.dates().map(str), st.datetimes().map(lambda at: f"{at.isoformat(timespec='milliseconds')}Z"))
LETTERS = st.characters(codec="utf-8")
SINGLE = st.one_of(
    st.text(LETTERS), st.sampled_from(["c", "company", "customer", "|", "{", "", "a,b", "1"]), st.integers(),
    st.floats(allow_nan=False), st.booleans(), st.none(), IDS, TIMES,
)  # fmt: skip
VALUES = st.one_of(
    SINGLE, st.lists(SINGLE, max_size=3), st.dictionaries(st.text(LETTERS, max_size=3), SINGLE, max_size=2)
)
NAMES = st.one_of(st.sampled_from([row.field for row in ROWS]), st.text(LETTERS, max_size=5), st.just("custom_size"))


@given(st.dictionaries(NAMES, VALUES, max_size=8))
@example({"name": "Bakker | {zoon}", "city": "", "kind": "c", "status": ["c", "customer"], "completeness": True})
@example({"owner": TEAM, "links": [RELATION, USER], "due": "9999-12-31", "last_touch_at": "1969-12-31T00:00:00.000Z"})
@example({"name": "{", "score": -1, "done": 1, "started_on": "2026-1-1", "status": []})
def test_whatever_is_told_is_read_as_it_was(told: dict[str, Any]) -> None:
    digest = packed.written(told)
    assert digest
    found = packed.read(digest)
    assert _typed(found) == _typed(told)
    for name in told:
        assert packed.read(digest, {name})[name] == told[name]


def _typed(told: Any) -> str:
    return json.dumps(told, sort_keys=True)  # to which True is not 1


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_what_an_earlier_release_wrote_is_read_alike(told: dict[str, Any]) -> None:
    assert _typed(packed.read(derived.written(told))) == _typed(told)


def test_a_digest_is_half_as_long() -> None:
    told = {
        "name": "Bakkerij Jansen B.V.", "kind": "company", "status": ["customer", "supplier"], "owner": USER,
        "parent": RELATION, "city": "Almere", "country": ["NL", "BE"], "last_touch_at": "2026-11-22T09:00:00.000Z",
        "custom_size": 12,
    }  # fmt: skip
    digest = packed.written(told)
    assert digest == (
        "cAlmere|yNL,BE|kc|t4$r38nZ|nBakkerij Jansen B.V.|o0c^Pb3HWP%fYww)NZi)?|p0c^Pb3HWP%fYww)NZi)?|sc,s"
        '|{"custom_size":12}'
    )
    assert len(digest) * 2 < len(derived.written(told))


def test_no_sign_means_two_things() -> None:
    signs = [row.sign for row in ROWS]
    assert len(set(signs)) == len(signs)
    assert all(len(sign) == 1 and sign not in "|{" for sign in signs)


# as they stand in tables: none of these lines is ever changed
KEPT: dict[str, tuple[str, Any]] = {
    "name": ("nJansen", "Jansen"),
    "kind": ("kc", "company"),
    "status": ("su,p,c,s,r,m,a,n",
               ["suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner"]),
    "owner": ("o0c^Pb3HWP%fYww)NZi)?", USER),
    "parent": ("pusr0c^Pb3HWP%fYww)NZi)?", USER),
    "city": ("cAlmere", "Almere"),
    "country": ("yNL", ["NL"]),
    "language": ("lnl", "nl"),
    "chamber_number": ("h12345678", "12345678"),
    "last_touch_at": ("t4$r38nZ", "2026-11-22T09:00:00.000Z"),
    "completeness": ("%80", 80),
    "company": ("q0c^Pb3HWP%fYww)NZi)?", RELATION),
    "started_on": ("b1HZH", "2026-11-22"),
    "primary": ("!1", True),
    "links": ("L0c^Pb3HWP%fYww)NZi)?,tem0c^Pb3HWP%fYww)NZi)?", [RELATION, TEAM]),
}  # fmt: skip


@pytest.mark.parametrize("field", KEPT)
def test_what_stands_in_tables_keeps_its_meaning(field: str) -> None:
    digest, meant = KEPT[field]
    assert packed.read(digest) == {field: meant}
    assert packed.written({field: meant}) == digest


@pytest.mark.parametrize("declared", TYPES.values(), ids=lambda each: each.name)
def test_what_is_asked_most_has_a_sign(declared: RecordType) -> None:
    """Of the types that there are thousands of, all that lists can be asked by."""
    if declared.name in ("relation", "contact", "address", "activity", "document", "product", "supply", "building"):
        asked = {each.field.name for each in declared.filters if each.brief}
        assert asked <= {row.field for row in ROWS}


def test_an_id_is_found_in_both_forms() -> None:
    told = {"owner": USER, "custom_chief": TEAM}
    for digest in (packed.written(told), derived.written(told)):
        assert packed.may_speak_of(digest, USER)
        assert packed.may_speak_of(digest, TEAM)
        assert not packed.may_speak_of(digest, f"usr_{1:026d}")
    assert packed.read("") == {}


def test_lists_hold_entries_of_both_releases(world: World) -> None:
    """A record that was not saved since is found by what it says all the same."""
    anna = world.user()
    old, new = (anna.company(name, status=["customer"]) for name in ("Oude Hamer", "Nieuwe Hamer"))
    anna.company("Spijker", status=["prospect"])
    for (pk, sk), item in world.items().items():
        if (sk.endswith(old.id) and "#list#" in pk) or ("#facet#" in pk and sk.endswith(old.id)):
            told = derived.written(packed.read(item["digest"]["S"]))
            key = {"pk": {"S": pk}, "sk": {"S": sk}}
            world.engine.client.put_item(TableName="relata-test", Item={**key, "digest": {"S": told}})
    asked = {"all": [{"field": "name", "op": "contains", "value": "hamer"},
                     {"field": "status", "op": "has_any", "value": ["customer"]}]}  # fmt: skip
    found = anna.post("/v1/relations/search", {"criteria": asked})
    assert {each["id"] for each in found["data"]} == {old.id, new.id}
    assert anna.post("/v1/counts", {"of": "relation", "criteria": asked})["count"] == 2
