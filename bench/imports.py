"""`make bench-import`: what it takes to import ROWS companies with their addresses, or by OF=contacts as many contacts
of companies that are there, looked at for duplicates, as one job. Round trips and units are counted of a few; the time
is that of this machine, with its stand-in for AWS in the same process, and without. Nothing of it is kept."""

import os
import time
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import xlsxwriter

import app
from bench.jobs import TRIP, Took, carried_on
from chalicelib.actions.importing import beginning
from chalicelib.models.relation import RELATION
from tests import browser, crowd
from tests.engine import engine, environment
from tests.world import IDENTITY_TABLE, TABLE, Reply, User, World, forget_settings, make_keys, variables

ROWS, SAMPLE, MOST = int(os.environ.get("ROWS") or 10_000), 90, 100_000
OF_CONTACTS, OF_A_COMPANY = os.environ.get("OF") == "contacts", 10
TITLES = ("Bedrijfsnaam", "E-mail", "Telefoon", "Adres", "Postcode", "Plaats", "Klantnummer")
OF_PERSONS = ("Voornaam", "Achternaam", "Bedrijf", "Functie", "E-mail")
PARTS = ("ba", "dor", "ket", "lum", "mi", "nas", "por", "que", "rif", "sten", "tal", "vik", "wol", "xan", "zet", "hof")


class Figure(NamedTuple):
    """Seconds of CPU that it took here to take the file in, and what the functions `took` that carried it out."""

    changed: int
    read: float
    took: Took


def row(number: int) -> tuple[str, ...]:
    called = name(number)
    phone, street = f"036 {1_000_000 + number}", f"{called[:6]}straat {number % 90 + 1}"
    postcode = f"{1000 + number // 600} {chr(65 + number % 600 // 25)}{chr(65 + number % 25)}"
    return called, f"info@{called.lower()}.example", phone, street, postcode, f"{called[-5:].title()}dam", str(number)


def name(number: int) -> str:
    """Unlike every other."""
    return "".join(PARTS[number >> 4 * place & 15] for place in range(5)).title()


def person(number: int) -> tuple[str, ...]:
    """Unlike every other, at a company that is there."""
    last = name(number)
    company = crowd.word(number // OF_A_COMPANY).capitalize()
    return last[:5].title(), last, company, "Inkoper", f"{last.lower()}@{company.lower()}.example"


def table(rows: int) -> bytes:
    titles, drawn = (OF_PERSONS, person) if OF_CONTACTS else (TITLES, row)
    return "".join(";".join(each) + "\n" for each in (titles, *map(drawn, range(rows)))).encode()


def companies(world: World, tenant: str, rows: int) -> None:
    """That the contacts of so many rows are of."""
    for n in range((rows + OF_A_COMPANY - 1) // OF_A_COMPANY):
        told = {"kind": "company", "name": crowd.word(n).capitalize(), "status": [], "channels": [], "addresses": []}
        crowd.put(world.engine, crowd.items(crowd.record(tenant, RELATION, n, told, {})))


def workbook(rows: int) -> bytes:
    into = BytesIO()
    book = xlsxwriter.Workbook(into, {"constant_memory": True})
    page = book.add_worksheet()
    for number, each in enumerate((TITLES, *map(row, range(rows)))):
        page.write_row(number, 0, each)
    book.close()
    return into.getvalue()


def brought(user: User, raw: bytes) -> Reply:
    upload = browser.sent(user, raw, "a.csv", "text/csv")
    found = user.post("/v1/imports", {"of": "contact" if OF_CONTACTS else "relation", "upload": upload})
    assert found.status == 201, found.text
    return found


def measured(world: World, tenant: str, rows: int) -> Figure:
    anna = world.user("administrator", tenant=tenant)
    if OF_CONTACTS:
        companies(world, anna.tenant, rows)
    raw, began = table(rows), time.process_time()
    found = brought(anna, raw)
    read = time.process_time() - began
    job = anna.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}})
    took = carried_on(world)
    asker = world.user("administrator", tenant=tenant)  # what anna signed in with may have lapsed by now
    told = asker.get(f"/v1/jobs/{job.id}")
    assert (told["state"], told["counts"]["changed"]) == ("done", rows), told.text
    return Figure(told["counts"]["changed"], read, took)


def reading(raw: bytes) -> float:
    """What it takes to look at every row of a file."""
    began = time.process_time()
    assert sum(1 for _ in beginning.read(raw, beginning.Asked("relation", "")).lines) == MOST
    return time.process_time() - began


def main() -> None:
    files: dict[str, Any] = {} if OF_CONTACTS else {"CSV": table(MOST), "XLSX": workbook(MOST)}
    for kind, raw in files.items():
        print(f"{MOST:,} rows of {kind}, {len(raw) / 1e6:.1f} MB, are read in {reading(raw):.1f} s of CPU")
    with engine("moto") as started, environment(variables(*make_keys())):
        forget_settings()
        for name in (TABLE, IDENTITY_TABLE):
            started.fresh_table(name)
        world = World(started, app.app)
        with redirect_stdout(StringIO()), world.meter() as meter:  # the log lines
            counted = measured(world, "Few", SAMPLE)
        trips, units = meter.round_trips / counted.changed, meter.write_units / counted.changed
        print(
            f"{trips:.2f} round trips, {units:.1f} write and {meter.read_units / counted.changed:.1f} read units a row"
        )
        with redirect_stdout(StringIO()):
            told = measured(world, "Many", ROWS)
    seconds, own = told.took
    print(f"{told.changed:,} rows are taken in in {told.read:.1f} s, and imported in {seconds:.1f} s of CPU here")
    print(f"{own:.1f} s of those are the functions' own, {1000 * own / told.changed:.1f} ms a row")
    print(f"at {1000 * TRIP:g} ms for a round trip, {told.changed * trips * TRIP:.0f} s of waiting besides")


if __name__ == "__main__":
    main()
