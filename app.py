"""The Chalice app: everything that Lambda can call, but the preflight (`chalicelib/browsers.py`). What clients can call
is declared in `chalicelib/handlers`."""

from datetime import datetime

from chalice.app import Chalice, CloudWatchEvent, DynamoDBEvent, SQSEvent

from chalicelib import handlers, settings
from chalicelib.access.actor import Actor
from chalicelib.files.sheets import XLSX
from chalicelib.footprint import (
    BURIES,
    CHECKS,
    DELIVERS,
    DRAWS,
    FETCHES,
    FORGETS,
    FORGETS_PAGES,
    KNOWS_NAMES,
    MAILS,
    MAKES_FILES,
    OPENS_MAIL,
    PLANS,
    PUBLISHES,
    READS,
    RECEIVES,
    SEEKS,
    SEEKS_MAIL,
    STORES,
    TICKS,
    WRITES,
    worker,
)
from chalicelib.mount import mount

app = Chalice("relata")
app.api.binary_types = [XLSX]  # all else that is answered is text; files lie in the bucket
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
@worker(READS, WRITES, MAILS, PLANS, timeout=900)
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


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["document.created", "document.updated"],
    "detail": {"changed_fields": ["versions"]},
})  # fmt: skip
@worker(READS, WRITES, FETCHES, DRAWS, memory=1769, timeout=180)
def render_pages(event: CloudWatchEvent) -> None:
    """Draws the pages of files that have been checked, for whoever is to see them and not the file."""
    from chalicelib.actions.pages_drawing import draw

    draw(event.to_dict())


@app.on_cw_event({
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"object": {"key": [{"prefix": "raw/"}]}},
})  # fmt: skip
@worker(READS, WRITES, STORES, RECEIVES, SEEKS_MAIL, OPENS_MAIL, KNOWS_NAMES, memory=1769, timeout=120, concurrency=10)
def file_mail(event: CloudWatchEvent) -> None:
    """Files a mail that came in, in the dossiers that it is for."""
    from chalicelib.actions.filing.receiving import receive

    receive(event.to_dict()["detail"]["object"]["key"])


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["hand-over.created", "hand-over.updated", "hand-over.due"],
    "detail": {"changed_fields": ["leg"]},
})  # fmt: skip
@worker(READS, WRITES, PLANS, timeout=900)
def hand_over(event: CloudWatchEvent) -> None:
    """Goes on with a hand-over that was too much for one answer."""
    from chalicelib.actions.hand_over.run import carry_on

    carry_on(event.to_dict())


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["job.created", "job.updated", "job.due"],
    "detail": {"changed_fields": ["leg"]},
})  # fmt: skip
@worker(READS, WRITES, PLANS, MAKES_FILES, memory=1769, timeout=900)
def run_job(event: CloudWatchEvent) -> None:
    """Goes on with what is done with many records at once."""
    from chalicelib.actions.jobs.run import carry_on

    carry_on(event.to_dict())


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["erasure.created", "erasure.updated", "erasure.due"],
    "detail": {"changed_fields": ["leg"]},
})  # fmt: skip
@worker(READS, WRITES, PLANS, FORGETS, FORGETS_PAGES, timeout=900)
def erase_person(event: CloudWatchEvent) -> None:
    """Goes on with erasing what is kept of somebody."""
    from chalicelib.actions.privacy.run import erase

    erase(event.to_dict())


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["privacy_export.created", "privacy_export.updated", "privacy_export.due"],
    "detail": {"changed_fields": ["leg"]},
})  # fmt: skip
@worker(READS, WRITES, PLANS, STORES, FORGETS, timeout=900)
def gather_person(event: CloudWatchEvent) -> None:
    """Goes on with gathering what is kept of somebody, and drops it after a week."""
    from chalicelib.actions.privacy.run import gather

    gather(event.to_dict())


@app.on_cw_event({
    "source": ["relata"],
    "detail-type": ["activity.created", "activity.updated", "mail.due"],
    "detail": {"changed": {"mail": {"now": {"state": ["queued"]}}}},
})  # fmt: skip
@worker(READS, WRITES, FETCHES, STORES, DELIVERS, PLANS, timeout=60)
def send_mail(event: CloudWatchEvent) -> None:
    """Sends a mail that was written in a dossier."""
    from chalicelib.actions.mails.sending import send

    send(event.to_dict())


@app.on_cw_event({
    "source": ["aws.ses"],
    "detail-type": ["Email Bounced", "Email Complaint Received", "Email Rejected"],
})  # fmt: skip
@worker(READS, WRITES)
def follow_mail(event: CloudWatchEvent) -> None:
    """Keeps what the mail service tells of mails that were sent."""
    from chalicelib.actions.mails.feedback import take

    take(event.to_dict())


@app.schedule("rate(1 minute)")
@worker(READS, WRITES, TICKS, MAILS, PUBLISHES, BURIES, timeout=300)
def tick(event: CloudWatchEvent) -> None:
    """Carries out what has fallen due since the last minute: reminders, digests, what was to wait."""
    from chalicelib.reactions.tick import tick as carry_out

    carry_out(datetime.fromisoformat(event.to_dict()["time"]))


@app.on_sqs_message(queue="mail", batch_size=1, maximum_concurrency=5)
@worker(DELIVERS)
def deliver(event: SQSEvent) -> None:
    """Sends a letter that waits in the queue."""
    from chalicelib.letters.delivery import deliver as hand_over

    hand_over(event.to_dict()["Records"])
