"""What a source is: one row. Its functions are pure: they say what is to be asked, and read what was answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from chalicelib.outbound import Reply, Request

Data = dict[str, Any]
NAME, PLACE, NUMBER = "name", "place", "number"
MOST_HITS = 10
ABSENT, REFUSED = "absent", "refused"


class Terms(NamedTuple):
    """What somebody typed; "" is nothing."""

    name: str = ""
    place: str = ""
    number: str = ""


class Where(NamedTuple):
    """Who asks: the country and the language of the tenant."""

    country: str
    language: str


class Hit(NamedTuple):
    """`id` is that of the source; `external` the system under which records may keep it."""

    id: str
    name: str
    place: str
    line: str
    external: str
    number: str = ""
    active: bool = True


class Note(NamedTuple):
    code: str
    message: str


class Activity(NamedTuple):
    """What a company does, by the plain code of the shipped list."""

    code: str
    name: str
    main: bool


@dataclass(frozen=True)
class Found:
    """`relation` is what POST /v1/relations takes; the rest is what is known besides. `id` is by what the source says
    that it goes, None of one that may give another for what was asked."""

    relation: Data
    id: str | None = None
    legal_form: str = ""
    trade_names: tuple[str, ...] = ()
    employees: int | None = None
    branch: str = ""
    registered_on: str = ""
    ended_on: str = ""
    activities: tuple[Activity, ...] = ()
    notes: tuple[Note, ...] = field(default=())


class Source(NamedTuple):
    """`takes` are the terms that it can be searched by; `country` is where its numbers are those of the chamber of
    commerce, "" where it has none. A request is made of its base address, which is a setting of
    the deployment; `header` is the one that its key stands in. `pick` gives None for what can be no id of its; `found`
    for what it does not give. `fault` says of a refusal whether it is for the key, or for what is not there, "" when
    for neither. Reading raises ValueError where the answer has another shape."""

    name: str
    label: str
    help: str
    attribution: str
    takes: frozenset[str]
    country: str
    base: str
    header: str
    find: Callable[[str, Terms, Where], Request]
    hits: Callable[[Any], list[Hit]]
    pick: Callable[[str, str, Where], Request | None]
    found: Callable[[Any], Found | None]
    fault: Callable[[Reply], str]


def plainly(reply: Reply) -> str:
    return {401: REFUSED, 403: REFUSED, 404: ABSENT, 410: ABSENT}.get(reply.status, "")


def without_nothing(data: Mapping[str, Any]) -> Data:
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}
