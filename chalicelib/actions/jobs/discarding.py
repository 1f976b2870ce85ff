"""Archiving many records as DELETE archives one."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import archiving
from chalicelib.actions.jobs.kind import Asked, Deal, Prepared, chosen
from chalicelib.errors import Forbidden, invalid
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES

NOT_ARCHIVED = "Records of this type are not archived."


def right(job: Data) -> Right:
    return Right(job["of"], "delete")


def prepare(actor: Actor, asked: Asked) -> Prepared:
    picked = chosen(actor, asked)
    declared = TYPES[picked["of"]]
    if "archive" in declared.apart:
        raise invalid("those.of", "not_for_job", NOT_ARCHIVED)
    if not reading.may(actor, Right(declared.name, "delete")):
        raise Forbidden
    if asked.what:
        raise invalid("what", "not_for_kind", "There is nothing to be said of this; leave it out.")
    return Prepared(declared.name, picked, {})


def act(deal: Deal) -> None:
    reading.hold(deal.actor, deal.record, "delete")
    archiving.archive(deal.work, deal.actor, deal.record)
