"""Rich text that people type, cleaned on the way in (I1): what is kept is a small part of HTML that can do nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html import escape, unescape

LONGEST = 100_000  # bytes of UTF-8
LONGEST_LINK = 2_000
MOST_TAGS = 10_000
DEEPEST = 60  # parsing takes time by the square of the depth
TURNS = 8
PREVIEW = 200  # characters

# fmt: off
TAGS = {
    "p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "blockquote", "code", "pre", "h2", "h3", "h4", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}
# Removed with all that is in them; of other tags what is in them stays.
WITH_CONTENT = {
    "script", "style", "title", "head", "template", "noscript", "noembed", "noframes", "iframe", "object", "embed",
    "svg", "math", "textarea", "select", "xmp", "plaintext", "audio", "video", "canvas",
}
_UNCLOSED = {
    "p", "li", "td", "th", "tr", "thead", "tbody", "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area",
}
# fmt: on
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"https", "mailto", "tel"}
_UNSEEN = r"\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069"
LINK = re.compile(rf"(?:https://|mailto:|tel:)[^\s<>\"'`\\{_UNSEEN}]+", re.I)
UNSAFE_LINK = re.compile(rf"http://[^\s<>\"'`\\{_UNSEEN}]+", re.I)

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEW_LINE = re.compile(r"</(?:p|li|h[2-4]|blockquote|pre|tr|ul|ol|table)>|<br>|<(?:ul|ol|table|blockquote|pre)>")
_CELL = re.compile(r"</t[hd]>")
_ANY_TAG = re.compile(r"<[^>]*>")
_UNSAFE = re.compile(r'<a href="(http://[^"]*)"[^>]*>(.*?)</a>', re.I | re.S)


def clean(html: str) -> str:
    """Safe HTML, in a form that cleaning leaves as it is. Raises ValueError on what is too long, deep or broken."""
    _check(html)
    cleaned = _settled(_with_addresses(_CONTROL.sub("", html)))
    _check(cleaned)  # it may be longer, and must be taken again when somebody sends back what was read
    return cleaned


def _check(html: str) -> None:
    for refusal in _refusals(html):
        raise ValueError(refusal)


def _refusals(html: str) -> Iterator[str]:
    if _SURROGATE.search(html):
        yield "Remove the broken characters from the text: half of a surrogate pair."
    elif len(html) > LONGEST or len(html.encode()) > LONGEST:
        yield f"Shorten the text to {LONGEST // 1000} KB, or add it as a document."
    if html.count("<") > MOST_TAGS:
        yield f"Use at most {MOST_TAGS} tags in the text."
    elif _depth(html) > DEEPEST:
        yield f"Nest the parts of the text {DEEPEST} deep at most."


def _depth(html: str) -> int:
    """Of what is open at once, counted by name; what closes by itself (li, p, td) does not count."""
    opened: Counter[str] = Counter()
    deepest = now = 0
    for closing, name in _TAG.findall(html):
        name = name.lower()
        if name in _UNCLOSED or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        now += step
        deepest = max(deepest, now)
    return deepest


def _with_addresses(html: str) -> str:
    """A link that anybody on the way could lead elsewhere becomes text, with its address behind it."""
    if "http:" not in html.lower():
        return html
    return _UNSAFE.sub(_told, _cleaned(html, SCHEMES | {"http"}, UNSAFE_LINK))


def _told(link: re.Match[str]) -> str:
    address, shown = link[1], link[2]
    return shown if unescape(address) in unescape(_ANY_TAG.sub("", shown)) else f"{shown} ({address})"


def _settled(html: str) -> str:
    """A parser reads some of what is left differently from what was meant (a paragraph in a paragraph), so it is read
    again until nothing changes."""
    for _ in range(TURNS):
        cleaned = _once(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    raise ValueError("Simplify the text: its tags are nested in a way that cannot be read.")


def _once(html: str) -> str:
    return _CONTROL.sub("", _cleaned(html))  # as a number, &#8; gets past the first time


def _cleaned(html: str, schemes: set[str] = SCHEMES, also: re.Pattern[str] = LINK) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=partial(_kept, also),
        url_schemes=schemes,
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _kept(also: re.Pattern[str], tag: str, attribute: str, value: str) -> str | None:
    """Also without a scheme an address would lead somewhere: to Relata itself, or to another host (//example.com)."""
    if attribute == "rel":  # ours: nobody else's is let through
        return value
    is_link = LINK.fullmatch(value) or also.fullmatch(value)
    return value if is_link and len(value) <= LONGEST_LINK else None


def of_plain(text: str) -> str:
    """Raises ValueError when it is too long."""
    paragraphs = (escape(each, quote=False).replace("\n", "<br>") for each in text.split("\n\n"))
    return clean("".join(f"<p>{each}</p>" for each in paragraphs))


def plain(cleaned: str, most: int = LONGEST) -> str:
    """What of cleaned text is found by search: words without tags, a line for each part of the text."""
    lines = _CELL.sub(" ", _NEW_LINE.sub("\n", cleaned))
    words = (" ".join(line.split()) for line in unescape(_ANY_TAG.sub("", lines)).split("\n"))
    return "\n".join(line for line in words if line)[:most]


def preview(cleaned: str, most: int = PREVIEW) -> str:
    """One line for a list, cut between words."""
    line = plain(cleaned).replace("\n", " ")
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > most // 2 else cut}…"
