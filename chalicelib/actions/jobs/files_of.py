"""Fetching the file that a job made."""

from typing import Any

from chalicelib import clock
from chalicelib.access import noted, reading
from chalicelib.access.actor import Actor
from chalicelib.actions import mass_reads
from chalicelib.actions.exporting import file
from chalicelib.actions.jobs import overview
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.errors import Conflict, Forbidden, NotFound
from chalicelib.models import stored
from chalicelib.models.job import BEGUN_BY, FILE

NOTHING = "There is no file to fetch: it goes on still, made none, or is more than a week old."


def fetch(actor: Actor, record_id: str) -> dict[str, Any]:
    """Raises NotFound to all but who began it, and Forbidden where they may not any more (Z6)."""
    job = overview.of(actor, record_id)
    if stored.line(job.data, BEGUN_BY) != actor.user:
        raise NotFound
    told, kind = stored.part(job.data, FILE), KINDS[job.data["kind"]]
    if stored.line(told, "until") < clock.timestamp():
        raise Conflict(NOTHING)
    right = kind.right(job.data)
    if not reading.may(actor, right):
        raise Forbidden
    if because := kind.shut(actor, job):
        raise Conflict(because)
    mass_reads.hold(actor, right)
    noted.leaves(actor, told["rows"])
    return file.address(job, told)
