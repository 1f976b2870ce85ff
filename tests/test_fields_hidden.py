"""What a profile hides is hidden everywhere: each field by itself, in all that can be asked (Z3, API3)."""

import re

import pytest

from tests.canaries import HIDEABLE, PLAIN, Company, asked, asked_from_outside, changed, company, gone, leaked, mark
from tests.world import Reply, World

ONE = [pytest.param(name, [field for each, field in HIDEABLE if each == name], id=name) for name in PLAIN]
NOT_THERE = ("/mail", "/pages")  # of what was sent, and of what has not been drawn
# what nothing here has
RARE = {"pages", "malformed", "sending_until", "taken", "size", "filled_at", "faults", "left_out", "selection"}


@pytest.mark.parametrize(("name", "fields"), ONE)
def test_a_hidden_field_is_in_no_answer(world: World, name: str, fields: list[str]) -> None:
    """Z3"""
    acme, declared = company(world), PLAIN[name]
    _is_there_to_be_found(acme, name, fields)
    for field in fields:
        acme.hide({name: [field]})
        hidden, sign = gone(declared, field), mark(name, field)
        for question, reply in asked(acme.bob, acme.ids, name):
            assert reply.status < 500, (field, question)
            assert not leaked(reply, declared, hidden), (field, question)
            assert not sign or sign not in reply.text, (field, question)
        _is_not_in_history(acme, name, hidden)
        _is_not_found_by(acme, name, field)
        _is_not_asked_by(acme, name, hidden)


def test_from_outside_no_more_is_told_than_what_is_for_outside(world: World) -> None:
    """Z4: whatever stands in the other fields, in all of the portal."""
    acme = company(world)
    answers = list(asked_from_outside(acme.jan, acme.ids))
    assert {reply.status for _, reply in answers} == {200}
    signs = {sign for name, field in HIDEABLE if (sign := mark(name, field))}
    told = {sign for sign in signs if any(sign in reply.text for _, reply in answers)}
    assert {"qzactivityplace", "qzlaunch_linkurl"} <= told
    assert told <= {mark(name, field) for name, field in HIDEABLE if field in PLAIN[name].outside}


def _is_there_to_be_found(acme: Company, name: str, fields: list[str]) -> None:
    """Before anything is hidden, so that the test would see it."""
    answers = list(asked(acme.bob, acme.ids))
    assert {reply.status for question, reply in answers if not question.endswith(NOT_THERE)} <= {200, 409}
    told = "".join(reply.text for _, reply in answers)
    assert not [field for field in fields if mark(name, field) and mark(name, field) not in told]
    one = acme.bob.get(f"/v1/{PLAIN[name].plural}/{acme.ids[name]}")
    mail = acme.bob.get(f"/v1/activities/{acme.ids['mail']}")
    shown = {*one.json, *mail.json}
    assert {*fields} - shown <= RARE, {*fields} - shown


def _is_not_in_history(acme: Company, name: str, hidden: set[str]) -> None:
    told = acme.bob.get(f"/v1/{PLAIN[name].plural}/{acme.ids[name]}/history")
    assert not changed(told) & hidden


def _is_not_found_by(acme: Company, name: str, field: str) -> None:
    sign = mark(name, field)
    found = acme.bob.get(f"/v1/search?q={sign}") if sign else None
    assert found is None or not [hit for hit in found["data"] if hit["type"] == name], (field, sign)


def _is_not_asked_by(acme: Company, name: str, hidden: set[str]) -> None:
    """Refused as what there is not, with an answer that does not tell them apart."""
    declared, path = PLAIN[name], f"/v1/{PLAIN[name].plural}"
    for each in hidden & {*declared.criteria_fields}:
        asked_by = {"criteria": {"field": each, "op": "exists", "value": True}}
        nothing = {"criteria": {"field": "qzno", "op": "exists", "value": True}}
        _same(acme.bob.post(f"{path}/search", asked_by), acme.bob.post(f"{path}/search", nothing), each, 422)
    filters = {filter.field.name for filter in declared.filters if filter.asked} | {*declared.key_filters}
    for each in hidden & filters:
        _same(acme.bob.get(f"{path}?{each}=x"), acme.bob.get(f"{path}?qzno=x"), each, 400)
    for each in hidden & {*declared.sorts}:
        _same(acme.bob.get(f"{path}?sort={each}"), acme.bob.get(f"{path}?sort=qzno"), each, 400)
        body = {"criteria": {"all": []}, "sort": each}
        _same(
            acme.bob.post(f"{path}/search", body), acme.bob.post(f"{path}/search", {**body, "sort": "qzno"}), each, 422
        )


def _same(one: Reply, other: Reply, name: str, status: int) -> None:
    """And what is hidden is not among what is offered instead."""
    assert (one.status, other.status) == (status, status), (name, one.text)
    told, nothing = one["errors"], other["errors"]
    assert [each["code"] for each in told] == [each["code"] for each in nothing], name
    assert [each["field"].replace(name, "qzno") for each in told] == [each["field"] for each in nothing]
    for each in told:
        assert name not in re.findall(r"\w+", each["message"].partition("one of")[2]), each["message"]
