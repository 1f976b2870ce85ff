"""Every operation on records as somebody asks it: measured in units by tests/costs.py, and in time by bench/."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib.footprint import FETCHES, HANDS_OUT, IDENTITY_READS, OPENS_KEYS, READS, SEALS_KEYS, SEEKS, SHOWS, WRITES
from chalicelib.handlers.layouts import FOR_SALES
from chalicelib.handlers.link_types import OWN
from chalicelib.models.activity_kind import SHIPPED
from chalicelib.models.shipped_links import SHIPPED as LINKS
from chalicelib.operation import OPERATIONS
from tests import crowd


class Case(NamedTuple):
    """`{company}` in a route or header and "@company" in a body are ids of what was there before, `{key}` is a text of
    one's own. `common` is what many records have, so that a larger tenant has more to find, up to a limit."""

    operation: str
    told: str
    route: str
    body: Any = None
    headers: Mapping[str, str] = {}
    common: bool = False


class Asked(NamedTuple):
    method: str
    path: str
    body: Any
    headers: dict[str, str]


SHOP = {"title": "Webwinkel", "url": "https://shop.example.com/orders"}
SOME = {"of": "relation", "ids": ["@company", "@plain"]}
NOTE = {"note": "Op de beurs gezien"}
NEW = {"status": ["partner"]}
Post = Callable[[str, Any], Any]


def described(one: str, body: dict[str, Any], change: dict[str, Any], field: str, value: str) -> list[Case]:
    """All that is asked of records of a type of which an organisation has few."""
    many = one.replace("_", "-") + "s"
    each = f"/v1/{many}/{{{one}}}"
    return [
        Case(f"create_{one}", "", f"POST /v1/{many}", {**body, "name": "Buitendienst"}),
        Case(f"read_{one}", "", f"GET {each}"),
        Case(f"update_{one}", "", f"PATCH {each}", change),
        Case(f"history_of_{one}", "", f"GET {each}/history"),
        Case(f"archive_{one}", "", f"DELETE {each}"),
        Case(f"restore_{one}", "", f"POST {each}/restore"),
        Case(f"list_{one}s", "all", f"GET /v1/{many}"),
        Case(f"search_{one}s", "some", f"POST /v1/{many}/search",
             {"criteria": {"field": field, "op": "eq", "value": value}}),
    ]  # fmt: skip


ROLE: dict[str, Any] = {"key": "@other_role_key", "name": "Binnendienst"}
PROFILE: dict[str, Any] = {"name": "Binnendienst", "types": {"relation": {"actions": ["read", "create", "edit"]}}}
FIELD: dict[str, Any] = {
    "of": "relation",
    "key": "@other_field_key",
    "kind": "choice",
    "options": [{"key": "klein", "name": "Klein"}, {"key": "groot", "name": "Groot"}],
}
RULE: dict[str, Any] = {
    "name": "Boekhouding leest",
    "of": "activity",
    "owned_by": {"role": "@owners"},
    "shared_with": {"role": "@readers"},
}


# not of the city that is searched for: a benchmark makes hundreds of these


def reached(name: str, digit: str) -> list[dict[str, str]]:
    """So that one is not taken for another."""
    phone = {"kind": "phone", "value": f"036 530 12 3{digit}"}
    return [phone, {"kind": "email", "value": f"verkoop@{name}.example"}]


COMPANY: dict[str, Any] = {
    "name": "Bakkerij Jansen B.V.",
    "status": ["prospect", "supplier"],
    "channels": reached("bakkerij-jansen", "4"),
    "addresses": [{"address": {"street": "Dorpsstraat", "number": "12", "postcode": "8011 AB", "city": "Zwolle"}}],
}
ADDRESS = {"street": "Dorpsstraat", "number": "12", "postcode": "8011 AB", "city": "Zwolle", "country": "NL"}
ONE_PHONE = [{"kind": "phone", "value": "036 530 99 99"}]
NAME = crowd.word(500)
ALMERE = {"field": "city", "op": "eq", "value": "Almere"}
CALL: dict[str, Any] = {
    "kind": "phone_call",
    "subject": "Vraagt een offerte",
    "links": ["@company"],
    "participants": [{"contact": "@contact"}],
    "starts_at": "2026-11-20T09:30:00Z",
}
TASK: dict[str, Any] = {
    "kind": "task",
    "subject": "Offerte sturen",
    "text": f"<p>{' '.join(f'woord{n}s' for n in range(100))}</p>",
    "links": ["@company"],
    "is_task": True,
    "due_on": "2027-01-20",
}
JAN = {"name": "Jan Visser", "email": "jan@visser.example"}
TEMPLATE = {
    "name": "Offerte verstuurd",
    "subject": "Onze offerte voor {{relation.name}}",
    "html": "<p>Beste {{contact.first_name|lezer}},</p><p>Hierbij de offerte.</p><p>{{user.name}}</p>",
    "language": "nl",
}
A_DAY_BEFORE = {"key": "day_before", "of": "due", "ahead": "P1D"}
AGREED = {"purpose": "newsletter", "state": "given", "at": "2026-11-20T09:30:00Z", "source": "form"}
LEFT = {"key": "left", "of": "contact", "months": 24, "action": "erase"}
CUSTOMER = {"field": "status", "op": "has_any", "value": ["customer"]}

