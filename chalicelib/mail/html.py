"""HTML of a letter, made safe to show (ASVS 1.3.1): nothing runs, nothing is fetched, nothing is hidden.

No style, class, id, colour or size is kept: a text that is white on white, of no size or off the page is there to
deceive the reader, or those who search. A remote image tells its sender that and where the letter was read: it
keeps its address in `data-remote-src` until the reader asks for it."""

import re

from chalicelib.mail import limits, markup
from chalicelib.mail.fault import Faults
from chalicelib.mail.plain import lines

REMOTE = "data-remote-src"
_NO_SCHEME = "remote:"  # no browser knows it, and no address that comes in may have it
_MARKED = f' src="{_NO_SCHEME}'
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}
_SHOWN = re.compile(r"cid:|data:image/(?:png|gif|jpeg|webp);base64,", re.I)
_WEB = re.compile(r"https?://", re.I)
_LINK = re.compile(r"(?:https|mailto|tel):", re.I)
_SIZE = re.compile("[0-9]{1,4}")


def clean(html: str, faults: Faults) -> str:
    import nh3

    if len(html) > limits.HTML.most:
        faults.over(limits.HTML)
    formed = markup.well_formed(lines(html[: limits.HTML.most]), faults)
    cleaned = nh3.clean(
        formed,
        tags=set(markup.KEPT),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in markup.KEPT.items() if names},
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_relative="deny",
    )
    return cleaned.replace(_MARKED, f' {REMOTE}="')


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return _source(value)
    if name == "href":
        value = "https:" + value[5:] if value[:5].lower() == "http:" else value
        return value if _LINK.match(value) else None
    if name in ("width", "height", "colspan", "rowspan"):
        return value if _SIZE.fullmatch(value) else None
    return value


def _source(value: str) -> str | None:
    if _WEB.match(value):
        return _NO_SCHEME + value
    return value if _SHOWN.match(value) else None
