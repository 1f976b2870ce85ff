"""Where a message belongs, and why: rules as rows, of which the first that fits decides. Pure; the sentences are those
of the log."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from chalicelib.actions.filing.correspondents import COPY, RECIPIENT, SENDER, Party
from chalicelib.mail.forwarded import Original
from chalicelib.mail.message import Message
from chalicelib.models.activity_mail import FILED, INBOX, UNKNOWN
from chalicelib.models.record import Record

ORDER = (SENDER, RECIPIENT, COPY)
MOST_TARGETS = 12  # each of them, with those behind it, takes five items of a transaction


@dataclass(frozen=True)
class Facts:
    """All that is known of a message. `sender` is the colleague whom it is from; `forged` says that it only says so.
    `answered` began the conversation at whose address it came in, `referred` is the message that it answers,
    `addressed` the record at whose address it came in, and `inherited` is what its conversation is about."""

    message: Message
    parties: tuple[Party, ...]
    sender: Record | None = None
    forged: bool = False
    forwarded: Original | None = None
    answered: Record | None = None
    referred: Record | None = None
    addressed: Record | None = None
    inherited: tuple[str, ...] = ()

    @property
    def is_spam(self) -> bool:
        return self.message.verdicts.spam == "fail"

    @property
    def is_disowned(self) -> bool:
        return self.message.verdicts.dmarc == "fail"

    @property
    def is_believed(self) -> bool:
        """What it says of whom it is from and what it answers counts."""
        return not (self.forged or self.is_spam or self.is_disowned)

    @property
    def conversation(self) -> Record | None:
        return self.answered or (self.referred if self.is_believed else None)

    @property
    def matched(self) -> list[str]:
        return [each.id for party in self.parties for each in party.outside] if self.is_believed else []

    @cached_property
    def targets(self) -> list[str]:
        """What it is about: the record of the address first, then the conversation, then who took part."""
        addressed = [self.addressed.id] if self.addressed else []
        return list(dict.fromkeys([*addressed, *self.inherited, *self.matched]))[:MOST_TARGETS]

    @property
    def direction(self) -> str:
        """Of what a colleague only sent to the dossier, it is neither."""
        first = next((each for each in self.parties if each.part == SENDER), None)
        from_us = first is not None and first.user is not None if self.forwarded else self.sender is not None
        return "in" if not from_us else "out" if self.correspondent else "none"

    @property
    def correspondent(self) -> Party | None:
        """With whom outside it was exchanged: whom an answer goes to, or the sender, or else the first of those it went
        to. Strangers who write by one web form share its From."""
        outside = (each for each in self.parties if not self._is_ours(each))
        return min(outside, key=lambda each: (ORDER.index(each.part), not each.is_answered), default=None)

    def _is_ours(self, party: Party) -> bool:
        """A sender who is not believed is not ours."""
        return party.user is not None and not (self.forged and party.part == SENDER)


class Rule(NamedTuple):
    key: str
    state: str
    why: str
    fits: Callable[[Facts], object] = lambda _: True


RULES = (
    Rule("forged", INBOX, "It says to be from one of your users, but no mail server vouches for that.",
         lambda facts: facts.forged),
    Rule("reply_address", FILED, "It was sent to the address of a conversation and stands with it.",
         lambda facts: facts.answered and facts.targets),
    Rule("record_address", FILED, "It was sent to the address of this record.",
         lambda facts: facts.addressed),
    Rule("spam", INBOX, "It is taken for spam.",
         lambda facts: facts.is_spam),
    Rule("disowned", INBOX, "The domain of the sender says that it is not from there (DMARC).",
         lambda facts: facts.is_disowned),
    Rule("conversation", FILED, "It answers a message that is here and stands with it.",
         lambda facts: facts.conversation and facts.inherited),
    Rule("match", FILED, "Somebody who took part has the address of a contact, person or company.",
         lambda facts: facts.matched),
    Rule(UNKNOWN, INBOX, "Nobody who took part is known."),
)  # fmt: skip


def decide(facts: Facts) -> Rule:
    return next(rule for rule in RULES if rule.fits(facts))
