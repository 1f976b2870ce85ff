"""What `GET /v1/me` gives: who somebody is, and all that a client needs to begin."""

from pydantic import BaseModel, Field

from chalicelib.identity.answers import TENANT, USER_ID, TenantChoice, shown
from chalicelib.models.preference import Preferences

HERE = {**TENANT, "country": "NL", "language": "nl", "time_zone": "Europe/Amsterdam"}


class MyTeam(BaseModel):
    id: str
    title: str


class MyTenant(TenantChoice):
    """`language` and `time_zone` count where one has none of one's own."""

    model_config = shown(HERE)
    country: str
    language: str
    time_zone: str


class UnreadNotices(BaseModel):
    """With `more` there are more than a hundred."""

    unread: int
    more: bool


class OwnKind(BaseModel):
    """`label` is the one in the language of the tenant, or the first there is."""

    key: str
    label: str
    labels: dict[str, str]


class Me(BaseModel):
    """`rights` are those of the role and the teams, such as `relation.read`; `teams` those that one is in, and those
    that these belong to; `tenants` those that can be switched to. Without a `time_zone` of one's own that of the
    organisation counts."""

    model_config = shown({
        "id": USER_ID, "email": "ann@example.com", "name": "Ann", "language": "nl",
        "time_zone": "Europe/Amsterdam", "role": "employee", "role_name": "Employee",
        "kind": "employee", "tenant": HERE, "tenants": [TENANT], "teams": [],
        "rights": ["relation.read"],
        "activity_kinds": [{"key": "visit", "label": "Klantbezoek", "labels": {"nl": "Klantbezoek", "en": "Visit"}}],
        "recovery_codes_left": 10, "preferences": {"theme": "dark"}, "notices": {"unread": 2, "more": False},
    })  # fmt: skip
    id: str
    email: str
    name: str
    language: str
    time_zone: str | None
    role: str
    role_name: str = Field(description="as the organisation calls it")
    kind: str
    tenant: MyTenant
    tenants: list[TenantChoice]
    teams: list[MyTeam]
    rights: list[str]
    activity_kinds: list[OwnKind] = Field(
        description="those that the organisation made or calls otherwise than Relata does; none for who may not read "
        "activities"
    )
    recovery_codes_left: int
    preferences: Preferences
    notices: UnreadNotices
