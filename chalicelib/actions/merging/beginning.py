"""Beginning to make records one: all is checked, and a job carries it out. Of what is little, that is done with the
answer."""

from chalicelib.access.actor import Actor
from chalicelib.actions.jobs import beginning
from chalicelib.actions.jobs.kind import Prepared
from chalicelib.actions.merging import guards, heads, outcome, outsiders, parties, references
from chalicelib.actions.merging.heads import CHOICES, REACHES, SOURCES, SURVIVOR
from chalicelib.actions.merging.parties import Asked as Asked
from chalicelib.actions.merging.uniting import Those
from chalicelib.errors import Conflict, Invalid
from chalicelib.models.job import HOLDS, PART_OF
from chalicelib.models.record import Record
from chalicelib.storage.work import Work

KIND = "merge"
MOST = references.MOST_COUNTED
TOO_MANY = f"More than {MOST:,} records lead to these: move some of them first."


def begin(work: Work, actor: Actor, asked: Asked, part_of: str = "") -> Record:
    """Puts the beginning into the work; `part_of` is the id of the job that carries it out, where one does. Raises
    NotFound, Forbidden, Conflict with the `obstacles`, or Invalid."""
    those = parties.of(actor, asked)
    hold(actor, those)
    outcome.of(work, actor, those, heads.around(work, those))
    found = references.count(work.tenant, asked.survivor, asked.sources)
    if not found.complete:
        raise Invalid(TOO_MANY)
    told = Prepared(asked.of, {"of": asked.of, SURVIVOR: asked.survivor, SOURCES: list(asked.sources)}, _what(those))
    known = {"found": sum(found.by_type.values()) + len(those.ids), HOLDS: those.ids}
    known |= {PART_OF: part_of} if part_of else {}
    return beginning.begin_prepared(work, actor, KIND, told, known)


def hold(actor: Actor, those: Those) -> None:
    if obstacles := guards.of(actor, those):
        raise Conflict(obstacles[0].message, obstacles=[each._asdict() for each in obstacles])


def _what(those: Those) -> dict[str, object]:
    """With how far people from outside reached, who are not to see more than before."""
    return {CHOICES: dict(those.choices), REACHES: outsiders.shared(those.survivor.tenant, those.ids)}
