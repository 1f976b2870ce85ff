"""Mail that goes out, for its tests: written by a user, and as it arrives."""

from collections.abc import Iterator
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple

from chalicelib import clock
from tests.bus import chosen
from tests.world import Reply, User, World

JAN = {"name": "Jan Visser", "email": "jan@hamerslag.example"}


class Arrived(NamedTuple):
    """`to` is everybody who gets it, as SES was told."""

    message: Any
    raw: str
    to: frozenset[str]

    @property
    def text(self) -> str:
        return str(self.message.get_body(("plain",)).get_content()).replace("\r\n", "\n")

    @property
    def html(self) -> str:
        return str(self.message.get_body(("html",)).get_content())

    @property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """The type and content of each by its name."""
        parts: Iterator[EmailMessage] = self.message.iter_attachments()
        return {str(each.get_filename()): (each.get_content_type(), each.get_payload(decode=True)) for each in parts}  # type: ignore[misc]


def arrived(world: World) -> list[Arrived]:
    """All that SES took since the world began, the oldest first."""
    return [
        Arrived(message_from_string(each.raw_data, policy=default), each.raw_data, _to(each)) for each in _taken(world)
    ]


def _taken(world: World) -> list[Any]:
    """Of all worlds one outbox is kept: this one's tenants tell which are its own."""
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.ses.models import ses_backends

    backend = ses_backends[DEFAULT_ACCOUNT_ID][world.engine.client.meta.region_name]
    ours = {key[0].split("#")[2] for key in world.items() if key[1] == "RECORD"}
    return [each for each in backend.sent_messages if _about(each) in ours]


def _about(taken: Any) -> str:
    named = str(message_from_string(taken.raw_data)["Message-ID"] or "")
    return named.strip("<> ").partition("@")[0]


def _to(taken: Any) -> frozenset[str]:
    return frozenset(each.rpartition("<")[2].rstrip(">") for each in taken.destinations)


def write(user: User, **more: Any) -> Reply:
    """A mail that waits to be sent."""
    fields: dict[str, Any] = {"to": [JAN], "subject": "Our offer", "html": "<p>Dear Jan,</p>", **more}
    reply = user.post("/v1/mails", {name: value for name, value in fields.items() if value is not None})
    assert reply.status == 201, reply.text
    return reply


def state(user: User, mail: Reply) -> str:
    return str(user.get(f"/v1/activities/{mail.id}")["mail"]["state"])


def event(mail: Reply, tenant: str, **more: Any) -> dict[str, Any]:
    """As the bus hands it to the worker that sends."""
    changed = {"mail": {"now": {"state": "queued"}}}
    detail = {"id": f"{mail.id}:1", "tenant": tenant, "record": mail.id, "changed": changed, **more}
    about = {"version": "0", "id": "1", "account": "123456789012", "region": "eu-central-1", "resources": []}
    made = {"source": "relata", "detail-type": "activity.created", "time": clock.timestamp()}
    return {**about, **made, "detail": detail}


def minute(world: World) -> None:
    """What has fallen due is put on the bus, and the mails among it are sent."""
    world.tick()
    world.send_mails(chosen("send_mail", world.bus.drain()))
