"""Loads a CSV of companies through the API: `make load-companies FILE=companies.csv`.

Columns, of which only `name` is needed: name, industry, country (English name or code), city, zipcode, website, isin.
A company whose isin is there already is left as people have made it; a row without one is made once a day at most. So
loading a file twice changes nothing. What is refused, or cannot be a company, is told with its line number and the
reason, and the exit code is 1 then.
"""

import csv
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from infra.client import Api, Refused, SignIn

AT_ONCE = 4
COMPANIES = "/v1/relations?allow_duplicate=loaded+from+a+file"  # the file is taken at its word
COUNTRIES = {
    "Austria": "AT", "Belgium": "BE", "Bulgaria": "BG", "Czech Republic": "CZ", "Denmark": "DK", "Estonia": "EE",
    "Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR", "Hungary": "HU", "Iceland": "IS",
    "Ireland": "IE", "Italy": "IT", "Latvia": "LV", "Lithuania": "LT", "Luxembourg": "LU", "Netherlands": "NL",
    "Norway": "NO", "Poland": "PL", "Portugal": "PT", "Romania": "RO", "Russia": "RU", "Slovakia": "SK",
    "Slovenia": "SI", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB",
    "United States": "US",
}  # fmt: skip


class Row(NamedTuple):
    """With a `fault`, which says why it cannot be a company, the API is not asked."""

    line: int
    isin: str
    fields: dict[str, Any]
    fault: str


class Outcome(NamedTuple):
    line: int
    name: str
    refusal: str = ""
    was_there: bool = False


def rows(path: Path) -> Iterator[Row]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        if "name" not in (reader.fieldnames or ()):
            raise SystemExit(
                f"{path} has no column `name`; its columns are {', '.join(reader.fieldnames or ['none'])}."
            )
        for each in reader:
            too_many = len(each.pop(None, ()))  # where csv puts them
            told = {name: (value or "").strip() for name, value in each.items()}
            yield Row(reader.line_num, told.get("isin", ""), fields(told), fault(told, too_many))


def fault(told: dict[str, str], too_many: int) -> str:
    """The reason why these columns are not a company, or nothing."""
    if too_many:
        return f"it has {too_many} more than the columns of the header; is a comma not in quotes?"
    if not told["name"]:
        return "the name is empty"
    isin = told.get("isin", "")
    if isin and not (isin.isascii() and isin.isalnum()):  # it goes into an address as it is
        return f"`{isin}` is no isin; one has letters and digits only"
    return ""


def read(path: Path) -> list[Row]:
    """All of it before the first is sent."""
    try:
        return list(rows(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SystemExit(f"{path} cannot be read as CSV in UTF-8: {error}") from None


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
        **({"external_ids": {"isin": told["isin"]}} if told.get("isin") else {}),
    }


def load(api: Api, row: Row) -> Outcome:
    name = row.fields["name"]
    if row.fault:
        return Outcome(row.line, name, row.fault)
    try:
        api.ask("POST", COMPANIES, row.fields, {} if row.isin else {"Idempotency-Key": key(row)})
        return Outcome(row.line, name)
    except Refused as refused:
        if refused.problem.get("code") == "already_exists":
            return Outcome(row.line, name, was_there=True)
        return Outcome(row.line, name, str(refused))


def key(row: Row) -> str:
    """The same for the same row, wherever it stands."""
    return hashlib.sha256(json.dumps(row.fields, sort_keys=True).encode()).hexdigest()


def load_all(api: Api, path: Path) -> list[Outcome]:
    wanted = read(path)
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


def main(arguments: list[str], connect: Callable[[str, SignIn], Api] = Api) -> int:
    if len(arguments) != 1:
        raise SystemExit("Usage: python -m infra.load_companies FILE.csv")
    file = Path(os.environ.get("RELATA_LOCAL", ".relata/local.json"))
    if not file.exists():
        raise SystemExit(f"There is no {file}: start Relata with `make run` first.")
    local = json.loads(file.read_text())
    user = local["users"][0]
    api = connect(local["url"], SignIn(user["email"], user["password"], user["totp_secret"]))
    outcomes = load_all(api, Path(arguments[0]))
    refused = [outcome for outcome in outcomes if outcome.refusal]
    for outcome in refused:
        print(f"line {outcome.line}: {outcome.name or '(no name)'}: {outcome.refusal}")
    there = sum(outcome.was_there for outcome in outcomes)
    print(f"{len(outcomes) - len(refused) - there} loaded, {there} were there already, {len(refused)} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
