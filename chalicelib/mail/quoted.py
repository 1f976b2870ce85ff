"""The new part of a reply apart from what it quotes. When in doubt nothing is cut: what a person wrote between the
lines of a quote is worth more than a tidy timeline."""

import re
from typing import NamedTuple

from chalicelib.mail import limits
from chalicelib.mail.wording import ATTRIBUTIONS, FORWARDED, LABELS, ORIGINAL

LONGEST_ATTRIBUTION = 400
_RULE = re.compile(r"[-_=*>\s]+")
_LABEL = re.compile(r"[>\s*]*+([^\W\d][^:*]{0,30}?)\s*+\*?\s*+:\s*+\*?\s*+(.*)")
LABEL_OF = {word: name for name, words in LABELS.items() for word in words}


class Split(NamedTuple):
    new: str
    quoted: str


class Labelled(NamedTuple):
    label: str  # a key of LABELS
    value: str


def split(text: str) -> Split:
    rows = text.split("\n")
    for place in range(min(len(rows), limits.FORWARDED_SEARCH.most)):
        if _begins_quote(rows, place) and _is_quote(rows[place:]):
            return Split("\n".join(rows[:place]).strip("\n"), "\n".join(rows[place:]).strip("\n"))
    return Split(text.strip("\n"), "")


def bare(row: str) -> str:
    """Without quote marks and rules around it: "-----Original Message-----" → "original message"."""
    return _RULE.sub(" ", row[:200]).strip().strip(":").rstrip().casefold()


def labelled(row: str) -> Labelled | None:
    found = _LABEL.fullmatch(row[:2_000].replace("\xa0", " "))
    label = LABEL_OF.get(found[1].strip().casefold()) if found else None
    return Labelled(label, found[2].strip(" *")) if found and label else None


def is_header_block(rows: list[str], place: int) -> bool:
    """From, then within a few lines two more of date, to and subject."""
    first = labelled(rows[place])
    if not first or first.label != "from":
        return False
    others = [labelled(row) for row in rows[place + 1 : place + 8]]
    return len({each.label for each in others if each} & {"date", "to", "subject"}) >= 2


def _begins_quote(rows: list[str], place: int) -> bool:
    row = rows[place].strip()
    if not row:
        return False
    if row.startswith(">"):
        return True
    return bare(row) in (*ORIGINAL, *FORWARDED) or is_header_block(rows, place) or _is_attribution(rows, place)


def _is_attribution(rows: list[str], place: int) -> bool:
    """On one line, or wrapped over up to three."""
    for length in (1, 2, 3):
        wrapped = [row.strip() for row in rows[place : place + length]]
        folded = " ".join(wrapped)[:LONGEST_ATTRIBUTION].replace("\xa0", " ").casefold()
        if all(wrapped) and any(_fits(folded, wrapped[0], *each) for each in ATTRIBUTIONS):
            return True
    return False


def _fits(folded: str, first: str, beginning: str, ending: str) -> bool:
    """With a digit in it: somebody who only says "On reflection, he wrote:" is not quoting. Where the name comes after
    the verb, its address has to stand there too."""
    within = ending == "schreef op" or (ending.startswith(" ") and "@" in folded)
    ends = folded.endswith(ending) or (within and ending in folded and folded.endswith(":"))
    told = folded if beginning else first
    return folded.startswith(beginning) and ends and (any(char.isdigit() for char in told) or "@" in told)


def _is_quote(rows: list[str]) -> bool:
    """All of the rest is marked as quoted, or, under a line that says so, none of it: otherwise there are answers in
    between."""
    marked = [row.lstrip().startswith(">") for row in rows if row.strip()]
    if rows[0].lstrip().startswith(">"):
        return all(marked)
    first = marked.index(True) if True in marked else len(marked)
    return first == len(marked) or (first <= 4 and all(marked[first:]))
