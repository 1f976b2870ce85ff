"""What holds for every operation, walked from their registry: rights, tenants, the OpenAPI document and the page."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

from app import app  # noqa: F401 - it declares the operations
from chalicelib import clock, openapi
from chalicelib.access.decide import ANYONE, PORTAL
from chalicelib.actions import shipping
from chalicelib.errors import ERRORS
from chalicelib.footprint import WRITES
from chalicelib.handlers.documents import AN_UPLOAD
from chalicelib.identity import access_token
from chalicelib.models.shipped_rights import role_id
from chalicelib.operation import OPERATIONS, Operation
from chalicelib.schema import Parameters
from chalicelib.storage import notices
from chalicelib.storage.notices import Notice
from tests import browser, letters
from tests.world import Reply, User, World

OPEN = {
    "login", "enroll", "confirm_enrolment", "verify", "refresh", "ask_password_reset", "about_password_reset",
    "reset_password", "about_invitation", "accept_invitation", "make_tenant", "read_openapi", "read_docs", "read_keys",
}  # fmt: skip
LOOKS = ("view", "download")  # which stand in a history: test_documents tells who may
# What others link to is not archived; what is here is in the queue of no team; nothing becomes one with itself;
# and no file was uploaded.
REFUSED = ("archive_relation", "archive_address", "archive_code_table", "archive_product", "take_activity",
           "give_back_activity", "take_relation", "cancel_job", "fetch_file_of_job",
           "merge_relations", "merge_contacts", "merge_addresses", "create_import",
           "change_import", "errors_of_import")  # fmt: skip
RECORDS = (
    "relations", "contacts", "addresses", "activities", "teams", "search", "reference", "documents", "mail", "mails",
    "mail-templates", "notices", "subscriptions",
    "roles", "profiles", "sharing-rules", "type-defaults", "ties", "launch-links", "consents", "erasures",
    "privacy", "retention", "duplicates", "custom-fields", "schema",
    "jobs", "imports", "reports", "saved-reports", "products", "supplies", "buildings", "connections", "code-tables",
    "codes", "layouts",
    "selections", "views", "counts", "prefill", "completeness", "preferences",
)  # fmt: skip
FOR_ADMINISTRATORS = ("audit", "custom_field")
ABOUT_PERSONS = ("erase_relation", "preview_erasure_of_relation")
QUERIES = {
    "quick_search": "?q=canary", "unused_options": "?of=relation", "list_retention_due": "?rule=left",
    "list_connections": "?record={company}", "brief_of_relations": "?ids={relations}",
    "search_source": "?q=donald",
    "network_of_record": "?record={company}",
}  # fmt: skip
ABOUT_OTHERS = {
    "invite_contact": "visitor", "invite_person": "guest", "portal_activity": "activities",
    "portal_complete": "activities", "portal_comment": "activities", "portal_document": "documents",
    "portal_download": "documents", "portal_pages": "documents", "portal_relation": "relations",
    "portal_launch": "launch-links", "fill_selection": "static",
}  # fmt: skip
ABOUT_LETTERS = ("read_mail", "file_activity", "make_contact_of_activity")
ANOTHER = "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y50"
PLACEHOLDER = re.compile(r"[a-z]{3}_01J[0-9A-Z]{23}")
TELLS_WHAT_WAS_TRIED = ("read_audit_log", "export_audit_log")  # in vain, by colleagues: so with ids that they had
EVERY = list(OPERATIONS.values())
SIGNED_IN = [each for each in EVERY if each.right]


def named(operation: Operation) -> str:
    return operation.name


@dataclass
class Estate:
    """Something of each kind that a tenant keeps, to walk over."""

    user: User
    ids: dict[str, str] = field(default_factory=dict)

    def path(self, operation: Operation) -> str:
        """With this tenant's ids, and what a query must have."""
        about = "letter" if operation.name in ABOUT_LETTERS else operation.area
        about = "person" if operation.name in ABOUT_PERSONS else about
        about = ABOUT_OTHERS.get(operation.name, about)
        told = operation.path.replace("{id}", self.ids[about] if "{id}" in operation.path else "")
        told = told.replace("{system}", "erp").replace("{key}", "canary-1").replace("{type}", "relation")
        told = told.replace("{source}", "kvk").replace("{hit}", "68750110")
        return told + QUERIES.get(operation.name, "").format(**self.ids)

    def body(self, operation: Operation) -> Any:
        """The example of the documentation, about this tenant's records."""
        if operation.example is None:
            return None
        told = json.dumps(dict(operation.example))
        if operation.name == "add_version":
            told = told.replace(json.dumps(AN_UPLOAD)[1:-1], browser.sent(self.user, document=self.ids["documents"]))
        others = {
            "link_person": "person",
            "detach_address": "neighbour",
            "create_tie": "neighbour",
            "export_person": "person",
        }
        target = others.get(operation.name, "company")
        kinds = {"usr": "outsider" if operation.area == "ties" else "users", "act": "activities"}
        kinds |= {"prd": "feed", "cot": "code-tables"}
        told = told.replace(ANOTHER, self.ids["neighbour"])
        kinds |= {"con": "contacts"} if operation.area == "connections" else {}
        return json.loads(PLACEHOLDER.sub(lambda found: self._id(found.group(), kinds, target), told))

    def _id(self, placeholder: str, kinds: dict[str, str], target: str) -> str:
        return self.ids[kinds.get(placeholder.partition("_")[0], target)]

    def ask(self, operation: Operation, by: User | None = None, token: str | None = None) -> Reply:
        token = by.token if by else token
        return self.user.world.ask(operation.method, self.path(operation), self.body(operation), token=token)


