"""What speaks for two records being about the same, and what against: points that are added up, from 0 to 100."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chalicelib.duplicates import resemblance
from chalicelib.duplicates.facts import Facts, Values
from chalicelib.duplicates.spelling import is_misspelt

CERTAIN = 100
NAME_AT_LEAST = 0.6
HOLDING = "holding"  # one stands beside the company that it holds: at the same address, and called the same
SAME_NAME, SIMILAR_NAME, OTHER_NAME = "same_name", "similar_name", "other_name"
Holds = Callable[[Facts, Facts], bool]


class Reason(NamedTuple):
    """`field` is where it stands in the record, `weight` how many points it gives, or takes."""

    code: str
    field: str
    weight: int


class Rule(NamedTuple):
    """So many `points` where it holds; those that are CERTAIN decide."""

    code: str
    field: str
    points: int
    holds: Holds


class Comparison(NamedTuple):
    """How records of a kind are compared: by their names, for which they get so many points at most, or lose so many
    where those are `unlike`, and by the rules."""

    alike: Callable[[Facts, Facts], float]
    points: int
    unlike: int
    rules: tuple[Rule, ...]


class Verdict(NamedTuple):
    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_undisputed(self) -> bool:
        """Nothing speaks against it."""
        return all(each.weight > 0 for each in self.reasons)


# --------------------------------------------------------------------------------------------------- what can hold


def _values(facts: Facts, name: str) -> Values:
    told: Values = getattr(facts, name)
    return told


def _shared(name: str) -> Holds:
    return lambda one, other: not _values(one, name).isdisjoint(_values(other, name))


def _apart(name: str) -> Holds:
    """Both are known, and none is the same."""

    def holds(one: Facts, other: Facts) -> bool:
        ours, theirs = _values(one, name), _values(other, name)
        return bool(ours and theirs) and ours.isdisjoint(theirs)

    return holds


def _near(one: Facts, other: Facts) -> bool:
    return _apart("cities")(one, other) and any(
        is_misspelt(ours, theirs) or _begins(ours, theirs) for ours in one.cities for theirs in other.cities
    )


def _begins(one: str, other: str) -> bool:
    """Stoke, and Stoke on Trent."""
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _elsewhere(one: Facts, other: Facts) -> bool:
    return _apart("cities")(one, other) and not _near(one, other) and not _shared("postcodes")(one, other)


def _same_key(one: Facts, other: Facts) -> bool:
    return bool(one.key) and one.key == other.key


def _other_key(one: Facts, other: Facts) -> bool:
    return bool(one.key and other.key) and one.key != other.key


def _other_part(one: Facts, other: Facts) -> bool:
    return bool(one.part and other.part) and one.part != other.part


def _one_part(one: Facts, other: Facts) -> bool:
    return bool(one.part) != bool(other.part)


def _one_holds(one: Facts, other: Facts) -> bool:
    return (HOLDING in one.name.words) != (HOLDING in other.name.words)


def _same_street(one: Facts, other: Facts) -> bool:
    return bool(one.street) and (one.street == other.street or is_misspelt(one.street, other.street))


# ---------------------------------------------------------------------------------------------------------- tables

_REACHED = (
    Rule("same_phone", "channels", 30, _shared("phones")),
    Rule("same_mail", "channels", 30, _shared("mails")),
)
_LOCATED = (
    Rule("same_postcode", "addresses", 15, _shared("postcodes")),
    Rule("same_house", "addresses", 15, _shared("houses")),
    Rule("near_city", "addresses", 20, _near),
    Rule("other_city", "addresses", -25, _elsewhere),
    Rule("other_country", "addresses", -25, _apart("countries")),
)
_COMPANY = (
    Rule("same_chamber_number", "chamber_number", CERTAIN, _shared("chambers")),
    Rule("same_vat_number", "vat_number", CERTAIN, _shared("vats")),
    Rule("other_chamber_number", "chamber_number", -60, _apart("chambers")),
    Rule("same_host", "channels", 25, _shared("hosts")),
    Rule("other_host", "channels", -15, _apart("hosts")),
    Rule("one_is_holding", "name", -25, _one_holds),
    Rule("same_city", "addresses", 25, _shared("cities")),
)
_PERSON = (
    Rule("same_vat_number", "vat_number", CERTAIN, _shared("vats")),
    Rule("same_city", "addresses", 15, _shared("cities")),
)
_ADDRESS = (
    Rule("same_address", "title", 95, _same_key),
    Rule("other_part", "extra", -50, _other_part),
    Rule("one_is_part", "extra", -20, _one_part),
    Rule("same_street", "street", 35, _same_street),
    Rule("same_house", "number", 25, _shared("houses")),
    Rule("same_postcode", "postcode", 20, _shared("postcodes")),
    Rule("same_city", "city", 15, _shared("cities")),
    Rule("near_city", "city", 10, _near),
    Rule("other_house", "number", -60, _apart("houses")),
    Rule("other_city", "city", -25, _elsewhere),
    Rule("other_country", "country", -40, _apart("countries")),
)
# That of their company, often: its phone tells less than a phone of their own would, and than a mail address does.
_CONTACT = (
    Rule("same_person", "person", CERTAIN, _same_key),
    Rule("other_person", "person", -25, _other_key),
    Rule("same_phone", "channels", 10, _shared("phones")),
    Rule("same_mail", "channels", 30, _shared("mails")),
)


def _companies(one: Facts, other: Facts) -> float:
    return resemblance.companies(one.name, other.name)


def _persons(one: Facts, other: Facts) -> float:
    return resemblance.persons(one.name, other.name)


def _couples(one: Facts, other: Facts) -> float:
    return resemblance.couples(one.name, other.name)


# Persons share a name, even in one city, more often than companies do; contacts are compared within their company only.
COMPARISONS: Mapping[str, Comparison] = {
    "company": Comparison(_companies, 60, -25, (*_COMPANY, *_REACHED, *_LOCATED)),
    "person": Comparison(_persons, 50, -40, (*_PERSON, *_REACHED, *_LOCATED)),
    "couple": Comparison(_couples, 50, -40, (*_PERSON, *_REACHED, *_LOCATED)),
    "contact": Comparison(_persons, 90, -60, _CONTACT),
    "address": Comparison(lambda _one, _other: 0.0, 0, 0, _ADDRESS),
}
CODES = tuple(
    dict.fromkeys(
        [SAME_NAME, SIMILAR_NAME, OTHER_NAME, *(rule.code for each in COMPARISONS.values() for rule in each.rules)]
    )
)


# --------------------------------------------------------------------------------------------------------- verdict


def verdict(one: Facts, other: Facts, ignored: frozenset[str] = frozenset()) -> Verdict:
    """The same whichever comes first. What is `ignored` by its code speaks neither for it nor against."""
    if (one.kind, one.within) != (other.kind, other.within) or one.kind not in COMPARISONS:
        return Verdict(0, ())
    reasons = tuple(each for each in _reasons(COMPARISONS[one.kind], one, other) if each.code not in ignored)
    if any(each.weight >= CERTAIN for each in reasons):
        return Verdict(CERTAIN, reasons)
    return Verdict(_sum([each.weight for each in reasons]), reasons)


def _sum(weights: Sequence[int]) -> int:
    """What speaks for it is worth no more than all but certain, so that what speaks against it always counts."""
    speaks_for = min(CERTAIN - 1, sum(each for each in weights if each > 0))
    return max(0, speaks_for + sum(each for each in weights if each < 0))


def contradict(one: Facts, other: Facts) -> bool:
    """They cannot be the same, whatever else is, and whatever is ignored: each has a number of its own, or a person."""
    is_somebody_else = one.kind == "contact" and _other_key(one, other)
    return is_somebody_else or _apart("chambers")(one, other) or _apart("vats")(one, other)


def most(facts: Facts) -> int:
    """What another that is the same in all that is known of this one would get."""
    return verdict(facts, facts).score


def _reasons(compared: Comparison, one: Facts, other: Facts) -> Iterator[Reason]:
    if one.name.words and other.name.words:
        yield _of_names(compared, compared.alike(one, other))
    yield from (Reason(rule.code, rule.field, rule.points) for rule in compared.rules if rule.holds(one, other))


def _of_names(compared: Comparison, alike: float) -> Reason:
    if alike < NAME_AT_LEAST:
        return Reason(OTHER_NAME, "name", compared.unlike)
    points = round(compared.points * (alike - NAME_AT_LEAST) / (1 - NAME_AT_LEAST))
    return Reason(SAME_NAME if alike > 1 - 1e-9 else SIMILAR_NAME, "name", points)
