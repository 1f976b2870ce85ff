"""Names of tenants in the addresses of their dossiers, each of one tenant only. They stand among what is of no tenant:
a mail tells the name, and whose it is has to be looked up."""

from collections.abc import Iterable

from chalicelib.models.items import ClaimItem
from chalicelib.storage import claimed, keys, table
from chalicelib.storage.keys import COMMON, ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Put, Refused
from chalicelib.storage.work import CONDITION


def tenant_of(slug: str) -> str | None:
    return holders([slug]).get(slug)


def holders(slugs: Iterable[str]) -> dict[str, str]:
    """The tenant by the name, of those that are taken; one round trip for a hundred."""
    places = {_place(slug): slug for slug in slugs}
    return {places[key]: holder for key, holder in claimed.holders(COMMON, places).items()}


def take(slug: str, tenant: str) -> bool:
    """Whether it is this tenant's now, or was already. A name is never given back: addresses with it are kept by
    people whom nobody can tell."""
    place = _place(slug)
    item = ClaimItem(place.pk, place.sk, holder=tenant)
    try:
        table.transact(COMMON, [Put(item, ClaimItem.pk.does_not_exist() | (ClaimItem.holder == tenant))])
    except Refused as refused:
        if any(reason.code != CONDITION for reason in refused.reasons):
            raise Lost from refused
        return False
    return True


def _place(slug: str) -> ItemKey:
    return ItemKey(keys.common("name", slug), keys.CLAIM)
