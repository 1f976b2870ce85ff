"""What the rights model says besides its matrix, rule by rule (docs/access.md)."""

from typing import Any

import pytest

from chalicelib.access import subject
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Decision, Right, decide, is_plain
from chalicelib.access.rights import Rights
from chalicelib.models.record import Record
from tests.described import (
    ALL,
    default,
    described,
    link,
    listed,
    person,
    profile,
    record,
    role,
    rule,
    subject_of,
    team,
)

SHUT_DOORS = {name: default(name, "private") for name in ("relation", "contact", "activity", "document")}


def company(**sections: Any) -> Rights:
    """Ann and Bob sell, Max is above them; nothing is open to all."""
    told: dict[str, Any] = {
        "roles": {"r_sales": role("sales", "r_manager"), "r_manager": role("manager"), "r_support": role("support")},
        "people": {"ann": person("sales"), "bob": person("sales"), "max": person("manager"), "sue": person("support")},
        "defaults": SHUT_DOORS,
    }
    return described(**{**told, **sections})


def asked(told: Rights, user: str, action: str, about: Record, *around: Record) -> Decision:
    return decide(subject_of(told, user), Right(about.type, action), about, {each.id: each for each in around})


ANNS = record("relation", "ann", "rel_1")


# ---------------------------------------------------------------------------------------------- 4 profiles


def test_what_no_profile_grants_no_flag_and_no_owner_gives_back() -> None:
    """Z1: a profile that is off with view all on."""
    off = {"all": profile("read", view_all=True, edit_all=True), "none": profile(view_all=True, edit_all=True)}
    roles = {"r_sales": role("sales", profiles=("none",)), "r_manager": role("manager", profiles=("all",))}
    told = company(profiles=off, roles=roles)
    assert asked(told, "bob", "read", ANNS) == (False, "4", "no profile grants read on relation", ())
    assert asked(told, "ann", "read", ANNS).rule == "4"
    assert asked(told, "max", "read", ANNS)[:2] == (True, "10")
    assert asked(told, "max", "edit", ANNS)[:2] == (False, "4")


def test_of_several_profiles_each_grants_what_the_others_do_not() -> None:
    several = {"a": profile("read", view_all=True), "b": profile("edit")}
    told = company(profiles=several, roles={"r_sales": role("sales", profiles=("a", "b"))})
    assert [asked(told, "bob", action, ANNS).allowed for action in ("read", "edit", "delete")] == [True, False, False]
    assert asked(told, "ann", "edit", ANNS).allowed
    assert not asked(told, "ann", "delete", ANNS).allowed


def test_a_type_that_a_profile_names_is_told_of_there_alone() -> None:
    told = company(profiles={"all": profile(types={"*": {"actions": ALL}, "relation": {}})})
    assert asked(told, "ann", "read", ANNS).rule == "4"
    assert asked(told, "ann", "read", record("contact", "ann")).allowed


@pytest.mark.parametrize("user", ["ann", "max"])
def test_what_is_not_known_is_for_nobody(user: str) -> None:
    """Z1: an action, a type, an area; a record that was damaged."""
    told = company()
    assert asked(told, user, "frobnicate", ANNS).rule == "4"
    for right in (Right("unknown", "read"), Right("unknown", "edit"), Right("", "read")):
        assert not decide(subject_of(told, user), right).allowed
        assert is_plain(right)
    assert not asked(told, user, "read", record("", user)).allowed


def test_colleagues_see_who_may_do_what_and_only_administrators_change_it() -> None:
    told = company(people={"ann": person("sales"), "root": person("administrator")})
    for name in ("role", "profile", "team", "sharing_rule", "type_default", "tie", "user", "setting"):
        assert decide(subject_of(told, "ann"), Right(name, "read"))[:2] == (True, "5")
        assert decide(subject_of(told, "ann"), Right(name, "edit"))[:2] == (False, "4")
        assert decide(subject_of(told, "root"), Right(name, "edit"))[:2] == (True, "3")


# ------------------------------------------------------------------------------------------ 6, 7 whose it is


