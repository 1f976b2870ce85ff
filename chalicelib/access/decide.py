"""May this subject do this? Pure; the first row that matches decides, and the answer names it. Fails closed.

The rows are those of the rights model (docs/access.md), in its order and by its numbers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.access.subject import RANKS, Shut, Subject
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.stakes import SHARED, Stakes


class Right(NamedTuple):
    """`type` is a record type, or an area such as `user`; `action` a verb: read, create, edit, delete …"""

    type: str
    action: str


class Decision(NamedTuple):
    """`rule` is the number of the row that decided, and `because` says it in words. What a refusal would `ask` for are
    the ids of records around it that may turn it: it is final when they were given."""

    allowed: bool
    rule: str
    because: str
    ask: tuple[str, ...] = ()


OWN_WORK = (Right("work", "read"), Right("work", "do"))
PORTAL = (Right("portal", "read"), Right("portal", "do"))
ANYONE = frozenset({Right("self", "read"), Right("self", "edit"), *OWN_WORK})
SEARCH = Right("search", "read")
NEEDS: Mapping[str, int] = {
    "read": RANKS["view"],
    "view": RANKS["view"],
    "download": RANKS["read"],
    "export": RANKS["read"],
    "comment": RANKS["read"],
    "delete": RANKS["delete"],
    "restore": RANKS["delete"],
}
FROM_OUTSIDE = frozenset({"read", "view", "download", "comment", "complete", "upload", "accept", "decline"})
NO_STAKES = Stakes()
Around = Mapping[str, Record]


@dataclass(slots=True)
class Asked:
    """`record` None is before there is one: to create, to list. `around` has the records that the stakes speak of, as
    far as they exist; None while they have not been read."""

    subject: Subject
    right: Right
    record: Record | None
    around: Around | None
    stakes: Stakes = NO_STAKES

    @property
    def rank(self) -> int:
        """What level covers the action."""
        return NEEDS.get(self.right.action, RANKS["edit"])


Row = Callable[[Asked], Decision | None]


def decide(subject: Subject, right: Right, record: Record | None = None, around: Around | None = None) -> Decision:
    asked = Asked(subject, right, record, around)
    if record is not None and record.type in TYPES:
        asked.stakes = TYPES[record.type].stakes(record)
    for row in OUTSIDE if subject.kind == EXTERNAL else INSIDE:
        decision = row(asked)
        if decision is not None:
            return decision
    return Decision(False, "15", "no rule allows it")


def is_of_administrators(type_name: str) -> bool:
    """What describes rights, and what is no record of the tenant's work: nobody else changes it, whatever their
    profile says."""
    declared = TYPES.get(type_name)
    return declared is None or bool(declared.kept_by) or declared.administered


def is_plain(right: Right) -> bool:
    """It is decided on who asks alone: nothing that the tenant says of rights makes a difference."""
    return right in ANYONE or right in PORTAL or right == SEARCH or is_of_administrators(right.type)


# ---------------------------------------------------------------------------------------------------------- for all


def _other_tenant(asked: Asked) -> Decision | None:
    if asked.record is not None and asked.record.tenant != asked.subject.tenant:
        return Decision(False, "0", "it is another tenant's")
    return None


def _own_account(asked: Asked) -> Decision | None:
    if asked.right in ANYONE:
        return Decision(True, "own", "what is one's own")
    is_me = asked.record is not None and asked.record.id == asked.subject.user
    return Decision(True, "own", "this is them") if is_me and asked.right.action == "read" else None


# -------------------------------------------------------------------------------------------------------- employees


def _not_for_employees(asked: Asked) -> Decision | None:
    return Decision(False, "2", "this is for people from outside") if asked.right in PORTAL else None


def _administrator(asked: Asked) -> Decision | None:
    return Decision(True, "3", "an administrator") if asked.subject.is_administrator else None


def _area(asked: Asked) -> Decision | None:
    """What is no record that people work on: colleagues and settings are seen by all, and changed by administrators."""
    if asked.right == SEARCH:
        return Decision(True, "5", "each type is decided on by itself")
    if not is_of_administrators(asked.right.type):
        return None
    if asked.right.action == "read":
        return Decision(True, "5", "every colleague may see this")
    return Decision(False, "4", "for administrators only")


def _profile(asked: Asked) -> Decision | None:
    if asked.right.action in asked.subject.grant(asked.right.type).actions:
        return None
    return Decision(False, "4", f"no profile grants {asked.right.action} on {asked.right.type}")


def _no_record(asked: Asked) -> Decision | None:
    return Decision(True, "5", "a profile grants it") if asked.record is None else None


def _has_part(asked: Asked) -> Decision | None:
    stakes, subject = asked.stakes, asked.subject
    if subject.user in stakes.owners:
        return Decision(True, "6", "they own it")
    if not subject.circle.isdisjoint(stakes.given):
        return Decision(True, "6", "it is given to them or their team")
    if subject.user in stakes.present and asked.rank <= RANKS["read"]:
        return Decision(True, "6", "they take part in it")
    return None


def _team_owns(asked: Asked) -> Decision | None:
    owns = not asked.subject.circle.isdisjoint(asked.stakes.owners)
    return Decision(True, "7", "their team owns it") if owns else None


def _reserved(asked: Asked) -> Decision | None:
    action = asked.stakes.reserved
    if action and action not in asked.subject.grant(asked.right.type).actions:
        return Decision(False, "8", f"only for who may {action}")
    return None


def _restricted(asked: Asked) -> Decision | None:
    """Each restricted relation around it must let them through, and it itself where it is restricted."""
    subject, stakes = asked.subject, asked.stakes
    own = {who: RANKS.get(level, 0) for who, level in stakes.listed.items()} if stakes.restricted else {}
    if stakes.restricted and not _lets(asked, stakes.owners, own):
        return Decision(False, "8", "it is restricted, and its list does not let them")
    if subject.shut:
        for each in stakes.around:
            shut = subject.shut.get(each)
            if shut is not None and not _lets(asked, shut.owners, shut.listed):
                return Decision(False, "8", "its relation is restricted, and its list does not let them")
    return None


def _lets(asked: Asked, owners: Collection[str], listed: Mapping[str, int]) -> bool:
    """Its owners, those above them, and who is on the list with a level that covers the action."""
    circle = asked.subject.circle
    if not circle.isdisjoint(owners) or _are_below(asked.subject, owners):
        return True
    return any(listed.get(each, 0) >= asked.rank for each in circle)


def _are_below(subject: Subject, owners: Collection[str]) -> bool:
    return bool(subject.below) and any(subject.role_of(each) in subject.below for each in owners)


def _above(asked: Asked) -> Decision | None:
    above = _are_below(asked.subject, asked.stakes.owners)
    return Decision(True, "9", "they stand above who owns it") if above else None


def _all_of_type(asked: Asked) -> Decision | None:
    grant = asked.subject.grant(asked.right.type)
    if grant.view_all and asked.rank <= RANKS["read"]:
        return Decision(True, "10", "a profile lets them view all")
    if grant.edit_all and asked.rank <= RANKS["edit"]:
        return Decision(True, "10", "a profile lets them edit all")
    return None


def _is_listed(asked: Asked) -> Decision | None:
    if _covers(asked, asked.stakes.listed):
        return Decision(True, "11", "its access list names them")
    if any(_is_on(asked, asked.subject.shut[each]) for each in asked.stakes.around if each in asked.subject.shut):
        return Decision(True, "11", "the access list of its relation names them")
    for each in _containers(asked):
        if _covers(asked, TYPES[each.type].stakes(each).listed):
            return Decision(True, "11", "the access list of its relation names them")
    return None


def _is_on(asked: Asked, shut: Shut) -> bool:
    return any(shut.listed.get(each, 0) >= asked.rank for each in asked.subject.circle)


def _covers(asked: Asked, listed: Mapping[str, str]) -> bool:
    return any(RANKS.get(listed.get(each, ""), 0) >= asked.rank for each in asked.subject.circle) if listed else False


def _containers(asked: Asked) -> list[Record]:
    """The records around it that were read, without itself."""
    record, around = asked.record, asked.around
    if around is None or record is None:
        return []
    return [around[each] for each in asked.stakes.around if each in around and each != record.id]


def _default(asked: Asked) -> Decision | None:
    covered = asked.subject.default_rank(asked.right.type) >= asked.rank
    return Decision(True, "12", "the type is open to all colleagues") if covered else None


def _sharing(asked: Asked) -> Decision | None:
    for rule in asked.subject.shared.get(asked.right.type, ()):
        if rule.rank >= asked.rank and _is_of(asked, rule.roles, rule.teams):
            return Decision(True, "13", f"the sharing rule {rule.name}")
    return None


def _is_of(asked: Asked, roles: frozenset[str], teams: frozenset[str]) -> bool:
    owners = asked.stakes.owners
    return not teams.isdisjoint(owners) or any(asked.subject.role_of(each) in roles for each in owners)


def _parent(asked: Asked) -> Decision | None:
    """Edit at most."""
    if not TYPES[asked.right.type].follows or asked.rank > RANKS["edit"]:
        return None
    action = "read" if asked.rank <= RANKS["read"] else "edit"
    for each in _containers(asked):
        if decide(asked.subject, Right(each.type, action), each).allowed:
            return Decision(True, "14", "they may do so with the relation that it belongs to")
    return None


def _unread(asked: Asked) -> Decision | None:
    """Something around it may still allow it."""
    record = asked.record
    others = tuple(each for each in asked.stakes.around if record is not None and each != record.id)
    if asked.around is None and others and TYPES[asked.right.type].follows:
        return Decision(False, "15", "no rule allows it", ask=others)
    return None


INSIDE: tuple[Row, ...] = (
    _other_tenant, _own_account, _not_for_employees, _administrator, _area, _profile, _no_record, _has_part, _team_owns,
    _reserved, _restricted, _above, _all_of_type, _is_listed, _default, _sharing, _parent, _unread,
)  # fmt: skip


# -------------------------------------------------------------------------------------------------------- outsiders


def _portal(asked: Asked) -> Decision | None:
    return Decision(True, "e1", "for people from outside") if asked.right in PORTAL else None


def _no_more(asked: Asked) -> Decision | None:
    declared = TYPES.get(asked.right.type)
    if declared is None or not declared.outside or asked.right.action not in FROM_OUTSIDE:
        return Decision(False, "e1", "people from outside may not do this")
    return None


def _no_list(asked: Asked) -> Decision | None:
    """Through the portal they see records; of lists and counts they have no others."""
    return Decision(False, "e1", "people from outside may not do this") if asked.record is None else None


def _shared_with_them(asked: Asked) -> Decision | None:
    return Decision(False, "e4", "it is internal") if asked.stakes.visibility not in ("", SHARED) else None


def _given_to_them(asked: Asked) -> Decision | None:
    given = asked.subject.user in asked.stakes.given
    return Decision(True, "e3", "it is given to them") if given and _is_open_around(asked) else None


def _within_reach(asked: Asked) -> Decision | None:
    if asked.subject.reach.isdisjoint(asked.stakes.around):
        return Decision(False, "e2", "no relation within their reach is linked to it")
    return None


def _taking_part(asked: Asked) -> Decision | None:
    stakes, subject = asked.stakes, asked.subject
    if subject.user in stakes.present or not subject.persons.isdisjoint(stakes.parties or ()):
        return None
    opened = openness(subject, asked.right.type)
    wide = not subject.wide.isdisjoint(stakes.around)
    if opened == "none" or not wide or (stakes.parties is not None and opened != "all"):
        return Decision(False, "e3", "they take no part in it")
    return None


def openness(subject: Subject, type_name: str) -> str:
    """How far a type is opened to people from outside."""
    told = subject.defaults.get(type_name, {}).get("outsiders")
    return told if told in ("none", "taking_part", "all") else "taking_part"


def _shared_around(asked: Asked) -> Decision | None:
    if asked.stakes.within and asked.around is None:
        return Decision(False, "e4", "what it is a part of must be shared too", ask=asked.stakes.within)
    if not _is_open_around(asked):
        return Decision(False, "e4", "what it is a part of is internal")
    return Decision(True, "e3", "they take part in it, or its type is open to them")


def _is_open_around(asked: Asked) -> bool:
    """Every record that it is a part of is there, and shared."""
    around = asked.around or {}
    told = [around.get(each) for each in asked.stakes.within]
    return all(each is not None and TYPES[each.type].stakes(each).visibility in ("", SHARED) for each in told)


OUTSIDE: tuple[Row, ...] = (
    _other_tenant, _own_account, _portal, _no_more, _no_list, _shared_with_them, _given_to_them, _within_reach,
    _taking_part, _shared_around,
)  # fmt: skip
