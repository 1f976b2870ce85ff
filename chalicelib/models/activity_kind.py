"""The kinds of activity that a tenant has: those shipped, renamed or archived as it likes, and its own."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.fields import Language, Short
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

SETTING = "activity_kinds"
MOST = 60
KindKey = Annotated[str, StringConstraints(pattern=pattern.KEY)]
LANGUAGES = ("en", "nl", "de", "fr", "ru")


class KindFields(Schema):
    """`touch`: who does this deals with the relation, so that it counts as the last touch."""

    key: KindKey
    labels: dict[Language, Short] = Field(min_length=1)
    touch: bool = False
    archived: bool = Field(default=False, description="kept on what has it, but not to be chosen any more")


class KnownKind(BaseModel):
    """`label` is the one in the language of the tenant, or the first there is; a `shipped` kind comes with Relata.
    `visibility` is that of a new one which does not say its own."""

    key: str
    label: str
    labels: dict[str, str]
    touch: bool
    archived: bool
    shipped: bool
    visibility: Literal["shared", "internal"]


TOUCHES = frozenset({"phone_call", "email", "appointment", "meeting", "visit", "letter", "fax"})
LABELS = {
    "task": ("Task", "Taak", "Aufgabe", "Tâche", "Задача"),
    "phone_call": ("Phone call", "Telefoongesprek", "Telefonat", "Appel", "Звонок"),
    "email": ("E-mail", "E-mail", "E-Mail", "E-mail", "Письмо по эл. почте"),
    "appointment": ("Appointment", "Afspraak", "Termin", "Rendez-vous", "Встреча"),
    "meeting": ("Meeting", "Vergadering", "Besprechung", "Réunion", "Совещание"),
    "visit": ("Visit", "Bezoek", "Besuch", "Visite", "Визит"),
    "letter": ("Letter", "Brief", "Brief", "Lettre", "Письмо"),
    "fax": ("Fax", "Fax", "Fax", "Fax", "Факс"),
    "report": ("Report", "Verslag", "Bericht", "Compte rendu", "Отчёт"),
    "note": ("Note", "Notitie", "Notiz", "Note", "Заметка"),
    "document": ("Document", "Document", "Dokument", "Document", "Документ"),
}
SHIPPED: dict[str, Data] = {
    key: {"key": key, "labels": dict(zip(LANGUAGES, labels, strict=True)), "touch": key in TOUCHES, "archived": False}
    for key, labels in LABELS.items()
}


def of(setting: Mapping[str, Any]) -> dict[str, Data]:
    """By key, in the tenant's order; what a later release ships comes at the end."""
    own = {stored.line(each, "key"): each for each in stored.parts(setting, "kinds")}
    return {**own, **{key: kind for key, kind in SHIPPED.items() if key not in own}}


def faults(sent: list[Data], known: Mapping[str, Data]) -> list[FieldError]:
    """A key is kept on what has it, so none may go."""
    given = [each["key"] for each in sent]
    twice = [place for place, key in enumerate(given) if key in given[:place]]
    told = [FieldError(f"kinds[{place}].key", "twice", "Give each kind once.") for place in twice]
    gone = [key for key in known if key not in given]
    if gone:
        told.append(FieldError("kinds", "missing", f"Archive {', '.join(gone)} instead: activities may have it."))
    return told


def fault(key: str, known: Mapping[str, Data], before: str) -> FieldError | None:
    """What is wrong with a kind that is chosen; one that an activity has already, it may keep."""
    if (before and key == before) or (key in known and not known[key].get("archived")):
        return None
    choices = ", ".join(each for each, kind in known.items() if not kind.get("archived"))
    return FieldError("kind", "not_a_choice", f"Choose one of {choices}.")


def told(kind: Data, language: str) -> Data:
    labels = stored.part(kind, "labels")
    label = labels.get(language) or next(iter(labels.values()), kind["key"])
    return {**kind, "label": label, "shipped": kind["key"] in SHIPPED}


def own_names(setting: Mapping[str, Any], language: str) -> list[Data]:
    """Of the kinds that it made, or calls otherwise than Relata does: what the others are called, clients know."""
    own = [each for key, each in of(setting).items() if key not in SHIPPED or each["labels"] != SHIPPED[key]["labels"]]
    return [{"key": each["key"], "label": told(each, language)["label"], "labels": each["labels"]} for each in own]


def options(settings: Mapping[str, Any], language: str) -> list[Data]:
    """As those of a custom choice are told."""
    known = of(settings.get(SETTING, {})).values()
    return [
        {
            "key": each["key"],
            "name": told(each, language)["label"],
            "names": each["labels"],
            "archived": each["archived"],
        }
        for each in known
    ]
