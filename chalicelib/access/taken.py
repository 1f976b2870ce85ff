"""That a value is taken is told to all who may give it; by what, only to those who may see that."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.errors import AlreadyExists
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import records


def told(actor: Actor, error: AlreadyExists) -> AlreadyExists:
    """One round trip, where it names what has it."""
    if "existing" not in error.extra:
        return error
    holder = records.get(actor.tenant, str(error.extra["existing"]))
    is_seen = holder is not None and reading.may_read(actor)(holder) and _sees(actor, holder, error)
    return error if is_seen else AlreadyExists(error.detail, error.errors, error.headers)


def _sees(actor: Actor, holder: Record, error: AlreadyExists) -> bool:
    return reading.sees(actor, TYPES[holder.type], *(each.field.partition(".")[0] for each in error.errors))
