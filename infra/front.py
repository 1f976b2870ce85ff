"""The one address of the local stack, as CloudFront is of one on AWS: `/v1` is the API, all else the web client.

Before the API it is a reverse proxy that does what a custom domain does in front of API Gateway.

MiniStack serves an API at `/restapis/<id>/<stage>/_user_request_/…`, gives it another id whenever its routes
change, takes the caller's address from a header that the caller can write, and takes a request of any size.
"""

import http.client
import json
import sys
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from infra import gateway
from infra.engine import HOST
from infra.web import kind
from infra.web.site import Site

LARGEST = 10 * 1024 * 1024
TIMEOUT = 60
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
READING = ("GET", "HEAD")
REFERENCE = "/v1/docs"
REPLACED = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "forwarded"}

Headers = list[tuple[str, str]]


class Told(NamedTuple):
    status: int
    headers: Headers
    body: bytes


class Front(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, port: int, engine_port: int, api: str, stage: str, web_origins: str, site: Site | None = None
    ) -> None:
        """Without a `site` it is the API alone."""
        super().__init__((HOST, port), Forward)
        self.site = site
        self.engine_port = engine_port
        self.web_origins = web_origins
        self.prefix = f"/restapis/{api}/{stage}/_user_request_"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that no longer wants its answer, as when somebody types on, is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Forward(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def serve(self) -> None:
        if refused := fault(self.headers):
            self._refuse(refused)
        elif self.command not in READING or kind.is_api(self.path.partition("?")[0]):
            self._forward()
        elif self.server.site:
            self._give(self.server.site)
        elif self.path == "/":
            self._answer(302, [("Location", REFERENCE)], b"")
        else:
            self._forward()

    # the names that http.server looks for
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve  # noqa: N815

    def _give(self, site: Site) -> None:
        self._body()  # what is not read would be taken for the next request
        told = site.answer(self.path, {name.lower(): value for name, value in self.headers.items()})
        self._answer(told.status, list(told.headers.items()), told.body)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def _forward(self) -> None:
        told = self._asked(self._body())
        if told:
            self._answer(*told)
        else:
            self._refuse("INTEGRATION_FAILURE")

    def _asked(self, body: bytes) -> Told | None:
        """None when the engine gives no answer."""
        upstream = http.client.HTTPConnection(HOST, self.server.engine_port, timeout=TIMEOUT)
        try:
            upstream.putrequest(self.command, self.server.prefix + self.path, True, True)
            for name, value in self._sent(body):
                upstream.putheader(name, value)
            upstream.endheaders(body)
            answer = upstream.getresponse()
            return Told(answer.status, passed_on(answer.getheaders()), answer.read())
        except OSError:
            return None
        finally:
            upstream.close()

    def _sent(self, body: bytes) -> Headers:
        kept = [each for each in passed_on(self.headers.items()) if each[0].lower() not in REPLACED]
        return [
            *kept,
            ("Content-Length", str(len(body))),
            ("X-Forwarded-For", self.client_address[0]),
            ("X-Forwarded-Proto", "http"),
        ]

    def _refuse(self, kind: str) -> None:
        self.close_connection = True
        answer = gateway.render(kind, "-", self.server.web_origins)
        self._answer(answer.status, list(answer.headers.items()), json.dumps(answer.body).encode())

    def _answer(self, status: int, headers: Headers, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The engine's log has every request."""


def fault(headers: Message) -> str:
    """The kind of gateway answer that these request headers earn, or nothing."""
    length = headers.get("Content-Length", "0")
    if not length.isdecimal() or "Transfer-Encoding" in headers:
        return "BAD_REQUEST_BODY"
    return "REQUEST_TOO_LARGE" if int(length) > LARGEST else ""


def passed_on(headers: Headers) -> Headers:
    """What a proxy hands on: all but the length, which it sets, and what concerns one connection."""
    return [(name, value) for name, value in headers if name.lower() not in HOP_BY_HOP | {"content-length"}]
