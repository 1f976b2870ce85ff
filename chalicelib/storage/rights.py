"""The rights of a tenant, as kept for deciding: what all records say about them, in one item, written in the
transaction of the record that says it. A second item has nothing but its epoch, which goes up with every change.

A function keeps the rights of the tenants that it has seen. Whether they still hold is asked along with the first
records that an operation reads: it costs no round trip."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.models.items import RecordItem
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import SHIPPED
from chalicelib.models.stakes import Part
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.plan import Save
from chalicelib.storage.table import Put, Write

MODEL, EPOCH = "model", "epoch"
Sections = dict[str, dict[str, Any]]


class Kept(NamedTuple):
    """`sections` have None for what was archived. Epoch 0 is of a tenant that has said nothing yet."""

    epoch: int
    sections: Sections


def read(tenant: str) -> Kept:
    """One round trip."""
    item = table.get(tenant, _key(tenant, MODEL))
    return Kept(int(item["version"]["N"]), _open(item["body"]["S"])) if item else Kept(0, {})


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
    for section, record_id, content in changed:
        _set(kept.sections, section, record_id, content)
    return _both(tenant, kept.epoch, kept.sections)


def _both(tenant: str, epoch: int, sections: Sections) -> list[Write]:
    return [_put(tenant, MODEL, epoch, _closed(sections)), _put(tenant, EPOCH, epoch, "")]


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
    return _says(record) if record is not None and record.alive else None


def _says(record: Record) -> Part | None:
    declared = TYPES.get(record.type)
    return declared.rights(record) if declared else None


# -------------------------------------------------------------------------------------------------- for maintenance


def ought(living: Iterable[Record]) -> Sections:
    """What all records of a tenant say; `living` has those that were archived too."""
    told: Sections = {}
    for record in living:
        if part := _says(record):
            _set(told, part.section, record.id, part.content if record.alive else None)
    return {section: found for section, found in told.items() if found}


def mend(tenant: str, wanted: Sections) -> bool:
    """Whether they differed. Raises Refused when they change meanwhile."""
    kept = read(tenant)
    if {section: found for section, found in kept.sections.items() if found} == wanted:
        return False
    table.transact(tenant, _both(tenant, kept.epoch, wanted))
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
