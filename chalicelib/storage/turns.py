"""Whose turn it is in a group of records of which only one may be there at a time: a number for each group, which goes
up with whatever is saved there. So what was decided on all of a group, also on that there is nothing, still holds when
it is saved."""

from collections.abc import Iterable, Mapping

from chalicelib.models.items import RecordItem
from chalicelib.storage import derived, keys, plan, table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Check
from chalicelib.storage.work import Extra, Work

FAMILY, NAME = "turn", "TURN"
MOST = 500  # records of one group that are looked at


def read(tenant: str, groups: Iterable[str]) -> dict[str, int]:
    """How many turns each group had: to be read before the group itself."""
    wanted = {_key(tenant, each): each for each in groups}
    found = {ItemKey(item["pk"]["S"], item["sk"]["S"]): item for item in table.get_many(tenant, wanted)}
    return {group: int(found[key]["version"]["N"]) if key in found else 0 for key, group in wanted.items()}


def take(work: Work, told: Mapping[str, int]) -> None:
    """The transaction is refused when another had its turn since."""
    for group, turn in told.items():
        key = _key(work.tenant, group)
        work.extra[:] = [each for each in work.extra if _key_of(each) != key]
        work.extra.append(Extra(plan.setting(key, {}, turn)))


def hold(work: Work, told: Mapping[str, int]) -> None:
    """The same, and leaves the turn to others, where it was not taken in the same work."""
    known = {_key_of(each) for each in work.extra}
    for group, turn in told.items():
        key = _key(work.tenant, group)
        condition = RecordItem.version == turn if turn else RecordItem.pk.does_not_exist()
        if key not in known:
            work.extra.append(Extra(Check(RecordItem, key, condition)))


def _key_of(each: Extra) -> ItemKey:
    write = each.write
    return write.key if isinstance(write, Check) else ItemKey(write.item.pk, write.item.sk)


def ids(tenant: str, groups: Iterable[str]) -> tuple[list[str], bool]:
    """Of all records in these groups, and whether that is all of them; one round trip."""
    pks = [keys.partition(tenant, derived.KEY, derived.PERIOD, each) for each in groups]
    found = at_once([lambda pk=pk: table.query(tenant, pk, limit=MOST) for pk in pks])  # type: ignore[misc]
    told = dict.fromkeys(keys.entry_record_id(sk) for each in found for sk, _ in each.rows)
    return list(told), not any(each.more for each in found)


def _key(tenant: str, group: str) -> ItemKey:
    return ItemKey(keys.partition(tenant, FAMILY, group), NAME)
