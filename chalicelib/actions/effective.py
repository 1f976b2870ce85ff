"""All that somebody may do, as it comes of their role, their teams and their profiles."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.access import explain, held, reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide, openness
from chalicelib.access.level import LEVEL_OF
from chalicelib.access.outside import FROM_OUTSIDE
from chalicelib.access.rights import Rights
from chalicelib.access.standing import Content
from chalicelib.access.subject import Subject
from chalicelib.actions import explaining
from chalicelib.errors import NotFound
from chalicelib.models import catalog, stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.storage import records

Told = dict[str, Any]


def rights_of(actor: Actor, user_id: str) -> Told:
    """One round trip. Raises NotFound where there is no such user for the asker, Forbidden."""
    rights = held.of(actor.tenant)
    user = records.get(actor.tenant, user_id)
    who = _who(actor, user_id, user)
    return {
        "user": who.user,
        "kind": who.kind,
        "administrator": who.is_administrator,
        "active": user is None or not explaining.is_gone(user),
        "role": _role(rights, who.role),
        "below": sorted(_named(rights.sections[stakes.ROLES], _ids(rights, who.below)), key=_by_name),
        "teams": sorted(_named(rights.sections[stakes.GROUPS], who.circle - {who.user}), key=_by_name),
        "profiles": list(_named(rights.sections[stakes.PROFILES], who.profiles)),
        "ties": [_tie(each) for each in rights.ties_of(who.user)],
        "types": [_type(who, each) for each in TYPES.values() if who.kind != EXTERNAL or each.outside],
    }


def _who(actor: Actor, user_id: str, user: Record | None) -> Subject:
    if user_id == actor.user:
        return reading.subject_of(actor)
    if user is None or user.type != "user" or actor.kind == EXTERNAL:
        raise NotFound
    return explaining.subject_about(actor, user)


def _role(rights: Rights, key: str) -> Told | None:
    found = rights.role(key)
    return {"id": found[0], "name": stored.line(found[1], "name")} if found else None


def _ids(rights: Rights, keys: Iterable[str]) -> list[str]:
    return [rights.standing.by_key[key] for key in keys if key in rights.standing.by_key]


def _named(section: Any, ids: Iterable[str]) -> Iterator[Told]:
    yield from ({"id": each, "name": stored.line(section.get(each), "name")} for each in ids)


def _by_name(told: Told) -> tuple[str, str]:
    return told["name"], told["id"]


def _tie(content: Content) -> Told:
    return {name: stored.line(content, name) for name in ("relation", "part", "reach")}


def _type(who: Subject, declared: RecordType) -> Told:
    """`default` is what everybody may do whose profile lets them, of people from outside how far it is open to them."""
    grant, outside = who.grant(declared.name), who.kind == EXTERNAL
    return {
        "type": declared.name,
        "actions": sorted(FROM_OUTSIDE) if outside else _actions(who, declared),
        "view_all": not outside and (who.is_administrator or grant.view_all),
        "edit_all": not outside and (who.is_administrator or grant.edit_all),
        "default": openness(who, declared.name) if outside else LEVEL_OF[who.default_rank(declared.name)],
        "rules": [_rule(each.id, each.name, each.rank) for each in who.shared.get(declared.name, ())],
        "fields": explain.not_all(who, declared),
    }


def _actions(who: Subject, declared: RecordType) -> list[str]:
    return sorted(each for each in catalog.actions(declared) if decide(who, Right(declared.name, each)).allowed)


def _rule(rule_id: str, name: str, rank: int) -> Told:
    return {"id": rule_id, "name": name, "level": LEVEL_OF[rank]}
