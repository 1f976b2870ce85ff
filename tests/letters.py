"""Mail for dossiers, as it comes in: letters made from their parts, and the addresses of ours that they go to."""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib.mail import dossier_address
from chalicelib.settings import settings
from chalicelib.storage import mail_log
from tests.world import MAIL_DOMAIN, User, World

SLUG = "acme"
BORDER = "edge-of-the-parts"


def letter(
    sender: str = "Piet Mulder <piet@mulder.example>",
    to: str = "verkoop@acme.example",
    subject: str = "Offerte",
    body: str = "Wat kost een oven?",
    message_id: str = "1@mulder.example",
    **headers: str,
) -> bytes:
    """`in_reply_to="<1@x>"` is the header In-Reply-To."""
    told = {"From": sender, "To": to, "Subject": subject, "Date": "Fri, 20 Nov 2026 10:00:00 +0100"}
    told |= {"Message-ID": f"<{message_id}>"} if message_id else {}
    told |= {"Content-Type": "text/plain; charset=utf-8"}
    told |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode() + b"\r\n" + body.encode()


def parts(*told: bytes, kind: str = "mixed", **headers: str) -> bytes:
    """A letter of parts, each with its own headers."""
    head = letter(body="", content_type=f'multipart/{kind}; boundary="{BORDER}"', **headers)
    return (
        head + b"".join(b"--%s\r\n%s\r\n" % (BORDER.encode(), each) for each in told) + b"--%s--\r\n" % BORDER.encode()
    )


def text(content: str) -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + content.encode()


def html(content: str) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\r\n\r\n" + content.encode()


def file(content: bytes, name: str = "a.pdf", media_type: str = "application/pdf", **headers: str) -> bytes:
    told = {"Content-Type": media_type, "Content-Transfer-Encoding": "base64"}
    told |= {"Content-Disposition": f'attachment; filename="{name}"'}
    told |= {each.replace("_", "-").title(): value for each, value in headers.items()}
    lines = "".join(f"{each}: {value}\r\n" for each, value in told.items())
    return lines.encode() + b"\r\n" + b64(content)


def b64(content: bytes) -> bytes:
    from base64 import encodebytes

    return encodebytes(content).replace(b"\n", b"\r\n")


def dossier(tenant: str) -> str:
    """Where mail for a tenant goes."""
    return dossier_address.of_tenant(SLUG, tenant, MAIL_DOMAIN, _secret())


def answers(tenant: str, conversation: str) -> str:
    return dossier_address.of_reply(tenant, conversation, MAIL_DOMAIN, _secret())


def of_record(tenant: str, record: str) -> str:
    from chalicelib.storage import dossier_names

    assert dossier_names.take(SLUG, tenant)
    return dossier_address.of_record(SLUG, tenant, record, MAIL_DOMAIN, _secret())


def _secret() -> bytes:
    return settings().dossier_secret.encode()


def email(world: World, user: User) -> str:
    """That of a user."""
    from chalicelib.storage import records

    record = records.get(user.tenant, user.id)
    assert record is not None
    return str(record.data["email"])


def mails(user: User, **wanted: str) -> list[dict[str, Any]]:
    asked = "&".join(f"{name}={value}" for name, value in {"kind": "email", **wanted}.items())
    reply = user.get(f"/v1/activities?{asked}&sort=at&limit=100")
    assert reply.status == 200, reply.text
    return list(reply["data"])


def mail(user: User, **wanted: str) -> dict[str, Any]:
    (found,) = mails(user, **wanted)
    return found


def log(tenant: str) -> list[dict[str, Any]]:
    """The newest first."""
    return mail_log.page(tenant, limit=200).rows


def rules(tenant: str) -> list[str]:
    """What decided on each message, the oldest first."""
    return [each["rule"] for each in reversed(log(tenant))]


def linked(activity: dict[str, Any]) -> list[str]:
    return [each["id"] for each in activity.get("links", [])]


def papers(user: User) -> list[dict[str, Any]]:
    reply = user.get("/v1/documents?limit=200")
    assert reply.status == 200, reply.text
    return sorted(reply["data"], key=lambda each: str(each["file_name"]))


def lines(out: str) -> Iterator[dict[str, Any]]:
    """Of a log."""
    yield from (json.loads(each) for each in out.splitlines() if each.startswith("{"))
