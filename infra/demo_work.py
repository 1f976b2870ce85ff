"""What the demo company did, is doing and is late with, told from the day that it is seeded."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from infra.client import Api
from infra.demo_data import Fields

ZONE = ZoneInfo("Europe/Amsterdam")


class Done(NamedTuple):
    """`about` names a contact or relation of the demo's file; `days` back, at `hour`."""

    kind: str
    about: str
    subject: str
    text: str
    days: int
    hour: int = 10
    shared: bool = False


class Task(NamedTuple):
    """Due so many days from now, before today when negative; given to one of the demo's people by first name, or to
    `team`."""

    about: str
    subject: str
    days: int
    whose: str
    priority: str = "normal"
    wait: int = 0
    shared: bool = False


class Meeting(NamedTuple):
    kind: str
    about: str
    subject: str
    days: int
    hour: int
    minutes: int
    place: str
    whose: str
    shared: bool = False


DONE = (
    Done("phone_call", "visser@hamerslag", "Levertijd stadsfietsen", "Jan vraagt of de tien fietsen voor de kerst kunnen.", 1, 15),
    Done("phone_call", "visser@hamerslag", "Voorraad en prijzen voorjaar", "Wil in februari een nieuwe prijslijst.", 9),
    Done("visit", "berg@hamerslag", "Bezoek aan de winkel in Almere", "Showroom wordt verbouwd; ruimte voor bakfietsen.", 24, 11, True),
    Done("report", "visser@hamerslag", "Jaargesprek 2026", "Omzet 12 % hoger. Aandachtspunt: garantieafhandeling duurt te lang.", 40, 14),
    Done("letter", "hamerslag-bouw", "Aanbieding lease voor de bouwplaats", "Twaalf fietsen, drie jaar.", 16),
    Done("phone_call", "weber@mueller", "Rückfrage zum Angebot", "Frau Dr. Weber braucht die Preise ohne Fracht.", 2, 9),
    Done("meeting", "weber@mueller", "Firmenräder: erstes Gespräch", "Interesse an 40 Rädern, Entscheidung im Januar.", 31, 13),
    Done("phone_call", "moreau@dupont", "Réclamation freins", "Trois vélos avec des freins à régler ; remplacement accepté.", 5, 16),
    Done("note", "dupont", "Paie toujours en avance", "Remise de 2 % accordée.", 60),
    Done("phone_call", "jansen@bakkerij", "Kennismaking", "Zoekt een bakfiets voor bezorging in de buurt.", 12),
    Done("phone_call", "petrova@ivanov", "Первый разговор", "Интересуются складными моделями.", 20),
    Done("visit", "hughes@northwind", "Shop visit in London", "Wants a demo bike before ordering.", 18, 10),
    Done("phone_call", "keller@veloland", "Bestellung Ersatzteile", "Lieferung bis Monatsende zugesagt.", 3, 11),
)  # fmt: skip
TASKS = (
    Task("visser@hamerslag", "Offerte tien stadsfietsen sturen", -3, "bram", "high"),
    Task("visser@hamerslag", "Leverdatum bevestigen aan Jan Visser", 0, "bram", shared=True),
    Task("weber@mueller", "Angebot ohne Fracht schicken", -1, "bram"),
    Task("jansen@bakkerij", "Proefrit bakfiets inplannen", 0, "bram"),
    Task("moreau@dupont", "Rappeler Claire Moreau au sujet des freins", 2, "bram"),
    Task("hughes@northwind", "Send a demo bike to London", 6, "bram", "low"),
    Task("petrova@ivanov", "Прислать каталог складных моделей", 9, "bram", wait=4),
    Task("moreau@dupont", "Bremsen: Ersatzteile an Dupont liefern", -2, "dora", "high"),
    Task("keller@veloland", "Ersatzteile für Veloland kommissionieren", 0, "dora"),
    Task("schmidt", "Reklamation Weinkisten prüfen", 4, "dora"),
    Task("hamerslag", "Garantiegeval 2026-114 afhandelen", 1, "team"),
    Task("claes", "Onderhoudscontract Claes opstellen", 3, "team"),
    Task("hamerslag", "Rechten van vertrokken medewerkers nalopen", 1, "anna"),
)  # fmt: skip
MEETINGS = (
    Meeting("appointment", "visser@hamerslag", "Proefrit en bespreking levering", 1, 10, 60, "Almere, Markerkant 10", "bram", True),
    Meeting("appointment", "jansen@bakkerij", "Kennismaking in de bakkerij", 0, 16, 45, "Lelystad, Dorpsstraat 12", "bram"),
    Meeting("meeting", "berg@hamerslag", "Plannen voor 2027", 8, 14, 90, "Almere", "bram"),
    Meeting("visit", "weber@mueller", "Werksbesuch München", 4, 9, 180, "München", "bram"),
    Meeting("appointment", "keller@veloland", "Abholung Vorführrad", 0, 15, 30, "Zürich", "dora"),
    Meeting("meeting", "hamerslag", "Weekstart", 3, 9, 30, "Kantoor", "anna"),
)  # fmt: skip


