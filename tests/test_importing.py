"""Files of records that come in: read, mapped, looked at, carried out row by row, and undone (C1, T2, Z6)."""

import time
from datetime import date
from typing import Any

import pytest

from chalicelib.access.actor import actor_of
from chalicelib.actions.importing import parts
from chalicelib.actions.jobs import importing
from chalicelib.actions.jobs.kind import Asked
from chalicelib.errors import Conflict
from chalicelib.storage import records
from tests import browser
from tests.consistency import assert_consistent
from tests.imports import CARDS, CSV, XLSX, begun, carried_out, counts, dropped, errors, mapped, preview, read
from tests.test_sheets_read import workbook
from tests.test_vcards_read import COMPANY, PERSON
from tests.ticking import ticking
from tests.world import User, World

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

COMPANIES = """Bedrijfsnaam;E-mail;Telefoon;Adres;Postcode;Plaats;Klant;Nummer;Onbekend
Hamerslag B.V.;info@hamerslag.example;036 530 12 34;Dorpsstraat 12a;1315ab;Almere;J;K-1;x
Bakkerij Jansen;jansen@bakkerij.example;;Kerkplein 3;1315 AC;Almere;N;K-2;y
;leeg@nergens.example;;;;;N;K-3;
Zonder Nummer;geen adres;;;;;N;;
"""
MAPPING: list[dict[str, Any]] = [
    {"column": "Bedrijfsnaam", "to": "name"},
    {"column": "E-mail", "to": "email"},
    {"column": "Telefoon", "to": "phone"},
    {"column": "Adres", "to": "address.street_and_number"},
    {"column": "Postcode", "to": "address.postcode"},
    {"column": "Plaats", "to": "address.city"},
    {"column": "Klant", "to": "status", "values": {"J": "customer", "N": None}},
    {"column": "Nummer", "to": "external_ids.shop"},
]


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def test_a_file_of_companies_is_dropped_mapped_looked_at_and_carried_out(world: World, anna: User) -> None:
    found = read(anna, COMPANIES)
    assert (found["rows"], found["file_kind"], found["columns"][:2]) == (4, "csv", ["Bedrijfsnaam", "E-mail"])
    suggested = {each["column"]: each["to"] for each in found["mapping"]}
    assert suggested["Bedrijfsnaam"] == "name"
    assert suggested["Postcode"] == "address.postcode"
    assert "Onbekend" not in suggested
    mapped(anna, found, *MAPPING, key="external_ids.shop")
    first, second, third, fourth = preview(anna, found)
    assert (first["outcome"], first["title"], first["row"]) == ("create", "Hamerslag B.V.", 2)
    assert first["body"]["addresses"][0]["address"]["new"]["number"] == "12"
    assert second["outcome"] == "create"
    assert (third["outcome"], [each["field"] for each in third["errors"]]) == ("refused", ["Bedrijfsnaam"])
    assert {each["field"] for each in fourth["errors"]} == {"E-mail"}
    assert anna.names("/v1/relations") == []
    job = carried_out(world, anna, found)
    assert (job["state"], job["found"], counts(job)) == ("done", 4, {"changed": 2, "refused": 2})
    assert anna.names("/v1/relations") == ["Bakkerij Jansen", "Hamerslag B.V."]
    (made,) = anna.get("/v1/relations?external_id=shop:K-1")["data"]
    assert (made["status"], made["city"]) == (["customer"], "Almere")
    assert [each["normal"] for each in made["channels"]] == ["info@hamerslag.example", "+31365301234"]
    titles, *refused = errors(anna, found)
    assert titles[-2:] == ["row", "error"]
    assert [(each[0], each[-2]) for each in refused] == [("", "4"), ("Zonder Nummer", "5")]
    assert "E-mail: " in refused[1][-1]
    assert_consistent(world)


# ------------------------------------------------------------------------------------------- what is there already

KEY = {"column": "Nummer", "to": "external_ids.shop"}
NAME, MAIL = {"column": "Naam", "to": "name"}, {"column": "Mail", "to": "email"}
NOTE = {"column": "Memo", "to": "note"}


