"""`make bench-rights`: what deciding costs, in a company of many; nothing of it is kept, for it is of this machine.

50 profiles, 50 roles, 2,000 users, 100 teams within each other, 200 sharing rules, 100 restricted relations."""

import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from chalicelib.access import explain, rights, subject
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.access.rights import Rights
from chalicelib.models.record import Record, created
from chalicelib.storage import rights as kept

TENANT, ROUNDS, AT_ONCE = "ten_1", 10, 500
ACTIONS = ["read", "view", "download", "create", "edit", "delete", "export"]
TYPES = ("relation", "contact", "activity", "document")
Told = dict[str, Any]


def sections(users: int, seed: int = 1) -> Told:
    """The first user has the role at the top, the last is from outside."""
    chance, people = Random(seed), [_id("usr", number) for number in range(users)]
    roles, teams = [_id("rol", number) for number in range(50)], [_id("tem", number) for number in range(100)]
    profiles = [_id("prf", number) for number in range(50)]
    types = {name: {"actions": ACTIONS, "fields": {"*": "write", "note": "none"}} for name in TYPES}
    placed = [(role, number) for number, role in enumerate(roles)]

    def some(number: int) -> Told:
        return (
            {"role": chance.choice(roles), "below": number % 2 == 0} if number % 3 else {"team": chance.choice(teams)}
        )

    def role(place: int) -> Told:
        told = {"key": f"role_{place}", "name": f"Role {place}", "assigns": "anyone"}
        return {**told, "parent": roles[(place - 1) // 3] if place else "", "profiles": [profiles[place]]}

    def team(place: int) -> Told:
        members = chance.sample(people, 20)
        over = teams[(place - 1) // 4] if place else ""
        return {"name": f"Team {place}", "parent": over, "members": members, "roles": [], "profiles": []}

    def rule(place: int) -> Told:
        ends = {"owned_by": some(place), "shared_with": some(place + 1)}
        return {"name": f"Rule {place}", "of": TYPES[place % 4], "level": "read", **ends}

    def person(place: int) -> Told:
        return {"role": f"role_{place * 50 // users}", "kind": "external" if place == users - 1 else "employee"}

    return {
        "roles": {role_id: role(place) for role_id, place in placed},
        "profiles": {each: {"name": each, "types": types} for each in profiles},
        "groups": {each: team(place) for place, each in enumerate(teams)},
        "people": {each: person(place) for place, each in enumerate(people)},
        "rules": {_id("shr", place): rule(place) for place in range(200)},
        "defaults": {_id("tdf", place): {"of": name, "level": "private"} for place, name in enumerate(TYPES)},
        "shut": {_id("rel", place): {"owners": [people[place]], "listed": {teams[place]: "read"}}
                 for place in range(100)},
        "ties": {_id("tie", 1): {"user": people[-1], "relation": _id("rel", 500), "contact": _id("con", 1),
                                 "reach": "company", "reached": []}},
    }  # fmt: skip


def _id(prefix: str, number: int) -> str:
    """As hard to compress as those that are."""
    letters = Random(f"{prefix}{number}").choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=26)
    return f"{prefix}_{''.join(letters)}"


def _activity(by: str, relation: int) -> Record:
    link = {"id": _id("rel", relation), "title": "Hamerslag", "place": "Almere"}
    who = {"contact": {"id": _id("con", 1), "title": "Jan", "place": ""}, "part": "attendee"}
    told = {"kind": "meeting", "subject": "Tea", "links": [link], "participants": [who], "visibility": "shared"}
    return created(id="act_1", type="activity", tenant=TENANT, data=told, at="2026-11-22T08:00:00Z", by=by)


# ------------------------------------------------------------------------------------------------------ measured


def microseconds(run: Callable[[], object], times: int = AT_ONCE) -> float:
    def once() -> float:
        begun = time.process_time()
        for _ in range(times):
            run()
        return 1e6 * (time.process_time() - begun) / times

    return min(once() for _ in range(ROUNDS))


def decisions(told: Rights, users: int) -> dict[str, float]:
    people = [_id("usr", number) for number in range(users)]
    relation = created(id=_id("rel", 500), type="relation", tenant=TENANT, data={"name": "Hamerslag"}, at="",
                       by=people[1500])  # fmt: skip
    around = {relation.id: relation}
    cases = {
        "6 the owner": (people[1500], _activity(people[1500], 500)),
        "8 restricted": (people[1500], _activity(people[900], 7)),
        "9 who stands above": (people[0], _activity(people[1500], 500)),
        "15 a colleague, denied": (people[700], _activity(people[10], 500)),
        "e3 somebody from outside": (people[-1], _activity(people[10], 500)),
    }
    found = {}
    for name, (user, record) in cases.items():
        who = subject.of(told, _actor(told, user))
        run = partial(decide, who, Right("activity", "read"), record, around)
        assert run().rule == name.split()[0], (name, run())
        found[name] = microseconds(run)
    who = subject.of(told, _actor(told, people[700]))
    found["12 open to all, by default"] = _open_to_all(people[700], people[10])
    found["5 a type, before there is a record"] = microseconds(partial(decide, who, Right("activity", "create")))
    return found


def _open_to_all(user: str, owner: str) -> float:
    told = rights.of(TENANT, 1, {**sections(2_000), "defaults": {}})
    who, record = subject.of(told, _actor(told, user)), _activity(owner, 500)
    assert decide(who, Right("activity", "read"), record).rule == "12"
    return microseconds(lambda: decide(who, Right("activity", "read"), record))


def _actor(told: Rights, user: str) -> Actor:
    person = told.sections["people"][user]
    return Actor(TENANT, user, "", "", str(person["role"]), person["kind"])


def compiling(told: Rights, users: int) -> dict[str, float]:
    first, typical = (_actor(told, _id("usr", number)) for number in (0, users // 2))
    return {
        "a subject": microseconds(lambda: subject.compiled(told, typical), 50),
        "a subject at the top of the tree": microseconds(lambda: subject.compiled(told, first), 50),
        "what all subjects share": microseconds(lambda: rights.of(TENANT, 1, told.sections).standing, 1),
    }


def asking_who_may(told: Rights, users: int) -> float:
    """In milliseconds: what `GET /v1/records/{id}/access` decides."""
    record = _activity(_id("usr", 10), 500)

    def run() -> int:
        people = (subject.compiled(told, _actor(told, _id("usr", number))) for number in range(users))
        return sum(explain.holding(who, record, {}).rank for who in people)

    ids = microseconds(lambda: [_id("usr", number) for number in range(users)], 1)
    return (microseconds(run, 1) - ids) / 1000


def main() -> None:
    told = rights.of(TENANT, 1, sections(2_000))
    for name, figure in decisions(told, 2_000).items():
        print(f"decide: {name:40}{figure:8.1f} µs")
    for name, figure in compiling(told, 2_000).items():
        print(f"compile: {name:39}{figure:8.1f} µs")
    print(f"who may see a record, of 2,000 users{'':12}{asking_who_may(told, 2_000):8.1f} ms")
    for users in (200, 2_000):
        body = kept._closed(sections(users))
        print(f"the item of {users:5,} users{'':28}{len(body):8,} bytes")
        print(f"read of it{'':37}{microseconds(partial(kept._open, body), 1) / 1000:8.1f} ms")


if __name__ == "__main__":
    main()
