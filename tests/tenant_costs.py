"""What a tenant costs: measured by the front door, and written to docs/costs.md.

`python -m tests.tenant_costs`, as `make docs` does; tests/test_tenant_costs.py holds the page.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import app
from infra import costs_page
from infra.tenant_costs import USES, Units, Weights
from tests import cases, crowd, templates
from tests.cases import CASES, Case
from tests.costs import SIZES
from tests.engine import engine, environment
from tests.meter import item_size
from tests.world import IDENTITY_TABLE, TABLE, World, forget_settings, make_keys, variables

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "costs.md"
# Most cost the same in a larger tenant, which tests/test_cost.py holds. Of what many records have in common there is
# more to find in one, up to a bound; what that costs is taken from the larger.
SMALL, LARGE = SIZES
ITEM_OVERHEAD = 100  # bytes that DynamoDB counts for each item that it stores, beside its attributes


def page(world: World) -> str:
    stages = json.loads((ROOT / ".chalice" / "config.json").read_text())
    resources = templates.final("prod")["Resources"]
    weights = weigh(world)
    return costs_page.page(measure(world), weights, stages.get("lambda_architecture", "x86_64"), resources)


def weigh(world: World) -> Weights:
    anna = world.user()
    empty = _bytes(world)
    company = anna.company(**cases.COMPANY)
    anna.contact(company.id, channels=cases.ONE_PHONE)
    made = _bytes(world)
    for channels in (cases.ONE_PHONE, cases.COMPANY["channels"]):  # there and back: what is left are two changes
        anna.patch(f"/v1/relations/{company.id}", {"channels": channels})
    return Weights(relation=made - empty, change=(_bytes(world) - made) // 2)


def _bytes(world: World) -> int:
    return sum(item_size(item) + ITEM_OVERHEAD for item in world.items().values())


def measure(world: World) -> dict[tuple[str, str], Units]:
    """Of all cases the ones that are used."""
    found = dict(_in_a_tenant_of(SMALL, CASES, world))
    found |= _in_a_tenant_of(LARGE, [case for case in CASES if case.common], world)
    return {(use.operation, use.case): found[use.operation, use.case] for use in USES}


def _in_a_tenant_of(relations: int, asking: Iterable[Case], world: World) -> Iterator[tuple[tuple[str, str], Units]]:
    """In their order, for one prepares the next; those of what is common only read."""
    anna = world.user("administrator", tenant=f"Of {relations}")
    crowd.fill(world.engine, anna.tenant, relations)
    ids = cases.known(anna.post, "4711")
    for case in asking:
        asked = cases.asked(case, ids)
        with world.meter() as meter:
            anna.ask(asked.method, asked.path, asked.body, headers=asked.headers)
        yield (case.operation, case.told), Units(meter.read_units, meter.write_units)


def main() -> None:
    with engine("moto") as running, environment(variables(*make_keys())):
        forget_settings()
        for name in (TABLE, IDENTITY_TABLE):
            running.fresh_table(name)
        with redirect_stdout(StringIO()):  # the log lines of the requests
            told = page(World(running, app.app))
        PAGE.write_text(told)


if __name__ == "__main__":
    main()
