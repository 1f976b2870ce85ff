"""The record that a row is about, where there is one already: by the key that the import says."""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import text
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import lists
from chalicelib.actions.importing.drawn import Drawn
from chalicelib.actions.importing.plan import Column, Plan
from chalicelib.actions.importing.targets import ID
from chalicelib.errors import FieldError, Invalid
from chalicelib.models import external
from chalicelib.models.custom_found import FOUND, is_custom
from chalicelib.models.entry import Key
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import claimed, keys, resembling
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.resembling import Traces

MOST_ALIKE = 5
SEVERAL = "There are {} with this: the row may be about any of them. Take a key that only one has."
NO_ID = "There is no {} with this id that you may see; leave the cell empty to make a new one."


class Match(NamedTuple):
    record: Record | None = None
    fault: FieldError | None = None


def found(actor: Actor, plan: Plan, rows: Sequence[Drawn]) -> list[Match]:
    """Two round trips for all of them, none where there is no key."""
    if plan.key is None:
        return [Match() for _ in rows]
    ids = _ids(actor, plan, plan.key, rows)
    live = reading.kept(actor, dict.fromkeys(id for some in ids for id in some)) if any(ids) else {}
    return [_match(plan, plan.key, row, [live[id] for id in some if id in live and live[id].alive])
            for row, some in zip(rows, ids, strict=True)]  # fmt: skip


def _match(plan: Plan, key: Column, row: Drawn, those: Sequence[Record]) -> Match:
    if len(those) > 1:
        return Match(fault=FieldError(key.title, "several", SEVERAL.format(len(those))))
    if row.key and key.target.name == ID and not those:
        return Match(fault=FieldError(key.title, "no_such_record", NO_ID.format(plan.declared.name)))
    return Match(those[0] if those else None)


def _ids(actor: Actor, plan: Plan, key: Column, rows: Sequence[Drawn]) -> list[list[str]]:
    if key.target.name == ID:
        return [[row.key] if row.key.startswith(f"{plan.declared.prefix}_") else [] for row in rows]
    if is_claimed(key):
        return _holders(actor.tenant, [_claim(actor.tenant, plan.declared, key, row) for row in rows])
    traces = [Traces(tuple(_key(actor, plan.declared, key, row)), ()) for row in rows]
    return resembling.ids_of_each(actor.tenant, plan.declared, traces, MOST_ALIKE)


def is_claimed(key: Column) -> bool:
    return key.target.reads == "key" or is_custom(key.target.name)


def _claim(tenant: str, declared: RecordType, key: Column, row: Drawn) -> ItemKey | None:
    if not row.key:
        return None
    if key.target.reads == "key":
        return keys.claim(tenant, external.KIND, external.claimed(declared.name, key.target.content["system"], row.key))
    value = text.fold(str(row.body.get(key.target.name, row.key)))
    return keys.claim(tenant, FOUND, f"{declared.name}:{key.target.name}:{value}")


def _holders(tenant: str, wanted: Sequence[ItemKey | None]) -> list[list[str]]:
    holders = claimed.holders(tenant, [each for each in wanted if each is not None])
    return [[holders[each]] if each in holders else [] for each in wanted]


def _key(actor: Actor, declared: RecordType, key: Column, row: Drawn) -> list[Key]:
    """None where it is not of that form: that is told when it is made."""
    kind = declared.key_filters[key.target.name]
    try:
        return [Key(kind, lists.normal(kind, row.key, actor.tenant))] if row.key else []
    except ValueError:
        return []


def hold(match: Match) -> None:
    if match.fault:
        raise Invalid(errors=[match.fault])
