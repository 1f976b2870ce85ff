"""A resource of a CloudFormation template, and how others speak of it."""

from typing import Any

Resource = dict[str, Any]
Intrinsic = dict[str, Any]


def kept(kind: str, properties: dict[str, Any], deletion: str = "RetainExceptOnCreate") -> Resource:
    """A resource that outlives its stack: what it holds cannot be made again. When the stack itself cannot be made, it
    holds nothing yet and goes, so that the next try does not find it there."""
    return {
        "Type": kind,
        "DeletionPolicy": deletion,
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def ref(logical_id: str) -> Intrinsic:
    return {"Ref": logical_id}


def attribute(logical_id: str, name: str) -> Intrinsic:
    return {"Fn::GetAtt": [logical_id, name]}


def arn(logical_id: str) -> Intrinsic:
    return attribute(logical_id, "Arn")


def given(parameter: str) -> Intrinsic:
    """The condition that a parameter is not empty."""
    return {"Fn::Not": [{"Fn::Equals": [ref(parameter), ""]}]}
