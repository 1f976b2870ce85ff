"""Whatever order records become one, are changed, and are split again in, with jobs in the middle of it: one has each
at a time, what belongs to one moves with it and back, and the old id leads to the one that stays (R8, F1).

What is expected is a tree: which one each went into. Keys and what leads to a record belong to where they were made."""

from contextlib import suppress
from typing import Any, NamedTuple

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from chalicelib.actions import carrying
from chalicelib.actions.jobs import run
from chalicelib.storage import table
from tests.consistency import all_records, assert_consistent
from tests.engine import Engine
from tests.faults import Crash, crash_at
from tests.test_merging import merge, path, read
from tests.test_reactions import just_before_it_is_written
from tests.world import IDENTITY_TABLE, TABLE, Reply, User, World

NAMES = "ABCDE"
MOST_AT_ONCE = 3
WHICH = st.sampled_from(NAMES)
PAIRS = st.permutations(NAMES).map(lambda told: (told[0], told[1]))
THREE = st.permutations(NAMES).map(lambda told: (told[0], told[1], told[2]))
ANY = st.integers(0, 9)
QUICK = (Phase.explicit, Phase.generate, Phase.shrink)  # to explain would trace all of moto


class Merge(NamedTuple):
    """`stays` and `goes` are names; `undoes` is of the one that splits them again."""

    id: str
    stays: str
    goes: str
    undoes: str = ""


