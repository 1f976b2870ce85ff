"""The headers that the client's files go out with, here and on AWS: what a page may load, run, and be framed by.

Nothing runs but the client's own files: no script or style stands in a page, and a text becomes markup or the address
of a script only through the one policy of Trusted Types that the client has. A letter is shown in a frame without
scripts that inherits all of this; the API has taken its styles away, and `https:` among the images is for the remote
images of a letter, which the client leaves out until its reader asks for them; a frame can only be narrower than the
page that it is part of, so the page has it too. `https:` among where forms may go is for
the signed links of the launchpad, whose token goes to another program by a form.
"""

from collections.abc import Sequence

TRUSTED = "relata"  # the one policy that the client makes
SELF, NONE = "'self'", "'none'"


def content_security_policy(files: Sequence[str]) -> str:
    """`files` are the origins at which documents are put and fetched."""
    rows = {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "https:", *files],
        "connect-src": [SELF, *files],
        "frame-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, "https:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [TRUSTED],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rows.items())


PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip
STANDING = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS_SECONDS = 63_072_000


def of_files(files: Sequence[str]) -> dict[str, str]:
    """All but that the address is to be asked over TLS only, which is for where there is TLS."""
    return {"Content-Security-Policy": content_security_policy(files), **STANDING}