@pytest.mark.parametrize(
    ("matched", "note", "mails", "told"),
    [
        ("skip", "Old", ["a@shop.example"], {"changed": 1, "unchanged": 2}),
        ("update", "New", ["a@shop.example", "b@shop.example"], {"changed": 3}),
        ("fill_blanks", "Old", ["a@shop.example"], {"changed": 2, "unchanged": 1}),
    ],
)
def test_what_is_known_by_its_key_is_left_changed_or_filled(
    world: World, anna: User, matched: str, note: str, mails: list[str], told: dict[str, int]
) -> None:
    email = [{"kind": "email", "value": "a@shop.example"}]
    known = anna.company("Known", note="Old", channels=email, external_ids={"shop": "1"})
    bare = anna.company("Bare", external_ids={"shop": "2"})
    found = read(anna, "Naam,Mail,Memo,Nummer\nKnown,b@shop.example,New,1\n,c@shop.example,Filled,2\nThird,,,3\n")
    mapped(anna, found, NAME, MAIL, NOTE, KEY, key="external_ids.shop", matched=matched)
    outcomes = [each["outcome"] for each in preview(anna, found)]
    assert outcomes[2] == "create"
    assert [each["id"] for each in preview(anna, found)] == [known.id, bare.id, None]
    assert counts(carried_out(world, anna, found)) == told
    one, other = (anna.get(f"/v1/relations/{each.id}") for each in (known, bare))
    assert (one["note"], [each["value"] for each in one["channels"]]) == (note, mails)
    assert other["name"] == "Bare"
    assert other.json.get("note") == (None if matched == "skip" else "Filled")
    assert_consistent(world)


def test_who_is_known_by_mail_number_id_or_an_own_field_that_is_unique(world: World, anna: User) -> None:
    field = {"of": "relation", "key": "debtor", "name": "Debiteur", "kind": "text", "unique": True}
    assert anna.post("/v1/custom-fields", field).status == 201
    email = [{"kind": "email", "value": "a@shop.example"}]
    made = anna.company("Known", channels=email, chamber_number="12345678", custom_debtor="D-7")
    for column, to, value in (
        ("Mail", "email", "A@shop.example"), ("KvK", "chamber_number", "1234.5678"), ("Id", "id", made.id),
        ("Debiteur", "custom_debtor", "d-7"),
    ):  # fmt: skip
        found = read(anna, f"{column},Memo\n{value},By {to}\n")
        assert {each["column"]: each["to"] for each in found["mapping"]}.get(column, to) == to
        mapped(anna, found, {"column": column, "to": to}, NOTE, key=to, unmatched="skip")
        assert counts(carried_out(world, anna, found)) == {"changed": 1}, to
        assert anna.get(f"/v1/relations/{made.id}")["note"] == f"By {to}"
    assert anna.names("/v1/relations") == ["Known"]


def test_two_rows_about_one_record_and_a_key_that_several_have(world: World, anna: User) -> None:
    for name in ("One", "Two"):
        anna.company(name, channels=[{"kind": "email", "value": "info@same.example"}])
    rows = "Naam,Mail\nNew,new@shop.example\nAgain,NEW@shop.example\nWhich,info@same.example\n"
    found = read(anna, rows)
    mapped(anna, found, NAME, MAIL, key="email")
    refused = [each for each in preview(anna, found) if each["outcome"] == "refused"]
    assert [(each["row"], each["errors"][0]["code"]) for each in refused] == [(3, "twice"), (4, "several")]
    assert counts(carried_out(world, anna, found)) == {"changed": 1, "refused": 2}


