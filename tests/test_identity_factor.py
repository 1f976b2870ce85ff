"""Codes of authenticator apps, and recovery codes."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity import factor, recovery

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(("now", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_the_vectors_of_rfc_6238(now: int, code: str) -> None:
    assert factor.matching_step(SECRET, code, now) == now // 30


@pytest.mark.parametrize(("seconds", "accepted"), [(-90, False), (-30, True), (0, True), (30, True), (90, False)])
def test_a2_one_step_off_is_accepted_three_are_not(seconds: int, accepted: bool) -> None:
    import pyotp

    now = 1_800_000_010
    step = factor.matching_step(SECRET, pyotp.TOTP(SECRET).at(now + seconds), now)
    assert step == ((now + seconds) // 30 if accepted else None)


@given(st.integers(min_value=-10, max_value=10))
def test_a2_the_window_does_not_follow_a_drifting_clock(steps: int) -> None:
    import pyotp

    now = 1_800_000_010
    found = factor.matching_step(SECRET, pyotp.TOTP(SECRET).at(now + steps * 30), now)
    assert found in (None, *range(now // 30 - 1, now // 30 + 2))


def test_secrets_have_160_bits_and_are_never_the_same() -> None:
    secrets = {factor.new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {32}


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "１２３４５６", "-12345", "12 456"])
def test_what_is_no_code(text: str) -> None:
    assert not factor.looks_like_code(text)


def test_the_qr_code_is_one_svg_element_without_anything_active() -> None:
    svg = factor.qr(factor.uri(SECRET, 'a"<script>@example.com'))
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {"svg", "path"}
    assert "script" not in svg


def test_recovery_codes_have_sixty_bits_and_differ() -> None:
    codes = recovery.new_codes()
    assert len(set(codes)) == recovery.COUNT == 10
    assert len(recovery.ALPHABET) ** recovery.LENGTH == 2**60
    assert all(len(code) == 14 and recovery.plain(code) for code in codes)


@pytest.mark.parametrize("typed", ["7K2M-9QXD-41TB", "7k2m9qxd41tb", " 7K2M 9QXD 4ITB ", "7k2m-9qxd-4ltb"])
def test_a_recovery_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert recovery.plain(typed) == "7K2M9QXD41TB"


@pytest.mark.parametrize("typed", ["", "123456", "7K2M-9QXD-41T", "7K2M-9QXD-41TU", "7K2M-9QXD-41TBX", "é" * 12])
def test_what_is_no_recovery_code(typed: str) -> None:
    assert recovery.plain(typed) is None


def test_the_same_code_hashes_alike_under_one_salt_only() -> None:
    salt = recovery.new_salt()
    kept = recovery.hashed("7K2M-9QXD-41TB", salt)
    assert recovery.hashed("7k2m9qxd41tb", salt) == kept
    assert recovery.hashed("7K2M-9QXD-41TB", recovery.new_salt()) != kept
    assert "7K2M" not in kept
