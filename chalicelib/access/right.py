"""A right: something that may be done with records of a type, or in an area. What declares one loads nothing else."""

from typing import NamedTuple


class Right(NamedTuple):
    """`type` is a record type, or an area such as `user`; `action` a verb: read, create, edit, delete …"""

    type: str
    action: str
