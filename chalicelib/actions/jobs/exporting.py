"""Exporting records as a file: a table as CSV or XLSX, or cards. Of those that who began it may export, with what they
see of them. A page of records becomes a part that lies apart; when all are there, the file is made of them."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import selecting
from chalicelib.actions.exporting import asked, cards, file, logged, parts, table
from chalicelib.actions.exporting.parts import Gathered
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, Swept, chosen, within
from chalicelib.actions.selecting import CRITERIA, IDS
from chalicelib.errors import Forbidden, Invalid, Problem
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import FILE, GONE, REFUSED, UNCHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.storage import audit
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Extra, Work

AT_A_TIME = 495  # records: five batches, read at once
ENDINGS = {"csv": "csv", "xlsx": "xlsx", "vcard": "vcf"}
LATE = "late"  # in place of an entry, behind the last
MOST_BYTES = 450_000_000
TOO_LARGE = "This is too much for one file: choose fewer columns, or fewer records."
HIDDEN = "You may not see all of its fields any more. Export anew, without those."


def right(job: Data) -> Right:
    return Right(job["of"], logged.ACTION)


def prepare(actor: Actor, sent: Asked) -> Prepared:
    """People from outside have no files but those of documents."""
    picked = chosen(actor, sent)
    declared = TYPES[picked["of"]]
    if actor.kind == EXTERNAL or not reading.may(actor, Right(declared.name, logged.ACTION)):
        raise Forbidden
    try:
        return Prepared(declared.name, picked, asked.prepared(actor, declared, sent.what))
    except Problem as problem:
        raise within(problem) from None


def act(_: Deal) -> Row | None:
    """Records are dealt with by the page."""
    return None


def sweep(actor: Actor, job: Record, after: str) -> Swept:
    """What is gone over page by page by what it is called may be called otherwise meanwhile: so what is late."""
    if after == LATE:
        return _late(actor, job)
    page = selecting.page(actor, job.data["chosen"], after, AT_A_TIME)
    seen = [page.seen[each.id] for each in logged.allowed(actor, job, page.records)]
    counts = {UNCHANGED: len(seen), REFUSED: len(page.records) - len(seen), GONE: len(page.gone)}
    ahead = LATE if after and CRITERIA in job.data["chosen"] else ""
    return Swept(counts, _with_part(actor, job, seen) if seen else model.kept(job), page.next or ahead)


def _late(actor: Actor, job: Record) -> Swept:
    """Of those that are chosen now, what went behind while others were gone over; what is refused was counted."""
    chosen, known = job.data["chosen"], parts.ids(_parts(job))
    now = selecting.told(actor, chosen, selecting.MOST_GONE_OVER).values
    late = [each for each in now if each not in known][:AT_A_TIME]
    page = selecting.page(actor, {"of": chosen["of"], IDS: late}, "", AT_A_TIME)
    seen = [page.seen[each.id] for each in logged.allowed(actor, job, page.records)]
    return Swept({UNCHANGED: len(seen)}, _with_part(actor, job, seen) if seen else model.kept(job), "")


def _with_part(actor: Actor, job: Record, seen: list[Record]) -> Data:
    kept = model.kept(job)
    known = stored.lines(kept, "parts")
    part = (cards if _is_of_cards(job) else table).part(actor, job, seen)
    used = table.joined(stored.part(kept, "used"), part.used)
    name = file.keep_part(job, len(known) + 1, parts.packed(part.told))
    return {"parts": [*known, name], "used": used, "weight": kept.get("weight", 0) + part.weight}


def _is_of_cards(job: Record) -> bool:
    return bool(job.data["what"]["format"] == "vcard")


def last(work: Work, actor: Actor, job: Record) -> Data:
    """The audit log tells what was made, and then of each time that it is fetched."""
    with TemporaryFile() as into:
        rows = _whole(actor, job, into)
        told = file.keep(job, _file_name(job), into, rows)
    row = logged.row(work.at, actor, job, record=job.id, count=rows)
    work.extra.append(Extra(audit.write(work.tenant, row, job.id)))
    return {FILE: {**told, "fields": _fields(actor, job)}}


def _fields(actor: Actor, job: Record) -> list[str]:
    """That are in it. Cards are made with their pages, so that what has been hidden since is in them still."""
    if _is_of_cards(job):
        return [*stored.part(model.kept(job), "used")]
    return asked.columns_now(actor, TYPES[job.data["of"]], job.data["what"])


def _whole(actor: Actor, job: Record, into: IO[bytes]) -> int:
    """Never one of which a part is missing."""
    gathered = Gathered(_parts(job))
    if _is_of_cards(job):
        rows = cards.whole(gathered, into)
    else:
        rows = table.whole(actor, job, stored.part(model.kept(job), "used"), gathered, into)
    if gathered.met != model.counts(job)[UNCHANGED]:
        raise RuntimeError(f"{job.id}: {gathered.met} of {model.counts(job)[UNCHANGED]} records are there")
    return rows


def _parts(job: Record) -> Iterator[bytes]:
    """Raises Invalid where the file would not fit into the temporary folder."""
    size = 0
    for name in stored.lines(model.kept(job), "parts"):
        part = file.part(job, name)
        size += len(part)
        if size > MOST_BYTES:
            raise Invalid(TOO_LARGE)
        yield part


def _file_name(job: Record) -> str:
    return f"{TYPES[job.data['of']].plural}-{job.created_at[:10]}.{ENDINGS[job.data['what']['format']]}"


def shut(actor: Actor, job: Record) -> str:
    """Why it is not to be fetched any more: what it holds may be seen by them still, as far as fields go."""
    known = asked.known_columns(actor, TYPES[job.data["of"]])
    return "" if {*stored.lines(job.data[FILE], "fields")} <= {*known} else HIDDEN
