"""Creating or changing a record by its key in another system."""

from typing import Any

from chalicelib.access import reading, writing
from chalicelib.access.decide import Right
from chalicelib.actions import save, versions
from chalicelib.actions.save import Saved
from chalicelib.call import Call
from chalicelib.errors import AlreadyExists, FieldError, Forbidden, StaleVersion, invalid
from chalicelib.merge_patch import apply
from chalicelib.models import external
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.schema import parse
from chalicelib.storage import keys, records
from chalicelib.storage.outcome import Lost

TAKEN = "Another record has this key already."


def upsert(call: Call[Any, Any], declared: RecordType, system: str, key: str) -> tuple[Saved, bool]:
    """The record, and whether it is new. Of two at once the second changes what the first made."""
    sent = {**call.body, "external_ids": _keyed(call.body.get("external_ids") or {}, system, key)}
    writing.hold(call.actor, declared, sent)
    claim = external.claimed(declared.name, system, key)
    before = records.claimed(call.actor.tenant, external.KIND, claim)
    if before is None:
        call.work.may_be_taken = keys.claim(call.actor.tenant, external.KIND, claim)
        return _create(call, declared, sent), True
    if not before.alive:
        raise Lost("archived between the reading of its key and of itself")
    if not reading.may_read(call.actor)(before):
        raise AlreadyExists(errors=[FieldError(f"external_ids.{system}", "taken", TAKEN)])
    if not reading.may(call.actor, Right(declared.name, "edit"), before):
        raise Forbidden
    versions.hold_fields(call.if_match, reading.shown(call.actor, before), set(call.body))
    _hold_born(declared, before, sent)
    data = apply(before.data, external.unknown(sent, before), declared.fields)
    writing.hold_copies(call.actor, declared, data)
    return save.update(call.work, call.actor, declared, before, data), False


def _create(call: Call[Any, Any], declared: RecordType, sent: dict[str, Any]) -> Saved:
    if call.if_match is not None:
        raise StaleVersion("There is no record with this key any more, so none that If-Match could stand for.")
    writing.hold_complete(call.actor, declared, sent)
    fields = parse(declared.fields, apply({}, sent, declared.fields))
    return save.create(call.work, call.actor, declared, fields)


def _hold_born(declared: RecordType, before: Record, sent: dict[str, Any]) -> None:
    for name in sorted(declared.born & sent.keys()):
        if sent[name] != before.data.get(name):
            raise invalid(name, "own_operation", f"An operation of its own changes this of a known {declared.name}.")


def _keyed(given: dict[str, str | None], system: str, key: str) -> dict[str, str | None]:
    if given.get(system, key) != key:
        raise invalid(f"external_ids.{system}", "other_key", "This differs from the key in the address of the request.")
    return {**given, system: key}
