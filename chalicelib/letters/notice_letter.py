"""The letter that tells of notices. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from chalicelib.letters import dates, notice_wording
from chalicelib.letters.letter import Addressee, Letter, line, link
from chalicelib.letters.notice_wording import WORDS, Words

DEFAULT = "en"
PREFERENCES = "settings/notices"


class Told(NamedTuple):
    """One notice as its reader may see it: `page` is where it leads, `by` a name or "", and `of` what the date is."""

    kind: str
    title: str
    page: str
    by: str
    of: str
    date: date | datetime | None
    late: bool


def letter(to: Addressee, zone: tzinfo, told: Sequence[Told], more: bool = False) -> Letter:
    """About one it has that as its subject, about several how many there are; with `more` there are others."""
    language = to.language if to.language in WORDS else DEFAULT
    words = WORDS[language]
    subject = _headline(told[0], language) if len(told) == 1 else words.overview.format(number=len(told))
    parts = [words.hello.format(name=line(to.name))]
    parts += ["\n".join(_lines(each, words, zone, language)) for each in told]
    parts += [words.more] if more else []
    parts += [f"{words.change}\n{link(PREFERENCES)}", "Relata"]
    return Letter(to.email, line(subject), "\n\n".join(parts) + "\n")


def _headline(told: Told, language: str) -> str:
    return line(notice_wording.happened(told.kind, language).format(title=line(told.title)))


def _lines(told: Told, words: Words, zone: tzinfo, language: str) -> Iterator[str]:
    yield _headline(told, language)
    if told.by:
        yield words.by.format(by=line(told.by))
    if told.date and told.of in notice_wording.DATES:
        yield notice_wording.dated(told.of, language).format(date=dates.written(told.date, zone, language))
    if told.late:
        yield words.late
    yield link(told.page)
