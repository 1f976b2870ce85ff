"""What each operation costs at DynamoDB, measured by the front door in tenants of 1,000 and of 10,000 relations.

`python -m tests.costs` writes docs/operations.md, as `make docs` does; tests/test_cost.py holds figures and file.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import app
from chalicelib.operation import OPERATIONS, READS, WRITES, Operation
from tests import crowd
from tests.engine import Engine, engine, environment
from tests.meter import Meter
from tests.world import IDENTITY_TABLE, TABLE, Reply, User, World, forget_settings, make_keys, variables

SIZES = (1_000, 10_000)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "operations.md"
READ_UNIT, WRITE_UNIT = 0.125, 0.625  # dollars per million, on demand, us-east-1
REQUEST = 3.50 + 0.20  # API Gateway and Lambda, per million requests
NONE = "–"


class Figures(NamedTuple):
    round_trips: int
    items_written: int
    read_units: float
    write_units: float

    @property
    def dollars(self) -> float:
        """Per million, without the time that the function runs."""
        return REQUEST + self.read_units * READ_UNIT + self.write_units * WRITE_UNIT


class Case(NamedTuple):
    """`{company}` in a path and "@company" in a body are ids of what was there before. `common` is what many records
    have, so that a larger tenant has more to find, up to a limit."""

    operation: str
    told: str
    route: str
    body: Any = None
    headers: dict[str, str] = {}
    common: bool = False


class Measured(NamedTuple):
    case: Case
    sizes: tuple[Figures, ...]


COMPANY: dict[str, Any] = {
    "name": "Bakkerij Jansen B.V.",
    "status": ["prospect", "supplier"],
    "channels": [
        {"kind": "phone", "value": "036 530 12 34"},
        {"kind": "email", "value": "verkoop@bakkerij-jansen.example"},
    ],
    "addresses": [{"address": {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}}],
}
ONE_PHONE = [{"kind": "phone", "value": "036 530 99 99"}]
NAME = crowd.word(500)
ALMERE = {"field": "city", "op": "eq", "value": "Almere"}
CUSTOMER = {"field": "status", "op": "has_any", "value": ["customer"]}

CASES = (
    Case("create_relation", "a company with address, phone, mail and two statuses", "POST /v1/relations", COMPANY),
    Case("create_relation", "the same with an Idempotency-Key", "POST /v1/relations", COMPANY,
         {"Idempotency-Key": "k"}),
    Case("create_relation", "a company of a name only", "POST /v1/relations", {"name": "Hamerslag"}),
    Case("read_relation", "with its address", "GET /v1/relations/{company}"),
    Case("update_relation", "another phone number", "PATCH /v1/relations/{company}", {"channels": ONE_PHONE}),
    Case("update_relation", "another status", "PATCH /v1/relations/{plain}", {"status": ["customer"]}),
    Case("update_relation", "another name", "PATCH /v1/relations/{plain}", {"name": "Slagerij"}),
    Case("update_relation", "another note, with If-Match", "PATCH /v1/relations/{plain}", {"note": "x"},
         {"If-Match": '"1"'}),
    Case("update_relation", "a parent", "PATCH /v1/relations/{plain}", {"parent": "@company"}),
    Case("history_of_relation", "", "GET /v1/relations/{plain}/history"),
    Case("tree_of_relation", "a parent with one subsidiary", "GET /v1/relations/{plain}/tree"),
    Case("archive_relation", "", "DELETE /v1/relations/{plain}"),
    Case("restore_relation", "", "POST /v1/relations/{plain}/restore"),
    Case("upsert_relation", "a new one", "PUT /v1/relations/by/sap/4711", {"name": "Hamerslag"}),
    Case("upsert_relation", "nothing new", "PUT /v1/relations/by/sap/4711", {"name": "Hamerslag"}),
    Case("list_relations", "the first 50", "GET /v1/relations"),
    Case("list_relations", "50 customers", "GET /v1/relations?status=customer"),
    Case("list_relations", "by mail address", f"GET /v1/relations?email=info@{NAME}.example"),
    Case("search_relations", "50 customers in a city of one in fifty", "POST /v1/relations/search",
         {"criteria": {"all": [CUSTOMER, ALMERE]}}, common=True),
    Case("create_contact", "with a phone", "POST /v1/contacts",
         {"company": "@company", "last_name": "Visser", "channels": ONE_PHONE}),
    Case("read_contact", "with what it has from its company", "GET /v1/contacts/{contact}"),
    Case("update_contact", "another function", "PATCH /v1/contacts/{contact}", {"function": "Inkoper"}),
    Case("link_person", "a new person of the typed name", "POST /v1/contacts/{contact}/link-person", {}),
    Case("unlink_person", "", "POST /v1/contacts/{contact}/unlink-person"),
    Case("history_of_contact", "", "GET /v1/contacts/{contact}/history"),
    Case("archive_contact", "", "DELETE /v1/contacts/{contact}"),
    Case("restore_contact", "", "POST /v1/contacts/{contact}/restore"),
    Case("upsert_contact", "a new one", "PUT /v1/contacts/by/sap/4711", {"company": "@company", "last_name": "Smit"}),
    Case("list_contacts", "the first 50", "GET /v1/contacts"),
    Case("list_contacts_of_relation", "four", "GET /v1/relations/{company}/contacts"),
    Case("search_contacts", "those of a company", "POST /v1/contacts/search",
         {"criteria": {"field": "company", "op": "eq", "value": "@company"}}),
    Case("create_address", "", "POST /v1/addresses", {"street": "Markt", "number": "1", "city": "Zwolle"}),
    Case("read_address", "", "GET /v1/addresses/{address}"),
    Case("update_address", "another street", "PATCH /v1/addresses/{address}", {"street": "Grote Markt"}),
    Case("address_used_by", "", "GET /v1/addresses/{used}/used-by"),
    Case("detach_address", "", "POST /v1/addresses/{used}/detach", {"user": "@company"}),
    Case("history_of_address", "", "GET /v1/addresses/{address}/history"),
    Case("archive_address", "", "DELETE /v1/addresses/{address}"),
    Case("restore_address", "", "POST /v1/addresses/{address}/restore"),
    Case("list_addresses", "the first 50", "GET /v1/addresses"),
    Case("search_addresses", "50 of a country", "POST /v1/addresses/search",
         {"criteria": {"field": "country", "op": "eq", "value": "NL"}}),
    Case("quick_search", "a name", f"GET /v1/search?q={NAME}"),
    Case("quick_search", "a company, a person and a city", f"GET /v1/search?q={crowd.word(0)}+jan+almere"),
    Case("quick_search", "a first name of one in a hundred", "GET /v1/search?q=jan", common=True),
    Case("quick_search", "a city of one in fifty", "GET /v1/search?q=almere", common=True),
    Case("quick_search", "that first name in that city", "GET /v1/search?q=jan+almere", common=True),
    Case("quick_search", "one letter", "GET /v1/search?q=b", common=True),
    Case("quick_search", "contacts only, in that city", "GET /v1/search?q=almere&types=contact", common=True),
)  # fmt: skip


# ---------------------------------------------------------------------------------------------------- measuring


def measure(running: Engine) -> list[Measured]:
    told = [list(_in_a_tenant_of(running, size)) for size in SIZES]
    return [Measured(case, figures) for case, *figures in zip(CASES, *told, strict=True)]


def _in_a_tenant_of(running: Engine, size: int) -> Iterator[Figures]:
    for name in (TABLE, IDENTITY_TABLE):
        running.fresh_table(name)
    world = World(running, app.app)
    anna = world.user()
    crowd.fill(running, anna.tenant, size)
    ids = _known(anna)
    for case in CASES:
        with world.meter() as meter:
            reply = _ask(anna, case, ids)
        assert reply.status in (200, 201), (case.operation, case.told, reply.text)
        yield _figures(meter)
    for name in (TABLE, IDENTITY_TABLE):
        running.fresh_table(name)


def _ask(anna: User, case: Case, ids: dict[str, str]) -> Reply:
    method, path = case.route.format(**ids).split(" ")
    return anna.ask(method, path, _filled(case.body, ids), headers=case.headers)


def _filled(body: Any, ids: dict[str, str]) -> Any:
    if isinstance(body, dict):
        return {name: _filled(value, ids) for name, value in body.items()}
    return ids[body[1:]] if isinstance(body, str) and body.startswith("@") else body


def _known(anna: User) -> dict[str, str]:
    company = anna.company(**{**COMPANY, "name": "Timmerfabriek De Eik B.V."})
    used = company["addresses"][0]["address"]["id"]
    anna.contact(company.id, first_name="Piet", last_name="Mulder")
    return {
        "company": company.id,
        "used": used,
        "plain": anna.company("Metselwerken Oost").id,
        "contact": anna.contact(company.id, first_name="Jan", last_name="Visser").id,
        "address": anna.address().id,
    }


def _figures(meter: Meter) -> Figures:
    return Figures(meter.round_trips, meter.items_written, meter.read_units, meter.write_units)


# ------------------------------------------------------------------------------------------------------- the page

HEAD = """<!-- Generated by `make docs`; do not edit. -->

