"""What lies in a dead letter queue: who put it there, about whom and why, and how it is delivered again.

`change`: a record of the stream that `publish` could not make sense of. `batch`: a part of the stream on which Lambda
gave up calling `publish`. `reaction`: an event on which Lambda gave up calling a function. `event`: one that the bus
could not hand to Lambda at all. `due`: a hint that fell due and that `tick` gave up after some tries. `mail`: a letter
to a person that could not be sent; these have a queue of their own.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.models import stored
from chalicelib.reactions import publish
from chalicelib.reactions.event import SOURCE, Entry, Poison, moment, read
from chalicelib.settings import settings
from chalicelib.storage import due, keys, table
from chalicelib.storage.keys import ItemKey

Told = Mapping[str, Any]

SEVERAL = "(several)"
ATTRIBUTES = ("ERROR_CODE", "TARGET_ARN")
FROM_AWS = "aws."
GONE = frozenset({"TrimmedDataAccessException", "ResourceNotFoundException"})


class Letter(NamedTuple):
    """`queue` is the URL of the one that it lies in, `function` the ARN of the function that an event was for."""

    queue: str
    receipt: str
    sent: datetime
    told: Told
    error: str
    function: str


class Stays(Exception):
    """It is not delivered, for this reason, and stays in the queue."""


class Over(Exception):
    """Nobody has any use for it now."""


class Kind(NamedTuple):
    """Its letters have this member; `tenant` and `cause` are for who looks what waits."""

    name: str
    member: str
    tenant: Callable[[Letter], str]
    cause: Callable[[Letter], str]
    deliver: Callable[[Letter], None]


def letter(queue: str, message: Told) -> Letter:
    """From a message of SQS. EventBridge adds its reason as an attribute, and whom it was for."""
    told = _told(message["Body"])
    sent = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
    error, target = (_attribute(message, name) for name in ATTRIBUTES)
    function = stored.line(stored.part(told, "requestContext"), "functionArn") or target
    return Letter(queue, message["ReceiptHandle"], sent, told, error, function)


def _told(body: str) -> Told:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _attribute(message: Told, name: str) -> str:
    return str(message.get("MessageAttributes", {}).get(name, {}).get("StringValue", ""))


def kind(each: Letter) -> Kind:
    return next((known for known in KINDS if known.member in each.told), UNKNOWN)


# --------------------------------------------------------------------------------------------------------- delivering


def _publish_change(each: Letter) -> None:
    """Read anew: by now the code may understand it, or somebody has mended it."""
    told = each.told
    key = ItemKey(**told["keys"])
    item = table.get(told["tenant"], key) if keys.belongs_to(told["tenant"], key.pk) else None
    if item is None:
        raise Stays("there is no such change in the table")
    found = read(_as_in_stream(told, item), _epoch())
    if isinstance(found, Poison):
        raise Stays(f"it is still not understood: {found.cause}")
    if found is None:
        raise Stays(BEFORE_EPOCH)
    _put(found.entry)


def _as_in_stream(told: Told, item: Told) -> dict[str, Any]:
    stream = {
        "Keys": {"pk": item["pk"], "sk": item["sk"]},
        "NewImage": item,
        "SequenceNumber": told["sequence_number"],
    }
    return {"eventName": "INSERT", "eventID": told["event_id"], "dynamodb": stream}


def _publish_batch(each: Letter) -> None:
    try:
        records = list(_records(each.told["DDBStreamBatchInfo"]))
    except ClientError as error:
        if error.response["Error"]["Code"] in GONE:
            raise Stays("the stream no longer has these changes: it keeps them for a day") from error
        raise
    if publish.publish(records)["batchItemFailures"]:
        raise Stays("the bus does not take it; the log above says why")


def _records(info: Told) -> Iterator[dict[str, Any]]:
    streams, last = aws.client("dynamodbstreams"), int(info["endSequenceNumber"])
    iterator = streams.get_shard_iterator(
        StreamArn=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while iterator:
        page = streams.get_records(ShardIterator=iterator)
        iterator = page.get("NextShardIterator")
        for record in page["Records"]:
            yield record
            if int(record["dynamodb"]["SequenceNumber"]) >= last:
                return


def _give_event(each: Letter) -> None:
    _hand_on(each, each.told)


def _give_again(each: Letter) -> None:
    _hand_on(each, each.told["requestPayload"])


def _hand_on(each: Letter, event: Told) -> None:
    """Our own events through the bus; those of AWS only AWS can put there, so they go to the function itself."""
    source = str(event.get("source"))
    if source == SOURCE:
        _publish_event(event)
    elif source.startswith(FROM_AWS) and each.function:
        _call(each.function, event)
    else:
        raise Stays("nobody knows whom it is for")


def _call(function: str, event: Told) -> None:
    """Without waiting for what comes of it: what fails once more is put aside once more."""
    payload = json.dumps(event, ensure_ascii=False).encode()
    aws.client("lambda").invoke(FunctionName=function, InvocationType="Event", Payload=payload)


def _publish_event(told: Told) -> None:
    if told["detail"]["at"] < _epoch():
        raise Stays(BEFORE_EPOCH)
    _put({
        "Source": told["source"],
        "DetailType": told["detail-type"],
        "Detail": json.dumps(told["detail"], ensure_ascii=False, separators=(",", ":")),
        "Time": datetime.fromisoformat(told["time"]),
    })  # fmt: skip


def _plan_again(each: Letter) -> None:
    """For two minutes from now, as if it had not been tried."""
    found = due.get(ItemKey(**each.told["keys"]))
    if found is None:
        raise Stays("it has lapsed")
    due.plan([found.due])


def _send_mail(each: Letter) -> None:
    if _is_over(each.told):
        raise Over
    aws.client("sqs").send_message(QueueUrl=settings().mail_queue, MessageBody=json.dumps(each.told))


def _is_over(mail: Told) -> bool:
    """Whether the link in it works no more."""
    expires_at = mail["expires_at"]
    return isinstance(expires_at, int) and expires_at <= clock.epoch()


def _put(entry: Entry) -> None:
    (code,) = publish.put([entry])
    if code:
        raise Stays(f"the bus does not take it: {code}")


def _epoch() -> str:
    return moment(settings().epoch)


def _leave(_: Letter) -> None:
    raise Stays("nobody knows what it is")


# ------------------------------------------------------------------------------------------------------------- telling


def _why_given_up(each: Letter) -> str:
    """The name of the error; its text, which may quote what a person typed, only where it is ours."""
    answered = stored.part(each.told, "responsePayload")
    name = answered.get("errorType")
    if name == "ReactionFailed":
        return str(answered["errorMessage"])
    return str(name or _condition(each))


def _condition(each: Letter) -> str:
    return stored.line(stored.part(each.told, "requestContext"), "condition")


def _member(name: str) -> Callable[[Letter], str]:
    return lambda each: str(each.told.get(name, ""))


def _tenant_of_event(event: Told) -> str:
    """Events of AWS do not say it, but that SES tells the tags that a mail was sent with."""
    detail = stored.part(event, "detail")
    tags = stored.part(stored.part(detail, "mail"), "tags")
    return stored.line(detail, "tenant") or next(iter(stored.lines(tags, "tenant")), "")


BEFORE_EPOCH = "it is from before the epoch, and is not to be followed again"

KINDS = (
    Kind("change", "sequence_number", _member("tenant"), _member("cause"), _publish_change),
    Kind("batch", "DDBStreamBatchInfo", lambda _: SEVERAL, _condition, _publish_batch),
    Kind("reaction", "requestPayload", lambda each: _tenant_of_event(stored.part(each.told, "requestPayload")),
         _why_given_up, _give_again),
    Kind("event", "detail-type", lambda each: _tenant_of_event(each.told), lambda each: each.error, _give_event),
    Kind("due", "falls_due", _member("tenant"), _member("cause"), _plan_again),
    Kind("mail", "expires_at", lambda _: "", lambda each: "over" if _is_over(each.told) else "not sent", _send_mail),
)  # fmt: skip
UNKNOWN = Kind("unknown", "", lambda _: "", lambda _: "", _leave)
