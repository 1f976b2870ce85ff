"""The stand-in of sources, which answers all stories of a run."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from infra.stand_in.server import Desk, StandIn

HUGE = b'{"resultaten": "' + b"x" * 1_100_000 + b'"}'
NOT_HERE = "http://169.254.169.254/latest/meta-data/"
_tries: list[str] = []


def _slow(desk: Desk) -> None:
    time.sleep(1)
    desk.answer(200, {"resultaten": []})


def _drip(desk: Desk) -> None:
    desk.send_response(200)
    desk.send_header("Content-Type", "application/json")
    desk.send_header("Content-Length", "1000")
    desk.end_headers()
    _now_and_then(desk, b" ")


def _drip_head(desk: Desk) -> None:
    desk.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _now_and_then(desk, b"x")


def _continue(desk: Desk) -> None:
    """As the standard library takes it: without an end."""
    _now_and_then(desk, b"HTTP/1.1 100 Continue\r\n\r\n")


def _drip_tail(desk: Desk) -> None:
    """All is there, but what may stand behind the last part of it goes on."""
    desk.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    desk.wfile.write(b"2\r\n{}\r\n0\r\n")
    _now_and_then(desk, b"X-More: x\r\n")


def _now_and_then(desk: Desk, part: bytes) -> None:
    """No single wait is long."""
    desk.close_connection = True
    for _ in range(100):
        try:
            desk.wfile.write(part)
            desk.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def _cut_off(desk: Desk) -> None:
    desk.send_response(200)
    desk.send_header("Content-Type", "application/json")
    desk.send_header("Content-Length", "1000")
    desk.end_headers()
    desk.wfile.write(b'{"resultaten":')
    desk.close_connection = True


def _passing(desk: Desk) -> None:
    """Once."""
    _tries.append("")
    desk.answer(200, {"resultaten": []}) if len(_tries) % 2 == 0 else desk.answer(503, {})


def _writes(status: int, content: bytes, kind: str = "application/json", **headers: str) -> Callable[[Desk], None]:
    return lambda desk: desk.write(status, content, kind, **headers)


def _answers(told: Any, status: int = 200, **headers: str) -> Callable[[Desk], None]:
    return lambda desk: desk.answer(status, told, **headers)


ODD: dict[str, Callable[[Desk], None]] = {
    "slow": _slow,
    "drip": _drip,
    "drip head": _drip_head,
    "drip tail": _drip_tail,
    "continue": _continue,
    "cut off": _cut_off,
    "passing": _passing,
    "down": _answers({}, 503),
    "failing": _answers({}, 500),
    "huge": _writes(200, HUGE),
    "broken": _writes(200, b'{"resultaten": [}'),
    "deep": _writes(200, b"[" * 200_000),
    "no text": _writes(200, b"\xff\xfe\xfd"),
    "page": _writes(200, b"<html></html>", "text/html"),
    "packed": _writes(200, b"\x1f\x8b", Content_Encoding="gzip"),
    "elsewhere": _answers({}, 302, Location=NOT_HERE),
    "shapeless": _answers({"resultaten": [7], "places": [7]}),
    "listed": _answers([]),
    "busy": _answers({}, 429, Retry_After="17"),
    "busier": _answers({}, 429, Retry_After="soon"),
    "forbidden": _answers({}, 403),
    "unread": _answers({}, 400),
    "hostile": _answers({"resultaten": [
        {"kvkNummer": "68750110/../../v1", "naam": "Another address"},
        {"kvkNummer": 12345678, "naam": "A\u0000B\u202e<script>\ud800" + "e\u0301" * 50 + "z" * 5000, "type": None,
         "adres": {"binnenlandsAdres": None}},
    ]}),
}  # fmt: skip


def certificate(directory: Path, name: str) -> Path:
    """Of a server that vouches for itself, and its key, in one file."""
    own, called = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(called, called, own.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(own, hashes.SHA256())
    )
    written = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
    (path := directory / "certificate.pem").write_bytes(written)
    return path


@contextmanager
def certified(certificate: Path) -> Iterator[StandIn]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made = StandIn(tls=context)
    made.start()
    try:
        yield made
    finally:
        made.stop()


@cache
def stand_in() -> StandIn:
    made = StandIn(odd=ODD)
    made.start()
    return made
