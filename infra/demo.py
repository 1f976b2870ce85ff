"""Seeds the demo tenant through the front door: made, its people invited by mail, enrolled, its file typed in."""

import json
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pyotp
import urllib3

from infra.client import Api, SignIn
from infra.demo_data import CONTACTS, PEOPLE, RELATIONS, TENANT, Fields
from infra.stand_in.server import KEY

LINK = re.compile(r"/invitation#([A-Za-z0-9_-]+)")
STEP = 30
MAIL_SECONDS = 30


def seed(url: str, outbox_url: str) -> Fields:
    """`{"users": [{"email", "password", "totp_secret", "role"}], "tenant", "dossier_address"}`."""
    first, *others = PEOPLE
    made = Api(url).post("/v1/tenants", {**TENANT, "administrator": {"email": first["email"], "name": first["name"]}})
    administrator, known = enter(url, outbox_url, first)
    users = [known]
    for each in others:
        administrator.post("/v1/users", {**each, "language": "nl"})
        users.append(enter(url, outbox_url, each)[1])
    fill(administrator)
    for source in ("kvk", "places"):
        administrator.ask("PUT", f"/v1/prefill/{source}", {"key": KEY})
    address = administrator.get("/v1/dossier-address")["address"]
    return {"users": users, "tenant": made["tenant"], "dossier_address": address}


def enter(url: str, outbox_url: str, who: Fields) -> tuple[Api, Fields]:
    """Accepts the invitation and enrols the second factor; gives somebody who is signed in."""
    api, password = Api(url), secrets.token_urlsafe(12)
    accepted = {"token": invitation(outbox_url, who["email"]), "password": password}
    challenge = api.post("/v1/auth/invitations/accept", accepted)["challenge"]
    secret = api.post("/v1/auth/enroll", {"challenge": challenge})["secret"]
    # the code of the step before: that of the present step is left for the first sign-in
    code = pyotp.TOTP(secret).at(int(time.time()) - STEP)
    tokens = api.post("/v1/auth/enroll/confirm", {"challenge": challenge, "code": code})
    api.use(tokens, SignIn(who["email"], password, secret))
    return api, {"email": who["email"], "password": password, "totp_secret": secret, "role": who["role"]}


def invitation(outbox_url: str, email: str) -> str:
    """The token in the newest mail to this address; a worker sends it in its own time."""
    deadline = time.monotonic() + MAIL_SECONDS
    while not (token := _newest(outbox_url, email)):
        if time.monotonic() > deadline:
            raise LookupError(f"There is no invitation for {email} in {outbox_url}")
        time.sleep(0.1)
    return token


def _newest(outbox_url: str, email: str) -> str:
    """ "" when there is none yet."""
    told = json.loads(urllib3.request("GET", outbox_url).data)
    for mail in reversed(list(_mails(told, email))):
        found = LINK.search(mail)
        if found:
            return found.group(1)
    return ""


def _mails(outbox: Any, email: str) -> Iterator[str]:
    """The texts of the mails to one address, the oldest first."""
    for account in outbox["messages"].values():
        yield from (each["BodyText"] for each in account if any(email in to for to in each["To"]))


def fill(api: Api) -> None:
    ids: dict[str, str] = {}
    for name, fields in RELATIONS.items():
        ids[name] = api.post("/v1/relations", _linked(fields, ids))["id"]
    for fields in CONTACTS:
        api.post("/v1/contacts", _linked(fields, ids))


def _linked(fields: Fields, ids: dict[str, str]) -> Fields:
    return {name: ids[value] if name in ("company", "person", "parent") else value for name, value in fields.items()}
