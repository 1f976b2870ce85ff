"""How many records have each value of a field."""

from collections import Counter

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import selecting
from chalicelib.actions.selecting import Count
from chalicelib.criteria import Field
from chalicelib.errors import invalid
from chalicelib.models import catalog
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived

KINDS = ("choice", "link", "boolean")
MOST_VALUES = 200


def by(actor: Actor, chosen: Data, name: str, most: int) -> tuple[Count, dict[str, int]]:
    """In all, and of each value those that have it, the most frequent first; of links by the id of the record. Raises
    Invalid where they may not ask for the field, or its values are no choice."""
    field = _field(actor, chosen, name)
    found = selecting.told(actor, chosen, most, name)
    counts: Counter[str] = Counter()
    for values in found.values.values():
        counts.update(set(derived.facet_values(field, values[name])) if name in values else ())
    return Count(len(found.values), found.complete), dict(counts.most_common(MOST_VALUES))


def _field(actor: Actor, chosen: Data, name: str) -> Field:
    asked = reading.criteria_fields(actor, TYPES[chosen["of"]])
    fit = {each: field for each, field in asked.items() if field.kind in KINDS}
    if name not in fit:
        raise invalid("by", "unknown_field", catalog.choose(fit))
    return fit[name]
