"""Where a link may lead."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import giving
from chalicelib.errors import FieldError
from chalicelib.models import merged
from chalicelib.models.link import ANY, Link
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import survivors


def unlinkable(actor: Actor, target: Record | None, link: Link) -> FieldError | None:
    """Why it may not lead there."""
    if target is None or not _may_link(actor, target, link):
        return _gone_into(actor, target, link) or _no_target(link)
    if not link.past and (refusal := TYPES[target.type].refuses(target.data)):
        return FieldError(link.path, "not_linkable", refusal)
    if link.inside and giving.is_outsider(target):
        return FieldError(link.path, "from_outside", giving.OUTSIDER)
    return None


def _may_link(actor: Actor, target: Record, link: Link) -> bool:
    fits = link.types == ANY or target.type in link.types
    fits = fits and (not link.kinds or target.data.get("kind") in link.kinds)
    return fits and target.alive and reading.may(actor, Right(target.type, "read"), target)


def _gone_into(actor: Actor, target: Record | None, link: Link) -> FieldError | None:
    """What it became one with, told to who may link there. A round trip where it did."""
    survivor = survivors.of(actor.tenant, target) if target is not None and merged.into(target) else None
    if survivor is None or not _may_link(actor, survivor, link):
        return None
    return FieldError(link.path, "merged", f"This became one with {survivor.id}; link to that.")


def _no_target(link: Link) -> FieldError:
    wanted = " or ".join(link.kinds or link.types) or "record"
    return FieldError(
        link.path, "no_such_record", f"There is no {wanted} with this id; create it first or correct the id."
    )