def test_what_is_likely_there_already_is_refused_or_made_all_the_same(world: World, anna: User) -> None:
    there = anna.company("Hamerslag B.V.", chamber_number="12345678")
    rows = "Naam,KvK\nHamerslag,12345678\nNieuw Bedrijf,87654321\nNieuw Bedrijf BV,87654321\n"
    mapping = [NAME, {"column": "KvK", "to": "chamber_number"}]
    found = mapped(anna, read(anna, rows), *mapping)
    first, second, third = preview(anna, found)
    assert (first["outcome"], second["outcome"], third["outcome"]) == ("refused", "create", "refused")
    assert there.id in first["errors"][0]["message"]
    assert [each["id"] for each in first["candidates"]] == [there.id]
    assert second["candidates"] == []
    assert third["errors"][0]["message"] == "This is likely there already: Nieuw Bedrijf (row 3 of this file)."
    assert [(each["id"], each["title"]) for each in third["candidates"]] == [(None, "Nieuw Bedrijf")]
    assert counts(carried_out(world, anna, found)) == {"changed": 1, "refused": 2}
    again = mapped(anna, read(anna, rows), *mapping, duplicates="allow")
    assert counts(carried_out(world, anna, again)) == {"changed": 3}


def test_what_is_there_is_told_by_its_id_also_where_another_row_changes_it(world: World, anna: User) -> None:
    mail = [{"kind": "email", "value": "info@same.example"}]
    there = anna.company("Hamerslag B.V.", chamber_number="12345678", channels=mail)
    rows = "Naam,KvK,Mail\nHamerslag NV,12345678,info@same.example\nHamerslag,12345678,new@same.example\n"
    found = mapped(anna, read(anna, rows), NAME, {"column": "KvK", "to": "chamber_number"}, MAIL, key="email")
    changed, refused = preview(anna, found)
    assert (changed["outcome"], changed["id"], refused["outcome"]) == ("update", there.id, "refused")
    assert [each["id"] for each in refused["candidates"]] == [there.id]
    assert there.id in refused["errors"][0]["message"]


# --------------------------------------------------------------------------------------------------------- fields


def test_own_fields_of_every_kind_are_read_as_people_write_them(world: World, anna: User) -> None:
    options = [{"key": "a", "name": "Grote klant", "names": {"en": "Big"}}, {"key": "b", "name": "Klein"}]
    kinds: dict[str, dict[str, Any]] = {
        "txt": {"kind": "text"}, "num": {"kind": "number"}, "eur": {"kind": "money", "currency": "EUR"},
        "day": {"kind": "date"}, "yes": {"kind": "boolean"}, "one": {"kind": "choice", "options": options},
        "many": {"kind": "choices", "options": options}, "tel": {"kind": "phone"}, "rel": {"kind": "link"},
    }  # fmt: skip
    for key, told in kinds.items():
        more = {"to": ["relation"]} if key == "rel" else {}
        made = anna.post("/v1/custom-fields", {"of": "relation", "key": key, "name": f"Veld {key}", **told, **more})
        assert made.status == 201, made.text
    friend = anna.company("De Vriend")
    titles = ",".join(f"Veld {key}" for key in kinds)
    values = '=x,"1.234,5","€ 12,50",31-01-2026,ja,big,"Grote klant; klein",036 530 12 34,De Vriend'
    found = read(anna, f"Naam,{titles}\nEen,{values}\nTwee,,veel,gratis,31-31-2026,misschien,middel,,geen,Niemand\n")
    assert {each["to"] for each in found["mapping"]} >= {f"custom_{key}" for key in kinds}
    job = carried_out(world, anna, found)
    assert counts(job) == {"changed": 1, "refused": 1}
    (made,) = [each for each in anna.get("/v1/relations")["data"] if each["name"] == "Een"]
    told = {key: made[f"custom_{key}"] for key in kinds}
    assert told["rel"]["id"] == friend.id
    assert {**told, "rel": 0} == {
        "txt": "=x", "num": 1234.5, "eur": {"amount": "12.50", "currency": "EUR"}, "day": "2026-01-31", "yes": True,
        "one": "a", "many": ["a", "b"], "tel": "+31365301234", "rel": 0,
    }  # fmt: skip
    (titled, refused) = errors(anna, found)
    assert titled[0] == "Naam"
    for name in ("num", "eur", "day", "yes", "one", "tel", "rel"):
        assert f"Veld {name}: " in refused[-1], name


