"""Where to look for what somebody may see of a type that is not open to them: with those who have a stake in it.

What `decide` allows is always found there. It finds, and does not allow: each record is decided on by itself."""

from collections.abc import Collection, Iterator
from itertools import chain

from chalicelib.access.actor import Actor
from chalicelib.access.decide import is_of_administrators
from chalicelib.access.reading import subject_of
from chalicelib.access.rights import RANKS
from chalicelib.access.subject import Subject
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.stakes import OF_RELATION, RESERVES, RESTRICTED
from chalicelib.storage import staked
from chalicelib.storage.search import Where

MOST = 60  # partitions to read at once; who has to look at more of them sees most of the type
MOST_ABOVE = 2_000  # of the records that others follow, to be looked for in what was found


def of(actor: Actor, declared: RecordType) -> Collection[str] | None:
    """The ids whose stakes in the type hold all that the actor may see; None where it is better to look at everything.
    Of a type that follows another one round trip: what the actor may see of that."""
    subject = subject_of(actor)
    those = whose(subject, declared)
    if those is None or len(those) > MOST:
        return None
    if not declared.follows:
        return those
    return _both(those, _above(subject, TYPES[declared.follows], MOST - len(those)))


def _above(subject: Subject, declared: RecordType, most: int) -> Collection[str] | None:
    """The records that those that follow them may be seen with."""
    those = whose(subject, declared)
    return None if those is None or len(those) > MOST else staked.ids(subject.tenant, declared, those, most)


def where(actor: Actor, names: frozenset[str]) -> Where:
    """Where quick search may find what the actor may see of these types; one round trip where one that is not open
    follows another."""
    subject = subject_of(actor)
    shut = {name: ids for name in names if (ids := whose(subject, TYPES[name])) is not None}
    above = {name: _above(subject, TYPES[name], MOST_ABOVE) for name in {TYPES[each].follows for each in shut} - {""}}
    known = {name: _both(ids, above.get(TYPES[name].follows, ())) for name, ids in shut.items()}
    shut = {name: ids for name, ids in known.items() if ids is not None}
    return Where(names - shut.keys(), frozenset(shut), frozenset(chain(*shut.values())))


def _both(those: frozenset[str], above: Collection[str] | None) -> frozenset[str] | None:
    return None if above is None else those.union(above)


def whose(subject: Subject, declared: RecordType) -> frozenset[str] | None:
    """The users and teams with a stake in what the subject may see by itself; None where that may be any record."""
    return None if sees_all(subject, declared) else subject.circle | frozenset(_opened(subject, declared))


def sees_all(subject: Subject, declared: RecordType) -> bool:
    """But for what is restricted or reserved. Of somebody from outside other rules decide."""
    if subject.is_administrator or subject.kind == EXTERNAL or is_of_administrators(declared.name):
        return True
    grant = subject.grant(declared.name)
    return grant.view_all or grant.edit_all or subject.default_rank(declared.name) >= RANKS["view"]


def sees_every(actor: Actor, declared: RecordType) -> bool:
    """There is no record of the type that they may not see: what its entries tell may be told, such as how many. Which
    relations are restricted is known beforehand; of other types each may be, by itself."""
    is_alone = RESTRICTED in declared.fields.model_fields and f"{declared.prefix}_" != OF_RELATION
    return _is_open(actor, declared) and (not is_alone or subject_of(actor).is_administrator)


def _is_open(actor: Actor, declared: RecordType) -> bool:
    subject = subject_of(actor)
    if subject.is_administrator or subject.kind == EXTERNAL:
        return subject.is_administrator
    if is_of_administrators(declared.name):
        return not declared.follows or _is_open(actor, TYPES[declared.follows])
    if not all(_is_open(actor, TYPES[each]) for each in declared.joins):
        return False
    needed = {"read"} | (declared.verbs & RESERVES)
    return sees_all(subject, declared) and not subject.shut and subject.grant(declared.name).actions >= needed


def sees_everything(actor: Actor) -> bool:
    """But for what is restricted by itself, which whoever asks has been told of before."""
    return all(is_of_administrators(each.name) or _is_open(actor, each) for each in TYPES.values())


def _opened(subject: Subject, declared: RecordType) -> Iterator[str]:
    """Who stands below the subject, and whose records are shared with it."""
    rules = subject.shared.get(declared.name, ())
    for rule in rules:
        yield from rule.teams
    for who in subject.places:
        if subject.is_below(who) or any(subject.is_of((who,), rule) for rule in rules):
            yield who
