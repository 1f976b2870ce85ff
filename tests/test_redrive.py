"""What nobody could carry out waits in a queue; an operator looks at it, and has it delivered again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import boto3
import pytest

from chalicelib import aws, clock
from chalicelib.letters import mail_queue
from chalicelib.letters.letter import Letter
from chalicelib.settings import settings
from chalicelib.storage import keys
from infra import receipt, redrive, stage
from tests import letters
from tests.bus import Status, chosen
from tests.faults import throttle
from tests.outage import down
from tests.outgoing import arrived, state, write
from tests.world import INBOUND_MAIL, MAIL_QUEUE, TABLE, User, World, epoch

Event = dict[str, Any]
PUT_ASIDE = "JSONDecodeError"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redrive, "WAIT_SECONDS", 0)


def lay(body: Any, **attributes: str) -> None:
    told = {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
    text = body if isinstance(body, str) else json.dumps(body)
    boto3.client("sqs").send_message(QueueUrl=settings().dead_letters, MessageBody=text, MessageAttributes=told)


@pytest.fixture
def mail_dead_letters(world: World) -> Iterator[str]:
    """URL of the queue where SQS puts letters that the mail queue's worker failed on, as the template has it."""
    sqs = boto3.client("sqs")
    url = str(sqs.create_queue(QueueName=f"{MAIL_QUEUE}-dead-letters")["QueueUrl"])
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 5})
    sqs.set_queue_attributes(QueueUrl=settings().mail_queue, Attributes={"RedrivePolicy": policy})
    yield url
    sqs.set_queue_attributes(QueueUrl=settings().mail_queue, Attributes={"RedrivePolicy": ""})
    sqs.delete_queue(QueueUrl=url)


def unsent(seconds: int, to: str = "ann@example.com") -> str:
    """A letter that is worth sending for so long."""
    return mail_queue.packed(mail_queue.Waiting(Letter(to, "Welcome", "t0k3n"), clock.epoch() + seconds))


def left_in(url: str) -> int:
    told = boto3.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(told["ApproximateNumberOfMessages"]) + int(told["ApproximateNumberOfMessagesNotVisible"])


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The tool's own lines, without those of the log."""
    return [line for line in capsys.readouterr().out.splitlines() if not line.startswith("{")]


def renamed(anna: User, name: str = "Zaagmans") -> tuple[str, str]:
    """A company that is renamed, and a contact of it that keeps the old name for now."""
    company = anna.company("Hamerslag").id
    contact = anna.contact(company).id
    anna.world.settle()
    anna.patch(f"/v1/relations/{company}", {"name": name})
    return company, contact


def kept_name(anna: User, contact: str) -> str:
    return str(anna.get(f"/v1/contacts/{contact}")["company"]["title"])


def body_of(world: World, tenant: str, company: str) -> str:
    """The body of its second change."""
    return str(world.items()[keys.change(tenant, company, 2)]["body"]["S"])


def write_body(world: World, tenant: str, company: str, body: str) -> None:
    pk, sk = keys.change(tenant, company, 2)
    world.engine.client.put_item(TableName=TABLE, Item={"pk": {"S": pk}, "sk": {"S": sk}, "body": {"S": body}})


def given_up(event: Event, **answered: str) -> dict[str, Any]:
    """As Lambda puts aside an event that a function failed on (Lambda developer guide, "Capturing records of Lambda
    asynchronous invocations")."""
    context = {"requestId": "r", "functionArn": "arn:…:react:$LATEST", "condition": "RetriesExhausted"}
    return {
        "version": "1.0", "timestamp": "2026-11-21T10:00:00.000Z", "requestContext": context, "requestPayload": event,
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"}, "responsePayload": answered or None,
    }  # fmt: skip


