"""What one call of boto takes from IAM: each action on each resource, with the keys that IAM would know.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator

from tests.iam import Access, Context, Data

LEADING = "dynamodb:LeadingKeys"
PARTITION = re.compile(r"(#?\w+) = (:\w+)")
CONFIGURATION_SET = "relata-test"
ARN = "arn:aws:{}:eu-central-1:123456789012:{}"


def accesses(service: str, call: str, params: Data, tags: Context | None = None) -> list[Access]:
    """All that one call of boto takes; all of it must be allowed. `tags` are those of the session."""
    told = SERVICES.get(service, _plainly)(service, call, params)
    return [Access(each.action, each.resource, {**each.context, **(tags or {})}) for each in told]


def _plainly(service: str, call: str, params: Data) -> Iterator[Access]:
    yield Access(f"{service}:{call}", "*")


def _kms(service: str, call: str, params: Data) -> Iterator[Access]:
    context = {f"kms:EncryptionContext:{name}": (told,) for name, told in params.get("EncryptionContext", {}).items()}
    yield Access(f"kms:{call}", ARN.format("kms", f"key/{params['KeyId']}"), context)


def _sqs(service: str, call: str, params: Data) -> Iterator[Access]:
    yield Access(f"sqs:{call}", ARN.format("sqs", params["QueueUrl"].rpartition("/")[2]))


def _ses(service: str, call: str, params: Data) -> Iterator[Access]:
    """Of raw content not all pages of AWS say the same action, so it takes both; and SES asks for the right to the
    configuration set that the identity has, and in its sandbox to whom it is for."""
    sender = params["FromEmailAddress"].rpartition("<")[2].rstrip(">")
    to = [each for addresses in params["Destination"].values() for each in addresses]
    things = [f"identity/{each.rpartition('@')[2]}" for each in (sender, *to)]
    for action in (call, "SendRawEmail") if "Raw" in params["Content"] else (call,):
        for thing in (*things, f"configuration-set/{CONFIGURATION_SET}"):
            yield Access(f"ses:{action}", ARN.format("ses", thing), {"ses:FromAddress": (sender,)})


def _events(service: str, call: str, params: Data) -> Iterator[Access]:
    for entry in params["Entries"]:
        yield Access(f"events:{call}", ARN.format("events", f"event-bus/{entry['EventBusName']}"))


def _sts(service: str, call: str, params: Data) -> Iterator[Access]:
    tags = {each["Key"]: (each["Value"],) for each in params.get("Tags", ())}
    context = {f"aws:RequestTag/{name}": value for name, value in tags.items()}
    context |= {"aws:TagKeys": tuple(tags)} if tags else {}
    for action in (call, "TagSession") if tags else (call,):
        yield Access(f"sts:{action}", params["RoleArn"], context)


def _s3(service: str, call: str, params: Data) -> Iterator[Access]:
    """Of a listing IAM is told the prefix; to write and read what is encrypted takes the key as well."""
    bucket = f"arn:aws:s3:::{params['Bucket']}"
    if call == "ListObjectsV2":
        yield Access("s3:ListBucket", bucket, {"s3:prefix": (params["Prefix"],)})
        return
    yield Access(f"s3:{S3.get(call, call)}", f"{bucket}/{params['Key']}")
    if call == "CopyObject":
        yield Access("s3:GetObject", f"{bucket}/{params['CopySource'].partition('/')[2]}")
    if call != "DeleteObject":
        yield from (Access(f"kms:{action}", os.environ["RELATA_FILE_KEY"], THROUGH_S3) for action in KEY_ACTIONS)


S3 = {"CopyObject": "PutObject"}
KEY_ACTIONS = ("GenerateDataKey", "Decrypt")
THROUGH_S3: Context = {"kms:ViaService": ("s3.eu-central-1.amazonaws.com",)}


def _dynamodb(service: str, call: str, params: Data) -> Iterator[Access]:
    yield from DYNAMODB.get(call, _one)(call, params)


def _table(name: str, action: str, pks: Iterable[str] | None) -> Access:
    """`pks` None where IAM is told of no key at all."""
    context = {} if pks is None else {LEADING: tuple(dict.fromkeys(pks))}
    return Access(f"dynamodb:{action}", ARN.format("dynamodb", f"table/{name}"), context)


def _one(call: str, params: Data) -> Iterator[Access]:
    key = params.get("Key") or params.get("Item")
    yield _table(params.get("TableName", "*"), call, [key["pk"]["S"]] if key else None)


def _transaction(call: str, params: Data) -> Iterator[Access]:
    for member in params["TransactItems"]:
        for kind, told in member.items():
            yield from _one("ConditionCheckItem" if kind == "ConditionCheck" else f"{kind}Item", told)


def _batch_get(call: str, params: Data) -> Iterator[Access]:
    for table, told in params["RequestItems"].items():
        yield _table(table, call, [key["pk"]["S"] for key in told["Keys"]])


def _batch_write(call: str, params: Data) -> Iterator[Access]:
    for table, told in params["RequestItems"].items():
        items = [request.get("Key") or request["Item"] for each in told for request in each.values()]
        yield _table(table, call, [item["pk"]["S"] for item in items])


def _query(call: str, params: Data) -> Iterator[Access]:
    """Of an index it is the index's own partition key that leads."""
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    names, values = params.get("ExpressionAttributeNames", {}), params["ExpressionAttributeValues"]
    said = PARTITION.findall(params["KeyConditionExpression"])
    pks = [values[value]["S"] for name, value in said if index or names.get(name, name) == "pk"]
    yield _table(params["TableName"] + index, call, pks)


def _partiql(call: str, params: Data) -> Iterator[Access]:
    for told in params.get("Statements") or params.get("TransactStatements") or [params]:
        verb, table = re.search(r'^(\w+).*?"([\w.-]+)"', told["Statement"]).groups()  # type: ignore[union-attr]
        yield _table(table, f"PartiQL{verb.capitalize()}", None)


DYNAMODB: dict[str, Callable[[str, Data], Iterator[Access]]] = {
    "TransactWriteItems": _transaction,
    "TransactGetItems": _transaction,
    "BatchGetItem": _batch_get,
    "BatchWriteItem": _batch_write,
    "Query": _query,
    "ExecuteStatement": _partiql,
    "BatchExecuteStatement": _partiql,
    "ExecuteTransaction": _partiql,
}
SERVICES: dict[str, Callable[[str, str, Data], Iterator[Access]]] = {
    "dynamodb": _dynamodb,
    "kms": _kms,
    "sqs": _sqs,
    "sesv2": _ses,
    "events": _events,
    "sts": _sts,
    "s3": _s3,
}
