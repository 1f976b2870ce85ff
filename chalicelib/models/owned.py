"""What is somebody's own, alone or with others, and goes to another with their work. Access lists stay as they are:
they say who may see a record, not whose it is, and name persons on purpose."""

from chalicelib.models import stakes, stored
from chalicelib.models.entry import Held
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import CO_OWNERS, OWNER


def held(name: str) -> Held:
    """Of a type whose records have an owner."""
    return Held(name, "stake", _is_owned, given, takers=("user", "team"))


def _is_owned(record: Record, who: str, _: str) -> bool:
    return who in stakes.owners(record)


def given(data: Data, before: str, taker: Data) -> Data:
    """Who owned it with others is followed as one of them; who owns it already is named once."""
    owner, others = stored.part(data, OWNER), stored.parts(data, CO_OWNERS)
    shares = before in stakes.ids(others) and stored.line(owner, "id") != before
    if shares:
        kept = [taker if each.get("id") == before else each for each in others]
    else:
        owner, kept = taker, [each for each in others if each.get("id") != before]
    once = {stored.line(each, "id"): each for each in kept if each.get("id") != owner.get("id")}
    told = {**data, OWNER: owner, CO_OWNERS: list(once.values())}
    return {name: value for name, value in told.items() if value or name in data}
