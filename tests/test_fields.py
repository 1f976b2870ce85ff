"""What a profile hides cannot be found out: not by asking, not by errors, not by what one is told (Z3, B19)."""

from itertools import product

import pytest

from chalicelib import clock
from chalicelib.access import fields, held, reading, subject
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.models.relation import RELATION
from chalicelib.reactions import notice_mail
from chalicelib.storage import notices, records
from chalicelib.storage.notices import Notice
from tests.canaries import Company, company
from tests.world import World


@pytest.fixture
def acme(world: World) -> Company:
    return company(world)


def as_bob(acme: Company) -> Actor:
    return Actor(acme.bob.tenant, acme.bob.id, "", "", "some")


# ------------------------------------------------------------------------------------------------------------- oracles


LEVELS = ("none", "read", "write")
OPERATORS = ("eq", "prefix", "contains", "lt", "gte", "exists", "in")
QUERIES = (
    ("channels", "email=qzrelationmail@qzrelationhost.example"), ("channels", "phone=036 530 12 34"),
    ("chamber_number", "chamber_number=20714385"), ("external_ids", "external_id=sap:qzrelationkey"),
    ("parent", "parent=rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"), ("status", "status=customer"),
    ("last_touch", "sort=last_touch_at"), ("last_touch", "sort=-last_touch_at"),
)  # fmt: skip


def test_a_hidden_value_cannot_be_searched_for_letter_by_letter(acme: Company) -> None:
    acme.hide({"contact": ["function"]})
    known = {"field": "company", "op": "exists", "value": True}
    for op in OPERATORS:
        asked = {"field": "function", "op": op, "value": {"exists": True, "in": ["qz"]}.get(op, "qz")}
        for criteria in (asked, {"any": [asked]}, {"not": asked}, {"all": [known, asked]}):
            reply = acme.bob.post("/v1/contacts/search", {"criteria": criteria})
            assert (reply.status, reply["errors"][0]["code"]) == (422, "unknown_field")


def test_no_parameter_asks_about_what_is_hidden(acme: Company) -> None:
    for hidden, query in QUERIES:
        acme.hide({})
        assert acme.bob.get(f"/v1/relations?{query}").status == 200
        acme.hide({"relation": [hidden]})
        assert acme.bob.get(f"/v1/relations?{query}").status == 400


def test_a_page_that_was_begun_is_not_gone_on_with(acme: Company) -> None:
    acme.ann.company("Third", status=["customer"])
    asked = {"criteria": {"field": "status", "op": "has_any", "value": ["customer"]}, "limit": 1}
    first = acme.bob.post("/v1/relations/search", asked)
    acme.hide({"relation": ["status"]})
    again = {**asked, "cursor": first["page"]["next_cursor"]}
    assert acme.bob.post("/v1/relations/search", again).status == 422


def test_a_word_of_a_hidden_field_finds_nothing(acme: Company) -> None:
    """Neither by itself, nor to tell whether it is there by a word that is seen."""
    assert acme.bob.search("qzrelationhost", "relation") == ["Hamerslag"]
    acme.hide({"relation": ["channels"]})
    for typed in ("qzrelationhost", "qz", "hamerslag qzrelationhost"):
        assert acme.bob.search(typed, "relation") == []
    assert acme.bob.search("hamerslag", "relation") == ["Hamerslag"]


def test_where_something_is_used_is_told_by_what_may_be_seen_of_it(acme: Company) -> None:
    used_by = f"/v1/addresses/{acme.ids['address']}/used-by"
    assert acme.bob.names(used_by) == ["Wharf", "Visser", "Hamerslag"]
    acme.hide({name: ["addresses"] for name in ("relation", "contact", "building")})
    assert acme.bob.names(used_by) == []
    in_use = acme.bob.delete(f"/v1/addresses/{acme.ids['address']}")
    assert (in_use.status, in_use["used_by"]) == (409, [])


def test_who_may_not_see_what_stands_above_sees_no_tree(acme: Company) -> None:
    one = f"/v1/relations/{acme.ids['relation']}/tree"
    assert acme.bob.names(one) == ["Above", "Hamerslag"]
    acme.hide({"relation": ["parent"]})
    assert acme.bob.names(one) == ["Hamerslag"]


def test_what_is_inherited_of_a_hidden_field_is_hidden(acme: Company) -> None:
    acme.hide({"relation": ["channels"]})
    told = [acme.bob.get(f"/v1/contacts/{acme.ids['contact']}").json["reached_by"],
            acme.bob.get(f"/v1/relations/{acme.ids['relation']}/brief")["contacts"][0]["reached_by"]]  # fmt: skip
    assert [[each["source"] for each in reached] for reached in told] == [["own"], ["own"]]


# --------------------------------------------------------------------------------------------------- what one is told


