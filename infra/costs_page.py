"""`docs/costs.md`: what an installation and a tenant cost a month, with all that the figures are made of."""

from collections.abc import Mapping

from infra import prices, tenant_costs
from infra.docs import NOTE, table
from infra.prices import PRICES
from infra.tenant_costs import SIZES, USES, Size, Units, Weights, counted

INTRODUCTION = """What an installation costs a month, in dollars: what it costs to stand there, and what each tenant
adds. Use and sizes are stated below, what a request takes of DynamoDB is measured (`docs/operations.md`; where that
grows with a tenant, the larger figure), and what is assumed is said. Without free tiers, which pay for the smaller
ones, and without taxes and support."""
MANY = 20
PER_USER = """A user works {days} days a month, and asks in a day:"""
ASSUMED = """Besides, and assumed: {refreshes} renewals of the access token a day; an authorizer that is asked for
{anew:.0%} of the requests and reads {authorized:g} units; {mails:g} mail a day; for each change one event, one function
that publishes it and one that reacts and reads {reacted:g} units; {billed:g} GB-seconds a call, with cold starts;
{logged:,} bytes of log a call, and {answered:,} bytes an answer. Files, inbound mail and traces are not in it, nor
requests to KMS for data at rest."""
SIZE = """A company with an address, a phone, a mail address and two statuses, and its contact, take {relation:,} bytes
in the table with all their entries, claims and first changes; each change after that {change:,} bytes, and {kept} of
these are kept for each relation. The 100 bytes that DynamoDB counts for each item on top are in this. Measured by the
front door."""


def page(
    units: Mapping[tuple[str, str], Units],
    weights: Weights,
    architecture: str,
    resources: Mapping[str, Mapping[str, object]],
) -> str:
    monthly = {size: tenant_costs.month(size, units, weights, architecture) for size in SIZES}
    standing = tenant_costs.standing(resources)
    parts = [
        NOTE,
        "# Costs",
        INTRODUCTION,
        "## An installation",
        _standing(standing),
        "## A tenant",
        _tenants(monthly, {size: tenant_costs.loading(size, units) for size in SIZES}),
        _together(standing, monthly),
        "## What that is made of",
        PER_USER.format(days=tenant_costs.WORKING_DAYS),
        _uses(units),
        _assumed(),
        SIZE.format(**weights._asdict(), kept=tenant_costs.CHANGES_KEPT),
        "## Prices",
        f"Public list prices of {prices.REGION}, as of {prices.AS_OF}; other regions differ by up to a third.",
        _prices(),
    ]
    return "\n\n".join(parts) + "\n"


def _standing(dollars: Mapping[str, float]) -> str:
    rows = [(told, _dollars(each)) for told, each in dollars.items()]
    return table(("$ a month for", "prod"), [*rows, ("**together**", f"**{_dollars(sum(dollars.values()))}**")])


def _tenants(monthly: Mapping[Size, Mapping[str, float]], loading: Mapping[Size, float]) -> str:
    head = ("$ a month for", *(_size(size) for size in SIZES))
    services = dict.fromkeys(PRICES[name].service for name in monthly[SIZES[0]])
    rows = [(service, *(_dollars(_of(service, monthly[size])) for size in SIZES)) for service in services]
    together = ("**together**", *(f"**{_dollars(sum(monthly[size].values()))}**" for size in SIZES))
    once = ("once, to load them", *(_dollars(loading[size]) for size in SIZES))
    return table(head, [*rows, together, once])


def _size(size: Size) -> str:
    return f"{counted(size.relations, 'relation')}, {counted(size.users, 'user')}"


def _together(standing: Mapping[str, float], monthly: Mapping[Size, Mapping[str, float]]) -> str:
    """What a middling installation comes to."""
    size, whole = SIZES[1], sum(standing.values())
    dollars = _dollars(whole + MANY * sum(monthly[size].values()))
    return f"{MANY} tenants of {counted(size.relations, 'relation')}: ${dollars} a month in all."


def _of(service: str, dollars: Mapping[str, float]) -> float:
    return sum(each for name, each in dollars.items() if PRICES[name].service == service)


def _uses(units: Mapping[tuple[str, str], Units]) -> str:
    rows = [
        (f"`{use.operation}`", use.case, f"{use.a_day:g}", f"{found.read:g}", f"{found.write:g}")
        for use in USES
        for found in [units[use.operation, use.case]]
    ]
    return table(("operation", "case", "times", "read units", "write units"), rows)


def _assumed() -> str:
    return ASSUMED.format(
        refreshes=tenant_costs.REFRESHES,
        anew=tenant_costs.ASKED_ANEW,
        authorized=tenant_costs.AUTHORIZED.read,
        mails=tenant_costs.MAILS,
        reacted=tenant_costs.REACTED.read,
        billed=tenant_costs.BILLED_GB_SECONDS,
        logged=tenant_costs.LOGGED_BYTES,
        answered=tenant_costs.ANSWERED_BYTES,
    )


def _prices() -> str:
    rows = [(each.service, each.told, f"{each.dollars:.10g}", prices.url(each)) for each in PRICES.values()]
    return table(("service", "what", "$", "source"), rows)


def _dollars(amount: float) -> str:
    return f"{amount:,.2f}" if amount >= 0.005 or not amount else "under 0.01"
