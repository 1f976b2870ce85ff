"""The demo tenant's file: a small trading house in the Netherlands with relations in four languages. All invented."""

from typing import Any

Fields = dict[str, Any]

TENANT: Fields = {"name": "Demo Trading", "country": "NL", "language": "nl"}
PEOPLE: tuple[Fields, ...] = (
    {"email": "anna@demo.relata.example", "name": "Anna de Boer", "role": "administrator", "language": "nl"},
    {"email": "bram@demo.relata.example", "name": "Bram Kuipers", "role": "manager", "language": "nl"},
    {"email": "chris@demo.relata.example", "name": "Chris Lemaire", "role": "reader", "language": "fr"},
    {"email": "dora@demo.relata.example", "name": "Dora Winter", "role": "after_sales", "language": "de"},
)
CUSTOMER = "visser@hamerslag"  # the contact who signs in from outside


def address(street: str, number: str, postcode: str, city: str, country: str, *purposes: str) -> Fields:
    fields = {"street": street, "number": number, "postcode": postcode, "city": city, "country": country}
    return {"address": fields, "purposes": list(purposes or ("visiting", "postal"))}


def reached(**channels: str) -> list[Fields]:
    return [{"kind": kind, "value": value} for kind, value in channels.items()]


ALIKE = ("bakkerij-again",)  # would be refused as something that is there already
# Keys of this table are only names by which the rows below refer to each other.
RELATIONS: dict[str, Fields] = {
    "hamerslag": {
        "name": "Hamerslag", "status": ["customer"], "owner": "bram", "language": "nl", "chamber_number": "32101234",
        "custom_sector": ["retail", "rental"], "custom_bicycles": 140, "custom_contract_until": "2027-06-30",
        "channels": reached(phone="036 530 12 34", email="info@hamerslag.example.com", website="hamerslag.example.com"),
        "addresses": [address("Markerkant", "10", "1314 AK", "Almere", "NL")],
    },
    "hamerslag-bouw": {
        "name": "Hamerslag Bouw B.V.", "status": ["customer", "supplier"], "owner": "bram", "language": "nl", "parent": "hamerslag",
        "channels": reached(phone="+31 20 555 01 44"),
        "addresses": [address("Keizersgracht", "221", "1016 DV", "Amsterdam", "NL")],
    },
    "bakkerij": {
        "name": "Bakkerij Jansen & Zonen", "status": ["prospect"], "owner": "bram", "language": "nl",
        "channels": reached(phone="0320 22 33 44", email="bestellen@jansen.example.com"),
        "addresses": [address("Dorpsstraat", "12", "8212 AA", "Lelystad", "NL")],
    },
    "mueller": {
        "name": "Müller Maschinenbau GmbH", "status": ["customer"], "owner": "dora", "language": "de", "custom_sector": ["fleet"],
        "chamber_number": "HRB 12345 München",
        "channels": reached(phone="+49 89 1234 5678", email="kontakt@mueller.example.com"),
        "addresses": [address("Lindwurmstraße", "88", "80337", "München", "DE")],
    },
    "schmidt": {
        "name": "Weinhandlung Schmidt", "status": ["supplier"], "owner": "dora", "language": "de",
        "channels": reached(phone="+49 6131 99 88 77"),
        "addresses": [address("Große Bleiche", "5", "55116", "Mainz", "DE")],
    },
    "dupont": {
        "name": "Établissements Dupont", "status": ["customer", "partner"], "owner": "bram", "language": "fr",
        "channels": reached(phone="+33 4 78 12 34 56", email="contact@dupont.example.com"),
        "addresses": [address("rue de la République", "12", "69002", "Lyon", "FR")],
    },
    "claes": {
        "name": "Brasserie Claes", "status": ["prospect"], "owner": "bram", "language": "fr",
        "channels": reached(phone="+32 2 512 34 56"),
        "addresses": [address("Rue Neuve", "7", "1000", "Bruxelles", "BE")],
    },
    "ivanov": {
        "name": "ООО Иванов и партнёры", "status": ["suspect"], "owner": "anna", "language": "ru",
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
        "kind": "couple", "language": "nl", "status": ["customer"], "owner": "anna",
        "halves": [
            {"first_name": "Pieter", "last_name": "de Vries", "gender": "male"},
            {"first_name": "Marieke", "last_name": "de Vries", "gender": "female"},
        ],
        "addresses": [address("Zeedijk", "40", "1211 CC", "Hilversum", "NL", "visiting", "private")],
    },
    # likely the same as `bakkerij`, for whoever cleans up
    "bakkerij-again": {
        "name": "Bakkerij Janssen en Zonen", "status": ["prospect"], "language": "nl",
        "channels": reached(phone="0320 22 33 45", website="jansen.example.com"),
        "addresses": [address("Dorpsstraat", "12", "8212 AA", "Lelystad", "NL")],
    },
    # of these hardly anything is known
    "tweewielers": {"name": "Tweewielers Noord", "status": ["suspect"], "language": "nl"},
    "cycles": {"name": "Cycles Lambert", "status": ["prospect"], "owner": "bram", "channels": reached(phone="+33 5 56 00 11 22")},
    "veloland": {
        "name": "Veloland AG", "status": ["customer"], "owner": "dora", "language": "de", "custom_sector": ["retail"], "custom_bicycles": 65,
        "chamber_number": "CHE-107.787.577",
        "channels": reached(phone="+41 44 555 12 12", email="einkauf@veloland.example.com", website="veloland.example.com"),
        "addresses": [address("Bahnhofstrasse", "45", "8001", "Zürich", "CH")],
    },
    "northwind": {
        "name": "Northwind Cycles Ltd", "status": ["customer"], "owner": "bram", "language": "en",
        "channels": reached(phone="+44 20 7946 0123", email="orders@northwind.example.com"),
        "addresses": [address("Commercial Road", "120", "E1 1NL", "London", "GB")],
    },
}  # fmt: skip

