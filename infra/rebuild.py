"""Makes the entries and claims of a tenant anew from its records, and the records of its users anew from the directory,
and says what differed: `make rebuild TENANT=ten_…`.

Run after a release that changes how entries are derived, or when something was damaged. It reads the whole table,
which no function in Lambda may do, so it runs with the credentials of an operator: on the table that RELATA_TABLE
names, or with `--stage` on the one of that stage on AWS. `--all` is every tenant. With `--look` nothing is written.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence

import boto3

from chalicelib.actions import shipping
from chalicelib.identity import mirror
from chalicelib.identity import tenants as organisations
from chalicelib.settings import settings
from chalicelib.storage import rebuild
from chalicelib.storage.rebuild import Report
from infra import console, stage


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    if bool(asked.tenant) == asked.all:
        print("Name one tenant, or all: make rebuild TENANT=ten_… or make rebuild ALL=1", file=sys.stderr)
        return 2
    return console.reported(lambda: _carried_out(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make rebuild", description=__doc__)
    parser.add_argument("tenant", nargs="?", default="")
    parser.add_argument("--all", action="store_true", help="every tenant")
    parser.add_argument("--look", action="store_true", help="write nothing")
    parser.add_argument("--stage", default="", type=stage.named, help="dev or prod on AWS")
    return parser


def _carried_out(asked: argparse.Namespace) -> int:
    if asked.stage:
        stage.enter(asked.stage)
    tenants = _tenants(asked.tenant)
    if not asked.look:
        print(f"{sum(map(organisations.copy, tenants))} organisations had settings that were not copied")
        print(f"{sum(map(mirror.copy_all, tenants))} users differed from the directory")
        print(f"{sum(map(shipping.ship, tenants))} shipped roles, profiles and selections were missing")
    reports = dict(rebuilt(tenants, mend=not asked.look))
    print("\n".join(lines(reports)))
    return 1 if any(report.contested for report in reports.values()) else 0


def _tenants(only: str) -> list[str]:
    """All, or the one; raises NoSuchTenant."""
    found = stage.tenants(boto3.client("dynamodb"), settings().identity_table)
    if only and only not in found:
        raise stage.NoSuchTenant(f"There is no tenant {only} in {settings().identity_table}.")
    return [only] if only else found


def rebuilt(tenants: Iterable[str], *, mend: bool) -> Iterator[tuple[str, Report]]:
    return ((tenant, rebuild.rebuild(tenant, mend=mend)) for tenant in tenants)


def lines(reports: dict[str, Report]) -> Iterator[str]:
    """The tenant is named where there is more than one."""
    for tenant, report in reports.items():
        yield from [tenant] if len(reports) > 1 else []
        yield from report.lines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
