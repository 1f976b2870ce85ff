"""The refresh token of a browser: a cookie that no script can read, that goes to our addresses for signing in only, and
from our own pages only (RFC 6265bis). What it does by itself, without an access token, is asked for by our own pages or
not at all (Fetch Metadata; OWASP's cheat sheet on cross-site request forgery)."""

from collections.abc import Mapping

from chalicelib.errors import Forbidden, Unauthorized
from chalicelib.identity import session
from chalicelib.settings import settings

NAME = "relata_refresh"
PATH = "/v1/auth"
OURS = frozenset({"same-origin", "none"})
FOREIGN = "A session in a cookie goes on from the pages of this address only."
Headers = Mapping[str, str]


def name() -> str:
    """Browsers take a cookie of this prefix only over TLS. Without TLS Relata runs on one's own machine."""
    return f"__Secure-{NAME}" if _is_secure() else NAME


def _is_secure() -> bool:
    return settings().origin.startswith("https://")


def given(refresh_token: str) -> dict[str, str]:
    """The header that makes a browser keep it, as long as the session lasts without being used."""
    return _header(refresh_token, session.IDLE)


def gone() -> dict[str, str]:
    return _header("", 0)


def _header(value: str, seconds: int) -> dict[str, str]:
    parts = [f"{name()}={value}", f"Path={PATH}", f"Max-Age={seconds}", "HttpOnly", "SameSite=Strict"]
    return {"Set-Cookie": "; ".join([*parts, *(["Secure"] if _is_secure() else [])])}


def of(headers: Headers) -> str | None:
    """The token that came with a request, None where there is none. Two of one name are none: a neighbouring domain can
    set the other. Raises Forbidden where another site asked."""
    pairs = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
    found = [value for key, _, value in pairs if key == name() and value]
    if len(found) != 1:
        return None
    if not _is_ours(headers):
        raise Forbidden(FOREIGN)
    return found[0]


def must_be_ours(headers: Headers) -> None:
    """For where a session begins: another site signs nobody in as somebody of its choice. Programs tell of no site.
    Raises Forbidden."""
    if headers.get("sec-fetch-site", "none") not in OURS:
        raise Forbidden(FOREIGN)


def must_have(headers: Headers) -> str:
    """Raises Unauthorized, Forbidden."""
    found = of(headers)
    if found is None:
        raise Unauthorized(session.OVER)
    return found


def _is_ours(headers: Headers) -> bool:
    """Browsers of before 2023 tell of the origin only."""
    site = headers.get("sec-fetch-site")
    return site in OURS if site is not None else headers.get("origin") == settings().origin
