"""What there may be once, such as a key in another system: it goes along with what has it, unless another has come to
have it meanwhile."""

from dataclasses import replace

from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import claimed, derived
from chalicelib.storage.work import Work


def left(work: Work, before: Record, data: Data) -> Data:
    """Without what another claims by now, and does not give up in the same work. One round trip where it comes to
    claim anything."""
    after = replace(before, data=data, archived_at=None)
    wanted = {key: path for key, path in derived.claims(after).items() if key not in derived.claims(before)}
    changed = [(each.before, each.after) for each in work.saves.values() if each.before]
    given_up = {key for was, will in changed for key in derived.claims(was).keys() - derived.claims(will)}
    for key, holder in claimed.holders(work.tenant, wanted.keys() - given_up).items():
        if holder != before.id:
            data = _without(data, wanted[key].split(".", 1))
    return data


def _without(data: Data, path: list[str]) -> Data:
    name, *rest = path
    inner = data.get(name)
    if rest and isinstance(inner, dict):
        return {**data, name: _without(inner, rest)}
    return {each: value for each, value in data.items() if each != name}
