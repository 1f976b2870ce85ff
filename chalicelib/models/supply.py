"""What a relation supplies: a product or service, under the number and at the price that it has with them."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import Day, KnownLink, Lines, Linked, Short
from chalicelib.models.link import Link
from chalicelib.models.moment import FAR
from chalicelib.models.money import Price
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Stakes
from chalicelib.models.word import Word, words_in

SUPPLIER, PRODUCT, NUMBER = "supplier", "product", "number"
LEADS_TO = {SUPPLIER: "relation", PRODUCT: "product"}


class SupplyFields(CustomFields):
    """A relation supplies a product once: what changes over time stands in the history."""

    supplier: Linked = Field(description="a company, a person or a couple")
    product: Linked
    number: Short | None = Field(default=None, description="of the product, with the supplier")
    price: Price | None = Field(default=None, description="of one unit, without tax")
    unit: Short | None = Field(default=None, description="in which they supply it, such as box of 12")
    least: float | None = Field(default=None, gt=0, le=1e9, description="that they supply at once, in units")
    lead_time: int | None = Field(default=None, ge=0, le=3_650, description="days from order to delivery")
    preferred: bool = Field(default=False, description="comes before others who supply the same")
    started_on: Day | None = None
    ended_on: Day | None = Field(default=None, description="the last day on which they supplied it")
    note: Lines | None = None


def prepare(data: Data, _: Context) -> Prepared:
    return Prepared(data, list(_ends_first(data)))


def _ends_first(data: Data) -> Iterator[FieldError]:
    if (stored.line(data, "ended_on") or FAR) < stored.line(data, "started_on"):
        yield FieldError("ended_on", "before_start", "It cannot end before it started.")


def _link(data: Data, name: str) -> Data:
    return stored.part(data, name)


def links(data: Data) -> Iterator[Link]:
    for name, leads_to in LEADS_TO.items():
        if link := _link(data, name):
            yield Link(name, link, (leads_to,), edits=name == SUPPLIER)


def claims(record: Record) -> Iterator[Claim]:
    supplier, product = (stored.line(_link(record.data, name), "id") for name in LEADS_TO)
    if supplier and product:
        yield Claim("supply", f"{supplier} {product}", PRODUCT)


def words(record: Record) -> Iterable[Word]:
    """Who supplies something is found by what it is called here, and there."""
    for name in (PRODUCT, SUPPLIER):
        yield from words_in(name, stored.line(_link(record.data, name), "title"))
    for told in (stored.line(_link(record.data, PRODUCT), "place"), stored.line(record.data, NUMBER)):
        yield from words_in(NUMBER, told, 4)


def stakes_in(record: Record) -> Stakes:
    return Stakes(
        owners=stakes.owners(record), around=stakes.relations([stored.line(_link(record.data, SUPPLIER), "id")])
    )


def title(data: Data) -> str:
    return stored.line(_link(data, PRODUCT), "title")


def _sorted(*names: str) -> str:
    return " ".join(map(text.fold, names))


def by_product(record: Record) -> str:
    """Those who are preferred first, of each product."""
    data = record.data
    rank = "0" if data.get("preferred") is True else "1"
    return _sorted(title(data), rank, stored.line(_link(data, SUPPLIER), "title"))


def by_supplier(record: Record) -> str:
    return _sorted(stored.line(_link(record.data, SUPPLIER), "title"), title(record.data))


SUPPLY = customised(
    RecordType(
        name="supply",
        plural="supplies",
        prefix="sup",
        fields=SupplyFields,
        summary="A product or service that a relation supplies.",
        title=title,
        place=lambda data: stored.line(_link(data, SUPPLIER), "title"),
        sorts={
            PRODUCT: by_product,
            SUPPLIER: by_supplier,
            "updated_at": lambda record: record.updated_at,
        },
        filters=(
            filter_on(CriteriaField(SUPPLIER, "link"), facet=True),
            filter_on(CriteriaField(PRODUCT, "link"), facet=True),
            filter_on(CriteriaField(NUMBER, "text")),
            filter_on(CriteriaField("preferred", "boolean")),
            filter_on(CriteriaField("lead_time", "number")),
            filter_on(CriteriaField("started_on", "date")),
            filter_on(CriteriaField("ended_on", "date")),
        ),
        words=words,
        claims=claims,
        repeats=lambda stands, _: stands,
        links=links,
        prepare=prepare,
        refuses=lambda _: "Link to the supplier and the product: what names a relation is for who sees that.",
        stakes=stakes_in,
        follows="relation",
        seldom=True,
        fixed=frozenset(LEADS_TO),
        taken="They supply this already: change what stands there.",
        essential=frozenset({*LEADS_TO, "preferred"}),
        shown=dict.fromkeys(LEADS_TO, KnownLink),
        example={
            "supplier": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
            "product": "prd_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
            "number": "88-3115",
            "price": {"amount": "0.6125", "currency": "EUR"},
            "lead_time": 3,
        },
        example_change={"preferred": True, "lead_time": 2},
    )
)
