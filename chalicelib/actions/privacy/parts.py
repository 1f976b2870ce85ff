"""Where the parts of a privacy export lie: each is named by what it is of, so that who writes it again writes the same
one. Pure."""

import hashlib
from collections.abc import Iterator

from chalicelib import clock
from chalicelib.files import placing
from chalicelib.files.placing import Place
from chalicelib.models import stored
from chalicelib.models.record import Record


def of(export: Record) -> Iterator[Place]:
    for each in stored.parts(export.data, "parts"):
        yield place(export, each["number"])


def place(export: Record, number: int) -> Place:
    cause = f"{export.id} {number}"
    version = clock.id_of("ver", clock.moment_of(export.id), cause)
    return placing.arriving(export.tenant, export.id, version).released(hashlib.sha256(cause.encode()).hexdigest())
