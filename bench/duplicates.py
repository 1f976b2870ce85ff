"""`make bench-duplicates`: how many duplicates are found among real companies, damaged by a fixed seed; how many of
those found are none; and how the time grows with their number.

The weights were chosen on one half of the companies, with SEED_TUNED; what is told is of the other half, and of all,
with another seed.
"""

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from bench.damage import KINDS, Company, damaged
from chalicelib.duplicates import evidence, names, places, scan
from chalicelib.duplicates.facts import Facts, host
from chalicelib.models.duplicate_rule import SUSPECTED as THRESHOLD

FILE = Path("../shared/data/companies.csv")
SEED_TUNED, SEED = 1, 20261122
SIZES = (2_500, 5_000, 10_000)
PRECISION, RECALL, MOST_SECONDS = 0.97, 0.90, 120.0
COUNTRIES = {
    "Austria": "AT", "Belgium": "BE", "Denmark": "DK", "Finland": "FI", "France": "FR", "Germany": "DE",
    "Ireland": "IE", "Italy": "IT", "Luxembourg": "LU", "Netherlands": "NL", "Norway": "NO", "Poland": "PL",
    "Portugal": "PT", "Russia": "RU", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB",
}  # fmt: skip


class Sample(NamedTuple):
    """All to be compared by id, and the kind of damage between each pair that is one company."""

    records: dict[str, Facts]
    companies: dict[str, Company]
    truth: dict[tuple[str, str], str]


class Measured(NamedTuple):
    precision: float
    recall: float
    missed: list[tuple[str, str]]
    wrong: list[tuple[str, str]]
    by_kind: dict[str, float]


def read(file: Path) -> list[Company]:
    """Without the later of two that have the same website and postcode, or the same ISIN: whether those are one, only
    a person can tell."""
    known: set[tuple[str, str]] = set()
    told = []
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            marks = {("isin", row["isin"])} if row["isin"] else set()
            marks |= {(row["website"], row["zipcode"])} if row["website"] else set()
            if not marks & known:
                told.append(Company(row["name"], row["country"], row["city"], row["zipcode"], row["website"]))
            known |= marks
    return told


def half(companies: Iterable[Company], which: int) -> list[Company]:
    return [each for each in companies if crc32(each.name.encode()) % 2 == which]


def facts(company: Company) -> Facts:
    """As the record of such a company would be compared."""
    return Facts(
        "company",
        names.company(company.name),
        countries=frozenset({COUNTRIES[company.country]}),
        cities=frozenset(filter(None, [places.city(company.city)])),
        postcodes=frozenset(filter(None, [places.postcode(company.postcode)])),
        hosts=frozenset(filter(None, [host(_netloc(company.website))])),
    )


def _netloc(website: str) -> str:
    return urlsplit(website if "//" in website else f"//{website}").hostname or ""


def sample(companies: Sequence[Company], seed: int) -> Sample:
    """Each once as it is, and once damaged, every kind of damage as often."""
    chance = Random(seed)
    kinds = list(KINDS)
    told, truth = {}, {}
    for place, company in enumerate(companies):
        kind = kinds[place % len(kinds)]
        one, other = f"{place:06d} a", f"{place:06d} b"
        told[one], told[other] = company, damaged(company, kind, chance)
        truth[one, other] = kind
    return Sample({each: facts(company) for each, company in told.items()}, told, truth)


def measure(sample: Sample, threshold: int) -> Measured:
    found = {(each.one, each.other) for each in scan.scan(sample.records, threshold)}
    met, total = found & sample.truth.keys(), Counter(sample.truth.values())
    by_kind = Counter(sample.truth[pair] for pair in met)
    return Measured(
        len(met) / max(len(found), 1),
        len(met) / len(sample.truth),
        sorted(sample.truth.keys() - found),
        sorted(found - sample.truth.keys()),
        {kind: by_kind[kind] / total[kind] for kind in KINDS},
    )


def grown(companies: Sequence[Company], size: int) -> dict[str, Facts]:
    """So many records, of which as many are alike at every size: each company, its branch, and both damaged."""
    chance = Random(SEED)
    kinds = list(KINDS)
    chosen = chance.sample(list(companies), size // 4)
    both = [*chosen, *(each._replace(name=f"{each.name} Noord") for each in chosen)]
    told = [*both, *(damaged(each, chance.choice(kinds), chance) for each in both)]
    return {f"{place:06d}": facts(each) for place, each in enumerate(told)}


def seconds(records: dict[str, Facts]) -> float:
    """Of the processor, so that what else runs on the machine does not count."""
    start = time.process_time()
    for _ in scan.scan(records, THRESHOLD):
        pass
    return time.process_time() - start


def show(title: str, told: Measured) -> None:
    print(f"{title:44} precision {told.precision:.4f}  recall {told.recall:.4f}")
    print("   " + "  ".join(f"{kind} {share:.3f}" for kind, share in told.by_kind.items()))


def main(arguments: Sequence[str]) -> int:
    asked = argparse.ArgumentParser(prog="bench.duplicates")
    asked.add_argument("--file", type=Path, default=FILE)
    asked.add_argument("--tune", action="store_true", help="the half that the weights were chosen on, with examples")
    given = asked.parse_args(arguments)
    if not given.file.exists():
        print(f"There is no {given.file}: name a CSV with name,country,city,zipcode,website,isin by FILE=…")
        return 2
    companies = read(given.file)
    if given.tune:
        _tune(companies)
        return 0
    return _report(companies)


def _tune(companies: Sequence[Company]) -> None:
    tried = sample(half(companies, 0), SEED_TUNED)
    told = measure(tried, THRESHOLD)
    show("tuned on", told)
    for title, pairs in (("missed", told.missed), ("wrong", told.wrong)):
        for pair in pairs:
            one, other = (tried.companies[each] for each in pair)
            score, reasons = evidence.verdict(tried.records[pair[0]], tried.records[pair[1]])
            print(title, score, tuple(one), tuple(other), *(f"{each.code} {each.weight}" for each in reasons))


def _report(companies: Sequence[Company]) -> int:
    show("the other half", measure(sample(half(companies, 1), SEED), THRESHOLD))
    whole = measure(sample(companies, SEED), THRESHOLD)
    show(f"all {len(companies):,} and a damaged copy of each", whole)
    times = [seconds(grown(companies, size)) for size in SIZES]
    for size, taken in zip(SIZES, times, strict=True):
        print(f"{size:7,} records: {taken:6.2f} s, {1e6 * taken / size:5.0f} µs each")
    is_met = whole.precision >= PRECISION and whole.recall >= RECALL and times[-1] <= MOST_SECONDS
    print("The aims are met." if is_met else "The aims are NOT met.")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
