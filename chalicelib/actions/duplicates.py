"""Records that are likely about the same as one that is being made. Nothing keeps two from being made in the same
moment: the scan of all records finds those."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from chalicelib import text
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.duplicates.evidence import Verdict, most, verdict
from chalicelib.duplicates.facts import Facts
from chalicelib.duplicates.rarity import weight
from chalicelib.errors import DuplicateSuspected
from chalicelib.models import duplicate, duplicate_rule, stored
from chalicelib.models.duplicate_rule import OFF, SETTING, SUSPECTED, DuplicateRule
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import records, resembling, tenant_settings
from chalicelib.storage.at_once import both
from chalicelib.storage.resembling import Traces
from chalicelib.storage.work import Work

ALLOWED = "allow_duplicate"
MOST_LOOKED_AT, MOST_TOLD = 20, 5
MOST_BESIDE_RULE = 90  # ids in one batch with the settings
SHORTEST, BEGINNING = 3, 5
DECIDING = frozenset({"chamber", "address"})  # keys that are enough by themselves, and so are asked for at every create
MOST_KEYS, MOST_WORDS = 8, 2


class Sought(NamedTuple):
    """With what is like it, one that `is_there` itself may have been told apart."""

    record: Record
    facts: Facts
    traces: Traces
    is_there: bool = False


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
    if allowed:
        work.about[ALLOWED] = allowed
        return
    (candidates,) = refusing(actor, TYPES[record.type], [record])
    if candidates:
        raise DuplicateSuspected(candidates=candidates)


def refusing(actor: Actor, declared: RecordType, made: Sequence[Record]) -> list[list[Data]]:
    """Of each that is about to be made, as `save.create` gave it, what keeps it from that, told as its 409 tells it;
    nothing where nothing does. For many, such as the rows of a file, ask of some fifteen at once: it takes two round
    trips for all of them together, or three where not everybody sees what they are like. One that may be made counts as
    being there for those behind it."""
    sought = [_sought(declared, each, thorough=False) for each in made]
    asked = [each for each in sought if most(each.facts) >= SUSPECTED]
    told = dict(_refused(actor, declared, asked, _found(actor, declared, asked)))
    return [told.get(each.id, []) for each in made]


def _refused(
    actor: Actor, declared: RecordType, asked: Sequence[Sought], found: Sequence[Found]
) -> Iterator[tuple[str, list[Data]]]:
    before: list[tuple[Record, Facts]] = []
    for each, known in zip(asked, found, strict=True):
        new = [Candidate(one, one, compared) for one, compared in _alike(each, before, known.rule)]
        refusals = _refusals(each.record, known._replace(candidates=[*known.candidates, *new]))
        yield each.record.id, told(actor, declared, refusals)
        before += [] if refusals else [(each.record, each.facts)]


def _refusals(record: Record, found: Found) -> list[Candidate]:
    """What may be there once only is refused as that, when it is saved."""
    suspected = found.suspected(found.rule.threshold) if found.rule.on_create != OFF else []
    own = _claims(record)
    return [] if any(own & _claims(each.record) for each in suspected) else suspected


def _claims(record: Record) -> set[tuple[str, str]]:
    return {(each.kind, each.value) for each in TYPES[record.type].claims(record)}


def check(actor: Actor, record: Record, *, is_there: bool) -> list[Data]:
    """All that are likely the same, by all that it can be found by, but for those that somebody said it is not."""
    declared = TYPES[record.type]
    sought = _sought(declared, record, thorough=True)._replace(is_there=is_there)
    (found,) = _found(actor, declared, [sought])
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


def _sought(declared: RecordType, record: Record, *, thorough: bool) -> Sought:
    facts = _facts(record)
    return Sought(record, facts, _traces(declared, record, facts, thorough=thorough))


def _facts(record: Record) -> Facts:
    """Nothing is like what is of a type that has no duplicates."""
    likeness = TYPES[record.type].likeness
    return likeness(record.data) if likeness else Facts("")


def _found(actor: Actor, declared: RecordType, sought: Sequence[Sought]) -> list[Found]:
    ids = resembling.ids_of_each(actor.tenant, declared, [each.traces for each in sought], MOST_LOOKED_AT)
    wanted = dict.fromkeys(chain(*ids))
    if not wanted and len(sought) < 2:
        return [Found(DuplicateRule()) for _ in sought]
    live, rule = _read(actor.tenant, declared, [*wanted, *_pairs(sought, ids)])
    alike = [[*_alike(each, _there(each, some, live), rule)] for each, some in zip(sought, ids, strict=True)]
    met = {record.id: record for some in alike for record, _ in some}
    seen = reading.seen(actor, met.values()) if met else {}
    return [Found(rule, [Candidate(record, seen.get(record.id), told) for record, told in some]) for some in alike]


def _read(tenant: str, declared: RecordType, ids: Sequence[str]) -> tuple[dict[str, Record], DuplicateRule]:
    """One round trip."""
    some, more = ids[:MOST_BESIDE_RULE], ids[MOST_BESIDE_RULE:]
    context, others = both(
        partial(tenant_settings.context, tenant, some, [SETTING]), partial(records.get_all, tenant, more)
    )
    rule = duplicate_rule.of(context.settings.get(SETTING, {}), declared.name)
    return context.linked | others, rule


def _pairs(sought: Sequence[Sought], ids: Sequence[Sequence[str]]) -> Iterator[str]:
    """Of what is there itself: what somebody said of it and each of those."""
    for each, some in zip(sought, ids, strict=True):
        yield from (duplicate.id_of(each.record.id, one) for one in some if each.is_there)


def _there(sought: Sought, ids: Iterable[str], live: Mapping[str, Record]) -> Iterator[tuple[Record, Facts]]:
    for each in ids:
        pair = live.get(duplicate.id_of(sought.record.id, each))
        is_other = pair is not None and stored.line(pair.data, duplicate.STATE) == duplicate.NOT_DUPLICATE
        if each in live and each != sought.record.id and not is_other:
            yield live[each], _facts(live[each])


def _alike(
    sought: Sought, others: Iterable[tuple[Record, Facts]], rule: DuplicateRule
) -> Iterator[tuple[Record, Verdict]]:
    ignored = frozenset(rule.ignored)
    for each, facts in others:
        compared = verdict(sought.facts, facts, ignored)
        if each.alive and each.type == sought.record.type and compared.score >= SUSPECTED:
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
