"""What records would become as one, tried before anything is done."""

from collections.abc import Callable, Iterator

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.jobs.step import SPARE
from chalicelib.actions.merging import heads
from chalicelib.actions.merging.parties import SOURCES
from chalicelib.actions.merging.uniting import Those
from chalicelib.errors import FieldError, Invalid
from chalicelib.models import merged
from chalicelib.models.record_type import Context, Data
from chalicelib.storage.work import Work

TOO_LARGE = (
    "At once they would take more than fits into one transaction: let fewer go into it at a time, or take away "
    "channels and addresses that nobody needs first."
)
HIDDEN = "They cannot become one like this, because of what you may not see: ask an administrator to do it."


def of(work: Work, actor: Actor, those: Those, context: Context) -> Data:
    """Raises Invalid, which names no field that they may not see."""
    try:
        data = heads.prepared(those, context)
    except Invalid as problem:
        errors = [each for each in problem.errors if reading.sees(actor, those.declared, _name(each))]
        raise Invalid(problem.detail if errors else HIDDEN, errors) from None
    if not all(_fits(work, those, save) for save in _saves(those, context, data)):
        raise Invalid(TOO_LARGE, [FieldError(SOURCES, "too_large", TOO_LARGE)])
    return data


def _name(fault: FieldError) -> str:
    return fault.field.partition("[")[0].partition(".")[0]


def _saves(those: Those, context: Context, data: Data) -> Iterator[Callable[[Work], object]]:
    """Each fits by itself, or what went would be lost to the one that stays."""
    yield lambda work: heads.saved(work, those, context, data)
    for each in those.sources:
        yield lambda work, each=each: work.archive(each, merged.gone_into(each.data, those.survivor.id))  # type: ignore[misc]


def _fits(work: Work, those: Those, save: Callable[[Work], object]) -> bool:
    """Beside what a step of the job takes, and the row that tells of it."""
    tried = Work(work.tenant, work.by)
    fork = tried.fork(work.by, {}, "")
    save(fork)
    return tried.joined(fork, SPARE + len(those.ids) + 1)
