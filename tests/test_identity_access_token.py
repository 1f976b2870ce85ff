"""A5: forged access tokens."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from chalicelib import clock
from chalicelib.errors import Unauthorized
from chalicelib.identity import access_token, kms
from chalicelib.identity.access_token import Bad, Claims
from chalicelib.identity.authorize import authorize
from chalicelib.settings import settings
from tests.people import person, signed_in
from tests.world import World

NOON = "2026-11-21T12:00:10Z"
CLAIMS = Claims("idn_1", "ses_1", "ten_1", "usr_1", "employee", "employee")
Parts = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(autouse=True)
def at_noon(world: World) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def encoded(content: Any) -> str:
    octets = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def parts(token: str) -> Parts:
    header, body = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    return header, body


def signed_by_us(header: Any, body: Any) -> str:
    """With our own key: what is refused is then refused for what it says."""
    message = f"{encoded(header)}.{encoded(body)}"
    r, s = decode_dss_signature(kms.sign(message.encode()))
    return f"{message}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def reason(token: str) -> str:
    with pytest.raises(Bad) as bad:
        access_token.read(token)
    return str(bad.value)


def test_what_is_issued_is_read() -> None:
    assert access_token.read(access_token.issue(CLAIMS)) == CLAIMS


def test_what_an_access_token_says() -> None:
    header, body = parts(access_token.issue(CLAIMS))
    assert header.keys() == {"alg", "typ", "kid"}
    assert (header["alg"], header["typ"]) == ("ES256", "at+jwt")
    assert settings().signing_key not in json.dumps(header), "nothing of the account"
    assert body["exp"] - body["iat"] == 900
    assert (body["iss"], body["aud"]) == (settings().origin, "relata")


CHANGES: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    "alg none": lambda header, body: header.update(alg="none"),
    "alg in capitals": lambda header, body: header.update(alg="NONE"),
    "HS256": lambda header, body: header.update(alg="HS256"),
    "ES384": lambda header, body: header.update(alg="ES384"),
    "no alg": lambda header, body: header.pop("alg"),
    "another typ": lambda header, body: header.update(typ="JWT"),
    "no typ": lambda header, body: header.pop("typ"),
    "another kid": lambda header, body: header.update(kid="0" * 16),
    "kid a path": lambda header, body: header.update(kid="../../../dev/null"),
    "kid a URL": lambda header, body: header.update(kid="https://evil.example/key"),
    "kid a list": lambda header, body: header.update(kid=["x"]),
    "no kid": lambda header, body: header.pop("kid"),
    "jku": lambda header, body: header.update(jku="https://evil.example/jwks"),
    "jwk": lambda header, body: header.update(jwk={}),
    "x5u": lambda header, body: header.update(x5u="https://evil.example/x"),
    "crit": lambda header, body: header.update(crit=["exp"]),
    "b64": lambda header, body: header.update(b64=False),
    "another aud": lambda header, body: body.update(aud="other"),
    "aud a list": lambda header, body: body.update(aud=["relata", "other"]),
    "no aud": lambda header, body: body.pop("aud"),
    "another iss": lambda header, body: body.update(iss="https://evil.example"),
    "no iss": lambda header, body: body.pop("iss"),
    "expired": lambda header, body: body.update(exp=body["iat"]),
    "no exp": lambda header, body: body.pop("exp"),
    "exp a text": lambda header, body: body.update(exp="never"),
    "nbf in the future": lambda header, body: body.update(nbf=body["iat"] + 60),
    "no nbf": lambda header, body: body.pop("nbf"),
    "iat in the future": lambda header, body: body.update(iat=body["iat"] + 60),
    "no sub": lambda header, body: body.pop("sub"),
    "sub a number": lambda header, body: body.update(sub=7),
    "no tenant": lambda header, body: body.pop("tenant"),
    "tenant a list": lambda header, body: body.update(tenant=["ten_1"]),
    "no sid": lambda header, body: body.pop("sid"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a5_what_is_not_as_we_issue_it_is_refused_even_when_signed_by_us(change: str) -> None:
    header, body = parts(access_token.issue(CLAIMS))
    CHANGES[change](header, body)
    assert reason(signed_by_us(header, body))


def test_a5_a_name_that_occurs_twice_is_refused() -> None:
    header, body = parts(access_token.issue(CLAIMS))
    twice = json.dumps(body)[:-1] + ', "tenant": "ten_2"}'
    assert reason(signed_by_us(header, twice.encode())) == "form"
    twice = json.dumps(header)[:-1] + ', "alg": "ES256"}'
    assert reason(signed_by_us(twice.encode(), body)) == "form"


def test_a5_hs256_with_the_public_key_as_secret_is_refused() -> None:
    header, body = parts(access_token.issue(CLAIMS))
    message = f"{encoded({**header, 'alg': 'HS256'})}.{encoded(body)}"
    der = kms.public_key(settings().signing_key)
    public = serialization.load_der_public_key(der)
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for secret in (der, pem):
        mac = hmac.HMAC(secret, hashes.SHA256())
        mac.update(message.encode())
        assert reason(f"{message}.{encoded(mac.finalize())}") == "alg"


def test_a5_another_key_and_no_signature_are_refused() -> None:
    token = access_token.issue(CLAIMS)
    message = token.rpartition(".")[0]
    der = ec.generate_private_key(ec.SECP256R1()).sign(message.encode(), ec.ECDSA(hashes.SHA256()))
    r, s = decode_dss_signature(der)
    assert reason(f"{message}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}") == "InvalidSignatureError"
    assert reason(f"{message}.{encoded(der)}")
    assert reason(f"{message}.{encoded(bytes(64))}")
    assert reason(f"{message}.")


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b.c", "é.é.é", "e30.e30.", "W10.W10.x", "x" * 5000, "a.b", "a.b.c.d", "bnVsbA.bnVsbA.x"]
)
def test_a5_what_is_no_token_is_refused(token: str) -> None:
    assert reason(token)


def test_a5_every_changed_character_is_noticed() -> None:
    token = access_token.issue(CLAIMS)
    for position in range(0, len(token), 7):
        other = "A" if token[position] != "A" else "B"
        changed = token[:position] + other + token[position + 1 :]
        assert reason(changed)


def test_a5_a_refused_token_is_one_audit_line(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    tokens = signed_in(world, person(world))
    capsys.readouterr()
    for token in (tokens["access_token"][:-4] + "AAAA", tokens["refresh_token"], "nonsense"):
        with pytest.raises(Unauthorized):
            authorize(token)
        lines = capsys.readouterr().out.splitlines()
        assert [json.loads(line)["event"] for line in lines] == ["token_refused"]
        assert token not in lines[0]


def test_a_token_lapses_to_the_second() -> None:
    token = access_token.issue(CLAIMS)
    with time_machine.travel(clock.now(), tick=False) as now:
        now.shift(899)
        assert access_token.read(token) == CLAIMS
        now.shift(1)
        assert reason(token) == "ExpiredSignatureError"
