"""The end of a tenant: `make tenant-suspend TENANT=ten_…`, and from there `tenant-resume`, or `tenant-export TO=folder`
and `tenant-purge`.

A suspended tenant lets nobody in within a minute, and nothing of it reaches anybody: no letter, reminder or mail goes
out. What falls due meanwhile is not told later. Purged are all its items in both tables and all its files, versions of
before included. Hints of what was to fall due have ids only, find nothing and lapse; backups keep the rest until they
lapse, and its names in mail addresses are given to nobody else. A person
who is in no other tenant stays known, so that the same address can be invited again: `make` has nothing that ends that.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import boto3

from chalicelib.identity import keys, session, table
from chalicelib.identity.items import EmailItem, InvitationItem, MembershipItem, TenantItem, UserItem
from chalicelib.models.items import Item
from chalicelib.settings import settings
from chalicelib.storage import derived, packed, rights
from chalicelib.storage import keys as storage_keys
from chalicelib.storage import table as records
from chalicelib.storage.keys import ItemKey
from infra import console, stage

SUSPENDED, ACTIVE = "suspended", "active"
FOLDERS = ("t/{}/", "quarantine/t/{}/", "pages/t/{}/", "exports/t/{}/")
AT_ONCE = 100
NOT_SUSPENDED = "Suspend the tenant first, and wait a minute: what is signed in until then writes."


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    return console.reported(lambda: _carried_out(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make tenant-…", description=__doc__)
    parser.add_argument("what", choices=sorted(DONE))
    parser.add_argument("tenant")
    parser.add_argument("--to", default="", help="of an export: the folder to make")
    parser.add_argument("--stage", default="", type=stage.named, help="dev or prod on AWS")
    return parser


def _carried_out(asked: argparse.Namespace) -> int:
    if asked.stage:
        stage.enter(asked.stage)
    if asked.tenant not in stage.tenants(boto3.client("dynamodb"), settings().identity_table):
        raise stage.NoSuchTenant(f"There is no tenant {asked.tenant} in {settings().identity_table}.")
    print(DONE[asked.what](asked.tenant, asked.to))
    return 0


def suspend(tenant: str, _: str = "") -> str:
    _set(tenant, SUSPENDED)
    return f"{tenant} is suspended: nobody gets in after a minute, and nothing goes out."


def resume(tenant: str, _: str = "") -> str:
    _set(tenant, ACTIVE)
    return f"{tenant} goes on."


def _set(tenant: str, status: str) -> None:
    table.write(table.Update(TenantItem, keys.tenant(tenant), [TenantItem.status.set(status)], TenantItem.pk.exists()))
    rights.suspend(tenant, status == SUSPENDED)


def export(tenant: str, to: str) -> str:
    """Items as JSON lines, files under the names that they have in the bucket."""
    folder = Path(to or f"{tenant}.export")
    folder.mkdir(parents=True)
    items, files = sum(_items(tenant, folder)), sum(_files(tenant, folder))
    return f"{items} items and {files} files are in {folder}."


def _items(tenant: str, folder: Path) -> Iterator[int]:
    with (folder / "items.jsonl").open("w") as lines:
        for item in records.sweep(tenant):
            lines.write(json.dumps(readable(item), ensure_ascii=False) + "\n")
            yield 1


def _files(tenant: str, folder: Path) -> Iterator[int]:
    for key in _objects(tenant):
        place = folder / "files" / key
        place.parent.mkdir(parents=True, exist_ok=True)
        _bucket().download_file(settings().documents, key, str(place))
        yield 1


def readable(item: records.Attributes) -> dict[str, Any]:
    """An item as it is; what entries tell of a record by the names of its fields."""
    told = {name: _plain(value) for name, value in item.items()}
    if isinstance(told.get("digest"), str) and storage_keys.family_of(told["pk"]) in derived.PACKED:
        told["digest"] = packed.read(told["digest"])
    return told


def _plain(value: dict[str, Any]) -> Any:
    """Numbers as they are, texts that are JSON as what they say."""
    ((kind, told),) = value.items()
    if kind == "N":
        return json.loads(told)
    return json.loads(told) if kind == "S" and told.startswith(("{", "[")) else told


def purge(tenant: str, _: str = "") -> str:
    """May be asked for again where it was interrupted."""
    row = table.get(TenantItem, keys.tenant(tenant))
    if row is None or row.status != SUSPENDED:
        raise stage.NoSuchTenant(NOT_SUSPENDED)
    people = _end_access(tenant)
    gone = _delete_items(tenant)
    files = sum(1 for each in _versions(tenant) if _bucket().delete_object(**each))
    table.write(table.Delete(TenantItem, keys.tenant(tenant)))
    return f"{people} users, {gone} items and {files} versions of files are gone."


def _end_access(tenant: str) -> int:
    rows = table.query(UserItem, keys.users(tenant))
    for row in rows:
        if row.identity:
            table.write(table.Delete(MembershipItem, keys.membership(row.identity, tenant)))
            session.end_all(row.identity, "tenant purged", tenant=tenant)
        if row.invitation:
            table.write(table.Delete(InvitationItem, ItemKey(row.invitation, keys.INVITATION)))
        table.write(table.Delete(EmailItem, keys.user_email(tenant, row.email)))
        table.write(table.Delete(UserItem, keys.user(tenant, row.user)))
    return len(rows)


def _delete_items(tenant: str) -> int:
    found = [ItemKey(item["pk"]["S"], item["sk"]["S"]) for item in records.sweep(tenant)]
    for start in range(0, len(found), AT_ONCE):
        several = found[start : start + AT_ONCE]
        records.transact(tenant, [records.Delete(Item(key.pk, key.sk)) for key in several])
    return len(found)


def _objects(tenant: str) -> Iterator[str]:
    for folder in FOLDERS:
        pages = _bucket().get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=settings().documents, Prefix=folder.format(tenant)):
            yield from (each["Key"] for each in page.get("Contents", ()))


def _versions(tenant: str) -> Iterator[dict[str, str]]:
    """Everything that was ever there, deletions too."""
    for folder in FOLDERS:
        pages = _bucket().get_paginator("list_object_versions")
        for page in pages.paginate(Bucket=settings().documents, Prefix=folder.format(tenant)):
            for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                yield {"Bucket": settings().documents, "Key": each["Key"], "VersionId": each["VersionId"]}


def _bucket() -> Any:
    return boto3.client("s3")


DONE: dict[str, Callable[[str, str], str]] = {"suspend": suspend, "resume": resume, "export": export, "purge": purge}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
