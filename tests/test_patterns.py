"""I7: no pattern of ours, held against a text from its beginning, takes longer than that is long, whatever somebody
sends (ReDoS)."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import chalicelib

LENGTH = 20_000
SECONDS = 0.5  # what grows with the square of the length takes many times that
HOSTILE = {
    "letters": "a" * LENGTH,
    "capitals": "A" * LENGTH,
    "digits": "1" * LENGTH,
    "spaces": " " * LENGTH,
    "lines": "\n" * LENGTH,
    "dots": "." * LENGTH,
    "words": "a " * (LENGTH // 2),
    "pairs": "a1" * (LENGTH // 2),
    "addresses": "a@" * (LENGTH // 2),
    "labels": "a.a-" * (LENGTH // 4),
    "opened": "<(" * (LENGTH // 2),
    "tags": "<a " * (LENGTH // 3),
    "quotes": '"\\' * (LENGTH // 2),
}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All that stand in modules, by where."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


FOUND = {(value.pattern, value.flags): (name, value) for name, value in patterns()}


def slow(pattern: re.Pattern[str]) -> dict[str, float]:
    told: dict[str, float] = {}
    for name, text in HOSTILE.items():
        for said in (text, f"{text}!\x00", f"\x00{text}"):
            began = time.thread_time()
            for look in (pattern.match, pattern.fullmatch):
                look(said)
            told[name] = max(told.get(name, 0), time.thread_time() - began)
    return {name: seconds for name, seconds in told.items() if seconds > SECONDS}


def test_there_are_patterns_to_look_at() -> None:
    assert len(FOUND) > 30


@pytest.mark.parametrize("pattern", [value for _, value in FOUND.values()], ids=[name for name, _ in FOUND.values()])
def test_i7_a_pattern_takes_time_in_proportion(pattern: re.Pattern[str]) -> None:
    """I7"""
    assert not slow(pattern)


def test_i7_what_looks_back_is_found_out() -> None:
    """I7"""
    assert slow(re.compile("a*a*b")).keys() == {"letters"}
