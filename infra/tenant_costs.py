"""What a tenant costs a month: a stated use, by what was measured, at public prices. Pure; `docs/costs.md` shows it."""

from collections.abc import Mapping
from typing import NamedTuple

from infra.prices import cost

WORKING_DAYS = 21
Quantities = dict[str, float]


class Size(NamedTuple):
    relations: int
    users: int


class Use(NamedTuple):
    """How often one user asks for this in a working day; operation and case are those that are measured."""

    operation: str
    case: str
    a_day: float


class Units(NamedTuple):
    read: float
    write: float


class Weights(NamedTuple):
    """Bytes in the table, with what DynamoDB counts for keeping an item: a company with a contact, and one change."""

    relation: int
    change: int


class Fixture(NamedTuple):
    """What an installation pays for by the piece, whoever uses it."""

    kind: str
    price: str


SIZES = (Size(10, 1), Size(1_000, 5), Size(100_000, 50))
USES = (
    Use("quick_search", "a name", 40),
    Use("read_relation", "with its address", 60),
    Use("list_contacts_of_relation", "four", 30),
    Use("read_contact", "with what it has from its company", 20),
    Use("list_relations", "50 customers", 20),
    Use("search_relations", "50 customers in a city of one in fifty", 5),
    Use("history_of_relation", "", 2),
    Use("create_relation", "a company with address, phone, mail and two statuses", 2),
    Use("create_contact", "with a phone", 3),
    Use("update_relation", "another phone number", 10),
    Use("update_contact", "another function", 5),
)
CHANGING = ("create", "update", "archive", "restore", "upsert", "link", "unlink", "detach")

# Assumed, not measured: there is no bill to look at yet.
REFRESHES = 32  # of the access token: every 15 minutes of 8 hours
REFRESHED = Units(4, 2)
AUTHORIZED = Units(3, 0)
ASKED_ANEW = 0.5  # of the requests, for API Gateway keeps the authorizer's answer for a minute
REACTED = Units(4, 0)
MAILS = 1.0
BILLED_GB_SECONDS = 0.065  # of 1 GB: 50 ms, and in one of a hundred calls a cold start of 1.5 s
LOGGED_BYTES = 1_000
ANSWERED_BYTES = 5_000
CHANGES_KEPT = 10  # of each relation, in the time that a tenant is here

FIXTURES = (
    Fixture("AWS::KMS::Key", "key"),
    Fixture("AWS::SecretsManager::Secret", "secret"),
    Fixture("AWS::CloudWatch::Alarm", "alarm"),
    Fixture("AWS::CloudWatch::Dashboard", "dashboard"),
)


def standing(resources: Mapping[str, Mapping[str, object]]) -> dict[str, float]:
    """Dollars a month for what a template has, by how many of what."""
    kinds = [each["Type"] for each in resources.values()]
    counts = {each.price: kinds.count(each.kind) for each in FIXTURES}
    return {counted(count, name): cost(name, count) for name, count in counts.items()}


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def month(size: Size, units: Mapping[tuple[str, str], Units], weights: Weights, architecture: str) -> dict[str, float]:
    """Dollars by what they are for; raises KeyError for a use that is not measured."""
    days = size.users * WORKING_DAYS
    daily = _sum(_signed_in(), *(_asked(use, units[use.operation, use.case]) for use in USES))
    quantities = _sum({name: count * days for name, count in daily.items()}, _kept(size, weights))
    quantities[architecture] = quantities["invocation"] * BILLED_GB_SECONDS
    return {name: cost(name, count) for name, count in quantities.items()}


def loading(size: Size, units: Mapping[tuple[str, str], Units]) -> float:
    """Dollars, once, for making that many relations through the API, each with a contact."""
    made = (units[use.operation, use.case] for use in USES if use.operation.startswith("create"))
    quantities = _sum(*(_sum(_requests(size.relations, each), _followed(size.relations)) for each in made))
    return sum(cost(name, count) for name, count in quantities.items())


def _sum(*parts: Quantities) -> Quantities:
    return {name: sum(part.get(name, 0) for part in parts) for part in parts for name in part}


def _asked(use: Use, units: Units) -> Quantities:
    """By one user in a day, with what follows a change."""
    changes = use.a_day if use.operation.startswith(CHANGING) else 0
    return _sum(_requests(use.a_day, units), _followed(changes))


def _requests(count: float, units: Units) -> Quantities:
    anew = count * ASKED_ANEW
    return {
        "request": count,
        "edge": count,
        "at_edge": count,
        "invocation": count + anew,
        "read": count * units.read + anew * AUTHORIZED.read,
        "write": count * units.write,
        "logged": (count + anew) * LOGGED_BYTES,
        "sent": count * ANSWERED_BYTES,
    }


def _followed(changes: float) -> Quantities:
    """Published by one function, reacted to by another. Lambda reads a stream for nothing."""
    return {
        "invocation": 2 * changes,
        "event": changes,
        "read": changes * REACTED.read,
        "logged": 2 * changes * LOGGED_BYTES,
    }


def _signed_in() -> Quantities:
    mailed = {"mail": MAILS, "message": 3 * MAILS, "invocation": MAILS}
    return _sum(_requests(REFRESHES, REFRESHED), {"asymmetric": REFRESHES}, mailed)


def _kept(size: Size, weights: Weights) -> Quantities:
    stored = size.relations * (weights.relation + CHANGES_KEPT * weights.change)
    return {"stored": stored, "backed_up": stored}
