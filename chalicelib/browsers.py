"""What browsers go by: the headers of every answer, and which web origins may call. Nothing here asks for more than the
settings, since a browser waits for its preflight before it calls."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.settings import settings

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
EXPOSED = "ETag, Retry-After, X-Request-Id, X-Next-Cursor, X-Next-Start, X-Row-Count, Idempotent-Replayed"
SENT = "Authorization, Content-Type, If-Match, Idempotency-Key"
PREFLIGHT_STATUS = 204


def cors(origin: str | None) -> dict[str, str]:
    """Only for the configured web origins, to the letter; `Vary` keeps caches from mixing them up."""
    if origin not in settings().cors_origins:
        return {"Vary": "Origin"}
    return {"Vary": "Origin", "Access-Control-Allow-Origin": str(origin), "Access-Control-Expose-Headers": EXPOSED}


def preflight_headers(origin: str | None, methods: Sequence[str]) -> dict[str, str]:
    allowed = cors(origin)
    if "Access-Control-Allow-Origin" in allowed:
        allowed |= {
            "Access-Control-Allow-Methods": ", ".join(methods),
            "Access-Control-Allow-Headers": SENT,
            "Access-Control-Max-Age": "600",
        }
    return HEADERS | allowed


def preflight(event: Mapping[str, Any], _: Any) -> dict[str, Any]:
    """The Lambda function for all paths. It knows no operations, so it tells all methods for each; a method that a path
    does not have is refused when it is called."""
    given = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    headers = preflight_headers(given.get("origin"), METHODS)
    return {"statusCode": PREFLIGHT_STATUS, "headers": headers, "body": "", "isBase64Encoded": False}