def test_who_made_it_owns_it_until_somebody_is_named() -> None:
    told = company()
    given_away = record("relation", "ann", owner=link("bob"))
    assert asked(told, "ann", "delete", ANNS)[:2] == (True, "6")
    assert asked(told, "ann", "read", given_away)[:2] == (False, "15")
    assert asked(told, "bob", "delete", given_away)[:2] == (True, "6")


def test_who_owns_it_with_others_owns_it() -> None:
    told = company(groups={"t": team("sue")})
    held = record("relation", "ann", co_owners=[link("bob"), link("t")])
    assert [asked(told, who, "delete", held)[:2] for who in ("ann", "bob", "sue")] == [
        (True, "6"), (True, "6"), (True, "7"),
    ]  # fmt: skip


def test_what_a_team_owns_is_for_its_members_and_for_those_of_teams_within_it() -> None:
    """B11"""
    told = company(groups={"t_top": team("sue"), "t_low": team("bob", parent="t_mid"), "t_mid": team(parent="t_top")})
    of_top, of_low = (record("relation", "root", owner=link(each)) for each in ("t_top", "t_low"))
    assert asked(told, "bob", "delete", of_top)[:2] == (True, "7")
    assert asked(told, "sue", "delete", of_top)[:2] == (True, "7")
    assert asked(told, "bob", "delete", of_low)[:2] == (True, "7")
    assert asked(told, "sue", "read", of_low)[:2] == (False, "15")


def test_work_is_for_whom_it_is_given_to_and_for_their_team() -> None:
    told = company(groups={"t": team("sue")})
    task = record("activity", "max", assignees=[link("bob"), link("t")], is_task=True)
    assert [asked(told, who, "edit", task)[:2] for who in ("bob", "sue")] == [(True, "6"), (True, "6")]
    assert [asked(told, who, "delete", task)[:2] for who in ("bob", "sue")] == [(False, "15"), (False, "15")]
    assert asked(told, "ann", "read", task)[:2] == (False, "15")


def test_who_takes_part_reads_and_no_more() -> None:
    told = company()
    meeting = record("activity", "max", participants=[{"user": link("bob"), "part": "attendee"}])
    assert asked(told, "bob", "read", meeting)[:2] == (True, "6")
    assert asked(told, "bob", "edit", meeting)[:2] == (False, "15")


def test_teams_in_a_circle_and_roles_in_a_circle_end() -> None:
    groups = {"t_1": team("ann", parent="t_2"), "t_2": team("bob", parent="t_1"), "t_3": team("sue", parent="t_3")}
    roles = {"r_sales": role("sales", "r_manager"), "r_manager": role("manager", "r_sales")}
    told = company(groups=groups, roles=roles)
    assert subject_of(told, "ann").circle == {"ann", "t_1", "t_2"}
    assert subject_of(told, "sue").circle == {"sue", "t_3"}
    assert subject_of(told, "ann").below == {"manager"}
    assert subject_of(told, "max").below == {"sales"}


# ------------------------------------------------------------------------------------------ 8 restricted


def test_restricted_beats_all_that_follows_it() -> None:
    """A35: view all, the default, a sharing rule and the relation of what follows it open nothing."""
    everything = {
        "defaults": {},
        "profiles": {"all": profile(*ALL, view_all=True, edit_all=True)},
        "rules": {"r": rule("relation", {"role": "r_sales"}, {"role": "r_support"}, "edit")},
        "shut": {"rel_1": {"owners": ["ann"], "listed": {}}},
    }
    told = company(**everything)
    held = record("relation", "ann", "rel_1", restricted=True)
    of_others = record("contact", "bob", company=link("rel_1"))
    for who in ("bob", "sue"):
        assert asked(told, who, "read", held)[:2] == (False, "8")
    assert asked(told, "sue", "read", of_others, held)[:2] == (False, "8")
    assert asked(told, "max", "read", held)[:2] == (True, "9")
    assert asked(told, "ann", "read", of_others, held).allowed
    assert asked(told, "bob", "read", of_others, held)[:2] == (True, "6")


