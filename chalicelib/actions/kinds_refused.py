"""What is said of a kind of activity that there is not: what there is instead is for who may ask for the kinds."""

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.right import Right
from chalicelib.errors import FieldError

ABSENT = "There is no such kind."


def told(actor: Actor, faults: list[FieldError]) -> list[FieldError]:
    """One round trip at most, where something is refused."""
    if not faults or reading.may(actor, Right("activity", "read")):
        return faults
    return [each._replace(message=ABSENT) if each.code == "not_a_choice" else each for each in faults]
