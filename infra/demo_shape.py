"""What the demo company has made its own: fields, a team, products, lists and a link for customers."""

from infra.client import Api
from infra.demo_data import Fields

SECTORS = {
    "retail": ("Fietsenwinkel", "Cycle shop", "Fahrradladen", "Magasin de vélos", "Веломагазин", "#2f6fed"),
    "rental": ("Verhuur", "Rental", "Verleih", "Location", "Прокат", "#2e8b57"),
    "fleet": ("Bedrijfsvloot", "Company fleet", "Firmenflotte", "Flotte d’entreprise", "Корпоративный парк", "#c46a1b"),
}
LANGUAGES = ("nl", "en", "de", "fr", "ru")


def _named(*names: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, names, strict=True))


FIELDS: tuple[Fields, ...] = (
    {
        "of": "relation", "key": "sector", "name": "Branche", "kind": "choices",
        "names": _named("Branche", "Line of business", "Branche", "Secteur", "Отрасль"),
        "options": [
            {"key": key, "name": names[0], "names": _named(*names), "colour": colour}
            for key, (*names, colour) in SECTORS.items()
        ],
    },
    {
        "of": "relation", "key": "bicycles", "name": "Fietsen per jaar", "kind": "number", "minimum": 0,
        "names": _named("Fietsen per jaar", "Bicycles a year", "Räder pro Jahr", "Vélos par an", "Велосипедов в год"),
    },
    {
        "of": "relation", "key": "contract_until", "name": "Contract tot", "kind": "date",
        "names": _named("Contract tot", "Contract until", "Vertrag bis", "Contrat jusqu’au", "Договор до"),
    },
)  # fmt: skip

PRODUCTS: tuple[Fields, ...] = (
    {"name": "Stadsfiets Spaak 3", "number": "SP-3", "unit": "stuk", "price": {"amount": "649.00", "currency": "EUR"}},
    {"name": "Bakfiets Last 1", "number": "BL-1", "unit": "stuk", "price": {"amount": "2195.00", "currency": "EUR"}},
    {"name": "Onderhoudsbeurt", "number": "S-10", "kind": "service", "price": {"amount": "79.50", "currency": "EUR"}},
)
VIEWS: tuple[Fields, ...] = (
    {
        "name": "Klanten", "of": "relation", "criteria": {"field": "status", "op": "eq", "value": "customer"},
        "columns": ["display_name", "city", "status", "custom_sector", "custom_bicycles"], "position": 1,
    },
    {"name": "Per status", "of": "relation", "group_by": "status", "display": "board", "position": 2},
)  # fmt: skip
LAUNCH_LINK: Fields = {
    "title": "Webwinkel voor dealers",
    "url": "https://dealers.example.com",
    "description": "Onderdelen bestellen en levertijden zien.",
}


def shape(api: Api) -> None:
    for field in FIELDS:
        api.post("/v1/custom-fields", field)
    for product in PRODUCTS:
        api.post("/v1/products", product)
    for view in VIEWS:
        api.post("/v1/views", view)


def team(api: Api, members: list[str]) -> str:
    """Its id."""
    return str(
        api.post("/v1/teams", {"name": "Service", "description": "Levering en reparatie", "members": members})["id"]
    )
