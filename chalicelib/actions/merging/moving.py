"""The job that makes records one: first those that go, then the one that stays, then all that led to them; each in the
name of the merge, since what leads to a record has to lead somewhere, whoever may see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.jobs.kind import Deal, Page
from chalicelib.actions.merging import heads, memberships, moved, pursuit, references
from chalicelib.actions.merging.heads import SOURCES, SURVIVOR
from chalicelib.models import relinking
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import keys, members, records, tenant_settings
from chalicelib.storage.at_once import at_once
from chalicelib.storage.job_rows import Row

MERGE = "merge"
HEADS, REFERENCES, FOLLOWERS = "heads", "references", "followers"


def right(job: Data) -> Right:
    return Right(job["of"], MERGE)


# ------------------------------------------------------------------------------------------------------ going over


def page(actor: Actor, job: Record, after: str, limit: int) -> Page:
    part, at = keys.split(after) if after else (HEADS, "")
    return PAGES[part](actor, job, at, limit)


def _heads(actor: Actor, job: Record, _: str, __: int) -> Page:
    chosen = job.data["chosen"]
    order = [*chosen[SOURCES], chosen[SURVIVOR]]
    live = records.get_many(actor.tenant, order)
    told = {each: {"part": HEADS, "live": live} for each in order}
    return Page([live[each] for each in order if each in live], [], keys.join(REFERENCES, ""), told)


def _references(actor: Actor, job: Record, at: str, limit: int) -> Page:
    """Three round trips for a page: entries, what they are of, and what that links to."""
    chosen = job.data["chosen"]
    heads_of = [chosen[SURVIVOR], *chosen[SOURCES]]
    known = references.places(actor.tenant, chosen[SURVIVOR], chosen[SOURCES])
    found = references.page(actor.tenant, known, at, limit)
    live = records.get_many(actor.tenant, [*found.ids, *found.asking])
    asking = _concerned([live[each] for each in found.asking if each in live], heads_of)
    wanted = [live[each] for each in found.ids if each in live and each not in heads_of] + asking
    context = _context(actor.tenant, wanted, heads_of)
    told = {each.id: {"part": REFERENCES, "context": context} for each in wanted}
    following = keys.join(REFERENCES, found.next) if found.next else keys.join(FOLLOWERS, "")
    return Page(wanted, [], following, told)


def _concerned(asking: Sequence[Record], ids: Sequence[str]) -> list[Record]:
    """Those that ask about one of these, or have one among their members."""
    static = list(filter(memberships.is_static, asking))
    found = at_once([partial(members.read, each.tenant, each.id) for each in static])
    having = {each.id for each, those in zip(static, found, strict=True) if not those.isdisjoint(ids[1:])}
    return [each for each in asking if each.id in having or relinking.mentions(each.data, ids[1:])]


def _context(tenant: str, wanted: Iterable[Record], heads_of: Sequence[str]) -> Context:
    """With all that they link to, the settings that their types look at, and custom fields."""
    wanted = list(wanted)
    linked = [link.snapshot.get("id", "") for each in wanted for link in TYPES[each.type].links(each.data)]
    names = {name for each in wanted for name in TYPES[each.type].settings}
    told = tenant_settings.context(tenant, dict.fromkeys(filter(None, [*heads_of, *linked])), sorted(names))
    return replace(told, customs=held.of(tenant).customs)


def _followers(actor: Actor, job: Record, at: str, limit: int) -> Page:
    chosen = job.data["chosen"]
    users = [each for each in pursuit.followers(actor.tenant, chosen[SOURCES]) if each > at]
    live = records.get_many(actor.tenant, users[:limit])
    told = {each: {"part": FOLLOWERS} for each in live}
    following = keys.join(FOLLOWERS, users[limit - 1]) if len(users) > limit else ""
    return Page(list(live.values()), [], following, told)


PAGES: Mapping[str, Callable[[Actor, Record, str, int], Page]] = {
    HEADS: _heads,
    REFERENCES: _references,
    FOLLOWERS: _followers,
}


# --------------------------------------------------------------------------------------------------- one of them

ACTS: Mapping[str, Callable[[Deal], Row | None]] = {HEADS: heads.act, REFERENCES: moved.act, FOLLOWERS: pursuit.act}


def act(deal: Deal) -> Row | None:
    return ACTS[deal.told["part"]](deal)
