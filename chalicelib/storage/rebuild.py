"""Making the entries and claims of a tenant anew from its records, with a report of what differed.

Finding the records by their entries would miss those whose entries are lost, so the table itself is read: a Scan, which
no function in Lambda may do; this runs from `infra`. What differs is computed from that, purely. Each record that
differs is then read again and mended in transactions that hold its version, so that people can go on working.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from chalicelib import clock
from chalicelib.models.items import RecordItem
from chalicelib.models.record import Record
from chalicelib.models.registry import type_of
from chalicelib.storage import derived, keys, packed, plan, records, rights, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Attributes, Check, Reason, Refused, Write
from chalicelib.storage.work import CONDITION

Kind = Literal["missing", "superfluous", "different", "older"]
OLDER: Kind = "older"
DERIVED = frozenset({*derived.FAMILIES, keys.CLAIMS})
ONCE = "once"
AT_A_TIME = table.MOST_IN_TRANSACTION - 1
SAMPLES = 3
TRIES = 8


class Kept(NamedTuple):
    """An entry or claim as it is or ought to be: the record that it is of, and its digest; a claim has none."""

    record_id: str
    digest: str | None


Shelf = Mapping[ItemKey, Kept]


class Difference(NamedTuple):
    family: str
    kind: Kind
    key: ItemKey
    record_id: str


class Contested(NamedTuple):
    """Two living records say that a value is theirs; a person must decide."""

    key: ItemKey
    record_id: str


@dataclass
class Report:
    """What was there, what differed by family and kind, and a few keys of each; whether the `rights` were mended. What
    is older says the same as it ought to, in the words of an earlier release."""

    records: int = 0
    kept: int = 0
    counts: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    samples: dict[tuple[str, Kind], list[ItemKey]] = field(default_factory=dict)
    contested: list[Contested] = field(default_factory=list)
    rights: bool = False

    def add(self, found: Difference) -> None:
        about = (found.family, found.kind)
        self.counts[about] += 1
        samples = self.samples.setdefault(about, [])
        if len(samples) < SAMPLES:
            samples.append(found.key)

    @property
    def is_wrong(self) -> bool:
        return any(kind != OLDER for _, kind in self.counts)

    def lines(self) -> Iterator[str]:
        yield f"{self.records} records, {self.kept} entries and claims"
        for (family, kind), count in sorted(self.counts.items()):
            yield f"{family}: {count} {kind}"
            yield from (f"    {key.pk} {key.sk}" for key in self.samples[family, kind])
        if self.rights:
            yield "rights: different"
        yield from (f"contested: {each.key.pk}, also by {each.record_id}" for each in self.contested)


# -------------------------------------------------------------------------------------------------------- pure


def ought(living: Iterable[Record]) -> dict[ItemKey, Kept]:
    """Of two that claim one value, the one whose id is the oldest."""
    told: dict[ItemKey, Kept] = {}
    for record in sorted(living, key=lambda each: each.id):
        told.update((key, Kept(record.id, digest)) for key, digest in derived.entries(record).items())
        for key in derived.claims(record):
            told.setdefault(key, Kept(record.id, None))
    return told


def differences(wanted: Shelf, found: Shelf) -> Iterator[Difference]:
    for key in sorted(wanted.keys() | found.keys()):
        kind = _kind(keys.family_of(key.pk), wanted.get(key), found.get(key))
        if kind is not None:
            record_id = (found if kind == "superfluous" else wanted)[key].record_id
            yield Difference(keys.family_of(key.pk), kind, key, record_id)


def _kind(family: str, wanted: Kept | None, found: Kept | None) -> Kind | None:
    if wanted is None or found is None:
        return "superfluous" if wanted is None else "missing"
    if wanted == found:
        return None
    is_older = family in derived.PACKED and wanted._replace(digest=_older(wanted.digest or "")) == found
    return OLDER if is_older else "different"


def _older(digest: str) -> str:
    """As releases wrote it that did not pack."""
    return derived.written(packed.read(digest))


def mending(record: Record | None, record_id: str, differing: Iterable[ItemKey]) -> list[Write]:
    """What to write for keys that differed, by what the record is now."""
    entries = derived.entries(record) if record else {}
    claims = derived.claims(record) if record else {}
    return [_claim(key, record_id, key in claims) if _is_claim(key) else _entry(key, entries) for key in differing]


def _claim(key: ItemKey, record_id: str, is_made: bool) -> Write:
    return plan.claim(key, record_id) if is_made else plan.release(key, record_id)


def _entry(key: ItemKey, entries: Mapping[ItemKey, str | None]) -> Write:
    return plan.entry(key, entries[key]) if key in entries else plan.no_entry(key)


def _is_claim(key: ItemKey) -> bool:
    return keys.family_of(key.pk) == keys.CLAIMS


# ------------------------------------------------------------------------------------------------ with the table


def rebuild(tenant: str, *, mend: bool = True) -> Report:
    """With `mend` False nothing is written."""
    living, found = _read(tenant)
    report = Report(records=len(living), kept=len(found))
    told = list(differences(ought(living), found))
    for each in told:
        report.add(each)
    if mend:
        wrongly_held = [(found[each.key].record_id, each.key) for each in told if each.kind == "different"]
        _mend(tenant, ((holder, key) for holder, key in wrongly_held if _is_claim(key)))
        report.contested = _mend(tenant, ((each.record_id, each.key) for each in told))
        report.rights = rights.mend(tenant, rights.ought(living))
    return report


def _read(tenant: str) -> tuple[list[Record], dict[ItemKey, Kept]]:
    """Records of a type that this release does not know are left alone, with all that is derived of them."""
    living: list[Record] = []
    found: dict[ItemKey, Kept] = {}
    for item in table.sweep(tenant):
        key = ItemKey(item["pk"]["S"], item["sk"]["S"])
        if key.sk == keys.RECORD:
            living.append(records.from_item(tenant, item))
        elif keys.family_of(key.pk) in DERIVED and not _is_once(key):
            found[key] = _kept(key, item)
    unknown = {record.id for record in living if type_of(record.id) is None}
    return living, {key: kept for key, kept in found.items() if kept.record_id not in unknown}


def _is_once(key: ItemKey) -> bool:
    """An Idempotency-Key is a claim that no record makes."""
    return _is_claim(key) and keys.claim_kind(key.pk) == ONCE


def _kept(key: ItemKey, item: Attributes) -> Kept:
    if _is_claim(key):
        return Kept(item["holder"]["S"], None)
    return Kept(keys.entry_record_id(key.sk), item.get("digest", {}).get("S"))


def _mend(tenant: str, differing: Iterable[tuple[str, ItemKey]]) -> list[Contested]:
    by_record: dict[str, list[ItemKey]] = {}
    for record_id, key in differing:
        by_record.setdefault(record_id, []).append(key)
    return [
        Contested(key, record_id)
        for record_id, its_keys in by_record.items()
        for start in range(0, len(its_keys), AT_A_TIME)
        for key in _mend_one(tenant, record_id, its_keys[start : start + AT_A_TIME])
    ]


def _mend_one(tenant: str, record_id: str, differing: Sequence[ItemKey]) -> set[ItemKey]:
    """Answers with the claims that another living record has; raises Lost when the record changes all the time."""
    contested: set[ItemKey] = set()
    for attempt in range(TRIES):
        record = records.get(tenant, record_id)
        left = [key for key in differing if key not in contested]
        try:
            table.transact(tenant, [_as_it_is(tenant, record_id, record), *mending(record, record_id, left)])
            return contested
        except Refused as refused:
            contested |= _held_by_others(refused.reasons)
            clock.pause(attempt)
    raise Lost(f"{record_id} is being changed all the time")


def _as_it_is(tenant: str, record_id: str, record: Record | None) -> Check:
    if record is not None:
        return plan.hold(record)
    return Check(RecordItem, keys.record(tenant, record_id), RecordItem.pk.does_not_exist())


def _held_by_others(reasons: Iterable[Reason]) -> set[ItemKey]:
    """Entries have no condition, so what was refused beside the check is a claim."""
    refused = (each.write for each in reasons if each.code == CONDITION)
    return {ItemKey(write.item.pk, write.item.sk) for write in refused if not isinstance(write, Check)}
