"""Files that come in, as somebody drops them: sent, read, and carried out."""

from typing import Any

from tests import browser
from tests.world import Reply, User, World

CSV, XLSX, CARDS = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/vcard"
NAMES = {CSV: "relaties.csv", XLSX: "relaties.xlsx", CARDS: "kaarten.vcf"}


def dropped(user: User, content: bytes | str, of: str = "relation", kind: str = CSV, **more: Any) -> Reply:
    """A file that was sent and read, or why not."""
    raw = content.encode() if isinstance(content, str) else content
    form = user.post("/v1/imports/uploads", {"of": of, "file_name": NAMES[kind], "size": len(raw)})
    if form.status != 201:
        return form
    assert browser.send(form, raw) == 204
    return user.post("/v1/imports", {"of": of, "upload": form["upload"], **more})


def read(user: User, content: bytes | str, of: str = "relation", kind: str = CSV, **more: Any) -> Reply:
    found = dropped(user, content, of, kind, **more)
    assert found.status == 201, found.text
    return found


def mapped(user: User, found: Reply, *mapping: dict[str, Any], **more: Any) -> Reply:
    told = {"mapping": [*mapping], **more} if mapping else more
    changed = user.patch(f"/v1/imports/{found.id}", told)
    assert changed.status == 200, changed.text
    return changed


def preview(user: User, found: Reply) -> list[dict[str, Any]]:
    seen = user.post(f"/v1/imports/{found.id}/preview")
    assert seen.status == 200, seen.text
    rows: list[dict[str, Any]] = seen["data"]
    return rows


def begun(user: User, found: Reply) -> Reply:
    job = user.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}})
    assert job.status == 202, job.text
    return job


def carried_out(world: World, user: User, found: Reply) -> Reply:
    job = begun(user, found)
    world.settle()
    return user.get(f"/v1/jobs/{job.id}")


def counts(job: Reply) -> dict[str, int]:
    return {name: count for name, count in job["counts"].items() if count}


def errors(user: User, found: Reply, **asked: Any) -> list[list[str]]:
    """The rows of the file that comes back, with its titles."""
    import csv

    told = user.get(f"/v1/imports/{found.id}/errors")
    assert told.status == 200, told.text
    return [*csv.reader(told.content.decode("utf-8-sig").splitlines())]
