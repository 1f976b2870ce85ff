"""Every call to AWS that is made while an operation or a worker runs, and stories in which each does all it can."""

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from email.message import EmailMessage
from typing import Any, NamedTuple

import pytest
import time_machine
from botocore.client import BaseClient

from chalicelib import clock, serve
from chalicelib.access.decide import PORTAL
from chalicelib.actions import mass_reads
from chalicelib.actions.importing import parts
from chalicelib.files.placing import Place
from chalicelib.footprint import AUDITS
from chalicelib.identity import keys, kms, table
from chalicelib.identity.items import UserItem
from chalicelib.identity.table import Update
from chalicelib.operation import OPERATIONS
from chalicelib.settings import settings
from chalicelib.storage import due, files, guard
from chalicelib.storage.due import Due
from chalicelib.storage.keys import COMMON
from tests import browser, cases, outgoing
from tests.bus import chosen
from tests.outage import down
from tests.people import PASSWORD, challenge, code, enrolled, mailed_token, person, refresh, signed_in
from tests.specimens import EXE, PDF
from tests.test_every_operation import estate
from tests.world import Reply, User, World

NOON = "2026-11-21T12:00:10Z"
RUNS = {
    "authorizer": "chalicelib.identity.authorize.authorize",
    "publish": "chalicelib.reactions.publish.publish",
    "react": "chalicelib.reactions.changes.react",
    "deliver": "chalicelib.letters.delivery.deliver",
    "check_files": "chalicelib.actions.file_check.check",
    "tick": "chalicelib.reactions.tick.tick",
    "send_mail": "chalicelib.actions.mails.sending.send",
    "follow_mail": "chalicelib.actions.mails.feedback.take",
    "file_mail": "chalicelib.actions.filing.receiving.receive",
    "hand_over": "chalicelib.actions.hand_over.run.carry_on",
    "run_job": "chalicelib.actions.jobs.run.carry_on",
    "render_pages": "chalicelib.actions.pages_drawing.draw",
    "erase_person": "chalicelib.actions.privacy.run.erase",
    "gather_person": "chalicelib.actions.privacy.run.gather",
}
_runs: ContextVar[str] = ContextVar("runs", default="")


class Called(NamedTuple):
    """`tenant` is in whose name the code ran, "" for what is not about records."""

    service: str
    call: str
    params: dict[str, Any]
    tenant: str


@contextmanager
def capturing() -> Iterator[dict[str, list[Called]]]:
    """By the name of the operation or worker."""
    calls: dict[str, list[Called]] = {name: [] for name in (*OPERATIONS, *RUNS)}
    send = BaseClient._make_api_call

    def sent(client: Any, call: str, params: dict[str, Any]) -> Any:
        if _runs.get():
            service = client.meta.service_model.service_name
            calls[_runs.get()].append(Called(service, call, params, guard.tenant().removeprefix(COMMON)))
        return send(client, call, params)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", sent)
        patch.setattr(mass_reads, "TOGETHER", 1)
        for signs, call in (("form", "PutObject"), ("address", "GetObject")):
            patch.setattr(files, signs, _signing(getattr(files, signs), call, calls))
        patch.setattr(serve, "serve", _named(serve.serve, lambda operation, _: str(operation.name)))
        for name, place in RUNS.items():
            module, _, function = place.rpartition(".")
            run = getattr(importlib.import_module(module), function)
            patch.setattr(place, _named(run, lambda *_, name=name: name))
        yield calls


def _signing(sign: Callable[..., Any], call: str, calls: dict[str, list[Called]]) -> Callable[..., Any]:
    """An address that is signed for somebody is a call that he makes in our name."""

    def signs(place: Place, *given: Any) -> Any:
        params = {"Bucket": settings().documents, "Key": place.key}
        if _runs.get():
            calls[_runs.get()].append(Called("s3", call, params, place.tenant))
        return sign(place, *given)

    return signs