def estate(world: World, tenant: str = "Acme") -> Estate:
    anna = world.user("administrator", tenant=tenant)
    address = anna.address(street="Canary Wharf", number="1")
    company = anna.company("Canary Trading", addresses=[{"address": address.id}], external_ids={"erp": "canary-1"})
    neighbour = anna.company("Canary Neighbours", addresses=[{"address": address.id}])
    person = anna.person("Canary", "Bird")
    contact = anna.contact(company.id, last_name="Canary")
    colleague = world.user(tenant=tenant)
    session = anna.get("/v1/auth/sessions")["data"][0]["id"]
    anna.put("/v1/mail-settings", {"slug": f"canary-{tenant.lower()}"})
    team = anna.post("/v1/teams", {"name": "Canary Watch", "members": [colleague.id]})
    work = {"kind": "task", "subject": "Feed the canary", "is_task": True, "links": [company.id],
            "due_on": "2027-01-04", "recurrence": "FREQ=DAILY"}  # fmt: skip
    task = anna.post("/v1/activities", {**work, "external_ids": {"erp": "canary-2"}, "assignees": [colleague.id]})
    paper = browser.document(anna, title="Canary Contract", links=[company.id])
    mail = anna.post("/v1/mails", {"to": [{"email": "canary@bird.example"}], "subject": "Canary", "text": "Tweet"})
    anna.post(f"/v1/mails/{mail.id}/cancel")
    template = anna.post("/v1/mail-templates", {"name": "Canary", "subject": "{{user.name}}", "html": "Tweet"})
    shipping.ship(anna.tenant)
    some = {"role": role_id("sales")}
    rule = anna.post("/v1/sharing-rules", {"name": "Canary", "of": "activity", "owned_by": some, "shared_with": some})
    default = anna.post("/v1/type-defaults", {"of": "address"})
    options = [{"key": "yes", "name": "Canary yes"}]
    custom = anna.post("/v1/custom-fields", {"of": "relation", "key": "canary", "name": "Canary", "kind": "choice",
                                             "options": options})  # fmt: skip
    ways = anna.post("/v1/code-tables", {"key": "canary", "name": "Canary ways"})
    way = anna.post("/v1/codes", {"table": ways.id, "code": "C1", "name": "Canary way"})
    cage = anna.post("/v1/products", {"name": "Canary cage"})
    feed = anna.post("/v1/products", {"name": "Canary feed"})
    sold = anna.post("/v1/supplies", {"supplier": company.id, "product": cage.id})
    aviary = anna.post("/v1/buildings", {"name": "Canary aviary", "external_ids": {"erp": "canary-3"}})
    joined = anna.post(
        "/v1/connections", {"link_type": "advisor", "from_record": neighbour.id, "to_record": company.id}
    )
    pair = anna.post("/v1/duplicates", {"one": neighbour.id, "other": person.id})
    flock = {"name": "Canaries", "of": "relation", "restricted": False}
    chosen = anna.post("/v1/selections", {**flock, "criteria": {"field": "name", "op": "contains", "value": "canary"}})
    static = anna.post("/v1/selections", {**flock, "kind": "static"})
    look = anna.post("/v1/views", {**flock, "columns": ["display_name"]})
    saved = anna.post("/v1/saved-reports", {**flock, "criteria": {"all": []}})
    profile = anna.post("/v1/profiles", {"name": "Canary profile"})
    role = anna.post("/v1/roles", {"key": "canary", "name": "Canary role"})
    outsider = world.user("external", tenant=tenant, kind="external")
    tie = anna.post("/v1/ties", {"user": outsider.id, "relation": company.id})
    shop = {"title": "Canary shop", "url": "https://canary.example.com", "assigned": company.id}
    launch = anna.post("/v1/launch-links", shop)
    visitor, guest = anna.contact(company.id, last_name="Canary, a visitor"), anna.person("Canary", "Guest")
    agreed = {"purpose": "canary", "state": "given", "at": "2026-11-20T09:30:00Z", "source": "form"}
    consent = anna.post("/v1/consents", {**agreed, "party": company.id})
    leaver = anna.contact(company.id, last_name="Canary, who leaves")
    erasure = anna.post(f"/v1/contacts/{leaver.id}/erase", {"reason": "request", "keep_until": "2060-12-31"})
    export = anna.post("/v1/privacy/exports", {"person": person.id})
    anna.put("/v1/retention-rules", {"rules": [{"key": "left", "of": "contact", "months": 24, "action": "archive"}]})
    world.receive(letters.letter(sender="canary@cage.example", subject="Canary"), letters.dossier(anna.tenant))
    letter = anna.get("/v1/activities?mail_state=inbox")["data"][0]["id"]
    world.settle()
    news = Notice(anna.id, "canary", "changed", company.id, clock.timestamp())
    notices.give(anna.tenant, [news])
    made = Estate(anna)
    those = {"of": "relation", "ids": [neighbour.id]}
    job = anna.post("/v1/jobs", {"kind": "change", "those": those, "what": {"note": "Canary"}})
    table = browser.sent(anna, b"name\nCanary", "a.csv", "text/csv")
    brought = anna.post("/v1/imports", {"of": "relation", "upload": table})
    made.ids = {
        "jobs": job.id, "imports": brought.id,
        "relations": company.id, "company": company.id, "person": person.id, "contacts": contact.id,
        "addresses": address.id, "neighbour": neighbour.id, "users": colleague.id, "identity": session,
        "documents": paper.id, "teams": team.id, "activities": task.id, "mails": mail.id,
        "roles": role.id, "profiles": profile.id, "sharing-rules": rule.id, "type-defaults": default.id,
        "custom-fields": custom.id, "code-tables": ways.id, "codes": way.id, "connections": joined.id,
        "duplicates": pair.id,
        "products": cage.id, "feed": feed.id, "supplies": sold.id, "buildings": aviary.id,
        "consents": consent.id, "erasures": erasure.id, "privacy": export.id,
        "selections": chosen.id, "static": static.id, "views": look.id, "saved-reports": saved.id,
        "launch-links": launch.id, "visitor": visitor.id, "guest": guest.id,
        "ties": tie.id, "outsider": outsider.id, "rights": company.id,
        "letter": letter, "mail-templates": template.id, "notices": news.id, "subscriptions": company.id,
    }  # fmt: skip
    return made


