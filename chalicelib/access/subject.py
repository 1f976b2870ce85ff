"""Who may do what, compiled: an actor with all that the tenant's rights say of them, so that deciding looks up and does
not search. Pure; made once for an epoch of the rights."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from chalicelib.access import grant, sharing
from chalicelib.access.actor import Actor
from chalicelib.access.grant import Grant
from chalicelib.access.level import RANKS
from chalicelib.access.rights import Rights, Shut
from chalicelib.access.sharing import Shared
from chalicelib.access.standing import Content
from chalicelib.models import stakes, stored
from chalicelib.models.record_type import Definitions, RecordType
from chalicelib.models.shipped_rights import ADMINISTRATOR, EXTERNAL

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """`circle` is the user with all their teams, nested ones too; `below` the folded keys of the roles strictly below
    theirs and those that their teams carry; `places` those of the roles of each user and team. `people` says who they
    are. Of somebody from outside `reach` are the relations that they may see something of: `tied` those that a tie
    names, others as long as they stand in a tree below one of those or its top, one of `tops`. `wide` are those of
    which not only what they take part in themselves, and `persons` who they are there: `there` tells it of each
    relation that they reach. `roles` are the ids of their own and of those that their teams carry."""

    tenant: str
    user: str
    kind: str
    role: str
    circle: frozenset[str]
    below: frozenset[str]
    people: Mapping[str, Content]
    places: Mapping[str, frozenset[str]]
    shared: Mapping[str, tuple[Shared, ...]]
    shut: Mapping[str, Shut]
    defaults: Mapping[str, Content]
    customs: Mapping[str, Definitions]
    reach: frozenset[str]
    wide: frozenset[str]
    tied: frozenset[str]
    tops: frozenset[str]
    persons: frozenset[str]
    there: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    profiles: tuple[str, ...]
    _profiles: tuple[Content, ...]
    _grants: dict[str, Grant] = field(default_factory=dict)
    ranks: dict[str, dict[str, int]] = field(default_factory=dict)
    _hidden: list[frozenset[str]] = field(default_factory=list)

    @property
    def hidden(self) -> frozenset[str]:
        """The restricted relations that they may not see."""
        if not self._hidden:
            self._hidden.append(frozenset(each for each, shut in self.shut.items() if not self._sees(each, shut)))
        return self._hidden[0]

    def _sees(self, relation: str, shut: Shut) -> bool:
        if self.kind == EXTERNAL or self.is_administrator:
            return self.is_administrator or relation in self.tied
        if not self.circle.isdisjoint(shut.owners) or any(map(self.is_below, shut.owners)):
            return True
        return any(shut.listed.get(each, 0) >= RANKS["view"] for each in self.circle)

    @property
    def is_administrator(self) -> bool:
        return self.role == ADMINISTRATOR and self.kind != EXTERNAL

    def grant(self, type_name: str) -> Grant:
        known = self._grants.get(type_name)
        if known is None:
            known = self._grants[type_name] = grant.of(self._profiles, type_name)
        return known

    def custom(self, declared: RecordType) -> Definitions:
        """The custom fields that there are of the type."""
        return self.customs.get(declared.name, {}) if declared.is_customised else {}

    def default_rank(self, type_name: str) -> int:
        """Open where nothing is said; what is said and not understood opens nothing."""
        told = self.defaults.get(type_name)
        return RANKS["delete"] if told is None else RANKS.get(stored.line(told, "level"), 0)

    def role_of(self, user: str) -> str:
        """Its folded key."""
        return stored.line(self.people.get(user), "role").casefold()

    def is_below(self, who: str) -> bool:
        """A team stands where the roles stand that it carries, and without any nowhere."""
        places = self.places.get(who, NOWHERE)
        return bool(places) and places <= self.below

    def is_of(self, owners: Collection[str], rule: Shared) -> bool:
        """Whether what they own is what the rule opens."""
        if not rule.teams.isdisjoint(owners):
            return True
        return bool(rule.roles) and any(not rule.roles.isdisjoint(self.places.get(each, NOWHERE)) for each in owners)


def of(rights: Rights, actor: Actor) -> Subject:
    """Kept with the rights that it was made of."""
    key = actor.user, actor.role, actor.kind
    found: Subject | None = rights.subjects.get(key)
    if found is None:
        found = rights.subjects[key] = compiled(rights, actor)
    return found


@lru_cache(maxsize=500)
def bare(actor: Actor) -> Subject:
    """As far as it is known of whoever asks, whatever the tenant says of rights."""
    return compiled(Rights(actor.tenant, 0, {name: {} for name in stakes.SECTIONS}), actor)


def compiled(rights: Rights, actor: Actor) -> Subject:
    """Of somebody from outside neither teams nor places nor sharing rules count."""
    inside = actor.kind != EXTERNAL
    teams = frozenset(rights.standing.teams(actor.user)) if inside else NOWHERE
    roles = _roles(rights, actor, teams)
    profiles = _profiles(rights, roles, teams)
    ties = rights.ties_of(actor.user)
    return Subject(
        tenant=rights.tenant,
        user=actor.user,
        kind=actor.kind,
        role=actor.role,
        circle=teams | {actor.user},
        below=frozenset(_below(rights, roles)) if inside else NOWHERE,
        people=rights.sections[stakes.PEOPLE],
        places=rights.standing.places,
        shared=sharing.by_type(rights.aims, (*roles, *teams)) if inside else {},
        shut=rights.shut,
        defaults=rights.defaults,
        customs=rights.customs,
        reach=frozenset(_reach(ties)),
        wide=frozenset(_reach(each for each in ties if each.get("reach") != "own")),
        tied=frozenset(_tied(ties)),
        tops=frozenset(stored.line(each, "top") for each in ties) - {""},
        persons=frozenset(_persons(ties)),
        there={each: frozenset(_persons(_reaching(ties, each))) for each in _reach(ties)},
        roles=frozenset(roles),
        profiles=tuple(profiles),
        _profiles=tuple(profiles.values()),
    )


# ------------------------------------------------------------------------------------------ teams, roles, profiles


def _roles(rights: Rights, actor: Actor, teams: Iterable[str]) -> dict[str, Content]:
    """By id: the actor's own, and those that their teams carry. A team makes nobody an administrator."""
    own = rights.role(actor.role)
    groups, known = rights.sections[stakes.GROUPS], rights.sections[stakes.ROLES]
    carried = [role for team in teams for role in stored.lines(groups[team], "roles")]
    return {**({own[0]: own[1]} if own else {}), **{role: known[role] for role in carried if role in known}}


