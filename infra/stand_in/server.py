"""The Dutch trade register and a map of places on this machine: they answer as the real ones do, of what is recorded
here, to who has the key."""

import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from infra.engine import HOST
from infra.stand_in import places, register

KEY = "stand-in-0123456789abcdef"
JSON, HAL = "application/json", "application/hal+json"
KVK, PLACES = "/kvk", "/places"
Odd = Mapping[str, Callable[["Desk"], None]]


class Seen(NamedTuple):
    """A request as it came."""

    path: str
    headers: Mapping[str, str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked has gone: that is theirs to do."""


class StandIn:
    """In a thread of its own. What is `odd` is done in place of an answer, where that is the name that is searched."""

    def __init__(self, port: int = 0, odd: Odd | None = None, tls: SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        desk = type("DeskOfThis", (Desk,), {"odd": odd or {}, "seen": self.seen})
        self._server = _Server((HOST, port), desk)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def variables(self) -> dict[str, str]:
        return variables(self.port)

    def start(self) -> None:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def variables(port: int) -> dict[str, str]:
    """By which functions find it."""
    base = f"http://{HOST}:{port}"
    return {"RELATA_KVK_URL": base + KVK, "RELATA_PLACES_URL": base + PLACES}


class Desk(BaseHTTPRequestHandler):
    """By the names that the standard library calls it by."""

    protocol_version = "HTTP/1.1"
    odd: Odd = {}
    seen: list[Seen]

    def do_GET(self) -> None:
        path, asked = self._asked()
        if path == f"{KVK}/v2/zoeken":
            self._kvk(lambda: self._search(asked))
        elif path.startswith(f"{KVK}/v1/basisprofielen/"):
            self._kvk(lambda: self._profile(path.rpartition("/")[2]))
        elif path.startswith(f"{PLACES}/places/"):
            self._map(lambda: self._place(path.rpartition("/")[2]))
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        path, _ = self._asked()
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if path == f"{PLACES}/places:searchText":
            self._map(lambda: self._found(str(sent.get("textQuery", ""))))
        else:
            self.answer(404, {})

    def _asked(self) -> tuple[str, dict[str, str]]:
        self.seen.append(Seen(self.path, dict(self.headers)))
        parts = urlsplit(self.path)
        return unquote(parts.path), {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _kvk(self, answer: Callable[[], None]) -> None:
        if self.headers.get("apikey") == KEY:
            answer()
        else:
            self.answer(401, {"fault": {"faultstring": "Invalid ApiKey"}})

    def _search(self, asked: Mapping[str, str]) -> None:
        told = register.search(asked.get("kvkNummer", ""), name := asked.get("naam", ""), asked.get("plaats", ""))
        if name in self.odd:
            self.odd[name](self)
        elif told["totaal"]:
            self.answer(200, told, HAL)
        else:
            self.answer(404, _fault("IPD5200", "Geen gegevens gevonden"))

    def _profile(self, number: str) -> None:
        told = register.profile(number)
        self.answer(200, told, HAL) if told else self.answer(404, _fault("IPD0005", "Het product is er niet"))

    def _map(self, answer: Callable[[], None]) -> None:
        if self.headers.get("X-Goog-Api-Key") != KEY:
            self.answer(400, places.refused(400, "INVALID_ARGUMENT", "API_KEY_INVALID"))
        elif not self.headers.get("X-Goog-FieldMask"):
            self.answer(400, places.refused(400, "INVALID_ARGUMENT", "FIELD_MASK_REQUIRED"))
        else:
            answer()

    def _found(self, text: str) -> None:
        self.odd[text](self) if text in self.odd else self.answer(200, places.search(text))

    def _place(self, id: str) -> None:
        told = places.PLACES.get(id)
        self.answer(200, told) if told else self.answer(404, places.refused(404, "NOT_FOUND", "NOT_FOUND"))

    def answer(self, status: int, told: Any, kind: str = JSON, **headers: str) -> None:
        self.write(status, json.dumps(told).encode(), kind, **headers)

    def write(self, status: int, content: bytes, kind: str = JSON, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *told: Any) -> None:
        """Nothing: the terminal is for people."""


def _fault(code: str, told: str) -> dict[str, Any]:
    return {"fout": [{"code": code, "omschrijving": told}]}
