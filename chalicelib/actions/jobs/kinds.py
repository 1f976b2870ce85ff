"""What jobs can do: a row for each kind.

A kind says in `prepare` what is wrong with what was asked, and gives what is kept of it; `page` goes over the records,
those that were chosen unless it says otherwise; `act` deals with one of them, within a work that is saved together with
a row that tells what became of it. Nothing else is its business: progress, rows, rights of by now, going on whatever
dies, cancelling and the notice at the end are those of any job. To add one, write its functions in a module beside this
one and its row here; see `kind.py` for what they get, and `changing.py` for the plainest."""

from collections.abc import Mapping

from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.jobs import (
    changing,
    discarding,
    exporting,
    finding_duplicates,
    importing,
    merging_choices,
    renewing,
    undoing,
)
from chalicelib.actions.jobs.kind import Deal, Kind, Page, Undo
from chalicelib.actions.merging import moving, parting
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Work

UNDO = "undo"


def _right_to_undo(job: Data) -> Right:
    return KINDS[job["chosen"]["kind"]].right(job)


def _first_of_undo(work: Work, actor: Actor, job: Record) -> None:
    if back := KINDS[job.data["chosen"]["kind"]].back:
        back(work, actor, job)


def _undo(job: Record) -> Undo:
    return KINDS[job.data["chosen"]["kind"]].undo or Undo(undoing.page, undoing.act)


def _page_of_undo(actor: Actor, job: Record, after: str, limit: int) -> Page:
    return _undo(job).page(actor, job, after, limit)


def _act_of_undo(deal: Deal) -> Row | None:
    return _undo(deal.job).act(deal)


KINDS: Mapping[str, Kind] = {
    "change": Kind(act=changing.act, right=changing.right, prepare=changing.prepare),
    "archive": Kind(act=discarding.act, right=discarding.right, prepare=discarding.prepare),
    "merge_choices": Kind(
        act=merging_choices.act,
        right=merging_choices.right,
        prepare=merging_choices.prepare,
        first=merging_choices.first,
        last=merging_choices.last,
        back=merging_choices.back,
    ),
    "find_duplicates": Kind(
        act=finding_duplicates.act,
        right=finding_duplicates.right,
        prepare=finding_duplicates.prepare,
        page=finding_duplicates.page,
        first=finding_duplicates.first,
        undoable=False,
        counted=False,
    ),
    "renew": Kind(act=renewing.act, right=renewing.right, prepare=renewing.prepare, last=renewing.last, undoable=False),
    "export": Kind(
        act=exporting.act,
        right=exporting.right,
        prepare=exporting.prepare,
        sweep=exporting.sweep,
        last=exporting.last,
        shut=exporting.shut,
        undoable=False,
    ),
    importing.IMPORT: Kind(
        act=importing.act,
        right=importing.right,
        prepare=importing.prepare,
        found=importing.found,
        page=importing.page,
        first=importing.first,
    ),
    "merge": Kind(act=moving.act, right=moving.right, page=moving.page, undo=Undo(parting.page, parting.act)),
    UNDO: Kind(act=_act_of_undo, right=_right_to_undo, page=_page_of_undo, first=_first_of_undo, undoable=False),
}
