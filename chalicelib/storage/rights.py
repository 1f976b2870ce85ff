"""The rights of a tenant, as kept for deciding: what all records say about them, in one item, written in the
transaction of the record that says it. A second item has nothing but its epoch, which goes up with every change.

A function keeps the rights of the tenants that it has seen. Whether they still hold is asked along with the first
records that an operation reads: it costs no round trip."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.errors import FieldError, Invalid, invalid
from chalicelib.models.items import RecordItem
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import SHIPPED
from chalicelib.models.stakes import RESTRICTED, SHUT, STATE, SUSPENDED, Part
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.plan import Save
from chalicelib.storage.table import Put, Write

MODEL, EPOCH = "model", "epoch"
MOST_SHUT = 2_000  # 30 to 90 bytes each where few are named, in an item of at most 400 KB that every function keeps
MOST_BYTES = 390_000  # as it is kept: ids are hardly compressed
TOO_MANY = (
    f"At most {MOST_SHUT} records can be restricted. Make their type private instead, by a type default, and say by "
    "sharing rules who sees what."
)
TOO_MUCH = (
    "All that is said of rights takes {} bytes with this, and at most {} are kept. Name teams in place of many users, "
    "on access lists and among owners, open what need not be restricted, and say less of the options of custom fields."
)
Sections = dict[str, dict[str, Any]]


class Kept(NamedTuple):
    """`sections` have None for what was archived; they took `size` bytes. Epoch 0 is of a tenant that has said nothing
    yet."""

    epoch: int
    sections: Sections
    size: int = 0


def read(tenant: str) -> Kept:
    """One round trip."""
    item = table.get(tenant, _key(tenant, MODEL))
    if item is None:
        return Kept(0, {})
    body = item["body"]["S"]
    return Kept(int(item["version"]["N"]), _open(body), len(body))


def epoch_key(tenant: str) -> ItemKey:
    return _key(tenant, EPOCH)


def epoch_of(item: table.Attributes | None) -> int:
    return int(item["version"]["N"]) if item else 0


def epoch(tenant: str) -> int:
    return epoch_of(table.get(tenant, epoch_key(tenant)))


def writes(tenant: str, saves: Iterable[Save]) -> list[Write]:
    """What the saves change of the rights, nothing where nothing; else one round trip to read them. The transaction is
    refused when somebody else changed them meanwhile."""
    changed = list(filter(None, map(_changed, saves)))
    if not changed:
        return []
    kept = read(tenant)
    before = len(kept.sections.get(SHUT, ()))
    for section, record_id, content in changed:
        _set(kept.sections, section, record_id, content)
    if before < len(kept.sections.get(SHUT, ())) > MOST_SHUT:
        raise invalid(RESTRICTED, "too_many", TOO_MANY)
    body = _closed(kept.sections)
    if kept.size < len(body) > MOST_BYTES:
        raise Invalid(TOO_MUCH.format(len(body), MOST_BYTES), _named(section for section, *_ in changed))
    return _both(tenant, kept.epoch, body)


def _named(sections: Iterable[str]) -> list[FieldError]:
    told = "Name fewer here, or leave it open."
    return [FieldError(RESTRICTED, "too_large", told)] if SHUT in sections else []


def _both(tenant: str, epoch: int, body: str) -> list[Write]:
    """What they say, closed, and the epoch."""
    return [_put(tenant, MODEL, epoch, body), _put(tenant, EPOCH, epoch, "")]


def changes(saves: Iterable[Save]) -> bool:
    """Whether the epoch goes up with them."""
    return any(map(_changed, saves))


def suspend(tenant: str, on: bool) -> None:
    """Of a suspended tenant nothing reaches anybody. Raises Refused when its rights change meanwhile."""
    kept = read(tenant)
    state: dict[str, Any] = {SUSPENDED: {}} if on else {}
    table.transact(tenant, _both(tenant, kept.epoch, _closed({**kept.sections, STATE: state})))


def _changed(save: Save) -> tuple[str, str, Mapping[str, Any] | None] | None:
    before, after = _part(save.before), _part(save.after)
    if before == after:
        return None
    if after is not None:
        return after.section, save.after.id, after.content
    assert before is not None
    return before.section, save.after.id, None


def _set(sections: Sections, section: str, record_id: str, content: Mapping[str, Any] | None) -> None:
    """Of what is shipped that it is there no more has to be kept, of other records not."""
    if content is None and record_id not in SHIPPED.get(section, {}):
        sections.get(section, {}).pop(record_id, None)
    else:
        sections.setdefault(section, {})[record_id] = content


def _part(record: Record | None) -> Part | None:
    part = _says(record) if record is not None else None
    return part if record and part and _counts(record, part) else None


def _counts(record: Record, part: Part) -> bool:
    """What belongs to a restricted record stays for its list when that is archived."""
    return record.alive or part.section == SHUT


def _says(record: Record) -> Part | None:
    declared = TYPES.get(record.type)
    return declared.rights(record) if declared else None


# -------------------------------------------------------------------------------------------------- for maintenance


def ought(living: Iterable[Record]) -> Sections:
    """What all records of a tenant say; `living` has those that were archived too."""
    told: Sections = {}
    for record in living:
        if part := _says(record):
            _set(told, part.section, record.id, part.content if _counts(record, part) else None)
    return {section: found for section, found in told.items() if found}


def mend(tenant: str, wanted: Sections) -> bool:
    """Whether they differed. Raises Refused when they change meanwhile."""
    kept = read(tenant)
    state = kept.sections.pop(STATE, {})
    if {section: found for section, found in kept.sections.items() if found} == wanted:
        return False
    table.transact(tenant, _both(tenant, kept.epoch, _closed({**wanted, STATE: state})))
    return True


def _put(tenant: str, name: str, epoch: int, body: str) -> Put:
    key = _key(tenant, name)
    item = RecordItem(key.pk, key.sk, version=epoch + 1, body=body)
    return Put(item, RecordItem.version == epoch if epoch else RecordItem.pk.does_not_exist())


def _key(tenant: str, name: str) -> ItemKey:
    return ItemKey(keys.of_tenant(tenant, keys.RIGHTS), name)


def _closed(sections: Sections) -> str:
    told = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(told.encode())).decode()


def _open(body: str) -> Sections:
    told = json.loads(zlib.decompress(b64decode(body)))
    return told if isinstance(told, dict) else {}
