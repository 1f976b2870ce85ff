"""Mail that came in, from the bucket into the dossiers that it is for. No message stops the next, and no tenant
another: what cannot be read is filed as it is."""

from chalicelib import clock, logs
from chalicelib.actions.filing import steps, unreadable
from chalicelib.actions.filing.arrival import Arrival
from chalicelib.actions.filing.destinations import destinations
from chalicelib.errors import Unavailable
from chalicelib.mail import read
from chalicelib.storage import inbound, mail_log
from chalicelib.storage.inbound import NotThere
from chalicelib.storage.outcome import Lost

PASSING = (Unavailable, Lost)  # what another try may mend


class NotFiled(RuntimeError):
    """For some of those it is for; the message is to come again."""


def receive(bucket_key: str) -> None:
    """Raises where it should come again."""
    try:
        raw = inbound.raw(bucket_key)
    except NotThere:
        logs.warning("mail_missing", id=bucket_key)
        return
    message = read(raw)
    told = destinations(message, raw)
    if not told:
        logs.warning("mail_dropped", count=1)
    arrivals = [Arrival(raw, bucket_key, message, each, clock.now()) for each in told]
    failed = [error for each in arrivals if (error := _error(each))]
    if failed:
        raise NotFiled(", ".join(failed))


def _error(arrival: Arrival) -> str:
    """What kept it from being filed, "" when nothing did."""
    try:
        _file(arrival)
        return ""
    except Exception as error:
        logs.exception("mail_not_filed", error, tenant=arrival.tenant)
        return type(error).__name__


def _file(arrival: Arrival) -> None:
    try:
        steps.file(arrival)
    except PASSING:
        raise
    except Exception as error:  # a mistake of ours: the message must not be lost for it
        if mail_log.taken(arrival.tenant, arrival.source) is not None:
            raise
        logs.exception("mail_unreadable", error, tenant=arrival.tenant)
        steps.file(unreadable.spoiled(arrival, type(error).__name__))