def batch(first: Event, last: Event, world: World) -> dict[str, Any]:
    """As Lambda puts aside a part of a stream (the same, "Capturing discarded batches")."""
    arn = world.engine.client.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]
    (shard,) = world.engine.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    return {
        "version": "1.0", "timestamp": "2026-11-21T10:00:00.000Z",
        "requestContext": {"requestId": "r", "condition": "RetryAttemptsExhausted", "approximateInvokeCount": 6},
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
        "DDBStreamBatchInfo": {
            "shardId": shard["ShardId"], "streamArn": arn, "batchSize": 2,
            "startSequenceNumber": first["dynamodb"]["SequenceNumber"],
            "endSequenceNumber": last["dynamodb"]["SequenceNumber"],
        },
    }  # fmt: skip


# --------------------------------------------------------------------------------------------------------- delivering


def test_r3_a_change_that_is_mended_is_followed_after_all(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """R3"""
    anna = world.user()
    company, contact = renamed(anna)
    whole = body_of(world, anna.tenant, company)
    (record,) = world.new_changes()
    record["dynamodb"]["NewImage"]["body"] = {"S": "not JSON"}
    write_body(world, anna.tenant, company, "not JSON")
    world.publish([record])
    printed(capsys)
    assert redrive.main([]) == 1
    row, total = printed(capsys)
    assert row.split()[1:3] == ["change", anna.tenant]
    assert row.endswith(f"stays: it is still not understood: {PUT_ASIDE}")
    assert total == "0 delivered, 1 left."
    write_body(world, anna.tenant, company, whole)
    assert redrive.main([]) == 0
    assert printed(capsys)[-1] == "1 delivered, 0 left."
    world.react(world.bus.take())
    assert kept_name(anna, contact) == "Zaagmans"
    assert (redrive.main([]), printed(capsys)) == (0, ["0 delivered, 0 left."])


def test_r3_an_event_that_a_reaction_failed_on_comes_again(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """R3"""
    anna = world.user()
    _, contact = renamed(anna)
    world.publish(world.new_changes())
    (event,) = world.bus.take()
    lay(given_up(event, errorType="ReactionFailed", errorMessage="refresh_others (Unavailable)"))
    assert redrive.main(["--look"]) == 0
    assert printed(capsys)[0].endswith("refresh_others (Unavailable)")
    assert redrive.main([]) == 0
    (again,) = world.bus.take()
    same = ("source", "detail-type", "time", "detail")
    assert [again[name] for name in same] == [event[name] for name in same]
    world.react([again])
    assert kept_name(anna, contact) == "Zaagmans"


def test_r3_an_event_that_the_bus_could_not_hand_over_comes_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """R3"""
    anna = world.user()
    renamed(anna)
    world.publish(world.new_changes())
    (event,) = world.bus.take()
    lay(event, ERROR_CODE="NO_PERMISSIONS", RULE_ARN="arn:…")
    assert redrive.main(["--look"]) == 0
    assert printed(capsys)[0].split()[1:] == ["event", anna.tenant, "NO_PERMISSIONS"]
    assert redrive.main([]) == 0
    assert [each["detail"] for each in world.bus.take()] == [event["detail"]]


def test_r3_a_mail_that_was_not_sent_is_sent_after_all(world: World) -> None:
    """R3, M6: also what had been put off."""
    anna = world.user()
    for _ in range(2):
        write(anna)
    world.publish(world.new_changes())
    first, second = chosen("send_mail", world.bus.drain())
    lay(given_up(first))
    lay(given_up({**second, "detail-type": "mail.due"}))
    assert redrive.main([]) == 0
    world.send_mails(chosen("send_mail", world.bus.drain()))
    assert len(arrived(world)) == 2


class Functions:
    """Lambda, as far as events are handed to functions that nobody waits for. `called` has the ARN with each event."""

    def __init__(self) -> None:
        self.called: list[tuple[str, Event]] = []

    def answer(self, params: Mapping[str, Any], **_: Any) -> tuple[Status, dict[str, Any]]:
        assert params["headers"]["X-Amz-Invocation-Type"] == "Event"
        arn = unquote(params["url_path"].split("/functions/")[1].removesuffix("/invocations"))
        self.called.append((arn, json.loads(params["body"])))
        return Status(202), {"StatusCode": 202}


@pytest.fixture
def functions() -> Iterator[Functions]:
    made, events = Functions(), aws.client("lambda").meta.events
    events.register("before-call.lambda.Invoke", made.answer)
    yield made
    events.unregister("before-call.lambda.Invoke", made.answer)


def of_aws(source: str, what: str, detail: Event) -> Event:
    about = {"version": "0", "id": "1", "account": "123456789012", "region": "eu-central-1", "resources": []}
    return {**about, "source": source, "detail-type": what, "time": clock.timestamp(), "detail": detail}


def test_m1_a_mail_that_came_back_is_known_of_after_all(
    world: World, functions: Functions, capsys: pytest.CaptureFixture[str]
) -> None:
    """M1, R3: nobody can put an event of SES on a bus again, so the function itself gets it."""
    anna = world.user()
    mail = write(anna)
    world.settle()
    sent = anna.get(f"/v1/activities/{mail.id}")["mail"]["wire_id"].partition("@")[0]
    told = {"messageId": sent, "tags": {"tenant": [anna.tenant], "activity": [mail.id]}}
    bounce = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "jan@hamerslag.example"}]}
    lay(given_up(of_aws("aws.ses", "Email Bounced", {"eventType": "Bounce", "bounce": bounce, "mail": told})))
    assert redrive.main(["--look"]) == 0
    assert printed(capsys)[0].split()[1:3] == ["reaction", anna.tenant]
    assert redrive.main([]) == 0
    assert world.bus.drain() == []
    ((arn, event),) = functions.called
    assert arn == "arn:…:react:$LATEST", "the one that failed on it"
    world.mail_told(event["detail-type"], event["detail"])
    assert state(anna, mail) == "bounced"