def test_each_restricted_relation_around_it_has_to_let_them_through() -> None:
    told = company(
        shut={"rel_1": {"owners": ["ann"], "listed": {"sue": "edit"}}, "rel_2": {"owners": ["ann"], "listed": {}}}
    )
    one = record("activity", "ann", links=[link("rel_1")])
    both = record("activity", "ann", links=[link("rel_1"), link("rel_2")])
    assert asked(told, "sue", "edit", one)[:2] == (True, "11")
    assert asked(told, "sue", "delete", one)[:2] == (False, "8")
    assert asked(told, "sue", "read", both)[:2] == (False, "8")


def test_a_restriction_whose_list_was_damaged_lets_nobody_in() -> None:
    told = company(defaults={}, shut={"rel_1": "damaged", "rel_2": {"owners": 1, "listed": {"sue": ["read"]}}})
    for each in ("rel_1", "rel_2"):
        assert asked(told, "sue", "read", record("activity", "ann", links=[link(each)]))[:2] == (False, "8")


# ------------------------------------------------------------------------------------------ 9 above


def test_colleagues_of_one_role_are_not_above_each_other_and_nobody_is_above_themselves() -> None:
    told = company()
    assert asked(told, "max", "delete", ANNS)[:2] == (True, "9")
    assert asked(told, "bob", "read", ANNS)[:2] == (False, "15")
    assert asked(told, "sue", "read", ANNS)[:2] == (False, "15")
    assert asked(told, "ann", "read", record("relation", "max"))[:2] == (False, "15")


def test_whatever_the_case_of_a_role_key_it_is_the_same_role() -> None:
    told = company(people={"ann": person("Sales"), "max": person("MANAGER"), "bob": person("sales")})
    assert asked(told, "max", "read", ANNS)[:2] == (True, "9")
    assert asked(told, "bob", "read", ANNS)[:2] == (False, "15")


def test_those_who_left_are_still_below_and_those_never_known_are_not() -> None:
    told = company(roles={"r_manager": role("manager"), "r_none": {"parent": "r_manager"},
                          "r_sales": role("sales", "r_manager")})  # fmt: skip
    assert asked(told, "max", "read", ANNS)[:2] == (True, "9")
    assert asked(told, "max", "read", record("relation", "never known"))[:2] == (False, "15")


def test_a_team_stands_where_the_roles_stand_that_it_carries() -> None:
    groups = {"t_0": team("ann"), "t_1": team("ann", roles=("r_sales",)), "t_2": team(roles=("r_sales", "r_manager"))}
    told = company(groups=groups)
    owned = [record("relation", "root", owner=link(each)) for each in groups]
    assert [asked(told, "max", "read", each)[:2] for each in owned] == [(False, "15"), (True, "9"), (False, "15")]


def test_members_have_the_rights_of_the_roles_that_their_team_carries() -> None:
    """B19: its profiles, its place, what is shared with it; but a team makes nobody an administrator."""
    told = company(
        profiles={"none": profile()},
        roles={"r_support": role("support", profiles=("none",)), "r_manager": role("manager"),
               "r_sales": role("sales", "r_manager"), "r_root": role("administrator", profiles=())},
        groups={"t": team("sue", roles=("r_manager", "r_root"))},
    )  # fmt: skip
    assert asked(told, "sue", "read", ANNS)[:2] == (True, "9")
    assert decide(subject_of(told, "sue"), Right("role", "edit"))[:2] == (False, "4")


# ------------------------------------------------------------------------------------------ 11-14


def test_the_access_list_of_the_relation_counts_for_its_dossier() -> None:
    told = company()
    held = record("relation", "ann", "rel_1", access=listed(sue="edit", bob="view"))
    visit = record("activity", "ann", links=[link("rel_1")])
    assert asked(told, "sue", "edit", visit, held)[:2] == (True, "11")
    assert asked(told, "bob", "read", visit, held)[:2] == (True, "11")
    assert asked(told, "bob", "download", visit, held)[:2] == (False, "15")


def test_who_may_only_look_at_a_relation_has_no_file_of_its_dossier() -> None:
    """C19: the same with a document, which follows its relation."""
    told = company()
    held = record("relation", "ann", "rel_1", access=listed(bob="view"))
    paper = record("document", "ann", links=[link("rel_1")])
    assert [asked(told, "bob", action, paper, held).allowed for action in ("read", "view", "download")] == [
        True, True, False,
    ]  # fmt: skip


