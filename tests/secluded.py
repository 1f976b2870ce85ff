"""What is restricted, for the stories about who finds it."""

from typing import Any

from tests.browser import document
from tests.world import Reply, User

SECRET = "Zwartzaad"


def shut(eva: User, *listed: tuple[str, str], name: str = f"{SECRET} Holding", **more: Any) -> Reply:
    access = [{"who": who, "level": level} for who, level in listed]
    return eva.company(name, restricted=True, access=access, **more)


def log(user: User, *links: str, **more: Any) -> Reply:
    made = user.post("/v1/activities", {"kind": "note", "subject": f"{SECRET} talks", "links": list(links), **more})
    assert made.status == 201, made.text
    return made


def dossier(eva: User, relation: Reply) -> dict[str, str]:
    """A path to each of what belongs to it."""
    contact = eva.contact(relation.id, last_name=SECRET)
    task = {"is_task": True, "assignees": [eva.id], "due_on": "2026-12-01"}
    return {
        "relation": f"/v1/relations/{relation.id}",
        "contact": f"/v1/contacts/{contact.id}",
        "note": f"/v1/activities/{log(eva, relation.id).id}",
        "task": f"/v1/activities/{log(eva, contact.id, **task).id}",
        "visit": f"/v1/activities/{log(eva, participants=[{'contact': contact.id}]).id}",
        "document": f"/v1/documents/{document(eva, title=f'{SECRET} contract', links=[contact.id]).id}",
    }
