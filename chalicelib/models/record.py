"""A record: one thing that a tenant keeps, as it stands in the table. The body is kept as it was written, unknown
attributes of a newer release included."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MOST_BYTES = 128_000


@dataclass(frozen=True)
class Record:
    """Times are ISO 8601 UTC texts; `created_by` and `updated_by` are user ids, or `system:<name>` for reactions.

    `beside` is what reactions keep of others beside the body, such as when it was last touched: it is shown, listed and
    filtered as if it were data, but belongs to no version, so that it stands in nobody's way. Of a record as somebody
    sees it, `kept` is the one that it is made of: rights are decided on that, and it is never saved."""

    id: str
    type: str
    tenant: str
    version: int
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    archived_at: str | None
    data: dict[str, Any]
    linked: int = 0
    beside: dict[str, Any] = field(default_factory=dict)
    kept: "Record | None" = field(default=None, compare=False, repr=False)

    @property
    def known(self) -> dict[str, Any]:
        return {**self.data, **self.beside} if self.beside else self.data

    def beside_body(self) -> str | None:
        """As JSON that is the same whenever it is written; None where there is nothing."""
        told = json.dumps(self.beside, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return told if self.beside else None

    @property
    def alive(self) -> bool:
        return self.archived_at is None

    def changed(self, data: dict[str, Any], at: str, by: str) -> "Record":
        return replace(self, data=data, version=self.version + 1, updated_at=at, updated_by=by)

    def archived(self, at: str, by: str) -> "Record":
        return replace(self, archived_at=at, version=self.version + 1, updated_at=at, updated_by=by)

    def restored(self, at: str, by: str) -> "Record":
        return replace(self, archived_at=None, version=self.version + 1, updated_at=at, updated_by=by)

    def body(self) -> str:
        """As JSON; the id, tenant and version are in the item's own attributes."""
        return json.dumps(
            {
                "type": self.type,
                "created_at": self.created_at,
                "created_by": self.created_by,
                "updated_at": self.updated_at,
                "updated_by": self.updated_by,
                "archived_at": self.archived_at,
                "data": self.data,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def created(*, id: str, type: str, tenant: str, data: dict[str, Any], at: str, by: str) -> Record:
    return Record(id, type, tenant, 1, at, by, at, by, None, data)


def from_body(tenant: str, id: str, version: int, body: str, linked: int = 0, beside: str = "{}") -> Record:
    """What is damaged reads as empty."""
    kept, known = json.loads(body), json.loads(beside)
    if not isinstance(kept, dict):
        kept = {}
    data = kept.get("data")
    return Record(
        id=id,
        type=_text(kept, "type"),
        tenant=tenant,
        version=version,
        created_at=_text(kept, "created_at"),
        created_by=_text(kept, "created_by"),
        updated_at=_text(kept, "updated_at"),
        updated_by=_text(kept, "updated_by"),
        archived_at=_text(kept, "archived_at") or None,
        data=data if isinstance(data, dict) else {},
        linked=linked,
        beside=known if isinstance(known, dict) else {},
    )


def _text(kept: Mapping[str, Any], name: str) -> str:
    value = kept.get(name)
    return value if isinstance(value, str) else ""
