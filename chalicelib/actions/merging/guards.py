"""What forbids that records become one: a row for each, so that a preview tells of all at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from chalicelib.access import guarding
from chalicelib.access.actor import Actor
from chalicelib.access.decide import stakes_of
from chalicelib.actions.merging import outsiders
from chalicelib.actions.merging.uniting import Those
from chalicelib.models import erasure, stakes, stored
from chalicelib.models.job import GOING_ON
from chalicelib.models.record import Record
from chalicelib.storage import keys, records, table
from chalicelib.storage.keys import ItemKey

MOST_LEVELS = 12
ERASURE_ASKED = "It is to be erased, or is being erased: call that off first."
BUSY = "Something goes on with this already: wait until it is over."


class Obstacle(NamedTuple):
    """Which of the records it is about, and what can be done."""

    code: str
    message: str
    records: list[str]


Guard = Callable[[Actor, Those], Iterator[Obstacle]]


def of(actor: Actor, those: Those) -> list[Obstacle]:
    return [each for guard in GUARDS for each in guard(actor, those)]


def _some(code: str, message: str, told: Iterable[str]) -> Iterator[Obstacle]:
    if ids := list(told):
        yield Obstacle(code, message, ids)


def _archived(_: Actor, those: Those) -> Iterator[Obstacle]:
    told = "What is archived becomes one with nothing: restore it first."
    yield from _some("archived", told, (each.id for each in those.all if not each.alive))


def _erased(_: Actor, those: Those) -> Iterator[Obstacle]:
    told = "It was erased, and nothing of it is left."
    yield from _some("erased", told, (each.id for each in those.all if erasure.is_erased(each.data)))


def _of_another_kind(_: Actor, those: Those) -> Iterator[Obstacle]:
    for name in sorted(those.declared.fixed):
        own = those.survivor.data.get(name)
        told = f"They differ in {name}, which stays as it was made."
        yield from _some("other_kind", told, (each.id for each in those.sources if each.data.get(name) != own))


def _above(_: Actor, those: Those) -> Iterator[Obstacle]:
    """One that stands above another would come to stand above itself."""
    tree = those.declared.tree
    for each in those.all if tree else ():
        met = {*_ancestors(those, each)} & {*those.ids}
        told = f"One stands above another: change the {tree} first, where they are the same all the same."
        yield from _some("above", told, [each.id, *sorted(met)] if met else ())


def _ancestors(those: Those, record: Record) -> Iterator[str]:
    """A round trip a level, none where those are at hand."""
    known = {each.id: each for each in those.all}
    at: Record | None = record
    for _ in range(MOST_LEVELS):
        parent = stored.line(stored.part(at.data, those.declared.tree), "id") if at else ""
        if not parent:
            return
        yield parent
        at = known.get(parent) or records.get(record.tenant, parent)


def _signing_in(_: Actor, those: Those) -> Iterator[Obstacle]:
    found = outsiders.signing_in(those.survivor.tenant, those.all)
    told = "People from outside sign in as more than one of these: end the tie of one first."
    yield from _some("two_sign_ins", told, found if len(found) > 1 else ())


def _around(those: Those) -> dict[str, set[str]]:
    """The relations that each belongs to besides itself."""
    return {each.id: {*stakes_of(each).around} - {*those.ids} for each in those.all}


def _reached(_: Actor, those: Those) -> Iterator[Obstacle]:
    told = (
        "People from outside reach one of these through another relation, and would see all: change those ties first. "
        "`records` names who."
    )
    yield from _some("outsiders", told, outsiders.by_others(those.survivor.tenant, those.ids))
    told = (
        "People from outside are tied to one of these, and would see all: say in the tie which contact they are, or "
        "end it. `records` names who."
    )
    yield from _some("outsiders", told, outsiders.anybody(those.survivor.tenant, those.all))
    told = (
        "People from outside reach what one of these belongs to, and would see what another took part in: change those "
        "ties first. `records` names who."
    )
    yield from _some("outsiders", told, outsiders.through(those.survivor.tenant, [*_around(those).values()]))


def _shut(actor: Actor, those: Those) -> Iterator[Obstacle]:
    """Who may see the dossier of one would see that of another."""
    differ = len({_opened(each) for each in those.all}) > 1
    if differ and any(map(stakes.is_restricted, those.all)):
        told = "One is restricted, and not to the same people: whose all of them are may make them one."
        yield from _some("restricted", told, (each.id for each in those.all if not guarding.manages(actor, each)))


def _leaving(actor: Actor, those: Those) -> Iterator[Obstacle]:
    """What belongs to a restricted relation would come to belong to another."""
    around = _around(those)
    common = set.intersection(*around.values())
    told = "One belongs to a restricted relation: whose that is says what leaves its dossier."
    left = (each for each, of in around.items() if of > common and not guarding.may_open(actor, of - common))
    yield from _some("restricted", told, left)


def _opened(record: Record) -> tuple[bool, tuple[tuple[str, str], ...], tuple[str, ...]]:
    listed = tuple(sorted(stakes.listed(record).items()))
    return stakes.is_restricted(record), listed, tuple(sorted(stakes.owners(record)))


def _held(_: Actor, those: Those) -> Iterator[Obstacle]:
    """By an erasure, or something that goes on. One round trip."""
    tenant = those.survivor.tenant
    wanted = {keys.claim(tenant, kind, each): (kind, each) for kind in HOLDING for each in those.ids}
    found = [wanted[ItemKey(item["pk"]["S"], item["sk"]["S"])] for item in table.get_many(tenant, wanted)]
    for kind, (code, told) in HOLDING.items():
        yield from _some(code, told, (each for other, each in found if other == kind))


HOLDING = {erasure.NAME: ("erasure", ERASURE_ASKED), GOING_ON: ("busy", BUSY)}
GUARDS: tuple[Guard, ...] = (
    _archived, _erased, _of_another_kind, _above, _signing_in, _reached, _shut, _leaving, _held,
)  # fmt: skip
