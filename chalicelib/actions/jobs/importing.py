"""Carrying out an import: row by row of its file, each as its own create or update."""

from collections.abc import Sequence
from functools import partial

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.importing import ahead, claiming, dealing, looking, parts, plan
from chalicelib.actions.importing.ahead import Place, Tried
from chalicelib.actions.importing.dealing import Batch, Dealt
from chalicelib.actions.importing.plan import Plan
from chalicelib.actions.jobs.kind import Asked, Deal, Page, Prepared
from chalicelib.errors import Conflict, Invalid, NotFound, invalid
from chalicelib.files.sheets.incoming import Line
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.import_file import JOB
from chalicelib.models.import_plan import CREATE
from chalicelib.models.job import CHANGED, UNCHANGED
from chalicelib.models.record import Record, created
from chalicelib.models.record_type import Data
from chalicelib.storage import change, job_rows, records
from chalicelib.storage.job_rows import Row
from chalicelib.storage.plan import is_link
from chalicelib.storage.work import Work

IMPORT = "import"
NOT_ANY_MORE = "It does not fit any more what there is."
DEALT, BATCH, NUMBER, AT = "dealt", "batch", "number", "created_at"


def right(job: Data) -> Right:
    return Right(job["of"], "create" if job["what"]["unmatched"] == CREATE else "edit")


def prepare(actor: Actor, asked: Asked) -> Prepared:
    """`what` is `{"import": id}`; what is kept of it is how the import stands now. Raises Invalid, Conflict."""
    if asked.those is not None:
        raise invalid("those", "not_for_kind", "The import says which; leave it out.")
    if asked.what.keys() != {IMPORT} or not isinstance(asked.what[IMPORT], str):
        raise invalid("what", "required", 'Give {"import": id}, of an import of yours.')
    try:
        found = looking.of(actor, asked.what[IMPORT])
    except NotFound:
        raise invalid("what.import", "no_such_record", "There is no import of yours with this id.") from None
    if JOB in found.data:
        raise Conflict(looking.BEGUN)
    try:
        plan.checked(actor, found.data)
    except Invalid as problem:
        errors = [each._replace(field=f"import.{each.field}") for each in problem.errors]
        raise Invalid(problem.detail, errors) from None
    if found.created_at < clock.stamp(clock.now() - parts.LAST):
        raise Conflict(parts.LAPSED)
    chosen = {"of": found.data["of"], IMPORT: found.id}
    return Prepared(found.data["of"], chosen, {**plan.told(actor, found.data), IMPORT: found.id, AT: found.created_at})


def found(_: Actor, told: Prepared) -> int:
    return int(told.what["rows"])


def first(work: Work, _: Actor, job: Record) -> None:
    """It is started once: the import knows by which job. Raises Conflict."""
    found = records.get(work.tenant, job.data["what"][IMPORT])
    if found is None or stored.line(found.data, JOB) not in ("", job.id):
        raise Conflict(looking.BEGUN)
    work.update(found, {**found.data, JOB: job.id})


def page(actor: Actor, job: Record, after: str, limit: int) -> Page:
    """`after` is the part of the file, and how many rows of it have been dealt with."""
    what, place = job.data["what"], Place(*map(int, (after or "1:0").split(":")))
    lines = parts.read(job.tenant, what[IMPORT], place.part)
    some = ahead.held.some(job, place, limit, partial(_tried, actor, job, lines[place.done :][: ahead.AT_A_TIME]))
    following = Place(place.part, some.done) if some.done < len(lines) else Place(place.part + 1, 0)
    rows = {each.id: {DEALT: each, BATCH: some.tried.batch, NUMBER: each.number} for _, each in some.rows}
    behind = {each.id: _after(Place(place.part, done)) for done, each in some.rows}
    more = _after(following) if following.part <= what["parts"] else ""
    records = [_record(job, each) for _, each in some.rows]
    return Page(records, [], more, rows, behind, rests=some.last, fresh=True, free=some.tried.free)


