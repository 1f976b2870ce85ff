"""The digests of entries that lists and selections are read from, as short as they can be told, for a selection reads
thousands: each value behind the sign of its field, and what has none, or does not fit its form, as JSON behind them.

    nBakkerij Jansen B.V.|kc|sc,s|cAlmere|yNL|%80|{"custom_size":12}

Digests that earlier releases wrote are JSON as a whole, and are read alike."""

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from chalicelib.models.packed_fields import ROWS, Row
from chalicelib.models.packed_forms import BAR, id_digits
from chalicelib.models.stored import Data

JSON = "{"
BY_SIGN = {row.sign: row for row in ROWS}
BY_FIELD: dict[str, list[Row]] = {}
for _row in ROWS:
    BY_FIELD.setdefault(_row.field, []).append(_row)


def written(told: Mapping[str, Any]) -> str:
    short, rest = [], {}
    for name in sorted(told):
        packed = next(_packed(name, told[name]), None)
        if packed is None:
            rest[name] = told[name]
        else:
            short.append(packed)
    if rest or not short:
        short.append(json.dumps(rest, ensure_ascii=False, separators=(",", ":")))
    return BAR.join(short)


def _packed(name: str, value: Any) -> Iterator[str]:
    for row in BY_FIELD.get(name, ()):
        if (packed := row.form.write(value)) is not None:
            yield row.sign + packed


def read(digest: str, only: Container[str] | None = None) -> Data:
    """All it tells, or `only` of these fields, and maybe of some others."""
    if digest.startswith(JSON):
        whole: Data = json.loads(digest)
        return whole
    short, has_more, rest = digest.partition(BAR + JSON)
    told: Data = json.loads(JSON + rest) if has_more else {}
    for part in short.split(BAR) if short else ():
        _, field, form = BY_SIGN[part[0]]
        if only is None or field in only:
            told[field] = form.read(part[1:])
    return told


def may_speak_of(digest: str, record_id: str) -> bool:
    """Whether the id may be among what it tells; it is when this is not sure that it is not."""
    short = id_digits(record_id)
    return json.dumps(record_id) in digest or (short is not None and short in digest)
