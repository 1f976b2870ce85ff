"""A file that is looked at in parts, so that it need not be in memory as a whole: bytes, or ranges of an object."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

HEAD = 64 * 1024
PART = 1024 * 1024


class Content(NamedTuple):
    """`read(offset, length)` gives at most so many bytes, fewer at the end."""

    size: int
    read: Callable[[int, int], bytes]

    @property
    def head(self) -> bytes:
        return self.read(0, HEAD)

    @property
    def tail(self) -> bytes:
        start = max(0, self.size - HEAD)
        return self.read(start, self.size - start)

    def parts(self, overlap: int, most: int) -> Iterator[bytes]:
        """Up to `most` bytes, each part with the end of the one before, so that no word is cut."""
        for start in range(0, min(self.size, most), PART):
            begin = max(0, start - overlap)
            yield self.read(begin, start + PART - begin)


def of(data: bytes) -> Content:
    return Content(len(data), lambda offset, length: data[offset : offset + length])
