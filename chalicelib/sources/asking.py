"""Asking a source: what it answers, or the problem that it is for who asked. A key stands in a header and nowhere else;
of what went wrong the log has the source and the status."""

from collections.abc import Callable
from typing import Any, TypeVar

from chalicelib import logs, outbound
from chalicelib.errors import NotFound, SourceKeyRefused, SourceTooSlow, SourceUnavailable, Unavailable
from chalicelib.outbound import Reply, Request, TooSlow, Unanswered
from chalicelib.settings import settings
from chalicelib.sources.source import ABSENT, MOST_HITS, REFUSED, Found, Hit, Source, Terms, Where

R = TypeVar("R")
WAIT = 60  # seconds, where a source that is asked too much does not say how many


def search(source: Source, key: str, terms: Terms, where: Where) -> list[Hit]:
    """Some sources say "not there" where nothing is found."""
    try:
        told = _ask(source, key, source.find(_base(source), terms, where))
    except NotFound:
        return []
    return _read(source, source.hits, told)[:MOST_HITS]


def fetch(source: Source, key: str, id: str, where: Where) -> Found:
    """Raises NotFound. Who tells of another than was asked for is not believed."""
    request = source.pick(_base(source), id, where)
    if request is None:
        raise NotFound
    found = _read(source, source.found, _ask(source, key, request))
    if found is None:
        raise NotFound
    if found.id not in (None, id):
        logs.warning("source_failed", kind=source.name, reason="another one")
        raise SourceUnavailable
    return found


def _base(source: Source) -> str:
    return str(getattr(settings(), source.base)).rstrip("/")


def _ask(source: Source, key: str, request: Request) -> Any:
    asked = request._replace(headers={**request.headers, source.header: key})
    try:
        reply = outbound.ask(asked, settings().source_seconds)
    except TooSlow:
        logs.warning("source_failed", kind=source.name, reason="too slow")
        raise SourceTooSlow from None
    except Unanswered as error:
        logs.warning("source_failed", kind=source.name, reason=str(error))
        raise SourceUnavailable from None
    if reply.status == 200:
        return reply.told
    raise _problem(source, reply)


def _problem(source: Source, reply: Reply) -> Exception:
    """Of what is not there the log has nothing, unless they could not read what they were asked."""
    fault = source.fault(reply)
    if fault != ABSENT or reply.status == 400:
        logs.warning("source_failed", kind=source.name, status=reply.status)
    if fault == ABSENT:
        return NotFound()
    if fault == REFUSED:
        return SourceKeyRefused()
    if reply.status == 429:
        told = f"{source.label} is asked too much with the key of your organisation."
        return Unavailable(told, headers={"Retry-After": str(reply.wait or WAIT)})
    return SourceUnavailable()


def _read(source: Source, read: Callable[[Any], R], told: Any) -> R:
    try:
        return read(told)
    except ValueError:  # of pydantic: its words quote what was told
        logs.warning("source_failed", kind=source.name, reason="another shape")
        raise SourceUnavailable from None
