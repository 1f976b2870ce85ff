"""What of a request goes into the audit log: what was refused, and what was allowed but is to be told of."""

from typing import Any

from chalicelib import clock, logs
from chalicelib.access.noted import Notes
from chalicelib.call import Call
from chalicelib.errors import Forbidden, Invalid, NotFound, Problem
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import audit
from chalicelib.storage.audit import Row
from chalicelib.storage.work import Extra

AnyCall = Call[Any, Any]
MOST_NAMED = 20  # records in one row; of the others their number
OTHER_TENANT, BY_THE_OPERATION = "0", "operation"  # of which the second has a rule of its own
NO_SUCH = frozenset({"no_such_record", "forbidden"})
SPARE = 2  # items, for what a change of rights adds to a transaction


def refused(call: AnyCall, problem: Problem, notes: Notes) -> str:
    """The rule that refused, "" where it was none. That it cannot be told of changes nothing for who was refused."""
    rule = _rule(call, problem, notes)
    if rule and call.operation.is_audited:
        record = (notes.refused.record if notes.refused else "") or call.ids.get("id", "")
        try:
            audit.refuse(call.actor.tenant, _row(call, audit.REFUSED, record=record, rule=rule))
        except Exception as error:
            logs.exception("audit_failed", error, tenant=call.actor.tenant, request_id=call.request_id)
    return rule


def _rule(call: AnyCall, problem: Problem, notes: Notes) -> str:
    """What is not there is another tenant's, or was made up: ids are not guessed by mistake, and what was once there is
    archived."""
    if not (isinstance(problem, Forbidden | NotFound) or _names_others(problem)):
        return ""
    if notes.refused:
        return notes.refused.rule
    if isinstance(problem, Forbidden):
        return BY_THE_OPERATION
    return "" if isinstance(problem, NotFound) and "id" not in call.ids else OTHER_TENANT


def _names_others(problem: Problem) -> bool:
    """Ids in a body are tried like those in an address."""
    return isinstance(problem, Invalid) and any(each.code in NO_SUCH for each in problem.errors)


def keep(call: AnyCall, notes: Notes) -> None:
    """In the transaction of what is done, where there is one with room for it; or else before the answer is given, so
    that nobody sees unseen what only one rule opens to them."""
    row = _told(call, notes) if call.signed_in and call.operation.is_audited else None
    if row is None:
        return
    if "work" in call.__dict__ and call.work.room > SPARE:
        call.work.extra.append(Extra(audit.write(call.actor.tenant, row)))
    elif call.operation.acts:
        _keep_after(call, row)
    else:
        audit.keep(call.actor.tenant, row)


def _keep_after(call: AnyCall, row: Row) -> None:
    """It has been done, and cannot be refused any more."""
    try:
        audit.keep(call.actor.tenant, row)
    except Exception as error:
        logs.exception("audit_failed", error, tenant=call.actor.tenant, request_id=call.request_id)


def _told(call: AnyCall, notes: Notes) -> Row | None:
    asked = call.ids.get("id", "")
    if found := [each for each in notes.told if each]:
        return _of_records(call, asked if asked in found else found[0], found, notes)
    if notes.told or call.operation.is_told:
        return _row(call, audit.ALLOWED, record=asked, rule=notes.told.get("", notes.rules.get(asked, "")))
    return None


def _of_records(call: AnyCall, first: str, found: list[str], notes: Notes) -> Row:
    others = {"records": found[:MOST_NAMED], "count": len(found)} if len(found) > 1 else {}
    return _row(call, audit.ALLOWED, record=first, rule=notes.told[first], **others)


def _row(call: AnyCall, outcome: str, **told: Any) -> Row:
    actor, right = call.actor, call.operation.right
    row = {
        "at": clock.timestamp(),
        "by": actor.user,
        "kind": actor.kind,
        "channel": call.channel,
        "operation": call.operation.name,
        "action": right.action if right else "",
        "type": _type(right.type if right else "", told.get("record", "")),
        "outcome": outcome,
        "request_id": call.request_id,
        "session": actor.session,
        **told,
    }
    return {name: value for name, value in row.items() if value != ""}


def _type(asked_of: str, record: str) -> str:
    """Of a right that is on no type of record, such as those of the portal, it is that of the record."""
    known = None if asked_of in TYPES else type_of(record)
    return known.name if known else asked_of
