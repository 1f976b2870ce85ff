"""Why somebody may or may not: everybody asks about themselves, some about others (F6, B4, A35)."""

from typing import Any

from tests.world import Reply, User, World


def explained(who: User, action: str, record: str | None = None, **more: Any) -> Reply:
    of = {"rel": "relation", "act": "activity", "rol": "role", "con": "contact"}[record[:3]] if record else "relation"
    body = {"right": {"type": of, "action": action}, **({"record": record} if record else {}), **more}
    return who.post("/v1/rights/explain", body)


def told(reply: Reply) -> tuple[bool, str]:
    assert reply.status == 200, reply.text
    return reply["allowed"], reply["rule"]


def private(root: User, *types: str) -> None:
    for each in types or ("relation",):
        assert root.post("/v1/type-defaults", {"of": each, "level": "private"}).status == 201


def test_what_is_no_id_is_told_by_how_one_looks(world: World) -> None:
    ria = world.user("administrator")
    right = {"type": "relation", "action": "read"}
    reply = ria.post("/v1/rights/explain", {"right": right, "record": "rel_1"})
    assert (reply.status, reply.fields) == (422, ["record"])
    assert reply["errors"][0]["message"] == "Give an id, such as rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z."
    reply = ria.post("/v1/rights/explain", {"right": {**right, "action": "Read it"}})
    assert reply["errors"][0]["message"] == "Give 1 to 60 small letters, dashes or underscores."
    for wrong in ("2026-02-30", "22-11-2026", "2026-11-22T10:00"):
        (fault,) = ria.get(f"/v1/audit?since={wrong}")["errors"]
        assert fault["message"].startswith("Give a date as YYYY-MM-DD, or a moment with its zone, such as ")
    consent = {"purpose": "newsletter", "channel": "mail", "state": "given", "source": "form"}
    body = {"party": ria.company().id, "at": "2026-11-20T09:30:00Z", "valid_until": "2026-11-22T10:00:00Z", **consent}
    reply = ria.post("/v1/consents", body)
    assert [each["message"] for each in reply["errors"]] == ["Give a date as YYYY-MM-DD."]


# ------------------------------------------------------------------------------------------------ about oneself


def test_everybody_learns_which_rule_lets_them_or_does_not(world: World) -> None:
    """F6"""
    ann, rob = world.user(), world.user("reader")
    company = ann.company().id
    assert told(explained(ann, "delete", company)) == (True, "6")
    assert told(explained(rob, "read", company)) == (True, "12")
    refused = explained(rob, "edit", company)
    assert refused.json == {"user": rob.id, "allowed": False, "rule": "4", "field": None,
                            "because": "no profile grants edit on relation"}  # fmt: skip
    assert rob.patch(f"/v1/relations/{company}", {"note": "x"}).status == 403
    assert told(explained(rob, "create")) == (False, "4")
    assert told(explained(ann, "create")) == (True, "5")


def test_what_explain_says_is_what_happens(world: World) -> None:
    """F6: of everybody, on a record and its dossier, in an organisation with closed doors."""
    root, ann, bob = world.user("administrator"), world.user("sales"), world.user("sales")
    people = [root, ann, bob, world.user("manager"), world.user("reader"), world.user("accounting")]
    company = ann.company("Hamerslag", restricted=True, access=[{"who": bob.id, "level": "read"}]).id
    private(root, "relation", "contact")
    contact = ann.contact(company).id
    for who in people:
        for path, record in ((f"/v1/relations/{company}", company), (f"/v1/contacts/{contact}", contact)):
            reads = who.get(path).status == 200
            asked = explained(who, "read", record)
            assert asked.status == (200 if reads else 422)
            if reads:
                assert told(asked)[0]
                allowed = told(explained(who, "edit", record))[0]
                assert (who.patch(path, {"note": "x"}).status == 200) is allowed
    assert [who.get(f"/v1/relations/{company}").status for who in people] == [200, 200, 200, 200, 404, 404]


def test_a_record_that_the_asker_may_not_read_is_not_there(world: World) -> None:
    """Z3: explain is no oracle; neither about oneself nor about a colleague, nor of another tenant."""
    root, ann, max_, bob = (world.user(role) for role in ("administrator", "sales", "manager", "sales"))
    kept, other = ann.company("Hamerslag", restricted=True).id, world.user("administrator", tenant="Other")
    missing = f"{kept[:-4]}0000"
    ours = explained(bob, "read", missing)
    for who in (bob, other):
        for record in (kept, missing):
            refused = explained(who, "read", record)
            assert (refused.status, refused.fields) == (422, ["record"])
            assert refused.json | {"request_id": ""} == ours.json | {"request_id": ""}
    assert told(explained(max_, "read", kept)) == (True, "9")
    assert told(explained(root, "read", kept, user=bob.id)) == (False, "8")


