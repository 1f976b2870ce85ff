"""Creating or changing a record by its key in another system."""

from typing import Any

from chalicelib.access.decide import Right, decide
from chalicelib.actions import save, versions
from chalicelib.call import Call
from chalicelib.errors import Forbidden
from chalicelib.merge_patch import apply
from chalicelib.models import external
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.schema import parse
from chalicelib.storage import records


def upsert(call: Call[Any, Any], declared: RecordType, system: str, key: str) -> tuple[Record, bool]:
    """The record, and whether it is new. Of two at once the second changes what the first made."""
    ids = {system: key}
    before = records.claimed(call.actor.tenant, external.KIND, external.claimed(declared.name, system, key))
    sent = {**call.body, "external_ids": {**(call.body.get("external_ids") or {}), **ids}}
    if before is None:
        call.work.taken_is_lost = True
        return save.create(call.work, call.actor, declared, parse(declared.fields, sent)), True
    if not decide(call.actor, Right(declared.name, "edit"), before).allowed:
        raise Forbidden
    versions.hold_fields(call.if_match, before, set(call.body))
    sent["external_ids"] = {**(before.data.get("external_ids") or {}), **sent["external_ids"]}
    data = apply(before.data, sent, declared.fields)
    return save.update(call.work, call.actor, declared, before, data), False
