"""A small company in which every field that can be hidden has something to be found by, somebody whose profile hides
some of it, and all that they can ask (Z3)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib.handlers.timeline import ABOUT
from chalicelib.models import catalog
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.shipped_rights import EXTERNAL
from tests.browser import document, fetch
from tests.outgoing import write
from tests.world import Reply, User, World

KEY = "external_ids"
PLAIN = catalog.types()
HIDEABLE = [(name, field) for name, declared in PLAIN.items() for field in sorted(declared.names - declared.essential)]
EVERYTHING = {"actions": sorted({each for declared in PLAIN.values() for each in catalog.actions(declared)})}
LISTED = {"connection": "?record={relation}"}  # what has no list of all
LABELS = ("title", "place")  # in a link they are what its target is called
PARTY = {
    "salutation_formal": "Dear {0}formal",
    "salutation_informal": "Hi {0}informal",
    "note": "{0}note",
    KEY: {"sap": "{0}key"},
    "channels": [{"kind": "email", "value": "{0}mail@{0}host.example"}],
}
SOUGHT = {"field": "name", "op": "contains", "value": "{0}criteria"}
FIELDS: dict[str, dict[str, Any]] = {
    "relation": {
        **PARTY, "name": "Hamerslag", "chamber_number": "20714385", "vat_number": "NL123456782B90",
        "status": ["customer"], "restricted": False,
    },
    "contact": {
        **PARTY, "last_name": "Visser", "function": "{0}function", "department": "{0}department", "language": "de",
    },
    "address": {
        "street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL",
        "coordinates": {"latitude": 52.371907, "longitude": 5.218643},
    },
    "activity": {
        "kind": "task", "subject": "Call them", "text": "<p>{0}text</p>", "number": "{0}number", "place": "{0}place",
        "outcome": "{0}outcome", "direction": "in", "time_zone": "Asia/Tokyo", KEY: {"sap": "{0}key"},
    },
    "document": {
        "title": "Lease", "description": "{0}description", "expires_on": "2031-07-09", "language": "fr",
    },
    "mail_template": {
        "name": "Offer", "subject": "{0}subject", "html": "<p>{0}html</p>", "description": "{0}description",
        "language": "ru",
    },
    "launch_link": {
        "title": "Web shop", "url": "https://shop.example.com/{0}url", "description": "{0}description", "sign": True,
    },
    "product": {
        "name": "Cable", "number": "7741-C", "unit": "{0}unit", "description": "{0}description",
        "price": {"amount": "7431.55", "currency": "EUR"}, KEY: {"sap": "{0}key"},
    },
    "supply": {
        "price": {"amount": "6125.75", "currency": "EUR"}, "least": 4.5, "ended_on": "2030-03-04",
        "number": "{0}number", "lead_time": 3, "unit": "{0}unit", "note": "{0}note", "started_on": "2029-03-04",
    },
    "building": {
        "name": "Wharf", "kind": "office", "number": "{0}number", "cadastral": "{0}cadastral", "note": "{0}note",
        "built_in": 1998, "floor_area": 145.5, "plot_area": 210.5, KEY: {"sap": "{0}key"},
    },
    "selection": {"name": "Some", "of": "relation", "description": "{0}description", "criteria": SOUGHT},
    "view": {"name": "Look", "of": "relation", "description": "{0}description", "criteria": SOUGHT,
             "sort": "-updated_at", "group_by": "status", "for_role": "sales"},
    "saved_report": {
        "name": "Sum", "of": "relation", "description": "{0}description", "criteria": SOUGHT, "time_zone": "Asia/Tokyo",
    },
    "duplicate": {"state": "open", "note": "{0}note"},
    "connection": {"link_type": "shareholder", "started_on": "2026-02-03", "percentage": 12.625, "note": "{0}note"},
    "consent": {
        "purpose": "newsletter", "state": "given", "at": "2026-01-05T09:30:00Z", "source": "form", "channel": "letter",
        "text": "{0}text", "valid_until": "2032-08-11",
    },
}  # fmt: skip
# what is looked for where the value is no text of its own
MARKS = {
    ("relation", "chamber_number"): "20714385", ("relation", "vat_number"): "NL123456782B90",
    ("address", "coordinates"): "52.371907", ("document", "expires_on"): "2031-07-09",
    ("consent", "valid_until"): "2032-08-11", ("connection", "percentage"): "12.625",
    ("product", "price"): "7431.55", ("supply", "started_on"): "2029-03-04",
    ("supply", "price"): "6125.75", ("supply", "ended_on"): "2030-03-04",
    ("document", "file_name"): "qzdocumentfile", ("document", "versions"): "qzdocumentfile",
    ("relation", "salutation_formal"): "qzrelationformal", ("relation", "salutation_informal"): "qzrelationinformal",
    ("contact", "salutation_formal"): "qzcontactformal", ("contact", "salutation_informal"): "qzcontactinformal",
}  # fmt: skip
NEUTRAL = {"relation": "name", "contact": "last_name", "address": "number", "activity": "subject", "document": "title",
           "mail_template": "name", "launch_link": "title", "consent": "channel", "product": "name",
           "selection": "name", "view": "name", "saved_report": "name",
           "duplicate": "state", "connection": "started_on", "supply": "lead_time", "building": "kind"}  # fmt: skip


@dataclass
class Company:
    """`bob` sees what his profile lets him, `jan` from outside is the contact; `ids` are of the records, by type, and
    of the `mail`."""

    world: World
    ann: User
    bob: User
    jan: User
    profile: str
    ids: dict[str, str]

    def hide(self, hidden: dict[str, list[str]]) -> None:
        fields = {name: {"*": "write", **dict.fromkeys(names, "none")} for name, names in hidden.items()}
        self.set(fields)

    def set(self, fields: dict[str, dict[str, str]]) -> None:
        types = {name: {**EVERYTHING, "actions": sorted(catalog.actions(PLAIN[name])), "fields": told}
                 for name, told in fields.items()}  # fmt: skip
        sent = {**dict.fromkeys(PLAIN), "*": {**EVERYTHING, "fields": {"*": "write"}}, **types}
        reply = self.ann.patch(f"/v1/profiles/{self.profile}", {"types": sent})
        assert reply.status == 200, reply.text


def mark(name: str, field: str) -> str:
    """A text that stands in this field and nowhere else, "" where there is none."""
    told = json.dumps(_filled(name).get(field, ""))
    return MARKS.get((name, field)) or (f"qz{name}{_SUFFIX.get(field, field)}" if f"qz{name}" in told else "")


_SUFFIX = {KEY: "key", "channels": "mail"}


def _filled(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(FIELDS[name]).replace("{0}", f"qz{name}"))
    return told


def company(world: World) -> Company:
    ann = world.user("administrator")
    profile = _made(ann, "profiles", {"name": "Some of it", "types": {"*": {**EVERYTHING, "fields": {"*": "write"}}}})
    _made(ann, "roles", {"key": "some", "name": "Some", "profiles": [profile]})
    bob = world.user("some")
    ids, jan = dict(_records(ann, bob)), world.user(EXTERNAL, kind="external")
    _made(ann, "ties", {"user": jan.id, "relation": ids["relation"], "contact": ids["contact"]})
    world.settle()
    for each in ids.values():
        assert bob.put(f"/v1/me/subscriptions/records/{each}", {}).status == 200
    return Company(world, ann, bob, jan, profile, ids)


def _made(user: User, plural: str, body: dict[str, Any]) -> str:
    reply = user.post(f"/v1/{plural}", body)
    assert reply.status == 201, reply.text
    return reply.id


def _records(ann: User, bob: User) -> Iterator[tuple[str, str]]:
    group = ann.company("Above").id
    address = _made(ann, "addresses", _filled("address"))
    guard = {"owner": ann.id, "co_owners": [bob.id], "access": [{"who": bob.id, "level": "edit"}]}
    uses = [{"address": address, "purposes": ["visiting"]}]
    relation = _made(ann, "relations", {**_filled("relation"), **guard, "parent": group, "addresses": uses})
    owned = {"owner": ann.id, "co_owners": [bob.id]}
    contact = _made(ann, "contacts", {**_filled("contact"), **owned, "company": relation, "addresses": uses})
    about: dict[str, Any] = {"links": [relation, contact]}
    above = ann.post(
        "/v1/activities", {"kind": "phone_call", "subject": "Above", "starts_at": "2024-02-01T10:00:00Z", **about}
    ).id
    task = {**_filled("activity"), **about, "parent": above, "assignees": [bob.id], "due_on": "2031-01-01",
            "participants": [{"contact": contact}]}  # fmt: skip
    yield "relation", relation
    yield "contact", contact
    yield "address", address
    yield "activity", _made(ann, "activities", task)
    paper = document(ann, name="qzdocumentfile.pdf", **_filled("document"), **about).id
    yield "document", paper
    yield "launch_link", _made(ann, "launch-links", {**_filled("launch_link"), "assigned": contact})
    joined = {**_filled("connection"), "from_record": group, "to_record": relation}
    yield "connection", _made(ann, "connections", joined)
    yield "duplicate", _made(ann, "duplicates", {**_filled("duplicate"), "one": group, "other": relation})
    yield "consent", _made(ann, "consents", {**_filled("consent"), "party": contact, "evidence": paper})
    product = _made(ann, "products", _filled("product"))
    yield "product", product
    yield "supply", _made(ann, "supplies", {**_filled("supply"), "supplier": relation, "product": product})
    above = _made(ann, "buildings", {"name": "Harbour"})
    yield "building", _made(ann, "buildings", {**_filled("building"), "addresses": uses, "parent": above})
    for each in ("selection", "view", "saved_report"):
        yield each, _made(ann, PLAIN[each].plural, {**_filled(each), **guard, "restricted": True})
    yield "mail_template", _made(ann, "mail-templates", _filled("mail_template"))
    yield "mail", write(ann, links=[relation], subject="A mail").id


# ------------------------------------------------------------------------------------------------- all that one can ask


def asked(bob: User, ids: dict[str, str], about: str = "") -> Iterator[tuple[str, Reply]]:
    """What is told `about` a type is asked for in all ways, others as far as they may tell of it; or all of all."""
    for method, path, body in _questions(ids, about):
        yield f"{method} {path}", bob.ask(method, path, body)


def _questions(ids: dict[str, str], about: str) -> Iterator[tuple[str, str, Any]]:
    for name, declared in PLAIN.items():
        one = f"/v1/{declared.plural}/{ids[name]}"
        yield "GET", one, None
        if about in ("", name):
            yield "GET", f"/v1/{declared.plural}{LISTED.get(name, '').format(**ids)}", None
            yield "POST", f"/v1/{declared.plural}/search", {"criteria": {"all": []}}
            yield "GET", f"{one}/history", None
            yield "PATCH", one, {NEUTRAL[name]: FIELDS[name][NEUTRAL[name]]}
        if declared in ABOUT:
            yield "GET", f"{one}/timeline", None
            yield "GET", f"{one}/timeline?open=true", None
    yield "GET", f"/v1/activities/{ids['mail']}", None
    yield "GET", f"/v1/activities/{ids['mail']}/mail", None
    for view in ("brief", "contacts", "tree", "outsiders", "consents"):
        yield "GET", f"/v1/relations/{ids['relation']}/{view}", None
    yield "GET", f"/v1/briefs?ids={ids['relation']}", None
    for view in ("brief", "consents"):
        yield "GET", f"/v1/contacts/{ids['contact']}/{view}", None
    yield "GET", f"/v1/addresses/{ids['address']}/used-by", None
    yield "DELETE", f"/v1/addresses/{ids['address']}", None
    yield "GET", f"/v1/connections/network?record={ids['relation']}", None
    for view in ("links", "download", "pages"):
        yield "GET", f"/v1/documents/{ids['document']}/{view}", None
    for about in ("relation", "contact"):
        yield "POST", f"/v1/mail-templates/{ids['mail_template']}/preview", {about: ids[about]}
    explain = {"right": {"type": "relation", "action": "edit"}, "record": ids["relation"], "field": "note"}
    yield "POST", "/v1/rights/explain", explain
    yield "GET", f"/v1/records/{ids['relation']}/access", None
    for path in ("worklist", "notices", "me/subscriptions", "search?q=qz", "search?q=ha", "search?q=vi", "search?q=20"):
        yield "GET", f"/v1/{path}", None


def asked_from_outside(jan: User, ids: dict[str, str]) -> Iterator[tuple[str, Reply]]:
    """All of the portal."""
    lists = ("activities", "activities?when=open", "activities?when=past", "documents", "launchpad")
    ones = [f"{TYPES[name].plural}/{ids[name]}" for name in ("relation", "activity", "document")]
    for path in ("", *(f"/{each}" for each in (*lists, *ones, f"documents/{ids['document']}/download"))):
        yield path, jan.get(f"/v1/portal{path}")


def exported(acme: Company) -> str:
    """All that is kept of the contact, as Bob may fetch it."""
    begun = acme.bob.post("/v1/privacy/exports", {"person": acme.ids["contact"]})
    assert begun.status == 202, begun.text
    acme.world.settle()
    path = f"/v1/privacy/exports/{begun.id}"
    parts = acme.bob.get(path)["parts"]
    return "".join(fetch(acme.bob.get(f"{path}/download?part={each['number']}")).text for each in parts)


def gone(declared: RecordType, field: str) -> set[str]:
    """All that is hidden with the field."""
    named = {*declared.names, *declared.sorts, *declared.criteria_fields, *declared.key_filters}
    return {name for name in named if field in declared.parts(name)}


def leaked(reply: Reply, declared: RecordType, names: set[str]) -> list[str]:
    """Where the answer tells of what is hidden, by name."""
    return [told for each in _objects(reply.json) for told in _told(each, declared, names)]


def _told(each: dict[str, Any], declared: RecordType, names: set[str]) -> set[str]:
    whose = each.get("id")
    if not isinstance(whose, str) or type_of(whose) is not declared:
        return set()
    if "version" in each:
        return names & declared.names & each.keys()
    return {name for name in names & declared.names & each.keys() - {*LABELS} if each[name] is not None}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


def changed(reply: Reply) -> set[str]:
    """The fields that a history tells of."""
    return {name for each in reply["data"] for name in each["changed"]}
