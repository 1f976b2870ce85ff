"""Passing work on with what goes along: why, the relations that it is about where they are theirs who pass it on, and
access to those that stay with others. Of each task it is all or nothing, as far as the transaction has room."""

from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.access.actor import Actor
from chalicelib.actions import giving, offers
from chalicelib.actions.hand_over import one
from chalicelib.actions.hand_over.one import Along
from chalicelib.actions.offers import Given, Offered
from chalicelib.errors import Forbidden, Invalid
from chalicelib.models import activity_held, stakes
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import records
from chalicelib.storage.plan import Save
from chalicelib.storage.work import Work

CONTACTS = ("contacts",)


class Passing(NamedTuple):
    """With `relation` whose relations they are goes along, with `grant` access to those of others."""

    reason: str | None = None
    grant: bool = False
    relation: bool = False


class Hand:
    """What gives tasks `to` somebody; `offered` is the access that they still need."""

    def __init__(self, work: Work, actor: Actor, to: Record, passing: Passing, tasks: Iterable[Record]) -> None:
        self.work, self.actor, self.to, self.passing = work, actor, to, passing
        self.offered: list[Offered] = []
        self._link = giving.link(to)
        self._known = self._read(list(tasks))

    def _read(self, tasks: list[Record]) -> dict[str, Record]:
        """No round trip where everything is open, and nothing goes along."""
        if self.passing.relation:
            wanted = {each for task in tasks for each in offers.about_of(task)}
        else:
            wanted = offers.shut(self.actor, tasks)
        return records.get_many(self.actor.tenant, wanted) if wanted else {}

    def give(self, task: Record, data: Data) -> list[str] | None:
        """The ids of the relations that went along; None where there was no room, and nothing was given."""
        saves = dict(self.work.saves)
        self.work.about = {"reason": self.passing.reason} if self.passing.reason else {}
        after = self.work.update(task, data)
        relations = [each for each in self._theirs(task) if self._hand_over(each)] if self.passing.relation else []
        missing = offers.of(self.actor, [Given(after, (self._link,))], self._as_saved())
        if self.passing.grant:
            offers.grant(self.work, self.actor, missing)
        if self.work.room < 0:
            self.work.saves = saves
            return None
        self.offered += [] if self.passing.grant else [each for each in missing if each not in self.offered]
        return [each.id for each in relations]

    def _as_saved(self) -> dict[str, Record]:
        return {each: giving.current(self.work, record) for each, record in self._known.items()}

    def _theirs(self, task: Record) -> list[Record]:
        """What it is about that they own who pass it on, or had it: nobody else loses theirs by that."""
        givers = {self.actor.user, *giving.teams(self.actor), *stakes.ids(activity_held.holders(task.data))}
        about = [self._as_saved()[each] for each in offers.about_of(task) if each in self._known]
        return [each for each in about if each.alive and one.owner(each)["id"] in givers - {self.to.id}]

    def _hand_over(self, relation: Record) -> bool:
        """Not where the actor may not say whose it is, or it cannot be theirs to whom the work goes."""
        saves: dict[str, Save] = dict(self.work.saves)
        try:
            one.begin(self.work, self.actor, relation, self.to, Along(CONTACTS, self.passing.reason))
        except (Forbidden, Invalid):
            self.work.saves = saves
            return False
        return True