def test_a_mail_that_came_in_while_the_bus_could_not_reach_lambda_is_filed_after_all(
    world: World, functions: Functions
) -> None:
    """R3, E19"""
    anna = world.user()
    raw = receipt.stamped(letters.letter(), (letters.dossier(anna.tenant),), clock.now(), {})
    boto3.client("s3").put_object(Bucket=INBOUND_MAIL, Key="raw/lost", Body=raw)
    lay(
        of_aws("aws.s3", "Object Created", {"bucket": {"name": INBOUND_MAIL}, "object": {"key": "raw/lost"}}),
        ERROR_CODE="NO_PERMISSIONS",
        TARGET_ARN="arn:aws:lambda:eu-central-1:123456789012:function:relata-FileMail",
    )
    assert redrive.main([]) == 0
    ((arn, event),) = functions.called
    assert arn.endswith(":relata-FileMail")
    world.announce(event["detail"]["object"]["key"])
    assert len(letters.mails(anna)) == 1


def test_what_lambda_does_not_take_stays(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """C8"""
    lay(given_up(of_aws("aws.s3", "Object Created", {})))
    with down("lambda", "Invoke", "ResourceNotFoundException"):
        assert redrive.main([]) == 1
    assert "ResourceNotFoundException" in printed(capsys)[0]
    assert len(world.dead_letters) == 1


def test_r3_a_part_of_the_stream_that_was_given_up_is_read_again(world: World) -> None:
    """R3"""
    anna = world.user()
    _, second, third, _ = (anna.company(name).id for name in ("Een", "Twee", "Drie", "Vier"))
    _, two, three, _ = world.new_changes()
    lay(batch(two, three, world))
    assert redrive.main([]) == 0
    assert [each["detail"]["record"] for each in world.bus.take()] == [second, third]
    assert world.dead_letters == []


def test_a_letter_to_a_person_goes_back_to_where_it_waited(
    world: World, mail_dead_letters: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(world.outbox())
    boto3.client("sqs").send_message(QueueUrl=mail_dead_letters, MessageBody=unsent(60))
    assert redrive.main(["--look"]) == 0
    assert (world.waiting, left_in(mail_dead_letters)) == ([], 1)
    assert redrive.main([]) == 0
    told = printed(capsys)
    assert [row.split(maxsplit=1)[1].split(maxsplit=2) for row in told[::2]] == [
        ["mail", "-", "not sent"],
        ["mail", "-", "delivered"],
    ]
    assert not [row for row in told if "ann@" in row or "t0k3n" in row]
    assert left_in(mail_dead_letters) == 0
    (mail,) = world.outbox()[before:]
    assert "To: ann@example.com" in mail


def test_a_letter_that_is_over_is_dropped(
    world: World, mail_dead_letters: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for body in (unsent(0), unsent(60, "bob@example.com")):
        boto3.client("sqs").send_message(QueueUrl=mail_dead_letters, MessageBody=body)
    assert redrive.main(["--look"]) == 0
    assert printed(capsys)[0].endswith(" over")
    assert redrive.main([]) == 0
    assert printed(capsys)[0].endswith("dropped: it is over")
    assert left_in(mail_dead_letters) == 0
    assert [mail_queue.unpacked(each.body).letter.to for each in world.waiting] == ["bob@example.com"]


def test_what_stays_in_either_queue_is_not_kept_from_the_next_who_looks(
    world: World, mail_dead_letters: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lay({"unheard": "of"})
    boto3.client("sqs").send_message(QueueUrl=mail_dead_letters, MessageBody="no JSON")
    for _ in range(2):
        assert redrive.main([]) == 1
        assert printed(capsys)[-1] == "0 delivered, 2 left."
    assert redrive.main(["--limit", "1"]) == 1
    assert printed(capsys)[-1] == "0 delivered, 1 left."


# ------------------------------------------------------------------------------------------------------- what stays


def test_while_the_bus_is_down_everything_stays(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """C8"""
    anna = world.user()
    renamed(anna)
    told = world.new_changes()
    world.publish(told)
    (event,) = world.bus.take()
    lay(given_up(event))
    lay(batch(told[0], told[0], world))
    with world.bus.down():
        assert redrive.main([]) == 1
    assert printed(capsys)[-1] == "0 delivered, 2 left."
    with world.bus.refusing("ThrottlingException", event["detail"]["id"]):
        assert redrive.main([]) == 1
    assert printed(capsys)[0].endswith("stays: the bus does not take it: ThrottlingException")
    assert redrive.main([]) == 0
    assert len(world.bus.take()) == 2


def test_what_the_stream_no_longer_has_stays_and_says_so(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.user().company()
    (told,) = world.new_changes()
    lay(batch(told, told, world))
    with throttle(aws.client("dynamodbstreams"), "GetRecords", 1, "TrimmedDataAccessException"):
        assert redrive.main([]) == 1
    row, _ = printed(capsys)
    assert row.split()[1:3] == ["batch", "(several)"]
    assert row.endswith("stays: the stream no longer has these changes: it keeps them for a day")


def test_c6_what_is_from_before_the_epoch_stays(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """C6"""
    anna = world.user()
    renamed(anna)
    (record,) = world.new_changes()
    world.publish([record])
    lay(given_up(world.bus.take()[0]))
    record["dynamodb"]["NewImage"]["body"] = {"S": ""}
    world.publish([record])
    with epoch(monkeypatch, clock.timestamp()):
        assert redrive.main([]) == 1
    rows = [line for line in printed(capsys) if "stays" in line]
    assert len(rows) == 2
    assert all("before the epoch" in row for row in rows)
    assert world.bus.take() == []


FOREIGN = {"keys": {"pk": "T#ten_other#rel_1", "sk": "CHANGE#0000000001"}, "event_id": "e", "cause": "KeyError"}
ODD: list[tuple[Any, str]] = [
    ("no JSON", "nobody knows what it is"),
    ("[]", "nobody knows what it is"),
    ({"unheard": "of"}, "nobody knows what it is"),
    ({**FOREIGN, "sequence_number": "1", "tenant": ""}, "there is no such change in the table"),
    ({**FOREIGN, "sequence_number": "1", "tenant": "ten_1"}, "there is no such change in the table"),
    ({**FOREIGN, "sequence_number": "1", "tenant": "ten_other"}, "there is no such change in the table"),
    (given_up({"source": "elsewhere", "detail-type": "Said", "detail": {}}), "nobody knows whom it is for"),
    ({"source": "aws.s3", "detail-type": "Object Created", "detail": {}}, "nobody knows whom it is for"),
    ({"requestPayload": [], "requestContext": "x"}, "AttributeError: 'list' object has no attribute 'get'"),
    ({"source": "aws.ses", "detail-type": "x", "detail": {"mail": {"tags": []}}}, "nobody knows whom it is for"),
    ({"DDBStreamBatchInfo": {}}, "KeyError: 'endSequenceNumber'"),
    ({"sequence_number": "1"}, "KeyError: 'keys'"),
    ({"requestPayload": {"source": "relata"}}, "KeyError: 'detail'"),
]


@pytest.mark.parametrize(("body", "why"), ODD)
def test_what_is_odd_stays_and_keeps_no_other_waiting(
    world: World, capsys: pytest.CaptureFixture[str], body: Any, why: str
) -> None:
    anna = world.user()
    renamed(anna)
    world.publish(world.new_changes())
    lay(body)
    lay(given_up(world.bus.take()[0]))
    assert redrive.main(["--look"]) == 0
    assert printed(capsys)[-1] == "2 waiting."
    assert redrive.main([]) == 1
    row, _, total = printed(capsys)
    assert row.endswith(f"stays: {why}")
    assert total == "1 delivered, 1 left."
    assert len(world.dead_letters) == 1


# ---------------------------------------------------------------------------------------------------------- looking


def test_a_look_changes_nothing_and_shows_no_more_than_it_must(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.user()
    renamed(anna, "Jan Visser")
    world.publish(world.new_changes())
    (event,) = world.bus.take()
    for _ in range(12):
        lay(given_up(event, errorType="ValueError", errorMessage="Jan Visser is too long"))
    for _ in range(2):
        assert redrive.main(["--look"]) == 0
        *rows, total = printed(capsys)
        assert (len(rows), total) == (12, "12 waiting.")
        assert rows[0].split()[1:] == ["reaction", anna.tenant, "ValueError"]
        assert rows[0][:10] == clock.timestamp()[:10]
    assert len(world.dead_letters) == 12
    assert world.bus.take() == []


@pytest.mark.parametrize(("limit", "left"), [(3, 9), (11, 1), (12, 0), (100, 0)])
def test_an_operator_may_begin_with_a_few(world: World, limit: int, left: int) -> None:
    renamed(world.user())
    world.publish(world.new_changes())
    (event,) = world.bus.take()
    for _ in range(12):
        lay(given_up(event))
    assert redrive.main(["--limit", str(limit)]) == 0
    assert len(world.dead_letters) == left
    assert len(world.bus.take()) == 12 - left


def test_an_operator_names_the_stage(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entered: list[str] = []
    monkeypatch.setattr(stage, "enter", entered.append)
    assert redrive.main(["--stage", "prod", "--look"]) == 0
    assert redrive.main(["--look"]) == 0
    assert entered == ["prod"]


def test_an_operator_who_is_not_signed_in_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: str) -> None:
        raise stage.Unreachable(stage.CREDENTIALS)

    monkeypatch.setattr(stage, "enter", refuse)
    assert redrive.main(["--stage", "prod"]) == 1
    assert "sign in" in capsys.readouterr().err