class Cast(NamedTuple):
    """Who is who by now: those who are signed in, and the ids of people, teams, relations and contacts by name."""

    signed_in: Mapping[str, Api]
    ids: Mapping[str, str]


def work(cast: Cast, now: datetime) -> None:
    today = now.astimezone(ZONE)
    for row in DONE:
        _post(cast, "bram", _done(row, cast, today))
    for task in TASKS:
        made = _post(cast, "anna" if task.whose == "team" else task.whose, _task(task, cast, today))
        if task.wait:
            _put_off(cast, made["id"], task, today)
    for meeting in MEETINGS:
        _post(cast, meeting.whose, _meeting(meeting, cast, today))


def _post(cast: Cast, whose: str, fields: Fields) -> Any:
    return cast.signed_in[whose].post("/v1/activities", fields)


def _put_off(cast: Cast, made: str, task: Task, today: datetime) -> None:
    until = _day(today, task.wait)
    cast.signed_in[task.whose].post(f"/v1/activities/{made}/follow-up", {"until": until})


def _done(row: Done, cast: Cast, today: datetime) -> Fields:
    at = _at(today, -row.days, row.hour)
    fields = {
        "kind": row.kind,
        "subject": row.subject,
        "text": row.text,
        **_about(row.about, cast),
        **_shared(row.shared),
    }
    return fields | {"starts_at": at.isoformat(), "ends_at": (at + timedelta(minutes=20)).isoformat()}


def _task(row: Task, cast: Cast, today: datetime) -> Fields:
    return {
        "kind": "task",
        "subject": row.subject,
        "is_task": True,
        "due_on": _day(today, row.days),
        "priority": row.priority,
        "assignees": [cast.ids[row.whose]],
        **_about(row.about, cast),
        **_shared(row.shared),
    }


def _meeting(row: Meeting, cast: Cast, today: datetime) -> Fields:
    at = _at(today, row.days, row.hour)
    fields = {"kind": row.kind, "subject": row.subject, "place": row.place, "time_zone": str(ZONE)}
    told = _about(row.about, cast)
    told["participants"] = [*told.get("participants", []), {"user": cast.ids[row.whose], "part": "organiser"}]
    ends = at + timedelta(minutes=row.minutes)
    return fields | told | _shared(row.shared) | {"starts_at": at.isoformat(), "ends_at": ends.isoformat()}


def _about(name: str, cast: Cast) -> Fields:
    if "@" in name:
        return {"participants": [{"contact": cast.ids[name]}]}
    return {"links": [cast.ids[name]]}


def _shared(shared: bool) -> Fields:
    return {"visibility": "shared"} if shared else {}


def _at(today: datetime, days: int, hour: int) -> datetime:
    return datetime.combine(today.date() + timedelta(days=days), time(hour), ZONE)


def _day(today: datetime, days: int) -> str:
    return (today.date() + timedelta(days=days)).isoformat()
