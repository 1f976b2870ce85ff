"""Makes a tenant and invites its first administrator: `make tenant NAME="Acme" EMAIL=ann@acme.example PERSON="Ann"`.

Without STAGE it asks the local stack, where making tenants is open. With STAGE it writes to that stage on AWS with the
credentials of whoever runs it; over HTTP that is closed there.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from infra import after_deploy, console, stage
from infra.client import Api, Refused


def main(arguments: list[str], connect: Callable[[str], Api] = Api) -> int:
    asked = _parser().parse_args(arguments)
    wanted = {
        "name": asked.name,
        "country": asked.country,
        "language": asked.language,
        "administrator": {"email": asked.email, "name": asked.person},
    }
    return console.reported(lambda: _carried_out(asked, wanted, connect))


def _carried_out(asked: argparse.Namespace, wanted: dict[str, Any], connect: Callable[[str], Api]) -> int:
    made = _on_aws(asked.stage, wanted) if asked.stage else _locally(wanted, connect)
    queued = made["invitation"] == "sent"
    told = "is queued" if queued else "could not be queued"
    print(f"Tenant {made['tenant']} is made; the invitation to {asked.email} {told}.")
    return 0 if queued else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make tenant", description=__doc__)
    parser.add_argument("--name", required=True, help="of the organisation")
    parser.add_argument("--email", required=True, help="of its first administrator")
    parser.add_argument("--person", required=True, help="the administrator's own name")
    parser.add_argument("--country", default="NL", help="ISO 3166-1 alpha-2")
    parser.add_argument("--language", default="en", choices=["nl", "fr", "de", "ru", "en"])
    parser.add_argument(
        "--stage", default="", type=stage.named, help="one on AWS, such as prod; left out: the local stack"
    )
    return parser


def _locally(wanted: dict[str, Any], connect: Callable[[str], Api]) -> dict[str, Any]:
    file = Path(os.environ.get("RELATA_LOCAL", ".relata/local.json"))
    if not file.exists():
        raise SystemExit(f"There is no {file}: start Relata with `make run` first, or name a STAGE.")
    local = json.loads(file.read_text())
    try:
        made: dict[str, Any] = connect(local["url"]).post("/v1/tenants", wanted)
    except Refused as refused:
        raise SystemExit(str(refused)) from None
    print(f"The invitation is in {local['outbox_url']}")
    return made


def _on_aws(asked_stage: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """With the environment that the stage's functions have, so that this is the very code of the operation."""
    stage.enter(asked_stage)
    from chalicelib import schema
    from chalicelib.actions import mail_names, shipping
    from chalicelib.identity import tenants
    from chalicelib.identity.forms import NewTenant
    from chalicelib.settings import settings
    from chalicelib.storage import tenant_settings

    asked = schema.parse(NewTenant, wanted)
    for doubt in after_deploy.doubts(stage.session().client("sesv2"), mail_domain(settings().mail_from)):
        console.say(doubt)
    tenant = tenants.new_id()
    tenant_settings.write(tenant, asked.model_dump(include={"name", "country", "language"}))
    shipping.ship(tenant)
    mail_names.give(tenant, asked.name)
    sent = tenants.make(tenant, asked.name, asked.language, asked.administrator.email, asked.administrator.name)
    return {"tenant": tenant, "invitation": "sent" if sent else "not sent"}


def mail_domain(sender: str) -> str:
    """Of a sender such as `Relata <no-reply@mail.crm.example.com>`."""
    return parseaddr(sender)[1].partition("@")[2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
