"""What follows a change, as one table: which changes a reaction is concerned with, and what it does.

Fed from the bus, which delivers at least once and in any order: each reaction looks at what is there now.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib import logs
from chalicelib.access import held
from chalicelib.models.registry import TYPES
from chalicelib.reactions import audit_rights, bereft, notify, planning, refresh, spread, touches
from chalicelib.reactions.event import EVENT_VERSION, moment
from chalicelib.settings import settings

Change = Mapping[str, Any]


class Reaction(NamedTuple):
    name: str
    concerns: Callable[[Change], bool]
    act: Callable[[str, Change], None]


REACTIONS = (
    Reaction("refresh_others", refresh.shows_elsewhere, refresh.refresh_others),
    Reaction("refresh_itself", refresh.may_be_late, refresh.refresh_itself),
    Reaction("renew_spans", spread.concerns, spread.renew),
    Reaction("tell_bereft", bereft.concerns, bereft.tell),
    Reaction("refresh_touches", touches.is_dated, touches.refresh_touches),
    Reaction("notify", notify.may_be_told, notify.notify),
    Reaction("audit_rights", audit_rights.concerns, audit_rights.tell),
    Reaction("plan_reminders", planning.reminds, planning.plan_change),
    Reaction("replan_reminders", planning.stirs, planning.replan_change),
)


class ReactionFailed(RuntimeError):
    """Names what failed and why, and quotes nothing of the change: the text goes into the dead letter."""


def react(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on. Every reaction concerned runs; when one failed the event is to come again."""
    change = event["detail"]
    if not _is_followed(change):
        logs.info("event_ignored", id=event["id"], type=event["detail-type"])
        return
    failed = [f"{reaction.name} ({error})" for reaction in REACTIONS if (error := _error(reaction, change))]
    if failed:
        raise ReactionFailed(", ".join(failed))


def _is_followed(change: Change) -> bool:
    """What newer code publishes is for newer code; what is from before the epoch has been followed already."""
    known = change.get("event_version") == EVENT_VERSION and change.get("type") in TYPES
    return bool(known and change["at"] >= moment(settings().epoch))


def _error(reaction: Reaction, change: Change) -> str:
    """What kept the reaction from being carried out, "" when nothing did."""
    try:
        if reaction.concerns(change):
            with held.within(change["tenant"]):
                reaction.act(change["tenant"], change)
        return ""
    except Exception as error:
        logs.exception("reaction_failed", error, id=change["id"], tenant=change["tenant"], kind=reaction.name)
        return type(error).__name__
