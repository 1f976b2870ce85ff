"""Who is asking: made from the verified access token by the authorizer, never from anything else in a request."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from chalicelib.models import stored

Kind = Literal["employee", "external"]


@dataclass(frozen=True)
class Actor:
    """`identity` is the person, `user` that person in this tenant."""

    tenant: str
    user: str
    identity: str
    session: str
    role: str
    kind: Kind = "employee"

    def context(self) -> dict[str, str]:
        """As the authorizer hands it to API Gateway, which takes flat text only."""
        return asdict(self)


def actor_of(tenant: str, user: str, told: Mapping[str, Any] | None) -> Actor:
    """Somebody who is not signed in, as their record or the rights tell of them: from outside, where these do not say
    that they are a colleague."""
    kind: Kind = "employee" if stored.line(told, "kind") == "employee" else "external"
    return Actor(tenant, user, identity="", session="", role=stored.line(told, "role"), kind=kind)


def from_context(context: Mapping[str, str]) -> Actor:
    """Raises KeyError when the authorizer did not run: fail closed."""
    kind: Kind = "employee" if context["kind"] == "employee" else "external"
    return Actor(
        tenant=context["tenant"],
        user=context["user"],
        identity=context["identity"],
        session=context["session"],
        role=context["role"],
        kind=kind,
    )