def machine(engine: Engine, app: Any) -> type[RuleBasedStateMachine]:
    class Merging(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            for each in (TABLE, IDENTITY_TABLE):
                engine.fresh_table(each)
            self.world = World(engine, app)
            self.anna, self.bert = self.world.user("administrator"), self.world.user("manager")
            self.made: dict[str, Reply] = {}
            self.turn = 0
            self.into: dict[str, str] = {}
            self.going: list[Merge] = []
            self.done: list[Merge] = []
            self.keys: dict[str, str] = {}  # where each was made
            self.calls: dict[str, str] = {}
            for each in NAMES:
                company = self.anna.company(each, note=f"Note of {each}", external_ids={each.lower(): "1"})
                self.made[each], self.keys[each.lower()] = company, each
                self._call(self.anna, each)

        # -------------------------------------------------------------------------------------------- what is done

        @precondition(lambda self: len(self.going) < MOST_AT_ONCE)
        @rule(pair=PAIRS)
        def merged(self, pair: tuple[str, str]) -> None:
            stays, goes = pair
            is_free = self._is_free(stays, goes)
            told = merge(self.anna, self.made[stays], self.made[goes])
            assert told.status == (202 if is_free else 409), told.text
            if is_free:
                self._begun(Merge(told["job"]["id"], stays, goes))

        @precondition(lambda self: len(self.going) < MOST_AT_ONCE)
        @rule(three=THREE)
        def merged_while_another_does(self, three: tuple[str, str, str]) -> None:
            """A and B, while D does so with B: who writes first has it."""
            first, goes, second = three
            theirs: list[Reply] = []
            was_free = self._is_free(first, goes), self._is_free(second, goes)
            if not all(was_free):
                return
            with just_before_it_is_written(lambda: theirs.append(merge(self.bert, self.made[second], self.made[goes]))):
                told = merge(self.anna, self.made[first], self.made[goes])
            assert (told.status, theirs[0].status) == (409, 202), told.text + theirs[0].text
            self._begun(Merge(theirs[0]["job"]["id"], second, goes))

        @precondition(lambda self: len(self.going) < MOST_AT_ONCE)
        @rule(pair=PAIRS, number=ANY)
        def merged_while_it_is_edited(self, pair: tuple[str, str], number: int) -> None:
            """A and B, while C edits B: what they saved goes along, and what came too late is told so."""
            stays, goes = pair
            if not self._is_free(stays, goes):
                return
            theirs: list[Reply] = []
            if number % 2:
                with just_before_it_is_written(lambda: theirs.append(self._edited(self.bert, goes, number))):
                    told = merge(self.anna, self.made[stays], self.made[goes])
                assert theirs[0].status == 200, theirs[0].text
            else:
                with just_before_it_is_written(
                    lambda: theirs.append(merge(self.anna, self.made[stays], self.made[goes]))
                ):
                    self._edited(self.bert, goes, number)
                told = theirs[0]
            assert told.status in (202, 409), told.text
            if told.status == 202:
                self._begun(Merge(told["job"]["id"], stays, goes))

        @rule(name=WHICH, number=ANY)
        def edited_and_called(self, name: str, number: int) -> None:
            is_there = self._stands(name)
            told = self._edited(self.bert, name, number)
            assert told.status == (200 if is_there else 409), told.text
            assert self._call(self.bert, name) == (201 if is_there else 422)

        @precondition(lambda self: self.done and len(self.going) < MOST_AT_ONCE)
        @rule(which=ANY)
        def undone(self, which: int) -> None:
            earlier = self.done[which % len(self.done)]
            is_free = earlier.stays not in self.into and not self._is_busy(earlier.stays, earlier.goes)
            told = self.anna.post(f"/v1/jobs/{earlier.id}/undo")
            assert told.status == (202 if is_free else 409), told.text
            if is_free:
                self.done.remove(earlier)
                self._begun(Merge(told.id, earlier.stays, earlier.goes, undoes=earlier.id))

        @precondition(lambda self: self.going)
        @rule(which=ANY)
        def stepped(self, which: int) -> None:
            one = self.going[which % len(self.going)]
            if not carrying.advance(run.JOB, self.anna.tenant, one.id, run.JOB.step):
                self._ended(one)

        @precondition(lambda self: self.going)
        @rule()
        def all_ended(self) -> None:
            for one in [*self.going]:
                run.carry_on(self._event(one))
                self._ended(one)

        @precondition(lambda self: self.going)
        @rule(which=ANY, call=st.integers(1, 15), after=st.booleans())
        def died(self, which: int, call: int, after: bool) -> None:
            one = self.going[which % len(self.going)]
            with suppress(Crash), crash_at(table.connection().connection.client, call, after=after):
                run.carry_on(self._event(one))
            self._look(one)

        # ------------------------------------------------------------------------------------------- what must hold

        @invariant()
        def one_of_them_is_where_it_is_expected(self) -> None:
            self.turn += 1
            self._assert_stands(NAMES[self.turn % len(NAMES)])

        def _assert_stands(self, name: str) -> None:
            root = self._root(name)
            if self._is_busy(name, root):
                return
            told = read(self.anna, self.made[name])
            if root == name:
                assert (told.status, told["note"]) == (200, f"Note of {name}")
            else:
                assert (told.status, told.header("Location")) == (308, path(self.made[root].id))

        def teardown(self) -> None:
            self.all_ended()
            self.world.settle()
            for name in NAMES:
                self._assert_stands(name)
                self._assert_has_what_is_its_own(name)
            calls = {each.id: each.data["links"] for each in all_records(self.world) if each.type == "activity"}
            assert {id: [link["id"] for link in links] for id, links in calls.items()} == {
                id: [self.made[self._root(home)].id] for id, home in self.calls.items()
            }
            assert_consistent(self.world)

        def _assert_has_what_is_its_own(self, name: str) -> None:
            own = {each for each in NAMES if self._root(each) == name}
            if name in self.into:
                return
            now = read(self.anna, self.made[name])
            assert now["external_ids"].keys() == {key for key, home in self.keys.items() if home in own}
            assert {*now.json.get("merged_from", [])} == {self.made[each].id for each in own - {name}}

        # ------------------------------------------------------------------------------------------------- the tree

        def _event(self, one: Merge) -> dict[str, Any]:
            return {"detail": {"tenant": self.anna.tenant, "record": one.id}}

        def _root(self, name: str) -> str:
            while name in self.into:
                name = self.into[name]
            return name

        def _is_busy(self, *names: str) -> bool:
            return any({one.stays, one.goes} & {*names} for one in self.going)

        def _is_free(self, *names: str) -> bool:
            return not self._is_busy(*names) and not {*names} & self.into.keys()

        def _stands(self, name: str) -> bool:
            """Of what a job is about, as the table has it by now."""
            if self._is_busy(name):
                return read(self.anna, self.made[name]).status == 200
            return name not in self.into

        def _begun(self, one: Merge) -> None:
            self.going.append(one)
            self._look(one)

        def _look(self, one: Merge) -> None:
            if self.anna.get(f"/v1/jobs/{one.id}")["state"] != "running":
                self._ended(one)

        def _ended(self, one: Merge) -> None:
            told = self.anna.get(f"/v1/jobs/{one.id}")
            assert (told["state"], told["counts"]["refused"]) == ("done", 0), told.text
            self.going.remove(one)
            if one.undoes:
                del self.into[one.goes]
            else:
                self.into[one.goes] = one.stays
                self.done.append(one)

        def _edited(self, user: User, name: str, number: int) -> Reply:
            key = f"{name.lower()}{number}"
            told = user.patch(path(self.made[name].id), {"external_ids": {key: f"{number}"}})
            if told.status == 200:
                self.keys[key] = name
            return told

        def _call(self, user: User, name: str) -> int:
            told = user.post(
                "/v1/activities", {"kind": "phone_call", "subject": "Ovens", "links": [self.made[name].id]}
            )
            if told.status == 201:
                self.calls[told.id] = name
            return told.status

    return Merging


def test_r8_in_whatever_order_one_has_each_and_nothing_is_lost(running: Engine, monkeypatch: Any) -> None:
    """R8, F1: merge, edit, link, step, die and undo, as they come."""
    import app

    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 60)  # steps of one or two records
    few = settings(max_examples=15, stateful_step_count=12, phases=QUICK)
    run_state_machine_as_test(machine(running, app.app), settings=few)
