"""The name of an attachment, fit to be shown and to be saved under: a name and never a path."""

import re

from chalicelib.mail import limits
from chalicelib.mail.plain import line

_UNSAFE = re.compile(r'[<>:"|?*\u200c-\u200f\u061c\u2060-\u2064\U000e0000-\U000e007f]')
_PATH = re.compile(r"[/\\\u2044\u2215\u29f8\uff0f\uff3c]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.I)
LONGEST_EXTENSION = 20
EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/pkcs7-signature": ".p7s",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/vcard": ".vcf",
}


def safe(declared: str, type_: str, number: int) -> str:
    """What is left of the declared name, or one made of the number and the type."""
    name = _UNSAFE.sub("_", line(_PATH.split(line(declared))[-1])).strip(" .")
    name = f"_{name}" if _RESERVED.match(name) else name
    return _shortened(name) or f"attachment-{number}{EXTENSIONS.get(type_, '')}"


def _shortened(name: str) -> str:
    if len(name) <= limits.FILE_NAME.most:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        return name[: limits.FILE_NAME.most].strip(" .")
    return stem[: limits.FILE_NAME.most - len(extension) - 1].rstrip(" .") + dot + extension
