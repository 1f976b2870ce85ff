"""The rows for colleagues, in the order and by the numbers of the rights model (docs/access.md)."""

from collections.abc import Collection, Mapping

from chalicelib.access import joining
from chalicelib.access.decision import (
    PORTAL,
    SEARCH,
    Asked,
    Decision,
    Right,
    Row,
    ask,
    first,
    is_of_administrators,
    other_tenant,
    own_account,
    stakes_of,
)
from chalicelib.access.rights import RANKS
from chalicelib.access.subject import Subject
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES

SEEN_BY_ALL = frozenset({"setting"})


def _not_for_employees(asked: Asked) -> Decision | None:
    return Decision(False, "2", "this is for people from outside") if asked.right in PORTAL else None


def _administrator(asked: Asked) -> Decision | None:
    return Decision(True, "3", "an administrator") if asked.subject.is_administrator else None


def _area(asked: Asked) -> Decision | None:
    """What is no record that people work on: colleagues and settings are seen by all, and changed by administrators.
    What is not known is for nobody else."""
    name, action = asked.right
    if asked.right == SEARCH:
        return Decision(True, "5", "each type is decided on by itself")
    if not is_of_administrators(name):
        return None
    if action == "read" and asked.record is not None and name in TYPES and TYPES[name].follows:
        return _with_its_relation(asked)
    if action == "read" and (name in SEEN_BY_ALL or (name in TYPES and not TYPES[name].closed)):
        return Decision(True, "5", "every colleague may see this")
    return Decision(False, "4", "for administrators only")


def _with_its_relation(asked: Asked) -> Decision:
    """What describes rights to another record is seen by who sees that."""
    if any(first(INSIDE, each).allowed for each in _beside(asked)):
        return Decision(True, "14", "they may do so with the relation that it belongs to")
    return Decision(False, "15", "no rule allows it", ask=asked.stakes.around if asked.around is None else ())


def _profile(asked: Asked) -> Decision | None:
    if asked.right.action in asked.subject.grant(asked.right.type).actions:
        return None
    return Decision(False, "4", f"no profile grants {asked.right.action} on {asked.right.type}")


def _no_record(asked: Asked) -> Decision | None:
    return Decision(True, "5", "a profile grants it") if asked.record is None else None


def _joined(asked: Asked) -> Decision | None:
    return joining.decided(asked, INSIDE)


def _has_part(asked: Asked) -> Decision | None:
    stakes, subject = asked.stakes, asked.subject
    if subject.user in stakes.owners:
        return Decision(True, "6", "they own it")
    if asked.rank <= RANKS["edit"] and not subject.circle.isdisjoint(stakes.given):
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


def _locked(asked: Asked) -> Decision | None:
    """Whoever sees it may use it, and that is all."""
    if not asked.stakes.locked or asked.rank <= RANKS["read"] or _are_below(asked.subject, asked.stakes.owners):
        return None
    return Decision(False, "8", "it is locked: its owners change it")


def _for_viewing(asked: Asked) -> Decision | None:
    """The file itself is for its editors, and for whom its own list lets download it (C19)."""
    if asked.right.action != "download" or not asked.stakes.for_viewing or _is_on(asked, _ranks(asked.stakes.listed)):
        return None
    told = first(INSIDE, ask(asked.subject, Right(asked.right.type, "edit"), asked.record, asked.around))
    return None if told.allowed else Decision(False, "8", "it is for viewing only", ask=told.ask)


def _lets(asked: Asked, owners: Collection[str], listed: Mapping[str, int]) -> bool:
    """Its owners, those above them, and who is on the list with a level that covers the action."""
    if not asked.subject.circle.isdisjoint(owners) or _are_below(asked.subject, owners):
        return True
    return _is_on(asked, listed)


def _is_on(asked: Asked, listed: Mapping[str, int]) -> bool:
    return bool(listed) and any(listed.get(each, 0) >= asked.rank for each in asked.subject.circle)


def _are_below(subject: Subject, owners: Collection[str]) -> bool:
    return bool(subject.below) and any(subject.is_below(each) for each in owners)


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
    listed = asked.stakes.listed
    if listed and _is_on(asked, _ranks(listed)):
        return Decision(True, "11", "its access list names them")
    shut = [asked.subject.shut[each].listed for each in asked.stakes.around if each in asked.subject.shut]
    live = [_ranks(each.stakes.listed) for each in _beside(asked) if each.stakes.listed]
    if any(_is_on(asked, each) for each in shut + live):
        return Decision(True, "11", "the access list of its relation names them")
    return None


def _ranks(listed: Mapping[str, str]) -> dict[str, int]:
    return {who: RANKS.get(level, 0) for who, level in listed.items()}


def _beside(asked: Asked) -> list[Asked]:
    """The relations around it that were read, without itself."""
    if asked.beside is None:
        record, around = asked.record, asked.around or {}
        near = [around[each] for each in asked.stakes.around if record and each in around and each != record.id]
        asked.beside = [_with_it(asked, each) for each in near]
    return asked.beside


def _with_it(asked: Asked, relation: Record) -> Asked:
    """Edit at most."""
    action = "read" if asked.rank <= RANKS["read"] else "edit"
    return Asked(asked.subject, Right(relation.type, action), relation, None, stakes_of(relation), asked.rank)


def _default(asked: Asked) -> Decision | None:
    covered = asked.subject.default_rank(asked.right.type) >= asked.rank
    return Decision(True, "12", "the type is open to all colleagues") if covered else None


def _sharing(asked: Asked) -> Decision | None:
    for rule in asked.subject.shared.get(asked.right.type, ()):
        if rule.rank >= asked.rank and asked.subject.is_of(asked.stakes.owners, rule):
            return Decision(True, "13", f"the sharing rule {rule.name}")
    return None


def _parent(asked: Asked) -> Decision | None:
    if not TYPES[asked.right.type].follows or asked.rank > RANKS["edit"]:
        return None
    if any(first(INSIDE, each).allowed for each in _beside(asked)):
        return Decision(True, "14", "they may do so with the relation that it belongs to")
    return None


def _unread(asked: Asked) -> Decision | None:
    """Something around it may still allow it."""
    record = asked.record
    if asked.around is not None or record is None or not TYPES[asked.right.type].follows:
        return None
    others = tuple(each for each in asked.stakes.around if each != record.id)
    return Decision(False, "15", "no rule allows it", ask=others) if others else None


INSIDE: tuple[Row, ...] = (
    other_tenant, own_account, _not_for_employees, _administrator, _area, _profile, _no_record, _joined, _has_part,
    _team_owns, _reserved, _restricted, _locked, _for_viewing, _above, _all_of_type, _is_listed, _default, _sharing,
    _parent, _unread,
)  # fmt: skip
