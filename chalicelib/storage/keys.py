"""All keys of the table are built and taken apart here, tenant first; nowhere else is there a separator.

Parts are escaped so that no value can reach into the next part. The separator sorts below the escape sign and the
stand-in for a space, and those below digits and letters, so that "ann" comes before "ann b" and that before "anna".
"""

import hashlib
from typing import NamedTuple

SEPARATOR = "#"
COMMON_SIGN = "C"
RECORD = "RECORD"
CHANGE = "CHANGE"
SEEN = "SEEN"
MEMBERS = "MEMBERS"
CLAIM = "CLAIM"
CLAIMS = "claim"
SETTINGS = "settings"
RIGHTS = "rights"
FOLLOWERS = "FOLLOWERS"
COMMON = "*"  # in place of a tenant, for what is of no tenant; no tenant has this as its id
VERSION_DIGITS = 10
LONGEST_VALUE = 200


class ItemKey(NamedTuple):
    pk: str
    sk: str


def join(*parts: str) -> str:
    return SEPARATOR.join([_escaped(part) for part in parts])


def split(key: str) -> list[str]:
    return [_plain(part) for part in key.split(SEPARATOR)]


def _escaped(part: str) -> str:
    """One sign after the other: str.translate takes six times as long, and a record has a hundred keys."""
    return part.replace("%", "%25").replace("#", "%23").replace("+", "%2B").replace(" ", "+")


def _plain(part: str) -> str:
    part = part.replace("+", " ")
    for sign, meant in (("%2B", "+"), ("%23", "#"), ("%25", "%")):
        part = part.replace(sign, meant)
    return part


def bounded(value: str) -> str:
    """A key has at most 2048 bytes: of a longer value the beginning, and a hash in place of the rest."""
    if len(value) <= LONGEST_VALUE:
        return value
    rest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()
    return value[: LONGEST_VALUE // 2] + rest


def of_tenant(tenant: str, *parts: str) -> str:
    return join("T", tenant, *parts)


def tenant_of(pk: str) -> str:
    """Raises ValueError when the key is not a tenant's."""
    sign, tenant, *rest = split(pk)
    if sign != "T" or not tenant or not rest:
        raise ValueError("not a key of a tenant")
    return tenant


def belongs_to(tenant: str, pk: str) -> bool:
    """In the name of COMMON one reaches what is of no tenant, and nothing of any."""
    own = join(COMMON_SIGN, "") if tenant == COMMON else of_tenant(tenant, "")
    return bool(tenant) and pk.startswith(own)


def common(family: str, *value: str) -> str:
    """The partition of what is of no tenant, such as all that falls due in a minute."""
    return join(COMMON_SIGN, family, *map(bounded, value))


def record(tenant: str, record_id: str) -> ItemKey:
    return ItemKey(of_tenant(tenant, record_id), RECORD)


def change(tenant: str, record_id: str, version: int) -> ItemKey:
    return ItemKey(of_tenant(tenant, record_id), join(CHANGE, f"{version:0{VERSION_DIGITS}d}"))


def seen(tenant: str, record_id: str, at: str, number: str) -> ItemKey:
    """Of somebody who looked at a record: in the order of time, beside its changes."""
    return ItemKey(of_tenant(tenant, record_id), join(SEEN, at, number))


def members(tenant: str, record_id: str, shelf: int) -> ItemKey:
    """Of a selection: some of the ids in it, beside its changes."""
    return ItemKey(of_tenant(tenant, record_id), join(MEMBERS, f"{shelf:02d}"))


def record_id_of(pk: str) -> str:
    return split(pk)[2]


def version_of(sk: str) -> int:
    return int(split(sk)[1])


def partition(tenant: str, family: str, *value: str) -> str:
    """Where the entries stand that answer one question."""
    return of_tenant(tenant, family, *map(bounded, value))


def entry(tenant: str, family: str, value: tuple[str, ...], sort: tuple[str, ...], record_id: str) -> ItemKey:
    return ItemKey(partition(tenant, family, *value), join(*sort, record_id))


def above(sort: str) -> str:
    """Behind every entry whose sort value begins with this."""
    return join(f"{sort}~")


def entry_record_id(sk: str) -> str:
    return split(sk)[-1]


def claim(tenant: str, kind: str, *value: str) -> ItemKey:
    return ItemKey(partition(tenant, CLAIMS, kind, *value), CLAIM)


def family_of(pk: str) -> str:
    """Of an entry its family, of a claim "claim"; of a record its id, and of settings "settings"."""
    return split(pk)[2]


def claim_kind(pk: str) -> str:
    return split(pk)[3]


def of_user(tenant: str, family: str, user: str, name: str) -> ItemKey:
    """One of what is kept for somebody, such as notices: by their ids, so that they stand in the order of time."""
    return ItemKey(partition(tenant, family, user), name)


def followers(tenant: str, family: str, *subject: str) -> ItemKey:
    return ItemKey(partition(tenant, family, *subject), FOLLOWERS)


def settings(tenant: str, name: str) -> ItemKey:
    return ItemKey(of_tenant(tenant, SETTINGS), name)