def test_a_workbook_of_contacts_finds_their_companies_by_name_or_number(world: World, anna: User) -> None:
    one = anna.company("Hamerslag B.V.", chamber_number="12345678")
    anna.company("Dubbel"), anna.post("/v1/relations?allow_duplicate=really", {"name": "Dubbel"})
    raw = workbook(
        ["Voornaam", "Achternaam", "Bedrijf", "Functie", "In dienst", "Rang", "GSM"],
        ["Jan", "de Vries", "hamerslag bv", "Inkoper", date(2020, 5, 1), 2, 31612345678],
        ["Piet", "Bakker", 12345678, "Chef", "1-2-2021", None, "+31 6 87654321"],
        ["Kees", "Visser", "Nergens", None, None, None, None],
        ["Els", "Boom", "Dubbel", None, None, None, None],
    )
    found = read(anna, raw, "contact", XLSX)
    suggested = {each["column"]: each["to"] for each in found["mapping"]}
    assert suggested == {"Voornaam": "first_name", "Achternaam": "last_name", "Bedrijf": "company",
                         "Functie": "function", "In dienst": "started_on", "GSM": "mobile"}  # fmt: skip
    job = carried_out(world, anna, found)
    assert counts(job) == {"changed": 2, "refused": 2}, errors(anna, found)
    people = {each["first_name"]: each for each in anna.get(f"/v1/contacts?company={one.id}")["data"]}
    assert (people["Jan"]["started_on"], people["Jan"]["last_name"]) == ("2020-05-01", "Vries")
    assert people["Piet"]["started_on"] == "2021-02-01"
    assert {each[0]: each[-1].partition(":")[0] for each in errors(anna, found)[1:]} == {
        "Kees": "Bedrijf", "Els": "Bedrijf"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Naam,Getal\nA,"1.234,5"\n', ","), ("Naam,Getal\nA,12.5\nB,1.125\n", "."), ("Naam;Getal\nA;1234\n", ","),
        ("Naam,Getal\nA,1234\n", "."), ("Naam;Getal\nA;12.5\n", "."),
    ],
)  # fmt: skip
def test_how_numbers_are_written_is_found_out(world: World, anna: User, text: str, told: str) -> None:
    """A thousand must not become one, nor one a thousand."""
    assert read(anna, text)["decimals"] == told


def test_in_what_order_days_are_written_is_found_out(world: World, anna: User) -> None:
    """The second of March must not become the third of February."""
    wanted = {"02/03/2026,02/28/2026": "month_first", "02/03/2026,28/02/2026": "day_first", "x,y": "day_first"}
    for days, told in wanted.items():
        assert read(anna, "Naam,Sinds\n" + "".join(f"A,{each}\n" for each in days.split(",")))["dates"] == told


def test_a_name_and_a_street_in_one_cell_are_taken_apart(world: World, anna: User) -> None:
    company = anna.company("Hamerslag")
    found = read(anna, 'Naam,Bedrijf\nJan van der Berg,Hamerslag\n"Vries, Els",Hamerslag\n', "contact")
    assert counts(carried_out(world, anna, found)) == {"changed": 2}, errors(anna, found)
    people = {each["last_name"]: each for each in anna.get(f"/v1/contacts?company={company.id}")["data"]}
    assert (people["Berg"]["first_name"], people["Berg"]["particle"]) == ("Jan", "van der")
    assert people["Vries"]["first_name"] == "Els"
    found = read(anna, "Adres;Postcode;Woonplaats;Land\nDorpsstraat 12-3;1315ab;Almere;België\n", "address")
    assert counts(carried_out(world, anna, found)) == {"changed": 1}, errors(anna, found)
    (made,) = anna.get("/v1/addresses")["data"]
    told = [made[name] for name in ("street", "number", "addition", "city", "country")]
    assert told == ["Dorpsstraat", "12", "3", "Almere", "BE"]


def test_cards_become_relations(world: World, anna: User) -> None:
    found = read(anna, PERSON + COMPANY, kind=CARDS)
    assert found["file_kind"] == "vcard"
    assert counts(carried_out(world, anna, found)) == {"changed": 2}, errors(anna, found)
    company, person = anna.get("/v1/relations")["data"]
    assert (company["display_name"], company["kind"], person["last_name"]) == ("Hamerslag", "company", "Vries")
    assert person["external_ids"] == {"vcard": "4fbe8971"}
    assert {each["kind"]: each["value"] for each in person["channels"]}["mobile"] == "+31 6 12345678"
    assert person["addresses"][0]["purposes"] == ["private"]


