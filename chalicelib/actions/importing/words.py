"""Words of five languages that stand in cells, as they are folded: yes and no, countries and languages."""

from collections.abc import Mapping

from chalicelib import text

YES = frozenset({"true", "1", "ja", "j", "yes", "y", "oui", "o", "da", "x", "waar", "wahr", "vrai", "v", "on", "aan"})
NO = frozenset({"false", "0", "nee", "n", "no", "non", "nein", "net", "niet", "onwaar", "falsch", "faux", "off", "uit"})

# fmt: off
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "NL": ("nederland", "holland", "netherlands", "the netherlands", "pays bas", "niederlande", "нидерланды", "nld"),
    "BE": ("belgie", "belgium", "belgique", "belgien", "бельгия", "bel"),
    "DE": ("duitsland", "germany", "allemagne", "deutschland", "германия", "deu", "d"),
    "FR": ("frankrijk", "france", "frankreich", "франция", "fra", "f"),
    "LU": ("luxemburg", "luxembourg", "люксембург", "lux"),
    "GB": ("verenigd koninkrijk", "groot brittannie", "united kingdom", "great britain", "engeland", "england",
           "royaume uni", "vereinigtes konigreich", "grossbritannien", "великобритания", "uk", "gbr"),
    "RU": ("rusland", "russia", "russie", "russland", "россия", "russian federation", "rus"),
    "CH": ("zwitserland", "switzerland", "suisse", "schweiz", "швейцария", "che"),
    "AT": ("oostenrijk", "austria", "autriche", "osterreich", "oesterreich", "австрия", "aut"),
    "IT": ("italie", "italy", "italien", "италия", "ita"),
    "ES": ("spanje", "spain", "espagne", "spanien", "испания", "esp"),
    "PT": ("portugal", "португалия", "prt"),
    "PL": ("polen", "poland", "pologne", "польша", "pol"),
    "DK": ("denemarken", "denmark", "danemark", "дания", "dnk"),
    "SE": ("zweden", "sweden", "suede", "schweden", "швеция", "swe"),
    "NO": ("noorwegen", "norway", "norvege", "norwegen", "норвегия", "nor"),
    "FI": ("finland", "finlande", "finnland", "финляндия", "fin"),
    "IE": ("ierland", "ireland", "irlande", "irland", "ирландия", "irl"),
    "CZ": ("tsjechie", "czech republic", "czechia", "republique tcheque", "tschechien", "чехия", "cze"),
    "US": ("verenigde staten", "united states", "united states of america", "usa", "etats unis",
           "vereinigte staaten", "сша", "amerika"),
    "CA": ("canada", "kanada", "can"),
    "AU": ("australie", "australia", "australien", "австралия", "aus"),
    "UA": ("oekraine", "ukraine", "украина", "ukr"),
    "TR": ("turkije", "turkey", "turquie", "turkei", "tuerkei", "турция", "tur"),
    "CN": ("china", "chine", "китай", "chn"),
}
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "nl": ("nederlands", "dutch", "neerlandais", "niederlandisch", "нидерландский", "nld", "dut"),
    "en": ("engels", "english", "anglais", "englisch", "английский", "eng"),
    "de": ("duits", "german", "allemand", "deutsch", "немецкий", "deu", "ger"),
    "fr": ("frans", "french", "francais", "franzosisch", "французский", "fra", "fre"),
    "ru": ("russisch", "russian", "russe", "русский", "rus"),
}
# fmt: on
COUNTRIES: Mapping[str, str] = {text.fold(name): code for code, names in _COUNTRIES.items() for name in names}
LANGUAGES: Mapping[str, str] = {text.fold(name): code for code, names in _LANGUAGES.items() for name in names}
