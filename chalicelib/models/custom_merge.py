"""What is said of a choice when one of its options goes into another, and when the two are parted again."""

from typing import Any

from chalicelib.models import stored
from chalicelib.models.custom_kind import MERGED_INTO, below
from chalicelib.models.record_type import Data

MOVED = ("archived", MERGED_INTO, "parent", "first", "next")  # of an option


def merged(definition: Data, source: str, target: str) -> Data:
    """The source is chosen no more: neither by people, nor by rules, nor as what is new begins with. What stood below
    it stands below the target, and what led to it leads there."""
    told = {stored.line(each, "key"): each for each in stored.parts(definition, "options")}
    hung = _hung(definition, told[source], target)
    begins = {"first": True} if told[source].get("first") is True else {}
    found = {
        **{key: _led(hung.get(key, each), source, target) for key, each in told.items()},
        source: {**told[source], "archived": True, MERGED_INTO: None},
    }
    found[target] = {**found[target], **begins}
    rules = [{**each, "option": into(each.get("option"), source, target)} for each in stored.parts(definition, "rules")]
    default = {"default": into(definition["default"], source, target)} if "default" in definition else {}
    return {**definition, "options": list(found.values()), **({"rules": rules} if rules else {}), **default}


def led(definition: Data, source: str, target: str) -> Data:
    """Who asks for the source asks for the target from now on: saved selections, views, reports."""
    told = stored.parts(definition, "options")
    led = [{**each, MERGED_INTO: target} if stored.line(each, "key") == source else each for each in told]
    return {**definition, "options": led}


def into(value: Any, source: str, target: str) -> Any:
    """A value, or several."""
    if isinstance(value, list):
        return list(dict.fromkeys(target if each == source else each for each in value))
    return target if value == source else value


def _hung(definition: Data, source: Data, target: str) -> dict[str, Data]:
    """Those that stood below the source; a target that did itself takes its place."""
    options = {stored.line(each, "key"): each for each in stored.parts(definition, "options")}
    key = stored.line(source, "key")
    told = {each: {**option, "parent": target} for each, option in options.items() if option.get("parent") == key}
    if target in below(definition).get(key, ()):
        told[target] = {**options[target], "parent": source.get("parent")}
    return told


def _led(option: Data, source: str, target: str) -> Data:
    if option.get("next") is None:
        return option
    own = stored.line(option, "key")
    return {**option, "next": [each for each in into(option["next"], source, target) if each != own]}


def parted(definition: Data, changed: Data) -> Data:
    """What stands as the merge left it is again as it was; `changed` is what that made of the definition."""
    data = dict(definition)
    for name in ("default", "rules"):
        sides = stored.part(changed, name)
        if sides and data.get(name) == sides.get("now"):
            data[name] = sides.get("was")
    was, now = (_by_key(stored.part(changed, "options"), side) for side in ("was", "now"))
    options = stored.parts(definition, "options")
    return {**data, "options": [_parted(each, was, now) for each in options]}


def _by_key(sides: Data, side: str) -> dict[str, Data]:
    return {stored.line(each, "key"): each for each in stored.parts(sides, side)}


def _parted(option: Data, was: dict[str, Data], now: dict[str, Data]) -> Data:
    key = stored.line(option, "key")
    if key not in was or key not in now:
        return option
    back = {name: was[key].get(name) for name in MOVED if option.get(name) == now[key].get(name)}
    return {**option, **back}
