"""The log of what was asked for: erasures and exports, the newest first. For administrators, who see all of it."""

from chalicelib.access.actor import Actor
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import cursor, derived, keys, records, table


def page(actor: Actor, declared: RecordType, limit: int, at: str | None) -> tuple[list[Record], str | None]:
    """As they are kept, and where to go on. Two round trips."""
    scope = f"{declared.plural} {actor.tenant} {actor.user}"
    pk = keys.partition(actor.tenant, derived.LIST, declared.name, declared.natural)
    rows = table.query(actor.tenant, pk, after=cursor.open_(at, scope) if at else "", limit=limit, backward=True)
    ids = [keys.entry_record_id(sk) for sk, _ in rows.rows]
    live = records.get_many(actor.tenant, ids)
    following = cursor.seal(rows.rows[-1][0], scope) if rows.more and rows.rows else None
    return [live[each] for each in ids if each in live], following
