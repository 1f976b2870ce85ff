"""The demo tenant's file: a small trading house in the Netherlands with relations in four languages. All invented."""

from typing import Any

Fields = dict[str, Any]

TENANT: Fields = {"name": "Demo Trading", "country": "NL", "language": "nl"}
PEOPLE: tuple[Fields, ...] = (
    {"email": "anna@demo.relata.example", "name": "Anna de Boer", "role": "administrator"},
    {"email": "bram@demo.relata.example", "name": "Bram Kuipers", "role": "employee"},
    {"email": "chris@demo.relata.example", "name": "Chris Lemaire", "role": "reader"},
)


def address(street: str, number: str, postcode: str, city: str, country: str, *purposes: str) -> Fields:
    fields = {"street": street, "number": number, "postcode": postcode, "city": city, "country": country}
    return {"address": fields, "purposes": list(purposes or ("visiting", "postal"))}


def reached(**channels: str) -> list[Fields]:
    return [{"kind": kind, "value": value} for kind, value in channels.items()]


# Keys of this table are only names by which the rows below refer to each other.
RELATIONS: dict[str, Fields] = {
    "hamerslag": {
        "name": "Hamerslag", "status": ["customer"], "language": "nl", "chamber_number": "32101234",
        "channels": reached(phone="036 530 12 34", email="info@hamerslag.example.com", website="hamerslag.example.com"),
        "addresses": [address("Markerkant", "10", "1314 AK", "Almere", "NL")],
    },
    "hamerslag-bouw": {
        "name": "Hamerslag Bouw B.V.", "status": ["customer", "supplier"], "language": "nl", "parent": "hamerslag",
        "channels": reached(phone="+31 20 555 01 44"),
        "addresses": [address("Keizersgracht", "221", "1016 DV", "Amsterdam", "NL")],
    },
    "bakkerij": {
        "name": "Bakkerij Jansen & Zonen", "status": ["prospect"], "language": "nl",
        "channels": reached(phone="0320 22 33 44", email="bestellen@jansen.example.com"),
        "addresses": [address("Dorpsstraat", "12", "8212 AA", "Lelystad", "NL")],
    },
    "mueller": {
        "name": "Müller Maschinenbau GmbH", "status": ["customer"], "language": "de", "chamber_number": "HRB 12345 München",
        "channels": reached(phone="+49 89 1234 5678", email="kontakt@mueller.example.com"),
        "addresses": [address("Lindwurmstraße", "88", "80337", "München", "DE")],
    },
    "schmidt": {
        "name": "Weinhandlung Schmidt", "status": ["supplier"], "language": "de",
        "channels": reached(phone="+49 6131 99 88 77"),
        "addresses": [address("Große Bleiche", "5", "55116", "Mainz", "DE")],
    },
    "dupont": {
        "name": "Établissements Dupont", "status": ["customer", "partner"], "language": "fr",
        "channels": reached(phone="+33 4 78 12 34 56", email="contact@dupont.example.com"),
        "addresses": [address("rue de la République", "12", "69002", "Lyon", "FR")],
    },
    "claes": {
        "name": "Brasserie Claes", "status": ["prospect"], "language": "fr",
        "channels": reached(phone="+32 2 512 34 56"),
        "addresses": [address("Rue Neuve", "7", "1000", "Bruxelles", "BE")],
    },
    "ivanov": {
        "name": "ООО Иванов и партнёры", "status": ["suspect"], "language": "ru",
        "channels": reached(phone="+7 812 123 45 67", email="office@ivanov.example.com"),
        "addresses": [address("Невский проспект", "28", "191186", "Санкт-Петербург", "RU")],
    },
    "visser": {
        "kind": "person", "first_name": "Jan", "last_name": "Visser", "gender": "male", "language": "nl",
        "channels": [
            {"kind": "mobile", "value": "06 12 34 56 78", "business": True},
            {"kind": "phone", "value": "036 541 00 00"},
        ],
        "addresses": [address("Parkwijklaan", "3", "1326 LA", "Almere", "NL", "private")],
    },
    "weber": {
        "kind": "person", "first_name": "Anna", "last_name": "Weber", "title": "Dr.", "gender": "female", "language": "de",
    },
    "petrova": {
        "kind": "person", "first_name": "Ольга", "patronymic": "Сергеевна", "last_name": "Петрова", "language": "ru",
    },
    "de-vries": {
        "kind": "couple", "language": "nl", "status": ["customer"],
        "halves": [
            {"first_name": "Pieter", "last_name": "de Vries", "gender": "male"},
            {"first_name": "Marieke", "last_name": "de Vries", "gender": "female"},
        ],
        "addresses": [address("Zeedijk", "40", "1211 CC", "Hilversum", "NL", "visiting", "private")],
    },
}  # fmt: skip

CONTACTS: tuple[Fields, ...] = (
    {"company": "hamerslag", "person": "visser", "function": "Inkoper", "primary": True, "rank": 2,
     "channels": reached(phone="036 530 12 35", email="jan.visser@hamerslag.example.com")},
    {"company": "hamerslag", "first_name": "Els", "last_name": "van den Berg", "gender": "female", "function": "Directeur",
     "rank": 1},
    {"company": "hamerslag-bouw", "person": "visser", "function": "Commissaris"},
    {"company": "bakkerij", "first_name": "Karel", "last_name": "Jansen", "gender": "male", "function": "Eigenaar"},
    {"company": "mueller", "person": "weber", "function": "Einkaufsleiterin",
     "channels": reached(email="anna.weber@mueller.example.com")},
    {"company": "schmidt", "first_name": "Heinz", "last_name": "Schmidt", "gender": "male", "function": "Inhaber"},
    {"company": "dupont", "first_name": "Claire", "last_name": "Moreau", "gender": "female",
     "function": "Responsable des achats"},
    {"company": "claes", "first_name": "Luc", "last_name": "Claes", "gender": "male", "function": "Gérant"},
    {"company": "ivanov", "person": "petrova", "function": "Главный бухгалтер"},
)  # fmt: skip
