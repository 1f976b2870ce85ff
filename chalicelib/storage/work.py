"""A unit of work: what one operation saves, committed in one transaction or not at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.errors import AlreadyExists, Conflict, Invalid, Problem
from chalicelib.models.items import ChangeItem, ClaimItem
from chalicelib.models.record import MOST_BYTES, Record, created
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import claimed, derived, keys, plan, rights, table
from chalicelib.storage.change import REACTION
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.outcome import Lost, Repeated
from chalicelib.storage.plan import Save
from chalicelib.storage.table import Check, Put, Reason, Refused, Update, Write

KEPT = timedelta(hours=24)
MOST_ANSWER_BYTES = 380_000  # an item has at most 400 KB
MOST_BYTES_JOINED = 3_200_000  # a transaction has at most 4 MB, and the answer and the job are in it besides

CONDITION = "ConditionalCheckFailed"
CONFLICT = "TransactionConflict"
OVERLOADED = frozenset({"ThrottlingError", "ProvisionedThroughputExceeded"})


class Once(NamedTuple):
    """An Idempotency-Key of a user on a route, and the answer to keep under it for 24 hours."""

    key: ItemKey
    fingerprint: str
    answer: str


class Planned(NamedTuple):
    """What a save writes, as it was `about` then."""

    save: Save
    about: dict[str, Any]
    writes: list[Write]


class Extra(NamedTuple):
    """A write besides those of records, and the problem that it is when its condition does not hold."""

    write: Write
    refused: Problem | None = None


@dataclass
class Work:
    """`by` is the user, or `system:<name>`; all that is saved gets the same moment, and histories tell what it is
    `about`, and by what `channel` it came. That another took the claim `may_be_taken` meanwhile is no error, but a
    reason to decide again."""

    tenant: str
    by: str
    request_id: str = ""
    at: str = field(default_factory=clock.timestamp)
    saves: dict[str, Save] = field(default_factory=dict)
    checks: dict[str, Check | Update] = field(default_factory=dict)
    extra: list[Extra] = field(default_factory=list)
    may_be_taken: ItemKey | None = None
    about: dict[str, Any] = field(default_factory=dict)
    channel: str = REACTION
    planned: dict[str, Planned] = field(default_factory=dict, repr=False, compare=False)

    def create(
        self, declared: RecordType, data: dict[str, Any], record_id: str = "", beside: dict[str, Any] | None = None
    ) -> Record:
        record_id = record_id or clock.new_id(declared.prefix)
        record = created(id=record_id, type=declared.name, tenant=self.tenant, data=data, at=self.at, by=self.by)
        return self._save(None, replace(record, beside=beside or {}))

    def update(self, before: Record, data: dict[str, Any], beside: dict[str, Any] | None = None) -> Record:
        """Nothing is saved when nothing differs: the record keeps its version. With `beside` in place of what stood
        there."""
        if data == before.data:
            return before
        after = before.changed(data, self.at, self.by)
        return self._save(before, after if beside is None else replace(after, beside=beside))

    def try_update(self, before: Record, data: dict[str, Any], spare: int = 0) -> bool:
        """Whether the transaction has room for it, beside `spare` items; where it has not, it is not saved either."""
        saves = dict(self.saves)
        self.update(before, data)
        if self.room >= spare:
            return True
        self.saves = saves
        return False

    def archive(self, before: Record, data: dict[str, Any] | None = None) -> Record:
        """With `data` in place of what it had."""
        if not before.alive:
            return before
        return self._save(before, replace(before.archived(self.at, self.by), data=data or before.data))

    def restore(self, before: Record, data: dict[str, Any] | None = None) -> Record:
        """With `data` in place of what it was archived with."""
        if before.alive:
            return before
        return self._save(before, replace(before.restored(self.at, self.by), data=data or before.data))

    def hold(self, record: Record) -> None:
        """The transaction is refused when this record has changed since it was read."""
        linked = isinstance(self.checks.get(record.id), Update)
        self.checks[record.id] = plan.link(record, unchanged=True) if linked else plan.hold(record)

    def link(self, target: Record) -> None:
        """The transaction is refused when this record, to which one begins to link, has been archived since."""
        self.checks.setdefault(target.id, plan.link(target))

    def see(self, record: Record, action: str, about: dict[str, Any]) -> None:
        """That somebody looks at a record stands in its history, and leaves its version as it is."""
        key = keys.seen(self.tenant, record.id, self.at, clock.new_id("seen"))
        who = {"at": self.at, "by": self.by, "channel": self.channel}
        told = {"version": record.version, "action": action, **who, "about": about, "changed": {}}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        self.extra.append(Extra(Put(ChangeItem(key.pk, key.sk, body=body))))

    def keep_beside(self, before: Record, beside: dict[str, Any]) -> None:
        """What a reaction knows of others, kept on the record without a new version of it."""
        if beside != before.beside:
            self.extra.extend(map(Extra, plan.keep_beside(before, replace(before, beside=beside))))

    def fork(self, by: str, about: dict[str, Any], channel: str) -> "Work":
        """To try something in, in the name of another: it is saved when it `joined`."""
        saves, checks, extra = {**self.saves}, {**self.checks}, [*self.extra]
        return replace(self, by=by, about=about, channel=channel, saves=saves, checks=checks, extra=extra)

    def joined(self, fork: "Work", spare: int = 0) -> bool:
        """Whether the transaction has room for it, beside `spare` items, and touches nothing twice; where not, nothing
        of it is saved."""
        writes = fork._writes(None)
        if len(writes) + spare >= table.MOST_IN_TRANSACTION or len({*map(_key, writes)}) < len(writes):
            return False
        if sum(map(_bytes, writes)) > MOST_BYTES_JOINED:
            return False
        self.saves, self.checks, self.extra = fork.saves, fork.checks, fork.extra
        return True

    def put_setting(self, name: str, values: dict[str, Any], version: int) -> None:
        """In place of the setting as it stood in `version`, 0 where it was not there."""
        self.extra.append(Extra(plan.setting(keys.settings(self.tenant, name), values, version)))

    @property
    def room(self) -> int:
        """How many items more the transaction takes, beside an answer under an Idempotency-Key."""
        return table.MOST_IN_TRANSACTION - 1 - len(self._writes(None))

    def _save(self, before: Record | None, after: Record) -> Record:
        """A second save of a record in the same work goes into the first: one version, one change."""
        if before is not None and not before.version:
            raise Conflict("This comes with Relata and stays as it is.")
        if after.kept is not None:
            raise RuntimeError(f"{after.id} is saved as somebody sees it: what is hidden from them would be lost")
        if after.id in self.saves:
            before, earlier, *_ = self.saves[after.id]
            after = replace(after, version=earlier.version)
        size = len(after.body().encode())
        if size > MOST_BYTES:
            raise Invalid(f"The record would take {size} bytes; the most is {MOST_BYTES}. Put long texts elsewhere.")
        self.saves[after.id] = Save(before, after, self.request_id, self.about, self.channel)
        return after

    def commit(self, once: Once | None = None) -> None:
        """Raises Lost, Repeated, AlreadyExists, what stands beside a write, or Invalid when it is too much for one
        transaction. Where nothing is to be saved, the answer to that is still kept under its key."""
        if not self.saves and not self.extra and once is None:
            return
        writes = [*self._writes(once), *rights.writes(self.tenant, self.saves.values())]
        if len(writes) > table.MOST_IN_TRANSACTION:
            raise _too_much(len(writes))
        try:
            table.transact(self.tenant, writes)
        except Refused as refused:
            raise (self._meaning(refused.reasons, once) or refused) from refused.__cause__

    def _writes(self, once: Once | None) -> list[Write]:
        held = self.checks.items() if self.saves else ()
        writes: list[Write] = [check for record_id, check in held if record_id not in self.saves]
        for each in self.saves.values():
            writes.extend(self._planned(each))
        writes.extend(each.write for each in self.extra)
        if once is not None:
            writes.append(_keep(once))
        return plan.passed_on(writes)

    def _planned(self, each: Save) -> list[Write]:
        """Asked for at every look whether there is room, by forks too: once for each save."""
        known, about = self.planned.get(each.after.id), dict(each.about or {})
        if known is None or known.save is not each or known.about != about:
            known = self.planned[each.after.id] = Planned(each, about, list(plan.save(each)))
        return known.writes

    def _meaning(self, reasons: Sequence[Reason], once: Once | None) -> Exception | None:
        """None when no other try will do, such as for an item that is too large: our own mistake."""
        failed = [reason for reason in reasons if reason.code == CONDITION]
        for reason in failed:
            if once is not None and _key(reason.write) == once.key:
                return Repeated(reason.item)
        for each in self.extra:
            if each.refused is not None and any(reason.write is each.write for reason in failed):
                return each.refused
        taken = [reason for reason in failed if isinstance(reason.write, Put) and _is_claim(reason.write)]
        if taken and len(taken) == len(reasons) and all(_key(each.write) != self.may_be_taken for each in taken):
            return self._already_exists(taken)
        codes = {reason.code for reason in reasons}
        if not codes <= {CONDITION, CONFLICT} | OVERLOADED:
            return None
        return Lost(", ".join(sorted(codes)), overloaded=codes <= OVERLOADED)

    def _already_exists(self, taken: Sequence[Reason]) -> AlreadyExists:
        paths = {key: path for each in self.saves.values() for key, path in derived.claims(each.after).items()}
        existing = taken[0].item.get("holder", {}).get("S")
        errors = [claimed.taken(paths.get(_key(reason.write), "")) for reason in taken]
        advice = (TYPES[each.after.type].taken for each in self.saves.values() if each.after.type in TYPES)
        return AlreadyExists(next(filter(None, advice), ""), errors, existing=existing)


def _too_much(items: int) -> Invalid:
    told = f"This change touches {items} items; the most in one go is {table.MOST_IN_TRANSACTION}."
    fewer = "Use fewer channels, addresses, links, participants or words, or change them in several steps."
    return Invalid(f"{told} {fewer}")


def _keep(once: Once) -> Put:
    """Raises Invalid when the answer is too large to be kept. Time to live removes items late, so that a lapsed one
    counts as absent."""
    if len(once.answer.encode()) > MOST_ANSWER_BYTES:
        raise Invalid("The answer is too large to be kept under an Idempotency-Key. Leave the key out, or send less.")
    lapses = clock.now() + KEPT
    item = ClaimItem(once.key.pk, once.key.sk, holder=once.fingerprint, body=once.answer, expires_at=lapses)
    return Put(item, ClaimItem.pk.does_not_exist() | (ClaimItem.expires_at < clock.now()))


def _key(write: Write) -> ItemKey:
    return write.key if isinstance(write, Check) else ItemKey(write.item.pk, write.item.sk)


def _bytes(write: Write) -> int:
    """Of the record or the change: all else is small beside these."""
    body = getattr(write.item, "body", None) if isinstance(write, Put) else None
    return len(body.encode()) if isinstance(body, str) else 0


def _is_claim(write: Put) -> bool:
    return isinstance(write.item, ClaimItem) and write.item.sk == keys.CLAIM
