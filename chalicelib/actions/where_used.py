"""Where a document is used: what it is about, and what refers to it, such as an activity. Nothing holds a document, so
all that refers to it merely speaks of it."""

from typing import NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.models import stored
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.storage import cursor, derived, listing


class Uses(NamedTuple):
    """As they stand now, without those that the actor may not read; `next` is where to go on."""

    about: list[Record]
    used_by: list[Record]
    next: str | None


def of(actor: Actor, document_id: str, limit: int, at: str | None) -> Uses:
    """Three round trips: the document, what refers to it, and all of those together."""
    document = reading.get(actor, DOCUMENT, document_id)
    scope = f"uses {actor.tenant} {actor.user} {document.id}"
    after = cursor.open_(at, scope) if at else ""
    found, following = listing.linked(actor.tenant, document.id, limit=limit, after=after, family=derived.MENTION)
    about = [stored.line(each, "id") for each in stored.parts(document.data, "links")]
    live = reading.linked(actor, dict.fromkeys([*about, *found]))
    using = [live[each] for each in found if each in live and live[each].alive]
    return Uses(
        [live[each] for each in about if each in live],
        [each for each in using if reading.leads(each, document.id)],
        cursor.seal(following, scope) if following else None,
    )
