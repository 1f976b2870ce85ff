"""The address of the local API: a reverse proxy that does what a custom domain does in front of API Gateway.

MiniStack serves an API at `/restapis/<id>/<stage>/_user_request_/…`, gives it another id whenever its routes
change, takes the caller's address from a header that the caller can write, and takes a request of any size.
"""

import http.client
import json
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from infra import gateway
from infra.engine import HOST

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
REPLACED = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "forwarded"}

Headers = list[tuple[str, str]]


class Front(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, engine_port: int, api: str, stage: str, web_origins: str) -> None:
        super().__init__((HOST, port), Forward)
        self.engine_port = engine_port
        self.web_origins = web_origins
        self.prefix = f"/restapis/{api}/{stage}/_user_request_"

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Forward(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def forward(self) -> None:
        if refused := fault(self.headers):
            self._refuse(refused)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        upstream = http.client.HTTPConnection(HOST, self.server.engine_port, timeout=TIMEOUT)
        try:
            upstream.putrequest(self.command, self.server.prefix + self.path, True, True)
            for name, value in self._sent(body):
                upstream.putheader(name, value)
            upstream.endheaders(body)
            answer = upstream.getresponse()
            self._answer(answer.status, passed_on(answer.getheaders()), answer.read())
        except OSError:
            self._refuse("INTEGRATION_FAILURE")
        finally:
            upstream.close()

    # the names that http.server looks for
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = forward  # noqa: N815

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
