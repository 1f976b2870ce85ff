"""The keys that a tenant has for sources. They are kept sealed, and are given to the source and to nobody else."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.errors import SourceKeyRefused, SourceOff
from chalicelib.sources.source import Data, Source, Where
from chalicelib.storage import sealing, tenant_settings
from chalicelib.storage.sealing import Unopened
from chalicelib.storage.tenant_settings import Stored
from chalicelib.storage.work import Work

SETTING = "sources"
PURPOSE = "source {}"
SHOWN = 4  # the last characters, by which an administrator knows it again


class Known(NamedTuple):
    """`keys` are told of by source; `where` is the tenant's country and language."""

    keys: Mapping[str, Data]
    where: Where
    version: int


def known(tenant: str) -> Known:
    """One round trip."""
    found = tenant_settings.read_all(tenant, [tenant_settings.NAME, SETTING])
    general = {**tenant_settings.DEFAULTS, **found[tenant_settings.NAME].values}
    where = Where(general["country"], general["language"])
    return Known(found[SETTING].values, where, found[SETTING].version)


def stored(tenant: str) -> Stored:
    return tenant_settings.read_all(tenant, [SETTING])[SETTING]


def put(work: Work, found: Stored, source: Source, key: str) -> Data:
    """In place of what was there."""
    sealed = sealing.seal(work.tenant, PURPOSE.format(source.name), key)
    told = {"sealed": sealed, "ends_with": key[-SHOWN:], "set_at": work.at, "set_by": work.by}
    work.put_setting(SETTING, {**found.values, source.name: told}, found.version)
    return told


def drop(work: Work, found: Stored, source: Source) -> None:
    if source.name in found.values:
        left = {name: each for name, each in found.values.items() if name != source.name}
        work.put_setting(SETTING, left, found.version)


def hold_on(keys: Mapping[str, Data], source: Source) -> None:
    if source.name not in keys:
        raise SourceOff(off(source))


def off(source: Source) -> str:
    return f"{source.label} is off, since your organisation has given no key for it. {source.help}"


def opened(tenant: str, keys: Mapping[str, Data], source: Source) -> str:
    """One round trip. Raises SourceKeyRefused where it cannot be opened any more."""
    try:
        return sealing.unseal(tenant, PURPOSE.format(source.name), keys[source.name]["sealed"])
    except Unopened:
        raise SourceKeyRefused from None


def told(each: Mapping[str, Any]) -> Data:
    """What may be said of a key."""
    return {name: each[name] for name in ("set_at", "set_by", "ends_with")}
