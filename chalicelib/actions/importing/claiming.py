"""What rows would take that only one record has, such as a number elsewhere, and others have already: told when they
are looked at, as it would be when they are saved."""

from collections.abc import Iterator, Sequence

from chalicelib.actions.importing import dealing
from chalicelib.actions.importing.dealing import Batch, Dealt
from chalicelib.errors import AlreadyExists
from chalicelib.models.registry import TYPES
from chalicelib.storage import claimed, derived
from chalicelib.storage.keys import ItemKey


def held(batch: Batch, told: Sequence[Dealt]) -> list[Dealt]:
    """One round trip for all of them, none where they take nothing."""
    holders = claimed.holders(batch.actor.tenant, _wanted(told))
    return [_held(batch, each, holders) for each in told]


def free(batch: Batch, told: Sequence[Dealt]) -> set[ItemKey]:
    """What they would take and nobody has. One round trip for all of them, none where they take nothing."""
    wanted = _wanted(told)
    return {*wanted} - claimed.holders(batch.actor.tenant, wanted).keys()


def _wanted(told: Sequence[Dealt]) -> list[ItemKey]:
    """Each once."""
    return [*dict.fromkeys(key for each in told for key, *_ in _claims(each))]


def _claims(dealt: Dealt) -> Iterator[tuple[ItemKey, str, str]]:
    """Each with the path of the field, and by which record."""
    for id, save in dealt.work.saves.items() if dealt.work else ():
        yield from ((key, path, id) for key, path in derived.claims(save.after).items())


def _held(batch: Batch, dealt: Dealt, holders: dict[ItemKey, str]) -> Dealt:
    """Of two rows that take the same the first gets it."""
    for key, path, id in _claims(dealt):
        if holders.setdefault(key, id) != id:
            advice = TYPES[batch.plan.declared.name].taken
            problem = AlreadyExists(advice, [claimed.taken(path)], existing=holders[key])
            refused = dealing.renamed(batch, dealt.row, problem)
            return dealt._replace(outcome="refused", work=None, problem=refused)
    return dealt
