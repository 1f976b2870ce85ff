"""Writing anew what is otherwise written once: for erasure, and for nothing else.

A record gets a new version, whose change names the fields and tells nothing of what was in them; the changes before it
and the looks at it are written in place. Each is small and bears being done twice."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from chalicelib.models.items import ChangeItem, LogItem
from chalicelib.models.record import Record
from chalicelib.storage import keys, mail_log, plan, rights, table
from chalicelib.storage.outcome import Lost
from chalicelib.storage.plan import Save
from chalicelib.storage.table import Attributes, Put, Refused, Write

Scrub = Callable[[Any], Any]
AT_A_TIME = 10  # changes have up to 400 KB, transactions up to 4 MB
LOG_PAGE = 100


def save(before: Record, after: Record, *more: Write) -> None:
    """Raises Lost when somebody else wrote in between."""
    told = Save(before, after, "")
    _transact(before.tenant, [*map(_silent, plan.save(told)), *rights.writes(before.tenant, [told]), *more])


def _silent(write: Write) -> Write:
    if not isinstance(write, Put) or not isinstance(write.item, ChangeItem):
        return write
    told = without_values(json.loads(write.item.body))
    return write._replace(item=ChangeItem(write.item.pk, write.item.sk, body=_written(told)))


def without_values(change: dict[str, Any]) -> dict[str, Any]:
    """What of a change stays when nothing of its record does: who, when, and which fields."""
    told = {name: value for name, value in change.items() if name != "about"}
    return {**told, "changed": {name: {} for name in change["changed"]}}


def bodies_of(tenant: str, record_id: str) -> Iterator[dict[str, Any]]:
    """All changes of a record and looks at it, the oldest first."""
    for item in _items(tenant, record_id):
        told: dict[str, Any] = json.loads(item["body"]["S"])
        yield told


def history(tenant: str, record_id: str, scrub: Scrub) -> None:
    """Only those in which something differs."""
    waiting: list[Write] = []
    for item in _items(tenant, record_id):
        body = item["body"]["S"]
        told = _written(scrub(json.loads(body)))
        if told != body:
            waiting.append(Put(ChangeItem(item["pk"]["S"], item["sk"]["S"], body=told)))
        if len(waiting) == AT_A_TIME:
            _transact(tenant, waiting)
            waiting = []
    if waiting:
        _transact(tenant, waiting)


def _items(tenant: str, record_id: str) -> Iterator[Attributes]:
    pk = keys.record(tenant, record_id).pk
    for prefix in (keys.CHANGE, keys.SEEN):
        after, more = "", True
        while more:
            items, more = table.bodies(tenant, pk, prefix=prefix, after=after, limit=50, backward=False)
            yield from items
            after = items[-1]["sk"]["S"] if items else ""


def log_of_mail(tenant: str, scrub: Scrub, after: str) -> str:
    """A page of it; answers where to go on, "" at its end."""
    pk = keys.partition(tenant, mail_log.FAMILY)
    items, more = table.bodies(tenant, pk, prefix="", after=after, limit=LOG_PAGE, backward=False)
    differing = [put for item in items if (put := _row(item, scrub))]
    for start in range(0, len(differing), AT_A_TIME):
        _transact(tenant, differing[start : start + AT_A_TIME])
    return items[-1]["sk"]["S"] if more and items else ""


def _row(item: Attributes, scrub: Scrub) -> Put | None:
    body = item["body"]["S"]
    told = _written(scrub(json.loads(body)))
    lapses = datetime.fromtimestamp(int(item["expires_at"]["N"]), UTC)
    row = LogItem(item["pk"]["S"], item["sk"]["S"], body=told, expires_at=lapses)
    return Put(row) if told != body else None


def _transact(tenant: str, writes: Sequence[Write]) -> None:
    try:
        table.transact(tenant, writes)
    except Refused as refused:
        raise Lost(str(refused)) from refused


def _written(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
