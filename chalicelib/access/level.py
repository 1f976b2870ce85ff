"""The levels that defaults, rules and access lists speak in, as ranks: each covers those below it, private nothing."""

from collections.abc import Mapping

from chalicelib.models.stakes import LEVELS

RANKS: Mapping[str, int] = {"private": 0, **{level: rank for rank, level in enumerate(LEVELS, 1)}}
LEVEL_OF: Mapping[int, str] = {rank: level for level, rank in RANKS.items()}
