"""Brings a stage to AWS: `make deploy STAGE=prod`, which is `python -m infra.deploy --stage prod [--yes]`.

Builds the web client, packages, uploads, shows what would change and asks, carries it out and waits, publishes the
client, and tells what is left to do. What the template asks for comes from the environment, such as
MAIL_DOMAIN=mail.crm.example.com; what is not given stays as it was.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import boto3

from chalicelib import clock
from infra import after_deploy, code_bucket, console, package, parameters, stack, stage, template
from infra.code_bucket import Deployment
from infra.console import say
from infra.package import REGION, ROOT, Package
from infra.resources.web import WEB
from infra.stack import Change, Say
from infra.web import build, publish

CODE_BUCKET = "CodeBucket"
NAMED = 3
LOSING = ("Replace", "Replace?", "Remove")


class Account:
    """Clients of one account; `endpoint` is the local engine, or None for AWS with the credentials of who runs it."""

    def __init__(self, endpoint: str | None = None) -> None:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        self._session = boto3.Session(region_name=REGION, **keys) if endpoint else stage.session()
        self._endpoint = endpoint

    def client(self, service: str) -> Any:
        return self._session.client(service, endpoint_url=self._endpoint)


# ------------------------------------------------------------------------------------------- on AWS and locally


def deploy(account: Account, name: str, package: Package, given: Mapping[str, str]) -> dict[str, str]:
    """Deploys and waits, without asking; gives resource ids by logical id."""
    s3, bucket = account.client("s3"), given[CODE_BUCKET]
    code_bucket.create(s3, bucket)
    key = code_bucket.upload(s3, bucket, package)
    put(account, name, _source(s3, bucket, key), package.template["Parameters"], given)
    return stage.ids(account.client("cloudformation"), name)


def exists(account: Account, name: str) -> bool:
    return stack.status(account.client("cloudformation"), name) not in stack.NOT_BORN


def put(
    account: Account,
    name: str,
    source: Mapping[str, Any],
    declared: Mapping[str, Any],
    given: Mapping[str, str],
    agreed: Callable[[Sequence[Change]], bool] = lambda changes: True,
    tell: Say = lambda line: None,
) -> bool:
    """Whether the stack is now as asked; False when it was not agreed to."""
    formation = account.client("cloudformation")
    known = stack.known_parameters(formation, name)
    parameters.check(declared, given, known)
    planned = stack.plan(formation, name, source, stack.parameters(declared, given, known))
    if planned is None:
        tell("Nothing differs from what is deployed.")
        return True
    if not agreed(planned.changes):
        stack.drop(formation, name, planned)
        return False
    stack.carry_out(formation, name, planned, tell)
    return True


def _source(s3: Any, bucket: str, key: str) -> dict[str, str]:
    return {"TemplateURL": code_bucket.url(s3, bucket, key)}


# ------------------------------------------------------------------------------------------------------------- pure


def told(changes: Sequence[Change]) -> Iterator[str]:
    """What is replaced and removed by name; of the rest how many of a kind, and their names when they are few."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for each in changes:
        grouped.setdefault((each.action, each.kind.removeprefix("AWS::")), []).append(each.logical_id)
    for (verb, kind), names in sorted(grouped.items()):
        whole = verb in LOSING or len(names) <= NAMED
        yield f"  {verb:8} {len(names):4} {kind}: {', '.join(names if whole else [*names[:NAMED], '…'])}"


def bucket_name(asked_stage: str, account_id: str, region: str) -> str:
    return f"relata-{asked_stage}-code-{account_id}-{region}"


