"""The selections that every organisation starts with, to change or archive as it likes; their ids are the same in every
tenant. Named in the language that the organisation had when they were made."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

LANGUAGES = ("en", "nl", "de", "fr", "ru")
Criteria = Mapping[str, Any]


class Row(NamedTuple):
    """`names` in the order of the languages."""

    key: str
    of: str
    names: tuple[str, str, str, str, str]
    criteria: Criteria


def _idle(months: int) -> Criteria:
    """Nobody dealt with it, in so long or ever."""
    before = {"field": "last_touch_at", "op": "lt", "value": {"last": months, "unit": "months"}}
    return {"any": [before, {"field": "last_touch_at", "op": "missing"}]}


CUSTOMER: Criteria = {"field": "status", "op": "has_any", "value": ["customer"]}
INCOMPLETE: Criteria = {"field": "completeness", "op": "lt", "value": 100}
LACKING: Criteria = {"any": [{"field": each, "op": "exists"} for each in ("missing", "malformed")]}
MINE: Criteria = {"field": "owner", "op": "eq", "value": "@me"}
ROWS = (
    Row("my_relations", "relation",
        ("My relations", "Mijn relaties", "Meine Beziehungen", "Mes relations", "Мои контрагенты"), MINE),
    Row("my_contacts", "contact",
        ("My contacts", "Mijn contactpersonen", "Meine Kontakte", "Mes contacts", "Мои контакты"), MINE),
    Row("idle_customers", "relation",
        ("Customers without activity for three months", "Klanten zonder activiteit in drie maanden",
         "Kunden ohne Aktivität seit drei Monaten", "Clients sans activité depuis trois mois",
         "Клиенты без активности три месяца"), {"all": [CUSTOMER, _idle(3)]}),
    Row("idle_relations", "relation",
        ("Relations without activity for six months", "Relaties zonder activiteit in zes maanden",
         "Beziehungen ohne Aktivität seit sechs Monaten", "Relations sans activité depuis six mois",
         "Контрагенты без активности шесть месяцев"), _idle(6)),
    Row("incomplete_relations", "relation",
        ("My incomplete relations", "Mijn onvolledige relaties", "Meine unvollständigen Beziehungen",
         "Mes relations incomplètes", "Мои неполные контрагенты"), {"all": [MINE, INCOMPLETE]}),
    Row("incomplete_contacts", "contact",
        ("My incomplete contacts", "Mijn onvolledige contactpersonen", "Meine unvollständigen Kontakte",
         "Mes contacts incomplets", "Мои неполные контакты"), {"all": [MINE, INCOMPLETE]}),
    Row("incomplete_addresses", "address",
        ("Incomplete addresses", "Onvolledige adressen", "Unvollständige Adressen", "Adresses incomplètes",
         "Неполные адреса"), LACKING),
)  # fmt: skip


def selection_id(key: str) -> str:
    """Of the form of all ids; the number in it is no moment and no chance."""
    return f"sel_{[row.key for row in ROWS].index(key) + 1:026d}"


def told(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id and the data of each: for all colleagues, to be changed by administrators."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    for row in ROWS:
        about = {"name": row.names[place], "of": row.of, "kind": "dynamic", "criteria": row.criteria}
        yield selection_id(row.key), {**about, "co_owners": [], "restricted": False, "access": [], "locked": True}
