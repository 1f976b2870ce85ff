"""Brings back what tenants keep as it was: `make restore STAGE=prod AT=2026-11-21T10:00:00Z`, then again with SWITCH=1.

The table is restored into a new one beside it, and the entries of every tenant are checked against its records. Nothing
that runs is touched, and it can be run again: what was done is not done twice. `--mend` makes anew in the new table
what the check finds. `--switch` does all that too, and when nothing is wrong it points the stage at the new table, with
an epoch: what happened before is not followed again, so that no mail and no webhook goes out twice. The old table stays
as it is. `--identity` restores the accounts instead.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.settings import settings
from chalicelib.storage import table
from chalicelib.storage.rebuild import Report
from infra import console, deploy, rebuild, restored_table, stack, stage
from infra.deploy import Account
from infra.stack import Change

NO_SWITCH = "The stage goes on with {source}. When {target} is what you want: the same command with SWITCH=1."
WRONG = "The entries do not fit the records: the same command with MEND=1 makes them anew, in {target} only."
KEPT = timedelta(days=35)  # by point-in-time recovery
TOO_OLD = "What is deployed cannot be pointed at another table: make deploy first."


class Store(NamedTuple):
    """A table that can be restored: the variable of functions that names it, and the stack's parameter."""

    variable: str
    parameter: str
    followed: bool


RECORDS = Store("RELATA_TABLE", "RestoredTable", followed=True)
ACCOUNTS = Store("RELATA_IDENTITY_TABLE", "RestoredIdentityTable", followed=False)


class Asked(NamedTuple):
    stage: str
    at: datetime
    store: Store = RECORDS
    mend: bool = False
    switch: bool = False


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make restore", description=__doc__)
    parser.add_argument("--stage", required=True, choices=stage.names())
    parser.add_argument("--at", required=True, type=moment, help="ISO 8601 with a time zone")
    parser.add_argument("--identity", action="store_true", help="the accounts instead of the records")
    parser.add_argument("--mend", action="store_true", help="make anew what does not fit")
    parser.add_argument("--switch", action="store_true", help="then point the stage at it")
    parser.add_argument("--yes", action="store_true", help="carry it out without asking")
    told = parser.parse_args(arguments)
    if refusal := out_of_reach(told.at, clock.now()):
        parser.error(f"argument --at: {refusal}")
    asked = Asked(told.stage, told.at, ACCOUNTS if told.identity else RECORDS, told.mend, told.switch)
    return console.reported(lambda: _on_aws(asked, deploy.ask(told.yes)))


def moment(text: str) -> datetime:
    """Refuses one without a time zone: an operator's is not that of the machine."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError("name the time zone, such as 2026-11-21T10:00:00Z")
    return found


def out_of_reach(at: datetime, now: datetime) -> str:
    """Why there is nothing of that moment; empty when there may be."""
    if at > now:
        return f"{clock.stamp(at)} is still to come; it is {clock.stamp(now)} now"
    if now - at > KEPT:
        return f"{clock.stamp(at)} is too long ago: DynamoDB keeps {KEPT.days} days"
    return ""


def _on_aws(asked: Asked, agreed: Callable[[Sequence[Change]], bool]) -> int:
    account = Account()
    stage.enter(asked.stage)
    return bring_back(account, asked, agreed)


def bring_back(account: Account, asked: Asked, agreed: Callable[[Sequence[Change]], bool]) -> int:
    """In the environment of the stage."""
    dynamodb, source = account.client("dynamodb"), os.environ[asked.store.variable]
    target = restored_table.restore(dynamodb, source, asked.at, console.say)
    if asked.store is RECORDS and not fits(dynamodb, target, mend=asked.mend):
        console.say(WRONG.format(target=target))
        return 1
    if asked.switch:
        return switch(account, asked, target, agreed)
    console.say(NO_SWITCH.format(source=source, target=target))
    return 0


def fits(dynamodb: Any, target: str, *, mend: bool) -> bool:
    """Whether the entries fit the records; with `mend`, after they were made anew."""
    if mend:
        check(dynamodb, target, mend=True)
    reports = check(dynamodb, target, mend=False)
    console.say("\n".join(rebuild.lines(reports)))
    return not any(report.is_wrong for report in reports.values())


def check(dynamodb: Any, target: str, *, mend: bool) -> dict[str, Report]:
    with looking_at({RECORDS.variable: target}):
        tenants = stage.tenants(dynamodb, settings().identity_table)
        return dict(rebuild.rebuilt(tenants, mend=mend))


@contextmanager
def looking_at(tables: Mapping[str, str]) -> Iterator[None]:
    """Has the storage use other tables, by their variables."""
    before = {name: os.environ[name] for name in tables}
    _turn_to(tables)
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(tables: Mapping[str, str]) -> None:
    os.environ |= tables
    settings.cache_clear()
    table.connection.cache_clear()


def switch(account: Account, asked: Asked, target: str, agreed: Callable[[Sequence[Change]], bool]) -> int:
    name = stage.stack_name(asked.stage)
    known = stack.known_parameters(account.client("cloudformation"), name)
    if asked.store.parameter not in known:
        raise stack.DeploymentFailed(TOO_OLD)
    wanted = parameters(account.client("dynamodb"), asked.store, target)
    declared: dict[str, Any] = {each: {} for each in sorted(known)}
    done = deploy.put(account, name, {"UsePreviousTemplate": True}, declared, wanted, agreed, console.say)
    return 0 if done else 1


def parameters(dynamodb: Any, store: Store, target: str) -> dict[str, str]:
    """That make the stack use the table."""
    told = {store.parameter: target}
    if store.followed:
        stream = dynamodb.describe_table(TableName=target)["Table"]["LatestStreamArn"]
        told |= {"RestoredStream": stream, "Epoch": clock.timestamp()}
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
