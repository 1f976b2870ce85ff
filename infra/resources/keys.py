"""The keys: one signs access tokens, one is the identity service's own, one is for files, mail and what is put aside;
and two secrets: page cursors are sealed with the one, addresses of dossiers signed with the other."""

from typing import Any

from infra.resources import policy
from infra.resources.resource import Resource, kept

SIGNING_KEY, IDENTITY_KEY, DATA_KEY = "SigningKey", "IdentityKey", "DataKey"
CURSOR_SECRET, DOSSIER_SECRET = "CursorSecret", "DossierSecret"

# They put things where the data key is asked for: alarms in the topic, mail in the bucket, undelivered events in the
# queue. The identity key has none of them: only functions write mail and second factors. EventBridge's guide asks for
# its statement without a condition; the policy of the queue says whose rules may send.
WRITERS = ["cloudwatch", "ses"]
UNCONDITIONAL = ["events"]
WRITE = ["kms:Decrypt", "kms:GenerateDataKey*"]


def resources() -> dict[str, Resource]:
    writers = (
        policy.let_in("ServicesWrite", WRITERS, WRITE, "*"),
        policy.let_in("EventsWrite", UNCONDITIONAL, WRITE, "*", {}),
    )
    return {
        SIGNING_KEY: _key("signs access tokens", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"),
        IDENTITY_KEY: _key("encrypts second factors, keys of sources, the mail queue", EnableKeyRotation=True),
        DATA_KEY: _key("encrypts files, inbound mail, dead letters, alarms", *writers, EnableKeyRotation=True),
        CURSOR_SECRET: _secret("seals page cursors"),
        DOSSIER_SECRET: _secret("signs addresses of dossiers"),
    }


def _key(purpose: str, *statements: policy.Statement, **more: Any) -> Resource:
    return kept(
        "AWS::KMS::Key",
        {
            "Description": f"Relata: {purpose}",
            "PendingWindowInDays": 30,
            "KeyPolicy": policy.document(_iam_decides(), *statements),
            **more,
        },
    )


def _iam_decides() -> policy.Statement:
    """In a key's policy `*` means this key; without this statement nobody can manage it."""
    return {
        "Sid": "IamDecides",
        "Effect": "Allow",
        "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
        "Action": "kms:*",
        "Resource": "*",
    }


def _secret(purpose: str) -> Resource:
    return {
        "Type": "AWS::SecretsManager::Secret",
        "Properties": {
            "Description": f"Relata: {purpose}",
            "GenerateSecretString": {"PasswordLength": 64, "ExcludePunctuation": True},
        },
    }
