"""Archiving many records as DELETE archives one."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import archiving
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, Verb, chosen_for
from chalicelib.errors import invalid
from chalicelib.models.record_type import Data

ARCHIVE = Verb("archive", "delete", "Records of this type are not archived.")


def right(job: Data) -> Right:
    return Right(job["of"], ARCHIVE.action)


def prepare(actor: Actor, asked: Asked) -> Prepared:
    picked = chosen_for(actor, asked, ARCHIVE)
    if asked.what:
        raise invalid("what", "not_for_kind", "There is nothing to be said of this; leave it out.")
    return Prepared(picked["of"], picked, {})


def act(deal: Deal) -> None:
    reading.hold(deal.actor, deal.record, "delete")
    archiving.archive(deal.work, deal.actor, deal.record)