HEADINGS = {
    "relation": {
        "Название компании;ИНН;Моб. телефон;Улица;Дом;Индекс;Город;Комментарий":
            "name vat_number mobile address.street address.number address.postcode address.city note",
        "Raison sociale;N° TVA;Courriel;Rue;Code postal;Ville;Pays;Remarques;N° client":
            "name vat_number email address.street_and_number address.postcode address.city address.country note "
            "external_ids.file",
        "Firma;USt-IdNr.;Straße;Straße und Hausnummer;PLZ;Ort;Bemerkung;Kundennummer":
            "name vat_number - address.street_and_number address.postcode address.city note external_ids.file",
        "Bedrijfsnaam;Contactpersoon;Straat;Huisnummer": "name - address.street address.number",
        "Bedrijf;Voornaam;Achternaam;Soort": "name first_name last_name kind",
        "Bedrijf;Voornaam;Achternaam": "name - -",
        "Name;Vorname": "last_name first_name kind=person",
        "Voornaam;Achternaam;E-mail": "first_name last_name email kind=person",
    },
    "contact": {
        "Имя;Фамилия;Отчество;Организация;Должность": "first_name last_name patronymic company function",
        "ФИО;Компания": "full_name company",
        "Prénom;Nom;Société;Fonction;Courriel": "first_name last_name company function email",
        "Name;Vorname;Firmenname;Abteilung;Handy": "last_name first_name company department mobile",
        "Name;First name;Last name;Company name": "- first_name last_name company",
    },
}  # fmt: skip


@pytest.mark.parametrize("of", HEADINGS)
def test_what_columns_are_called_in_five_languages_is_known(world: World, anna: User, of: str) -> None:
    """No field is filled twice, and a name or street that stands beside its other part is no whole."""
    for titles, wanted in HEADINGS[of].items():
        columns = titles.split(";")
        found = read(anna, f"{titles}\n{';'.join('x' for _ in columns)}\n", of)
        told = {each.get("column"): each["to"] for each in found["mapping"]}
        constants = [f"{each['to']}={each['value']}" for each in found["mapping"] if "value" in each]
        assert " ".join([*(told.get(column, "-") for column in columns), *constants]) == wanted


def test_people_are_imported_as_they_are_dropped(world: World, anna: User) -> None:
    """A first file in four calls: sent, read, begun, and looked at when it is over."""
    found = read(anna, "Nom;Prénom;Adresse e-mail\nde la Tour;Jeanne;jeanne@tour.example\n")
    assert counts(carried_out(world, anna, found)) == {"changed": 1}, errors(anna, found)
    (made,) = anna.get("/v1/relations")["data"]
    assert (made["kind"], made["first_name"], made["particle"], made["last_name"]) == (
        "person", "Jeanne", "de la", "Tour",
    )  # fmt: skip


def test_what_another_has_is_told_when_it_is_looked_at(world: World, anna: User) -> None:
    """Also by whom it is not seen, to whom it is not told which one has it."""
    there = anna.company("Hidden", restricted=True, external_ids={"shop": "1", "web": "1"})
    bert = world.user("sales")
    for user, rows in ((bert, "A,1,\nB,2,\n"), (anna, "A,3,1\nB,4,5\nC,6,5\n")):
        found = read(user, f"Naam,Nummer,Web\n{rows}")
        mapped(user, found, NAME, KEY, {"column": "Web", "to": "external_ids.web"}, key="external_ids.shop")
        looked = preview(user, found)
        assert [each["outcome"] for each in looked] == ["refused", "create", "refused"][: len(looked)]
        assert looked[0]["errors"][0]["code"] == "taken"
        assert there.id not in str(looked)
        told = carried_out(world, user, found)
        assert counts(told) == {"changed": 1, "refused": len(looked) - 1}


