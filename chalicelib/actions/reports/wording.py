"""What Relata itself says in a report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    count: str
    sum: str
    average: str
    min: str
    max: str
    none: str
    not_shown: str
    total: str
    true: str
    false: str
    report: str


WORDS = {
    "nl": Words("Aantal", "Som van {field}", "Gemiddelde van {field}", "Laagste {field}", "Hoogste {field}",
                "(geen)", "(niet zichtbaar)", "Totaal", "ja", "nee", "Rapport"),
    "fr": Words("Nombre", "Somme de {field}", "Moyenne de {field}", "Minimum de {field}", "Maximum de {field}",
                "(aucun)", "(non visible)", "Total", "oui", "non", "Rapport"),
    "de": Words("Anzahl", "Summe von {field}", "Durchschnitt von {field}", "Kleinster Wert von {field}",
                "Größter Wert von {field}", "(keine Angabe)", "(nicht sichtbar)", "Gesamt", "ja", "nein", "Bericht"),
    "ru": Words("Количество", "Сумма: {field}", "Среднее: {field}", "Минимум: {field}", "Максимум: {field}",
                "(нет)", "(не показано)", "Итого", "да", "нет", "Отчёт"),
    "en": Words("Count", "Sum of {field}", "Average of {field}", "Lowest {field}", "Highest {field}",
                "(none)", "(not shown)", "Total", "yes", "no", "Report"),
}  # fmt: skip


def words(language: str) -> Words:
    return WORDS.get(language, WORDS["en"])
