"""Seeds the demo tenant through the front door: its people are invited by mail and enrol, then all that a company has
is typed in, sent and mailed."""

import json
import re
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyotp
import urllib3

from infra import demo_files, demo_mails, demo_shape, demo_work
from infra.client import PATIENCE, Api, Refused, SignIn
from infra.demo_data import ALIKE, CONTACTS, CUSTOMER, PEOPLE, RELATIONS, TENANT, Fields
from infra.stand_in.server import KEY

LINK = re.compile(r"/invitation#([A-Za-z0-9_-]+)")
LINKS = ("company", "person", "parent", "owner")
STEP = 30
MAIL_SECONDS = 120
SEARCH = {"kind": "find_duplicates", "those": {"of": "relation", "criteria": {"all": []}}}


def seed(url: str, outbox_url: str, smtp: tuple[str, int]) -> Fields:
    """`{"users": [{"email", "password", "totp_secret", "role", "name", "language"}], "tenant", "dossier_address"}`."""
    first, *others = PEOPLE
    made = Api(url).post("/v1/tenants", {**TENANT, "administrator": {"email": first["email"], "name": first["name"]}})
    administrator, known = enter(url, outbox_url, first)
    users, signed_in = [known], {called(first): administrator}
    for each in others:
        administrator.post("/v1/users", each)
        signed_in[called(each)], known = enter(url, outbox_url, each)
        users.append(known)
    people = named(administrator)
    ids = fill(administrator, people)
    cast = demo_work.Cast(signed_in, ids | people)
    demo_work.work(cast, datetime.now(UTC))
    demo_files.send(signed_in["bram"], ids)
    for source in ("kvk", "places"):
        administrator.ask("PUT", f"/v1/prefill/{source}", {"key": KEY})
    address = administrator.get("/v1/dossier-address")["address"]
    demo_mails.deliver(smtp, address)
    administrator.post("/v1/jobs", SEARCH)
    users.append(customer(url, outbox_url, administrator, ids))
    return {"users": users, "tenant": made["tenant"], "dossier_address": address}


def called(who: Fields) -> str:
    """By their first name, as the demo's rows name them."""
    return str(who["name"].partition(" ")[0].lower())


def named(administrator: Api) -> dict[str, str]:
    """The ids of the people by first name, and of `team`."""
    people = {called(each): each["id"] for each in administrator.get("/v1/users")["data"]}
    return people | {"team": demo_shape.team(administrator, [people[name] for name in ("bram", "dora")])}


def customer(url: str, outbox_url: str, administrator: Api, ids: dict[str, str]) -> Fields:
    """Somebody from outside, who sees what the company shares with them."""
    invited = administrator.post(f"/v1/contacts/{ids[CUSTOMER]}/invite", {"reach": "company"})
    administrator.post("/v1/launch-links", {**demo_shape.LAUNCH_LINK, "assigned": ids[CUSTOMER]})
    who = {"email": invited["email"], "role": "external", "name": "Jan Visser", "language": "nl"}
    return enter(url, outbox_url, who)[1]


def enter(url: str, outbox_url: str, who: Fields) -> tuple[Api, Fields]:
    """Accepts the invitation and enrols the second factor; gives somebody who is signed in."""
    api, password = Api(url), secrets.token_urlsafe(12)
    accepted = {"token": invitation(outbox_url, who["email"]), "password": password}
    challenge = api.post("/v1/auth/invitations/accept", accepted)["challenge"]
    secret = api.post("/v1/auth/enroll", {"challenge": challenge})["secret"]
    api.use(_confirmed(api, challenge, secret), SignIn(who["email"], password, secret))
    known = {name: who[name] for name in ("email", "role", "name", "language")}
    return api, {**known, "password": password, "totp_secret": secret}


def _confirmed(api: Api, challenge: str, secret: str) -> Any:
    """By the code of the step before, so that that of the present step is left for the first sign-in. The step may end
    while this is asked, and that code with it: then by the present one after all."""
    code = pyotp.TOTP(secret)
    try:
        return api.post("/v1/auth/enroll/confirm", {"challenge": challenge, "code": code.at(int(time.time()) - STEP)})
    except Refused as refused:
        if refused.status != 401:
            raise
        return api.post("/v1/auth/enroll/confirm", {"challenge": challenge, "code": code.now()})


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
    told = json.loads(urllib3.request("GET", outbox_url, timeout=PATIENCE).data)
    for mail in reversed(list(_mails(told, email))):
        found = LINK.search(mail)
        if found:
            return found.group(1)
    return ""


def _mails(outbox: Any, email: str) -> Iterator[str]:
    """The texts of the mails to one address, the oldest first."""
    for account in outbox["messages"].values():
        yield from (each["BodyText"] for each in account if any(email in to for to in each["To"]))


def fill(api: Api, people: dict[str, str]) -> dict[str, str]:
    """The ids of relations and contacts by the names that they have in the demo's file; of `people`, by first name."""
    demo_shape.shape(api)
    ids: dict[str, str] = {}
    for path, rows in (("/v1/relations", RELATIONS), ("/v1/contacts", CONTACTS)):
        for name, fields in rows.items():
            all_the_same = "?allow_duplicate=another+branch" if name in ALIKE else ""
            ids[name] = api.post(path + all_the_same, _linked(fields, ids | people))["id"]
    return ids


def _linked(fields: Fields, ids: dict[str, str]) -> Fields:
    return {name: ids[value] if name in LINKS else value for name, value in fields.items()}
