"""Brakes on guessing: how long to wait, and counting that is exact."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import TooManyRequests
from chalicelib.identity import account, sign_in, table, throttle
from chalicelib.identity.items import CounterItem
from chalicelib.identity.throttle import FACTOR, NETWORK, PASSWORD, RESET, TENANT, Rule, Slot
from tests.world import World

NOON = "2026-11-21T12:00:10Z"
ANN = Slot(PASSWORD, "ann@example.com")


@pytest.mark.parametrize(
    ("rule", "attempts", "seconds"),
    [
        (PASSWORD, 0, 0), (PASSWORD, 4, 0), (PASSWORD, 5, 30), (PASSWORD, 6, 60), (PASSWORD, 11, 1920),
        (PASSWORD, 12, 3600), (PASSWORD, 99, 3600), (PASSWORD, 100, 30 * 86_400),
        (FACTOR, 4, 0), (FACTOR, 5, 900), (FACTOR, 6, 1800), (FACTOR, 12, 86_400), (FACTOR, 100, 30 * 86_400),
        (NETWORK, 49, 0), (NETWORK, 50, 30), (NETWORK, 60, 900),
    ],
)  # fmt: skip
def test_the_wait_grows(rule: Rule, attempts: int, seconds: int) -> None:
    assert throttle.wait(rule, attempts, 1_000_000, 1_000_000) == seconds
    assert throttle.wait(rule, attempts, 1_000_000, 1_000_000 + seconds) == 0


@given(st.sampled_from([PASSWORD, FACTOR, NETWORK, RESET, TENANT]), st.integers(0, 10**6))
def test_another_attempt_never_shortens_the_wait(rule: Rule, attempts: int) -> None:
    assert throttle.wait(rule, attempts, 0, 0) <= throttle.wait(rule, attempts + 1, 0, 0)


@pytest.mark.parametrize(
    ("source", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_is_an_address_or_what_one_subscriber_has(source: str, network: str) -> None:
    assert throttle.network(source) == network


def attempt(*slots: Slot) -> bool:
    try:
        throttle.reserve(*slots)
    except TooManyRequests:
        return False
    return True


def counted(slot: Slot) -> int:
    kept = table.get(CounterItem, slot.key)
    return int(kept.attempts) if kept else 0


def test_a3_the_count_is_exact_under_fifty_threads(world: World) -> None:
    with time_machine.travel(NOON, tick=False), ThreadPoolExecutor(50) as pool:
        let_through = list(pool.map(lambda _: attempt(ANN), range(200)))
    assert let_through.count(True) == counted(ANN) == 5


def test_a_refusal_counts_in_none_of_the_slots(world: World) -> None:
    other = Slot(NETWORK, "192.0.2.7")
    with time_machine.travel(NOON, tick=False):
        assert [attempt(other, ANN) for _ in range(7)] == [True] * 5 + [False] * 2
    assert (counted(other), counted(ANN)) == (5, 5)


def test_a_right_attempt_is_taken_back_and_no_more_than_that(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(4):
            throttle.reserve(ANN)
        throttle.release(ANN)
        assert counted(ANN) == 3
        assert [attempt(ANN) for _ in range(3)] == [True, True, False]
        for _ in range(20):
            throttle.release(ANN)
        assert counted(ANN) == 0


@pytest.mark.parametrize(
    ("rule", "ask"),
    [(PASSWORD, lambda source: sign_in.check_password(ANN.subject, "a guess", source)),
     (RESET, lambda source: account.ask_reset(ANN.subject, source))],
)  # fmt: skip
def test_a_network_that_is_locked_out_does_not_prolong_the_wait_of_an_account(
    world: World, monkeypatch: pytest.MonkeyPatch, rule: Rule, ask: Callable[[str], object]
) -> None:
    """A3: else an attacker who has used up his own network still keeps his victim out."""
    monkeypatch.setattr("chalicelib.clock.wait_until", lambda moment: None)
    victim = Slot(rule, ANN.subject)
    with time_machine.travel(NOON, tick=False) as now:
        for _ in range(rule.free):
            throttle.reserve(victim)
        now.shift(rule.first - 1)
        for _ in range(NETWORK.free):
            throttle.reserve(Slot(NETWORK, "192.0.2.7"))
        now.shift(1)
        with pytest.raises(TooManyRequests):
            ask("192.0.2.7")
        assert attempt(victim)


def test_counting_survives_and_is_forgotten_in_the_end(world: World) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        for _ in range(5):
            throttle.reserve(ANN)
        assert not attempt(ANN)
        now.shift(30 * 86_400)
        assert [attempt(ANN) for _ in range(6)] == [True] * 5 + [False]


def test_no_key_tells_whose_count_it_is(world: World) -> None:
    throttle.reserve(ANN)
    assert "ann" not in ANN.key.pk
