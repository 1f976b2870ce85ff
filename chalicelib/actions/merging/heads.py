"""The records themselves: those that go are archived and say where they went; the one that stays gets what they had."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.access import held
from chalicelib.actions.jobs.kind import Deal
from chalicelib.actions.merging import claiming, uniting
from chalicelib.actions.merging.uniting import Those
from chalicelib.errors import Conflict, Invalid
from chalicelib.models import erasure, merged, relinking
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import tenant_settings
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Work

SURVIVOR, SOURCES = "survivor", "sources"  # of the job's `chosen`
CHOICES, REACHES = "choices", "reaches"  # of its `what`
GONE = "What these were to become one with is not there any more."
ELSEWHERE = "It became one with another meanwhile."
ERASED = "It was erased meanwhile."
NOT_LIKE_THIS = (
    "They cannot become one like this: say in `choices` what is to be taken of the fields that `errors` names."
)


def act(deal: Deal) -> Row | None:
    survivor = standing(deal, deal.job.data["chosen"][SURVIVOR])
    if survivor is None or not survivor.alive:
        raise Conflict(GONE)
    if deal.record.id == survivor.id:
        _stay(deal, survivor)
    else:
        _go(deal, survivor)
    return None


def standing(deal: Deal, record_id: str) -> Record | None:
    """As it stands, or will with what is saved in the same work."""
    saved = deal.work.saves.get(record_id)
    found: Record | None = saved.after if saved else deal.told["live"].get(record_id)
    return found


def _go(deal: Deal, survivor: Record) -> None:
    if merged.into(deal.record):
        raise Conflict(ELSEWHERE)
    if erasure.is_erased(deal.record.data):
        raise Conflict(ERASED)
    data = merged.gone_into(deal.record.data, survivor.id)
    if deal.record.alive:
        deal.work.archive(deal.record, data)
    else:
        deal.work.update(deal.record, data)


def _stay(deal: Deal, survivor: Record) -> None:
    """With what those had that did go."""
    found = filter(None, (standing(deal, each) for each in deal.job.data["chosen"][SOURCES]))
    gone = [replace(each, data=merged.apart(each.data)) for each in found if merged.into(each) == survivor.id]
    if gone:
        become(deal.work, those(survivor, gone, deal.job.data["what"][CHOICES]))


def those(survivor: Record, sources: Sequence[Record], choices: dict[str, str]) -> Those:
    declared = TYPES[survivor.type]
    definitions = held.of(survivor.tenant).customs.get(declared.name, {}) if declared.is_customised else {}
    return Those(declared, survivor, sources, choices, definitions)


def become(work: Work, told: Those) -> Record:
    """Two round trips. Raises Invalid where they cannot be one like this."""
    context = around(work, told)
    return saved(work, told, context, claiming.left(work, told.survivor, prepared(told, context)))


def saved(work: Work, told: Those, context: Context, data: Data) -> Record:
    known = {link.snapshot.get("id") for link in told.declared.links(told.survivor.data)}
    for link in told.declared.links(data):
        target = context.linked.get(link.snapshot.get("id", ""))
        if link.holds and target and target.id not in (*known, *work.saves):
            work.link(target)
    return work.update(told.survivor, data)


def around(work: Work, told: Those) -> Context:
    """With all that any of them links to."""
    linked = [link.snapshot.get("id", "") for each in told.all for link in told.declared.links(each.data)]
    found = tenant_settings.context(work.tenant, dict.fromkeys(filter(None, linked)), told.declared.settings)
    return replace(found, customs={told.declared.name: told.definitions}, at=work.at)


def prepared(told: Those, context: Context) -> Data:
    """What they become. Raises Invalid, naming the fields to choose for."""
    ready = relinking.prepared_anew(told.declared, uniting.united(told), told.survivor.data, context)
    if ready.faults:
        raise Invalid(NOT_LIKE_THIS, ready.faults)
    return ready.data
