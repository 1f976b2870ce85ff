"""The types of link that every tenant has: between companies, between people, and between the two."""

from collections.abc import Iterable
from typing import Any

LANGUAGES = ("en", "nl", "de", "fr", "ru")
COMPANIES, HUMANS = ("company",), ("person", "contact")
ANYONE = ("company", "person", "couple", "contact")
Row = dict[str, Any]


def _row(
    forward: Iterable[str],
    backward: Iterable[str] | None,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    *rules: str,
    attributes: tuple[str, ...] = (),
) -> Row:
    """Without a way back it is symmetric."""
    return {
        "forward": dict(zip(LANGUAGES, forward, strict=True)),
        **({"backward": dict(zip(LANGUAGES, backward, strict=True))} if backward else {}),
        "from_types": list(sides[0]),
        "to_types": list(sides[1]),
        "symmetric": backward is None,
        **{rule: rule in rules for rule in ("one_from", "one_to", "tree")},
        "attributes": list(attributes),
        "archived": False,
    }


ROWS = {
    "supplies": _row(
        ("supplies", "levert aan", "liefert an", "fournit", "поставляет"),
        ("is supplied by", "krijgt geleverd van", "wird beliefert von", "est fourni par", "получает поставки от"),
        (ANYONE[:2], ANYONE[:2]),
    ),
    "dealer": _row(
        ("is dealer of", "is dealer van", "ist Händler von", "est revendeur de", "является дилером"),
        ("has as dealer", "heeft als dealer", "hat als Händler", "a pour revendeur", "имеет дилером"),
        (ANYONE[:2], COMPANIES),
    ),
    "buying_group": _row(
        ("is member of the buying group", "is lid van de inkoopgroep", "ist Mitglied der Einkaufsgemeinschaft",
         "est membre de la centrale d'achat", "входит в закупочную группу"),
        ("has as member", "heeft als lid", "hat als Mitglied", "a pour membre", "имеет участником"),
        (ANYONE[:2], COMPANIES),
    ),
    "shareholder": _row(
        ("holds shares in", "heeft aandelen in", "hält Anteile an", "détient des parts de", "владеет долей в"),
        ("is held by", "heeft als aandeelhouder", "hat als Anteilseigner", "a pour actionnaire", "имеет совладельцем"),
        (ANYONE[:3], COMPANIES),
        attributes=("percentage",),
    ),
    "partner": _row(
        ("works with", "werkt samen met", "arbeitet zusammen mit", "collabore avec", "сотрудничает с"),
        None,
        (ANYONE[:2], ANYONE[:2]),
    ),
    "advisor": _row(
        ("advises", "adviseert", "berät", "conseille", "консультирует"),
        ("is advised by", "wordt geadviseerd door", "wird beraten von", "est conseillé par", "консультируется у"),
        (ANYONE, ANYONE),
    ),
    "spouse": _row(
        ("is married to", "is getrouwd met", "ist verheiratet mit", "est marié(e) à", "в браке с"),
        None,
        (("person",), ("person",)),
        "one_from",
        "one_to",
    ),
    "parent_of": _row(
        ("is parent of", "is ouder van", "ist Elternteil von", "est parent de", "родитель"),
        ("is child of", "is kind van", "ist Kind von", "est enfant de", "ребёнок"),
        (("person",), ("person",)),
        "tree",
    ),
    "sibling": _row(
        ("is brother or sister of", "is broer of zus van", "ist Bruder oder Schwester von", "est frère ou sœur de",
         "брат или сестра"),
        None,
        (("person",), ("person",)),
    ),
    "emergency_contact": _row(
        ("is emergency contact of", "is noodcontact van", "ist Notfallkontakt von", "est contact d'urgence de",
         "экстренный контакт для"),
        ("has as emergency contact", "heeft als noodcontact", "hat als Notfallkontakt", "a pour contact d'urgence",
         "имеет экстренным контактом"),
        (("person", "couple", "contact"), (*HUMANS, "user")),
        attributes=("priority",),
    ),
    "assistant": _row(
        ("is assistant of", "is assistent van", "ist Assistenz von", "est assistant(e) de", "ассистент"),
        ("has as assistant", "heeft als assistent", "hat als Assistenz", "a pour assistant(e)", "имеет ассистентом"),
        (HUMANS, HUMANS),
    ),
}  # fmt: skip
# Not of a link, but of the parent that stands in a company itself.
PARENT = _row(
    ("is parent company of", "is moederbedrijf van", "ist Muttergesellschaft von", "est société mère de",
     "материнская компания для"),
    ("is subsidiary of", "is dochter van", "ist Tochtergesellschaft von", "est filiale de", "дочерняя компания"),
    (COMPANIES, COMPANIES),
    "one_from",
    "tree",
)  # fmt: skip
SHIPPED: dict[str, Row] = {key: {"key": key, **row} for key, row in ROWS.items()}
