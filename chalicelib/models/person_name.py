"""The parts of a person's name, as typed."""

from typing import Any, Literal

from chalicelib.models import naming, stored
from chalicelib.models.fields import Short
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

Gender = Literal["male", "female", "other"]
PARTS = ("first_name", "initials", "particle", "last_name", "patronymic", "title", "gender")
# "van" before another name than it came with would make a third one of the two.
TOGETHER = {"particle": ("last_name",), "initials": ("first_name",)}


class PersonName(Schema):
    """`gender` decides the salutation only; leave it out when it is not known. `particle` is the "van der" of "Jan van
    der Berg"; left out, it is recognised in the last name. `title` is an academic or noble title."""

    first_name: Short | None = None
    initials: Short | None = None
    particle: Short | None = None
    last_name: Short | None = None
    patronymic: Short | None = None
    title: Short | None = None
    gender: Gender | None = None


def parts(data: Data) -> dict[str, Any]:
    return {name: data[name] for name in PARTS if stored.line(data, name)}


def split(data: Data) -> Data:
    """With the particle taken out of the last name where it was typed into it."""
    if stored.line(data, "last_name") and not data.get("particle"):
        particle, last_name = naming.split_particle(data["last_name"])
        if particle and last_name:
            return {**data, "particle": particle, "last_name": last_name}
    return data


def is_given(data: Data) -> bool:
    return bool(stored.line(data, "last_name") or stored.line(data, "first_name"))
