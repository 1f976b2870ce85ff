"""Somebody who reads very much in an hour: all administrators are told, and who rang may have to wait (C4).

Counting must not cost a round trip at every request. So each running function counts in its memory, and adds to the
counter of the user when it has so many together. What of a user is still in the memory of functions is not counted: at
most one less than that in each that served the user within the hour. What is over when the hour ends is forgotten."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from chalicelib import clock, logs
from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.access.noted import LOOKS
from chalicelib.errors import TooManyRequests
from chalicelib.models import notice_kind, stakes, stored
from chalicelib.models.shipped_rights import ADMINISTRATOR, EXTERNAL
from chalicelib.storage import audit, audit_settings, notices
from chalicelib.storage.audit import Turn
from chalicelib.storage.notices import Notice

TOGETHER = 250
WEIGHTS: Mapping[str, int] = {"view": 10, "download": 10, "export": 10}  # of a file; what is read counts one each
SELF = "self"
MOST_KNOWN = 1_000
MOST_TOLD = 50
TOLD = "You have read unusually much within an hour. Go on when it is over, or ask an administrator."

_seen: Counter[tuple[str, Turn]] = Counter()
_stopped: dict[tuple[str, str], Turn] = {}


def hold(actor: Actor, right: Right) -> None:
    """Raises TooManyRequests for who read too much, as far as this function knows; not for what is about themselves."""
    if right.action in LOOKS and right.type != SELF and _stopped.get((actor.tenant, actor.user)) == _turn(actor):
        raise TooManyRequests(TOLD, headers={"Retry-After": str(_seconds_left())})


def count(actor: Actor, right: Right, number: int, leaving: int = 0) -> None:
    """Of what was shown without being changed, and of what leaves Relata besides. No round trip but when enough has
    come together; then one, or three where the alarm rings. It is never in the way of who asks."""
    key = actor.tenant, _turn(actor)
    _seen[key] += max(number, 1) * WEIGHTS[right.action] if right.action in WEIGHTS else number
    _seen[key] += leaving * WEIGHTS["export"]
    if _seen[key] >= TOGETHER:
        try:
            _add(actor, key[1], _seen.pop(key))
        except Exception as error:
            logs.exception("audit_failed", error, tenant=actor.tenant, user=actor.user)
    elif len(_seen) > MOST_KNOWN:
        _seen.pop(next(iter(_seen)))


def _add(actor: Actor, turn: Turn, number: int) -> None:
    settings = audit_settings.known(actor.tenant)
    total = audit.count_reads(actor.tenant, turn, number)
    if total < settings.mass_read_limit:
        return
    if settings.mass_read_block:
        _stop(actor, turn)
    if total - number < settings.mass_read_limit:
        _ring(actor, turn, total)


def _stop(actor: Actor, turn: Turn) -> None:
    if len(_stopped) >= MOST_KNOWN:
        _stopped.clear()
    _stopped[actor.tenant, actor.user] = turn


def _ring(actor: Actor, turn: Turn, total: int) -> None:
    """Of all who add, one finds the limit passed by what it added itself; so this is done once in the hour."""
    logs.warning("mass_read", tenant=actor.tenant, user=actor.user, count=total)
    row = {
        "at": clock.timestamp(),
        "by": actor.user,
        "kind": actor.kind,
        "operation": notice_kind.MASS_READ.name,
        "outcome": audit.ALARM,
        "count": total,
    }
    audit.keep(actor.tenant, row)
    notices.give(actor.tenant, [_notice(each, actor, turn, total) for each in _administrators(actor.tenant)])


def _notice(who: str, actor: Actor, turn: Turn, total: int) -> Notice:
    cause = f"{notice_kind.MASS_READ.name} {actor.user} {turn.at}"
    return Notice(who, cause, notice_kind.MASS_READ.name, actor.user, clock.timestamp(), told={"count": total})


def _administrators(tenant: str) -> list[str]:
    people = held.of(tenant).sections[stakes.PEOPLE]
    found = [each for each, told in people.items() if stored.line(told, "role") == ADMINISTRATOR]
    return [each for each in found if stored.line(people[each], "kind") != EXTERNAL][:MOST_TOLD]


def _turn(actor: Actor) -> Turn:
    return Turn(actor.user, clock.timestamp()[:13])


def _seconds_left() -> int:
    now = clock.now()
    over = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return int((over - now).total_seconds()) + 1
