"""All sources there are, by name."""

from collections.abc import Mapping

from chalicelib.sources.kvk import KVK
from chalicelib.sources.places import PLACES
from chalicelib.sources.source import Source

SOURCES: Mapping[str, Source] = {each.name: each for each in (KVK, PLACES)}
