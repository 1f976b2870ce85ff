"""Code tables for stories: a small one of regions, and what is asked of it."""

from typing import Any

from tests.world import Reply, User

REGIONS = (
    ("NL", None, "Nederland"),
    ("NL-FL", "NL", "Flevoland"),
    ("NL-UT", "NL", "Utrecht"),
    ("NL-FL-ALM", "NL-FL", "Almere"),
    ("BE", None, "België"),
)


def table(ann: User, key: str = "region", **more: Any) -> str:
    made = ann.post("/v1/code-tables", {"key": key, "name": key.title(), **more})
    assert made.status == 201, made.text
    return made.id


def code(ann: User, of: str, reads: str, parent: str | None = None, **more: Any) -> Reply:
    told = {"table": of, "code": reads, "name": reads, **({"parent": parent} if parent else {}), **more}
    made = ann.post("/v1/codes", told)
    assert made.status == 201, made.text
    return made


def regions(ann: User) -> str:
    """The Netherlands with two provinces, one with a city, and Belgium."""
    made = table(ann)
    for reads, parent, name in REGIONS:
        code(ann, made, reads, parent, name=name)
    return made


def code_id(who: User, of: str, reads: str) -> str:
    told = who.get(f"/v1/code-tables/{of}/codes?q={reads}")["data"]
    return next(str(each["id"]) for each in told if each["code"] == reads)


def field(ann: User, codes: str, **more: Any) -> Reply:
    told = {"of": "relation", "key": "region", "name": "Region", "kind": "code", "table": codes, **more}
    made = ann.post("/v1/custom-fields", told)
    assert made.status == 201, made.text
    return made


def company(who: User, name: str, **more: Any) -> Reply:
    made = who.post("/v1/relations", {"name": name, **more})
    assert made.status == 201, made.text
    return made


def having(who: User, value: Any, op: str = "eq", name: str = "custom_region") -> list[str]:
    asked = who.post("/v1/relations/search", {"criteria": {"field": name, "op": op, "value": value}})
    assert asked.status == 200, asked.text
    return [each["name"] for each in asked["data"]]
