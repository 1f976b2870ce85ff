"""Dates and times as people write them in their language."""

from datetime import date, datetime, tzinfo

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
DAYS = {
    "nl": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "de": "{day}. {month} {year}",
    "ru": "{day} {month} {year} г.",
    "en": "{day} {month} {year}",
}
TIMES = {
    "nl": "{day} om {time} uur",
    "fr": "{day} à {time}",
    "de": "{day} um {time} Uhr",
    "ru": "{day} в {time}",
    "en": "{day} at {time}",
}


def written(when: date | datetime, zone: tzinfo, language: str) -> str:
    """A moment by the clock on the wall of that zone; a date as it is."""
    if not isinstance(when, datetime):
        return _day(when, language)
    local = when.astimezone(zone)
    return TIMES[language].format(day=_day(local.date(), language), time=f"{local:%H:%M}")


def _day(day: date, language: str) -> str:
    month = MONTHS[language].split()[day.month - 1]
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return DAYS[language].format(day=number, month=month, year=day.year)
