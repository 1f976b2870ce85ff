"""Who is asking: made from the verified access token by the authorizer, never from anything else in a request."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

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