def _profiles(rights: Rights, roles: Mapping[str, Content], teams: Iterable[str]) -> dict[str, Content]:
    groups, known = rights.sections[stakes.GROUPS], rights.sections[stakes.PROFILES]
    sources = [*roles.values(), *(groups[team] for team in teams)]
    told = dict.fromkeys(profile for each in sources for profile in stored.lines(each, "profiles"))
    return {profile: known[profile] for profile in told if profile in known}


def _below(rights: Rights, roles: Iterable[str]) -> Iterator[str]:
    """What has no key is no place."""
    for role in roles:
        for each in rights.standing.below(role):
            if key := stored.line(rights.sections[stakes.ROLES][each], "key"):
                yield key.casefold()


# ------------------------------------------------------------------------------------------------------ outsiders


def _reach(ties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for tie in ties:
        yield from _tied([tie])
        yield from stored.lines(tie, "reached")


def _tied(ties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for tie in ties:
        yield from filter(None, [stored.line(tie, "relation"), *stored.lines(tie, "listed")])


def _reaching(ties: Iterable[Mapping[str, Any]], relation: str) -> Iterator[Mapping[str, Any]]:
    return (tie for tie in ties if relation in _reach([tie]))


def _persons(ties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Who they are: the contact; without one they are the relation, such as a person."""
    for tie in ties:
        yield from filter(None, [stored.line(tie, "contact") or stored.line(tie, "relation")])