# -------------------------------------------------------------------------------------------------------- who may


def test_an_operation_is_open_only_where_that_is_meant() -> None:
    """Z1"""
    assert {each.name for each in EVERY if each.right is None} == OPEN


def test_nobody_gets_in_without_a_token_or_with_garbage(world: World) -> None:
    """A4, T1"""
    ours = estate(world)
    good = ours.user.token
    head, claims, signature = good.split(".")
    forged = (f"{head}.{claims}.", f"{head}.{claims[:-4]}AAAA.{signature}", good[:-2], good * 2)
    tokens = (None, "x", "a.b.c", "null", *forged)
    with world.unchanged():
        for operation, token in product(SIGNED_IN, tokens):
            reply = ours.ask(operation, token=token)
            assert (reply.status, reply["code"]) == (401, "unauthorized"), (operation.name, token)
            assert reply.header("Content-Type") == "application/problem+json"


def test_nobody_gets_in_with_a_token_that_has_expired(world: World) -> None:
    """A5, Z1: fifteen minutes later, and the seconds that clocks may differ."""
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as now:
        ours = estate(world)
        assert ours.user.get("/v1/me").status == 200
        asked = [(each, ours.path(each), ours.body(each)) for each in SIGNED_IN]
        now.shift(timedelta(seconds=access_token.LIFETIME + access_token.SKEW + 1))
        with world.unchanged():
            for operation, path, body in asked:
                reply = ours.user.ask(operation.method, path, body)
                assert (reply.status, reply["code"]) == (401, "unauthorized"), operation.name