def test_i7_what_cannot_be_meant_is_refused_at_once(world: World, anna: User) -> None:
    """I7: numbers and streets of tens of thousands of signs, lists without an end, and a year that is no day."""
    gap = " " * 30_000
    fields = [("num", {"kind": "number"}), ("day", {"kind": "date"}), ("many", {"kind": "choices"})]
    for key, told in fields:
        more = {"options": [{"key": "a", "name": "A"}]} if key == "many" else {}
        assert anna.post("/v1/custom-fields", {"of": "relation", "key": key, "name": key, **told, **more}).status == 201
    raw = workbook(["Naam", "num", "day", "many", "Adres"], ["A", f"1{gap}1", 2020, "a," * 200, None],
                   ["B", 1, 43831, "a;A", f"x 1{gap}{'y' * 30}"])  # fmt: skip
    found = read(anna, raw, kind=XLSX)
    started = time.process_time()
    first, second = preview(anna, found)
    assert time.process_time() - started < 3
    assert {each["field"] for each in first["errors"]} == {"num", "day", "many"}
    assert (second["body"]["custom_day"], second["body"]["custom_many"]) == ("2020-01-01", ["a"])


# ---------------------------------------------------------------------------------------------------------- undoing


def test_an_import_is_undone_but_for_what_was_changed_since(world: World, anna: User) -> None:
    known = anna.company("Known", note="Old", external_ids={"shop": "1"})
    found = read(anna, "Naam,Memo,Nummer,Adres,Plaats\nKnown,New,1,,\nMade,,2,Kerkplein 3,Almere\nChanged,,3,,\n")
    mapped(anna, found, NAME, NOTE, KEY, *MAPPING[3:4], *MAPPING[5:6], key="external_ids.shop")
    job = carried_out(world, anna, found)
    assert counts(job) == {"changed": 3}
    (changed,) = anna.get("/v1/relations?external_id=shop:3")["data"]
    assert anna.patch(f"/v1/relations/{changed['id']}", {"note": "Mine"}).status == 200
    undone = anna.post(f"/v1/jobs/{job.id}/undo")
    assert undone.status == 202, undone.text
    world.settle()
    told = anna.get(f"/v1/jobs/{undone.id}")
    assert (told["state"], counts(told)) == ("done", {"changed": 3, "since_changed": 1})
    assert anna.names("/v1/relations") == ["Changed", "Known"]
    assert anna.get("/v1/addresses")["data"] == []
    assert anna.get(f"/v1/relations/{known.id}")["note"] == "Old"
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------- rights and bounds


def test_t2_ids_of_others_are_none_that_there_are(world: World, anna: User) -> None:
    """T2: in cells as in bodies, and imports and uploads of others."""
    stranger = world.user("administrator", tenant="Other")
    theirs, ours = stranger.company("Theirs", external_ids={"shop": "1"}), anna.company("Ours")
    rows = f"Naam,Moeder,Nummer\nOne,{theirs.id},1\nTwo,Theirs,2\nThree,{ours.id},3\n"
    found = read(anna, rows)
    mapped(anna, found, NAME, {"column": "Moeder", "to": "parent"}, KEY, key="external_ids.shop")
    assert counts(carried_out(world, anna, found)) == {"changed": 1, "refused": 2}
    by_id = read(anna, f"Id,Naam\n{theirs.id},Taken\n")
    mapped(anna, by_id, {"column": "Id", "to": "id"}, NAME, key="id")
    assert counts(carried_out(world, anna, by_id)) == {"refused": 1}
    assert stranger.get(f"/v1/relations/{theirs.id}")["name"] == "Theirs"
    colleague = world.user("sales")
    for other in (stranger, colleague):
        assert other.get(f"/v1/imports/{found.id}").status == 404
        assert other.patch(f"/v1/imports/{found.id}", {"matched": "skip"}).status == 404
        assert other.post(f"/v1/imports/{found.id}/preview").status == 404
        assert other.get(f"/v1/imports/{found.id}/errors").status == 404
        assert other.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}}).status == 422
        assert other.get("/v1/imports")["data"] == []
        stolen = other.post("/v1/imports", {"of": "relation", "upload": browser.sent(anna, b"a,b", "a.csv", CSV)})
        assert (stolen.status, stolen.fields) == (422, ["upload"])
    assert [each["id"] for each in anna.get("/v1/imports?limit=1")["data"]] == [by_id.id]


