"""Images of a letter, in its cleaned html: those that it brings with it are put in, those elsewhere only when the
reader asks for them (I2)."""

import re
from base64 import b64encode
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from chalicelib.mail.attachment import Attachment
from chalicelib.mail.html import REMOTE

SMALL, MOST = 50_000, 1_000_000  # bytes of one, and of all together
_WITHIN = re.compile(r' src="cid:([^"]*)"')
_REMOTE = re.compile(rf' {REMOTE}="(https://[^"]*)"')
# Those that no browser runs, by how they begin; what a message says that it is may be wrong.
_BEGINNINGS = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/webp", re.compile(rb"RIFF.{4}WEBP", re.S)),
)


def is_shown(attachment: Attachment) -> bool:
    """Whether it is a small image within the text, such as a logo."""
    return attachment.inline and attachment.type.startswith("image/") and 0 < attachment.size <= SMALL


def within(html: str, attachments: Iterable[Attachment]) -> str:
    """With the small ones in their places; of others the place stays empty, and they can be fetched as files."""
    named = {each.content_id: each for each in attachments if is_shown(each)}
    room = MOST

    def shown(found: re.Match[str]) -> str:
        nonlocal room
        image = named.get(unquote(unescape(found[1])))
        room -= image.size if image else 0
        return f' src="{_data(image.read())}"' if image and room >= 0 else ""

    return _WITHIN.sub(shown, html)


def _data(content: bytes) -> str:
    kind = next((kind for kind, beginning in _BEGINNINGS if beginning.match(content)), "")
    return f"data:{kind};base64,{b64encode(content).decode()}" if kind else "data:,"


def remote(html: str) -> str:
    """With those from elsewhere, over https only, and without telling from where they are fetched."""
    return _REMOTE.sub(r' src="\1" referrerpolicy="no-referrer"', html)


def has_remote(html: str) -> bool:
    """Such as can be shown."""
    return _REMOTE.search(html) is not None
