"""Where users and teams stand: the tree of roles, and which teams belong to which. Pure; made once of the rights, so
that nothing is searched when they are asked. Circles end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.models import stakes, stored

Content = Mapping[str, Any]
Section = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Standing:
    """`by_key` has the id of each role by its folded key, `under` the ids right below a role, `joined` the teams that a
    user is a member of, `over` the team that a team belongs to, and `places` the folded keys of the roles of each user,
    and of those that each team carries."""

    by_key: Mapping[str, str]
    under: Mapping[str, list[str]]
    joined: Mapping[str, list[str]]
    over: Mapping[str, str]
    places: Mapping[str, frozenset[str]]

    def below(self, role_id: str) -> Iterator[str]:
        """The ids of all roles under this one, without itself."""
        seen = {role_id}
        waiting = list(self.under.get(role_id, ()))
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                yield each
                waiting += self.under.get(each, ())

    def teams(self, user: str) -> Iterator[str]:
        """Those that the user is in, and those that these belong to."""
        seen: set[str] = set()
        waiting = list(self.joined.get(user, ()))
        while waiting:
            team = waiting.pop()
            if team in self.over and team not in seen:
                seen.add(team)
                yield team
                waiting.append(self.over[team])


def of(sections: Mapping[str, Section]) -> Standing:
    roles, groups = sections[stakes.ROLES], sections[stakes.GROUPS]
    keys = {role: stored.line(content, "key").casefold() for role, content in roles.items()}
    return Standing(
        by_key={key: role for role, key in reversed(keys.items()) if key},
        under=_by((stored.line(content, "parent"), role) for role, content in roles.items()),
        joined=_by((user, team) for team, content in groups.items() for user in stored.lines(content, "members")),
        over={team: stored.line(content, "parent") for team, content in groups.items()},
        places={**_of_users(sections[stakes.PEOPLE]), **_of_teams(groups, keys)},
    )


def _of_users(people: Section) -> dict[str, frozenset[str]]:
    return {user: _named([stored.line(content, "role").casefold()]) for user, content in people.items()}


def _of_teams(groups: Section, keys: Mapping[str, str]) -> dict[str, frozenset[str]]:
    carried = {team: stored.lines(content, "roles") for team, content in groups.items()}
    return {team: _named(keys.get(role, "") for role in told) for team, told in carried.items()}


def _named(keys: Iterable[str]) -> frozenset[str]:
    """Without a key it stands nowhere, so that nobody stands above it."""
    return frozenset(filter(None, keys))


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        if key and value not in told[key]:
            told[key].append(value)
    return dict(told)
