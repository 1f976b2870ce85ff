"""Records that are likely about the same as one that is being made. Nothing keeps two from being made in the same
moment: the scan of all records finds those."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chalicelib import text
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.duplicates.evidence import Verdict, most, verdict
from chalicelib.duplicates.facts import Facts
from chalicelib.duplicates.rarity import weight
from chalicelib.errors import DuplicateSuspected
from chalicelib.models import duplicate_rule
from chalicelib.models.duplicate_rule import OFF, SETTING, SUSPECTED, DuplicateRule
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import resembling, tenant_settings
from chalicelib.storage.resembling import Traces
from chalicelib.storage.work import Work

ALLOWED = "allow_duplicate"
MOST_LOOKED_AT, MOST_TOLD = 20, 5
SHORTEST, BEGINNING = 3, 5
DECIDING = frozenset({"chamber", "address"})  # keys that are enough by themselves, and so are asked for at every create
MOST_KEYS, MOST_WORDS = 8, 2


class Candidate(NamedTuple):
    """`seen` is the record as the asker sees it, None where they may not."""

    record: Record
    seen: Record | None
    verdict: Verdict


class Found(NamedTuple):
    rule: DuplicateRule
    candidates: Sequence[Candidate] = ()

    def suspected(self, threshold: int) -> list[Candidate]:
        """What may be read first, of that the most alike; what may not only where the tenant tells of that."""
        alike = [each for each in self.candidates if each.verdict.score >= threshold]
        shown = [each for each in alike if each.seen is not None or self.rule.masked]
        return sorted(shown, key=lambda each: (each.seen is None, -each.verdict.score, each.record.id))


def hold(work: Work, actor: Actor, record: Record, allowed: str | None) -> None:
    """Raises DuplicateSuspected, unless somebody says why it is to be made all the same: that stands in its history.
    One round trip, another where something may be like it; none for what is known too little of."""
    declared = TYPES[record.type]
    facts = _facts(declared, record)
    if allowed:
        work.about[ALLOWED] = allowed
    elif most(facts) >= SUSPECTED:
        found = _found(actor, declared, facts, _traces(declared, record, facts, thorough=False))
        _refuse(actor, declared, record, found)


def _refuse(actor: Actor, declared: RecordType, record: Record, found: Found) -> None:
    """What may be there once only is refused as that, when it is saved."""
    suspected = found.suspected(found.rule.threshold) if found.rule.on_create != OFF else []
    own = _claims(declared, record)
    if suspected and not any(own & _claims(declared, each.record) for each in suspected):
        raise DuplicateSuspected(candidates=told(actor, declared, suspected))


def _claims(declared: RecordType, record: Record) -> set[Claim]:
    return set(declared.claims(record))


def check(actor: Actor, record: Record) -> list[Data]:
    """Of one that is not made yet: all that are likely the same, by all that it can be found by."""
    declared = TYPES[record.type]
    facts = _facts(declared, record)
    found = _found(actor, declared, facts, _traces(declared, record, facts, thorough=True))
    return told(actor, declared, found.suspected(SUSPECTED))


def told(actor: Actor, declared: RecordType, candidates: Sequence[Candidate]) -> list[Data]:
    return [_told(actor, declared, each.seen, each.verdict) for each in candidates[:MOST_TOLD]]


def _told(actor: Actor, declared: RecordType, seen: Record | None, verdict: Verdict) -> Data:
    """Of what they may not read, that it is there."""
    if seen is None:
        return {"masked": True}
    shown = {"id": seen.id, "title": declared.title(seen.data), "place": declared.place(seen.data)}
    reasons = [each._asdict() for each in verdict.reasons if reading.sees(actor, declared, each.field)]
    return {**shown, "score": verdict.score, "reasons": reasons, "masked": False}


# ------------------------------------------------------------------------------------------------------- comparing


def _facts(declared: RecordType, record: Record) -> Facts:
    """Nothing is like what is of a type that has no duplicates."""
    return declared.likeness(record.data) if declared.likeness else Facts("")


def _found(actor: Actor, declared: RecordType, facts: Facts, traces: Traces) -> Found:
    ids = resembling.ids(actor.tenant, declared, traces, MOST_LOOKED_AT)
    if not ids:
        return Found(DuplicateRule())
    context = tenant_settings.context(actor.tenant, ids, [SETTING])
    rule = duplicate_rule.of(context.settings.get(SETTING, {}), declared.name)
    alike = list(_alike(declared, facts, context.linked.values(), rule))
    seen = reading.seen(actor, [record for record, _ in alike]) if alike else {}
    return Found(rule, [Candidate(record, seen.get(record.id), compared) for record, compared in alike])


def _alike(
    declared: RecordType, facts: Facts, records: Iterable[Record], rule: DuplicateRule
) -> Iterator[tuple[Record, Verdict]]:
    for each in records:
        compared = verdict(facts, _facts(declared, each), frozenset(rule.ignored))
        if each.alive and each.type == declared.name and compared.score >= SUSPECTED:
            yield each, compared


# ---------------------------------------------------------------------------------------------------------- traces


def _traces(declared: RecordType, record: Record, facts: Facts, *, thorough: bool) -> Traces:
    """At every create by the word of the name that tells most, and by the keys that decide; when asked for, by all."""
    keys = [each for each in declared.keys(record) if thorough or each.kind in DECIDING]
    begin = tuple(map(_beginning, _leading(facts)[: MOST_WORDS if thorough else 1]))
    words = dict.fromkeys(_beginning(word.text) for word in declared.words(record) if word.text)
    beside = () if facts.within else tuple(word for word in words if word not in begin)
    return Traces(tuple(dict.fromkeys(keys))[:MOST_KEYS], begin, beside, facts.within)


def _leading(facts: Facts) -> list[str]:
    """As words are found; those that tell most first, of which the longest."""
    ordered = sorted(facts.name.words, key=lambda word: (-weight(word), -len(word), word))
    return [spelt for word in ordered for spelt in text.words(word, 1)]


def _beginning(word: str) -> str:
    """Short enough that one with a slip further on begins so too."""
    return word[: max(SHORTEST, min(BEGINNING, len(word) - SHORTEST))]