def test_what_may_still_be_allowed_asks_for_what_is_around_it() -> None:
    told = company()
    visit = record("activity", "ann", links=[link("rel_1")])
    assert decide(subject_of(told, "sue"), Right("activity", "read"), visit).ask == ("rel_1",)
    assert asked(told, "sue", "read", visit).ask == ()


def test_a_rule_lets_nobody_delete_whatever_is_stored() -> None:
    told = company(rules={"r": rule("relation", {"role": "r_sales"}, {"role": "r_support"}, "delete")})
    decisions = [asked(told, "sue", action, ANNS)[:2] for action in ("read", "edit", "delete", "restore")]
    assert decisions == [(True, "13"), (True, "13"), (False, "15"), (False, "15")]


@pytest.mark.parametrize(
    ("owned_by", "shared_with", "who"),
    [
        ({"role": "r_sales"}, {"role": "r_support"}, "sue"),
        ({"role": "r_manager", "below": True}, {"role": "r_support"}, "sue"),
        ({"role": "r_manager"}, {"role": "r_support"}, None),
        ({"role": "r_sales"}, {"role": "r_manager", "below": True}, "bob"),
        ({"role": "r_sales"}, {"role": "r_manager"}, None),
        ({"role": "r_sales"}, {"team": "t"}, "sue"),
        ({"team": "t_anns"}, {"role": "r_support"}, None),
        ({}, {}, None),
        ({"role": "gone"}, {"role": "r_support"}, None),
    ],
)
def test_a_rule_shares_what_some_own_with_others(owned_by: Any, shared_with: Any, who: str | None) -> None:
    """B18"""
    groups = {"t": team("sue"), "t_anns": team("ann")}
    told = company(rules={"r": rule("relation", owned_by, shared_with)}, groups=groups)
    assert [each for each in ("bob", "sue") if asked(told, each, "read", ANNS).rule == "13"] == ([who] if who else [])


def test_a_rule_shares_what_a_team_owns() -> None:
    rules = {"r": rule("relation", {"team": "t"}, {"role": "r_support"}, "edit")}
    told = company(rules=rules, groups={"t": team("ann")})
    assert asked(told, "sue", "edit", record("relation", "root", owner=link("t")))[:2] == (True, "13")


def test_what_follows_its_relation_is_read_and_edited_with_it_and_not_deleted() -> None:
    told = company(rules={"r": rule("relation", {"role": "r_sales"}, {"role": "r_support"}, "edit")})
    visit = record("activity", "max", links=[link("rel_1")])
    decisions = [asked(told, "sue", action, visit, ANNS)[:2] for action in ("read", "edit", "delete")]
    assert decisions == [(True, "14"), (True, "14"), (False, "15")]
    assert asked(told, "sue", "read", visit)[:2] == (False, "15")


def test_a_default_that_is_not_understood_opens_nothing() -> None:
    assert asked(company(defaults={}), "sue", "delete", ANNS)[:2] == (True, "12")
    for level in ("", "all", None, 4):
        told = company(defaults={"d": {"of": "relation", "level": level}})
        assert asked(told, "sue", "read", ANNS)[:2] == (False, "15")


# ------------------------------------------------------------------------------------------ people from outside

TIED = {"tie": {"user": "out", "relation": "rel_1", "contact": "con_1", "reach": "company", "reached": []}}


def part(record_id: str, of: str = "", **more: Any) -> Record:
    """An activity within another."""
    within: dict[str, Any] = {"parent": link(of)} if of else {}
    return record("activity", "ann", record_id, **{"visibility": "shared", "links": [link("rel_1")], **within, **more})