CONTACTS: dict[str, Fields] = {
    "visser@hamerslag": {
        "company": "hamerslag", "person": "visser", "function": "Inkoper", "primary": True, "rank": 2,
        "channels": reached(phone="036 530 12 35", email="jan.visser@hamerslag.example.com"),
    },
    "berg@hamerslag": {
        "company": "hamerslag", "first_name": "Els", "last_name": "van den Berg", "gender": "female",
        "function": "Directeur", "rank": 1, "channels": reached(email="els@hamerslag.example.com"),
    },
    "visser@hamerslag-bouw": {"company": "hamerslag-bouw", "person": "visser", "function": "Commissaris"},
    "jansen@bakkerij": {
        "company": "bakkerij", "first_name": "Karel", "last_name": "Jansen", "gender": "male", "function": "Eigenaar",
    },
    "weber@mueller": {
        "company": "mueller", "person": "weber", "function": "Einkaufsleiterin",
        "channels": reached(email="anna.weber@mueller.example.com"),
    },
    "schmidt@schmidt": {
        "company": "schmidt", "first_name": "Heinz", "last_name": "Schmidt", "gender": "male", "function": "Inhaber",
    },
    "moreau@dupont": {
        "company": "dupont", "first_name": "Claire", "last_name": "Moreau", "gender": "female",
        "function": "Responsable des achats", "channels": reached(email="claire.moreau@dupont.example.com"),
    },
    "claes@claes": {
        "company": "claes", "first_name": "Luc", "last_name": "Claes", "gender": "male", "function": "Gérant",
    },
    "petrova@ivanov": {"company": "ivanov", "person": "petrova", "function": "Главный бухгалтер"},
    "keller@veloland": {
        "company": "veloland", "first_name": "Urs", "last_name": "Keller", "gender": "male", "function": "Einkauf",
        "primary": True, "channels": reached(phone="+41 44 555 12 13"),
    },
    "hughes@northwind": {
        "company": "northwind", "first_name": "Gwen", "last_name": "Hughes", "gender": "female", "function": "Buyer",
        "channels": reached(email="gwen.hughes@northwind.example.com"),
    },
}  # fmt: skip
