"""What follows a change by way of the stream and the bus, seen from outside."""

import time
from urllib.parse import quote

from infra.client import Api


def titles(api: Api, typed: str) -> list[str]:
    return [hit["title"] for hit in api.get(f"/v1/search?q={quote(typed)}")["data"]]


def follow_a_change(api: Api, contact: str = "Post") -> None:
    """A contact is found in the new city of its company."""
    address = api.post("/v1/addresses", {"street": "Havenkade", "number": "1", "city": "Urk"})
    company = api.post("/v1/relations", {"name": "Visafslag", "addresses": [{"address": address["id"]}]})
    api.post("/v1/contacts", {"company": company["id"], "last_name": contact})
    api.ask("PATCH", f"/v1/addresses/{address['id']}", {"city": "Harlingen"})
    deadline = time.monotonic() + 30
    while contact not in titles(api, f"{contact} harlingen"):
        assert time.monotonic() < deadline, "the contact is not found in its company's new city"
        time.sleep(0.2)
