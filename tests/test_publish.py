"""From the table's stream to the bus: every change once at least, and nothing that is broken holds up what is whole."""

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.reactions import event
from chalicelib.reactions.event import Event, Origin, Poison
from chalicelib.settings import settings
from chalicelib.storage import keys, records
from tests.world import User, World, epoch, forget_settings

DONE: dict[str, Any] = {"batchItemFailures": []}
Record = dict[str, Any]


def saved(world: World, count: int) -> tuple[User, list[Record]]:
    """Somebody who made so many companies, and the stream's records of that."""
    anna = world.user()
    for number in range(count):
        anna.company(f"Hamerslag {number:02d}")
    return anna, copy.deepcopy(world.new_changes())


def failing_at(record: Record) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}


def id_of(record: Record) -> str:
    pk, sk = (record["dynamodb"]["Keys"][name]["S"] for name in ("pk", "sk"))
    return f"{keys.record_id_of(pk)}:{keys.version_of(sk)}"


def ids_of(told: list[dict[str, Any]]) -> list[str]:
    return [each["detail"]["id"] for each in told]


def letters(world: World) -> list[dict[str, Any]]:
    return [json.loads(message.body) for message in world.dead_letters]


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def poisoned(record: Record, body: str = "not JSON") -> Record:
    record["dynamodb"]["NewImage"]["body"] = {"S": body}
    return record


# ------------------------------------------------------------------------------------------------------ what is told


