"""A service of AWS that is down: it answers with an error, or not at all."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError

from chalicelib import aws
from tests.faults import Faults, throttle

SILENCE = "ReadTimeoutError"
FOR_LONG = 100


def down(service: str, operation: str, error: str = SILENCE, *apart: str) -> AbstractContextManager[Faults]:
    """For an operation of a service, such as "sqs" and "SendMessage"; of the client that is `apart`, where there is
    one. Counts the tries."""
    client = aws.client(service, *apart)
    return _silent(client, operation) if error == SILENCE else throttle(client, operation, FOR_LONG, error)


@contextmanager
def _silent(client: BaseClient, operation: str) -> Iterator[Faults]:
    faults, event = Faults(FOR_LONG), f"before-send.{client.meta.service_model.service_id.hyphenize()}.{operation}"

    def lose(**_: object) -> None:
        if faults.strike():
            raise ReadTimeoutError(endpoint_url=client.meta.endpoint_url)

    client.meta.events.register_first(event, lose)
    try:
        yield faults
    finally:
        client.meta.events.unregister(event, lose)