def _after(place: Place) -> str:
    return f"{place.part}:{place.done}"


def _tried(actor: Actor, job: Record, lines: Sequence[Line]) -> Tried:
    batch = _batch(actor, job)
    left = _left(job, batch, lines)
    dealt = _held_once(job, dealing.dealt(batch, left), batch)
    told = {each.number: each for each in dealt}
    return Tried(batch, [told.get(line.number) for line in lines], claiming.free(batch, dealt))


def _batch(actor: Actor, job: Record) -> Batch:
    """In the name of who began it; histories tell by which job."""
    about = {"job": job.id, model.TOGETHER: job.data["found"]}
    what = job.data["what"]
    begin = lambda: Work(job.tenant, actor.user, about={**about}, channel=change.JOB)  # noqa: E731
    return Batch(actor, _plan(actor, what), dealing.named(what["of"], what[IMPORT], what[AT]), begin)


def _plan(actor: Actor, what: Data) -> Plan:
    """Raises Conflict where a field that it fills has gone meanwhile."""
    try:
        return plan.of(actor, what)
    except Invalid as problem:
        told = "; ".join(f"{each.field}: {each.message}" for each in problem.errors)
        raise Conflict(f"{NOT_ANY_MORE} {told}") from None


def _left(job: Record, batch: Batch, lines: Sequence[Line]) -> list[Line]:
    """Without those that were made or refused already, by a step that got not as far as the end of the page."""
    known = job_rows.known(job.tenant, job.id, [batch.named(line.number) for line in lines])
    return [line for line in lines if batch.named(line.number) not in known]


def _held_once(job: Record, told: list[Dealt], batch: Batch) -> list[Dealt]:
    """A record that an earlier row made or changed is left; the row that did so is not dealt with anew."""
    before = [each.id for each in told if each.before is not None]
    known = job_rows.found(job.tenant, job.id, before) if before else {}
    kept = list[Dealt]()
    for each in told:
        row = known.get(each.id)
        if row is None:
            kept.append(each)
        elif row.number != each.number:
            kept.append(_twice(batch, each, row.number))
    return kept


def _twice(batch: Batch, each: Dealt, first: int) -> Dealt:
    title = batch.plan.key.title if batch.plan.key else ""
    problem = Invalid(errors=[dealing.twice(title, first)])
    return each._replace(id=batch.named(each.number), outcome="refused", before=None, work=None, problem=problem)


def _record(job: Record, each: Dealt) -> Record:
    """That is there, or that is to be made."""
    made = created(id=each.id, type=job.data["of"], tenant=job.tenant, data={}, at=clock.timestamp(), by="")
    return each.before or made


def act(deal: Deal) -> Row:
    """What was tried is taken over, and tried again where another row holds the same."""
    dealt: Dealt = deal.told[DEALT]
    if dealt.problem is not None:
        raise dealt.problem
    if dealt.work is not None and not _joined(deal.work, dealt.work):
        dealing.again(deal.told[BATCH], dealt, deal.work)
    saved = deal.work.saves.get(dealt.id)
    _tell_of_others(deal, dealt)
    return Row(dealt.id, CHANGED if saved else UNCHANGED, saved.after.version if saved else 0, number=dealt.number)


def _joined(work: Work, tried: Work) -> bool:
    """Rows that link to the same record, such as contacts to their company, may do so in one transaction."""
    both = work.checks.keys() & tried.checks.keys()
    if not all(is_link(each.checks[id]) for each in (work, tried) for id in both):
        return False
    work.saves |= tried.saves
    work.checks |= tried.checks
    work.extra += tried.extra
    return True


def _tell_of_others(deal: Deal, dealt: Dealt) -> None:
    """What was made within the row is undone with it."""
    made = dealt.work.saves.items() if dealt.work else ()
    for id, save in made:
        if id != dealt.id and save.before is None:
            row = Row(id, CHANGED, save.after.version, number=dealt.number)
            deal.work.extra.append(job_rows.put(deal.work.tenant, deal.job.id, row))
