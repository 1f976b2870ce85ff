"""HTML taken apart into tags and text, and put together again well-formed: closed, quoted, and not nested too deep.

It stands in front of nh3 and does not replace it: nh3 decides what is safe, but its parser (html5ever) takes quadratic
time on tags that are never closed, 43 seconds for 200 KB of `<font color=1><p>`. Here every step is one pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from typing import NamedTuple

from chalicelib.mail import limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.plain import lines

# fmt: off
KEPT: dict[str, frozenset[str]] = {
    **dict.fromkeys((
        "abbr", "address", "article", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del",
        "dfn", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd",
        "li", "main", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    ), frozenset()),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
DROPPED = frozenset({  # with all that is within them
    "script", "style", "title", "iframe", "object", "applet", "embed", "svg", "math", "template", "textarea", "select",
    "noembed", "noframes", "plaintext", "xmp", "audio", "video", "canvas",
})
_VOID = frozenset({"br", "hr", "img"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "table", "tr", "ul", "br", "li",
})
_ENDS: dict[str, frozenset[str]] = {  # what an opening tag closes first when its closing tag was left out
    "p": frozenset({"p"}), "li": frozenset({"li"}), "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "tr": frozenset({"td", "th", "tr"}),
}
# fmt: on
_LISTS = frozenset({"table", "ul", "ol", "dl", "blockquote", "div"})
_BEFORE = {"li": "\n- ", "td": " ", "th": " ", "p": "\n\n"}

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[\s/]++|=?[^\s/>=]++"
    r"(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+|(?=>|\Z)))?|=)*)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.S,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]*+))""")
_SPECIAL = re.compile("[&<>]")
_SPACES = re.compile(r"\s+")
_MANY_NEWLINES = re.compile(r"\n{3,}")


MOST_ESCAPED = 1_000  # in one attribute


class Tag(NamedTuple):
    name: str
    end: bool
    rest: str


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags, and the texts between them; of what is dropped neither."""
    position, unclosed = 0, set[str]()
    while found := _TOKEN.search(html, position):
        if found.start() > position:
            yield html[position : found.start()]
        name, position = (found["name"] or "").lower(), found.end()
        if name in DROPPED and not found["end"] and name not in unclosed:
            closing = re.compile(rf"</{name}[\s/>]", re.I).search(html, position)
            unclosed.update(() if closing else (name,))
            position = closing.start() if closing else position
        elif name:
            yield Tag(name, bool(found["end"]), found["rest"])
    yield html[position:]


@dataclass(slots=True)
class _Written:
    pieces: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    size: int = 0
    tags: int = 0
    too_deep: bool = False

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.size += len(piece)

    def is_full(self) -> bool:
        return self.size > limits.HTML.most or self.tags > limits.HTML_TAGS.most

    def take(self, token: Tag | str) -> None:
        if isinstance(token, str):
            self.put(self._escaped(unescape(token[: limits.HTML.most - self.size])))
            return
        self.tags += 1
        if token.name in KEPT and token.end:
            self.end(token.name)
        elif token.name in KEPT:
            self.start(token)

    def _escaped(self, text: str) -> str:
        """The parser behind us takes its time for each of these, so that they count as tags."""
        self.tags += len(_SPECIAL.findall(text))
        return _SPECIAL.sub("", text) if self.tags > limits.HTML_TAGS.most else escape(text, quote=False)

    def start(self, tag: Tag) -> None:
        while tag.name in _ENDS and self._close_left_out(_ENDS[tag.name]):
            pass
        if tag.name not in _VOID and len(self.open) >= limits.HTML_DEPTH.most:
            self.too_deep = True
            return
        self.put(f"<{tag.name}{''.join(_attributes(tag))}>")
        if tag.name not in _VOID:
            self.open.append(tag.name)

    def _close_left_out(self, names: frozenset[str]) -> bool:
        for name in reversed(self.open):
            if name in names:
                self.end(name)
                return True
            if name in _LISTS:
                return False
        return False

    def end(self, name: str) -> None:
        while name in self.open:
            closed = self.open.pop()
            self.put(f"</{closed}>")
            if closed == name:
                return


def _attributes(tag: Tag) -> Iterator[str]:
    for name, *values in _ATTRIBUTE.findall(tag.rest) if KEPT[tag.name] else ():
        if name.lower() in KEPT[tag.name]:
            value = unescape("".join(values))
            if len(_SPECIAL.findall(value)) <= MOST_ESCAPED:
                yield f' {name.lower()}="{escape(value)}"'


def well_formed(html: str, faults: Faults) -> str:
    written = _Written()
    for token in tokens(html):
        written.take(token)
        if written.is_full():
            faults.over(limits.HTML_TAGS)
            break
    if written.too_deep:
        faults.over(limits.HTML_DEPTH)
    return "".join(written.pieces) + "".join(f"</{name}>" for name in reversed(written.open))


def text(html: str) -> str:
    """What a person would read."""
    bounded = islice(tokens(html), limits.HTML_TAGS.most * 2)
    written = lines("".join(_plain(token) for token in bounded))
    return _MANY_NEWLINES.sub("\n\n", "\n".join(" ".join(each.split()) for each in written.split("\n"))).strip("\n")


def _plain(token: Tag | str) -> str:
    if isinstance(token, str):
        return unescape(_SPACES.sub(" ", token))
    if token.end:
        return "\n" if token.name in _BLOCKS else ""
    return _BEFORE.get(token.name, "\n" if token.name in _BLOCKS else "")