def test_z1_who_may_not_make_such_records_imports_none_and_who_may_not_write_a_field_is_told_which(
    world: World, anna: User
) -> None:
    """Z1, Z6"""
    for role, kind in (("reader", "employee"), ("external", "external")):
        user = world.user(role, kind=kind)
        asked = {"of": "relation", "file_name": "a.csv", "size": 9}
        assert user.post("/v1/imports/uploads", asked).status == 403, role
        token = browser.sent(anna, b"Naam\nx\n", "a.csv", CSV)
        assert user.post("/v1/imports", {"of": "relation", "upload": token}).status == 403, role
    bert = world.user("sales")
    found = read(bert, "Naam\n" + "".join(f"Company {n:03}\n" for n in range(30)))
    job = begun(bert, found)
    assert anna.patch(f"/v1/users/{bert.id}", {"status": "disabled"}).status == 200
    world.settle()
    told = anna.get(f"/v1/jobs/{job.id}")
    assert (told["state"], counts(told)) == ("stopped", {})
    assert anna.names("/v1/relations") == []


def test_what_is_wrong_with_a_mapping_is_told_by_its_place(world: World, anna: User) -> None:
    found = read(anna, "Naam,Mail\nx,y\n")
    for change, fields in (
        ({"mapping": [{"column": "Naam", "to": "colour"}]}, ["mapping[0].to"]),
        ({"mapping": [{"column": "Gone", "to": "name"}]}, ["mapping[0].column"]),
        ({"mapping": [{"to": "name"}]}, ["mapping[0].column"]),
        ({"mapping": [NAME, {"column": "Mail", "to": "name"}]}, ["mapping[1].to"]),
        (
            {"mapping": [{"column": "Naam", "to": "full_name"}, {"column": "Mail", "to": "last_name"}]},
            ["mapping[1].to"],
        ),
        ({"mapping": [NAME], "key": "name"}, ["key"]),
        ({"mapping": [NAME], "key": "email"}, ["key"]),
    ):
        refused = anna.patch(f"/v1/imports/{found.id}", change)
        assert (refused.status, refused.fields) == (422, fields), change
    assert anna.patch(f"/v1/imports/{found.id}", {"colour": 1}).status == 400
    for body in ({"of": "user", "upload": "x"}, {"of": "nothing", "upload": "x"}):
        assert anna.post("/v1/imports", body).fields == ["of"]
    empty = mapped(anna, found, mapping=[])
    assert anna.post(f"/v1/imports/{empty.id}/preview").fields == ["mapping"]


def test_a_field_that_goes_meanwhile_stops_it_and_is_named(world: World, anna: User) -> None:
    field = anna.post("/v1/custom-fields", {"of": "relation", "key": "debtor", "name": "Debiteur", "kind": "text"})
    found = mapped(anna, read(anna, "Naam,Debiteur\nx,1\n"), NAME, {"column": "Debiteur", "to": "custom_debtor"})
    job = begun(anna, found)
    assert anna.delete(f"/v1/custom-fields/{field.id}").status == 200
    world.settle()
    told = anna.get(f"/v1/jobs/{job.id}")
    assert (told["state"], counts(told)) == ("stopped", {})
    assert "mapping[1].to: There is no such field" in told["stopped_because"]
    assert anna.names("/v1/relations") == []


def test_an_import_is_started_once(world: World, anna: User) -> None:
    found = read(anna, "Naam\nOnce\n")
    first, second = begun(anna, found), begun(anna, found)
    world.settle()
    told = [anna.get(f"/v1/jobs/{each.id}") for each in (first, second)]
    assert sorted((each["state"], each["counts"]["changed"]) for each in told) == [("done", 1), ("stopped", 0)]
    assert anna.names("/v1/relations") == ["Once"]
    for late in (
        anna.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}}),
        anna.patch(f"/v1/imports/{found.id}", {"matched": "skip"}),
    ):
        assert late.status == 409
    assert anna.get(f"/v1/imports/{found.id}")["job"] in {first.id, second.id}


