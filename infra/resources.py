"""What Relata stands on: two tables, two keys, a secret, a log group, a mail domain."""

from typing import Any

Resource = dict[str, Any]

TABLE, IDENTITY_TABLE = "Table", "IdentityTable"
SIGNING_KEY, IDENTITY_KEY = "SigningKey", "IdentityKey"
CURSOR_SECRET, LOG_GROUP, MAIL_IDENTITY = "CursorSecret", "LogGroup", "MailIdentity"


def stores() -> dict[str, Resource]:
    return {
        TABLE: _table(StreamSpecification={"StreamViewType": "NEW_AND_OLD_IMAGES"}),
        IDENTITY_TABLE: _table(),
        SIGNING_KEY: _signing_key(),
        IDENTITY_KEY: _identity_key(),
        CURSOR_SECRET: _cursor_secret(),
        LOG_GROUP: _log_group(),
        MAIL_IDENTITY: _mail_identity(),
    }


def _kept(kind: str, properties: dict[str, Any]) -> Resource:
    """A resource that outlives its stack: what it holds cannot be made again."""
    return {
        "Type": kind,
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def _table(**more: Any) -> Resource:
    return _kept(
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
    )


def _signing_key() -> Resource:
    return _key("signs access tokens", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")


def _identity_key() -> Resource:
    return _key("encrypts second factors", EnableKeyRotation=True)


def _key(purpose: str, **more: Any) -> Resource:
    return _kept(
        "AWS::KMS::Key",
        {"Description": f"Relata: {purpose}", "PendingWindowInDays": 30, "KeyPolicy": _key_policy(), **more},
    )


def _key_policy() -> dict[str, Any]:
    """Lets IAM decide. In a key's policy `*` means this key; without this statement nobody can manage it."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "IamDecides",
                "Effect": "Allow",
                "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
                "Action": "kms:*",
                "Resource": "*",
            }
        ],
    }


def _cursor_secret() -> Resource:
    return {
        "Type": "AWS::SecretsManager::Secret",
        "Properties": {
            "Description": "Relata: signs page cursors",
            "GenerateSecretString": {"PasswordLength": 64, "ExcludePunctuation": True},
        },
    }


def _mail_identity() -> Resource:
    """SES sends once the DNS records that it asks for are there."""
    return _kept("AWS::SES::EmailIdentity", {"EmailIdentity": {"Ref": "MailDomain"}})


def _log_group() -> Resource:
    return {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 90}}
