"""What the operations of the identity service give."""

from collections.abc import Iterable
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from chalicelib.identity.enrolment import Enrolled, Offer
from chalicelib.identity.items import SessionItem
from chalicelib.identity.membership import Entrance
from chalicelib.identity.session import Pair
from chalicelib.identity.sign_in import SignedIn

AT = "2026-11-21T08:30:00.000Z"
TENANT_ID, USER_ID, SESSION_ID = (f"{kind}_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC" for kind in ("ten", "usr", "ses"))
TENANT = {"id": TENANT_ID, "name": "Hamerslag"}
TOKENS = {"access_token": "eyJhbGciOiJFUzI1NiIs…", "refresh_token": "idn_01KAJ….ses_01KAJ….h3Vx…", "expires_in": 900}
CODES = ["7K2M-9QXD-41TB", "C8NW-0RJZ-5HFE"]


def shown(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(defer_build=True, json_schema_extra={"examples": [example]})


class TenantChoice(BaseModel):
    """An organisation that the person may enter."""

    model_config = shown(TENANT)
    id: str
    name: str

    @classmethod
    def of(cls, entrances: Iterable[Entrance]) -> list[Self]:
        return [cls(id=each.tenant.tenant, name=each.tenant.name) for each in entrances]


class ChallengeGiven(BaseModel):
    """`enrolment_required` says whether to go on at /v1/auth/enroll or at /v1/auth/verify."""

    model_config = shown({"challenge": "pQ3kT…", "enrolment_required": False})
    challenge: str
    enrolment_required: bool


class FactorOffered(BaseModel):
    """Shown once. `qr_svg` is one self-contained SVG element."""

    model_config = shown(
        {"secret": "JBSWY3DP…", "otpauth_uri": "otpauth://totp/Relata:ann…", "qr_svg": "<svg …></svg>"}
    )
    secret: str
    otpauth_uri: str
    qr_svg: str

    @classmethod
    def of(cls, offer: Offer) -> Self:
        return cls(secret=offer.secret, otpauth_uri=offer.uri, qr_svg=offer.svg)


class FactorChange(FactorOffered):
    model_config = shown(
        {"challenge": "pQ3kT…", "secret": "JBSWY3DP…", "otpauth_uri": "otpauth://…", "qr_svg": "<svg …></svg>"}
    )
    challenge: str


class Tokens(BaseModel):
    """`expires_in` is in seconds, and of the access token; the refresh token is used once and gives the next. Browsers
    have it in a cookie and null here."""

    model_config = shown(TOKENS)
    access_token: str
    refresh_token: str | None
    expires_in: int

    @classmethod
    def of(cls, pair: Pair) -> Self:
        return cls(**pair._asdict())


class SignInAnswer(BaseModel):
    """Tokens, for `tenant`; or, when there are several tenants and none was named, nothing but `tenants` to choose
    from: then verify again with the same `challenge` and a `tenant`, without a code."""

    model_config = shown({**TOKENS, "tenant": TENANT, "tenants": [TENANT], "challenge": None})
    access_token: str | None = None
    refresh_token: str | None = None
    expires_in: int | None = None
    tenant: TenantChoice | None = None
    tenants: list[TenantChoice]
    challenge: str | None = None

    @classmethod
    def members(cls, signed_in: SignedIn, challenge: str) -> dict[str, Any]:
        tenants = TenantChoice.of(signed_in.entrances)
        if signed_in.pair is None or signed_in.entrance is None:
            return {"tenants": tenants, "challenge": challenge}
        return {**signed_in.pair._asdict(), "tenant": TenantChoice.of([signed_in.entrance])[0], "tenants": tenants}

    @classmethod
    def of(cls, signed_in: SignedIn, challenge: str) -> Self:
        return cls(**cls.members(signed_in, challenge))


class EnrolmentAnswer(SignInAnswer):
    """Also the recovery codes: ten, shown once, each good for one sign-in without the phone."""

    model_config = shown({"recovery_codes": CODES, **TOKENS, "tenant": TENANT, "tenants": [TENANT], "challenge": None})
    recovery_codes: list[str]

    @classmethod
    def enrolled(cls, enrolled: Enrolled, challenge: str) -> Self:
        return cls(recovery_codes=enrolled.codes, **cls.members(enrolled.signed_in, challenge))


class ResetLink(BaseModel):
    """Whose password it sets."""

    model_config = shown({"email": "ann@example.com", "name": "Ann", "language": "nl"})
    email: str
    name: str
    language: str


class RecoveryCodes(BaseModel):
    model_config = shown({"recovery_codes": CODES})
    recovery_codes: list[str]


class Ended(BaseModel):
    """How many other sessions were ended."""

    model_config = shown({"sessions_ended": 2})
    sessions_ended: int


class Accepted(BaseModel):
    """The same whether or not there is such a person."""

    model_config = shown({"status": "accepted"})
    status: str = "accepted"


class Session(BaseModel):
    model_config = shown({
        "id": SESSION_ID, "agent": "Firefox on Linux", "tenant": TENANT_ID,
        "created_at": AT, "last_used_at": AT, "current": True,
    })  # fmt: skip
    id: str
    agent: str
    tenant: str
    created_at: str
    last_used_at: str
    current: bool

    @classmethod
    def of(cls, item: SessionItem, current: str) -> Self:
        return cls(
            id=item.session,
            agent=item.agent,
            tenant=item.tenant,
            created_at=item.created_at,
            last_used_at=item.last_used_at,
            current=item.session == current,
        )


class SessionList(BaseModel):
    model_config = ConfigDict(defer_build=True)
    data: list[Session]
