"""Which functions there are, from declarations alone."""

from typing import Any

import pytest

from chalicelib.footprint import IDENTITY_READS, READS, SIGNS, WRITES, Touch
from infra import functions
from infra.functions import Undeclared, plan, preflight, serving
from infra.manifest import Declared
from tests import templates


def declared(name: str, area: str = "relations", touches: tuple[Touch, ...] = (READS,), **more: Any) -> Declared:
    told = {"memory": 1024, "timeout": 29, "concurrency": None, "modules": "records", **more}
    return Declared(name, f"Does {name}", area, f"GET /v1/{area}/{name}", touches=touches, **told)


READ, WRITE = declared("read_it"), declared("write_it", touches=(READS, WRITES))
LOGIN = declared("login", "identity", (IDENTITY_READS, SIGNS), modules="identity")
THREE = (READ, WRITE, LOGIN)


def names(grouping: str) -> list[str]:
    return [each.id for each in serving(THREE, grouping)]


def test_one_function_per_operation_per_area_or_one_for_all() -> None:
    assert names("operation") == ["ReadIt", "WriteIt", "Login"]
    assert names("area") == ["RelationsArea", "IdentityArea"]
    assert names("single") == ["Api"]


@pytest.mark.parametrize("grouping", functions.GROUPINGS)
def test_every_route_is_served_once(grouping: str) -> None:
    routes = [route for each in serving(THREE, grouping) for route in each.routes]
    assert sorted(routes) == sorted(each.route for each in THREE)


def test_a_function_touches_what_its_operations_touch_and_no_more() -> None:
    alone, together = serving(THREE, "operation"), serving(THREE, "area")
    assert set(alone[0].touches) == {READS}
    assert set(together[0].touches) == {READS, WRITES}
    assert set(together[1].touches) == {IDENTITY_READS, SIGNS}


def test_a_function_loads_the_handlers_that_it_serves() -> None:
    assert [each.modules for each in serving(THREE, "area")] == ["records", "identity"]
    assert [each.modules for each in serving(THREE, "single")] == ["identity,records"]
    (whole,) = serving([READ, declared("tell_all", modules="all")], "single")
    assert whole.modules == "all"


def test_limits_are_those_that_are_declared() -> None:
    slow = declared("slow", memory=2048, timeout=60, concurrency=5)
    (alone,) = serving([slow], "operation")
    assert (alone.memory, alone.timeout, alone.concurrency) == (2048, 60, 5)
    (together,) = serving([slow, READ], "single")
    assert (together.memory, together.timeout, together.concurrency) == (2048, 60, None)


def test_preflights_of_all_paths_are_one_function_without_any_right() -> None:
    asked = preflight([READ, READ._replace(route="PATCH /v1/relations/read_it"), LOGIN])
    assert asked.routes == ("OPTIONS /v1/relations/read_it", "OPTIONS /v1/identity/login")
    assert asked.touches == ()


def test_an_event_function_that_declares_nothing_is_refused() -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "app.stray", "Events": {}}}
    with pytest.raises(Undeclared, match=r"app\.stray"):
        plan({"Resources": {"Stray": function}}, THREE, "operation")


def test_what_starts_each_worker_of_relata() -> None:
    triggers = {each.id: each.trigger for each in templates.plan() if each.trigger != "api"}
    assert triggers == {
        "Authorizer": "authorizer", "Publish": "stream", "React": "bus", "CheckFiles": "bus", "RenderPages": "bus",
        "FileMail": "bus", "SendMail": "bus", "FollowMail": "bus", "HandOver": "bus", "RunJob": "bus", "Tick": "minute",
        "Deliver": "queue", "ErasePerson": "bus", "GatherPerson": "bus",
    }  # fmt: skip


def test_every_operation_of_relata_has_a_function_of_its_own_or_shares_one_that_may_no_more() -> None:
    operations = [each for each in templates.declared() if each.route]
    serves = {route: each for each in templates.plan() for route in each.routes}
    for each in operations:
        own = serves[each.route]
        assert set(own.touches) == set(each.touches)
        assert set(each.modules.split(",")) <= set(own.modules.split(","))
        assert own.modules == each.modules or each.together
        assert len(own.routes) == 1 or each.together