DAUGHTERS: dict[str, Any] = {
    "of": "relation",
    "criteria": {"field": "parent", "op": "eq", "value": "@company"},
    "by": [{"field": "kind"}, {"field": "created_at", "every": "month"}],
}

SELECTED: dict[str, Any] = {"of": "relation", "criteria": CUSTOMER}
LOOKED: dict[str, Any] = {**SELECTED, "columns": ["display_name", "city", "status"], "sort": "-name"}

CASES = (
    Case("create_relation", "a company with address, phone, mail and two statuses", "POST /v1/relations",
         {**COMPANY, "name": "@fresh", "channels": reached("bakkerij", "1")}),
    Case("create_relation", "the same with an Idempotency-Key", "POST /v1/relations",
         {**COMPANY, "name": "@fresher", "channels": reached("slagerij", "2")},
         {"Idempotency-Key": "{key}"}),
    Case("create_relation", "a company of a name only", "POST /v1/relations", {"name": "Hamerslag"}),
    Case("read_relation", "with its address", "GET /v1/relations/{company}"),
    Case("update_relation", "another phone number", "PATCH /v1/relations/{company}", {"channels": ONE_PHONE}),
    Case("update_relation", "another status", "PATCH /v1/relations/{plain}", {"status": ["customer"]}),
    Case("update_relation", "another name", "PATCH /v1/relations/{plain}", {"name": "Slagerij"}),
    Case("update_relation", "another note, with If-Match", "PATCH /v1/relations/{plain}", {"note": "x"},
         {"If-Match": '"1"'}),
    Case("update_relation", "a parent", "PATCH /v1/relations/{plain}", {"parent": "@company"}),
    Case("history_of_relation", "", "GET /v1/relations/{plain}/history"),
    Case("tree_of_relation", "a parent with one subsidiary", "GET /v1/relations/{plain}/tree"),
    Case("archive_relation", "", "DELETE /v1/relations/{plain}"),
    Case("restore_relation", "", "POST /v1/relations/{plain}/restore"),
    Case("upsert_relation", "a new one", "PUT /v1/relations/by/sap/{key}", {"name": "Hamerslag"}),
    Case("upsert_relation", "nothing new", "PUT /v1/relations/by/sap/{key}", {"name": "Hamerslag"}),
    Case("list_relations", "the first 50", "GET /v1/relations"),
    Case("list_relations", "50 customers", "GET /v1/relations?status=customer"),
    Case("list_relations", "by mail address", f"GET /v1/relations?email=info@{NAME}.example"),
    Case("search_relations", "50 customers in a city of one in fifty", "POST /v1/relations/search",
         {"criteria": {"all": [CUSTOMER, ALMERE]}}, common=True),
    Case("create_contact", "with a phone", "POST /v1/contacts",
         {"company": "@company", "last_name": "Brouwer", "channels": ONE_PHONE}),
    Case("read_contact", "with what it has from its company", "GET /v1/contacts/{contact}"),
    Case("update_contact", "another function", "PATCH /v1/contacts/{contact}", {"function": "Inkoper"}),
    Case("link_person", "a new person of the typed name", "POST /v1/contacts/{contact}/link-person", {}),
    Case("unlink_person", "", "POST /v1/contacts/{contact}/unlink-person"),
    Case("history_of_contact", "", "GET /v1/contacts/{contact}/history"),
    Case("archive_contact", "", "DELETE /v1/contacts/{contact}"),
    Case("restore_contact", "", "POST /v1/contacts/{contact}/restore"),
    Case("upsert_contact", "a new one", "PUT /v1/contacts/by/sap/{key}", {"company": "@company", "last_name": "Smit"}),
    Case("list_contacts", "the first 50", "GET /v1/contacts"),
    Case("list_contacts_of_relation", "four", "GET /v1/relations/{company}/contacts"),
    Case("search_contacts", "those of a company", "POST /v1/contacts/search",
         {"criteria": {"field": "company", "op": "eq", "value": "@company"}}),
    Case("create_address", "", "POST /v1/addresses", {"street": "Markt", "number": "@number", "city": "Zwolle"}),
    Case("read_address", "", "GET /v1/addresses/{address}"),
    Case("update_address", "another street", "PATCH /v1/addresses/{address}", {"street": "Grote Markt"}),
    Case("address_used_by", "", "GET /v1/addresses/{used}/used-by"),
    Case("detach_address", "", "POST /v1/addresses/{used}/detach", {"user": "@company"}),
    Case("history_of_address", "", "GET /v1/addresses/{address}/history"),
    Case("archive_address", "", "DELETE /v1/addresses/{address}"),
    Case("restore_address", "", "POST /v1/addresses/{address}/restore"),
    Case("list_addresses", "the first 50", "GET /v1/addresses"),
    Case("search_addresses", "50 of a country", "POST /v1/addresses/search",
         {"criteria": {"field": "country", "op": "eq", "value": "NL"}}),
    Case("create_team", "of a name only", "POST /v1/teams", {"name": "@key"}),
    Case("read_team", "", "GET /v1/teams/{team}"),
    Case("update_team", "a description", "PATCH /v1/teams/{team}", {"description": "Wie verkoopt"}),
    Case("history_of_team", "", "GET /v1/teams/{team}/history"),
    Case("archive_team", "", "DELETE /v1/teams/{team}"),
    Case("restore_team", "", "POST /v1/teams/{team}/restore"),
    Case("list_teams", "the first 50", "GET /v1/teams"),
    Case("search_teams", "my own", "POST /v1/teams/search",
         {"criteria": {"field": "members", "op": "has_any", "value": ["@me"]}}),
    *described("role", ROLE, {"description": "Wie klanten bezoekt"}, "key", "sales"),
    *described("profile", PROFILE, {"description": "Wie klanten bezoekt"}, "name", "Binnendienst"),
    *described("selection", SELECTED, {"description": "Elke maand"}, "of", "relation"),
    *described("view", LOOKED, {"columns": ["display_name"]}, "of", "relation"),
    *described("saved_report", SELECTED, {"by": [{"field": "kind"}]}, "of", "relation"),
    Case("list_members", "50 customers", "GET /v1/selections/{selection}/members", common=True),
    Case("fill_selection", "one relation", "POST /v1/selections/{static}/members",
         {"add": {"of": "relation", "ids": ["@plain"]}}),
    Case("count", "the customers of one parent", "POST /v1/counts",
         {"of": "relation", "criteria": {"all": [CUSTOMER, {"field": "parent", "op": "eq", "value": "@company"}]}}),
    *described("custom_field", FIELD, {"help": "In klassen"}, "of", "relation"),
    *described("code_table", {"key": "@other_field_key"}, {"description": "Waar klanten zijn"}, "key", "regions"),
    *described("code", {"table": "@coded", "code": "NL-FL"}, {"name": "Flevoland"}, "code", "NL"),
    Case("find_codes", "while somebody types", "GET /v1/code-tables/{coded}/codes?q=ned"),
    Case("find_codes", "on top of a table", "GET /v1/code-tables/{coded}/codes"),
    Case("usage_of_custom_field", "one choice", "GET /v1/custom-fields/{custom_field}/usage"),
    Case("unused_options", "of one choice", "GET /v1/custom-fields/unused?of=relation"),
    Case("add_option", "", "POST /v1/custom-fields/{custom_field}/options", {"name": "@other_role_key"}),
    Case("read_rights_catalog", "", "GET /v1/rights/catalog"),
    Case("read_schema", "of relations", "GET /v1/schema/relation"),
    Case("list_schemas", "", "GET /v1/schema"),
    *described("sharing_rule", RULE, {"level": "edit"}, "of", "activity"),
    Case("explain_right", "on a relation", "POST /v1/rights/explain",
         {"right": {"type": "relation", "action": "edit"}, "record": "@company"}),
    Case("rights_of_user", "one's own", "GET /v1/users/{asker}/rights"),
    Case("access_of_record", "of a relation", "GET /v1/records/{company}/access"),
    Case("create_activity", "a call with a company and a contact", "POST /v1/activities", CALL),
    Case("create_activity", "a task of one's own, with a text of 100 words", "POST /v1/activities", TASK),
    Case("read_activity", "", "GET /v1/activities/{task}"),
    Case("update_activity", "another date", "PATCH /v1/activities/{task}", {"due_on": "2027-02-01"}),
    Case("follow_up_activity", "", "POST /v1/activities/{task}/follow-up", {"until": "2027-01-15"}),
    Case("assign_activity", "to a team", "POST /v1/activities/{task}/assign", {"assignees": ["@team"]}),
    Case("reassign_activities", "one", "POST /v1/activities/reassign", {"to": "@team", "ids": ["@weekly"]}),
    Case("complete_activity", "", "POST /v1/activities/{task}/complete", {"outcome": "Gedaan"}),
    Case("complete_activity", "one that recurs", "POST /v1/activities/{weekly}/complete", {}),
    Case("skip_activity", "", "POST /v1/activities/{daily}/skip"),
    Case("reopen_activity", "", "POST /v1/activities/{task}/reopen"),
    Case("withdraw_activity", "", "POST /v1/activities/{task}/withdraw"),
    Case("publish_activity", "", "POST /v1/activities/{task}/publish"),
    Case("history_of_activity", "", "GET /v1/activities/{task}/history"),
    Case("archive_activity", "", "DELETE /v1/activities/{task}"),
    Case("restore_activity", "", "POST /v1/activities/{task}/restore"),
    Case("upsert_activity", "a new one", "PUT /v1/activities/by/exchange/{key}", {"kind": "note", "subject": "Thee"}),
    Case("list_activities", "the first 50", "GET /v1/activities"),
    Case("search_activities", "open tasks", "POST /v1/activities/search",
         {"criteria": {"field": "done", "op": "eq", "value": False}}),
    Case("read_worklist", "one's own", "GET /v1/worklist"),
    Case("read_worklist", "of a team", "GET /v1/worklist?team={team}"),
    Case("list_teams", "one's own", "GET /v1/teams?members=@me"),
    Case("timeline_of_relation", "", "GET /v1/relations/{company}/timeline"),
    Case("timeline_of_contact", "", "GET /v1/contacts/{contact}/timeline"),
    Case("timeline_of_address", "", "GET /v1/addresses/{used}/timeline"),
    Case("timeline_of_document", "", "GET /v1/documents/{document}/timeline"),
    Case("timeline_of_activity", "", "GET /v1/activities/{task}/timeline"),
    Case("timeline_of_user", "one's own", "GET /v1/users/{asker}/timeline"),
    Case("brief_of_relation", "", "GET /v1/relations/{company}/brief"),
    Case("brief_of_relations", "one of them", "GET /v1/briefs?ids={company}"),
    Case("brief_of_contact", "", "GET /v1/contacts/{contact}/brief"),
    Case("read_organisation", "", "GET /v1/organisation"),
    Case("change_organisation", "another name and time zone", "PATCH /v1/organisation",
         {"name": "Timmerwerk", "time_zone": "Asia/Tokyo"}),
    Case("list_activity_kinds", "", "GET /v1/activity-kinds"),
    Case("put_activity_kinds", "one more", "PUT /v1/activity-kinds",
         {"kinds": [*SHIPPED.values(), {"key": "beurs", "labels": {"nl": "Beurs"}}]}),
    Case("read_mail_settings", "", "GET /v1/mail-settings"),
    Case("put_mail_settings", "another name", "PUT /v1/mail-settings", {"slug": "timmerwerk"}),
    Case("renew_dossier_addresses", "", "POST /v1/mail-settings/renew"),
    Case("read_dossier_address", "", "GET /v1/dossier-address"),
    Case("dossier_address_of_relation", "", "GET /v1/relations/{company}/dossier-address"),
    Case("dossier_address_of_contact", "", "GET /v1/contacts/{contact}/dossier-address"),
    Case("create_product", "", "POST /v1/products", {"name": "Kabel"}),
    Case("read_product", "", "GET /v1/products/{product}"),
    Case("update_product", "", "PATCH /v1/products/{product}", {"discontinued": True}),
    Case("history_of_product", "", "GET /v1/products/{product}/history"),
    Case("archive_product", "", "DELETE /v1/products/{product}"),
    Case("restore_product", "", "POST /v1/products/{product}/restore"),
    Case("list_products", "", "GET /v1/products"),
    Case("search_products", "", "POST /v1/products/search",
         {"criteria": {"field": "kind", "op": "eq", "value": "service"}}),
    Case("upsert_product", "a new one", "PUT /v1/products/by/sap/{key}", {"name": "Snoer"}),
    Case("create_supply", "", "POST /v1/supplies", {"supplier": "@plain", "product": "@sold"}),
    Case("read_supply", "", "GET /v1/supplies/{supply}"),
    Case("update_supply", "", "PATCH /v1/supplies/{supply}", {"preferred": True}),
    Case("history_of_supply", "", "GET /v1/supplies/{supply}/history"),
    Case("archive_supply", "", "DELETE /v1/supplies/{supply}"),
    Case("restore_supply", "", "POST /v1/supplies/{supply}/restore"),
    Case("list_supplies", "", "GET /v1/supplies?product={sold}"),
    Case("search_supplies", "", "POST /v1/supplies/search",
         {"criteria": {"field": "preferred", "op": "eq", "value": True}}),
    Case("create_building", "", "POST /v1/buildings",
         {"name": "Havengebouw", "parties": [{"party": "@company", "role": "owner"}]}),
    Case("read_building", "", "GET /v1/buildings/{building}"),
    Case("update_building", "", "PATCH /v1/buildings/{building}", {"built_in": 1998}),
    Case("history_of_building", "", "GET /v1/buildings/{building}/history"),
    Case("archive_building", "", "DELETE /v1/buildings/{building}"),
    Case("restore_building", "", "POST /v1/buildings/{building}/restore"),
    Case("list_buildings", "", "GET /v1/buildings?parties={company}"),
    Case("search_buildings", "", "POST /v1/buildings/search",
         {"criteria": {"field": "built_in", "op": "lt", "value": 2000}}),
    Case("upsert_building", "a new one", "PUT /v1/buildings/by/sap/{key}", {"name": "Loods"}),
    Case("records_on_the_map", "none near", "POST /v1/map", {"near": {"latitude": 0, "longitude": 0}, "within": 1}),
    Case("create_connection", "two companies", "POST /v1/connections",
         {"link_type": "supplies", "from_record": "@company", "to_record": "@plain"}),
    Case("create_connection", "a child, with what stands above it", "POST /v1/connections",
         {"link_type": "parent_of", "from_record": "@person", "to_record": "@child"}),
    Case("read_connection", "", "GET /v1/connections/{connection}"),
    Case("update_connection", "ended", "PATCH /v1/connections/{connection}", {"ended_on": "2026-12-31"}),
    Case("history_of_connection", "", "GET /v1/connections/{connection}/history"),
    Case("archive_connection", "", "DELETE /v1/connections/{connection}"),
    Case("restore_connection", "", "POST /v1/connections/{connection}/restore"),
    Case("list_connections", "of a company", "GET /v1/connections?record={company}"),
    Case("search_connections", "of a type", "POST /v1/connections/search",
         {"criteria": {"field": "link_type", "op": "eq", "value": "advisor"}}),
    Case("network_of_record", "two hops", "GET /v1/connections/network?record={contact}"),
    Case("list_link_types", "", "GET /v1/link-types"),
    Case("put_link_types", "one more", "PUT /v1/link-types", {"types": [*LINKS.values(), OWN]}),
    Case("read_search_settings", "", "GET /v1/search/settings"),
    Case("put_search_settings", "of relations", "PUT /v1/search/settings",
         {"types": {"relation": {"off": ["parent"]}}}),
    Case("my_layouts", "", "GET /v1/me/layouts"),
    Case("my_preferences", "", "GET /v1/me/preferences"),
    Case("change_my_preferences", "one", "PATCH /v1/me/preferences", {"theme": "dark"}),
    Case("put_my_preferences", "all", "PUT /v1/me/preferences", {"theme": "light"}),
    Case("list_layouts", "", "GET /v1/layouts"),
    Case("put_layouts", "of relations", "PUT /v1/layouts", {"layouts": [FOR_SALES]}),
    Case("create_launch_link", "for a company", "POST /v1/launch-links", {**SHOP, "assigned": "@company"}),
    Case("read_launch_link", "", "GET /v1/launch-links/{shop}"),
    Case("update_launch_link", "signed from now on", "PATCH /v1/launch-links/{shop}", {"sign": True}),
    Case("history_of_launch_link", "", "GET /v1/launch-links/{shop}/history"),
    Case("archive_launch_link", "", "DELETE /v1/launch-links/{shop}"),
    Case("restore_launch_link", "", "POST /v1/launch-links/{shop}/restore"),
    Case("list_launch_links", "those of a company", "GET /v1/launch-links?assigned={company}"),
    Case("search_launch_links", "those that are signed", "POST /v1/launch-links/search",
         {"criteria": {"field": "sign", "op": "eq", "value": True}}),
    Case("list_mail_log", "none", "GET /v1/mail-log"),
    Case("create_mail", "to somebody who is not kept, about a company", "POST /v1/mails",
         {"to": [JAN], "subject": "Offerte", "html": "<p>Beste Jan</p>", "links": ["@company"]}),
    Case("create_mail", "of a template that is filled in for a contact", "POST /v1/mails",
         {"to": [JAN], "template": "@template", "filled_from": "@contact", "links": ["@contact"]}),
    Case("cancel_mail", "", "POST /v1/mails/{mail}/cancel"),
    Case("send_mail_again", "", "POST /v1/mails/{mail}/send-again"),
    Case("create_mail_template", "", "POST /v1/mail-templates", TEMPLATE),
    Case("preview_mail_template", "for a contact", "POST /v1/mail-templates/{template}/preview",
         {"contact": "@contact"}),
    Case("read_mail_template", "", "GET /v1/mail-templates/{template}"),
    Case("update_mail_template", "another subject", "PATCH /v1/mail-templates/{template}", {"subject": "Uw aanvraag"}),
    Case("history_of_mail_template", "", "GET /v1/mail-templates/{template}/history"),
    Case("archive_mail_template", "", "DELETE /v1/mail-templates/{template}"),
    Case("restore_mail_template", "", "POST /v1/mail-templates/{template}/restore"),
    Case("list_mail_templates", "in Dutch", "GET /v1/mail-templates?language=nl"),
    Case("search_mail_templates", "by name", "POST /v1/mail-templates/search",
         {"criteria": {"field": "name", "op": "contains", "value": "offerte"}}),
    Case("list_reminder_rules", "", "GET /v1/reminder-rules"),
    Case("put_reminder_rules", "one", "PUT /v1/reminder-rules", {"rules": [A_DAY_BEFORE]}),
    Case("read_my_reminder_rules", "", "GET /v1/me/reminder-rules"),
    Case("put_my_reminder_rules", "one", "PUT /v1/me/reminder-rules", {"rules": [A_DAY_BEFORE]}),
    Case("delete_my_reminder_rules", "", "DELETE /v1/me/reminder-rules"),
    Case("create_upload", "", "POST /v1/documents/uploads",
         {"file_name": "contract.pdf", "type": "application/pdf", "size": 48_211}),
    Case("create_document", "about a company, its file is to follow", "POST /v1/documents",
         {"title": "Onderhoudscontract", "kind": "contract", "links": ["@company"]}),
    Case("read_document", "", "GET /v1/documents/{document}"),
    Case("update_document", "the day that it expires", "PATCH /v1/documents/{document}", {"expires_on": "2027-12-31"}),
    Case("withdraw_document", "", "POST /v1/documents/{document}/withdraw"),
    Case("publish_document", "", "POST /v1/documents/{document}/publish"),
    Case("history_of_document", "", "GET /v1/documents/{document}/history"),
    Case("links_of_document", "a company", "GET /v1/documents/{document}/links"),
    Case("usage_of_documents", "", "GET /v1/documents/usage"),
    Case("archive_document", "", "DELETE /v1/documents/{document}"),
    Case("restore_document", "", "POST /v1/documents/{document}/restore"),
    Case("list_documents", "those of a company", "GET /v1/documents?links={company}"),
    Case("search_documents", "those that expire", "POST /v1/documents/search",
         {"criteria": {"field": "expires_on", "op": "lt", "value": "2028-01-01"}}),
    Case("create_consent", "", "POST /v1/consents", {**AGREED, "party": "@person"}),
    Case("read_consent", "", "GET /v1/consents/{consent}"),
    Case("update_consent", "withdrawn", "PATCH /v1/consents/{consent}", {"state": "withdrawn", "source": "mail"}),
    Case("history_of_consent", "", "GET /v1/consents/{consent}/history"),
    Case("list_consents", "for a purpose", "GET /v1/consents?purpose=newsletter"),
    Case("search_consents", "those withdrawn", "POST /v1/consents/search",
         {"criteria": {"field": "state", "op": "eq", "value": "withdrawn"}}),
    Case("consents_of_relation", "one", "GET /v1/relations/{person}/consents"),
    Case("consents_of_contact", "one", "GET /v1/contacts/{leaver}/consents"),
    Case("export_person", "", "POST /v1/privacy/exports", {"person": "@person"}),
    Case("read_privacy_export", "", "GET /v1/privacy/exports/{export}"),
    Case("list_privacy_exports", "", "GET /v1/privacy/exports"),
    Case("put_retention_rules", "one", "PUT /v1/retention-rules", {"rules": [LEFT]}),
    Case("read_retention_rules", "", "GET /v1/retention-rules"),
    Case("list_retention_due", "contacts that ended", "GET /v1/retention/due?rule=left"),
    Case("apply_retention", "one that is not due", "POST /v1/retention/apply", {"rule": "left", "ids": ["@leaver"]}),
    Case("preview_erasure_of_relation", "a person", "GET /v1/relations/{person}/erasure"),
    Case("preview_erasure_of_contact", "", "GET /v1/contacts/{leaver}/erasure"),
    Case("erase_relation", "a person; what follows goes on by itself", "POST /v1/relations/{person}/erase",
         {"reason": "request"}),
    Case("erase_contact", "", "POST /v1/contacts/{leaver}/erase", {"reason": "request"}),
    Case("list_erasures", "", "GET /v1/erasures"),
    Case("read_erasure", "", "GET /v1/erasures/{erasure}"),
    Case("cancel_erasure", "one that waits", "POST /v1/erasures/{erasure}/cancel"),
    Case("read_audit_log", "of this month", "GET /v1/audit"),
    Case("export_audit_log", "as CSV", "GET /v1/audit/export"),
    Case("check_duplicates", "a company with address, phone and mail", "POST /v1/duplicates/check",
         {"of": "relation", "data": {**COMPANY, "name": "@fresh"}}),
    Case("check_duplicates", "of one that is there", "POST /v1/duplicates/check", {"of": "relation", "id": "@company"},
         common=True),
    Case("create_duplicate", "by hand", "POST /v1/duplicates", {"one": "@noted", "other": "@plain"}),
    Case("read_duplicate", "", "GET /v1/duplicates/{duplicate}"),
    Case("update_duplicate", "told apart", "PATCH /v1/duplicates/{duplicate}", {"state": "not_duplicate"}),
    Case("history_of_duplicate", "", "GET /v1/duplicates/{duplicate}/history"),
    Case("list_duplicates", "those of a company", "GET /v1/duplicates?record={company}"),
    Case("search_duplicates", "open ones", "POST /v1/duplicates/search",
         {"criteria": {"field": "state", "op": "eq", "value": "open"}}),
    Case("merge_relations", "two, to one of which a contact leads", "POST /v1/relations/{stays}/merge",
         {"sources": ["@goes"]}),
    Case("merge_relations", "a preview", "POST /v1/relations/{company}/merge",
         {"sources": ["@plain"], "preview": True}),
    Case("merge_contacts", "a preview", "POST /v1/contacts/{contact}/merge", {"sources": ["@twin"], "preview": True}),
    Case("merge_addresses", "two that nobody uses", "POST /v1/addresses/{lasts}/merge", {"sources": ["@lapses"]}),
    Case("read_duplicate_rules", "", "GET /v1/duplicates/rules"),
    Case("list_sources", "to fill in from", "GET /v1/prefill"),
    Case("delete_source_key", "where there is none", "DELETE /v1/prefill/kvk"),
    Case("put_duplicate_rules", "of relations", "PUT /v1/duplicates/rules", {"relation": {"threshold": 90}}),
    Case("read_completeness_rules", "", "GET /v1/completeness-rules"),
    Case("put_completeness_rules", "of relations", "PUT /v1/completeness-rules",
         {"types": {"relation": [{"field": "email"}, {"field": "address", "weight": 3}]}}),
    Case("read_audit_settings", "", "GET /v1/audit-settings"),
    Case("put_audit_settings", "kept for three months", "PUT /v1/audit-settings",
         {"days": 90, "mass_read_limit": 5_000}),
    Case("make_report", "the daughters of a company, by kind and month", "POST /v1/reports", DAUGHTERS),
    Case("export_report", "as CSV", "POST /v1/reports/export", DAUGHTERS),
    Case("begin_job", "another status of two relations", "POST /v1/jobs",
         {"kind": "change", "those": SOME, "what": NEW}),
    Case("read_job", "", "GET /v1/jobs/{job}"),
    Case("rows_of_job", "two", "GET /v1/jobs/{job}/rows"),
    Case("list_jobs", "", "GET /v1/jobs"),
    Case("undo_job", "of one relation", "POST /v1/jobs/{job}/undo"),
    Case("list_notices", "none", "GET /v1/notices"),
    Case("count_notices", "none", "GET /v1/notices/count"),
    Case("read_notices", "none", "POST /v1/notices/read", {"until": "2026-11-22T09:30:00Z"}),
    Case("follow_record", "a company", "PUT /v1/me/subscriptions/records/{company}", {}),
    Case("read_followed_record", "a company", "GET /v1/me/subscriptions/records/{company}"),
    Case("list_subscriptions", "one", "GET /v1/me/subscriptions"),
    Case("unfollow_record", "a company", "DELETE /v1/me/subscriptions/records/{company}"),
    Case("read_followed_kinds", "", "GET /v1/me/subscriptions/kinds"),
    Case("put_followed_kinds", "one", "PUT /v1/me/subscriptions/kinds", {"kinds": [{"kind": "visit"}]}),
    Case("read_notice_channels", "", "GET /v1/me/subscriptions/channels"),
    Case("put_notice_channels", "one by mail", "PUT /v1/me/subscriptions/channels", {"assigned": "mail"}),
    Case("quick_search", "a name", f"GET /v1/search?q={NAME}"),
    Case("quick_search", "a company, a person and a city", f"GET /v1/search?q={crowd.word(0)}+jan+almere"),
    Case("quick_search", "a first name of one in a hundred", "GET /v1/search?q=jan", common=True),
    Case("quick_search", "a city of one in fifty", "GET /v1/search?q=almere", common=True),
    Case("quick_search", "that first name in that city", "GET /v1/search?q=jan+almere", common=True),
    Case("quick_search", "one letter", "GET /v1/search?q=b", common=True),
    Case("quick_search", "contacts only, in that city", "GET /v1/search?q=almere&types=contact", common=True),
)  # fmt: skip


