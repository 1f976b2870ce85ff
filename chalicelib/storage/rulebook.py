"""By which rules people are reminded, and in which zone they live: read for many at once, in one round trip."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Any

from chalicelib.agenda import zone
from chalicelib.models import reminder_rule, stored
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.reminder_rule import Rule
from chalicelib.storage import keys, records, table, tenant_settings
from chalicelib.storage.keys import ItemKey

ACTIVE = "active"


@dataclass(frozen=True)
class Rulebook:
    """`people` are users and teams by their id, `settings` those of the tenant and of users by their name."""

    people: dict[str, Record]
    settings: dict[str, dict[str, Any]]

    def users(self, who: str) -> list[str]:
        """Who is meant: a user, or the members of a team."""
        record = self.people.get(who)
        if record is None or not record.alive or record.type not in TYPES:
            return []
        return list(TYPES[record.type].members(record)) or [who]

    def is_active(self, user: str) -> bool:
        record = self.people.get(user)
        return record is not None and stored.line(record.data, "status") == ACTIVE

    def rules(self, user: str) -> list[Rule]:
        own = self.settings.get(reminder_rule.name_of(user), {})
        return reminder_rule.read(reminder_rule.in_force(own, self._tenants)) if own else self._rules

    @cached_property
    def _tenants(self) -> dict[str, Any]:
        return self.settings.get(reminder_rule.SETTING, {})

    @cached_property
    def _rules(self) -> list[Rule]:
        return reminder_rule.read(reminder_rule.in_force(self._tenants))

    def zone(self, user: str) -> tzinfo:
        general = {**tenant_settings.DEFAULTS, **self.settings.get(tenant_settings.NAME, {})}
        record = self.people.get(user)
        try:
            return zone.named((stored.line(record.data, "time_zone") if record else "") or general["time_zone"])
        except ValueError:
            return zone.named(tenant_settings.DEFAULTS["time_zone"])


def read(tenant: str, people: Iterable[str]) -> Rulebook:
    """With the members of teams; that takes a second round trip where they were not asked for."""
    found, _ = read_with(tenant, people)
    return found


def read_with(tenant: str, people: Iterable[str], also: Iterable[str] = ()) -> tuple[Rulebook, dict[str, Record]]:
    """And records, in the same round trip."""
    wanted = set(people)
    live, settings = _read(tenant, wanted, set(also))
    members = {member for each in wanted & live.keys() for member in TYPES[live[each].type].members(live[each])}
    if missing := members - wanted:
        more, theirs = _read(tenant, missing, set())
        live, settings, wanted = live | more, settings | theirs, wanted | missing
    return Rulebook({each: live[each] for each in wanted & live.keys()}, settings), live


def _read(tenant: str, people: set[str], also: set[str]) -> tuple[dict[str, Record], dict[str, dict[str, Any]]]:
    names = [tenant_settings.NAME, reminder_rule.SETTING, *map(reminder_rule.name_of, people)]
    places = {keys.settings(tenant, name): name for name in names}
    items = table.get_many(tenant, [*places, *(keys.record(tenant, each) for each in people | also)])
    settings, live = {}, {}
    for item in items:
        place = ItemKey(item["pk"]["S"], item["sk"]["S"])
        if place in places:
            settings[places[place]] = json.loads(item["body"]["S"])
        else:
            record = records.from_item(tenant, item)
            live[record.id] = record
    return live, settings
