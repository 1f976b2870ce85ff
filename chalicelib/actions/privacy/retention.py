"""What is due to go by the rules of the tenant, and carrying that out on what somebody chose of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from chalicelib import clock, criteria
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.privacy import erase
from chalicelib.actions.privacy.erase import Asked
from chalicelib.criteria import Criteria
from chalicelib.errors import Conflict, FieldError, Invalid, NotFound, Problem, invalid
from chalicelib.models import retention_rule, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.models.retention_rule import ARCHIVE, ERASE, REVIEW, SETTING
from chalicelib.storage import cursor, keys, listing, records, tenant_settings
from chalicelib.storage.listing import Question
from chalicelib.storage.work import Work

SPARE = 8  # items that the rest of the transaction may take
MISSING = ("no_such_record", "There is no record with this id; correct it.")
BY_DATE = ("activity",)  # in whose natural order the oldest come first


@dataclass(frozen=True)
class Overdue(Question):
    """A list of what is due by a rule."""

    rule: Data | None = None
    today: date | None = None

    def matches(self, record: Record) -> bool:
        assert self.rule is not None
        assert self.today is not None
        return super().matches(record) and retention_rule.is_due(self.rule, record, self.today)


class Due(NamedTuple):
    records: list[Record]
    next: str | None


def rule(tenant: str, key: str) -> Data:
    """Raises NotFound."""
    known = stored.parts(tenant_settings.read_all(tenant, [SETTING])[SETTING].values, "rules")
    found = next((each for each in known if each["key"] == key), None)
    if found is None:
        raise NotFound("There is no such rule; correct its key, or make it first.")
    return found


def due(actor: Actor, key: str, limit: int, at: str | None) -> Due:
    """A page; it may hold fewer than asked for, even none, while there is more."""
    told, today = rule(actor.tenant, key), clock.now().date()
    declared, wanted = TYPES[told["of"]], _criteria(actor, told, today)
    scope = f"retention {actor.tenant} {actor.user} {key}"
    question = Overdue(
        tenant=actor.tenant,
        declared=declared,
        source=listing.source(actor.tenant, declared, wanted, declared.natural, backward=False)._replace(sift=True),
        criteria=wanted,
        keep=reading.keeps(actor),
        limit=limit,
        rule=told,
        today=today,
    )
    page = listing.page(question, cursor.open_(at, scope) if at else "")
    is_over = not page.next or (told["of"] in BY_DATE and keys.split(page.next)[0] > retention_rule.cutoff(told, today))
    return Due(page.records, None if is_over else cursor.seal(page.next, scope))


def _criteria(actor: Actor, told: Data, today: date) -> Criteria:
    """As far as entries tell it."""
    asked: list[Data] = []
    if told.get("kind"):
        asked.append({"field": "kind", "op": "eq", "value": told["kind"]})
    if told.get("status"):
        asked.append({"field": "status", "op": "has_any", "value": [told["status"]]})
    if told["of"] == "contact":
        asked.append({"field": "ended_on", "op": "lt", "value": retention_rule.cutoff(told, today)})
    return criteria.parse({"all": asked}, TYPES[told["of"]].criteria_fields).bind(me=actor.user, now=clock.now())


# ------------------------------------------------------------------------------------------------------ carrying out


def apply(work: Work, actor: Actor, key: str, ids: list[str]) -> list[dict[str, Any]]:
    """What became of each: `left` has no room in this transaction, and is to be asked for again."""
    try:
        told, today = rule(work.tenant, key), clock.now().date()
    except NotFound as error:
        raise invalid("rule", "no_such_rule", error.detail) from None
    if told["action"] == REVIEW:
        raise Conflict("By this rule things are looked at only. Change its action to archive or erase first.")
    live = {each.id: each for each in reading.allowed(actor, records.get_many(work.tenant, ids).values())}
    if faults := [FieldError(f"ids[{place}]", *MISSING) for place, each in enumerate(ids) if each not in live]:
        raise Invalid(errors=faults)
    return [{"id": each.id, **_applied(work, actor, told, each, today)} for each in live.values()]


def _applied(work: Work, actor: Actor, told: Data, record: Record, today: date) -> dict[str, str]:
    if not retention_rule.is_due(told, record, today):
        return {"outcome": "not_due"}
    if not reading.may(actor, Right(record.type, NEEDS[told["action"]]), record):
        return {"outcome": "forbidden"}
    return _archived(work, record) if told["action"] == ARCHIVE else _erased(work, actor, record)


NEEDS = {ARCHIVE: "delete", ERASE: "erase"}


def _archived(work: Work, record: Record) -> dict[str, str]:
    if listing.linked(work.tenant, record.id, limit=1)[0]:
        return {"outcome": "in_use"}
    before = dict(work.saves)
    work.archive(record)
    if work.room >= SPARE:
        return {"outcome": "archived"}
    work.saves = before
    return {"outcome": "left"}


def _erased(work: Work, actor: Actor, record: Record) -> dict[str, str]:
    try:
        made = erase.begin(work, actor, record, Asked("retention", None, None))
    except Problem as problem:
        return {"outcome": problem.code}
    return {"outcome": "erasing", "erasure": made.id}
