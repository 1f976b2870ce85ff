"""E-mail addresses and websites in their normal forms."""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

LONGEST_EMAIL = 320
LONGEST_WEBSITE = 2000


def email(value: str) -> str:
    """The form for matching: lower case, NFC, domain in Unicode (RFC 5322, 6531; no question to the DNS)."""
    from email_validator import EmailNotValidError, validate_email

    if len(value) > LONGEST_EMAIL:
        raise ValueError("Shorten the e-mail address to 254 characters at most.")
    try:
        checked = validate_email(value.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError as reason:
        raise ValueError(f"Give an e-mail address such as name@example.com. {reason}") from None
    return unicodedata.normalize("NFC", checked.normalized.lower())


def email_as_typed(value: str) -> str:
    """The form to keep and to send to: checked, trimmed, and otherwise as typed."""
    email(value)
    return value.strip()


_UNSAFE_IN_LINK = re.compile(
    r'[\s<>"\\^`{|}\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]'
)
_WEB_SCHEME = re.compile(r"\A(?:https?:)?//", re.I)
_NO_WEBSITE = "Give the address of a website, such as https://example.com."


def _website_host(name: str) -> str:
    """Checked by IDNA 2008 with the mappings of UTS 46; in Unicode and lower case."""
    import idna

    try:
        encoded = idna.encode(name, uts46=True, std3_rules=True).decode().rstrip(".")
        host = idna.decode(encoded)
    except (idna.IDNAError, UnicodeError):
        raise ValueError(_NO_WEBSITE) from None
    is_name = "." in encoded or encoded.startswith("xn--")
    if not is_name or encoded.rpartition(".")[2].isdigit():
        raise ValueError(_NO_WEBSITE)
    return host


def _split_link(value: str) -> tuple[SplitResult, str]:
    """The parts, and the port as ":8080" or nothing; a scheme not of the web ends up as a bad host."""
    try:
        parts = urlsplit("https://" + _WEB_SCHEME.sub("", value, count=1))
        port = parts.port
    except ValueError:
        raise ValueError(_NO_WEBSITE) from None
    return parts, "" if port in (None, 80, 443) else f":{port}"


def website(value: str) -> str:
    """An https link: http or no scheme is made https, any other scheme or a user name is refused."""
    trimmed = value.strip()
    if len(trimmed) > LONGEST_WEBSITE or _UNSAFE_IN_LINK.search(trimmed):
        raise ValueError(_NO_WEBSITE)
    parts, port = _split_link(trimmed)
    if "@" in parts.netloc or not parts.hostname or len(parts.hostname) > 253:
        raise ValueError(_NO_WEBSITE)
    path = "" if (parts.path, parts.query, parts.fragment) == ("/", "", "") else parts.path
    return parts._replace(netloc=_website_host(parts.hostname) + port, path=path).geturl()


def secure_website(value: str) -> str:
    """As it is, with https written out."""
    if not value.strip().lower().startswith("https://"):
        raise ValueError("Give an address that begins with https://.")
    return website(value)


def origin(address: str) -> str:
    """Of a website in its normal form (RFC 6454 section 6.2), such as https://example.com:8443."""
    import idna

    parts, port = _split_link(address)
    return f"https://{idna.encode(parts.hostname or '', uts46=True).decode()}{port}"
