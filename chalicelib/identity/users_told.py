"""What the operations on the users of a tenant give."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from chalicelib.identity.answers import AT, TENANT_ID, USER_ID, shown
from chalicelib.identity.items import UserItem
from chalicelib.page import PageInfo


class Invitation(BaseModel):
    """`new` is true for somebody new to Relata, who chooses a password by accepting; else it takes the one they have.
    `language` is that in which they were invited."""

    model_config = shown(
        {"organisation": "Hamerslag", "email": "ann@example.com", "name": "Ann", "language": "nl", "new": True}
    )
    organisation: str
    email: str
    name: str
    language: str
    new: bool


class User(BaseModel):
    """`status` is `invited`, `active` or `disabled`."""

    model_config = shown({
        "id": USER_ID, "email": "ann@example.com", "name": "Ann", "language": "nl",
        "time_zone": "Europe/Amsterdam", "role": "employee",
        "kind": "employee", "status": "active", "created_at": AT,
    })  # fmt: skip
    id: str
    email: str
    name: str
    language: str
    time_zone: str | None
    role: str
    kind: str
    status: str
    created_at: str

    @classmethod
    def of(cls, item: UserItem) -> Self:
        return cls(id=item.user, **{name: getattr(item, name) for name in cls.model_fields if name != "id"})


class ChangedUser(User):
    """Of somebody who is disabled `open_work` tells whether they still have tasks, appointments or teams, null where
    that could not be looked up, and `work` where to see them and hand them over."""

    open_work: bool | None = None
    work: str | None = None


class UserList(BaseModel):
    """All of them: an organisation has at most 2,000."""

    model_config = ConfigDict(defer_build=True)
    data: list[User]
    page: PageInfo


class Invited(User):
    """`invitation` is `sent`: on its way, or `not_sent` when mail failed: then remove the user and invite again."""

    invitation: str


class TenantMade(BaseModel):
    model_config = shown({"tenant": TENANT_ID, "invitation": "sent"})
    tenant: str
    invitation: str