def test_after_a_week_its_rows_are_gone(world: World, anna: User) -> None:
    with ticking(world, "2026-11-23T09:00:00") as now:
        bert = world.user("administrator")
        found = read(bert, "Naam\nLate\n")
        job = begun(bert, found)
        parts.read.cache_clear()
        world.bucket.clear()
        world.settle()
        told = records.get(bert.tenant, job.id)
        assert told is not None
        assert told.data["state"] == "stopped"
        assert told.data["stopped_because"].startswith(parts.LAPSED)
        other = read(bert, "Naam\nLater\n")
        now.sleep("2026-12-01T09:00:00")
        asked = actor_of(bert.tenant, bert.id, {"kind": "employee", "role": "administrator"})
        with pytest.raises(Conflict, match="kept for a week"):
            importing.prepare(asked, Asked(None, {"import": other.id}))


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [(b"Naam\n", CSV, "no row"), (OLE, CSV, "old workbook"), (b"PK\x05\x06" + b"\0" * 18, XLSX, "XLSX")],
)
def test_what_cannot_be_read_is_refused(world: World, anna: User, raw: bytes, kind: str, told: str) -> None:
    refused = dropped(anna, raw, kind=kind)
    assert (refused.status, refused.fields) == (422, ["upload"])
    assert told in refused["errors"][0]["message"]


def test_what_was_refused_is_mended_and_sent_again(world: World, anna: User) -> None:
    found = read(anna, "Naam;Mail\n=HYPERLINK(1);geen\nGoed;a@b.example\n")
    mapped(anna, found, NAME, MAIL)
    assert anna.get(f"/v1/imports/{found.id}/errors").status == 409
    assert counts(carried_out(world, anna, found)) == {"changed": 1, "refused": 1}
    back = anna.get(f"/v1/imports/{found.id}/errors")
    assert (back.header("X-Row-Count"), back.content[:3]) == ("1", b"\xef\xbb\xbf")
    assert b'"\'=HYPERLINK(1)"' in back.content
    again = read(anna, back.content.replace(b"geen", b"c@d.example"))
    assert [each["to"] for each in again["mapping"]] == ["name", "email"]
    assert counts(carried_out(world, anna, again)) == {"changed": 1}
    assert anna.names("/v1/relations") == ["Goed", "=HYPERLINK(1)"]


def test_who_may_not_write_a_field_is_told_which_one_and_may_import_the_others(world: World, anna: User) -> None:
    """Z1: also once it has begun."""
    rights = {"relation": {"actions": ["read", "create", "edit"], "fields": {"*": "write", "note": "read"}}}
    profile = anna.post("/v1/profiles", {"name": "Typist", "types": rights})
    assert profile.status == 201, profile.text
    role = anna.post("/v1/roles", {"key": "typist", "name": "Typist", "profiles": [profile.id]})
    assert role.status == 201, role.text
    bert = world.user("typist")
    found = read(bert, "Naam,Memo\nHamerslag,Secret\n")
    mapped(bert, found, NAME, NOTE)
    looked = bert.post(f"/v1/imports/{found.id}/preview")
    started = bert.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}})
    for refused in (looked, started):
        assert (refused.status, refused.fields) == (403, ["mapping[1].to"])
    mapped(bert, found, NAME)
    assert counts(carried_out(world, bert, found)) == {"changed": 1}
    assert anna.names("/v1/relations") == ["Hamerslag"]


def test_it_costs_little_to_look_at_an_import(world: World, anna: User) -> None:
    found = read(anna, "Naam\nHamerslag\n")
    with world.meter() as meter:
        anna.get(f"/v1/imports/{found.id}")
    assert meter.round_trips == 1
    with world.meter() as meter:
        anna.get("/v1/imports")
    assert meter.round_trips <= 2
    with world.meter() as meter:
        mapped(anna, found, NAME)
    assert meter.round_trips <= 3