def test_no_operation_reaches_into_another_tenant(world: World) -> None:
    """T1: with the first tenant's ids, and all rights in a tenant of one's own."""
    ours = estate(world)
    theirs = [ours.user.tenant, "Bird", "Wharf", *ours.ids.values()]
    before = _of(world, ours.user.tenant)
    for operation in SIGNED_IN:
        bert = world.user("administrator", tenant="Other")
        reply = ours.ask(operation, by=bert)
        told = f"{operation.name}: {reply.status} {reply.text[:300]}"
        assert reply.status in _refusals(operation) if _names_others(operation) else reply.status < 500, told
        hidden = theirs[:3] if operation.name in TELLS_WHAT_WAS_TRIED else theirs
        assert not [each for each in hidden if each in reply.text and each not in ours.path(operation)], told
        assert _of(world, ours.user.tenant) == before, told


def _names_others(operation: Operation) -> bool:
    """In its path, or in the body where a search may, which then finds nothing."""
    return "{id}" in operation.path or _names_in_body(operation)


def _names_in_body(operation: Operation) -> bool:
    return bool(PLACEHOLDER.search(json.dumps(dict(operation.example or {})))) and not _is_search(operation)


def _refusals(operation: Operation) -> tuple[int, ...]:
    return (403, 404) if "{id}" in operation.path else (422,)


def _is_search(operation: Operation) -> bool:
    return operation.path.endswith("/search") or (operation.right is not None and operation.right.type == "search")


def _of(world: World, tenant: str) -> dict[Any, Any]:
    records, accounts = world.kept()
    return {key: item for key, item in (records | accounts).items() if tenant in key[0]}


NOT_HERE = (*ANYONE, *PORTAL)


def test_a_reader_reads_and_changes_nothing(world: World) -> None:
    """Z1, Z2"""
    ours, reader = estate(world), world.user("reader")
    with world.unchanged():
        for operation in SIGNED_IN:
            if operation.right is None or operation.right in NOT_HERE or operation.right.action in LOOKS:
                continue
            reply = ours.ask(operation, by=reader)
            if operation.right.action == "read" and operation.name in ABOUT_LETTERS:  # it waits to be assigned
                assert reply.status == 404, operation.name
            elif operation.right.action == "read" and operation.right.type not in FOR_ADMINISTRATORS:
                assert reply.status == 200, (operation.name, reply.text)
            else:
                assert (reply.status, reply["code"]) == (403, "forbidden"), operation.name


@pytest.mark.parametrize("role", ["external", "administrator"])
def test_an_outsider_gets_nothing_but_through_the_portal(world: World, role: str) -> None:
    """Z1, Z2: whatever role the directory gives them, and also of what they are tied to."""
    ours, outsider = estate(world), world.user(role, kind="external")
    tied = ours.user.post("/v1/ties", {"user": outsider.id, "relation": ours.ids["company"], "reach": "group"})
    assert tied.status == 201
    with world.unchanged():
        for operation in SIGNED_IN:
            if operation.right is None or operation.right in NOT_HERE:
                continue
            refused = ours.ask(operation, by=outsider)
            assert (refused.status, refused["code"]) == (403, "forbidden"), operation.name


def test_every_write_asks_for_more_than_the_right_to_read() -> None:
    """Z1"""
    for operation in SIGNED_IN:
        assert operation.right is not None
        assert WRITES not in operation.touches or operation.right.action != "read", operation.name
        assert operation.method == "GET" or _is_search(operation) or operation.right.action != "read", operation.name


