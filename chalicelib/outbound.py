"""Asking others over HTTP: the only module that does. Whom, the deployment says and nobody else; nothing that comes
back is believed to be short, quick, whole, or what it was asked for (OWASP API7 and API10)."""

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Timer
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

CONNECT_SECONDS = 2
MOST_BYTES = 1_000_000
BLOCK = 65_536
PASSING = frozenset({502, 503})
HERE = frozenset({"127.0.0.1", "localhost"})  # a stand-in, without TLS
PORTS = {"http": 80, "https": 443}
HEADERS = {"Accept-Encoding": "identity", "Connection": "close", "User-Agent": "relata"}
LONGEST_WAIT = 3600


class Request(NamedTuple):
    """`url` is made of what the deployment is set to; what a user typed stands in it escaped."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    content: bytes | None = None


class Reply(NamedTuple):
    """`told` is the JSON in it, None where there is none; `wait` how many seconds they ask to wait, 0 for none."""

    status: int
    told: Any
    wait: int = 0


class Unanswered(Exception):
    """Nobody answered, or nothing that can be read."""


class TooSlow(Unanswered):
    pass


class Unreadable(Unanswered):
    """Somebody answered, and would answer the same again."""


def ask(request: Request, seconds: float) -> Reply:
    """In so many seconds and those to connect it is over, however slowly what comes is sent. What may pass is asked
    once more in what is left of them. No redirect is followed. Raises Unanswered."""
    _hold_safe(request.url)
    ends = time.perf_counter() + CONNECT_SECONDS + seconds
    try:
        reply = _once(request, ends)
    except (TooSlow, Unreadable):
        raise
    except Unanswered:
        return _once(request, ends)
    return _once(request, ends) if reply.status in PASSING else reply


def _hold_safe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise ValueError("others are asked over TLS only: correct the address that this deployment is set to")


def _once(request: Request, ends: float) -> Reply:
    """Errors are told without their causes, which quote the address and so what somebody typed."""
    parts = urlsplit(request.url)
    try:
        with closing(_connected(parts, _left(ends))) as line, _cut_off(line, ends):
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            return _answer(line, parts, request)
    except TimeoutError:
        raise TooSlow from None
    except (OSError, HTTPException) as error:
        raise Unanswered(type(error).__name__) from None


def _left(ends: float) -> float:
    left = ends - time.perf_counter()
    if left <= 0:
        raise TooSlow
    return left


def _connected(parts: SplitResult, left: float) -> socket.socket:
    """Nothing has been said yet, so that all of it can be cut off."""
    host = parts.hostname or ""
    line = socket.create_connection((host, parts.port or PORTS[parts.scheme]), min(CONNECT_SECONDS, left))
    line.settimeout(left)
    if parts.scheme != "https":
        return line
    with line:
        return _tls().wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _cut_off(line: socket.socket, ends: float) -> Iterator[None]:
    """At the end, whatever is going on. A time-out of the socket's own begins anew with each byte that comes in."""
    late = Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)  # that of TLS would take away what is being read from

    watch = Timer(_left(ends), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, HTTPException, Unanswered):
        if not late.is_set():
            raise
    finally:
        watch.cancel()
    if late.is_set():
        raise TooSlow


def _answer(line: socket.socket, parts: SplitResult, request: Request) -> Reply:
    connection = HTTPConnection(parts.hostname or "", parts.port)
    connection.sock = line
    path = parts._replace(scheme="", netloc="").geturl()
    headers = {"Host": parts.netloc, **HEADERS, **request.headers}
    connection.request(request.method, path, request.content, headers)
    with connection.getresponse() as response:
        content = _read(response)
        return Reply(response.status, _json(response, content), _wait(response.headers.get("Retry-After", "")))


def _read(response: HTTPResponse) -> bytes:
    """In parts as they come, and no more than is wanted."""
    content = bytearray()
    while part := response.read1(BLOCK):
        content += part
        if len(content) > MOST_BYTES:
            raise Unreadable("too large")
    if response.length:
        raise Unanswered("cut off")
    return bytes(content)


def _json(response: HTTPResponse, content: bytes) -> Any:
    """Of a refusal whatever can be read; of an answer it has to be what was asked for."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    coded = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    if coded or not (kind == "application/json" or kind.endswith("+json")):
        if response.status == 200:
            raise Unreadable("not JSON")
        return None
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError):
        if response.status == 200:
            raise Unreadable("broken JSON") from None
        return None


def _wait(told: str) -> int:
    return min(int(told), LONGEST_WAIT) if told.isascii() and told.isdigit() and len(told) < 8 else 0
