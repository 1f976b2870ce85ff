"""Who may say who gets at a record: its owners, and those whose profile lets them; and nobody shuts themselves out of
it by mistake. Whether it is shared is said by those who may publish. What belongs to a restricted relation is taken out
of its dossier, and kept by who is merely on its list, with the leave of its owners. What stands with another is made
and changed by those who may edit that."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.access import openness, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, stakes_of
from chalicelib.errors import FieldError, Forbidden, invalid
from chalicelib.models import stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.stakes import ACCESS, INTERNAL, KEEPER, LOCKED, OWNER, RESTRICTED, SHARED, VISIBILITY
from chalicelib.storage import records

EDIT, MANAGE, PUBLISH = "edit", "manage_access", "publish"
NOT_YOURS = "Its owners say who gets at it, and those who may manage access."
NOT_TO_PUBLISH = "Who may publish says whether it is shared."
NOT_TO_OPEN = "It belongs to a restricted relation; whose that is says what leaves its dossier."
NOT_TO_EDIT = "Who may edit what this stands with says what stands there; ask them, or an administrator."
NOT_TO_JOIN = "Who may edit one of the two says what they are to each other, and who may not see one does not."
NOT_TO_ASK = "This needs a right of its own; ask an administrator for it."
NOT_TO_TAKE = "It belongs to a restricted relation; let whose that is give it to you."
SHUT_OUT = "You would not see this any more: put yourself or a team of yours on the list, or stay one of its owners."


def hold(actor: Actor, before: Record | None, after: Record) -> None:
    """Raises Forbidden, or Invalid where they would shut themselves out."""
    _hold_asked(actor, before.data if before else {}, after)
    if TYPES[after.type].joins and not _may(actor, EDIT, after):
        raise _refused(NOT_TO_JOIN, sorted({each.path for each in TYPES[after.type].links(after.data)}))
    if before is not None:
        _hold_change(actor, before, after)
    elif _is_published(actor, after) and not _may(actor, PUBLISH, after):
        raise _refused(NOT_TO_PUBLISH, [VISIBILITY])
    if _shuts(before, after) and not _may(actor, "read", after):
        raise invalid(ACCESS, "shut_out", SHUT_OUT)


def hold_beside(actor: Actor, told: Iterable[Record], linked: Mapping[str, Record]) -> None:
    """Raises Forbidden where one of them stands with what is not theirs to edit."""
    targets = {target: path for record in told for target, path in _standing(record)}
    refused = [path for each, path in targets.items() if each in linked and not _may(actor, EDIT, linked[each])]
    if refused:
        raise _refused(NOT_TO_EDIT, sorted({*refused}))


def hold_restored(actor: Actor, record: Record, linked: Mapping[str, Record]) -> None:
    hold_beside(actor, [record], linked)
    _hold_asked(actor, {}, record)


def hold_archived(actor: Actor, record: Record) -> None:
    """The same of what is archived; a round trip where it stands with anything."""
    if targets := [target for target, _ in _standing(record)]:
        hold_beside(actor, [record], records.get_many(actor.tenant, targets))


def _standing(record: Record) -> Iterator[tuple[str, str]]:
    """What it stands with, and the fields that say so."""
    for each in TYPES[record.type].links(record.data):
        if each.edits:
            yield stored.line(each.snapshot, "id"), each.path


def _hold_asked(actor: Actor, before: Data, after: Record) -> None:
    asked = TYPES[after.type].asks(before, after.data)
    if names := [name for name, action in asked.items() if not _may(actor, action, after)]:
        raise _refused(NOT_TO_ASK, names)


def _hold_change(actor: Actor, before: Record, after: Record) -> None:
    if (names := list(_guarded(before, after))) and not manages(actor, before):
        raise _refused(NOT_YOURS, names)
    if _turned(before, after) and not _may(actor, PUBLISH, before):
        raise _refused(NOT_TO_PUBLISH, [VISIBILITY])
    unlinked = _linked(before) - _linked(after)
    if unlinked and not may_open(actor, set(stakes_of(before).around) - {*stakes_of(after).around}):
        raise _refused(NOT_TO_OPEN, _names(before, unlinked))
    if takes(actor, before, after):
        raise _refused(NOT_TO_TAKE, _names(after, set(reading.subject_of(actor).circle)))


def _refused(told: str, names: Iterable[str]) -> Forbidden:
    return Forbidden(told, [FieldError(each, "forbidden", told) for each in names])


def takes(actor: Actor, before: Record, after: Record) -> bool:
    """Whether they give themselves work in the dossier of a restricted relation without its owners' leave: who is given
    it keeps it when the list of the relation does not name them any more."""
    circle, was, will = reading.subject_of(actor).circle, stakes_of(before), stakes_of(after)
    if circle.isdisjoint(will.given) or not circle.isdisjoint((*was.given, *was.owners)):
        return False
    return not may_open(actor, will.around)


def may_open(actor: Actor, relations: Iterable[str]) -> bool:
    """Whether those of them that are restricted are theirs, or theirs to manage. A round trip, where they do not own
    them all."""
    subject = reading.subject_of(actor)
    shut = {each: subject.shut[each] for each in relations if each in subject.shut}
    others = [each for each, told in shut.items() if subject.circle.isdisjoint(told.owners)]
    live = records.get_many(actor.tenant, others) if others else {}
    return all(each in live and _may(actor, MANAGE, live[each]) for each in others)


def _linked(record: Record) -> set[str]:
    return {stored.line(each.snapshot, "id") for each in TYPES[record.type].links(record.data)}


def _names(record: Record, ids: set[str]) -> list[str]:
    """The fields that link to these."""
    links = TYPES[record.type].links(record.data)
    return sorted({each.path.partition("[")[0] for each in links if each.snapshot.get("id") in ids})


def _is_published(actor: Actor, made: Record) -> bool:
    """Shared where it would not be without saying so. What people from outside make is theirs to see."""
    if not TYPES[made.type].opens or actor.kind == EXTERNAL or stored.line(made.data, VISIBILITY) != SHARED:
        return False
    return openness.of_new(made.tenant, made.type, stored.line(made.data, "kind")) == INTERNAL


def _guarded(before: Record, after: Record) -> Iterator[str]:
    """What differs of who gets at it."""
    if _owners(before) != _owners(after):
        yield OWNER if OWNER in TYPES[after.type].fields.model_fields else KEEPER
    if stakes.is_restricted(before) != stakes.is_restricted(after):
        yield RESTRICTED
    if stakes.listed(before) != stakes.listed(after):
        yield ACCESS
    if stakes.is_locked(before) != stakes.is_locked(after):
        yield LOCKED


def _owners(record: Record) -> set[str]:
    return set(TYPES[record.type].stakes(record).owners)


def _turned(before: Record, after: Record) -> bool:
    was = stored.line(before.data, VISIBILITY)
    return bool(was) and was != stored.line(after.data, VISIBILITY)


def _shuts(before: Record | None, after: Record) -> bool:
    """Who merely gives it to other owners may lose it by that."""
    return stakes.is_restricted(after) and (before is None or _opened(before) != _opened(after))


def _opened(record: Record) -> tuple[bool, dict[str, str]]:
    return stakes.is_restricted(record), stakes.listed(record)


def manages(actor: Actor, record: Record) -> bool:
    """Whether they may say who gets at it."""
    is_owner = not reading.subject_of(actor).circle.isdisjoint(_owners(record))
    return is_owner or _may(actor, MANAGE, record)


def _may(actor: Actor, action: str, record: Record) -> bool:
    return reading.may(actor, Right(record.type, action), record)
