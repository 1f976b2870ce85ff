"""An address: a record of its own, so that a change shows everywhere it is used."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.geo import Point
from chalicelib.models import likeness, postal, stored
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Key, Located, filter_on
from chalicelib.models.fields import Country, Line, Short
from chalicelib.models.link import Merges
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.word import Word, leads, words_in
from chalicelib.schema import Schema

ENOUGH = ("street", "extra", "postcode", "city")
COORDINATES = "coordinates"
SNAPSHOT = ("street", "number", "addition", "extra", "postcode", "city", "region", "country", COORDINATES)
Latitude = Annotated[float, Field(ge=-90, le=90, description="WGS 84, degrees north")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="WGS 84, degrees east")]


class Coordinates(Schema):
    latitude: Latitude
    longitude: Longitude


class AddressFields(CustomFields):
    """Any of street, extra, postcode and city is enough: what else the rules of the country ask for is told in
    `missing` and `malformed`, never refused."""

    street: Line | None = None
    number: Short | None = None
    addition: Short | None = None
    extra: Line | None = Field(default=None, description="a second line: building, floor, post box")
    postcode: Short | None = None
    city: Line | None = None
    region: Line | None = None
    country: Country | None = Field(default=None, description="the tenant's own when left out")
    coordinates: Coordinates | None = None


def prepare(data: Data, context: Context) -> Prepared:
    country = stored.line(data, "country") or context.country
    told = {**data, "country": country}
    if stored.line(data, "postcode"):
        told["postcode"] = postal.normal_postcode(data["postcode"], country)
    faults = [] if any(stored.line(data, name) for name in ENOUGH) else [_empty()]
    malformed = [problem.field for problem in postal.problems(told)]
    told |= {"title": postal.title(told), "missing": postal.missing(told), "malformed": malformed}
    return Prepared(told, faults)


def _empty() -> FieldError:
    return FieldError("street", "required", "Give at least a street, extra line, postcode or city.")


def words(record: Record) -> Iterable[Word]:
    return words_of(record.data, "address")


def words_of(address: Mapping[str, Any], field: str) -> Iterator[Word]:
    """Street, city and the head of the postcode find it; house numbers and the postcode's tail only narrow."""
    for name in ("street", "extra", "city"):
        yield from words_in(field, address.get(name))
    head, *tail = text.words(str(address.get("postcode") or "")) or [""]
    yield Word(head, field)
    narrowing = [*tail, address.get("number") or "", address.get("addition") or ""]
    yield from (Word(word.text, field, leads(word.text)) for word in words_in(field, " ".join(map(str, narrowing))))


def keys(record: Record) -> Iterable[Key]:
    if key := postal.normal_key(record.data):
        yield Key("address", key)


def located(record: Record) -> Iterable[Located]:
    if at := point(record.data):
        yield Located(at, {"id": record.id, "title": stored.line(record.data, "title")})


def point(address: Mapping[str, Any]) -> Point | None:
    told = [stored.part(address, COORDINATES).get(name) for name in ("latitude", "longitude")]
    north, east = (each if isinstance(each, int | float) else None for each in told)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return Point(north, east)


def show(record: Record, context: Context) -> Data:
    return {"lines": postal.lines(record.data, (), context.country)}


def sort(record: Record) -> str:
    return text.fold(" ".join(str(record.data.get(name) or "") for name in ("city", "street", "number", "addition")))


ADDRESS = customised(
    RecordType(
        name="address",
        plural="addresses",
        prefix="adr",
        fields=AddressFields,
        summary="An address that companies, persons, couples and contacts share.",
        title=lambda data: stored.line(data, "title"),
        place=lambda data: stored.line(data, "city"),
        shared=frozenset({"title", *SNAPSHOT}),
        sorts={"city": sort},
        filters=(
            filter_on(CriteriaField("country", "choice"), facet=True),
            filter_on(CriteriaField("city", "text")),
            filter_on(CriteriaField("postcode", "text")),
            filter_on(CriteriaField("street", "text")),
            filter_on(CriteriaField("region", "text")),
            filter_on(CriteriaField("missing", "choice", many=True)),
            filter_on(CriteriaField("malformed", "choice", many=True)),
        ),
        words=words,
        keys=keys,
        likeness=likeness.of_address,
        located=located,
        prepare=prepare,
        show=show,
        shown={"lines": list[str]},
        verbs=frozenset({"merge"}),
        merges=Merges(alone=frozenset({"number", "addition"})),  # 12 is another house than 12 a
        made_of={
            "lines": frozenset(),
            "missing": frozenset(),
            "malformed": frozenset(),
            "address": frozenset({"title"}),
        },
        essential=frozenset({"title", *SNAPSHOT}),
        computed={"title": str, "missing": list[str], "malformed": list[str]},
        example={
            "street": "Kerkplein",
            "number": "3",
            "postcode": "1315 AC",
            "city": "Almere",
            "country": "NL",
        },
        example_change={"number": "14", "addition": None},
    )
)
