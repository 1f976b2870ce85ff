"""Handing over all that somebody has to look after, in as many transactions as it takes: each gives away what it has
room for and keeps how far it came, so that whatever happens in between, nothing is given twice, miscounted or left.

What moves while it is being handed over is found when the entries are gone through once more; that ends when nothing
was left to give, or after a few times, so that two who hand over to each other come to an end too."""

import copy
from collections import Counter
from functools import partial
from typing import NamedTuple

from chalicelib.access import held, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import carrying, giving
from chalicelib.errors import Invalid, NotFound, invalid
from chalicelib.models import stored
from chalicelib.models.hand_over import DONE, HAND_OVER, OF, RUNNING
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.user import ACTIVE
from chalicelib.storage import holdings, records, subscriptions
from chalicelib.storage.at_once import at_once
from chalicelib.storage.holdings import HOLDINGS, Found, Holding
from chalicelib.storage.work import Work

BY = "system:hand-over"
EVENT = "hand-over.due"
RIGHT = Right("user", "edit")
AT_A_TIME = 12  # hardly more fit into one transaction
READS = 8  # of entries, in one step
ROUNDS = 5
SPARE = 8  # items that the hand-over itself writes
MOST_NAMED = 100
START: Data = {"part": 0, "after": "", "round": 1, "given": 0}


class Asked(NamedTuple):
    """`what` empty is all that the taker can take."""

    from_user: str
    to: str
    what: list[str]
    reason: str | None


def begin(work: Work, actor: Actor, asked: Asked) -> Record:
    """Its first step is in the same transaction: who has little has handed it over by then."""
    held.of(actor.tenant)  # asked for along with the records
    succeeds = subscriptions.of_user(actor.tenant, asked.from_user, subscriptions.SUCCESSOR)
    found = subscriptions.read(actor.tenant, [succeeds], [asked.from_user, asked.to])
    live = found.records
    giver = _giver(live.get(asked.from_user))
    if asked.to == asked.from_user:
        raise invalid("to", "same", "This is who hands over; choose somebody else.")
    to = giving.colleague(live.get(asked.to))
    made = work.create(HAND_OVER, _new(asked, giver, to))
    work.extra.append(subscriptions.put(succeeds, {"to": to.id}, found.of(succeeds)))
    after = Step(work, actor, to, made).begin()
    if after.data["state"] == RUNNING:
        carrying.watch(EVENT, made)
    return after


def _giver(found: Record | None) -> Record:
    """Also somebody who was removed."""
    if found is None or found.type != "user":
        raise NotFound
    return found


def _what(asked: Asked, to: Record) -> list[str]:
    can = takes(to)
    for place, name in enumerate(asked.what):
        if name not in can:
            raise invalid(f"what[{place}]", "not_a_choice", f"A {to.type} can be given {', '.join(can)}.")
    return [name for name in can if name in asked.what or not asked.what]


def takes(to: Record) -> list[str]:
    return [name for name, each in HOLDINGS.items() if to.type in each.held.takers]


def _new(asked: Asked, giver: Record, to: Record) -> Data:
    return new(giving.link(giver), to, _what(asked, to), asked.reason)


def new(giver: Data, to: Record, what: list[str], reason: str | None) -> Data:
    told: Data = {"from_user": giver, "to": giving.link(to), "what": what, "state": RUNNING}
    told |= {"leg": 1, "place": START, "found": {}, "done": {}, "refused": [], "refused_count": 0}
    return told | ({"reason": reason} if reason else {})


def asker(begun_by: Record | None, hand_over: Record) -> Actor | None:
    """Who began it, with the rights that they have by now (Z6); None when they may not any more."""
    if begun_by is None or stored.line(begun_by.data, "status") != ACTIVE:
        return None
    actor = reading.on_behalf_of(begun_by)
    is_of_one = bool(hand_over.data.get(OF))
    may = giving.may_give(actor, hand_over.data["to"]["id"]) if is_of_one else reading.may(actor, RIGHT)
    return actor if may else None