def test_a_field_is_explained_with_the_record(world: World) -> None:
    """B4: none, read and write; what a profile hides, what cannot be hidden, and what is computed."""
    root = world.user("administrator")
    hides = {"*": "write", "note": "none", "language": "read"}
    types = {"relation": {"actions": ["read", "create", "edit"], "fields": hides}}
    profile = root.post("/v1/profiles", {"name": "Field sales", "types": types}).id
    root.post("/v1/roles", {"key": "field_sales", "name": "Field sales", "profiles": [profile]})
    bob, company = world.user("field_sales"), root.company("Hamerslag", note="owes us", language="nl").id

    def field(name: str, action: str) -> tuple[bool, str, str, str]:
        reply = explained(bob, action, company, field=name)
        return reply["allowed"], reply["rule"], reply["field"]["level"], reply["field"]["because"]

    assert field("note", "read") == (False, "fields", "none", "no profile shows it")
    assert field("language", "read") == (True, "12", "read", "a profile lets them read it")
    assert field("language", "edit") == (False, "fields", "read", "a profile lets them read it")
    assert field("status", "edit") == (True, "12", "write", "a profile lets them write it")
    assert field("display_name", "edit") == (False, "fields", "read", "it is computed")
    assert explained(root, "edit", company, field="note")["field"]["because"] == "an administrator"
    assert explained(bob, "read", company, field="nothing").fields == ["field"]


def test_what_makes_no_sense_is_said(world: World) -> None:
    ann = world.user()
    company = ann.company().id
    wrong = ann.post("/v1/rights/explain", {"right": {"type": "contact", "action": "read"}, "record": company})
    unknown = ann.post("/v1/rights/explain", {"right": {"type": "banana", "action": "read"}})
    assert (wrong.status, wrong.fields) == (422, ["right.type"])
    assert (unknown.status, unknown.fields) == (422, ["right.type"])
    assert explained(ann, "frobnicate", company).fields == ["right.action"]
    assert told(ann.post("/v1/rights/explain", {"right": {"type": "setting", "action": "edit"}})) == (False, "4")


# ------------------------------------------------------------------------------------------------- about others


def test_of_others_only_those_above_them_and_administrators_are_told(world: World) -> None:
    root, max_, ann, bob = (world.user(role) for role in ("administrator", "manager", "sales", "sales"))
    outsider = world.user("external", kind="external")
    company = ann.company().id
    assert told(explained(root, "edit", company, user=bob.id)) == (True, "12")
    assert told(explained(max_, "manage_access", company, user=bob.id)) == (False, "4")
    assert told(explained(ann, "edit", company, user=ann.id)) == (True, "6")
    assert explained(ann, "edit", company, user=bob.id).status == 403
    assert explained(ann, "edit", company, user=max_.id).status == 403
    assert explained(outsider, "read", user=ann.id).fields == ["user"]
    assert explained(root, "edit", company, user=company).fields == ["user"]
    assert explained(world.user("administrator", tenant="Other"), "read", user=ann.id).fields == ["user"]


def test_who_may_not_sign_in_may_do_nothing(world: World) -> None:
    root, ann = world.user("administrator"), world.user()
    company = ann.company().id
    assert root.patch(f"/v1/users/{ann.id}", {"status": "disabled"}).status == 200
    world.settle()
    assert told(explained(root, "read", company, user=ann.id)) == (False, "1")


def test_explaining_takes_a_round_trip_or_two(world: World) -> None:
    root, ann = world.user("administrator"), world.user()
    company = ann.company().id
    with world.meter() as alone:
        explained(ann, "edit", company)
    with world.meter() as other:
        explained(root, "edit", company, user=ann.id)
    assert (alone.round_trips, other.round_trips) == (1, 1)


# ---------------------------------------------------------------------------------------- all rights of a user


def test_all_that_somebody_may_do_is_told(world: World) -> None:
    """B4, B18, B19"""
    root, ann = world.user("administrator"), world.user("sales")
    top = root.post("/v1/teams", {"name": "Field"}).id
    low = root.post("/v1/teams", {"name": "North", "members": [ann.id], "parent": top}).id
    rule = {"name": "Field reads", "of": "activity", "owned_by": {"team": low}, "shared_with": {"team": top}}
    shared = root.post("/v1/sharing-rules", rule).id
    private(root)
    rights = ann.get(f"/v1/users/{ann.id}/rights")
    assert (rights["role"]["name"], rights["administrator"], rights["active"]) == ("Sales", False, True)
    assert [each["name"] for each in rights["teams"]] == ["Field", "North"]
    assert [each["name"] for each in rights["profiles"]] == ["Sales"]
    by_type = {each["type"]: each for each in rights["types"]}
    assert {"create", "delete", "edit", "export", "read"} <= {*by_type["relation"]["actions"]}
    assert "manage_access" not in by_type["relation"]["actions"]
    assert by_type["role"]["actions"] == ["read"]
    assert (by_type["relation"]["default"], by_type["contact"]["default"]) == ("private", "delete")
    assert by_type["activity"]["rules"] == [{"id": shared, "name": "Field reads", "level": "read"}]
    assert by_type["relation"]["fields"] == {}


