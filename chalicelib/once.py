"""Idempotency-Key: a write that is repeated with the same key happens once, and gets the same answer again.

The answer is kept in the transaction of the write itself, so there is no moment in which one exists without the
other, and two at once cannot both succeed. Only what was carried out is kept: after a refusal the same key may be
used for the corrected request.

It was made for the rights of that moment. At another epoch of them it says no more than what was written: its status,
its headers, and the id, type and version.
"""

import hashlib
import json
from typing import Any

from chalicelib import clock
from chalicelib.access import subject
from chalicelib.access.held import Held
from chalicelib.call import Answer, Call
from chalicelib.errors import KeyReused, Malformed
from chalicelib.storage import keys, rights, table
from chalicelib.storage.table import Attributes
from chalicelib.storage.work import Once

HEADER = "idempotency-key"
REPLAYED = {"Idempotent-Replayed": "true"}
LONGEST = 200
OF_ADMINISTRATORS, UNKNOWN = -1, -2  # the latter of answers that an earlier release kept
BARE = ("id", "type", "version")


def of(call: Call[Any, Any], answer: Answer | None = None, epoch: int | None = None) -> Once | None:
    """The key of a call, None when it has none; raises Malformed. The epoch is that of the rights decided by."""
    told = call.headers.get(HEADER)
    if told is None or not call.operation.repeatable:
        return None
    if not (0 < len(told) <= LONGEST and told.isascii() and told.isprintable()):
        raise Malformed(f"Idempotency-Key takes 1 to {LONGEST} visible ASCII characters, such as a UUID.")
    key = keys.claim(call.actor.tenant, "once", call.actor.user, call.operation.name, told)
    return Once(key, _fingerprint(call), _text(answer, _after(call, epoch)) if answer else "")


def _after(call: Call[Any, Any], epoch: int | None) -> int | None:
    """What the answer was decided by, with what the call itself changes of it: nothing that the tenant says where it is
    None, and for administrators, who see all, whatever it says."""
    if subject.bare(call.actor).is_administrator:
        return OF_ADMINISTRATORS
    return None if epoch is None else epoch + rights.changes(call.work.saves.values())


def _still(call: Call[Any, Any], epoch: int | None, held: Held | None) -> bool:
    if epoch is None or epoch == OF_ADMINISTRATORS:
        return epoch is None or subject.bare(call.actor).is_administrator
    return held is not None and held.confirmed().epoch == epoch


def _fingerprint(call: Call[Any, Any]) -> str:
    asked = call.asked.model_dump() if call.asked is not None else None
    sent = call.body.model_dump() if hasattr(call.body, "model_dump") else call.body
    told = json.dumps([dict(call.ids), asked, sent, call.headers.get("if-match")], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _text(answer: Answer, epoch: int | None) -> str:
    told = {"body": answer.body, "status": answer.status, "headers": answer.headers, "version": answer.version}
    told["epoch"] = epoch
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def kept(call: Call[Any, Any], held: Held | None = None) -> Answer | None:
    """The answer given before under this key, if there is one that has not lapsed; one round trip."""
    once = of(call)
    item = table.get(call.actor.tenant, once.key) if once else None
    return None if once is None or item is None else again(call, once, item, held)


def again(call: Call[Any, Any], once: Once, item: Attributes, held: Held | None) -> Answer | None:
    """Raises KeyReused when the key was used for another request."""
    if int(item.get("expires_at", {}).get("N", "0")) < clock.epoch():
        return None
    if item["holder"]["S"] != once.fingerprint:
        raise KeyReused
    told = json.loads(item["body"]["S"])
    body = told["body"] if _still(call, told.get("epoch", UNKNOWN), held) else _bare(told["body"])
    return Answer(body, told["status"], {**told["headers"], **REPLAYED}, told["version"])


def _bare(body: Any) -> Any:
    return {name: body[name] for name in BARE if name in body} if isinstance(body, dict) else None
