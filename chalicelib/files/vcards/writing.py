"""Cards as they go out: vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), in UTF-8."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chalicelib.files.vcards.properties import COMPANY, KINDS, NAMED, PREFERRED, SHOWN_AS, Version

END = "\r\n"
LONGEST = 75  # octets of a line, without its end
ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # of a line, to some who read it, besides \n
ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", **dict.fromkeys(ENDS, " "), "\r": None})
PLAIN = str.maketrans(dict.fromkeys(f"\n{ENDS}"))
OURSELVES = "UID"  # an id of ours is no URI


class Entry(NamedTuple):
    """A property by its name, what its components hold, and what it is marked with."""

    name: str
    values: tuple[str, ...]
    types: tuple[str, ...] = ()
    preferred: bool = False


def card(entries: Iterable[Entry], version: Version) -> str:
    """Those that have anything to tell and that the version has; each card has an N, if it is empty."""
    told = [line for each in entries if any(each.values) or each.name == "N" for line in _lines(each, version)]
    return "".join(_folded(line) for line in ("BEGIN:VCARD", f"VERSION:{version}", *told, "END:VCARD"))


def _lines(entry: Entry, version: Version) -> Iterator[str]:
    if NAMED[entry.name].since <= version:
        yield f"{entry.name}{_marks(entry, version)}:{_value(entry)}"
    elif entry.name == "KIND" and KINDS.get(entry.values[0]) == "company":
        yield f"{SHOWN_AS}:{COMPANY}"


def _value(entry: Entry) -> str:
    if entry.name == "URL":
        return entry.values[0].translate(PLAIN)  # a URI is not escaped
    return ";".join(each.translate(ESCAPED) for each in entry.values)


def _marks(entry: Entry, version: Version) -> str:
    is_old = version == "3.0"
    types = [*entry.types, *([PREFERRED] if entry.preferred and is_old else [])]
    marks = f";TYPE={','.join(types)}" if types else ""
    if entry.preferred and not is_old:
        marks += ";PREF=1"
    return marks + (";VALUE=text" if entry.name == OURSELVES and not is_old else "")


def _folded(line: str) -> str:
    """Never within a sign."""
    parts, length = [""], 0
    for sign in line:
        size = len(sign.encode("utf-8", "replace"))
        if length + size > LONGEST:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return END.join(parts) + END