def test_a_notice_tells_no_date_of_what_is_hidden(acme: Company) -> None:
    """Nor does its letter."""
    told = {"of": "expires", "due": "2031-07-09"}
    notice = Notice(acme.bob.id, "cause", "expires", acme.ids["document"], clock.timestamp(), told=told)
    notices.give(acme.bob.tenant, [notice])
    bob = records.get(acme.bob.tenant, acme.bob.id)
    assert bob is not None
    for hidden, seen in (([], told), (["expires_on"], {})):
        acme.hide({"document": hidden})
        assert [each["told"] for each in acme.bob.get("/v1/notices")["data"] if each["kind"] == "expires"] == [seen]
        notice_mail.send(acme.bob.tenant, bob, [notice], digest=False)
        assert ("2031" in acme.world.outbox()[-1]) is bool(seen)


def test_a_template_is_not_filled_in_with_what_is_hidden_from_who_writes(acme: Company) -> None:
    html = "<p>{{contact.function|no function}}, {{contact.salutation|no salutation}}</p>"
    made = acme.ann.post("/v1/mail-templates", {"name": "All", "subject": "x", "html": html})
    acme.hide({"contact": ["function", "salutation_formal"]})
    told = {"contact": acme.ids["contact"]}
    shown = acme.bob.post(f"/v1/mail-templates/{made.id}/preview", told)
    assert shown["html"] == "<p>no function, no salutation</p>"
    sent = {"to": [told | {"email": "qzcontactmail@qzcontacthost.example"}], "template": made.id}
    assert acme.bob.post("/v1/mails", sent)["text"] == shown["html"]


def test_who_may_not_see_an_address_does_not_write_to_it(acme: Company) -> None:
    acme.hide({"contact": ["channels"], "relation": ["channels"]})
    sent = {"to": [{"contact": acme.ids["contact"]}], "subject": "x", "html": "<p>x</p>"}
    reply = acme.bob.post("/v1/mails", sent)
    assert (reply.status, reply["errors"][0]["code"]) == (422, "no_address")


def test_a_value_that_is_taken_names_nobody_to_who_may_not_see_it(acme: Company) -> None:
    other = acme.ann.post("/v1/relations", {"name": "Other", "external_ids": {"sap": "other"}}).id
    acme.ann.delete(f"/v1/relations/{other}")
    acme.ann.post("/v1/relations", {"name": "Third", "external_ids": {"sap": "other"}})
    assert "existing" in acme.bob.post(f"/v1/relations/{other}/restore").json
    acme.hide({"relation": ["external_ids"]})
    taken = acme.bob.post(f"/v1/relations/{other}/restore")
    assert (taken.status, "existing" in taken.json) == (409, False)


# -------------------------------------------------------------------------------------------------------- what decides


def test_rights_are_decided_on_what_is_kept_and_not_on_what_is_seen(acme: Company) -> None:
    """Whoever may not see that a relation is restricted does not get at it by that."""
    acme.hide({"relation": ["restricted", "access", "owner", "co_owners"]})
    found = records.get(acme.bob.tenant, acme.ids["relation"])
    who = subject.of(held.of(acme.bob.tenant), as_bob(acme))
    assert found is not None
    seen = fields.project(who, found)
    assert seen.data.keys().isdisjoint({"restricted", "access", "owner", "co_owners"})
    for action in ("read", "edit", "delete"):
        right = Right("relation", action)
        assert decide(who, right, seen) == decide(who, right, found)


def test_what_a_record_is_called_by_cannot_be_hidden(acme: Company) -> None:
    acme.set({"relation": {"*": "none"}})
    told = acme.bob.get(f"/v1/relations/{acme.ids['relation']}").json
    assert told["display_name"] == "Hamerslag"
    assert told.keys() - fields.ENVELOPE <= RELATION.essential
    assert acme.bob.names("/v1/relations?sort=-updated_at") == ["Hamerslag", "Above"]


def test_of_several_profiles_each_grants_what_the_others_do_not(acme: Company) -> None:
    (role,) = [each["id"] for each in acme.ann.get("/v1/roles")["data"] if each["key"] == "some"]
    other = acme.ann.post("/v1/profiles", {"name": "Also"}).id
    assert acme.ann.patch(f"/v1/roles/{role}", {"profiles": [acme.profile, other]}).status == 200
    for first, second in product(LEVELS, repeat=2):
        acme.set({"relation": {"*": "write", "note": first}})
        types = {"relation": {"actions": ["read"], "fields": {"note": second}}}
        assert acme.ann.patch(f"/v1/profiles/{other}", {"types": types}).status == 200
        assert reading.sees(as_bob(acme), RELATION, "note") is bool({first, second} - {"none"})
        patched = acme.bob.patch(f"/v1/relations/{acme.ids['relation']}", {"note": "x"})
        assert (patched.status == 200) is ("write" in (first, second))
