"""The Chalice app: everything that Lambda can call. What there is to call is declared in `chalicelib/handlers`."""

from chalice.app import Chalice, DynamoDBEvent

from chalicelib.access.actor import Actor
from chalicelib.handlers import account, identity, parties, records, reference, search, users  # noqa: F401 - they declare operations
from chalicelib.mount import mount

app = Chalice("relata")
app.api.binary_types = []


def authorize(token: str) -> Actor:
    from chalicelib.identity.authorize import authorize as verify

    return verify(token)


authorizer = mount(app, authorize)


@app.on_dynamodb_record(stream_arn="*")
def on_change(event: DynamoDBEvent) -> dict[str, list[dict[str, str]]]:
    """Reactions to changes. Answers which records of the batch are to be delivered again."""
    from chalicelib.reactions.changes import react

    return react(event.to_dict()["Records"])