class Step:
    """What one transaction takes of a hand-over. What it gives is saved in the name of `BY`, and tells why."""

    def __init__(self, work: Work, actor: Actor, to: Record, hand_over: Record) -> None:
        self.work, self.actor, self.hand_over = work, actor, hand_over
        self.data = copy.deepcopy(hand_over.data)
        self.place: Data = self.data["place"]
        self.giver: str = self.data["from_user"]["id"]
        self.of = stored.line(stored.part(self.data, OF), "id")
        self.taker = giving.link(to)
        self._is_whole_round = (self.place["part"], self.place["after"]) == (0, "")
        self._gone: Counter[str] = Counter()
        self._ahead: dict[str, Found] = {}

    def begin(self) -> Record:
        """With a count of what there is, where that is more than fits."""
        if not self.data["what"]:
            self._end()
            return self.save()
        self._look_ahead()
        after = self.run()
        if after.data["state"] != RUNNING:
            return after
        self._count()
        return self.save()

    def _look_ahead(self) -> None:
        """Reads the first page of each part at once, where most have little or nothing."""
        names: list[str] = self.data["what"]
        self._ahead = dict(zip(names, at_once([partial(self._find, name) for name in names]), strict=True))

    def _find(self, name: str, after: str = "") -> Found:
        tenant, holding = self.work.tenant, HOLDINGS[name]
        return holdings.find(tenant, holding, self.giver, about=self.of, after=after, most=AT_A_TIME)

    def run(self) -> Record:
        """Until the transaction is full, or a round is over. Gives how the hand-over stands then."""
        own, (self.work.by, self.work.about) = (self.work.by, self.work.about), (BY, self._about())
        for _ in range(READS):
            if not self._page():
                break
        self.work.by, self.work.about = own
        return self.save()

    def change(self, before: Record, data: Data) -> Record:
        """In the name of who asks for it."""
        own, self.work.about = self.work.about, self._about()
        after = self.work.update(giving.current(self.work, before), data)
        self.work.about = own
        return after

    def _about(self) -> Data:
        told = {"hand_over": self.hand_over.id, "by": self.actor.user, "from_user": self.giver}
        return told | ({"reason": self.data["reason"]} if "reason" in self.data else {})

    def save(self) -> Record:
        return self.work.update(giving.current(self.work, self.hand_over), copy.deepcopy(self.data))

    def _count(self) -> None:
        """What there is of each, with what is being given now."""
        for name in self.data["what"]:
            number = holdings.count(self.work.tenant, HOLDINGS[name], self.giver, about=self.of)
            self.data["found"][name] = number - self._gone[name]

    # ------------------------------------------------------------------------------------------------------ a page

    @property
    def _name(self) -> str:
        return str(self.data["what"][self.place["part"]])

    def _page(self) -> bool:
        """Whether to go on in this transaction."""
        holding = HOLDINGS[self._name]
        found = self._ahead.pop(self._name, None) or self._find(self._name, self.place["after"])
        live = records.get_many(self.work.tenant, [row.record_id for row in found.rows])
        for row in found.rows:
            if not self._deal_with(holding, row.record_id, live.get(row.record_id)):
                return False
            self.place["after"] = row.sort_key
        self.place["after"] = found.next
        return bool(found.next) or self._next_part()

    def _next_part(self) -> bool:
        self.place["part"] += 1
        if self.place["part"] < len(self.data["what"]):
            return True
        if self._is_whole_round or not self.place["given"] or self.place["round"] == ROUNDS:
            self._end()
        else:
            self.data["place"] = {**START, "round": self.place["round"] + 1}
        return False

    def _end(self) -> None:
        self.data |= {"state": DONE, "finished_at": self.work.at}

    # -------------------------------------------------------------------------------------------------- one of them

    def _deal_with(self, holding: Holding, record_id: str, record: Record | None) -> bool:
        """False where it did not fit."""
        if record is None or not holding.is_theirs(record, self.giver, self.work.at):
            self._pass_over(holding.held.name)
            return True
        now = giving.current(self.work, record)
        data = holding.held.given(now.data, self.giver, self.taker)
        if not reading.may(self.actor, Right(record.type, "edit"), record) or not writing.may_change(
            self.actor, now, data
        ):
            self._refuse(record_id, "forbidden")
            return True
        return self._give(holding, now, data)

    def _give(self, holding: Holding, record: Record, data: Data) -> bool:
        try:
            if giving.fits(self.work, record, data, SPARE):
                self._given(holding.held.name)
                return True
        except Invalid:
            self._refuse(record.id, "too_large")
            return True
        if self.work.saves.keys() - {self.hand_over.id}:
            return False
        self._refuse(record.id, "too_large")
        return True

    def _given(self, name: str) -> None:
        self.data["done"][name] = self.data["done"].get(name, 0) + 1
        self.place["given"] += 1

    def _pass_over(self, name: str) -> None:
        """An entry of what is not theirs, or not any more."""
        self._gone[name] += 1
        if self.data["found"].get(name):
            self.data["found"][name] -= 1

    def _refuse(self, record_id: str, reason: str) -> None:
        """Counted the first time round."""
        if self.place["round"] > 1:
            return
        self.data["refused_count"] += 1
        if len(self.data["refused"]) < MOST_NAMED:
            self.data["refused"].append({"id": record_id, "reason": reason})
