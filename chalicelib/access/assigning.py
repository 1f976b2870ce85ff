"""To whom somebody may give work and records, by what their roles say: to anyone, to their level and below, or to who
stands below. Pure.

A level is how deep a role stands in the tree, in whatever branch: a colleague of another department is within reach,
who stands higher is not. Below are the roles under one's own. To oneself and to a team of one's own anybody may give;
to another team who may give to each that is in it. People from outside stand nowhere: they are within every reach. Of
several roles, such as those that teams carry, what one allows is allowed."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from chalicelib.access import subject
from chalicelib.access.actor import Actor, actor_of
from chalicelib.access.rights import Rights
from chalicelib.models import stakes, stored
from chalicelib.models.shipped_rights import EXTERNAL

ANYONE, LEVEL, BELOW = "anyone", "level", "below"
MOST_LEVELS = 50
KEEPS = frozenset({"read", "edit"})


def is_within_reach(rights: Rights, actor: Actor, who: str) -> bool:
    own = subject.of(rights, actor)
    if own.is_administrator or who in own.circle:
        return True
    roles = list(_roles(rights, actor, own.circle))
    return all(any(_reaches(rights, role, each) for role in roles) for each in people(rights, who))


def can_keep(rights: Rights, who: str, type_name: str) -> bool:
    """Whether a profile lets them read and change what they own; of a team somebody's who is in it."""
    known = rights.sections[stakes.PEOPLE]
    told = [actor_of(rights.tenant, each, known.get(each)) for each in people(rights, who)]
    subjects = [subject.of(rights, each) for each in told]
    return not told or any(each.is_administrator or each.grant(type_name).actions >= KEEPS for each in subjects)


def people(rights: Rights, who: str) -> Iterator[str]:
    """The users that a team stands for, with those of the teams that belong to it; of a user the user."""
    groups, waiting, seen = rights.sections[stakes.GROUPS], [who], set[str]()
    if who not in groups:
        yield who
        return
    while waiting:
        team = waiting.pop()
        if team not in seen:
            seen.add(team)
            yield from stored.lines(groups[team], "members")
            waiting += [each for each, over in rights.standing.over.items() if over == team]


def _roles(rights: Rights, actor: Actor, circle: Iterable[str]) -> Iterator[str]:
    """The ids of their own and of those that their teams carry."""
    if own := rights.role(actor.role):
        yield own[0]
    groups, known = rights.sections[stakes.GROUPS], rights.sections[stakes.ROLES]
    for team in circle:
        yield from (role for role in stored.lines(groups.get(team), "roles") if role in known)


def _reaches(rights: Rights, role: str, user: str) -> bool:
    reach = REACHES.get(stored.line(rights.sections[stakes.ROLES][role], "assigns"))
    if reach is None:
        return False
    if reach is _anyone or stored.line(rights.sections[stakes.PEOPLE].get(user), "kind") == EXTERNAL:
        return True
    theirs = rights.role(rights.role_of(user))
    return theirs is not None and reach(rights, role, theirs[0])


def _anyone(*_: object) -> bool:
    return True


def _is_level(rights: Rights, role: str, theirs: str) -> bool:
    return _depth(rights, theirs) >= _depth(rights, role)


def _is_below(rights: Rights, role: str, theirs: str) -> bool:
    return theirs in rights.standing.below(role)


def _depth(rights: Rights, role: str) -> int:
    """How many stand above it; a circle ends."""
    roles, depth = rights.sections[stakes.ROLES], 0
    while (role := stored.line(roles.get(role), "parent")) in roles and depth < MOST_LEVELS:
        depth += 1
    return depth


REACHES: Mapping[str, Callable[[Rights, str, str], bool]] = {ANYONE: _anyone, LEVEL: _is_level, BELOW: _is_below}