def _named(run: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
    def runs(*given: Any) -> Any:
        kms.public_key.cache_clear()  # as in a function that was not running yet
        parts.read.cache_clear()
        token = _runs.set(name(*given))
        try:
            return run(*given)
        finally:
            _runs.reset(token)

    return runs


# ------------------------------------------------------------------------------------------------------- the stories


def act(world: World) -> None:
    """All of them. Needs the setting `tenant_creation` on."""
    with time_machine.travel(NOON, tick=False) as now:
        _records(world)
        _examples(world)
        _sign_in(world, lambda: now.shift(60))
        _users(world)
        _leaves(world)
        _jobs(world)
        _gives(world)
        _from_outside(world)
        _notices(world)
        _workers(world)
        _documents(world)
        _mail_comes_in(world)
        _mail_goes_out(world)
        _forgotten(world)
        _refused(world)
        _mass_read(world)
        _falls_due(world, lambda: now.shift(360))


def _ok(reply: Reply) -> Reply:
    assert reply.status < 300, reply.text
    return reply


def _records(world: World) -> None:
    anna = world.user("administrator")
    ids = cases.known(lambda path, body: _ok(anna.post(path, body)).json, "a-key")
    for case in cases.CASES:
        asked = cases.asked(case, ids)
        _ok(anna.ask(asked.method, asked.path, asked.body, headers=asked.headers))
        if "Idempotency-Key" in asked.headers:
            _ok(anna.ask(asked.method, asked.path, asked.body, headers=asked.headers))
    _family(anna)
    _refusals(anna, ids)


def _family(anna: User) -> None:
    """Whose ancestors have to stay as they are."""
    group = anna.company("Groep")
    holding = anna.company("Holding", parent=group.id)
    _ok(anna.patch(f"/v1/relations/{anna.company('Dochter').id}", {"parent": holding.id}))


def _refusals(anna: User, ids: dict[str, str]) -> None:
    stale = anna.patch(f"/v1/relations/{ids['company']}", {"channels": []}, headers={"If-Match": '"1"'})
    used = anna.delete(f"/v1/relations/{ids['company']}")
    absent = anna.get("/v1/relations/rel_01J00000000000000000000000")
    assert (stale.status, used.status, absent.status) == (412, 409, 404)


def _examples(world: World) -> None:
    """Those of the documentation, about records of one tenant."""
    ours = estate(world, "Examples")
    for operation in OPERATIONS.values():
        by = world.user("administrator", tenant="Examples") if operation.area == "identity" else ours.user
        ours.ask(operation, by=by if operation.right else None)


def _documents(world: World) -> None:
    """With files: one is let out of quarantine, looked at and replaced, another is refused."""
    anna = world.user()
    made, bad = browser.document(anna), browser.document(anna, EXE)
    world.settle()
    for verb in ("download", "preview", "pages", "links"):
        _ok(anna.get(f"/v1/documents/{made.id}/{verb}"))
    _ok(anna.post(f"/v1/documents/{made.id}/versions", {"upload": browser.sent(anna, document=made.id)}))
    assert anna.get(f"/v1/documents/{bad.id}")["state"] == "refused"


def _mail_comes_in(world: World) -> None:
    """With a file, twice; and one that is gone."""
    anna = world.user()
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "jan@example.com", "Offerte"
    mail.set_content("Zie de bijlage.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="offerte.pdf")
    _ok(world.user("administrator").put("/v1/mail-settings", {"slug": "werkplaats"}))
    to = _ok(anna.get(f"/v1/relations/{anna.company().id}/dossier-address"))["address"]
    world.announce(world.receive(bytes(mail), to))
    world.announce("raw/gone")
    _ok(world.user("administrator").post("/v1/mail-settings/renew"))


def _forgotten(world: World) -> None:
    """Somebody is gathered and fetched, what was gathered is dropped; they are erased, with a file and its pages."""
    chief = world.user("administrator")
    person = chief.person("Els", "Boom")
    browser.document(chief, links=[person.id])
    world.settle()
    export = _ok(chief.post("/v1/privacy/exports", {"person": person.id}))
    world.settle()
    _ok(chief.get(f"/v1/privacy/exports/{export.id}/download"))
    _ok(chief.get("/v1/privacy/exports"))
    _again(world, "privacy_export.due", chief, export, drop=True)
    erasure = _ok(chief.post(f"/v1/relations/{person.id}/erase", {"reason": "request"}))
    _again(world, "erasure.due", chief, erasure, watch={"version": 1, "idle": 0})
    assert _ok(chief.get(f"/v1/erasures/{erasure.id}"))["state"] == "done"


def _again(world: World, kind: str, by: User, job: Reply, **more: Any) -> None:
    told = {"tenant": by.tenant, "record": job.id, "id": f"{job.id}:1", "changed_fields": ["leg"], **more}
    about = {"version": "0", "id": "1", "account": "123456789012", "region": "eu-central-1", "resources": []}
    event = {**about, "source": "relata", "detail-type": kind, "time": clock.timestamp(), "detail": told}
    world.privacy([event])
    world.run_jobs(chosen("run_job", [event]))


def _refused(world: World) -> None:
    """Everything that may be refused is: to somebody from outside, and what is for those, to a colleague."""
    ours = estate(world, "Refusals")
    for operation in OPERATIONS.values():
        if AUDITS in operation.touches:
            kind = "employee" if operation.right in PORTAL else "external"
            ours.ask(operation, by=world.user(tenant="Refusals", kind=kind))


def _mass_read(world: World) -> None:
    """Over the limit, so that the alarm rings in whatever is asked last."""
    limits = {"days": 400, "mass_read_limit": 100, "mass_read_block": False}
    anna = world.user("administrator", tenant="Readers")
    _ok(anna.put("/v1/audit-settings", limits))
    for _ in range(60):
        anna.company()
    for _ in range(2):
        _ok(anna.get("/v1/relations"))


def _falls_due(world: World, later: Callable[[], Any]) -> None:
    """A reminder that is mailed, an event that waited, and what nobody can carry out."""
    world.tick()
    anna = world.user()
    _ok(anna.put("/v1/me/reminder-rules", {"rules": [{"key": "mailed", "of": "due", "channel": "mail"}]}))
    soon = clock.stamp(clock.now() + timedelta(minutes=3))
    work = {"kind": "task", "subject": "Bellen", "is_task": True, "assignees": [anna.id]}
    _ok(anna.post("/v1/activities", {**work, "due_at": soon}))
    told = {"detail_type": "task.tried", "detail": {"id": "act_1:1", "tenant": anna.tenant}}
    due.plan([Due(soon, anna.tenant, due.EVENT, "act_1", told), Due(soon, anna.tenant, "nobody knows", "act_1")])
    world.settle()
    for _ in range(9):
        later()
        world.tick()
    assert "Bellen" in world.outbox()[-1]
    assert world.dead_letters


def _sign_in(world: World, later: Callable[[], Any]) -> None:
    ann, there = person(world), person(world, tenant="Bolt")
    _uncopied(ann.tenant, ann.user)
    _uncopied(there.tenant, there.user)
    token = signed_in(world, ann, tenant=ann.tenant)["access_token"]
    later()
    once = signed_in(world, ann, tenant=ann.tenant)["refresh_token"]
    again = _ok(refresh(world, once))
    assert refresh(world, once).status == 401
    _ok(world.post("/v1/auth/switch", {"tenant": world.tenant("Bolt")}, token=token))
    later()
    signed_in(world, ann, tenant=ann.tenant)
    _sessions(world, token)
    later()
    _ok(world.post("/v1/auth/recovery-codes", {"code": code(ann.totp_secret)}, token=token))
    later()
    wanted = {"password": PASSWORD, "code": code(ann.totp_secret)}
    offered = _ok(world.post("/v1/auth/factor", wanted, token=token))
    body = {"challenge": offered["challenge"], "code": code(offered["secret"])}
    _ok(world.post("/v1/auth/factor/confirm", body, token=token))
    _ok(world.post("/v1/auth/password", {"password": PASSWORD, "new_password": "four slow trains"}, token=token))
    _ok(world.post("/v1/auth/password-reset", {"email": ann.email}))
    _ok(world.post("/v1/auth/password-reset", {"email": "nobody@example.com"}))
    reset = {"token": mailed_token(world), "password": "five old tulips"}
    _ok(world.post("/v1/auth/password-reset/confirm", reset))
    assert again["access_token"]


def _uncopied(tenant: str, user: str) -> None:
    """As when the process died between the directory and the record of the user: who signs in gets that mended."""
    table.write(Update(UserItem, keys.user(tenant, user), [UserItem.name.set("Another")]))


def _sessions(world: World, token: str) -> None:
    _ok(world.get("/v1/me", token=token))
    _ok(world.ask("PATCH", "/v1/me", {"time_zone": "Europe/Brussels"}, token=token))
    listed = _ok(world.get("/v1/auth/sessions", token=token))["data"]
    other = next(each["id"] for each in listed if not each["current"])
    _ok(world.ask("DELETE", f"/v1/auth/sessions/{other}", token=token))
    _ok(world.ask("DELETE", "/v1/auth/sessions", token=token))


def _users(world: World) -> None:
    chief = person(world, role="administrator", email="chief@example.com")
    token = signed_in(world, chief)["access_token"]
    guest = {"email": "bob@example.com", "name": "Bob", "role": "employee", "language": "nl"}
    user = _ok(world.post("/v1/users", guest, token=token)).id
    begun = _ok(world.post("/v1/auth/invitations/accept", {"token": mailed_token(world), "password": PASSWORD}))
    _uncopied(chief.tenant, user)
    bob = enrolled(world, begun["challenge"])
    _ok(world.get("/v1/users", token=token))
    _ok(world.get(f"/v1/users/{user}", token=token))
    _ok(world.ask("PATCH", f"/v1/users/{user}", {"role": "reader", "name": "Robert"}, token=token))
    _ok(world.post("/v1/auth/logout", token=bob["access_token"]))
    _ok(world.ask("DELETE", f"/v1/users/{user}", token=token))
    asked = {"name": "New", "country": "NL", "language": "nl"}
    _ok(world.post("/v1/tenants", {**asked, "administrator": {"email": "new@example.com", "name": "New"}}))
    challenge(world, "chief@example.com")


def _leaves(world: World) -> None:
    """Somebody with more work than one transaction hands over."""
    chief, bob, eva = world.user("administrator"), world.user(), world.user()
    _ok(chief.post("/v1/teams", {"name": "Whose work goes on", "members": [bob.id]}))
    for number in range(15):
        task = {"kind": "task", "subject": f"Call {number}", "is_task": True, "assignees": [bob.id]}
        _ok(chief.post("/v1/activities", task))
    assert _ok(chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"}))["open_work"]
    assert _ok(chief.get(f"/v1/users/{bob.id}/work"))["open"]
    begun = _ok(chief.post(f"/v1/users/{bob.id}/hand-over", {"to": eva.id}))
    world.settle()
    assert _ok(chief.get(f"/v1/hand-overs/{begun.id}"))["done"] == {"tasks": 15, "teams": 1}


def _jobs(world: World) -> None:
    """More than one transaction takes: one is cancelled, one goes on, is watched, and undone; and some are exported."""
    anna = world.user("administrator", tenant="Workers")
    made = [anna.company(f"Company {number}").id for number in range(35)]
    asked = {"kind": "change", "those": {"of": "relation", "ids": made}}
    first = _ok(anna.post("/v1/jobs", {**asked, "what": {"note": "Once"}}))
    _ok(anna.post(f"/v1/jobs/{first.id}/cancel"))
    parent = {"note": "Twice", "parent": anna.company("Groep").id}
    second = _ok(anna.post("/v1/jobs", {**asked, "what": parent}))
    _again(world, "job.due", anna, second, watch={"version": 1, "idle": 0})
    world.settle()
    for path in (f"/{second.id}", f"/{second.id}/rows", ""):
        _ok(anna.get(f"/v1/jobs{path}"))
    _ok(anna.post(f"/v1/jobs/{second.id}/undo"))
    world.settle()
    for how in ({"format": "xlsx"}, {"format": "vcard"}):
        export = _ok(anna.post("/v1/jobs", {"kind": "export", "those": asked["those"], "what": how}))
        world.settle()
        _ok(anna.get(f"/v1/jobs/{export.id}/file"))
    _brought_in(world, anna)
    _merged(world, anna)


def _merged(world: World, anna: User) -> None:
    """More than one transaction takes, and split again."""
    stays, goes = (anna.company(name).id for name in ("Bakkerij Jansen", "Bakkerij Janssen"))
    for number in range(12):
        anna.contact(goes, last_name=f"Visser {number}")
    begun = _ok(anna.post(f"/v1/relations/{stays}/merge", {"sources": [goes]}))
    world.settle()
    _ok(anna.post(f"/v1/jobs/{begun['job']['id']}/undo"))
    world.settle()
    one, other = (anna.contact(stays, last_name=name).id for name in ("Jansen", "Janssen"))
    _ok(anna.post(f"/v1/contacts/{one}/merge", {"sources": [other]}))
    one, other = (anna.address(number=number).id for number in ("1", "2"))
    _ok(anna.post(f"/v1/addresses/{one}/merge", {"sources": [other]}))


def _brought_in(world: World, anna: User) -> None:
    """A file with a row that is refused."""
    raw = b"Naam,E-mail\nHamerslag,\nJansen,none\n"
    form = _ok(anna.post("/v1/imports/uploads", {"of": "relation", "file_name": "a.csv", "size": len(raw)}))
    assert browser.send(form, raw) == 204
    found = _ok(anna.post("/v1/imports", {"of": "relation", "upload": form["upload"]}))
    for path in ("", f"/{found.id}"):
        _ok(anna.get(f"/v1/imports{path}"))
    _ok(anna.patch(f"/v1/imports/{found.id}", {"duplicates": "allow"}))
    _ok(anna.post(f"/v1/imports/{found.id}/preview"))
    _ok(anna.post("/v1/jobs", {"kind": "import", "what": {"import": found.id}}))
    world.settle()
    _ok(anna.get(f"/v1/imports/{found.id}/errors"))


def _from_outside(world: World) -> None:
    """A contact is invited, twice, and somebody who is tied does all that there is to do in the portal."""
    chief = world.user("administrator", tenant="Hosts")
    company, jan = chief.company(), world.user("external", tenant="Hosts", kind="external")
    contact, person_there = chief.contact(company.id), chief.person("Els", "Boom")
    for path in (f"contacts/{contact.id}", f"contacts/{contact.id}", f"relations/{person_there.id}"):
        _ok(chief.post(f"/v1/{path}/invite", {"email": f"{path[-5:].lower()}@home.example", "reach": "subsidiaries"}))
    _ok(chief.post("/v1/ties", {"user": jan.id, "relation": company.id, "contact": contact.id, "reach": "group"}))
    _ok(chief.get(f"/v1/relations/{company.id}/outsiders"))
    shop = {"title": "Shop", "url": "https://shop.example.com", "assigned": company.id, "sign": True}
    launch = _ok(chief.post("/v1/launch-links", shop))
    task = {"kind": "task", "subject": "Sign", "is_task": True, "assignees": [jan.id], "links": [company.id]}
    made = _ok(chief.post("/v1/activities", task))
    paper = browser.document(chief, links=[company.id])
    world.settle()
    _ok(chief.patch(f"/v1/relations/{company.id}", {"parent": chief.company("Groep").id}))
    world.settle()
    for path in ("", "/activities", "/documents", "/launchpad", f"/activities/{made.id}", f"/relations/{company.id}"):
        _ok(jan.get(f"/v1/portal{path}"))
    for verb in ("", "/download", "/pages"):
        _ok(jan.get(f"/v1/portal/documents/{paper.id}{verb}"))
    _ok(jan.post(f"/v1/portal/activities/{made.id}/comments", {"text": "Will do."}))
    _ok(jan.post(f"/v1/portal/activities/{made.id}/complete", {}))
    _ok(jan.post(f"/v1/portal/launchpad/{launch.id}/open"))
    world.settle()


def _gives(world: World) -> None:
    """From the queue of a team and back, and a relation to another."""
    chief, anna, eva = world.user("administrator"), world.user("sales"), world.user("sales")
    team = _ok(chief.post("/v1/teams", {"name": "Whose queue it is", "members": [anna.id]}))
    company, lead = anna.company(), chief.company(owner=team.id)
    anna.contact(company.id)
    made = _ok(anna.post("/v1/activities", {"kind": "task", "subject": "x", "is_task": True, "assignees": [team.id]}))
    for verb in ("take", "give-back"):
        _ok(anna.post(f"/v1/activities/{made.id}/{verb}"))
    _ok(anna.post(f"/v1/relations/{lead.id}/take", {}))
    _ok(anna.post(f"/v1/relations/{company.id}/hand-over", {"to": eva.id, "with_open_work": True}))


def _mail_goes_out(world: World) -> None:
    """With a file; to one whose address comes back, to one that is rejected, and while SES has no room."""
    anna = world.user()
    paper = browser.document(anna)
    world.settle()
    mail = outgoing.write(anna, attachments=[paper.id])
    world.settle()
    sent = _ok(anna.get(f"/v1/activities/{mail.id}"))["mail"]["wire_id"].partition("@")[0]
    told = {"messageId": sent, "tags": {"tenant": [anna.tenant], "activity": [mail.id]}}
    recipients = [{"emailAddress": "jan@hamerslag.example"}]
    world.mail_told("Email Bounced", {"eventType": "Bounce", "bounce": {"bouncedRecipients": recipients}, "mail": told})
    for error in ("MessageRejected", "TooManyRequestsException"):
        outgoing.write(anna)
        with down("sesv2", "SendEmail", error):
            world.settle()


def _notices(world: World) -> None:
    """One by mail, one that waits for the digest, and one that is not there, under an Idempotency-Key."""
    anna = world.user()
    for channel in ("mail", "digest"):
        bert = world.user()
        _ok(bert.put("/v1/me/subscriptions/channels", {"assigned": channel}))
        _ok(anna.post("/v1/activities", {"kind": "task", "subject": "x", "is_task": True, "assignees": [bert.id]}))
    world.settle()
    for verb in ("read", "unread"):
        absent = anna.post(f"/v1/notices/ntc_01J00000000000000000000000/{verb}", headers={"Idempotency-Key": "k"})
        assert absent.status == 404


def _workers(world: World) -> None:
    anna = world.user()
    company = anna.company("Moeder")
    anna.contact(company.id)
    _ok(anna.patch(f"/v1/relations/{company.id}", {"name": "Vader"}))
    batch = world.new_changes()
    broken = json.loads(json.dumps(batch[0]))
    broken["dynamodb"]["NewImage"]["body"]["S"] = "not JSON"
    assert world.publish([*batch, broken]) == {"batchItemFailures": []}
    world.react(world.bus.take())
    world.outbox()
