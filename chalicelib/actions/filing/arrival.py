"""A message that came in, as one tenant gets it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from chalicelib.actions.filing import as_activity
from chalicelib.actions.filing.as_activity import Known
from chalicelib.actions.filing.destinations import Destination
from chalicelib.actions.filing.rules import Rule
from chalicelib.mail.message import Message


@dataclass(frozen=True)
class Arrival:
    """A message and where it came in; `source` is its key there. `spoiled` is why it could not be filed as it is;
    `crowded` when it is one of too many: by that rule it waits, linked to nothing."""

    raw: bytes
    source: str
    message: Message
    destination: Destination
    at: datetime
    spoiled: str = ""
    crowded: Rule | None = None

    @property
    def tenant(self) -> str:
        return self.destination.tenant

    @cached_property
    def known(self) -> Known:
        return as_activity.known(self.message)