def test_all_rights_of_a_superior_a_reader_and_somebody_from_outside(world: World) -> None:
    root, max_, rob = (world.user(role) for role in ("administrator", "manager", "reader"))
    outsider = world.user("external", kind="external")
    company = root.company().id
    root.post("/v1/ties", {"user": outsider.id, "relation": company, "part": "accountant"})
    above = root.get(f"/v1/users/{max_.id}/rights")
    assert {"Sales", "Accounting", "Read-only"} <= {each["name"] for each in above["below"]}
    assert max_.get(f"/v1/users/{rob.id}/rights")["types"][0]["fields"]["note"] == "read"
    theirs = outsider.get(f"/v1/users/{outsider.id}/rights")
    assert theirs["ties"] == [{"relation": company, "part": "accountant", "reach": "company"}]
    assert theirs["below"] == theirs["teams"] == []
    assert root.get(f"/v1/users/{root.id}/rights")["administrator"] is True


def test_rights_of_others_are_for_those_above_them(world: World) -> None:
    ann, max_, outsider = world.user("sales"), world.user("manager"), world.user("external", kind="external")
    assert max_.get(f"/v1/users/{ann.id}/rights").status == 200
    assert ann.get(f"/v1/users/{max_.id}/rights").status == 403
    assert outsider.get(f"/v1/users/{ann.id}/rights").status == 404
    assert world.user("administrator", tenant="Other").get(f"/v1/users/{ann.id}/rights").status == 404
    assert ann.get(f"/v1/users/{ann.company().id}/rights").status == 404


# ------------------------------------------------------------------------------------------ who may with a record


def test_who_may_with_a_record_is_told_with_the_rule(world: World) -> None:
    """A35"""
    root, ann, bob, max_, rob = (world.user(role) for role in ("administrator", "sales", "sales", "manager", "reader"))
    listed = [{"who": rob.id, "level": "read"}]
    company = ann.company("Hamerslag", restricted=True, access=listed).id
    private(root)
    access = root.get(f"/v1/records/{company}/access")
    rows = {each["user"]["id"]: (each["level"], each["rule"]) for each in access["data"]}
    assert rows == {root.id: ("delete", "3"), ann.id: ("delete", "6"), max_.id: ("delete", "9"), rob.id: ("read", "11")}
    assert (access["owners"], access["restricted"], access["listed"]) == ([ann.id], True, listed)
    assert access["complete"]
    assert bob.id not in access.text
    contact = ann.contact(company).id
    dossier = root.get(f"/v1/records/{contact}/access")
    assert (dossier["restricted"], dossier["restricted_by"]) == (True, [company])
    assert {each["user"]["id"] for each in dossier["data"]} == set(rows)


def test_who_may_is_for_those_who_say_so(world: World) -> None:
    ann, bob, max_ = world.user("sales"), world.user("sales"), world.user("manager")
    company, hidden = ann.company().id, ann.company("Hidden", restricted=True).id
    for owner_or_manager in (ann, max_):
        assert owner_or_manager.get(f"/v1/records/{company}/access").status == 200
    assert bob.get(f"/v1/records/{company}/access").status == 403
    assert bob.get(f"/v1/records/{hidden}/access").status == 404
    assert world.user("external", kind="external").get(f"/v1/records/{company}/access").status == 404
    assert world.user("administrator", tenant="Other").get(f"/v1/records/{company}/access").status == 404
    for nothing in ("nothing", "abc_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"):
        assert max_.get(f"/v1/records/{nothing}/access").status == 404


def test_who_may_comes_in_pages_each_of_three_round_trips(world: World) -> None:
    root = world.user("administrator")
    people = {root.id, *(world.user("sales").id for _ in range(6))}
    gone = world.user("sales")
    root.patch(f"/v1/users/{gone.id}", {"status": "disabled"})
    world.settle()
    company = root.company().id
    contact, found, at = root.contact(company).id, [], ""
    for _ in range(4):
        with world.meter() as meter:
            page = root.get(f"/v1/records/{contact}/access?limit=2{at}")
        assert meter.round_trips == 3
        found += [each["user"]["id"] for each in page["data"]]
        at = f"&cursor={page['page']['next_cursor']}"
    assert not page["page"]["has_more"]
    assert found[0] == root.id
    assert sorted(found) == sorted(people)
    assert world.user("administrator").get(f"/v1/records/{contact}/access?limit=2{at}").status == 400
