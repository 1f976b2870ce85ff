"""A client of Relata's HTTPS API, as an integration would write one: signs in, keeps its connection and its token."""

import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import pyotp
import urllib3

STEP = 30
FRESH_FOR = 12 * 60
PATIENCE = 60  # seconds, where urllib3 has three: a function that starts on a busy machine takes longer


class Refused(Exception):
    """Relata answered with a problem; `problem` is its JSON."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        errors = "; ".join(f"{each['field']}: {each['message']}" for each in problem.get("errors", ()))
        super().__init__(f"{status} {problem.get('code')}: {errors or problem.get('detail')}")
        self.status = status
        self.problem = problem


class SignIn(NamedTuple):
    email: str
    password: str
    totp_secret: str


class Api:
    """Threads may share one. Without a sign-in it asks as nobody."""

    def __init__(self, url: str, sign_in: SignIn | None = None) -> None:
        self.url = url.rstrip("/")
        self._pool = urllib3.PoolManager(maxsize=8, retries=False, timeout=PATIENCE)
        self._sign_in = sign_in
        self._token = ""
        self._refresh_token = ""
        self._since = 0.0

    def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """The answer's JSON; raises Refused."""
        told = self._send(method, path, body, {**self._authorization(), **(headers or {})})
        return json.loads(told.data) if told.data else None

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self.ask("POST", path, body)

    def _send(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        content = json.dumps(body).encode() if body is not None else None
        sent = {"Content-Type": "application/json", **headers}
        told = self._pool.request(method, self.url + path, body=content, headers=sent)
        if told.status >= 400:
            raise Refused(told.status, _problem(told.data))
        return told

    def _authorization(self) -> dict[str, str]:
        if self._sign_in is None:
            return {}
        if not self._token:
            self._take(self._enter(self._sign_in))
        elif time.monotonic() - self._since > FRESH_FOR:
            self._take(self._plain("/v1/auth/refresh", {"refresh_token": self._refresh_token}))
        return {"Authorization": f"Bearer {self._token}"}

    def _enter(self, who: SignIn) -> Any:
        """A code works once, and a person may just have used the present one, or the next: then the one after."""
        challenge = self._plain("/v1/auth/login", {"email": who.email, "password": who.password})["challenge"]
        for ahead in (0, STEP, STEP):
            code = pyotp.TOTP(who.totp_secret).at(int(time.time()) + ahead)
            try:
                return self._plain("/v1/auth/verify", {"challenge": challenge, "code": code})
            except Refused as refused:
                if refused.status != 401:
                    raise
                last = refused
            if ahead:
                time.sleep(STEP)
        raise last

    def _plain(self, path: str, body: Any) -> Any:
        return json.loads(self._send("POST", path, body, {}).data)

    def _take(self, tokens: Mapping[str, str]) -> None:
        self._token, self._refresh_token = tokens["access_token"], tokens["refresh_token"]
        self._since = time.monotonic()

    def use(self, tokens: Mapping[str, str], sign_in: SignIn) -> None:
        """Goes on with tokens that were given elsewhere, such as at enrolment."""
        self._sign_in = sign_in
        self._take(tokens)


def _problem(content: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(content)
        return told
    except ValueError:
        return {"code": "no_json", "detail": content[:200].decode(errors="replace")}
