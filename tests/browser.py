"""A browser that sends and fetches files at addresses that were signed for it, and S3 as far as it holds it to them.

Moto takes any form; what the policy in it says is held here, as S3 does."""

import base64
import json
from typing import Any

import requests

from tests.specimens import PDF
from tests.world import Reply, User

REFUSED = 403


def policy(form: Reply) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(base64.b64decode(form["fields"]["policy"]))
    return told


def send(form: Reply, content: bytes, **changed: str) -> int:
    """The status of the answer. `changed` are fields that somebody has tampered with."""
    fields = {**form["fields"], **{name.replace("_", "-"): value for name, value in changed.items()}}
    if not _allowed(policy(form), fields, len(content)):
        return REFUSED
    return put(form, content, fields)


def put(form: Reply, content: bytes, fields: dict[str, str] | None = None) -> int:
    """Whatever the policy says."""
    files = {"file": ("blob", content)}
    return requests.post(form["url"], data=fields or form["fields"], files=files, timeout=5).status_code


def _allowed(policy: dict[str, Any], fields: dict[str, str], size: int) -> bool:
    for condition in policy["conditions"]:
        if isinstance(condition, list):
            _, least, most = condition
            if not least <= size <= most:
                return False
        elif "bucket" not in condition and any(fields.get(name) != value for name, value in condition.items()):
            return False
    return True


def fetch(address: Reply) -> requests.Response:
    return requests.get(address["url"], timeout=5)


def begun(
    user: User, content: bytes = PDF, name: str = "a.pdf", media_type: str = "application/pdf", **more: Any
) -> Reply:
    reply = user.post("/v1/documents/uploads", {"file_name": name, "type": media_type, "size": len(content), **more})
    assert reply.status == 201, reply.text
    return reply


def sent(
    user: User, content: bytes = PDF, name: str = "a.pdf", media_type: str = "application/pdf", **more: Any
) -> str:
    """The token of an upload whose file has arrived."""
    form = begun(user, content, name, media_type, **more)
    assert send(form, content) == 204
    return str(form["upload"])


def document(
    user: User, content: bytes = PDF, name: str = "a.pdf", media_type: str = "application/pdf", **more: Any
) -> Reply:
    """With a file that waits to be checked."""
    reply = user.post("/v1/documents", {"upload": sent(user, content, name, media_type), **more})
    assert reply.status == 201, reply.text
    return reply