def test_an_event_tells_who_changed_what_and_when(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    anna.patch(f"/v1/relations/{company.id}", {"name": "Zaagmans", "note": "Belt morgen"})
    world.publish(world.new_changes())
    first, second = world.bus.take()
    kept = anna.get(f"/v1/relations/{company.id}")
    assert (first["source"], first["detail-type"]) == ("relata", "relation.created")
    assert (second["source"], second["detail-type"]) == ("relata", "relation.updated")
    assert second["time"] == kept["updated_at"][:19] + "Z"
    told = second["detail"]
    assert {name: told[name] for name in ("event_version", "id", "tenant", "record", "type", "version", "action")} == {
        "event_version": 1, "id": f"{company.id}:2", "tenant": anna.tenant,
        "record": company.id, "type": "relation", "version": 2, "action": "updated",
    }  # fmt: skip
    assert (told["by"], told["at"], told["complete"]) == (anna.id, kept["updated_at"], True)
    assert told["changed"]["name"] == {"was": "Hamerslag", "now": "Zaagmans"}
    assert told["changed_fields"] == sorted(told["changed"])
    assert {"name", "note"} <= set(told["changed_fields"])


def test_w5_of_a_change_that_is_too_large_the_event_is_a_pointer_and_its_copies_are_refreshed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W5"""
    monkeypatch.setattr(event, "MOST_BYTES", 60_000)
    anna = world.user()
    company = anna.company("Hamerslag", note="Б" * 20_000)
    contact = anna.contact(company.id)
    world.settle()
    anna.patch(f"/v1/relations/{company.id}", {"name": "Zaagmans", "note": "Ж" * 20_000})
    world.publish(world.new_changes())
    (told,) = world.bus.take()
    detail = told["detail"]
    assert (detail["complete"], "changed" in detail) == (False, False)
    assert {"name", "note"} <= set(detail["changed_fields"])
    (whole,), _ = records.changes(anna.tenant, detail["record"], limit=1, before=detail["version"] + 1)
    assert sorted(whole["changed"]) == detail["changed_fields"]
    assert whole["changed"]["note"]["now"] == "Ж" * 20_000
    world.react([told])
    assert anna.get(f"/v1/contacts/{contact.id}")["company"]["title"] == "Zaagmans"


CHANGE = {
    "record": "rel_1", "type": "relation", "version": 3, "action": "updated", "at": "2026-11-21T10:00:00.000Z",
    "by": "usr_1", "changed": {"note": {"now": ""}},
}  # fmt: skip


def with_note(octets: int) -> event.Entry:
    return event.entry("ten_1", {**CHANGE, "changed": {"note": {"now": "n" * octets}}})


def test_an_event_is_whole_up_to_its_limit_as_aws_counts() -> None:
    room = event.MOST_BYTES - event.size(with_note(0))
    assert event.size(with_note(room)) == event.MOST_BYTES
    assert json.loads(with_note(room)["Detail"])["complete"]
    assert not json.loads(with_note(room + 1)["Detail"])["complete"]


def test_sizes_are_counted_in_bytes_of_utf_8() -> None:
    entry = {"Source": "relata", "DetailType": "relation.updated", "Detail": '{"Ж":"€"}', "Time": clock.now()}
    assert event.size(entry) == 14 + 6 + 16 + 12


@given(st.lists(st.integers(0, event.MOST_BYTES), max_size=40))
def test_every_call_keeps_to_the_limits_and_none_is_left_out_or_moved(sizes: list[int]) -> None:
    told = [Event(Origin(str(n), "", "", "", ""), _entry_of(octets)) for n, octets in enumerate(sizes)]
    made = list(event.batches(told))
    assert [each for batch in made for each in batch] == told
    for batch in made:
        assert 0 < len(batch) <= 10
        assert sum(event.size(each.entry) for each in batch) <= 256 * 1024


def _entry_of(octets: int) -> event.Entry:
    return {"Source": "", "DetailType": "", "Detail": "n" * (octets - event.TIME_BYTES)}


def test_no_change_can_name_another_tenant_than_its_key() -> None:
    told = json.loads(event.entry("ten_1", {**CHANGE, "tenant": "ten_2", "id": "rel_2:1"})["Detail"])
    assert (told["tenant"], told["id"]) == ("ten_1", "rel_1:3")


def test_a_full_batch_takes_as_few_calls_as_it_can(world: World) -> None:
    _, told = saved(world, 25)
    assert world.publish(told) == DONE
    assert world.bus.calls == [10, 10, 5]
    assert ids_of(world.bus.take()) == [id_of(each) for each in told]


# -------------------------------------------------------------------------------------------------- what is passed over


def test_r4_what_is_no_new_change_is_passed_over(world: World) -> None:
    """R4"""
    _, told = saved(world, 2)
    everything = world.stream_records()
    others = [each for each in everything if each["eventID"] not in {known["eventID"] for known in told}]
    equal = [{**each, "eventName": "MODIFY", "dynamodb": {**each["dynamodb"], "OldImage": each["dynamodb"]["NewImage"]}}
             for each in told]  # fmt: skip
    removed = [{**each, "eventName": "REMOVE"} for each in told]
    assert len(others) > len(told)
    assert world.publish([*others, *equal, *removed]) == DONE
    assert (world.bus.calls, letters(world)) == ([], [])


def test_c6_what_was_changed_before_the_epoch_is_not_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """C6"""
    _, old = saved(world, 3)
    moment = json.loads(old[-1]["dynamodb"]["NewImage"]["body"]["S"])["at"]
    with epoch(monkeypatch, _later(moment)):
        assert world.publish(old) == DONE
        assert world.bus.take() == []
    with epoch(monkeypatch, moment):
        assert world.publish(old) == DONE
        assert ids_of(world.bus.take())[-1] == id_of(old[-1])


def _later(moment: str) -> str:
    """A millisecond, and told in another zone."""
    return (datetime.fromisoformat(moment) + timedelta(milliseconds=1)).astimezone().isoformat()


def test_c6_a_restored_table_does_not_follow_its_old_changes_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6: the stream of a table that was written anew tells of every change in it, as of one that is new."""
    anna, _ = saved(world, 1)
    company = anna.company("Hamerslag")
    world.settle()
    with epoch(monkeypatch, clock.timestamp()):
        anna.patch(f"/v1/relations/{company.id}", {"name": "Zaagmans"})
        assert world.publish(world.stream_records()) == DONE
        assert ids_of(world.bus.take()) == [f"{company.id}:2"]


def test_an_epoch_that_is_no_moment_stops_everything_and_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = saved(world, 1)
    with epoch(monkeypatch, "yesterday"), pytest.raises(ValueError, match="yesterday"):
        world.publish(told)


# ---------------------------------------------------------------------------------------- again, and otherwise divided


@hypothesis.settings(max_examples=25)
@given(data=st.data())
def test_r1_however_the_stream_is_divided_and_repeated_the_same_is_told(world: World, data: st.DataObject) -> None:
    """R1"""
    world.bus.take()
    known = world.stream_records() or saved(world, 12)[1]
    changes = [each for each in known if each["dynamodb"]["Keys"]["sk"]["S"].startswith("CHANGE")]
    starts = data.draw(st.lists(st.integers(0, len(changes) - 1), max_size=6))
    for start in [0, *starts]:
        size = data.draw(st.integers(1, 12))
        for first in range(start, len(changes), size):
            assert world.publish(changes[first : first + size]) == DONE
    told = {each["detail"]["id"]: each["detail"] for each in world.bus.take()}
    assert list(told) == [id_of(each) for each in changes]
    assert [each["version"] for each in told.values()] == [1] * len(changes)


# ------------------------------------------------------------------------------------------------- the bus has trouble


def test_c8_when_the_bus_is_down_people_go_on_and_it_is_followed_afterwards(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """C8"""
    anna = world.user()
    company = anna.company("Hamerslag")
    contact = anna.contact(company.id)
    world.settle()
    with world.bus.down():
        assert anna.patch(f"/v1/relations/{company.id}", {"name": "Zaagmans"}).status == 200
        waiting = world.new_changes()
        with world.unchanged():
            assert world.publish(waiting) == failing_at(waiting[0])
            assert world.publish(waiting) == failing_at(waiting[0])
    assert letters(world) == []
    assert {each["code"] for each in logged(capsys) if each["event"] == "publishing_failed"} == {"InternalFailure"}
    assert world.publish(waiting) == DONE
    world.react(world.bus.take())
    assert anna.get(f"/v1/contacts/{contact.id}")["company"]["title"] == "Zaagmans"


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalFailure", "NotAuthorizedForSourceException"])
def test_r3_of_a_call_that_failed_in_part_the_first_that_failed_comes_again_with_all_behind_it(
    world: World, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """R3"""
    anna, told = saved(world, 25)
    with world.bus.refusing(code, id_of(told[13]), id_of(told[17])):
        assert world.publish(told) == failing_at(told[13])
    assert world.bus.calls == [10, 10]
    assert world.publish(told[13:]) == DONE
    assert set(ids_of(world.bus.take())) == {id_of(each) for each in told}
    (line,) = [each for each in logged(capsys) if each["event"] == "publishing_failed"]
    assert (line["code"], line["tenant"], line["id"]) == (code, anna.tenant, told[13]["eventID"])


@pytest.mark.parametrize("code", ["MalformedDetail", "InvalidArgument"])
def test_r3_what_the_bus_never_takes_is_put_aside(world: World, code: str) -> None:
    """R3"""
    _, told = saved(world, 12)
    with world.bus.refusing(code, id_of(told[3])):
        assert world.publish(told) == DONE
    assert len(world.bus.take()) == 11
    (letter,) = letters(world)
    assert (letter["cause"], letter["event_id"]) == (f"EventBridge: {code}", told[3]["eventID"])


# ----------------------------------------------------------------------------------------------- what is not understood


def test_r3_a_poison_record_is_put_aside_at_once_and_the_other_49_go_on(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """R3"""
    anna, told = saved(world, 50)
    company = records.get(anna.tenant, keys.record_id_of(told[20]["dynamodb"]["Keys"]["pk"]["S"]))
    assert company is not None
    poisoned(told[20])
    assert world.publish(told) == DONE
    assert ids_of(world.bus.take()) == [id_of(each) for each in told if each is not told[20]]
    (letter,) = letters(world)
    assert datetime.fromisoformat(letter.pop("at")) <= clock.now()
    assert letter == {
        "kind": "change", "tenant": anna.tenant, "cause": "JSONDecodeError",
        "event_id": told[20]["eventID"], "sequence_number": told[20]["dynamodb"]["SequenceNumber"],
        "keys": keys.change(anna.tenant, company.id, 1)._asdict(),
    }  # fmt: skip
    (line,) = [each for each in logged(capsys) if each["event"] == "change_put_aside"]
    assert (line["tenant"], line["id"], line["reason"]) == (anna.tenant, told[20]["eventID"], "JSONDecodeError")


def test_r3_a_poison_record_behind_one_that_failed_is_not_put_aside_twice(world: World) -> None:
    """R3"""
    _, told = saved(world, 12)
    poisoned(told[1])
    poisoned(told[9])
    with world.bus.refusing("ThrottlingException", id_of(told[5])):
        assert world.publish(told) == failing_at(told[5])
    assert len(letters(world)) == 1
    assert world.publish(told[5:]) == DONE
    assert [each["event_id"] for each in letters(world)] == [told[1]["eventID"], told[9]["eventID"]]


def test_r3_what_cannot_be_put_aside_comes_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """R3"""
    _, told = saved(world, 4)
    poisoned(told[2])
    with monkeypatch.context() as patch:
        patch.setenv("RELATA_DEAD_LETTERS", settings().dead_letters + "-gone")
        forget_settings()
        assert world.publish(told) == failing_at(told[2])
    forget_settings()
    assert ids_of(world.bus.take()) == [id_of(each) for each in told[:2]]
    assert world.publish(told[2:]) == DONE
    assert len(letters(world)) == 1


def _body(**told: Any) -> Callable[[Record], object]:
    """A body that is as it should be but for this; None takes a member away."""

    def spoil(record: Record) -> None:
        whole = {**json.loads(record["dynamodb"]["NewImage"]["body"]["S"]), **told}
        poisoned(record, json.dumps({name: value for name, value in whole.items() if value is not None}))

    return spoil


SHAPE = "not as a change should be: "
SPOILT: list[tuple[Callable[[Record], object], str]] = [
    (lambda record: poisoned(record, "[]"), "AttributeError"),
    (lambda record: poisoned(record, "[" * 100_000), "RecursionError"),
    (lambda record: record["dynamodb"]["NewImage"].pop("body"), "KeyError"),
    (lambda record: record["dynamodb"].pop("NewImage"), "KeyError"),
    (lambda record: record["dynamodb"].pop("Keys"), "KeyError"),
    (lambda record: record.pop("eventName"), "KeyError"),
    (lambda record: record["dynamodb"]["NewImage"].update(body={"N": "1"}), "KeyError"),
    (_body(record=None, at=None), f"{SHAPE}record, at"),
    (_body(version="1", changed=[]), f"{SHAPE}version, changed"),
    (_body(version=True), f"{SHAPE}version"),
    (_body(at="Jan Visser"), "ValueError"),
    (_body(by="\ud800"), "UnicodeEncodeError"),
    (_body(changed={"amount": {"now": float("nan")}}), "ValueError"),
    (_body(record="rel_other"), "it tells of another record or version than its key"),
    (_body(version=7), "it tells of another record or version than its key"),
]


@pytest.mark.parametrize(("spoil", "cause"), SPOILT)
def test_r3_whatever_is_wrong_with_a_record_it_is_put_aside_without_its_content(
    world: World, spoil: Callable[[Record], object], cause: str
) -> None:
    """R3"""
    _, told = saved(world, 2)
    spoil(told[0])
    assert world.publish(told) == DONE
    assert ids_of(world.bus.take()) == [id_of(told[1])]
    (letter,) = letters(world)
    assert letter["cause"] == cause
    assert "Hamerslag" not in json.dumps(letter)
    assert "Jan Visser" not in json.dumps(letter)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*event.SHAPE, "x"]), inner),
))  # fmt: skip
def test_r3_no_body_makes_reading_it_fail(body: Any) -> None:
    """R3"""
    pk, sk = keys.change("ten_1", "rel_1", 1)
    stream = {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}, "SequenceNumber": "1"}
    for told in (body, {**CHANGE, "version": 1, **(body if isinstance(body, dict) else {})}):
        image = {**stream, "NewImage": {"body": {"S": json.dumps(told)}}}
        found = event.read({"eventName": "INSERT", "eventID": "e", "dynamodb": image})
        assert isinstance(found, Event | Poison)
