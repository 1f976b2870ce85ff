"""Statements of the policies that stand at a resource: which AWS service may come in, and that nobody comes in the
clear."""

from typing import Any

Statement = dict[str, Any]

# Without it any account's mail rule or alarm could use ours: the service acts for whoever asks it.
OURS = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


def document(*statements: Statement) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def let_in(sid: str, services: list[str], actions: list[str], resource: Any, where: dict[str, Any] = OURS) -> Statement:
    """AWS services, on behalf of this account."""
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
        "Action": actions,
        "Resource": resource,
        **({"Condition": where} if where else {}),
    }


def keep_out(sid: str, services: list[str], actions: list[str], resource: Any, where: dict[str, Any]) -> Statement:
    """Of what they are let in to besides."""
    return let_in(sid, services, actions, resource, where) | {"Effect": "Deny"}


def only_tls(action: str, resource: Any) -> Statement:
    """Refuses everybody, the account itself too."""
    return _refuse("OnlyTls", action, resource, {"Bool": {"aws:SecureTransport": "false"}})


def only_tls_1_2(action: str, resource: Any) -> Statement:
    """TLS 1.2 or later; AWS services that write by themselves have no such version and are not held to it."""
    return _refuse("OnlyTls12", action, resource, {"NumericLessThan": {"s3:TlsVersion": "1.2"}})


def _refuse(sid: str, action: str, resource: Any, where: dict[str, Any]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resource,
        "Condition": where,
    }