# Operations

Every operation, the right that it needs and the AWS resources that its function may touch.

Those on records also with what they cost at DynamoDB, measured in a tenant of 1,000 and of 10,000 relations; where
the two differ both are given. A reading is strongly consistent, a write is part of a transaction, which counts double.
The price is in dollars per million requests in us-east-1: $3.50 for API Gateway, $0.20 for Lambda, $0.125 for a million
read units and $0.625 for a million write units. The time that the function runs comes on top, and the authorizer, whose
answer API Gateway keeps for a minute.
"""


def page(measured: list[Measured]) -> str:
    head = (
        "operation", "case", "route", "right", "touches", "round trips", "items written", "read units", "write units",
        "$ per million",
    )  # fmt: skip
    known: dict[str, list[Measured]] = {}
    for each in measured:
        known.setdefault(each.case.operation, []).append(each)
    rows = [row for operation in OPERATIONS.values() for row in _rows(operation, known.get(operation.name, []))]
    lines = [head, ["---"] * len(head), *rows]
    return f"{HEAD}\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _rows(operation: Operation, measured: list[Measured]) -> Iterator[tuple[str, ...]]:
    right = "open to all" if operation.right is None else f"{operation.right.type}.{operation.right.action}"
    touches = ", ".join(touch.help for touch in operation.touches) or "nothing"
    told = (f"`{operation.route}`", right, touches)
    if not measured:
        yield (f"`{operation.name}`", "", *told, *[NONE] * 5)
    for case, sizes in measured:
        yield (f"`{operation.name}`", case.told, *told, *_cells(sizes))


def _cells(sizes: tuple[Figures, ...]) -> Iterator[str]:
    for name in Figures._fields:
        yield _both([f"{getattr(each, name):g}" for each in sizes])
    yield _both([f"{each.dollars:.2f}" for each in sizes])


def _both(texts: list[str]) -> str:
    return " / ".join(dict.fromkeys(texts))


def unmeasured() -> set[str]:
    """Operations on records for which there is no case."""
    asked = (each for each in OPERATIONS.values() if each.right is not None)
    on_records = {each.name for each in asked if READS in each.touches or WRITES in each.touches}
    return on_records - {case.operation for case in CASES}


def main() -> None:
    with engine("moto") as running, environment(variables(*make_keys())):
        forget_settings()
        with redirect_stdout(StringIO()):  # the log lines of the requests
            measured = measure(running)
        PAGE.write_text(page(measured))


if __name__ == "__main__":
    main()
