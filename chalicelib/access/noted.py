"""What was decided and shown within one request, for the audit log. Nothing of it is ever in an answer.

Whoever is asked about, but does not ask, has no session: nothing is noted of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from chalicelib.access.actor import Actor
from chalicelib.access.decide import Decision, Right, decide
from chalicelib.access.subject import Subject
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES

ADMINISTRATOR_RULE = "3"
LOGGED = "logged"
LOOKS = frozenset({"read", "view", "download", "export"})
Around = Mapping[str, Record]


class Refusal(NamedTuple):
    """`record` is "" before there is one."""

    rule: str
    record: str


@dataclass
class Notes:
    """`told` are the records that the log has to tell of, each with the rule that let it through, "" where there is
    none; `rules` the rules of all that were decided on one by one; `shown` the ids of all that were seen, `leaving` how
    many files and records leave Relata besides."""

    refused: Refusal | None = None
    told: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    leaving: int = 0

    def clear(self) -> None:
        """When it all is done anew."""
        self.refused, self.leaving = None, 0
        for each in (self.told, self.rules, self.shown):
            each.clear()


_notes: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def within() -> Iterator[Notes]:
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def decided(actor: Actor, who: Subject, right: Right, record: Record | None, found: Decision) -> None:
    """On one record, or on none yet."""
    if (notes := _of(actor)) is None:
        return
    if not found.allowed:
        notes.refused = Refusal(found.rule, record.id if record else "")
    elif record is not None:
        notes.rules[record.id] = found.rule
        _tell(notes, _Seen(who, _plain(who), right.action), record, found, None)
    elif found.rule == ADMINISTRATOR_RULE and right.type not in TYPES and not decide(_plain(who), right).allowed:
        notes.told[""] = found.rule


def let_through(actor: Actor, who: Subject, action: str, kept: Iterable[tuple[Record, Decision]], read: Around) -> None:
    """Of many, those that were allowed, by what was `read` of what is around them."""
    if (notes := _of(actor)) is None:
        return
    seen = _Seen(who, _plain(who), action)
    for record, found in kept:
        notes.shown.add(record.id)
        _tell(notes, seen, record, found, read)


def shown(actor: Actor, record: Record) -> None:
    if (notes := _of(actor)) is not None:
        notes.shown.add(record.id)


def leaves(actor: Actor, number: int) -> None:
    """So many records or files, in a file that is fetched or in a mail."""
    if (notes := _of(actor)) is not None:
        notes.leaving += number


@contextmanager
def summed() -> Iterator[None]:
    """What is looked at only to be added up is shown to nobody; the log tells of it all the same."""
    notes = _notes.get()
    before = set(notes.shown) if notes else set()
    yield
    if notes:
        notes.shown &= before


def tell(actor: Actor, record: Record) -> None:
    """The log has to tell of it, whatever let it through."""
    if (notes := _of(actor)) is not None:
        notes.told.setdefault(record.id, notes.rules.get(record.id, ""))


def _of(actor: Actor) -> Notes | None:
    return _notes.get() if actor.session else None


class _Seen(NamedTuple):
    """`who` did the action, and who they are as anybody else, with the same profiles."""

    who: Subject
    plain: Subject
    action: str


def _plain(who: Subject) -> Subject:
    return replace(who, role="") if who.is_administrator else who


def _tell(notes: Notes, seen: _Seen, record: Record, found: Decision, read: Around | None) -> None:
    if found.rule == ADMINISTRATOR_RULE and not _may_otherwise(seen, record, read):
        notes.told[record.id] = found.rule
    elif seen.action in LOOKS and _is_watched(seen.who, record):
        notes.told.setdefault(record.id, found.rule)


def _may_otherwise(seen: _Seen, record: Record, read: Around | None) -> bool:
    return decide(seen.plain, Right(record.type, seen.action), record, read).allowed


def _is_watched(who: Subject, record: Record) -> bool:
    """It belongs to a restricted relation, or the tenant wants to know who reads records of its type."""
    if who.defaults.get(record.type, {}).get("reads") == LOGGED:
        return True
    return bool(who.shut) and any(each in who.shut for each in TYPES[record.type].stakes(record).around)
