"""How many records have each code of a table: of one's own table by its entries, of a shipped list by what it has."""

from functools import partial
from typing import NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.models import code_id, shipped_codes, stored
from chalicelib.models.code import CODE, TEXT
from chalicelib.models.custom import PREFIX
from chalicelib.models.custom_kind import Content
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import derived, keys, listing, table
from chalicelib.storage.at_once import at_once


class Usage(NamedTuple):
    """`more` when others come after them."""

    rows: list[tuple[Record, int]]
    more: bool


def of(actor: Actor, content: Content, within: str, start: int, limit: int, most: int) -> Usage:
    """Of the codes of the field's table in their order, or of those below one. Three round trips."""
    ids, more = _ids(actor.tenant, stored.part(content, code_id.TABLE), within, start, limit)
    seen = reading.linked(actor, ids)
    rows = [seen[each] for each in ids if each in seen]
    name = f"{PREFIX}{stored.line(content, 'key')}"
    count = partial(listing.count, actor.tenant, stored.line(content, "of"), name)
    counts = at_once([partial(count, stored.line(each.data, TEXT), most) for each in rows])
    return Usage(list(zip(rows, counts, strict=True)), more)


def _ids(tenant: str, link: Data, within: str, start: int, limit: int) -> tuple[list[str], bool]:
    listed, top = stored.line(link, "place"), code_id.of(link, within) if within else ""
    if listed in shipped_codes.LISTS:
        told = shipped_codes.within(listed, within) if within else shipped_codes.codes(listed)
        ids = [code_id.of_shipped(listed, each) for each in told]
        return ids[start : start + limit], len(ids) > start + limit
    place = (code_id.ABOVE, top) if within else (code_id.TABLE, stored.line(link, "id"))
    rows = table.query(tenant, keys.partition(tenant, derived.FACET, CODE.name, *place), limit=start + limit + 1)
    ids = [top] * bool(within and top) + [keys.entry_record_id(sk) for sk, _ in rows.rows]
    return ids[start : start + limit], len(ids) > start + limit
