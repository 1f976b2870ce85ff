"""What a client keeps for its user: how they like to see Relata, on whatever machine they sign in."""

from typing import Any

from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.models import preference
from chalicelib.models.preference import Preferences, Values
from chalicelib.operation import operation
from chalicelib.storage import preferences

AREA = "preferences"
EXAMPLE: dict[str, Any] = {"theme": "dark", "start": "worklist", "columns.relation": ["display_name", "city"]}
CHANGED = (Invalid, StaleVersion, KeyReused, Busy)


@operation("GET /v1/me/preferences", right=("self", "read"), area=AREA, gives=Preferences, touches=(READS,),
           together=AREA)  # fmt: skip
def my_preferences(call: Call[None, None]) -> Answer:
    """Tells how you like to see Relata; `GET /v1/me` tells it too"""
    found = preferences.read(call.actor.tenant, call.actor.user)
    return Answer(found.values, version=found.version)


@operation("PATCH /v1/me/preferences", right=("self", "edit"), area=AREA, takes=Preferences, gives=Preferences,
           touches=(READS, WRITES), together=AREA, errors=CHANGED, example=EXAMPLE)  # fmt: skip
def change_my_preferences(call: Call[Preferences, None]) -> Answer:
    """Changes some of your preferences; null takes one away, what is left out stays"""
    return _put(call, merged=True)


@operation("PUT /v1/me/preferences", right=("self", "edit"), area=AREA, takes=Preferences, gives=Preferences,
           touches=(READS, WRITES), together=AREA, errors=CHANGED, example=EXAMPLE)  # fmt: skip
def put_my_preferences(call: Call[Preferences, None]) -> Answer:
    """Sets all of your preferences; what is left out goes"""
    return _put(call, merged=False)


def _put(call: Call[Preferences, None], merged: bool) -> Answer:
    """Raises Invalid, StaleVersion."""
    actor, sent = call.actor, call.body.model_dump()
    found = preferences.read(actor.tenant, actor.user)
    versions.hold_setting(call.if_match, found.version)
    values: Values = preference.changed(found.values if merged else {}, sent)
    if fault := preference.fault(values):
        raise Invalid(errors=[fault])
    if values == found.values:
        return Answer(values, version=found.version)
    call.work.extra.append(preferences.put(actor.tenant, actor.user, values, found))
    return Answer(values, version=found.version + 1)
