"""What a handler gets, and what it may give back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from chalicelib.access.actor import Actor
from chalicelib.errors import Malformed
from chalicelib.operation import Operation
from chalicelib.storage.change import API, PORTAL

if TYPE_CHECKING:
    from chalicelib.storage.work import Work

B = TypeVar("B")
Q = TypeVar("Q")


@dataclass
class Call(Generic[B, Q]):
    """One request, read and checked: `ids` from the path, `asked` from the query string, `body` as declared.

    What the handler puts in `work` is committed in one transaction after it returns, together with the answer under
    the Idempotency-Key. The handler may run again when somebody else wrote first, so it must not act by itself.
    """

    operation: Operation
    request_id: str
    ids: Mapping[str, str]
    asked: Q
    body: B
    headers: Mapping[str, str]
    source: str
    signed_in: Actor | None

    @property
    def actor(self) -> Actor:
        if self.signed_in is None:
            raise RuntimeError(f"{self.operation.name} is open to all and has no actor")
        return self.signed_in

    @cached_property
    def work(self) -> "Work":
        from chalicelib.storage.work import Work

        return Work(self.actor.tenant, self.actor.user, self.request_id, channel=self.channel)

    @property
    def channel(self) -> str:
        """By which it came; people from outside have the portal."""
        return PORTAL if self.actor.kind == "external" else API

    @property
    def if_match(self) -> int | None:
        """The version in If-Match (RFC 9110 section 13.1.1); None when absent or `*`."""
        told = self.headers.get("if-match", "*").strip()
        if told == "*":
            return None
        digits = told.removeprefix('"').removesuffix('"')
        if not (digits.isascii() and digits.isdigit() and len(digits) < 16 and told == f'"{digits}"'):
            raise Malformed('If-Match must be the ETag of the record as it was given, such as "3".')
        return int(digits)


@dataclass
class Answer:
    """What goes back when the body alone does not say it all. `version` becomes the ETag."""

    body: Any
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    version: int | None = None
    media_type: str = "application/json"
