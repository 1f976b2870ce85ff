"""What of a message stands in its activity: the new part of what was written, as rich text of a bounded size. Pure; the
whole can be read from the message itself."""

from html import escape

from chalicelib.mail.message import Message
from chalicelib.mail.plain import line
from chalicelib.text import rich_text

MOST_BYTES = 50_000
MOST_SUBJECT = 200
NO_SUBJECT = {
    "nl": "(geen onderwerp)", "de": "(kein Betreff)", "fr": "(sans objet)", "ru": "(без темы)", "en": "(no subject)",
}  # fmt: skip
UNREADABLE = {
    "nl": "(onleesbaar bericht)", "de": "(unlesbare Nachricht)", "fr": "(message illisible)",
    "ru": "(нечитаемое письмо)", "en": "(unreadable message)",
}  # fmt: skip


def subject(told: str, language: str) -> str:
    return line(told, MOST_SUBJECT) or NO_SUBJECT.get(language, NO_SUBJECT["en"])


def unreadable(language: str) -> str:
    return UNREADABLE.get(language, UNREADABLE["en"])


def text(message: Message) -> str:
    """Of an answer without what it quotes. As it was formatted, where that fits."""
    if not message.quoted_text and message.html:
        try:
            formatted = rich_text.clean(message.html)
            if rich_text.plain(formatted) and _fits(formatted):
                return formatted
        except ValueError:
            pass
    return _paragraphs(message.new_text or message.text)


def _fits(html: str) -> bool:
    return len(html.encode()) <= MOST_BYTES


def _paragraphs(plain: str) -> str:
    """Cut off where it gets too long; an escaped character takes five bytes, so that a tenth always fits."""
    for most in (MOST_BYTES, MOST_BYTES // 3, MOST_BYTES // 10):
        told = "".join(f"<p>{_lines(each)}</p>" for each in plain[:most].split("\n\n") if each.strip())
        if _fits(told) and told.count("<") <= rich_text.MOST_TAGS:
            return told
    return f"<p>{escape(' '.join(plain[: MOST_BYTES // 10].split()), quote=False)}</p>"


def _lines(paragraph: str) -> str:
    return "<br>".join(escape(each, quote=False) for each in paragraph.strip("\n").split("\n"))


def name(told: str) -> str:
    """Of somebody who took part, as short as one may be."""
    return line(told, 80)
