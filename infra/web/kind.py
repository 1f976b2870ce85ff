"""What kind of thing a file of the client is: by which name it is asked for, its type, and how long it may be kept."""

from typing import NamedTuple

INDEX = "index.html"
ASSETS = "assets/"  # their names have a hash of what is in them
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
DAY = "public, max-age=86400"

TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/vnd.microsoft.icon",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}
PICTURES = ("svg", "png", "ico", "webp")


class Coding(NamedTuple):
    """`name` is HTTP's, `ending` that of the file which is made beside the other when the client is built."""

    name: str
    ending: str


CODINGS = (Coding("br", ".br"), Coding("gzip", ".gz"))  # the smaller first
MADE_BESIDE = tuple(coding.ending for coding in CODINGS)


def content_type(name: str) -> str:
    """ "" for what the client has no files of."""
    return TYPES.get(_ending(name), "")


def cache_control(name: str) -> str:
    if name.startswith(ASSETS):
        return FOREVER
    return DAY if _ending(name) in PICTURES else ASK_AGAIN


def is_screen(path: str) -> bool:
    """Whether this is the address of a screen, which the app itself finds, and not of a file."""
    return "." not in path.rpartition("/")[2]


def is_api(path: str) -> bool:
    return path == "/v1" or path.startswith("/v1/")


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower()
