"""When something changes of which people are to be reminded, that is planned; and when their rules, their zone or their
team change, all that they are to be reminded of is planned again.

What is planned once more is the same hint, so that a change may be delivered twice, late, or after a later one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib import clock
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType, nothing
from chalicelib.models.registry import TYPES
from chalicelib.reactions import notice_mail, reminder_plan, run
from chalicelib.storage import derived, due, keys, listing, notice_letters, records, rulebook, table
from chalicelib.storage.change import ARCHIVED, UPDATED
from chalicelib.storage.due import Due
from chalicelib.storage.rulebook import Rulebook

FAMILIES = (derived.TODO, derived.REMINDER)
PAGE, PAGES = 100, 5


def reminds(change: Mapping[str, Any]) -> bool:
    declared = TYPES.get(change["type"])
    if declared is None or change["action"] == ARCHIVED:
        return False
    return declared.reminds is not nothing or declared.dated is not nothing


def plan_change(tenant: str, change: Mapping[str, Any]) -> None:
    """From the moment of the change on, however late it comes: what fell due meanwhile is told late."""
    if record := records.get(tenant, change["record"]):
        since = datetime.fromisoformat(change["at"])
        book = plan(tenant, [record], since)
        due.plan(list(reminder_plan.too_near(book, record, since)))


def plan(tenant: str, found: Sequence[Record], since: datetime, only: str = "") -> Rulebook:
    who = {remind.who for record in found for remind in reminder_plan.reminds(record)}
    book = rulebook.read(tenant, who) if who else Rulebook({}, {})
    told = [each for record in found for each in reminder_plan.of_record(book, record, since, only)]
    due.plan([*told, *(each for record in found for each in reminder_plan.touches(record, since))])
    return book


# ------------------------------------------------------------------------------------------------------ once more


def stirs(change: Mapping[str, Any]) -> bool:
    declared = TYPES.get(change["type"])
    changed = declared.stirs.intersection(change["changed_fields"]) if declared else ()
    return bool(changed) and change["action"] == UPDATED


def replan_change(tenant: str, change: Mapping[str, Any]) -> None:
    """Of one who changed it is for that one alone, of a team for all its members."""
    is_team = TYPES[change["type"]].is_group
    due.plan([_replan(tenant, change["record"], change["at"], "" if is_team else change["record"])])


def _replan(tenant: str, who: str, since: str, only: str, **place: Any) -> Due:
    told = {"since": due.minute_of(since), "only": only, **place}
    return Due(clock.timestamp(), tenant, due.REPLAN, who, told)


def replan(tenant: str, dues: Sequence[Due]) -> None:
    """A `Due` of the kind `replan`: for one, or for everybody in the tenant."""
    for each in dues:
        if each.record:
            _work(tenant, each)
        else:
            due.plan([_replan(tenant, who, each.told["since"], "") for who in _everybody(tenant)])


def _everybody(tenant: str) -> list[str]:
    return [each for declared in TYPES.values() if declared.stirs for each in _all(tenant, declared)]


def _all(tenant: str, declared: RecordType) -> Iterable[str]:
    pk, after = keys.partition(tenant, derived.LIST, declared.name, declared.natural), ""
    while True:
        rows = table.query(tenant, pk, after=after, limit=None)
        yield from (keys.entry_record_id(sk) for sk, _ in rows.rows)
        if not rows.more:
            return
        after = rows.rows[-1][0]


def _work(tenant: str, each: Due) -> None:
    """Some pages of what somebody is to be reminded of; the rest follows two minutes later."""
    since, only = each.told["since"], each.told.get("only", each.record)
    if "after" not in each.told:
        _digest(tenant, each.record)
    if only == each.record and "after" not in each.told:
        due.plan([_replan(tenant, team, since, only) for team in _teams(tenant, only)])
    family, after = each.told.get("family", 0), each.told.get("after", "")
    for _ in range(PAGES):
        run.current().keep()
        ids, after = listing.linked(tenant, each.record, limit=PAGE, after=after, family=FAMILIES[family])
        plan(tenant, list(records.get_many(tenant, ids).values()), datetime.fromisoformat(since), only)
        family += not after
        if family == len(FAMILIES):
            return
    due.plan([_replan(tenant, each.record, since, only, family=family, after=after)])


def _digest(tenant: str, user: str) -> None:
    """What waits for one comes in the morning where they live now."""
    if notice_letters.is_waiting(tenant, user) and (found := records.get(tenant, user)):
        notice_mail.plan_digests(tenant, [found])


def _teams(tenant: str, user: str) -> list[str]:
    """Nothing leads from a user to the teams; there are few."""
    teams = [each for declared in TYPES.values() if declared.is_group for each in _all(tenant, declared)]
    found = records.get_many(tenant, teams).values()
    return [each.id for each in found if user in TYPES[each.type].members(each)]
