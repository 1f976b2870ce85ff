"""What records of a type look like to somebody: every field that they see, with what they may do with it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from chalicelib.access import adding, fields, held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.access.subject import Subject
from chalicelib.actions import field_facts, laying_out
from chalicelib.models import catalog, custom_rule, layout, merged, stored
from chalicelib.models.custom_kind import KINDS, Content
from chalicelib.models.entry import Filter
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.openapi_models import RecordShape
from chalicelib.storage import tenant_settings

TOLD = ("help", "section", "options", "to", "table", "currency", "decimals", "bands", "default")
PLAIN = ("required", "unique", "searchable", "outside")
ARCHIVING = frozenset({"delete", "restore"})
FIXED = frozenset({"erased_at", "offers"}) | merged.MARKS | fields.ENVELOPE


def is_read(actor: Actor, declared: RecordType) -> bool:
    return not declared.kept_by and reading.may(actor, Right(declared.name, "read"))


def of(actor: Actor, declared: RecordType) -> dict[str, Any]:
    """One round trip; two where the card shows something saved."""
    held.of(actor.tenant)  # along with the settings
    context = tenant_settings.context(actor.tenant, (), (layout.SETTING, *declared.settings))
    who = reading.subject_of(actor)
    named = {each.field.name: each for each in fields.filters(who, declared)}
    told = [*_declared(who, declared, named, context), *_custom(who, declared, named)]
    return {
        "type": declared.name,
        "plural": declared.plural,
        "summary": declared.summary,
        "actions": [each for each in sorted(_actions(declared)) if reading.may(actor, Right(declared.name, each))],
        "sorts": fields.sorts(who, declared),
        "fields": told,
        "blocks": laying_out.card(actor, context.settings.get(layout.SETTING, {}), declared.name),
        "$defs": _shape(declared.name).get("$defs", {}),
    }


def _actions(declared: RecordType) -> frozenset[str]:
    """A right to what cannot be done with them, which an action on all types gives, would promise too much."""
    return catalog.actions(declared) - (frozenset() if declared.is_archived else ARCHIVING)


def _declared(
    who: Subject, declared: RecordType, named: dict[str, Filter], context: Context
) -> Iterator[dict[str, Any]]:
    shape = _shape(declared.name)
    for name, each in shape["properties"].items():
        if name not in FIXED and fields.is_seen(who, declared, name):
            is_written = name in declared.fields.model_fields
            required = is_written and declared.fields.model_fields[name].is_required()
            yield {
                **_may(who, declared, name, named.get(name), is_written),
                "custom": False,
                "required": required,
                **field_facts.of(declared, name, each, context),
                "schema": each,
            }


def _custom(who: Subject, declared: RecordType, named: dict[str, Filter]) -> Iterator[dict[str, Any]]:
    for name, content in who.custom(declared).items():
        if fields.is_seen(who, declared, name):
            is_written = not custom_rule.is_ruled(content) or content.get("by_hand") is True
            yield {
                **_may(who, declared, name, named.get(name), is_written),
                **({"id": content["id"], "may_add_options": True} if adding.may_add(who, declared, content) else {}),
                **({"ruled": True} if custom_rule.is_ruled(content) else {}),
                "custom": True,
                "kind": content["kind"],
                "label": stored.line(content, "name"),
                "labels": stored.part(content, "names"),
                **{each: content[each] for each in TOLD if content.get(each) not in (None, [])},
                **{each: content.get(each) is True for each in PLAIN},
                "schema": _schema(content),
            }


def _may(who: Subject, declared: RecordType, name: str, asked: Filter | None, is_written: bool) -> dict[str, Any]:
    can_write = is_written and fields.rank(who, declared, name) == fields.WRITE
    criteria = {"kind": asked.field.kind, "many": asked.field.many, "indexed": asked.facet} if asked else None
    return {"name": name, "may": "write" if can_write else "read", "criteria": criteria}


def _schema(content: Content) -> dict[str, Any]:
    return KINDS[stored.line(content, "kind")].shape(content)


@cache
def _shape(of: str) -> dict[str, Any]:
    return RecordShape(TYPES[of]).model.model_json_schema(mode="serialization")