# ---------------------------------------------------------------------------------------------------------- by hand


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="make deploy",
        description=__doc__,
        epilog=parameters.told(template.PARAMETERS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stage", required=True, choices=stage.names())
    parser.add_argument("--yes", action="store_true", help="carry it out without asking")
    parser.add_argument("--rollback", action="store_true", help="deploy what ran before what runs now")
    parser.add_argument("--client", action="store_true", help="publish the web client, and change nothing else")
    asked = parser.parse_args(arguments)
    work = roll_back if asked.rollback else publish_client if asked.client else release
    return console.reported(lambda: work(Account(), asked.stage, ask(asked.yes)))


def ask(yes: bool) -> Callable[[Sequence[Change]], bool]:
    def agreed(changes: Sequence[Change]) -> bool:
        say("\n".join(["This would change:", *told(changes)]))
        return console.confirmed(yes)

    return agreed


def release(account: Account, asked_stage: str, agreed: Callable[[Sequence[Change]], bool]) -> int:
    name, s3, bucket = stage.stack_name(asked_stage), account.client("s3"), _bucket(account, asked_stage)
    wanted = _wanted(account, name, bucket)
    for warning in after_deploy.about_region(s3.meta.region_name):
        say(warning)
    client = _client()
    say("Packaging …")
    made = package.package(asked_stage, ROOT / "build")
    code_bucket.create(s3, bucket)
    code_bucket.secure(s3, bucket)
    key = code_bucket.upload(s3, bucket, made)
    if not put(account, name, _source(s3, bucket, key), made.template["Parameters"], wanted, agreed, say):
        return 1
    code_bucket.remember(s3, bucket, Deployment(clock.timestamp(), made.key, key, _version(ROOT)))
    if client:
        _publish(account, name, client)
    _finish(account, asked_stage)
    return 0


def publish_client(account: Account, asked_stage: str, _: Callable[[Sequence[Change]], bool]) -> int:
    client = _client()
    if client is None:
        return 1
    _publish(account, stage.stack_name(asked_stage), client)
    return 0


def _client() -> Path | None:
    return build.site(os.environ.get("WEB", ""), say)


def _publish(account: Account, name: str, client: Path) -> None:
    bucket = stage.ids(account.client("cloudformation"), name)[WEB]
    count = publish.publish(account.client("s3"), bucket, client, clock.now())
    say(f"The web client is published: {count} files.")


def _wanted(account: Account, name: str, bucket: str) -> dict[str, str]:
    """What is given; raises Refused when that will not do, before anything is packaged or made."""
    wanted = {**parameters.given(template.PARAMETERS, os.environ), CODE_BUCKET: bucket}
    known = stack.known_parameters(account.client("cloudformation"), name)
    parameters.check(template.PARAMETERS, wanted, known)
    return wanted


def roll_back(account: Account, asked_stage: str, agreed: Callable[[Sequence[Change]], bool]) -> int:
    name, s3, bucket = stage.stack_name(asked_stage), account.client("s3"), _bucket(account, asked_stage)
    back = code_bucket.before(code_bucket.history(s3, bucket))
    say(f"Back to what was deployed on {back.at} {back.version}".rstrip())
    declared = code_bucket.template(s3, bucket, back.template)["Parameters"]
    if not put(account, name, _source(s3, bucket, back.template), declared, {CODE_BUCKET: bucket}, agreed, say):
        return 1
    code_bucket.remember(s3, bucket, back._replace(at=clock.timestamp()))
    return 0


def _bucket(account: Account, asked_stage: str) -> str:
    identity = account.client("sts").get_caller_identity()["Account"]
    return bucket_name(asked_stage, identity, account.client("s3").meta.region_name)


def _finish(account: Account, asked_stage: str) -> None:
    formation, name = account.client("cloudformation"), stage.stack_name(asked_stage)
    for output, value in sorted(stack.outputs(formation, name).items()):
        say(f"{output}: {value}")
    for line in after_deploy.finish(account.client, stage.ids(formation, name)):
        say(line)
    say(f'A tenant: make tenant STAGE={asked_stage} NAME="Acme" EMAIL=ann@acme.example PERSON="Ann"')


def _version(directory: Path) -> str:
    command = ["git", "describe", "--always", "--dirty", "--tags"]
    try:
        done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    except OSError:  # no git here
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
