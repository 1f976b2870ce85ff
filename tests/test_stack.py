"""What CloudFormation may answer, and what an operator is told then."""

from typing import Any

import boto3
import pytest

from infra import stack
from infra.stack import Change, DeploymentFailed


class Formation:
    """CloudFormation for a stack that is in some state, or refuses, or fails: what no engine here does."""

    def __init__(self, status: str, change_set: dict[str, Any] | None = None, ends: str = "", events: Any = ()) -> None:
        self.status, self.change_set, self.ends = status, change_set or {}, ends
        self.events = list(events)
        self.called: list[str] = []

    @property
    def meta(self) -> Any:
        return boto3.client("cloudformation", "eu-west-1").meta

    def describe_stacks(self, **_: Any) -> Any:
        return {"Stacks": [{"StackStatus": self.status}]}

    def describe_change_set(self, **asked: Any) -> Any:
        return self.change_set["second"] if "NextToken" in asked else self.change_set

    def execute_change_set(self, **_: Any) -> None:
        self.called.append("execute_change_set")
        self.status = self.ends
        failed = {"LogicalResourceId": "Table", "ResourceStatusReason": "Denied", "ResourceStatus": "UPDATE_FAILED"}
        self.events.insert(0, {**failed, "EventId": "2"})

    def describe_stack_events(self, **_: Any) -> Any:
        return {"StackEvents": self.events}

    def get_paginator(self, _: str) -> Any:
        return self

    def paginate(self, **_: Any) -> Any:
        return [self.describe_stack_events()]

    def __getattr__(self, name: str) -> Any:
        return lambda **_: self.called.append(name)


def change(name: str, **more: str) -> dict[str, Any]:
    return {"ResourceChange": {"Action": "Modify", "ResourceType": "T", "LogicalResourceId": name, **more}}


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("UPDATE_IN_PROGRESS", "is being changed .UPDATE_IN_PROGRESS.. Wait"),
        ("UPDATE_ROLLBACK_FAILED", "aws cloudformation continue-update-rollback --stack-name relata-prod"),
        ("DELETE_FAILED", "aws cloudformation delete-stack --stack-name relata-prod"),
        ("DELETE_IN_PROGRESS", "Wait until it is gone"),
    ],
)
def test_a_stack_that_cannot_be_changed_is_left_alone_and_says_what_to_do(status: str, advice: str) -> None:
    formation = Formation(status)
    with pytest.raises(DeploymentFailed, match=advice):
        stack.plan(formation, "relata-prod", {}, [])
    assert formation.called == []


@pytest.mark.parametrize(
    "reason", ["The submitted information didn't contain changes.", "No updates are to be performed."]
)
def test_nothing_new_is_no_failure(reason: str) -> None:
    formation = Formation("UPDATE_COMPLETE", {"Status": "FAILED", "StatusReason": reason})
    assert stack.plan(formation, "relata-prod", {}, []) is None
    assert formation.called == ["create_change_set", "delete_change_set"]


def test_a_template_that_is_refused_is_told_with_the_reason() -> None:
    formation = Formation("UPDATE_COMPLETE", {"Status": "FAILED", "StatusReason": "Unresolved: [Tabel]"})
    with pytest.raises(DeploymentFailed, match=r"refuses the template of relata-prod: Unresolved: \[Tabel\]"):
        stack.plan(formation, "relata-prod", {}, [])


def test_changes_on_several_pages_are_all_shown() -> None:
    first, second = change("A"), change("B", Replacement="True")
    pages = {"Status": "CREATE_COMPLETE", "Changes": [first], "NextToken": "n", "second": {"Changes": [second]}}
    planned = stack.plan(Formation("UPDATE_COMPLETE", pages), "relata-prod", {}, [])
    assert planned is not None
    assert planned.changes == [Change("Modify", "T", "A"), Change("Replace", "T", "B")]


@pytest.mark.parametrize(
    ("told", "shown"), [("True", "Replace"), ("Conditional", "Replace?"), ("False", "Modify"), (None, "Modify")]
)
def test_what_may_be_made_anew_is_not_shown_as_a_mere_change(told: str | None, shown: str) -> None:
    """CloudFormation says Conditional where a value is known only once it has begun."""
    only = change("Table", Replacement=told) if told else change("Table")
    planned = stack.plan(
        Formation("UPDATE_COMPLETE", {"Status": "CREATE_COMPLETE", "Changes": [only]}), "relata-prod", {}, []
    )
    assert planned is not None
    assert planned.changes == [Change(shown, "T", "Table")]


def test_a_deployment_that_fails_tells_its_own_reasons_and_that_all_is_as_before() -> None:
    earlier = {"EventId": "1", "LogicalResourceId": "Queue", "ResourceStatus": "UPDATE_FAILED"}
    formation = Formation("UPDATE_COMPLETE", ends="UPDATE_ROLLBACK_COMPLETE", events=[earlier])
    with pytest.raises(DeploymentFailed) as failed:
        stack.carry_out(formation, "relata-prod", stack.Plan("set", []), print)
    assert str(failed.value).splitlines() == [
        "Stack relata-prod ended as UPDATE_ROLLBACK_COMPLETE. All is as it was before. The reasons:",
        "  Table: Denied",
    ]
