"""Amounts of money: exact decimals as text, with their currency."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from chalicelib import pattern
from chalicelib.schema import Schema

Currency = Annotated[str, StringConstraints(pattern=pattern.CURRENCY)]
LEAST_DIGITS = 2  # behind the point, of most currencies


def _price(value: str) -> str:
    """At least two decimals, and no more noughts behind those: 3.5 is 3.50, and 0.0210 is 0.021."""
    exact = Decimal(value).normalize()
    digits = -int(exact.as_tuple().exponent)
    return f"{exact:.{max(digits, LEAST_DIGITS)}f}"


class Price(Schema):
    """Of one unit, so that four decimals may be needed; never below nothing."""

    amount: Annotated[str, StringConstraints(pattern=pattern.PRICE), AfterValidator(_price)]
    currency: Currency