def known(post: Post, key: str) -> dict[str, str]:
    """What the cases are about, made anew; `post` gives an answer from which "id" can be taken."""

    def contact(first_name: str, last_name: str) -> Any:
        return post("/v1/contacts", {"company": company["id"], "first_name": first_name, "last_name": last_name})

    def series(subject: str, rule: str) -> Any:
        task = {"kind": "task", "subject": subject, "is_task": True, "due_on": "2027-01-04", "recurrence": rule}
        return post("/v1/activities", task)["id"]

    company = post("/v1/relations", {**COMPANY, "name": f"Timmerfabriek {key} B.V."})
    contact("Piet", "Mulder")
    person, leaver = post("/v1/relations", {"kind": "person", "last_name": "Boom"})["id"], contact("Els", "Boom")["id"]
    waits = {"reason": "other", "keep_until": "2060-01-01"}
    kept = post(f"/v1/contacts/{contact('Kees', 'Boom')['id']}/erase", waits)
    codes = post("/v1/code-tables", {"key": f"c{key}".replace("-", "_"), "name": "Regio"})["id"]
    role, owners, readers = (post("/v1/roles", {**ROLE, "key": f"{each}{key}"})["id"] for each in "acd")
    return {
        "person": person,
        "leaver": leaver,
        "erasure": kept["id"],
        "consent": post("/v1/consents", {**AGREED, "party": leaver})["id"],
        "export": post("/v1/privacy/exports", {"person": person})["id"],
        "key": key,
        "fresh": f"Bakkerij {key} B.V.",
        "fresher": f"Slagerij {key} B.V.",
        "number": key[-6:],
        "asker": company["created_by"],
        "company": company["id"],
        "used": company["addresses"][0]["address"]["id"],
        "noted": (noted := post("/v1/relations", {"name": "Schilderwerken West"})["id"]),
        "plain": (plain := post("/v1/relations", {"name": "Metselwerken Oost"})["id"]),
        "contact": (jan := contact("Jan", "Visser")["id"]),
        "twin": contact("J.", "Visser")["id"],
        "stays": post("/v1/relations", {"name": "Loodgieters Noord"})["id"],
        "goes": (goes := post("/v1/relations", {"name": "Loodgieter Noord"})["id"]),
        "led": post("/v1/contacts", {"company": goes, "last_name": "Pijp"})["id"],
        "lasts": post("/v1/addresses", {**ADDRESS, "number": f"1{key[-5:]}"})["id"],
        "lapses": post("/v1/addresses", {**ADDRESS, "number": f"2{key[-5:]}"})["id"],
        "connection": post("/v1/connections", {"link_type": "advisor", "from_record": jan, "to_record": plain})["id"],
        "duplicate": post("/v1/duplicates", {"one": company["id"], "other": plain})["id"],
        "child": post("/v1/relations", {"kind": "person", "last_name": "Twijg"})["id"],
        "address": post("/v1/addresses", {**ADDRESS, "number": key[-6:]})["id"],
        "document": post("/v1/documents", {"title": "Keuringsrapport", "links": [company["id"]]})["id"],
        "template": post("/v1/mail-templates", TEMPLATE)["id"],
        "mail": post("/v1/mails", {"to": [JAN], "subject": "Offerte", "text": "Zie boven"})["id"],
        "shop": post("/v1/launch-links", {**SHOP, "assigned": company["id"]})["id"],
        "job": post("/v1/jobs", {"kind": "change", "those": {"of": "relation", "ids": [noted]}, "what": NOTE})["id"],
        "product": post("/v1/products", {"name": "Contactdoos"})["id"],
        "sold": (sold := post("/v1/products", {"name": "Stekker"})["id"]),
        "supply": post("/v1/supplies", {"supplier": company["id"], "product": sold})["id"],
        "building": post("/v1/buildings", {"name": "Loods"})["id"],
        "selection": post("/v1/selections", {**SELECTED, "name": "Klanten"})["id"],
        "static": post("/v1/selections", {"name": "Beurs", "of": "relation", "kind": "static"})["id"],
        "view": post("/v1/views", {**LOOKED, "name": "Klanten"})["id"],
        "saved_report": post("/v1/saved-reports", {**SELECTED, "name": "Klanten"})["id"],
        "other_role_key": f"b{key}",
        "role": role,
        "profile": post("/v1/profiles", PROFILE)["id"],
        "other_field_key": f"b{key}".replace("-", "_"),
        "custom_field": post("/v1/custom-fields", {**FIELD, "key": f"a{key}".replace("-", "_"), "name": "Omvang"})[
            "id"
        ],
        "code_table": post("/v1/code-tables", {"key": f"d{key}".replace("-", "_"), "name": "Filialen"})["id"],
        "coded": codes,
        "code": post("/v1/codes", {"table": codes, "code": "NL", "name": "Nederland"})["id"],
        "sharing_rule": post("/v1/sharing-rules", _filled(RULE, {"owners": owners, "readers": readers}))["id"],
        "owners": owners,
        "readers": readers,
        "team": post("/v1/teams", {"name": f"Verkoop {key}"})["id"],
        "task": post("/v1/activities", {"kind": "task", "subject": "Terugbellen", "is_task": True})["id"],
        "weekly": series("Planning", "FREQ=WEEKLY"),
        "daily": series("Kas opmaken", "FREQ=DAILY"),
    }


