"""Loads a CSV of companies through the API: `make load-companies FILE=companies.csv`.

Columns, of which only `name` is needed: name, industry, country (English name or code), city, zipcode, website, isin.
A row with an isin is found again by it, so that loading a file twice changes nothing. What is refused is told with its
line number and the reason, and the exit code is 1 then.
"""

import csv
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from infra.client import Api, Refused, SignIn

LOCAL = Path(os.environ.get("RELATA_LOCAL", ".relata/local.json"))
AT_ONCE = 4
COUNTRIES = {
    "Austria": "AT", "Belgium": "BE", "Bulgaria": "BG", "Czech Republic": "CZ", "Denmark": "DK", "Estonia": "EE",
    "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR", "Hungary": "HU", "Iceland": "IS",
    "Ireland": "IE", "Italy": "IT", "Latvia": "LV", "Lithuania": "LT", "Luxembourg": "LU", "Netherlands": "NL",
    "Norway": "NO", "Poland": "PL", "Portugal": "PT", "Romania": "RO", "Russia": "RU", "Slovakia": "SK",
    "Slovenia": "SI", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB",
    "United States": "US",
}  # fmt: skip


class Row(NamedTuple):
    line: int
    isin: str
    fields: dict[str, Any]


class Outcome(NamedTuple):
    line: int
    name: str
    refusal: str


def rows(path: Path) -> Iterator[Row]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        if "name" not in (reader.fieldnames or ()):
            raise SystemExit(
                f"{path} has no column `name`; its columns are {', '.join(reader.fieldnames or ['none'])}."
            )
        for each in reader:
            told = {name: (value or "").strip() for name, value in each.items() if name}
            yield Row(reader.line_num, told.get("isin", ""), fields(told))


def fields(told: dict[str, str]) -> dict[str, Any]:
    """A relation as the API takes it; a column that is empty is left out."""
    country = told.get("country", "")
    place = {"city": told.get("city"), "postcode": told.get("zipcode"), "country": COUNTRIES.get(country, country)}
    place = {name: value for name, value in place.items() if value}
    return {
        "name": told["name"],
        "status": ["suspect"],
        **({"note": f"Industry: {told['industry']}"} if told.get("industry") else {}),
        **({"channels": [{"kind": "website", "value": told["website"]}]} if told.get("website") else {}),
        **({"addresses": [{"address": place}]} if place.get("city") or place.get("postcode") else {}),
    }


def load(api: Api, row: Row) -> Outcome:
    try:
        if row.isin:
            api.ask("PUT", f"/v1/relations/by/isin/{row.isin}", row.fields)
        else:
            api.post("/v1/relations", row.fields)
        return Outcome(row.line, row.fields["name"], "")
    except Refused as refused:
        return Outcome(row.line, row.fields["name"], str(refused))


def load_all(api: Api, path: Path) -> list[Outcome]:
    wanted = list(rows(path))
    api.get("/v1/me")  # signs in before threads share the token
    started, done = time.monotonic(), []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(lambda row: load(api, row), wanted):
            done.append(outcome)
            progress(len(done), len(wanted), time.monotonic() - started)
    return done


def progress(done: int, of: int, seconds: float) -> None:
    """One line that is written over and over on a terminal, and now and then elsewhere."""
    if sys.stderr.isatty() or done == of or done % 250 == 0:
        bar = "#" * (30 * done // of)
        end = "\n" if done == of or not sys.stderr.isatty() else "\r"
        print(f"[{bar:30}] {done}/{of}  {done / max(seconds, 0.01):.0f}/s ", end=end, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise SystemExit("Usage: python -m infra.load_companies FILE.csv")
    if not LOCAL.exists():
        raise SystemExit(f"There is no {LOCAL}: start Relata with `make run` first.")
    local = json.loads(LOCAL.read_text())
    user = local["users"][0]
    outcomes = load_all(
        Api(local["url"], SignIn(user["email"], user["password"], user["totp_secret"])), Path(arguments[0])
    )
    refused = [outcome for outcome in outcomes if outcome.refusal]
    for outcome in refused:
        print(f"line {outcome.line}: {outcome.name}: {outcome.refusal}")
    print(f"{len(outcomes) - len(refused)} loaded, {len(refused)} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
