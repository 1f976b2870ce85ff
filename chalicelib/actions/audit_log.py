"""The audit log as it is asked for over the API: a page of it, or a part of a file."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from io import StringIO
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.storage import audit_pages, audit_settings, cursor
from chalicelib.storage.audit import Row
from chalicelib.storage.audit_pages import Position, Question
from chalicelib.text.formula import defused

COLUMNS = (
    "at", "by", "kind", "channel", "operation", "action", "type", "record", "records", "count", "outcome", "rule",
    "fields", "version", "request_id", "session",
)  # fmt: skip
FILTERS = {"user": "by", "record": "record", "action": "action", "type": "type", "channel": "channel",
           "outcome": "outcome", "operation": "operation"}  # fmt: skip


class Wanted(NamedTuple):
    """`filters` by the names of FILTERS; `since` and `until` are moments in UTC and included, "" for all that is
    kept."""

    filters: Mapping[str, str]
    since: str
    until: str
    limit: int
    cursor: str | None


class Found(NamedTuple):
    rows: list[Row]
    next_cursor: str | None


def find(actor: Actor, wanted: Wanted) -> Found:
    """One round trip for the settings where the function does not know them yet."""
    scope = json.dumps([actor.tenant, actor.user, "audit", dict(wanted.filters), wanted.since, wanted.until])
    after = Position(*json.loads(cursor.open_(wanted.cursor, scope))) if wanted.cursor else None
    page = audit_pages.page(_question(actor.tenant, wanted), after)
    return Found(page.rows, cursor.seal(json.dumps(page.next), scope) if page.next else None)


def _question(tenant: str, wanted: Wanted) -> Question:
    """What has lapsed is not there any more, though DynamoDB may take days to remove it; and nothing is older than the
    tenant, so that months before that are not looked into."""
    now = clock.now()
    lapsed = now - timedelta(days=audit_settings.known(tenant).days)
    oldest = clock.stamp(max(lapsed, clock.moment_of(tenant)))
    until = min(wanted.until or clock.stamp(now), clock.stamp(now))
    return Question(
        tenant, max(wanted.since, oldest), until, wanted.limit, _matches(wanted.filters), bool(wanted.filters)
    )


def _matches(filters: Mapping[str, str]) -> Callable[[Row], bool]:
    return lambda row: all(_is(row, FILTERS[name], value) for name, value in filters.items())


def _is(row: Row, column: str, value: str) -> bool:
    """One of several records counts, however it stands there."""
    return row.get(column) == value or (column == "record" and value in row.get("records", ()))


# ---------------------------------------------------------------------------------------------------------- as files


def as_csv(rows: Iterable[Row]) -> str:
    """RFC 4180, each part with its own line of names."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row.get(name)) for name in COLUMNS] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    told = " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return defused(told)


def as_lines(rows: Iterable[Row]) -> str:
    """JSON, one row on each line."""
    return "".join(f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n" for row in rows)
