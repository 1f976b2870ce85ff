"""What something is about without being linked to it: the company of a contact that it is linked to, and the person
that the contact is. Kept with it, as a contact may be linked to another person later."""

from collections.abc import Iterable, Iterator

from chalicelib.models import stored
from chalicelib.models.record_type import Context, Data

NAME = "through"
KNOWN = ("company", "person")


def of(targets: Iterable[str], context: Context) -> Iterator[Data]:
    for target in dict.fromkeys(targets):
        record = context.linked.get(target)
        for name in KNOWN if record and record.type == "contact" else ():
            if record and (other := stored.line(stored.part(record.data, name), "id")):
                yield {"id": other, NAME: target}


def beside(data: Data, direct: Iterable[str]) -> Iterator[tuple[str, Data]]:
    """Where it stands besides what it is linked to itself, and because of what."""
    linked = set(direct)
    for each in stored.parts(data, NAME):
        other = stored.line(each, "id")
        if other and other not in linked:
            yield other, {NAME: stored.line(each, NAME)}
