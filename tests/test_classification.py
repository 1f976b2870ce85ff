"""What docs/classification.md tells administrators to send works as it stands."""

import json
import re
from pathlib import Path

from tests.world import Reply, User, World

PAGE = Path(__file__).resolve().parent.parent / "docs" / "classification.md"
REQUEST = re.compile(r"^    (GET|POST) (\S+)(?: (\{.*\}))?(?: -> (\$\w+))?$", re.MULTILINE)


def test_the_requests_of_the_page_can_be_sent_as_they_stand(world: World) -> None:
    """C44, C45, E20, E24, E25, A7"""
    told = asked(world.user("administrator"))
    assert {reply.status for reply in told.values()} == {200, 201}, [reply.text for reply in told.values()]
    answers = list(told.values())
    assert [each["name"] for each in answers[-4]["data"]] == ["Hamerslag Bouw"]
    assert [each["code"] for each in answers[-3]["data"]] == ["43.21.1"]
    assert [each["code"] for each in answers[-2]["data"]] == ["NL"]
    assert [each["code"] for each in answers[-1]["data"]] == ["NL-FL", "NL-UT"]


def asked(ann: User) -> dict[str, Reply]:
    names: dict[str, str] = {}
    replies: dict[str, Reply] = {}
    for method, path, body, name in REQUEST.findall(PAGE.read_text()):
        for known, value in names.items():
            path, body = path.replace(known, value), body.replace(known, value)
        reply = ann.get(path) if method == "GET" else ann.post(path, json.loads(body))
        replies[f"{method} {path} {body}"] = reply
        if name:
            names[name] = reply.id
    return replies
