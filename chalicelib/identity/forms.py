"""What the operations of the identity service take."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from chalicelib import text
from chalicelib.identity import password
from chalicelib.letters import delivery
from chalicelib.models.fields import CODE, ID, Country, Language, Line, TimeZone
from chalicelib.schema import Schema


def _email(value: str) -> str:
    """The one form in which an address is known; refused when mail could never reach it."""
    folded = text.email(value)
    delivery.deliverable(folded)
    return folded


Email = Annotated[str, AfterValidator(_email), Field(description="e-mail address", examples=["ann@example.com"])]
Password = Annotated[str, AfterValidator(password.bounded), Field(description="8 to 256 characters, of any kind")]
Token = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Code = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    Field(description="from the authenticator app, or a recovery code", examples=["123456"]),
]
AppCode = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40),
    Field(description="from the authenticator app", examples=["123456"]),
]
Tenant = Annotated[str, StringConstraints(pattern=ID)]
Browser = Annotated[
    bool, Field(description="keeps the refresh token in a cookie that scripts cannot read, and out of the answer")
]
Role = Annotated[str, StringConstraints(pattern=CODE), Field(description="the key of a role", examples=["employee"])]


class Login(Schema):
    email: Email
    password: Password


class Challenge(Schema):
    challenge: Token


class Confirm(Schema):
    """`tenant` where there is a choice and the client knows it already."""

    challenge: Token
    code: AppCode
    tenant: Tenant | None = None
    browser: Browser = False


class Verify(Schema):
    """`code` may be left out when the challenge has had one and only `tenant` was still to be chosen."""

    challenge: Token
    code: Code | None = None
    tenant: Tenant | None = None
    browser: Browser = False


class Refresh(Schema):
    """Without a token it is the one in the cookie of a browser that counts."""

    refresh_token: Token | None = None


class AskReset(Schema):
    email: Email


class Reset(Schema):
    token: Token
    password: Password


class ChangePassword(Schema):
    password: Password = Field(description="the present password")
    new_password: Password


class ChangeFactor(Schema):
    password: Password
    code: Code


class ConfirmFactor(Schema):
    challenge: Token
    code: AppCode


class Renew(Schema):
    code: Code


class Switch(Schema):
    tenant: Tenant
    browser: Browser = False


class MailedLink(Schema):
    """`token` is what follows the # in the mailed link."""

    token: Token


class Accept(Schema):
    """`password` is a new one for somebody new to Relata, else the one they have."""

    token: Token
    password: Password


class Invite(Schema):
    email: Email
    name: Line
    role: Role
    language: Language = "en"


def _may_be_left_out() -> Any:
    """None then, which a client cannot send: there is nothing here that null would clear."""
    return Field(default_factory=lambda: None)


class ChangeUser(Schema):
    """What is left out stays as it is."""

    name: Line = _may_be_left_out()
    role: Role = _may_be_left_out()
    status: Literal["active", "disabled"] = _may_be_left_out()


class ChangeMe(Schema):
    """What is left out stays as it is."""

    name: Line = _may_be_left_out()
    language: Language = _may_be_left_out()
    time_zone: TimeZone | None = Field(default=None, description="null: that of the organisation")


class Administrator(Schema):
    email: Email
    name: Line


class NewTenant(Schema):
    name: Line
    country: Country
    language: Language
    administrator: Administrator
