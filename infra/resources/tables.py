"""The two tables: what tenants keep, and who may enter.

A table that was restored from point-in-time recovery comes beside these, made by the restore. Named in a parameter, it
is what functions, roles and the stream's reader are pointed at; the one of the stack stays, untouched.
"""

from typing import Any

from infra.resources.resource import Intrinsic, Resource, arn, attribute, given, kept, ref

TABLE, IDENTITY_TABLE = "Table", "IdentityTable"
RESTORED_TABLE, RESTORED_STREAM, RESTORED_IDENTITY_TABLE = "RestoredTable", "RestoredStream", "RestoredIdentityTable"
RESTORED, RESTORED_IDENTITY = "Restored", "RestoredIdentity"

NAME = "([a-zA-Z0-9_.-]{3,255})?"
STREAM = "(arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]+/stream/[0-9A-Z:.-]+)?"
PARAMETERS = {
    RESTORED_TABLE: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": NAME,
        "Description": "Table that was restored and takes the place of this stack's, once its stream is given too",
    },
    RESTORED_STREAM: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": STREAM,
        "Description": "ARN of the stream of the restored table",
    },
    RESTORED_IDENTITY_TABLE: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": NAME,
        "Description": "Identity table that was restored and takes the place of the one in this stack",
    },
}
CONDITIONS = {
    # with one of the two, what is written would not be what is followed
    RESTORED: {"Fn::And": [given(RESTORED_TABLE), given(RESTORED_STREAM)]},
    RESTORED_IDENTITY: given(RESTORED_IDENTITY_TABLE),
}


def resources() -> dict[str, Resource]:
    return {
        TABLE: _table(StreamSpecification={"StreamViewType": "NEW_AND_OLD_IMAGES"}),
        IDENTITY_TABLE: _table(),
    }


def table_name() -> Intrinsic:
    return {"Fn::If": [RESTORED, ref(RESTORED_TABLE), ref(TABLE)]}


def table_arn() -> Intrinsic:
    return {"Fn::If": [RESTORED, _arn_of(RESTORED_TABLE), arn(TABLE)]}


def stream_arn() -> Intrinsic:
    return {"Fn::If": [RESTORED, ref(RESTORED_STREAM), attribute(TABLE, "StreamArn")]}


def identity_table_name() -> Intrinsic:
    return {"Fn::If": [RESTORED_IDENTITY, ref(RESTORED_IDENTITY_TABLE), ref(IDENTITY_TABLE)]}


def identity_table_arn() -> Intrinsic:
    return {"Fn::If": [RESTORED_IDENTITY, _arn_of(RESTORED_IDENTITY_TABLE), arn(IDENTITY_TABLE)]}


def _arn_of(parameter: str) -> Intrinsic:
    place = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}"
    return {"Fn::Sub": f"{place}:table/${{{parameter}}}"}


def _table(**more: Any) -> Resource:
    return kept(
        "AWS::DynamoDB::Table",
        {
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            "BillingMode": "PAY_PER_REQUEST",
            "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "SSESpecification": {"SSEEnabled": True},
            "DeletionProtectionEnabled": True,
            **more,
        },
        deletion="Retain",  # protected from deletion, it could not go
    )
