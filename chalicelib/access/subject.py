"""Who may do what, compiled: an actor with all that the tenant's rights say of them, so that deciding looks up and does
not search. Pure; made once for an epoch of the rights."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.rights import Content, Rights
from chalicelib.models import stakes, stored
from chalicelib.models.profile import EVERY
from chalicelib.models.shipped_rights import ADMINISTRATOR, EXTERNAL
from chalicelib.models.stakes import LEVELS

MOST_LEVELS = 50
FIELD_LEVELS = {"none": 0, "read": 1, "write": 2}
RANKS: Mapping[str, int] = {"private": 0, **{level: rank for rank, level in enumerate(LEVELS, 1)}}


@dataclass(frozen=True, slots=True)
class Grant:
    """What profiles say of a type. Of `fields` the rank of each, of others `rest`: 0 not seen, 1 read, 2 written."""

    actions: frozenset[str] = frozenset()
    view_all: bool = False
    edit_all: bool = False
    fields: Mapping[str, int] = field(default_factory=dict)
    rest: int = 0

    def field_rank(self, name: str) -> int:
        return self.fields.get(name, self.rest)


NOTHING = Grant()


@dataclass(frozen=True, slots=True)
class Shared:
    """What a sharing rule opens to the subject: what is owned by users of these `roles`, or by these `teams`."""

    roles: frozenset[str]
    teams: frozenset[str]
    rank: int
    name: str


@dataclass(frozen=True, slots=True)
class Shut:
    """Who may see a restricted relation: its owners, and who is listed, with the rank of the level."""

    owners: frozenset[str]
    listed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Subject:
    """`circle` is the user with all their teams, nested ones too; `below` the keys of the roles strictly below theirs.
    `people` has the role of each user. Of somebody from outside `reach` are the relations that they may see something
    of, `wide` those of which not only what they take part in themselves, and `persons` who they are there."""

    tenant: str
    user: str
    kind: str
    role: str
    circle: frozenset[str]
    below: frozenset[str]
    people: Mapping[str, Content]
    shared: Mapping[str, tuple[Shared, ...]]
    shut: Mapping[str, Shut]
    defaults: Mapping[str, Content]
    reach: frozenset[str]
    wide: frozenset[str]
    persons: frozenset[str]
    _profiles: tuple[Content, ...]
    _grants: dict[str, Grant] = field(default_factory=dict)

    @property
    def is_administrator(self) -> bool:
        return self.role == ADMINISTRATOR and self.kind != EXTERNAL

    def grant(self, type_name: str) -> Grant:
        """The most permissive of all profiles, flag by flag."""
        known = self._grants.get(type_name)
        if known is None:
            known = self._grants[type_name] = _union(_of_type(each, type_name) for each in self._profiles)
        return known

    def default_rank(self, type_name: str) -> int:
        """Open where nothing is said."""
        return RANKS.get(stored.line(self.defaults.get(type_name), "level"), RANKS["delete"])

    def role_of(self, user: str) -> str:
        return stored.line(self.people.get(user), "role")


def of(rights: Rights, actor: Actor) -> Subject:
    """Kept with the rights that it was made of."""
    key = actor.user, actor.role, actor.kind
    if key not in rights.subjects:
        rights.subjects[key] = _compiled(rights, actor)
    found: Subject = rights.subjects[key]
    return found


def bare(actor: Actor) -> Subject:
    """As far as it is known of whoever asks, whatever the tenant says of rights."""
    return _compiled(Rights(actor.tenant, 0, {name: {} for name in stakes.SECTIONS}), actor)


def _compiled(rights: Rights, actor: Actor) -> Subject:
    teams = frozenset(_teams(rights, actor.user)) if actor.kind != EXTERNAL else frozenset()
    roles = list(_roles(rights, actor, teams))
    ties = [each for each in rights.sections[stakes.TIES].values() if each.get("user") == actor.user]
    return Subject(
        tenant=rights.tenant,
        user=actor.user,
        kind=actor.kind,
        role=actor.role,
        circle=teams | {actor.user},
        below=frozenset(_below(rights, actor.role)),
        people=rights.sections[stakes.PEOPLE],
        shared=_shared(rights, actor.role, teams),
        shut={each: _shut(content) for each, content in rights.sections[stakes.SHUT].items()},
        defaults={stored.line(each, "of"): each for each in rights.sections[stakes.DEFAULTS].values()},
        reach=frozenset(_reach(ties)),
        wide=frozenset(_reach(each for each in ties if each.get("reach") != "own")),
        persons=frozenset(_persons(ties)),
        _profiles=tuple(_profiles(rights, roles, teams)),
    )


# -------------------------------------------------------------------------------------------------- teams and roles


def _teams(rights: Rights, user: str) -> Iterator[str]:
    """Those that the user is in, and those that these belong to; a circle of teams ends."""
    groups = rights.sections[stakes.GROUPS]
    waiting = [each for each, content in groups.items() if user in content.get("members", ())]
    seen: set[str] = set()
    while waiting:
        team = waiting.pop()
        if team in groups and team not in seen:
            seen.add(team)
            yield team
            waiting.append(stored.line(groups[team], "parent"))


def _roles(rights: Rights, actor: Actor, teams: Iterable[str]) -> Iterator[Content]:
    """The actor's own, and those that their teams carry. A team makes nobody an administrator."""
    if own := rights.role(actor.role):
        yield own[1]
    for team in teams:
        for role in rights.sections[stakes.GROUPS][team].get("roles", ()):
            if content := rights.sections[stakes.ROLES].get(role):
                yield content


