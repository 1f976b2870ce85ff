"""A tenant with thousands of relations, made in seconds: what the front door would have written, put into the table
from behind. The same on every day, so that costs can be held to the unit.

Each relation has a phone, a mail address, two statuses, a contact and an address that five share. One in a hundred
contacts is called Jan, one in fifty addresses lies in Almere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from chalicelib.models.activity import ACTIVITY
from chalicelib.models.address import ADDRESS
from chalicelib.models.contact import CONTACT
from chalicelib.models.moment import written
from chalicelib.models.record import Record, created
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.relation import RELATION
from chalicelib.storage import derived, keys
from tests.engine import Engine
from tests.world import TABLE

SHARE = 5
BATCH = 25
SYLLABLES = ("ba", "ko", "ri", "du", "ze", "lo", "mi", "pa", "tu", "ve")
CITIES = ("Almere", *(f"{a}{b}stad".capitalize() for a in SYLLABLES for b in SYLLABLES))[:50]
FIRST_NAMES = ("Jan", *(f"{a}{b}".capitalize() for a in SYLLABLES for b in SYLLABLES))[:100]
STATUSES = (["customer", "supplier"], ["prospect", "partner"], ["prospect", "adviser"], ["suspect", "creditor"])
Item = dict[str, dict[str, str]]


def fill(engine: Engine, tenant: str, relations: int) -> None:
    put(engine, (item for each in crowd(tenant, relations) for item in items(each)))


def word(n: int) -> str:
    """A name that no other number has, of which no beginning says much."""
    return "".join(SYLLABLES[int(digit)] for digit in reversed(f"{n:05d}"))


def crowd(tenant: str, relations: int) -> Iterator[Record]:
    for n in range(0, relations, SHARE):
        address = record(tenant, ADDRESS, n, _address(n), {})
        theirs = {address.id: address}
        companies = [record(tenant, RELATION, each, _company(each, address), theirs) for each in range(n, n + SHARE)]
        yield from (address, *companies)
        for each, company in enumerate(companies, n):
            yield record(tenant, CONTACT, each, _contact(each, company), {company.id: company})


def record(tenant: str, declared: RecordType, n: int, data: dict[str, Any], linked: dict[str, Record]) -> Record:
    prepared = declared.prepare(data, Context("NL", "nl", linked))
    assert not prepared.faults
    at = f"2026-01-{1 + n // 3600 % 28:02d}T{n // 60 % 24:02d}:{n % 60:02d}:00.000Z"
    record_id = f"{declared.prefix}_{n:026d}"
    return created(id=record_id, type=declared.name, tenant=tenant, data=prepared.data, at=at, by=f"usr_{0:026d}")


def _address(n: int) -> dict[str, Any]:
    number = n // SHARE
    city = CITIES[number // 3 % len(CITIES)]  # not in step with the first names
    return {"street": f"{word(n)}straat", "number": "12", "postcode": f"{1000 + number % 8999} AB", "city": city}


def _company(n: int, address: Record) -> dict[str, Any]:
    name = word(n).capitalize()
    link = {"id": address.id, "title": ADDRESS.title(address.data), "place": ADDRESS.place(address.data)}
    return {
        "kind": "company",
        "name": f"{name} B.V.",
        "status": STATUSES[n % len(STATUSES)],
        "channels": [
            {"kind": "phone", "value": f"+3136{5300000 + n}"},
            {"kind": "email", "value": f"info@{name.lower()}.example"},
        ],
        "addresses": [{"address": link, "purposes": ["visiting"], "default_for": []}],
    }


def _contact(n: int, company: Record) -> dict[str, Any]:
    link = {"id": company.id, "title": RELATION.title(company.data), "place": RELATION.place(company.data)}
    name = {"first_name": FIRST_NAMES[n % len(FIRST_NAMES)], "last_name": word(n)[::-1].capitalize()}
    return {"company": link, **name, "channels": [], "addresses": []}


def history(tenant: str, relation: Record, number: int, **more: Any) -> Iterator[Item]:
    """Calls with a relation, an hour apart, as their records and timeline entries only. `more` is said of each."""
    link = {"id": relation.id, "title": RELATION.title(relation.data), "place": RELATION.place(relation.data)}
    call = record(tenant, ACTIVITY, 0, {"kind": "phone_call", "subject": "Call", "links": [link], **more}, {})
    begun = datetime(2020, 1, 1, 9, tzinfo=UTC)
    for n in range(number):
        data = {**call.data, "starts_at": written(begun + timedelta(hours=n))}
        each = replace(call, id=f"{ACTIVITY.prefix}_{n:026d}", data=data)
        kept, *_ = items(each, entries={})
        yield kept
        for key, digest in derived.entries(each).items():
            if keys.family_of(key.pk) == derived.TIMELINE:
                yield {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "digest": {"S": digest or ""}}


def work(task: Record, number: int, **fields: Any) -> Iterator[Item]:
    """As many tasks like this one, as their records and entries of open work only."""
    for n in range(number):
        each = replace(task, id=f"{ACTIVITY.prefix}_{n:026d}", data={**task.data, **fields})
        entries = {key: told for key, told in derived.entries(each).items() if keys.family_of(key.pk) == derived.TODO}
        yield from items(each, entries)


def items(each: Record, entries: dict[keys.ItemKey, str | None] | None = None) -> Iterator[Item]:
    """With all that is derived of it, unless told otherwise."""
    key = keys.record(each.tenant, each.id)
    yield {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "version": {"N": "1"}, "body": {"S": each.body()}}
    for key, digest in (derived.entries(each) if entries is None else entries).items():
        told = {} if digest is None else {"digest": {"S": digest}}
        yield {"pk": {"S": key.pk}, "sk": {"S": key.sk}, **told}


def put(engine: Engine, many: Iterable[Item]) -> None:
    if engine.name == "moto":
        return _put_into_moto(many)
    # with a stream dynoxide takes longer the more there is in it
    engine.client.update_table(TableName=TABLE, StreamSpecification={"StreamEnabled": False})
    waiting = iter(many)
    while batch := [{"PutRequest": {"Item": item}} for item in islice(waiting, BATCH)]:
        assert not engine.client.batch_write_item(RequestItems={TABLE: batch})["UnprocessedItems"]


def _put_into_moto(many: Iterable[Item]) -> None:
    """Past its checks, and with one object for what many items share: a tenth of the time and half of the memory."""
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.dynamodb.models import dynamodb_backends
    from moto.dynamodb.models.dynamo_type import DynamoType
    from moto.dynamodb.models.dynamo_type import Item as MotoItem

    table = dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].get_table(TABLE)
    shared: dict[str, DynamoType] = {}
    for item in many:
        pk = shared.setdefault(item["pk"]["S"], DynamoType(item["pk"]))
        told = {name: DynamoType(value) for name, value in item.items() if name not in ("pk", "digest")}
        if "digest" in item:
            told["digest"] = shared.setdefault(item["digest"]["S"], DynamoType(item["digest"]))
        kept = MotoItem(pk, told["sk"], {})
        dict.update(kept.attrs, {"pk": pk, **told})
        table.items[pk][told["sk"]] = kept
