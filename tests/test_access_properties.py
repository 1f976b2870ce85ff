"""What holds of every decision, whatever a tenant describes and whatever is stored (Z1, T1)."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chalicelib.access import fields, rights, subject
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.access.decision import NEEDS
from chalicelib.access.rights import Rights
from chalicelib.models import stakes
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from tests.described import default, described, link, listed, person, profile, record, role, rule, team

USERS, TEAMS, ROLES, PROFILES = ("u1", "u2", "u3"), ("t1", "t2", "t3"), ("r1", "r2", "r3"), ("p1", "p2")
WHO = (*USERS, *TEAMS)
OF = ("relation", "contact", "activity", "document")
ACTIONS = (*NEEDS, "edit", "create", "merge", "frobnicate")
LEVELS = ("view", "read", "edit", "delete")
some = st.sampled_from

profiles = st.builds(
    lambda actions, view_all, edit_all: profile(*actions, view_all=view_all, edit_all=edit_all),
    st.sets(some(ACTIONS)), st.booleans(), st.booleans(),
)  # fmt: skip
ends = st.one_of(
    st.builds(lambda role, below: {"role": role, "below": below}, some(ROLES), st.booleans()),
    some(TEAMS).map(lambda team: {"team": team}),
)
rules = st.builds(rule, some(OF), ends, ends, some(("read", "edit")))
teams = st.builds(
    lambda members, parent, roles, profiles: team(*members, parent=parent, roles=roles, profiles=profiles),
    st.sets(some(USERS)), some(("", *TEAMS)), st.sets(some(ROLES)).map(tuple), st.sets(some(PROFILES)).map(tuple),
)  # fmt: skip
entries = st.dictionaries(some(WHO), some(LEVELS))
described_rights = st.fixed_dictionaries({
    "roles": st.fixed_dictionaries({
        each: st.builds(role, st.just(each), some(("", *ROLES)), st.sets(some(PROFILES)).map(tuple)) for each in ROLES
    }),
    "profiles": st.fixed_dictionaries(dict.fromkeys(PROFILES, profiles)),
    "groups": st.dictionaries(some(TEAMS), teams),
    "people": st.fixed_dictionaries({each: some(ROLES).map(person) for each in USERS}),
    "rules": st.dictionaries(some(("x1", "x2")), rules),
    "defaults": st.fixed_dictionaries({each: st.builds(default, st.just(each), some(("private", *LEVELS[1:])))
                                       for each in OF}),
    "shut": st.dictionaries(some(("rel_1", "rel_2")), st.fixed_dictionaries({
        "owners": st.lists(some(WHO), max_size=2), "listed": entries})),
})  # fmt: skip
records = st.builds(
    lambda of, by, owner, access, restricted, at: record(
        of, by, "rel_1" if of == "relation" else f"{of[:3]}_9", restricted=restricted and of == "relation",
        owner=link(owner) if owner else None, access=listed(**access), links=[link(each) for each in at],
        company=link("rel_1"), visibility="internal",
    ),
    some(OF), some(USERS), some(("", *WHO)), entries, st.booleans(), st.sets(some(("rel_1", "rel_2"))),
)  # fmt: skip
AROUND = {each: record("relation", "u1", each) for each in ("rel_1", "rel_2")}


def allowed(told: Any, user: str, action: str, about: Record, kind: Any = "employee") -> bool:
    known = described(**told)
    who = subject.of(known, Actor(known.tenant, user, "per", "ses", known.role_of(user), kind))
    return decide(who, Right(about.type, action), about, AROUND).allowed


@given(described_rights, records, some(USERS), some(ACTIONS), profiles)
def test_one_more_profile_never_takes_away(told: Any, about: Record, user: str, action: str, more: Any) -> None:
    if allowed(told, user, action, about):
        roles = {name: {**each, "profiles": [*each["profiles"], "p9"]} for name, each in told["roles"].items()}
        assert allowed({**told, "profiles": {**told["profiles"], "p9": more}, "roles": roles}, user, action, about)


@given(described_rights, records, some(USERS), some(ACTIONS), rules)
def test_one_more_rule_never_takes_away_and_never_lets_anybody_delete(
    told: Any, about: Record, user: str, action: str, more: Any
) -> None:
    with_it = allowed({**told, "rules": {**told["rules"], "x9": more}}, user, action, about)
    without = allowed(told, user, action, about)
    assert with_it >= without
    assert with_it is without or NEEDS.get(action, 3) < NEEDS["delete"]


@given(described_rights, records, some(USERS), some(ACTIONS), some(WHO), some(LEVELS))
def test_one_more_on_a_list_never_takes_away(
    told: Any, about: Record, user: str, action: str, who: str, level: str
) -> None:
    """A higher level for somebody who is there already, too."""
    if allowed(told, user, action, about):
        higher = [each for each in about.data["access"] if each["who"]["id"] != who]
        access = [*higher, {"who": link(who), "level": "delete"}]
        shut = {name: {**each, "listed": {**each["listed"], who: "delete"}} for name, each in told["shut"].items()}
        more = replace(about, data={**about.data, "access": access})
        assert allowed({**told, "shut": shut}, user, action, more)


@given(described_rights, records, some(USERS), some(ACTIONS))
def test_who_may_delete_may_edit_and_who_may_edit_may_read(told: Any, about: Record, user: str, action: str) -> None:
    """As far as a profile grants it."""
    granting = {each: profile(*ACTIONS) for each in PROFILES}
    roles = {name: {**each, "profiles": ["p1"]} for name, each in told["roles"].items()}
    open_told = {**told, "profiles": granting, "roles": roles}
    can = [allowed(open_told, user, each, about) for each in ("delete", "edit", "download", "read")]
    assert can == sorted(can)


@given(described_rights, records, some(USERS), some(ACTIONS))
def test_administrators_may_do_everything_and_nobody_elses_tenant_anything(
    told: Any, about: Record, user: str, action: str
) -> None:
    """T1"""
    known = described(**told)
    root = subject.of(known, Actor(known.tenant, "root", "per", "ses", "administrator"))
    assert decide(root, Right(about.type, action), about).allowed
    elsewhere = replace(about, tenant="ten_2")
    for who in (root, subject.of(known, Actor(known.tenant, user, "per", "ses", known.role_of(user)))):
        assert decide(who, Right(about.type, action), elsewhere)[:2] == (False, "0")


@given(described_rights, records, some(USERS), some(("edit", "create", "delete", "export", "merge", "restore")))
def test_people_from_outside_change_nothing_whatever_role_they_were_given(
    told: Any, about: Record, user: str, action: str
) -> None:
    """Z4"""
    assert not allowed(told, user, action, about, "external")


NAMES = (
    "id", "who", "level", "members", "parent", "roles", "profiles", "types", "relation", "*", "actions", "fields",
    "listed", "owners", "of", "owned_by", "shared_with", "role", "team", "below", "user", "reached", "key", "owner",
    "access", "co_owners", "links", "participants", "assignees", "restricted", "visibility", "company", "contact",
    "outsiders", "reach", "top",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | some((*WHO, *ROLES, *LEVELS, "rel_1", "*", "relation", "", "usr")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(some(NAMES), inner, max_size=4),
    max_leaves=12,
)
objects = anything.filter(lambda told: isinstance(told, dict))


@hypothesis_settings(max_examples=300)
@given(st.dictionaries(some(stakes.SECTIONS), anything | st.dictionaries(some((*WHO, *ROLES, "rel_1")), anything)),
       objects, some((*TYPES, "unknown", "")), some(("u1", "t1", "")), some(("r1", "administrator", "")),
       some(("employee", "external")))  # fmt: skip
def test_nothing_that_is_stored_makes_a_decision_fail(
    sections: Any, data: Any, of: str, user: str, role: str, kind: Any
) -> None:
    """Neither rights nor records, however damaged."""
    known: Rights = rights.of("ten_1", 1, sections)
    who = subject.of(known, Actor("ten_1", user, "per", "ses", role, kind))
    about = record(of, "u2", "rel_1", **data)
    for action in ACTIONS:
        for around in (None, {}, {"rel_1": about, "u2": record("", "u1")}):
            assert decide(who, Right(about.type, action), about, around).rule
    assert fields.project(who, about).id == about.id