def _profiles(rights: Rights, roles: Iterable[Content], teams: Iterable[str]) -> Iterator[Content]:
    told = [each for role in roles for each in role.get("profiles", ())]
    told += [each for team in teams for each in rights.sections[stakes.GROUPS][team].get("profiles", ())]
    for profile in dict.fromkeys(told):
        if content := rights.sections[stakes.PROFILES].get(profile):
            yield content


def _below(rights: Rights, key: str) -> Iterator[str]:
    """The keys of all roles under this one."""
    own = rights.role(key)
    if own is not None:
        for role_id in _under(rights, own[0]):
            yield stored.line(rights.sections[stakes.ROLES][role_id], "key")


def _under(rights: Rights, top: str) -> Iterator[str]:
    """The ids of all roles under this one, without itself; a circle ends."""
    roles, waiting, seen = rights.sections[stakes.ROLES], [top], {top}
    while waiting:
        parent = waiting.pop()
        for role_id, content in roles.items():
            if content.get("parent") == parent and role_id not in seen:
                seen.add(role_id)
                waiting.append(role_id)
                yield role_id


# ------------------------------------------------------------------------------------------------- rules, grants


def _shared(rights: Rights, key: str, teams: frozenset[str]) -> dict[str, tuple[Shared, ...]]:
    """By type, the rules that aim at the subject."""
    found: dict[str, tuple[Shared, ...]] = {}
    own = rights.role(key)
    mine = own[0] if own else ""
    for rule in rights.sections[stakes.RULES].values():
        if _aims_at(rights, stored.part(rule, "shared_with"), mine, teams):
            name = stored.line(rule, "of")
            found[name] = (*found.get(name, ()), _opened(rights, rule))
    return found


def _aims_at(rights: Rights, some: Content, role: str, teams: frozenset[str]) -> bool:
    if team := stored.line(some, "team"):
        return team in teams
    return bool(role) and role in _some_roles(rights, some)


def _some_roles(rights: Rights, some: Content) -> frozenset[str]:
    """Ids."""
    role = stored.line(some, "role")
    below = _under(rights, role) if some.get("below") else ()
    return frozenset({role, *below}) - {""}


def _opened(rights: Rights, rule: Content) -> Shared:
    """Never more than to edit, whatever is stored."""
    owners = stored.part(rule, "owned_by")
    roles = rights.sections[stakes.ROLES]
    keys = (stored.line(roles.get(each), "key") for each in _some_roles(rights, owners))
    rank = min(RANKS.get(stored.line(rule, "level"), 0), RANKS["edit"])
    teams = frozenset({stored.line(owners, "team")}) - {""}
    return Shared(frozenset(filter(None, keys)), teams, rank, stored.line(rule, "name"))


def _shut(content: Content) -> Shut:
    listed = {who: RANKS.get(level, 0) for who, level in stored.part(content, "listed").items()}
    return Shut(frozenset(content.get("owners", ())), listed)


def _of_type(profile: Content, type_name: str) -> Content:
    types = stored.part(profile, "types")
    return stored.part(types, type_name) or stored.part(types, EVERY)


def _union(told: Iterable[Content]) -> Grant:
    grants = [each for each in told if each]
    names = {name for each in grants for name in stored.part(each, "fields")} - {EVERY}
    return Grant(
        actions=frozenset(action for each in grants for action in stored.lines(each, "actions")),
        view_all=any(each.get("view_all") is True for each in grants),
        edit_all=any(each.get("edit_all") is True for each in grants),
        fields={name: max(_field(each, name) for each in grants) for name in names},
        rest=max((_field(each, EVERY) for each in grants), default=0),
    )


def _field(grant: Content, name: str) -> int:
    told = stored.part(grant, "fields")
    return FIELD_LEVELS.get(stored.line(told, name) or stored.line(told, EVERY), 0)


# ------------------------------------------------------------------------------------------------------ outsiders


def _reach(ties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for tie in ties:
        yield stored.line(tie, "relation")
        yield from stored.lines(tie, "reached")


def _persons(ties: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Who they are: the contact; without one they are the relation, such as a person."""
    for tie in ties:
        yield stored.line(tie, "contact") or stored.line(tie, "relation")
