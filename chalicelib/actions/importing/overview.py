"""What imports somebody has: those that they began themselves."""

from typing import NamedTuple

from chalicelib.access.actor import Actor
from chalicelib.models.import_file import BEGUN_BY, IMPORT
from chalicelib.models.record import Record
from chalicelib.storage import cursor, derived, keys, records, table


class Imports(NamedTuple):
    imports: list[Record]
    next: str | None


def page(actor: Actor, limit: int, at: str | None) -> Imports:
    """The newest first. Two round trips."""
    scope = f"imports {actor.tenant} {actor.user}"
    after = cursor.open_(at, scope) if at else ""
    pk = keys.partition(actor.tenant, derived.FACET, IMPORT.name, BEGUN_BY, actor.user)
    rows = table.query(actor.tenant, pk, after=after, limit=limit, backward=True)
    ids = [keys.entry_record_id(sk) for sk, _ in rows.rows]
    live = records.get_many(actor.tenant, ids)
    following = cursor.seal(rows.rows[-1][0], scope) if rows.more and rows.rows else None
    return Imports([live[each] for each in ids if each in live], following)
