"""A browser's session over HTTP, on the deployed template: its cookie comes through the front, and is enough."""

import time
from http.cookies import SimpleCookie
from typing import Any

import pyotp
import pytest
import urllib3

from infra.client import PATIENCE

OURS = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}


def asked(local: dict[str, Any], path: str, body: Any = None, **headers: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request(
        "POST", local["url"] + path, json=body, headers={**OURS, **headers}, retries=False, timeout=PATIENCE
    )


def kept(answer: urllib3.BaseHTTPResponse) -> str:
    (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Strict", "/v1/auth")
    return f"{morsel.key}={morsel.value}"


@pytest.fixture(scope="module")
def signed_in(local: dict[str, Any]) -> urllib3.BaseHTTPResponse:
    who = next(each for each in local["users"] if each["role"] == "manager")
    told = asked(local, "/v1/auth/login", {"email": who["email"], "password": who["password"]}).json()
    for _ in range(3):
        code = pyotp.TOTP(who["totp_secret"]).at(int(time.time()))
        answer = asked(local, "/v1/auth/verify", {"challenge": told["challenge"], "code": code, "browser": True})
        if answer.status == 200:
            break
        time.sleep(31)  # somebody used this code
    assert answer.status == 200, answer.data
    return answer


def test_a_session_goes_on_by_its_cookie_until_it_is_signed_out(
    local: dict[str, Any], signed_in: urllib3.BaseHTTPResponse
) -> None:
    assert signed_in.json()["refresh_token"] is None
    again = asked(local, "/v1/auth/refresh", {}, Cookie=f"theme=dark; {kept(signed_in)}")
    assert (again.status, kept(again) != kept(signed_in)) == (200, True)
    late = asked(local, "/v1/auth/refresh", {}, Cookie=kept(signed_in))
    assert kept(late) == kept(again)
    elsewhere = asked(local, "/v1/auth/refresh", {}, Cookie=kept(again), **{"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status == 403
    bearer = {"Authorization": f"Bearer {late.json()['access_token']}"}
    out = asked(local, "/v1/auth/logout", Cookie=kept(late), **bearer)
    assert (out.status, "Max-Age=0" in out.headers["Set-Cookie"]) == (204, True)
    assert asked(local, "/v1/auth/refresh", {}, Cookie=kept(late)).status == 401
