"""The rows for people from outside, in the order and by the numbers of the rights model (docs/access.md)."""

from collections.abc import Iterator

from chalicelib.access.decision import (
    PORTAL,
    Asked,
    Decision,
    Right,
    Row,
    ask,
    first,
    is_internal,
    other_tenant,
    own_account,
    stakes_of,
)
from chalicelib.access.rights import RANKS
from chalicelib.access.subject import Subject
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES

FROM_OUTSIDE = frozenset({"read", "view", "download", "comment", "complete", "sign"})
OUT_OF_REACH = "no relation within their reach is linked to it"


def _portal(asked: Asked) -> Decision | None:
    return Decision(True, "e1", "for people from outside") if asked.right in PORTAL else None


def _no_more(asked: Asked) -> Decision | None:
    declared = TYPES.get(asked.right.type)
    if declared is None or not declared.outside:
        return Decision(False, "e1", f"people from outside see nothing of {asked.right.type}")
    if asked.right.action not in FROM_OUTSIDE:
        return Decision(False, "e1", f"people from outside may not {asked.right.action}")
    return None


def _no_list(asked: Asked) -> Decision | None:
    """Through the portal they see records; of lists and counts they have no others."""
    told = "people from outside have no lists but those of the portal"
    return Decision(False, "e1", told) if asked.record is None else None


def _archived(asked: Asked) -> Decision | None:
    gone = asked.record is not None and not asked.record.alive
    return Decision(False, "e7", "it was archived") if gone else None


def _shared_with_them(asked: Asked) -> Decision | None:
    if is_internal(asked.stakes) or asked.stakes.reserved:
        return Decision(False, "e4", "it is internal")
    return None


def _restricted(asked: Asked) -> Decision | None:
    """That their own relation is restricted does not shut them out of it."""
    stakes, subject = asked.stakes, asked.subject
    own = asked.record is not None and asked.record.id in subject.tied
    if stakes.restricted and not own and not _rank(asked):
        return Decision(False, "e2", "it is restricted, and its list does not let them")
    if any(each in subject.shut and each not in subject.tied for each in stakes.around):
        return Decision(False, "e2", "a relation that is linked to it is restricted")
    return None


def _rank(asked: Asked) -> int:
    """What its own list lets them."""
    return RANKS.get(asked.stakes.listed.get(asked.subject.user, ""), 0)


def _given_to_them(asked: Asked) -> Decision | None:
    is_given = asked.subject.user in asked.stakes.given
    if asked.right.action == "complete" and not is_given:
        return Decision(False, "e1", "it is not given to them")
    return None


def _within_reach(asked: Asked) -> Decision | None:
    """Of what stands in a tree its live record says whether it still does. What is given to them by name, and is about
    no relation, is theirs as long as they are tied to any."""
    if not asked.stakes.around and asked.subject.user in asked.stakes.given and asked.subject.tied:
        return None
    unread = _unread(asked)
    if unread and asked.around is None:
        return Decision(False, "e2", OUT_OF_REACH, (*unread, *asked.stakes.within))
    return None if _live(asked) else Decision(False, "e2", OUT_OF_REACH, unread)


def _unread(asked: Asked) -> tuple[str, ...]:
    """What they may reach, if it still stands there."""
    known = asked.subject.tied | (asked.around or {}).keys() | {asked.record.id if asked.record else ""}
    return tuple(sorted(asked.subject.reach.intersection(asked.stakes.around) - known))


def _live(asked: Asked) -> frozenset[str]:
    found = asked.subject.reach.intersection(asked.stakes.around)
    return frozenset(each for each in found if each in asked.subject.tied or _stands(asked, each))


def _stands(asked: Asked, relation_id: str) -> bool:
    """Whether it is still below what is in reach, or the top of it."""
    itself = asked.record if asked.record and asked.record.id == relation_id else None
    relation = itself or (asked.around or {}).get(relation_id)
    if relation is None or not relation.alive or relation.type not in TYPES:
        return False
    parent = stored.line(stored.part(relation.data, TYPES[relation.type].tree), "id")
    return parent in asked.subject.reach or relation_id in asked.subject.tops


def _taking_part(asked: Asked) -> Decision | None:
    return None if _why(asked) else Decision(False, "e3", _why_not(asked), _unread(asked))


def _why_not(asked: Asked) -> str:
    """Which condition fails: of the type, of what it lets them do, or of their tie."""
    opened = openness(asked.subject, asked.right.type)
    if opened == "none":
        return f"{asked.right.type} is not opened to people from outside"
    if asked.stakes.parties is not None and opened != "all":
        return f"they take no part in it, and {asked.right.type} is opened to those who do"
    return "they take no part in it, and their tie lets them see no more than that"


def _why(asked: Asked) -> str:
    """Which of the three it is, "" for none."""
    if asked.subject.user in asked.stakes.given:
        return "it is given to them"
    opened, wide = openness(asked.subject, asked.right.type), _live(asked) & asked.subject.wide
    if opened == "none":
        return ""
    if _take_part(asked, wide):
        return "they take part in it"
    return "its type is open to them" if wide and (asked.stakes.parties is None or opened == "all") else ""


def _take_part(asked: Asked, wide: frozenset[str]) -> bool:
    """Themselves, or a relation of which they see all; and with what they are tied to everybody does."""
    stakes, subject = asked.stakes, asked.subject
    parties = (*stakes.around, *stakes.about) if stakes.parties is None else stakes.parties
    if subject.user in stakes.present or not (subject.persons | wide).isdisjoint(parties):
        return True
    return asked.record is not None and asked.record.id in subject.tied


def openness(subject: Subject, type_name: str) -> str:
    """How far a type is opened to people from outside."""
    told = subject.defaults.get(type_name, {}).get("outsiders")
    return told if told in ("none", "taking_part", "all") else "taking_part"


def _as_set(asked: Asked) -> Decision | None:
    kept = asked.stakes.for_viewing and asked.right.action == "download" and _rank(asked) < RANKS["read"]
    return Decision(False, "e5", "it is for viewing only") if kept else None


def _said_of(asked: Asked) -> Decision | None:
    """What was said of something is seen by who sees that."""
    for each in asked.stakes.said_of:
        found = (asked.around or {}).get(each)
        if found is None:
            return Decision(False, "e4", "they do not see what it was said of", (each,))
        told = first(OUTSIDE, ask(asked.subject, Right(found.type, "read"), found, asked.around))
        if not told.allowed:
            return Decision(False, "e4", "they do not see what it was said of", told.ask)
    return None


def _shared_around(asked: Asked) -> Decision:
    """All that it is a part of, up to the topmost, is there and shared."""
    found = dict(_containers(asked))
    known = [each for each in found.values() if each]
    if any(each.type not in TYPES or is_internal(stakes_of(each)) for each in known):
        return Decision(False, "e4", "what it is a part of is internal")
    if unknown := tuple(name for name, each in found.items() if each is None):
        return Decision(False, "e4", "what it is a part of must be shared too", unknown)
    return Decision(True, "e3", _why(asked))


def _containers(asked: Asked) -> Iterator[tuple[str, Record | None]]:
    waiting, seen = list(asked.stakes.within), set[str]()
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            found = (asked.around or {}).get(each)
            yield each, found
            waiting += stakes_of(found).within if found else ()


OUTSIDE: tuple[Row, ...] = (
    other_tenant, own_account, _portal, _no_more, _no_list, _archived, _shared_with_them, _within_reach, _restricted,
    _given_to_them, _taking_part, _as_set, _said_of, _shared_around,
)  # fmt: skip
