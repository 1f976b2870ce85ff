"""What was wrong with a message and what was done about it, in words for a log."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.mail.limits import FAULTS, Limit
from chalicelib.mail.plain import line

Read = TypeVar("Read")
UNEXPECTED = "unexpected"
LONGEST = 200


class Faults:
    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, what: str) -> None:
        said = line(what, LONGEST)
        if said not in self.told and len(self.told) < FAULTS.most:
            self.told.append(said)

    def over(self, limit: Limit, where: str = "") -> None:
        self.tell(f"{limit.name}{where and f' {where}'}: over {limit.most} {limit.unit}, the rest was cut off")

    def attempt(self, what: str, read: Callable[[], Read], otherwise: Read) -> Read:
        """The one net under the readers: no message may stop the next. What falls into it is a bug, and the tests
        fail on every fault that begins with this word."""
        try:
            return read()
        except Exception as error:
            self.tell(f"{UNEXPECTED}: {what} was left out, {type(error).__name__}")
            return otherwise
