"""I9: what signing in leaves in the log."""

import json

import pytest

from tests.people import PASSWORD, challenge, code, enrolled, login, mailed_token, person, refresh, signed_in, verify
from tests.world import World


def test_i9_no_address_password_token_or_code_is_ever_logged(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.clock.wait_until", lambda moment: None)
    ann = person(world, role="administrator", email="canary@example.com", name="Canary")
    login(world, ann.email, "wrong canary password")
    login(world, "canary-unknown@example.com", "wrong canary password")
    verify(world, challenge(world, ann.email), "000000")
    tokens = signed_in(world, ann)
    world.get("/v1/me", token=tokens["access_token"])
    world.get("/v1/me", token=tokens["access_token"][:-8] + "canarycn")
    guest = {"email": "canary2@example.com", "name": "Canary", "role": "reader"}
    world.post("/v1/users", guest, token=tokens["access_token"])
    invitation = mailed_token(world)
    begun = world.post("/v1/auth/invitations/accept", {"token": invitation, "password": PASSWORD})
    done = enrolled(world, begun["challenge"])
    world.post("/v1/auth/password-reset", {"email": ann.email})
    reset = mailed_token(world)
    world.post("/v1/auth/password-reset/confirm", {"token": reset, "password": "canary in a mine"})
    next_tokens = refresh(world, done["refresh_token"])
    refresh(world, done["refresh_token"])
    told = capsys.readouterr()
    secrets = [
        "canary", PASSWORD, invitation, reset.split(".")[1], ann.totp_secret, code(ann.totp_secret), begun["challenge"],
        *done["recovery_codes"], done["access_token"], done["refresh_token"].split(".")[2],
        next_tokens["refresh_token"].split(".")[2], tokens["access_token"],
    ]  # fmt: skip
    for secret in secrets:
        assert secret.lower() not in (told.out + told.err).lower(), secret[:3]
    events = [json.loads(line)["event"] for line in told.out.splitlines()]
    assert {
        "sign_in_failed", "signed_in", "token_refused", "user_invited", "invitation_accepted", "factor_enrolled",
        "reset_asked", "password_changed", "session_ended", "refresh_refused",
    } <= set(events)  # fmt: skip
