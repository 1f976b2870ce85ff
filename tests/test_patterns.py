"""I7: no pattern of ours, held against a text from its beginning, takes longer than that is long, whatever somebody
sends (ReDoS)."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import chalicelib

LENGTH, SHORTER = 20_000, 4
FAST = 0.05  # seconds of the processor; what is done within them is not looked at more closely
GROWTH = 8  # with the length times SHORTER: what grows with the square of it takes 16 times as long
HOSTILE = {
    "letters": "a", "capitals": "A", "digits": "1", "spaces": " ", "lines": "\n", "dots": ".", "words": "a ",
    "pairs": "a1", "addresses": "a@", "labels": "a.a-", "opened": "<(", "tags": "<a ", "quotes": '"\\',
}  # fmt: skip
AROUND = ("{}", "{}!\x00", "\x00{}")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All that stand in modules, by where."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


FOUND = {(value.pattern, value.flags): (name, value) for name, value in patterns()}


def slow(pattern: re.Pattern[str]) -> set[str]:
    """Of which texts."""
    return {name for name, part in HOSTILE.items() if any(grows(pattern, part, around) for around in AROUND)}


def grows(pattern: re.Pattern[str], part: str, around: str) -> bool:
    """By more than the text does; how fast the machine is does not matter."""
    text, shorter = (around.format(part * (length // len(part))) for length in (LENGTH, LENGTH // SHORTER))
    if taken(pattern, text) < FAST:
        return False
    return min(taken(pattern, text) for _ in range(3)) > GROWTH * min(taken(pattern, shorter) for _ in range(3))


def taken(pattern: re.Pattern[str], text: str) -> float:
    """Seconds of the processor, whatever else goes on."""
    began = time.thread_time()
    for look in (pattern.match, pattern.fullmatch):
        look(text)
    return time.thread_time() - began


def test_there_are_patterns_to_look_at() -> None:
    assert len(FOUND) > 30


@pytest.mark.parametrize("pattern", [value for _, value in FOUND.values()], ids=[name for name, _ in FOUND.values()])
def test_i7_a_pattern_takes_time_in_proportion(pattern: re.Pattern[str]) -> None:
    """I7"""
    assert not slow(pattern)


def test_i7_what_looks_back_is_found_out() -> None:
    """I7"""
    assert slow(re.compile("a*a*b")) == {"letters"}
