"""The Chalice app: everything that Lambda can call, but the preflight (`chalicelib/browsers.py`). What clients can call
is declared in `chalicelib/handlers`."""

from chalice.app import Chalice, CloudWatchEvent, DynamoDBEvent, SQSEvent

from chalicelib import handlers, settings
from chalicelib.access.actor import Actor
from chalicelib.footprint import BURIES, CHECKS, DELIVERS, PUBLISHES, READS, SEEKS, STORES, WRITES, worker
from chalicelib.mount import mount

app = Chalice("relata")
app.api.binary_types = []
handlers.load(settings.value("handlers"))


def authorize(token: str) -> Actor:
    from chalicelib.identity.authorize import authorize as verify

    return verify(token)


authorizer = mount(app, authorize)


@app.on_dynamodb_record(stream_arn="*")
@worker(PUBLISHES, BURIES)
def publish(event: DynamoDBEvent) -> dict[str, list[dict[str, str]]]:
    """Publishes changes on the bus. Answers which records of the batch are to be delivered again."""
    from chalicelib.reactions.publish import publish as send

    return send(event.to_dict()["Records"])


@app.on_cw_event({"source": ["relata"]})
@worker(READS, WRITES, timeout=900)
def react(event: CloudWatchEvent) -> None:
    """Reactions to a change that was published."""
    from chalicelib.reactions.changes import react as act

    act(event.to_dict())


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["document.created", "document.updated"],
    "detail": {"changed_fields": ["versions"]},
})  # fmt: skip
@worker(READS, WRITES, SEEKS, CHECKS, STORES, memory=1769, timeout=120)
def check_files(event: CloudWatchEvent) -> None:
    """Checks the files that were attached to a document, and lets them out of quarantine or refuses them."""
    from chalicelib.actions.file_check import check

    check(event.to_dict())


@app.on_sqs_message(queue="mail", batch_size=1, maximum_concurrency=5)
@worker(DELIVERS)
def deliver(event: SQSEvent) -> None:
    """Sends a letter that waits in the queue."""
    from chalicelib.letters.delivery import deliver as hand_over

    hand_over(event.to_dict()["Records"])
