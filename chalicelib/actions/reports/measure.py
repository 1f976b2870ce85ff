"""Figures of many records: exact, whatever they are summed with. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from chalicelib.files.sheets.sheet import digits
from chalicelib.models.report_shape import Take

EXACT = Context(prec=1_000)  # digits: of any sum of what a field may hold
NOUGHT = Decimal(0)
BEHIND, BEHIND_MONEY = 6, 2  # digits behind the point of an average


class Figure(NamedTuple):
    """What is taken of a field, "" for the records themselves; its title, its currency where it is money, and how many
    digits an average has behind the point."""

    take: Take
    field: str
    title: str
    currency: str = ""
    decimals: int = BEHIND

    def of(self, tally: "Tally") -> Decimal | None:
        return TAKES[self.take](tally, self)

    def written(self, value: Decimal | None) -> str | None:
        """Amounts with two digits, other numbers without noughts behind."""
        if value is None:
            return None
        value = EXACT.add(value, NOUGHT)  # which is never below nought
        return digits(value.quantize(Decimal("0.01"), context=EXACT) if self.currency else value.normalize(EXACT))


@dataclass
class Tally:
    """Of the values of one field, or how many records there are."""

    number: int = 0
    total: Decimal = NOUGHT
    low: Decimal | None = None
    high: Decimal | None = None

    def add(self, values: Iterable[Decimal]) -> None:
        for each in values:
            self.number += 1
            self.total = EXACT.add(self.total, each)
            self.low = each if self.low is None or each < self.low else self.low
            self.high = each if self.high is None or each > self.high else self.high


def _average(tally: Tally, figure: Figure) -> Decimal | None:
    """Rounded half up, of what is below nought half down: away from nought."""
    if not tally.number:
        return None
    told = EXACT.divide(tally.total, Decimal(tally.number))
    return told.quantize(Decimal(1).scaleb(-figure.decimals), ROUND_HALF_UP, EXACT)


TAKES: Mapping[Take, Callable[[Tally, Figure], Decimal | None]] = {
    "count": lambda tally, _: Decimal(tally.number),
    "sum": lambda tally, _: tally.total,
    "average": _average,
    "min": lambda tally, _: tally.low,
    "max": lambda tally, _: tally.high,
}