# ------------------------------------------------------------------------------------------------------- the document


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(openapi.document("https://crm.example.com")))
    return told


def described(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = document["paths"][operation.path][operation.method.lower()]
    return told


def faults(document: dict[str, Any], schema: Any, value: Any) -> list[str]:
    whole = {**schema, "components": document["components"]}
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in Draft202012Validator(whole).iter_errors(value)]


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [str(fault)[:300] for fault in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_the_document_tells_every_operation_once(document: dict[str, Any]) -> None:
    told = [each for methods in document["paths"].values() for each in methods.values()]
    assert sorted(each["operationId"] for each in told) == sorted(OPERATIONS)
    assert {tag["name"] for tag in document["tags"]} == {each.area for each in EVERY}


def test_every_reference_in_the_document_leads_somewhere_and_nothing_lies_idle(document: dict[str, Any]) -> None:
    referred = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))
    assert referred == set(document["components"]["schemas"])
    assert all(re.fullmatch("[A-Za-z]+", name) for name in referred)


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_every_operation_is_described(document: dict[str, Any], operation: Operation) -> None:
    told = described(document, operation)
    assert 5 < len(told["summary"]) <= 100
    assert not told["summary"].endswith(".")
    assert bool(told["security"]) is (operation.right is not None)
    codes = " ".join(each["description"] for each in told["responses"].values())
    for problem in openapi.possible_errors(operation):
        assert f"`{problem.code}`" in codes
        assert str(problem.status) in told["responses"]
    assert {"500", "503", "400"} <= told["responses"].keys()
    assert operation.right is None or {"401", "403"} <= told["responses"].keys()
    assert "{id}" not in operation.path or "404" in told["responses"]
    given = {each["name"] for each in told["parameters"] if each["in"] == "path"}
    assert given == set(re.findall(r"{(\w+)}", operation.path))


@pytest.mark.parametrize("operation", [each for each in EVERY if each.takes], ids=named)
def test_every_body_has_an_example_that_fits_its_schema(document: dict[str, Any], operation: Operation) -> None:
    for content in described(document, operation)["requestBody"]["content"].values():
        assert content["example"]
        assert faults(document, content["schema"], content["example"]) == []


def test_no_two_shapes_have_one_name() -> None:
    """In the document a client would read one of them where the other is answered."""
    known: dict[str, set[str]] = {}
    for shape in _shapes(BaseModel):
        if shape.__module__.startswith("chalicelib") and not issubclass(shape, Parameters):
            known.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: places for name, places in known.items() if len(places) > 1} == {}


