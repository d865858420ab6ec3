"""A room's file: what is written is read back, and nothing else is taken for a room."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.answers import Round
from sim.app.levers import LeverSettings
from sim.app.room import Person, Room
from sim.app.room_file import RoomFileError, read_room, save_room, write_room
from sim.app.steps import Step


def played() -> Room:
    room = Room(organizations=12, case="atelier-rh")
    room.join("a", "Ana <script>")
    room.join("b")
    room.go(Step.PREDICT)
    room.predict("a", 0)
    room.count_guesses(12, 3)
    room.go(Step.ROUND)
    room.choose("a", True)
    room.raise_hand(7, False)
    room.next()
    room.next()
    room.move("subsidy", 0.25)
    room.move("members", 9)
    return room


def told(room: Room) -> dict:
    return {key: value for key, value in vars(room).items() if key not in ("_past", "secret")}


def test_a_room_is_read_back_as_it_was():
    room = played()
    assert told(read_room(write_room(room))) == told(room)


def test_a_room_goes_on_where_it_was(tmp_path):
    room = played()
    save_room(room, tmp_path / "deep" / "salle-X.json")
    again = read_room((tmp_path / "deep" / "salle-X.json").read_text("utf-8"))
    room.next()
    again.next()
    assert told(again) == told(room)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["salle-X.json"]


OLD = """{
 "faire-ensemble": 1, "case": "atelier-rh", "organizations": 12, "code": "ABCD", "length": 45, "step": "round",
 "phase": "open", "people": {"a": {"name": "Ana", "row": 3, "prediction": 0, "choice": true}}, "hand": {"7": false},
 "guesses": {"12": 3}, "rounds": [{"first": 1, "choices": {"3": true}}], "levers": {"members": null, "setup": 2,
 "subsidy": 0.25, "trust": null, "sharing": "equal", "facilitation": false, "shock": true}, "own": null
}"""


def test_a_file_of_an_older_version_still_opens():
    room = read_room(OLD)
    assert (room.code, room.length, room.step, room.phase) == ("ABCD", 45, Step.ROUND, "open")
    assert room.people == {"a": Person("Ana", 3, 0, True)}
    assert (room.hand, room.guesses, room.rounds) == ({7: False}, {12: 3}, [Round(1, {3: True})])
    assert room.levers == LeverSettings(setup=2.0, subsidy=0.25, sharing="equal", shock=True)
    again = json.loads(write_room(room))
    for each in again["rounds"]:  # what that version did not count
        assert (each.pop("pooling"), each.pop("voters")) == (0, 0)
    assert again == json.loads(OLD)


def mutated(key, value):
    data = json.loads(write_room(played()))
    data[key] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"faire-ensemble": 2}',
        "[" * 100_000,
        mutated("step", "end"),
        mutated("organizations", 1e9),
        mutated("organizations", True),
        mutated("people", {"a": {"name": "A", "row": 12, "prediction": None, "choice": None}}),
        mutated("people", {"a": {"name": "A", "row": 0, "prediction": None, "choice": 1}}),
        mutated("people", {str(k): {"name": "", "row": 0, "prediction": 1, "choice": None} for k in range(1000)}),
        mutated("rounds", [{"first": 0, "choices": {}}]),
        mutated("levers", {"subsidy": 2}),
        mutated("levers", {"constructor": 2}),
        mutated("hand", {"x": True}),
        mutated("own", {"values": {}, "costs": {}}),
        mutated(
            "own", {"values": {"fixed": 1, "start": 1, "coordination": 1, "months": 6}, "costs": {"A": -1, "B": 2}}
        ),
        mutated("own", 3),
        mutated("code", "../../X"),
        mutated("rounds", [{"first": 1, "choices": {"12": True}}]),
        mutated("length", 30),
    ],
)
def test_what_is_no_room_is_refused(text):
    with pytest.raises(RoomFileError):
        read_room(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.dictionaries(st.text(), c)))
def test_nothing_else_is_a_room(value):
    with pytest.raises(RoomFileError):
        read_room(json.dumps(value))


def test_a_file_to_pass_on_pairs_no_name_with_an_answer():
    room = played()
    kept, passed = (read_room(write_room(room, names=names)) for names in (True, False))
    assert kept.people == room.people
    assert any(person.name for person in room.people.values())
    assert {person.name for person in passed.people.values()} == {""}
    assert [each.choice for each in passed.people.values()] == [each.choice for each in room.people.values()]


def test_answers_in_other_cases_are_kept():
    room = played()
    room.set_case("other", 3)
    again = read_room(write_room(room))
    assert again.shelf == room.shelf
    assert list(again.shelf) != []
    data = json.loads(write_room(room))
    (answers,) = data["shelf"].values()
    answers["hand"] = {"999": True}
    with pytest.raises(RoomFileError):
        read_room(json.dumps(data))