GIVEN: dict[str, Any] = {"assignees": [link("out")]}
INTERNAL: dict[str, Any] = {"visibility": "internal"}
GIVEN_WITHIN: list[tuple[str, Record, tuple[Record, ...], str]] = [
    ("read", part("act_1", **GIVEN), (), "e3"),
    ("read", part("act_1", **GIVEN, **INTERNAL), (), "-e4"),
    ("read", part("act_1", "act_2", **GIVEN), (part("act_2"),), "e3"),
    ("read", part("act_1", "act_2", **GIVEN), (part("act_2", **INTERNAL),), "-e4"),
    ("read", part("act_1", "act_2", **GIVEN), (), "-e4"),
    ("read", part("act_1", "act_2", **GIVEN), (record("ghost", "ann", "act_2"),), "-e4"),
    ("read", part("act_1", "act_2", **GIVEN), (part("act_2", "act_3"), part("act_3")), "e3"),
    ("read", part("act_1", "act_2", **GIVEN), (part("act_2", "act_3"), part("act_3", **INTERNAL)), "-e4"),
    ("read", part("act_1", "act_2", **GIVEN), (part("act_2", "act_1"), part("act_1", "act_2", **GIVEN)), "e3"),
    ("read", part("act_1", "act_2", kind="note", **GIVEN), (part("act_2", **GIVEN),), "e3"),
    ("read", part("act_1", "act_2", kind="note", **GIVEN), (part("act_2", links=[link("rel_9")]),), "-e4"),
    ("complete", part("act_1", **GIVEN), (), "e3"),
    ("complete", part("act_1", "act_2", **GIVEN), (part("act_2", **INTERNAL),), "-e4"),
    ("complete", part("act_1", participants=[{"user": link("out")}]), (), "-e1"),
    ("edit", part("act_1", **GIVEN), (), "-e1"),
]


@pytest.mark.parametrize(("action", "task", "around", "rule"), GIVEN_WITHIN)
def test_what_they_were_given_is_seen_as_far_as_all_that_it_is_part_of_is_shared(
    action: str, task: Record, around: tuple[Record, ...], rule: str
) -> None:
    """e3, e4: also where nothing else of the type is open to them."""
    for opened in ("none", "taking_part", "all"):
        told = company(people={"out": person("external", "external")}, ties=TIED,
                       defaults={"a": default("activity", "private", outsiders=opened)})  # fmt: skip
        decision = asked(told, "out", action, task, *around)
        assert f"{'' if decision.allowed else '-'}{decision.rule}" == rule, decision
        assert bool(decision.because)


def test_what_is_asked_for_of_what_they_were_given_is_what_is_not_known_yet() -> None:
    told = company(people={"out": person("external", "external")}, ties=TIED)
    task = part("act_1", "act_2", **GIVEN)
    assert asked(told, "out", "read", task).ask == ("act_2",)
    assert asked(told, "out", "read", task, part("act_2", "act_3")).ask == ("act_3",)
    assert asked(told, "out", "read", task, part("act_2", **INTERNAL)).ask == ()


EDITORS: dict[str, Any] = {"download": "editors"}
FOR_VIEWING = [
    ("download", {}, "e3"),
    ("read", EDITORS, "e3"),
    ("view", EDITORS, "e3"),
    ("download", EDITORS, "-e5"),
    ("download", {**EDITORS, "access": listed(out="view")}, "-e5"),
    ("download", {**EDITORS, "access": listed(ann="delete")}, "-e5"),
    ("download", {**EDITORS, "access": listed(out="nonsense")}, "-e5"),
    ("download", {**EDITORS, "access": listed(out="download")}, "e3"),
    ("download", {**EDITORS, "access": listed(out="delete")}, "e3"),
    ("download", {**EDITORS, **INTERNAL, "access": listed(out="download")}, "-e4"),
]


@pytest.mark.parametrize(("action", "fields", "rule"), FOR_VIEWING)
def test_the_file_of_what_is_for_viewing_is_for_whom_its_list_lets_download_it(
    action: str, fields: dict[str, Any], rule: str
) -> None:
    """e5, C19"""
    told = company(people={"out": person("external", "external")}, ties=TIED)
    lease = record("document", "ann", **{"visibility": "shared", "links": [link("rel_1")], **fields})
    decision = asked(told, "out", action, lease)
    assert f"{'' if decision.allowed else '-'}{decision.rule}" == rule, decision


# ------------------------------------------------------------------------------------------ tenants


def test_another_tenants_record_is_not_there_for_its_administrator_either() -> None:
    """T1"""
    root = subject.bare(Actor("ten_1", "root", "per_1", "ses_1", "administrator"))
    assert decide(root, Right("relation", "read"), record("relation", "root", tenant="ten_2"))[:2] == (False, "0")
