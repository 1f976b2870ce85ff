"""Adding an option to a custom field, by whoever may."""

from chalicelib import text
from chalicelib.access import adding, reading
from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.criteria.kind import fold
from chalicelib.errors import AlreadyExists, FieldError, Forbidden, NotFound
from chalicelib.models import stored
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import records
from chalicelib.storage.work import Work

MOST_KEY = 40
TAKEN = "There is an option of this name or key, which `existing` tells: use that one."


def add(work: Work, actor: Actor, record_id: str, label: Data) -> Data:
    """The option as it was added. Of two at once with one name the second gets AlreadyExists."""
    field = _held(actor, record_id)
    known = stored.parts(field.data, "options")
    _hold_new(known, label)
    keys = {stored.line(each, "key") for each in known}
    added = {**label, "key": label.get("key") or _key(label["name"], keys), "archived": False}
    data, _ = save.prepare(work, actor, CUSTOM_FIELD, {**field.data, "options": [*known, added]}, before=field)
    work.update(field, data)
    return added


def _held(actor: Actor, record_id: str) -> Record:
    """Raises NotFound where they may not even see the field in records, Forbidden where they may but not this."""
    who = reading.subject_of(actor)
    found = records.get(actor.tenant, record_id)
    declared = TYPES.get(stored.line(found.data, "of")) if found and found.type == CUSTOM_FIELD.name else None
    if found is None or declared is None or not found.alive:
        raise NotFound
    content = next((each for each in who.custom(declared).values() if each["id"] == found.id), {})
    if not adding.may_add(who, declared, content):
        raise (Forbidden if adding.is_seen(who, declared, content) else NotFound)
    return found


def _hold_new(known: list[Data], label: Data) -> None:
    for each in known:
        for name in ("key", "name"):
            told = label.get(name)
            if told and fold(told) == fold(stored.line(each, name)):
                raise AlreadyExists(TAKEN, [FieldError(name, "taken", TAKEN)], existing=each["key"])


def _key(name: str, known: set[str]) -> str:
    """Made of its name, with a number behind it where that is given already."""
    key = text.fold(name)[:MOST_KEY].strip().replace(" ", "_") or "option"
    more = (f"{key}_{number}" for number in range(2, len(known) + 3))
    return next(each for each in (key, *more) if each not in known)
