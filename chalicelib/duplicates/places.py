"""Cities, streets and postcodes as they are compared."""

from chalicelib import text

LONGEST = 120

# Cities that are called otherwise in other languages; the first of each stands for all.
_CITIES = """
vienna|wien|vienne|wenen, brussels|brussel|bruxelles|bruessel, antwerp|antwerpen|anvers, ghent|gent|gand,
bruges|brugge, liege|luik|luttich|luettich, mechelen|malines, leuven|louvain, kortrijk|courtrai, namur|namen,
mons|bergen, ypres|ieper, cologne|koln|koeln|keulen, munich|munchen|muenchen, nuremberg|nurnberg|nuernberg|neurenberg,
aachen|aken, brunswick|braunschweig, hanover|hannover, trier|treves, dusseldorf|duesseldorf, geneva|geneve|genf,
zurich|zuerich, basel|basle|bale, bern|berne, lucerne|luzern, copenhagen|kobenhavn|koebenhavn|kopenhagen,
gothenburg|goteborg|goeteborg, elsinore|helsingor|helsingoer, helsinki|helsingfors, turku|abo, espoo|esbo,
vantaa|vanda, milan|milano|mailand|milaan, rome|roma|rom, turin|torino, florence|firenze|florenz,
venice|venezia|venedig, naples|napoli|neapel, genoa|genova|genua, padua|padova, lisbon|lisboa|lissabon, porto|oporto,
seville|sevilla, saragossa|zaragoza, the hague|den haag|s gravenhage|la haye, den bosch|s hertogenbosch,
flushing|vlissingen, paris|parijs, lille|rijsel, strasbourg|strassburg|straatsburg, marseille|marseilles, lyon|lyons,
dunkirk|dunkerque|duinkerke, luxembourg|luxemburg, moscow|moskva|moskau|moskou,
saint petersburg|sankt peterburg|st petersburg, warsaw|warszawa|warschau, krakow|cracow|krakau, wroclaw|breslau,
gdansk|danzig, poznan|posen, prague|praha|prag, bucharest|bucuresti, belgrade|beograd, athens|athina|athen,
dublin|baile atha cliath, cork|corcaigh, galway|gaillimh, london|londen|londres, edinburgh|edimbourg,
frankfurt|frankfurt am main|frankfort, kyiv|kiev
"""
_STREETS = {
    "strasse": "str", "straat": "str", "street": "str", "st": "str", "road": "rd", "avenue": "av", "ave": "av",
    "lane": "ln", "laan": "ln", "plein": "pl", "platz": "pl", "place": "pl", "square": "sq", "boulevard": "bd",
    "blvd": "bd", "weg": "wg", "gasse": "g", "burgemeester": "burg", "professor": "prof", "doctor": "dr",
    "sint": "st", "saint": "st", "rue": "r", "ulitsa": "ul",
}  # fmt: skip


def _spelt(name: str) -> str:
    """Göteborg, Goteborg and Goeteborg are one."""
    return " ".join(text.words(name[:LONGEST], 6))


_GROUPS = [[name.strip() for name in group.split("|")] for group in _CITIES.split(",")]
_ONE = {_spelt(name): group[0] for group in _GROUPS for name in group}


def city(name: str) -> str:
    """København V and Copenhagen are one, and Paris Cedex 08 is Paris."""
    words = text.fold(name[:LONGEST]).split()
    whole = _ONE.get(_spelt(" ".join(words)))
    while len(words) > 1 and (len(words[-1]) < 3 or words[-1] == "cedex" or words[-1].isdigit()):
        words.pop()
    spelt = _spelt(" ".join(words))
    return whole or _ONE.get(spelt, spelt)


def postcode(code: str) -> str:
    """Without spaces, and without the letters of a country in front (DK-2100)."""
    folded = text.fold(code[:LONGEST])
    first, _, rest = folded.partition(" ")
    return (rest if first.isalpha() and rest[:1].isdigit() else folded).replace(" ", "").lstrip("0")


def street(name: str) -> str:
    """Dorpsstr. and Dorpsstraat are one, and so are High St and High Street."""
    return "".join(map(_street_word, text.fold(name[:LONGEST]).split()[:8]))


def _street_word(word: str) -> str:
    if word in _STREETS:
        return _STREETS[word]
    return next((word.removesuffix(end) + short for end, short in _STREETS.items() if _ends(word, end)), word)


def _ends(word: str, end: str) -> bool:
    return len(end) > 2 and word.endswith(end) and len(word) > len(end) + 1
