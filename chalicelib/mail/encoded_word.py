"""Encoded words in headers (RFC 2047), also where they stand within quotes, which it forbids and everybody does."""

import binascii
import re

from chalicelib.mail import charset, transfer
from chalicelib.mail.fault import Faults

_WORD = re.compile(rb"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")


def decode(value: bytes, faults: Faults) -> str:
    """White space between two encoded words is dropped, and words of one charset are joined before they are decoded: a
    character may be torn over two of them."""
    written: list[str] = []
    run, run_charset, end = b"", "", 0
    for found in _WORD.finditer(value):
        named, between = found[1].decode("latin-1").lower(), value[end : found.start()]
        joined = bool(run_charset) and not between.strip()
        if not (joined and named == run_charset):
            written.append(charset.decode(run, run_charset, faults))
            written.append("" if joined else charset.decode(between, "", faults))
            run = b""
        run, run_charset, end = run + _octets(found, faults), named, found.end()
    written.append(charset.decode(run, run_charset, faults))
    return "".join(written) + charset.decode(value[end:], "", faults)


def _octets(found: re.Match[bytes], faults: Faults) -> bytes:
    if found[2] in b"qQ":
        return binascii.a2b_qp(found[3], header=True)
    return transfer.decode(found[3], "base64", faults) if found[3] else b""
