"""What sharing rules open, and to whom they aim. Pure; made once of the rights, so that nobody has to search them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.access.level import RANKS
from chalicelib.access.standing import Content, Section, Standing
from chalicelib.models import stakes, stored


@dataclass(frozen=True, slots=True)
class Shared:
    """What a rule opens of a type: what is owned by who has one of these `roles`, or by these `teams`."""

    id: str
    name: str
    of: str
    roles: frozenset[str]
    teams: frozenset[str]
    rank: int


Aims = Mapping[str, list[Shared]]


def aims(sections: Mapping[str, Section], standing: Standing) -> Aims:
    """By the ids of the teams and roles that they are for."""
    found: dict[str, list[Shared]] = defaultdict(list)
    for rule_id, rule in sections[stakes.RULES].items():
        opened = _opened(sections, standing, rule_id, rule)
        for target in _some(standing, stored.part(rule, "shared_with")):
            found[target].append(opened)
    return dict(found)


def by_type(aims: Aims, targets: Iterable[str]) -> dict[str, tuple[Shared, ...]]:
    """Each once, however often it aims at somebody."""
    told = {each.id: each for target in targets for each in aims.get(target, ())}
    types = dict.fromkeys(each.of for each in told.values())
    return {name: tuple(each for each in told.values() if each.of == name) for name in types}


def _some(standing: Standing, end: Content) -> Collection[str]:
    """The ids of a team, or of a role and those below it."""
    if team := stored.line(end, "team"):
        return {team}
    role = stored.line(end, "role")
    return {role, *(standing.below(role) if end.get("below") is True else ())} - {""}


def _opened(sections: Mapping[str, Section], standing: Standing, rule_id: str, rule: Content) -> Shared:
    """Never more than to edit, whatever is stored."""
    some = _some(standing, stored.part(rule, "owned_by"))
    return Shared(
        id=rule_id,
        name=stored.line(rule, "name"),
        of=stored.line(rule, "of"),
        roles=frozenset(_keys(sections[stakes.ROLES], some)),
        teams=frozenset(some) & sections[stakes.GROUPS].keys(),
        rank=min(RANKS.get(stored.line(rule, "level"), 0), RANKS["edit"]),
    )


def _keys(roles: Section, ids: Iterable[str]) -> Iterator[str]:
    told = (stored.line(roles.get(each), "key") for each in ids)
    yield from (key.casefold() for key in told if key)
