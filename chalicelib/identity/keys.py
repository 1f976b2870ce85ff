"""All keys of the identity table. What a person types is only ever in a key as a digest: keys end up in traces."""

import re
from typing import NamedTuple

from chalicelib.identity.secret import digest
from chalicelib.storage.keys import ItemKey, join

INVITATION = "INVITATION"
ID = re.compile(r"[a-z]{3}_[0-9A-Za-z]{1,40}", re.ASCII)


class Span(NamedTuple):
    """Items of one partition whose sort keys begin alike."""

    pk: str
    prefix: str


def is_id(text: str) -> bool:
    """Ids come in from clients; a key longer than DynamoDB takes must never be built of one."""
    return ID.fullmatch(text) is not None


def person(identity: str) -> ItemKey:
    return ItemKey(join("I", identity), "PERSON")


def membership(identity: str, tenant: str) -> ItemKey:
    return ItemKey(join("I", identity), join("MEMBER", tenant))


def session(identity: str, session_id: str) -> ItemKey:
    return ItemKey(join("I", identity), join("SESSION", session_id))


def reset(identity: str) -> ItemKey:
    return ItemKey(join("I", identity), "RESET")


def memberships(identity: str) -> Span:
    return Span(join("I", identity), join("MEMBER", ""))


def sessions(identity: str) -> Span:
    return Span(join("I", identity), join("SESSION", ""))


def email(address: str) -> ItemKey:
    return ItemKey(join("E", digest(address)), "EMAIL")


def tenant(tenant_id: str) -> ItemKey:
    return ItemKey(join("T", tenant_id), "TENANT")


def user(tenant_id: str, user_id: str) -> ItemKey:
    return ItemKey(join("T", tenant_id), join("USER", user_id))


def users(tenant_id: str) -> Span:
    return Span(join("T", tenant_id), join("USER", ""))


def user_email(tenant_id: str, address: str) -> ItemKey:
    return ItemKey(join("T", tenant_id), join("EMAIL", digest(address)))


def invitation(token: str) -> ItemKey:
    return ItemKey(join("V", digest(token)), INVITATION)


def challenge(token: str) -> ItemKey:
    return ItemKey(join("C", digest(token)), "CHALLENGE")


def counter(rule: str, subject: str) -> ItemKey:
    return ItemKey(join("N", rule, digest(subject)), "COUNTER")
