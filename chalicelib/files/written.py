"""Kinds of file that are text, told by how they begin (as the WHATWG MIME Sniffing Standard does for HTML)."""

import re

# What a browser takes for HTML wherever it stands first, after spaces and comments.
_HTML = re.compile(
    r"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|meta|link|base|form"
    r"|object|embed|input)(?=[\s>/])",
    re.I,
)
_SVG = re.compile(r"<(?:!doctype svg\b|(?:[a-z]{1,9}:)?svg[\s>/])", re.I)
_BEFORE = re.compile(r"\A(?:[\ufeff\s]|<!--.*?-->|<\?[^>]*>)*", re.S)
_SCRIPT_IN_IT = re.compile(rb"<(?:script|html|iframe|body|svg|\?php)[\s>/]", re.I)
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):[ \t]?[^\n]{0,2000}")
_MAIL_HEADERS = {
    "received", "return-path", "from", "to", "subject", "date", "message-id", "mime-version", "delivered-to", "cc",
    "content-type", "reply-to", "sender", "x-mailer", "dkim-signature", "arc-seal", "authentication-results",
}  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # tab, lines and ESC are in real texts
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def text(head: bytes) -> str | None:
    """The beginning as text, or None: UTF-8, UTF-16 with its mark, or else Windows-1252, without control characters."""
    mark, encoding = next((row for row in _MARKS if head.startswith(row[0])), (b"", ""))
    found = head[len(mark) :].decode(encoding, "ignore") if encoding else _unmarked(head)
    return None if found is None or _CONTROL.search(found) else found


def _unmarked(head: bytes) -> str | None:
    for encoding in ("utf-8", "cp1252"):
        try:
            return head.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and error.start >= len(head) - 3:  # a character that the end cut
                return head[: error.start].decode()
    return None


def kind(head: str) -> str:
    begin = _after_comments(head)
    upper = begin[:40].upper()
    if upper.startswith("BEGIN:VCALENDAR"):
        return "ics"
    if upper.startswith("BEGIN:VCARD"):
        return "vcf"
    if _SVG.match(begin):
        return "svg"
    if _HTML.match(begin):
        return "html"
    if head.lstrip("\ufeff").lstrip()[:5].lower() == "<?xml":
        return "xml"
    return "eml" if _is_mail(begin) else "text"


def _after_comments(head: str) -> str:
    """Without what may stand before the first element: spaces, comments, `<?xml …?>`, a document type not HTML's."""
    rest = _BEFORE.sub("", head, count=1)
    is_other = rest[:9].lower() == "<!doctype" and not (_HTML.match(rest) or _SVG.match(rest))
    return rest.partition(">")[2].lstrip() if is_other else rest


def _is_mail(begin: str) -> bool:
    """Three headers that mail has, before the first empty line."""
    lines = begin[:20_000].replace("\r\n", "\n").partition("\n\n")[0].split("\n")
    names = [found[1].lower() for found in map(_HEADER.fullmatch, lines) if found]
    return bool(_HEADER.fullmatch(lines[0])) and len(_MAIL_HEADERS & set(names)) >= 3


def has_markup(data: bytes) -> bool:
    """HTML or PHP within something else."""
    return bool(_SCRIPT_IN_IT.search(data))
