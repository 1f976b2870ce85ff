"""What is wrong with criteria, where, and what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal, NamedTuple, NoReturn

Code = Literal["unknown_field", "unknown_operator", "wrong_type", "too_many", "too_deep", "malformed"]

SHOWN = 40  # characters of what was given that a message repeats; also keeps difflib away from long strings
LISTED = 30  # names that a message lists


class Fault(NamedTuple):
    field: str  # the path, such as criteria.all[1].value
    code: Code
    message: str


class CriteriaError(ValueError):
    """Criteria that cannot be used; `faults` has everything that was found, not only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = list(faults)

    def __str__(self) -> str:
        return "; ".join(f"{fault.field}: {fault.message}" for fault in self.faults)


def refuse(path: str, code: Code, message: str) -> NoReturn:
    raise CriteriaError([Fault(path, code, message)])


def quoted(given: str) -> str:
    """Safe to put in a message: short, and without control characters or lone surrogates."""
    return repr(given[:SHOWN] + ("…" if len(given) > SHOWN else ""))


def described(given: object) -> str:
    """What was given, in a few words; never the repr of a list or object, which may be deep."""
    if isinstance(given, str):
        return quoted(given)
    if given is None or isinstance(given, bool):
        return {None: "null", True: "true", False: "false"}[given]
    if isinstance(given, dict):
        return "an object"
    return "a list" if isinstance(given, list | tuple) else "this number"


def one_of(given: str, names: Iterable[str]) -> str:
    """The names as a sentence, those that look like what was given first."""
    known = list(names)
    close = get_close_matches(given[:SHOWN].lower(), known, n=3)
    ordered = close + [name for name in known if name not in close]
    return f"Use one of: {', '.join(ordered[:LISTED])}{', …' if len(ordered) > LISTED else ''}."
