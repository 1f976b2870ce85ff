"""A stack at CloudFormation: what would change, changing it, and what became of it. All changes go by change sets."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
FAILED_BIRTH = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED")
NOT_BORN = ("", "REVIEW_IN_PROGRESS")
DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
NOTHING_NEW = ("didn't contain changes", "No updates are to be performed")
STUCK = {
    "UPDATE_ROLLBACK_FAILED": "Its rollback did not succeed. Mend what the events tell, then: "
    "aws cloudformation continue-update-rollback --stack-name {stack}",
    "DELETE_FAILED": "It could not be removed. Look at its events, then: "
    "aws cloudformation delete-stack --stack-name {stack}",
    "DELETE_IN_PROGRESS": "It is being removed. Wait until it is gone, and deploy again.",
}
BUSY = "It is being changed ({status}). Wait until that has ended, and deploy again."
REPLACING = {"True": "Replace", "Conditional": "Replace?"}
SECONDS = 2.0
Say = Callable[[str], None]


class DeploymentFailed(RuntimeError):
    pass


class Change(NamedTuple):
    """`action` is CloudFormation's own, or Replace where it makes the thing anew, or Replace? where it cannot tell."""

    action: str
    kind: str
    logical_id: str


class Plan(NamedTuple):
    """A change set that waits to be carried out. One that only changes what is told of the stack has no changes."""

    name: str
    changes: list[Change]


def status(formation: Any, stack: str) -> str:
    """Empty when there is no stack."""
    try:
        return str(formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return ""


def known_parameters(formation: Any, stack: str) -> dict[str, str]:
    """Those that have a value from before."""
    if status(formation, stack) in (*NOT_BORN, *FAILED_BIRTH):
        return {}
    found = formation.describe_stacks(StackName=stack)["Stacks"][0].get("Parameters", ())
    return {each["ParameterKey"]: each.get("ParameterValue", "") for each in found}


def outputs(formation: Any, stack: str) -> dict[str, str]:
    found = formation.describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", ())
    return {each["OutputKey"]: each["OutputValue"] for each in found}


def parameters(declared: Iterable[str], given: Mapping[str, str], known: Iterable[str]) -> list[dict[str, Any]]:
    """What is given, and of the rest the value from before; one that has neither is left to its default."""
    told = [{"ParameterKey": name, "ParameterValue": given[name]} for name in declared if name in given]
    kept = [name for name in declared if name in set(known) - given.keys()]
    return told + [{"ParameterKey": name, "UsePreviousValue": True} for name in kept]


def plan(formation: Any, stack: str, source: Mapping[str, Any], given: list[dict[str, Any]]) -> Plan | None:
    """None when all is as asked. `source` is `TemplateURL` or `UsePreviousTemplate`. Raises DeploymentFailed when the
    stack cannot be changed."""
    kind = "CREATE" if _ready(formation, stack) in NOT_BORN else "UPDATE"
    name = f"relata-{time.time_ns()}"
    formation.create_change_set(
        StackName=stack,
        ChangeSetName=name,
        ChangeSetType=kind,
        Capabilities=CAPABILITIES,
        Parameters=given,
        **source,
    )
    changes = _changes(formation, stack, name)
    return None if changes is None else Plan(name, changes)


def _ready(formation: Any, stack: str) -> str:
    found = status(formation, stack)
    if found in FAILED_BIRTH:
        formation.delete_stack(StackName=stack)
        formation.get_waiter("stack_delete_complete").wait(StackName=stack)
        return ""
    advice = STUCK.get(found) or (BUSY if found.endswith("_IN_PROGRESS") and found not in NOT_BORN else "")
    if advice:
        raise DeploymentFailed(f"Stack {stack} cannot be changed. {advice.format(stack=stack, status=found)}")
    return found


def _changes(formation: Any, stack: str, name: str) -> list[Change] | None:
    about = {"StackName": stack, "ChangeSetName": name}
    while (told := formation.describe_change_set(**about))["Status"] in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
        time.sleep(SECONDS / 10)
    if told["Status"] == "FAILED":
        formation.delete_change_set(**about)
        if any(words in told.get("StatusReason", "") for words in NOTHING_NEW):
            return None
        raise DeploymentFailed(f"CloudFormation refuses the template of {stack}: {told.get('StatusReason', '')}")
    found = told["Changes"]
    while "NextToken" in told:
        told = formation.describe_change_set(**about, NextToken=told["NextToken"])
        found += told["Changes"]
    return [_change(each["ResourceChange"]) for each in found]


def _change(told: Mapping[str, Any]) -> Change:
    action = REPLACING.get(told.get("Replacement", ""), told["Action"])
    return Change(action, told["ResourceType"], told["LogicalResourceId"])


def drop(formation: Any, stack: str, planned: Plan) -> None:
    formation.delete_change_set(StackName=stack, ChangeSetName=planned.name)


def carry_out(formation: Any, stack: str, planned: Plan, say: Say) -> None:
    """Waits until it is done. Raises DeploymentFailed with the reasons; CloudFormation has put back what was there."""
    since = _last_event(formation, stack)
    formation.execute_change_set(StackName=stack, ChangeSetName=planned.name)
    ended = _wait(formation, stack, say)
    if ended not in DONE:
        told = "\n".join(f"  {reason}" for reason in _reasons(formation, stack, since))
        raise DeploymentFailed(f"Stack {stack} ended as {ended}. {_left(ended)}\n{told}")


def _left(ended: str) -> str:
    """What is running now."""
    if ended == "UPDATE_ROLLBACK_COMPLETE":
        return "All is as it was before. The reasons:"
    return "The reasons:"


def _wait(formation: Any, stack: str, say: Say) -> str:
    shown = ""
    while (found := status(formation, stack)).endswith("_IN_PROGRESS"):
        if found != shown:
            say(f"  {found.replace('_', ' ').lower()} …")
        shown = found
        time.sleep(SECONDS if formation.meta.endpoint_url.startswith("https") else SECONDS / 10)
    return found


def _last_event(formation: Any, stack: str) -> str:
    found = formation.describe_stack_events(StackName=stack)["StackEvents"]
    return str(found[0]["EventId"]) if found else ""


def _reasons(formation: Any, stack: str, since: str) -> list[str]:
    """Of this time only, what came first first."""
    told: list[str] = []
    for page in formation.get_paginator("describe_stack_events").paginate(StackName=stack):
        for event in page["StackEvents"]:
            if event["EventId"] == since:
                return told[::-1]
            if event["ResourceStatus"].endswith("FAILED"):
                told.append(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}")
    return told[::-1]