def _shapes(above: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in above.__subclasses__():
        yield each
        yield from _shapes(each)


def test_examples_work_and_answers_are_as_the_document_says(world: World, document: dict[str, Any]) -> None:
    """All examples, one after the other: what is archived is restored next, who is linked is unlinked. Where an example
    has a token in it, that is not real; nothing else may be wrong with it."""
    ours = estate(world)
    for operation in EVERY:
        by = ours.user if operation.area in RECORDS else world.user("administrator")
        reply = ours.ask(operation, by=by if operation.right else None)
        responses = described(document, operation)["responses"]
        told = f"{operation.name}: {reply.status} {reply.text[:500]}"
        assert str(reply.status) in responses, told
        content = responses[str(reply.status)].get("content", {})
        media_type = str(reply.header("Content-Type")).partition(";")[0]
        if reply.text and media_type.endswith("json"):
            assert faults(document, content[media_type]["schema"], reply.json) == [], told
        if reply.status >= 400:
            assert f"`{reply['code']}`" in responses[str(reply.status)]["description"], told
            assert reply["code"] not in ("internal", "malformed", "unknown_input", "unsupported_media_type"), told
        if operation.area in RECORDS and operation.name not in REFUSED:
            assert reply.status in (operation.status, *operation.also), told


def test_lists_and_records_show_nothing_undocumented(world: World, document: dict[str, Any]) -> None:
    """More members may come, so the schema allows them; today there are none that it does not name."""
    ours = estate(world)
    anna = ours.user
    halves = [{"person": ours.ids["person"]}, {"first_name": "Ann"}]
    couple = anna.post("/v1/relations", {"kind": "couple", "halves": halves, "language": "nl"})
    anna.company("Child", parent=ours.ids["company"], chamber_number="12345678", vat_number="NL123456782B90")
    paths = {
        "Relation": [f"/v1/relations/{ours.ids['company']}", f"/v1/relations/{couple.id}", "/v1/relations"],
        "Contact": [f"/v1/contacts/{ours.ids['contacts']}", "/v1/contacts"],
        "Address": [f"/v1/addresses/{ours.ids['addresses']}", "/v1/addresses"],
        "Activity": [f"/v1/activities/{ours.ids['activities']}", "/v1/activities"],
        "Document": [f"/v1/documents/{ours.ids['documents']}", "/v1/documents"],
        "Team": [f"/v1/teams/{ours.ids['teams']}", "/v1/teams"],
        "MailTemplate": [f"/v1/mail-templates/{ours.ids['mail-templates']}", "/v1/mail-templates"],
    }
    schemas = document["components"]["schemas"]
    for name, asked in paths.items():
        for path in asked:
            answer = anna.get(path).json
            for record in answer.get("data", [answer]):
                assert record.keys() <= schemas[f"{name}Record"]["properties"].keys()
                for use in record.get("addresses", []):
                    assert use.keys() <= schemas["KnownUse"]["properties"].keys()
                    assert use["address"].keys() <= schemas["KnownAddress"]["properties"].keys()


def test_the_document_and_the_page_are_open_to_all_and_ask_for_nothing(world: World) -> None:
    for path in ("/v1/openapi.json", "/v1/docs"):
        assert world.get(path).status == 200
        assert world.get(f"{path}?x=1").status == 400
    assert world.get("/v1/openapi.json")["servers"] == [{"url": "https://crm.example.com"}]


# ----------------------------------------------------------------------------------------------------------- the page


@pytest.fixture
def page(world: World) -> Reply:
    return world.get("/v1/docs")


def test_the_page_tells_every_operation_and_every_error(page: Reply) -> None:
    for operation in EVERY:
        assert f'<section id="{operation.name}">' in page.text
        assert f"<code>{operation.path}</code>" in page.text
    for problem in ERRORS:
        assert f'id="error-{problem.code}"' in page.text
        assert problem.advice.split("`")[0].split("'")[0][:30].strip() in page.text
    for area in {each.area for each in EVERY}:
        assert f'<h2 id="{area}">' in page.text


def test_the_page_runs_nothing_and_loads_nothing(page: Reply) -> None:
    assert page.header("Content-Type") == "text/html; charset=utf-8"
    for sign in ("<script", "<iframe", "<img", "<link", "<object", "<form", " on", "javascript:", " style=", "src="):
        assert sign not in _tags(page)
    policy = str(page.header("Content-Security-Policy"))
    style = re.findall("<style>(.*?)</style>", page.text, re.DOTALL)
    assert len(style) == 1
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def _tags(page: Reply) -> str:
    """The markup without what stands between it."""
    return "".join(re.findall(r"<[^>]*>", page.text))


def test_links_within_the_page_lead_somewhere(page: Reply) -> None:
    there = set(re.findall(r'id="([^"]+)"', page.text))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= there


def test_the_type_of_an_error_leads_to_its_place_on_the_page(world: World, page: Reply) -> None:
    link = world.get("/v1/relations")["type"]
    assert link == "/v1/docs#error-unauthorized"
    assert f'id="{link.partition("#")[2]}"' in page.text


def test_what_stands_in_a_description_is_text_on_the_page() -> None:
    from chalicelib import reference_page

    hostile = "<script>alert(1)</script> `<b>`"
    operation = {
        "operationId": "x", "tags": ["a"], "summary": hostile, "description": hostile, "parameters": [],
        "responses": {"200": {"description": hostile}}, "security": [],
    }  # fmt: skip
    paths = {"/x": {"get": operation}}
    told = reference_page.render(
        {
            "info": {"description": hostile},
            "tags": [{"name": "a"}],
            "paths": paths,
            "components": {
                "schemas": {"Shape": {"description": hostile, "properties": {"a": {"description": hostile}}}}
            },
        }
    )
    assert "<script" not in told
    assert "<b>" not in told
