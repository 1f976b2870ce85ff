"""The rules by which people are reminded: those shipped, those of a tenant, those that a user has in their place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.agenda import duration, reminder
from chalicelib.agenda.reminder import MOST_REPEATS, Channel, Of, Reminder
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

SETTING = "reminder_rules"
MOST, MOST_KINDS = 10, 20
RuleKey = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Length = Annotated[str, StringConstraints(max_length=20)]


class RuleFields(Schema):
    """A whole day is due at eight in the morning of the user. The digest is the letter of that hour, about everything
    since the last."""

    key: RuleKey
    of: Of = Field(description="what is due, an appointment that starts, or a document that expires")
    ahead: Length = Field(default="PT0M", description="how long before: ISO 8601, such as PT15M, P1D or P2W")
    channel: Channel = Field(
        default="in_app", description="a letter, at once or in the digest, comes beside the notice"
    )
    repeat: Length | None = Field(default=None, description="again after so long, until it is done")
    repeats: int = Field(default=0, ge=0, le=MOST_REPEATS, description="how many times at most")
    kinds: list[str] = Field(default=[], max_length=MOST_KINDS, description="of activities only of these kinds; [] all")


class KnownRule(BaseModel):
    key: str
    of: Of
    ahead: str
    channel: Channel
    repeat: str | None
    repeats: int
    kinds: list[str]


class Rule(NamedTuple):
    key: str
    reminder: Reminder
    kinds: frozenset[str]

    def suits(self, of: str, data: Data) -> bool:
        return self.reminder.of == of and (not self.kinds or stored.line(data, "kind") in self.kinds)


def _shipped(key: str, of: Of, ahead: str) -> Data:
    return {"key": key, "of": of, "ahead": ahead, "channel": "in_app", "repeat": None, "repeats": 0, "kinds": []}


SHIPPED = (_shipped("start", "start", "PT15M"), _shipped("due", "due", "PT0M"), _shipped("expires", "expires", "P30D"))


def name_of(user: str) -> str:
    """Of the setting that has a user's own rules."""
    return f"{SETTING} of {user}"


def is_set(setting: Mapping[str, Any]) -> bool:
    """None at all is set as well: that is how somebody is left alone."""
    return isinstance(setting.get("rules"), list)


def in_force(*settings: Mapping[str, Any]) -> list[Data]:
    """The first that is set: the user's own, the tenant's, or else those shipped."""
    found = next(filter(is_set, settings), {"rules": [*SHIPPED]})
    return stored.parts(found, "rules")


def kinds(setting: Mapping[str, Any]) -> set[str]:
    """That its rules name."""
    return {each for rule in stored.parts(setting, "rules") for each in stored.lines(rule, "kinds")}


def read(rules: Iterable[Data]) -> list[Rule]:
    """What is damaged is left out."""
    return [rule for each in rules if (rule := _rule(each))]


def _rule(told: Data) -> Rule | None:
    try:
        made = _reminder(told)
        reminder.check(made)
    except (ValueError, TypeError, KeyError):
        return None
    return Rule(stored.line(told, "key"), made, frozenset(stored.lines(told, "kinds")))


def _reminder(told: Data) -> Reminder:
    repeat = duration.parse(told["repeat"]) if told.get("repeat") else None
    return Reminder(duration.parse(told["ahead"]), told["channel"], told["of"], repeat, told.get("repeats") or 0)


def written(sent: Data) -> Data:
    """In one form, after `faults` found none: P1W as P7D."""
    made = _reminder(sent)
    return {**sent, "ahead": str(made.ahead), "repeat": str(made.repeat) if made.repeat else None}


def faults(sent: list[Data], kinds: Collection[str]) -> list[FieldError]:
    """`kinds` are those of activities."""
    given = [each["key"] for each in sent]
    twice = [place for place, key in enumerate(given) if key in given[:place]]
    told = [FieldError(f"rules[{place}].key", "twice", "Give each rule a key of its own.") for place in twice]
    return told + [fault for place, each in enumerate(sent) for fault in _faults(f"rules[{place}]", each, kinds)]


def _faults(path: str, sent: Data, kinds: Collection[str]) -> Iterator[FieldError]:
    wrong = list(_lengths(path, sent))
    yield from wrong
    if not wrong:
        try:
            reminder.check(_reminder(sent))
        except ValueError as error:
            yield FieldError(f"{path}.repeat", "not_valid", str(error))
    if sent["kinds"] and sent["of"] == "expires":
        yield FieldError(f"{path}.kinds", "not_here", "Leave kinds out: they are of activities, which do not expire.")
    elif unknown := [each for each in sent["kinds"] if each not in kinds]:
        told = f"There is no kind {', '.join(unknown)[:80]}; choose among {', '.join(kinds)}."
        yield FieldError(f"{path}.kinds", "not_a_choice", told)


def _lengths(path: str, sent: Data) -> Iterator[FieldError]:
    for name in ("ahead", "repeat"):
        try:
            duration.parse(sent[name] or "PT0M")
        except ValueError as error:
            yield FieldError(f"{path}.{name}", "not_valid", str(error))
