"""Places as Google knows them: Text Search and Place Details of the Places API (New),
https://developers.google.com/maps/documentation/places/web-service. Only what is named in the mask is asked for, and
paid for."""

import json
import re
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from pydantic import Field

from chalicelib.models.address import ENOUGH
from chalicelib.outbound import Reply, Request
from chalicelib.sources import source
from chalicelib.sources.source import MOST_HITS, NAME, PLACE, Data, Found, Hit, Note, Source, Terms, Where
from chalicelib.sources.told import Shape, Short, Some, Told, Whole, phone, websites

PLACE_ID = re.compile(r"[A-Za-z0-9_-]{10,100}")
SYSTEM = "google_place"  # under which records keep the id, the only thing that may be kept for good
MASK = "X-Goog-FieldMask"
LISTED = "places.id,places.displayName,places.formattedAddress,places.addressComponents,places.businessStatus"
WHOLE = "id,displayName,addressComponents,internationalPhoneNumber,websiteUri,businessStatus"
CLOSED = "CLOSED_PERMANENTLY"
BAD_KEY = "API_KEY_"  # so begin the reasons that are about the key
ENDED = Note("ended", "This place has closed for good.")
# What each part of an address is called there, the best first.
PARTS = {
    "street": ("route",),
    "number": ("street_number",),
    "addition": ("subpremise",),
    "extra": ("premise",),
    "postcode": ("postal_code",),
    "city": ("locality", "postal_town", "administrative_area_level_3", "sublocality_level_1"),
    "region": ("administrative_area_level_1",),
    "country": ("country",),
}
WITH_REGION = frozenset({"AU", "BR", "CA", "CN", "GB", "IN", "IT", "MX", "RU", "US"})  # those whose mail names it


class Written(Shape):
    text: Told = ""


class Component(Shape):
    long: Told = Field(default="", alias="longText")
    short: Short = Field(default="", alias="shortText")
    types: Annotated[list[Short], Some] = []


class Place(Shape):
    id: Whole
    display_name: Written = Written()
    formatted_address: Told = ""
    address_components: Annotated[list[Component], Some] = []
    international_phone_number: Short = ""
    website_uri: Whole = ""
    business_status: Short = ""


class Places(Shape):
    places: Annotated[list[Place], Some] = []


def find(base: str, terms: Terms, where: Where) -> Request:
    asked = {
        "textQuery": " ".join(filter(None, (terms.name, terms.place))),
        "languageCode": where.language,
        "regionCode": where.country,
        "pageSize": MOST_HITS,
    }
    headers = {"Content-Type": "application/json", MASK: LISTED}
    return Request("POST", f"{base}/places:searchText", headers, json.dumps(asked).encode())


def hits(told: Any) -> list[Hit]:
    return [_hit(each) for each in Places.model_validate(told).places if PLACE_ID.fullmatch(each.id)]


def _hit(each: Place) -> Hit:
    address = _address(each)
    active = each.business_status != CLOSED
    return Hit(each.id, each.display_name.text, address.get("city", ""), each.formatted_address, SYSTEM, active=active)


def pick(base: str, place: str, where: Where) -> Request | None:
    if not PLACE_ID.fullmatch(place):
        return None
    query = urlencode({"languageCode": where.language, "regionCode": where.country})
    return Request("GET", f"{base}/places/{quote(place, safe='')}?{query}", {MASK: WHOLE})


def found(told: Any) -> Found | None:
    place = Place.model_validate(told)
    if not place.display_name.text:
        return None
    return Found(_relation(place), notes=(ENDED,) if place.business_status == CLOSED else ())


def _relation(place: Place) -> Data:
    address = _address(place)
    reached = [("phone", phone(place.international_phone_number, address.get("country", "")))]
    reached += [("website", each) for each in websites([place.website_uri])]
    return source.without_nothing({
        "kind": "company",
        "name": place.display_name.text,
        "channels": [{"kind": kind, "value": value} for kind, value in reached if value],
        "addresses": [{"address": address, "purposes": ["visiting"]}] if address.keys() & {*ENOUGH} else [],
        "external_ids": {SYSTEM: place.id} if PLACE_ID.fullmatch(place.id) else {},
    })  # fmt: skip


def _address(place: Place) -> Data:
    by_type = {kind: each for each in reversed(place.address_components) for kind in each.types}
    parts = {name: next((by_type[kind] for kind in kinds if kind in by_type), None) for name, kinds in PARTS.items()}
    told = {name: (each.short if name == "country" else each.long) for name, each in parts.items() if each}
    told["country"] = told.get("country", "") if re.fullmatch("[A-Z]{2}", told.get("country", "")) else ""
    region = told.get("region", "") if told["country"] in WITH_REGION else ""
    fitting = {name: told.get(name, "")[:80].strip() for name in ("number", "addition", "postcode")}
    return source.without_nothing({**told, **fitting, "region": region})


def fault(reply: Reply) -> str:
    """A key that is none it calls a bad request, and gives the reason; an id that is none too."""
    if reply.status != 400:
        return source.plainly(reply)
    error = reply.told.get("error") if isinstance(reply.told, dict) else None
    details = error.get("details") if isinstance(error, dict) else None
    reasons = [str(each.get("reason")) for each in details or () if isinstance(each, dict)]
    return source.REFUSED if any(each.startswith(BAD_KEY) for each in reasons) else source.ABSENT


PLACES = Source(
    name="places",
    label="Places (Google)",
    help="Make a key for the Places API (New) in the Google Cloud console, and let it do nothing else.",
    attribution="Google Maps",
    takes=frozenset({NAME, PLACE}),
    country="",
    base="places_url",
    header="X-Goog-Api-Key",
    find=find,
    hits=hits,
    pick=pick,
    found=found,
    fault=fault,
)
