"""The launchpad: links to other programs, and the tokens that tell those who comes."""

from typing import Any

from pydantic import BaseModel

from chalicelib import text
from chalicelib.access import reading
from chalicelib.access.decide import PORTAL
from chalicelib.actions.portal import launchpad
from chalicelib.call import Answer, Call
from chalicelib.errors import NotFound
from chalicelib.footprint import READS, SIGNS, VERIFIES
from chalicelib.handlers.portal_answers import AREA, KnownLaunchLink
from chalicelib.models.launch_link import LAUNCH_LINK, SIGN
from chalicelib.operation import operation

SEE, DO, _ = PORTAL


class Launchpad(BaseModel):
    data: list[KnownLaunchLink]


class Launched(BaseModel):
    """`token` is for the other program, good for a minute; null of a link that is not signed."""

    url: str
    token: str | None


class KeySet(BaseModel):
    """A JWK Set (RFC 7517)."""

    keys: list[dict[str, Any]]


@operation("GET /v1/portal/launchpad", right=SEE, area=AREA, gives=Launchpad, touches=(READS,))
def portal_launchpad(call: Call[None, None]) -> dict[str, Any]:
    """Lists the links to other programs that were assigned to somebody from outside"""
    return {"data": launchpad.of(call.actor)}


@operation(
    "POST /v1/portal/launchpad/{id}/open",
    right=DO,
    area=AREA,
    gives=Launched,
    touches=(READS, SIGNS),
    errors=(NotFound,),
    audited=True,
)
def portal_launch(call: Call[None, None]) -> Launched:
    """Opens a link to another program, with a token that tells it who comes where that was set

    The token is a JWT, signed with ES256 by a key of `/v1/.well-known/jwks.json`, of the type `hand-off+jwt`. Its
    audience is the origin of the link, its subject the same at every visit, and another in every program. It is good
    for a minute, and its `jti` once: the other program refuses one that it has seen. Send it by a form, not in a URL.
    """
    link = reading.get(call.actor, LAUNCH_LINK, call.ids["id"])
    url = link.data["url"]
    if link.data.get(SIGN) is not True:
        return Launched(url=url, token=None)
    reading.hold(call.actor, link, SIGN)
    from chalicelib.identity import hand_off  # only of what is signed

    handed = hand_off.Handed(text.origin(url), call.actor.tenant, call.actor.user)
    return Launched(url=url, token=hand_off.issue(handed))


@operation("GET /v1/.well-known/jwks.json", right=None, area=AREA, gives=KeySet, touches=(VERIFIES,))
def read_keys(call: Call[None, None]) -> Answer:
    """Gives the public key that tokens for other programs are signed with"""
    from chalicelib.identity import hand_off

    del call
    return Answer(hand_off.public_keys())
