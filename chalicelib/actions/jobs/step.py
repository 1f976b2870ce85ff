"""What one transaction takes of a job: some records, each dealt with as by itself, a row for each, and how far it came.

So whatever dies in between, no record is dealt with twice, miscounted or left. What one record is refused for keeps
none of the others back."""

import copy
from collections.abc import Collection
from dataclasses import replace

from chalicelib.access import taken
from chalicelib.access.actor import Actor
from chalicelib.actions.jobs.kind import Deal, Kind, Page, Swept
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.errors import AlreadyExists, Invalid, Problem
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import CHANGED, COUNTS, DONE, GONE, HOLDS, KEPT, PLACE, REFUSED, UNCHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import change, claimed, derived, job_rows, table
from chalicelib.storage.job_rows import Row
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.work import Work

AT_A_TIME = 15  # hardly more fit into one transaction
PAGES = 6  # that are read for it
SPARE = 12  # items that the job itself writes, and what rights may take
NUMBER = "number"  # of the row of a file, among what a kind knows of a record
FIRST, ALL, LAST = "first", "all", "last"
TOO_LARGE = "With this the record would take more than fits into one job's transaction: change it by itself."


class Step:
    """`job` is as it was read, or as it is about to be made."""

    def __init__(self, work: Work, actor: Actor, job: Record) -> None:
        self.work, self.actor, self.job = work, actor, job
        self.kind: Kind = KINDS[job.data["kind"]]
        self.counts: dict[str, int] = model.counts(job)
        self.place: Data = copy.deepcopy(job.known[PLACE])
        self.is_over = False
        self._dealt_with = 0
        self._rows: set[str] = set()  # of this transaction
        self._told: Data = {}
        self._free: Collection[ItemKey] = ()  # of what the page would take

    def run(self) -> None:
        """Until the transaction is full, or a part is over."""
        if self.place["part"] != ALL:
            self._aside()
            return
        if self.kind.sweep is not None:
            self._swept(self.kind.sweep(self.actor, self.job, self.place["after"]))
            return
        for _ in range(PAGES):
            if not self._page() or not self._has_room():
                break

    @property
    def data(self) -> Data:
        """Of the job after it: with the counts, once it is over."""
        told = {"state": DONE, "finished_at": self.work.at, COUNTS: self.counts} if self.is_over else {}
        return {**self.job.data, **self._told, **told}

    @property
    def beside(self) -> Data:
        return {} if self.is_over else {COUNTS: self.counts, PLACE: self.place}

    def kept(self) -> Record:
        """The job as it stands after it."""
        if self.is_over:
            return self.work.update(self.job, self.data, self.beside)
        self.work.keep_beside(self.job, self.beside)
        return replace(self.job, beside=self.beside)

    # -------------------------------------------------------------------------------------------------- its parts

    def _aside(self) -> None:
        """What is done once, before or after all records."""
        is_first = self.place["part"] == FIRST
        act = self.kind.first if is_first else self.kind.last
        if act is not None:
            fork = self._fork()
            self._told = act(fork, self.actor, self.job) or {}
            if not self.work.joined(fork):
                raise Invalid(TOO_LARGE)
        self._move(ALL if is_first else "")

    def _move(self, part: str) -> None:
        self.place, self.is_over = {**self.place, "part": part, "after": ""}, not part

    def _swept(self, swept: Swept) -> None:
        for outcome, number in swept.counts.items():
            self.counts[outcome] += number
        self.place |= {"after": swept.next, KEPT: swept.told}
        if not swept.next:
            self._move(LAST if self.kind.last else "")

    def _has_room(self) -> bool:
        """For another like those that it has."""
        taken = table.MOST_IN_TRANSACTION - self.work.room
        return taken + taken // max(1, self._dealt_with) + self._spare < table.MOST_IN_TRANSACTION

    @property
    def _spare(self) -> int:
        """What it holds to itself is given up, or claimed, with it."""
        return SPARE + len(stored.lines(self.job.data, HOLDS))

    def _page(self) -> bool:
        """Whether to go on in this transaction."""
        page = self.kind.page(self.actor, self.job, self.place["after"], self.place.get("size", AT_A_TIME))
        if not self._all_of(page):
            self.place["size"] = max(1, self._dealt_with)
            return False
        self.place["after"] = page.next
        if not page.next:
            self._move(LAST if self.kind.last else "")
        return bool(page.next) and not page.rests

    def _all_of(self, page: Page) -> bool:
        """False where one did not fit."""
        known, self._free = self._known(page) | self._rows, page.free
        gone = (self._keep(self._fork(), Row(each, GONE)) for each in page.gone if each not in known)
        left = (each for each in page.records if each.id not in known)
        return all(gone) and all(self._passed(each, page) for each in left)

    def _known(self, page: Page) -> set[str]:
        ids = () if page.fresh else [*page.gone, *(each.id for each in page.records)]
        return job_rows.known(self.work.tenant, self.job.id, ids)

    def _passed(self, record: Record, page: Page) -> bool:
        is_done = self._deal_with(record, page.told.get(record.id, {}))
        if is_done and record.id in page.behind:
            self.place["after"] = page.behind[record.id]
        return is_done

    # ------------------------------------------------------------------------------------------------ one of them

    def _deal_with(self, record: Record, told: Data) -> bool:
        """False where it did not fit beside the others."""
        fork = self._fork()
        try:
            row = self.kind.act(Deal(fork, self.actor, self.job, record, told)) or _row(fork, record)
            self._hold_claims(fork)
        except Problem as problem:
            return self._refuse(record, problem, told)
        return self._keep(fork, row) or (not self._dealt_with and self._refuse(record, Invalid(TOO_LARGE), told))

    def _refuse(self, record: Record, problem: Problem, told: Data) -> bool:
        """What is our own trouble is no reason to refuse anything."""
        if problem.status >= 500:
            raise problem
        if isinstance(problem, AlreadyExists):
            problem = taken.told(self.actor, problem)
        errors = tuple(each._asdict() for each in problem.errors)
        row = Row(record.id, REFUSED, 0, problem.code, problem.detail, errors, told.get(NUMBER, 0))
        return self._keep(self._fork(), row)

    def _hold_claims(self, fork: Work) -> None:
        """Raises AlreadyExists: what one takes that is taken would keep all of them from being saved."""
        saves = [each for id, each in fork.saves.items() if each is not self.work.saves.get(id)]
        wanted = {key: (path, each.after) for each in saves for key, path in derived.claims(each.after).items()}
        for each in fork.saves.values():  # what another of them gives up may be taken
            for key in derived.claims(each.before).keys() - derived.claims(each.after) if each.before else ():
                wanted.pop(key, None)
        for key, holder in claimed.holders(fork.tenant, wanted.keys() - self._free).items():
            path, record = wanted[key]
            if holder != record.id:
                raise AlreadyExists(TYPES[record.type].taken, [claimed.taken(path)], existing=holder)

    def _keep(self, fork: Work, row: Row) -> bool:
        fork.extra.append(job_rows.put(fork.tenant, self.job.id, row))
        if not self.work.joined(fork, self._spare):
            return False
        self._rows.add(row.id)
        self.counts[row.outcome] += 1
        self._dealt_with += 1
        return True

    def _fork(self) -> Work:
        """In the name of who began it; histories tell by which job."""
        about = {"job": self.job.id, model.TOGETHER: self.job.data["found"]}
        return self.work.fork(self.actor.user, about, change.JOB)


def _row(work: Work, record: Record) -> Row:
    saved = work.saves.get(record.id)
    return Row(record.id, CHANGED, saved.after.version) if saved else Row(record.id, UNCHANGED)
