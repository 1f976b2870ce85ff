"""What there may be once, such as a key in another system: it goes along with what has it, unless another has come to
have it meanwhile."""

from dataclasses import replace

from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import derived, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.work import Work


def left(work: Work, before: Record, data: Data) -> Data:
    """Without what another claims by now, and does not give up in the same work. One round trip where it comes to
    claim anything."""
    after = replace(before, data=data, archived_at=None)
    wanted = {key: path for key, path in derived.claims(after).items() if key not in derived.claims(before)}
    changed = [(each.before, each.after) for each in work.saves.values() if each.before]
    given_up = {key for was, will in changed for key in derived.claims(was).keys() - derived.claims(will)}
    asked = wanted.keys() - given_up
    for item in table.get_many(work.tenant, asked) if asked else ():
        if item["holder"]["S"] != before.id:
            data = _without(data, wanted[ItemKey(item["pk"]["S"], item["sk"]["S"])].split(".", 1))
    return data


def _without(data: Data, path: list[str]) -> Data:
    name, *rest = path
    inner = data.get(name)
    if rest and isinstance(inner, dict):
        return {**data, name: _without(inner, rest)}
    return {each: value for each, value in data.items() if each != name}
