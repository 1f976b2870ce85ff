"""Idempotency-Key: a write that is repeated with the same key happens once, and gets the same answer again.

The answer is kept in the transaction of the write itself, so there is no moment in which one exists without the
other, and two at once cannot both succeed. Only what was carried out is kept: after a refusal the same key may be
used for the corrected request.
"""

import hashlib
import json
from typing import Any

from chalicelib import clock
from chalicelib.call import Answer, Call
from chalicelib.errors import KeyReused, Malformed
from chalicelib.storage import keys, table
from chalicelib.storage.table import Attributes
from chalicelib.storage.work import Once

HEADER = "idempotency-key"
REPLAYED = {"Idempotent-Replayed": "true"}
LONGEST = 200


def of(call: Call[Any, Any], answer: Answer | None = None) -> Once | None:
    """The key of a call, None when it has none; raises Malformed."""
    told = call.headers.get(HEADER)
    if told is None or not call.operation.repeatable:
        return None
    if not (0 < len(told) <= LONGEST and told.isascii() and told.isprintable()):
        raise Malformed(f"Idempotency-Key takes 1 to {LONGEST} visible ASCII characters, such as a UUID.")
    key = keys.claim(call.actor.tenant, "once", call.actor.user, call.operation.name, told)
    return Once(key, _fingerprint(call), _text(answer) if answer else "")


def _fingerprint(call: Call[Any, Any]) -> str:
    asked = call.asked.model_dump() if call.asked is not None else None
    sent = call.body.model_dump() if hasattr(call.body, "model_dump") else call.body
    told = json.dumps([dict(call.ids), asked, sent, call.headers.get("if-match")], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _text(answer: Answer) -> str:
    told = {"body": answer.body, "status": answer.status, "headers": answer.headers, "version": answer.version}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def kept(call: Call[Any, Any]) -> Answer | None:
    """The answer given before under this key, if there is one that has not lapsed; one round trip."""
    once = of(call)
    item = table.get(call.actor.tenant, once.key) if once else None
    return None if once is None or item is None else again(once, item)


def again(once: Once, item: Attributes) -> Answer | None:
    """Raises KeyReused when the key was used for another request."""
    if int(item.get("expires_at", {}).get("N", "0")) < clock.epoch():
        return None
    if item["holder"]["S"] != once.fingerprint:
        raise KeyReused
    told = json.loads(item["body"]["S"])
    return Answer(told["body"], told["status"], {**told["headers"], **REPLAYED}, told["version"])
