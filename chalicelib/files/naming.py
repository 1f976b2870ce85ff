"""Names of files as they are kept, shown and sent (F4): never a path, never a hidden or a turned character."""

import re
import unicodedata
from urllib.parse import quote

from chalicelib.files.kind import RUNS
from chalicelib.text.folding import stream_safe

MOST_BYTES = 200  # of UTF-8; file systems take 255
LONGEST_ENDING = 10
LOOKED_AT = 4_000  # characters of what is sent
NAMELESS = "file"
ATTACHED, INLINE = "attachment", "inline"
_UNSEEN = (
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
)  # control and format characters, among them all that turn direction
_JOINERS = "\u200c\u200d"  # Persian and emoji need them
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # on Windows; slashes have been cut before
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?=\.|$)", re.I)
_ATTRIBUTE = "!#$&+-.^_`|~"  # attr-char of RFC 8187, besides letters and digits


def safe(name: str) -> str:
    """As it is kept and shown."""
    last = re.split(r"[/\\]", _visible(name[-LOOKED_AT:]).rstrip("/\\ ."))[-1]
    plain = " ".join(_FORBIDDEN.sub("_", last).split()).strip(". ")
    return _shortened(f"_{plain}" if _RESERVED.match(plain) else plain) or NAMELESS


def _visible(name: str) -> str:
    normal = unicodedata.normalize("NFC", stream_safe(name))
    kept = (" " if char in "\t\r\n" else char for char in normal)
    return "".join(char for char in kept if char in _JOINERS or unicodedata.category(char) not in _UNSEEN)


def _shortened(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    end = f"{dot}{last}" if stem and len(last) <= LONGEST_ENDING else ""
    room = MOST_BYTES - len(end.encode())
    return name.removesuffix(end).encode()[:room].decode("utf-8", "ignore").rstrip(". ") + end


def ending(name: str) -> str:
    """Lower case, without the point: of invoice.pdf.exe it is exe."""
    stem, _, last = safe(name).rpartition(".")
    return last.lower() if stem else ""


def harmless(name: str) -> str:
    """For a file that is handed out though its name would start something: Windows hides .lnk and runs .js."""
    kept = safe(name)
    return f"{kept}_" if ending(kept) in RUNS else kept


def disposition(name: str, how: str = ATTACHED) -> str:
    """RFC 6266; the name in ASCII for old clients, and in UTF-8 (RFC 8187) where it differs."""
    kept = harmless(name)
    plain = _ascii(kept)
    header = f'{how}; filename="{plain}"'
    return header if plain == kept else f"{header}; filename*=UTF-8''{quote(kept, safe=_ATTRIBUTE)}"


def _ascii(name: str) -> str:
    """Without what is quoted differently by different clients: quotes, backslashes and percent signs."""
    from anyascii import anyascii

    return re.sub(r'[^ -~]|["\\%;/]', "_", anyascii(name))[:MOST_BYTES] or NAMELESS
