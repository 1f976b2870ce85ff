"""What must hold of the table at any moment: entries and claims are exactly those of its living records, and beside
them there is nothing but records, their changes, who looked, settings, notices and who is to get them, and answers kept
under an Idempotency-Key."""

from typing import Any

from chalicelib.models.record import Record
from chalicelib.storage import (
    audit,
    derived,
    job_rows,
    keys,
    mail_log,
    notice_letters,
    notices,
    preferences,
    records,
    reminded,
    rights,
    subscriptions,
    turns,
)
from chalicelib.storage.keys import ItemKey
from tests.world import World

Item = dict[str, Any]
ONCE = "once"
APART = {
    keys.SETTINGS, keys.RIGHTS, turns.FAMILY, audit.FAMILY, job_rows.FAMILY, mail_log.FAMILY, reminded.FAMILY,
    *notices.FAMILIES, *notice_letters.FAMILIES, *subscriptions.FAMILIES, *preferences.FAMILIES,
}  # fmt: skip


def all_records(world: World) -> list[Record]:
    found = world.items().items()
    return [records.from_item(keys.tenant_of(pk), item) for (pk, sk), item in found if sk == keys.RECORD]


def expected(living: list[Record]) -> dict[ItemKey, str | None]:
    """The digest of each entry, the holder of each claim."""
    told: dict[ItemKey, str | None] = {}
    for record in living:
        told.update(derived.entries(record))
        told.update(dict.fromkeys(derived.claims(record), record.id))
    return told


def actual(world: World) -> dict[ItemKey, str | None]:
    return {ItemKey(*key): _told(item) for key, item in world.items().items() if not _is_kept(*key)}


def assert_consistent(world: World) -> None:
    wanted, found = expected(all_records(world)), actual(world)
    assert found == wanted, {
        "missing": sorted(wanted.keys() - found.keys()),
        "superfluous": sorted(found.keys() - wanted.keys()),
        "different": sorted(key for key in wanted.keys() & found.keys() if wanted[key] != found[key]),
    }
    assert_every_version_has_its_change(world)
    assert_rights_are_as_told(world)


def assert_rights_are_as_told(world: World) -> None:
    """What is decided by is what all records say."""
    found = all_records(world)
    for tenant in {record.tenant for record in found}:
        kept = {section: told for section, told in rights.read(tenant).sections.items() if told}
        assert kept == rights.ought(record for record in found if record.tenant == tenant)


def assert_every_version_has_its_change(world: World) -> None:
    told = {key for key in world.items() if key[1].startswith(keys.CHANGE)}
    versions = {
        tuple(keys.change(record.tenant, record.id, version))
        for record in all_records(world)
        for version in range(1, record.version + 1)
    }
    assert told == versions


def _is_kept(pk: str, sk: str) -> bool:
    """Records, changes, who looked at them, settings, notices and answers are not derived."""
    if keys.belongs_to(keys.COMMON, pk):
        return True
    is_once = sk == keys.CLAIM and keys.claim_kind(pk) == ONCE
    beside = (keys.CHANGE, keys.SEEN, keys.MEMBERS)
    return sk == keys.RECORD or sk.startswith(beside) or keys.family_of(pk) in APART or is_once


def _told(item: Item) -> str | None:
    value = item.get("digest") or item.get("holder")
    return None if value is None else str(value["S"])