def asked(case: Case, ids: dict[str, str]) -> Asked:
    method, path = case.route.format(**ids).split(" ")
    headers = {name: value.format(**ids) for name, value in case.headers.items()}
    return Asked(method, path, _filled(case.body, ids), headers)


def _filled(body: Any, ids: dict[str, str]) -> Any:
    if isinstance(body, dict):
        return {name: _filled(value, ids) for name, value in body.items()}
    if isinstance(body, list):
        return [_filled(each, ids) for each in body]
    return ids.get(body[1:], body) if isinstance(body, str) and body.startswith("@") else body


ELSEWHERE = {
    "portal_start", "portal_activities", "portal_activity", "portal_complete", "portal_comment", "portal_relation",
    "portal_documents", "portal_document", "portal_launchpad", "portal_launch", "create_tie", "read_tie", "update_tie",
    "history_of_tie", "archive_tie", "restore_tie", "list_ties", "search_ties", "create_type_default",
    "read_type_default", "update_type_default", "history_of_type_default", "archive_type_default",
    "restore_type_default", "list_type_defaults", "search_type_defaults",
    "work_of_user", "hand_over_work_of_user", "read_hand_over", "read_notice", "unread_notice", "file_activity",
    "make_contact_of_activity", "hand_over_relation", "take_relation", "take_activity", "give_back_activity",
    "cancel_job", "list_imports", "read_import", "change_import",
    "create_import_upload",
}  # fmt: skip


def missing() -> set[str]:
    """Operations on records for which there is no case. What is asked of accounts only keeps the copy of a user; what
    takes a file that has arrived, or shows it, is measured in tests/test_documents.py and tests/test_pages.py, and what
    needs a notice in tests/test_notices.py, a mail that came in in tests/test_inbox.py, a colleague who leaves in
    tests/test_hand_over.py, an owner in tests/test_hand_over_owned.py, or the queue of a team in
    tests/test_giving_teams.py. What is for people from outside is in tests/test_portal_start.py. A default of
    a type, of which there is one, costs what a role does; to cancel a job, what reading and changing it does.
    What a file that came in costs to look at and to map is held in tests/test_importing.py, what takes a key of a
    source in tests/test_prefill.py."""
    elsewhere = {IDENTITY_READS, SEEKS, FETCHES, SHOWS, HANDS_OUT, SEALS_KEYS, OPENS_KEYS}
    asked = [each for each in OPERATIONS.values() if each.right and not elsewhere & {*each.touches}]
    on_records = {each.name for each in asked if {READS, WRITES} & {*each.touches}}
    return on_records - {case.operation for case in CASES} - ELSEWHERE
