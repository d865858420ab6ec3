"""Room files that somebody changed: refused in plain words, or a room that goes on; nothing is written elsewhere."""

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from sim.app.cases import read_case
from sim.app.own_case import write_own
from sim.app.own_numbers import FIELDS, read_numbers
from sim.app.people import MOST_PEOPLE, RefusedError
from sim.app.room import Room
from sim.app.room_file import RoomFileError, read_room, write_room
from sim.app.saved_rooms import last_room
from sim.app.steps import Step
from sim.app.workshop import Workshop
from sim.files import path_inside
from sim.tables.names import is_one_line
from sim.vocabulary.text import Text

HOSTILE = [
    "/../../x",
    "..\\..\\x",
    "C:\\x",
    "\ud800",
    "\udfff",
    "AB\r\nSet-Cookie: a=b",
    "\x1b[2J",
    "\u202e",
    "",
    "ABCD\n",
    "\0",
    "x" * 10_000,
    "own",
    "nos-chiffres",
]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.sampled_from(HOSTILE),
    st.text(max_size=8),
    st.sampled_from([0, 1, 7, 12, 13, 1e308, 20, 90, "round", "reveal", "open", "revealed"]),
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))


def played() -> Room:
    room = Room(organizations=12, case="atelier-rh", code="ABCD")
    room.set_length(90)
    for name in ("a", "b", "c"):
        room.join(name, name)
    room.go(Step.ROUND)
    room.choose("a", True)
    room.raise_hand(7, False)
    room.next()
    room.next()
    room.remove("c")
    room.lock(True)
    return room


def of_own_numbers() -> Room:
    fields = {name: example for name, (_, _, example) in FIELDS.items()}
    room = Room(organizations=3, case="x", code="OWNX")
    room.set_case("x", 3, read_numbers(fields, {"Ana": 900.0, "Ben": 1000.0, "Chloé": 2000.0}))
    room.join("a")
    return room


BASES = [json.loads(write_room(room)) for room in (played(), of_own_numbers())]


def places(value, path=()):
    """Yield the path of every value in a tree of JSON."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


@st.composite
def tampered(draw):
    """A room file in which a few values were replaced, removed or put under another key."""
    data = copy.deepcopy(draw(st.sampled_from(BASES)))
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from([path for path in places(data) if path]))
        parent = data
        for key in path:
            parent = parent[key]
        act = draw(st.sampled_from(["replace", "remove", "rename"]))
        if act == "replace":
            parent[last] = draw(VALUES)
        elif act == "remove":
            del parent[last]
        elif isinstance(parent, dict):
            parent[draw(st.sampled_from(HOSTILE) | st.text(max_size=5))] = parent.pop(last)
    return json.dumps(data, ensure_ascii=draw(st.booleans()))


def everything_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def refusal_of(act: Callable[[], object]) -> Text | None:
    """Return the words with which a file is refused; None if it is opened."""
    try:
        act()
    except RoomFileError as error:
        return error.words
    return None


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("tampered")


@budget(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=tampered())
@example(text=json.dumps(BASES[0] | {"code": "/../../x"}))
@example(text=json.dumps(BASES[0] | {"case": "\ud800"}))
@example(text=json.dumps(BASES[0] | {"people": {"\ud800": BASES[0]["people"]["a"]}}))
@example(text=json.dumps(BASES[0] | {"code": "AB\nC"}))
@example(text=json.dumps(BASES[0] | {"length": 20}))
@example(text=json.dumps(BASES[1] | {"own": BASES[1]["own"] | {"costs": {"A": 0.004, "B": 0.002, "C": 1e-300}}}))
def test_a_tampered_file_is_refused_in_words_or_goes_on(text, case, place):
    folder = place / "deep" / "rooms"
    workshop = Workshop([case], folder)
    before = everything_in(place) - everything_in(folder)
    refused = refusal_of(lambda: workshop.reopen(text))
    if refused is not None:
        assert all(is_one_line(refused[lang]) and len(refused[lang]) < 700 for lang in ("en", "fr"))
        return
    room = workshop.room
    assert len(room.code) == 4
    assert room.code.isascii()
    assert room.code.isupper()
    for act in (room.next, room.next, room.back, room.undo, room.next, lambda: room.set_length(20), room.next):
        try:
            act()
        except RefusedError:
            continue
    assert {person.row for person in room.people.values()} <= set(range(len(workshop.case.names)))
    room.lock(False)
    if len(room.people) < MOST_PEOPLE:
        room.join("late", "Late")
    workshop.keep()
    assert workshop.saving.failure is None
    assert set(read_room(workshop.path.read_text("utf-8")).people) == set(room.people)
    assert everything_in(place) - everything_in(folder) == before
    workshop.path.unlink()


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_damaged_file_is_refused_in_words(noise, at):
    text = json.dumps(BASES[0]).encode()
    damaged = (text[:at] + noise + text[at + len(noise) :]).decode("utf-8", "replace")
    refused = refusal_of(lambda: read_room(damaged))
    assert refused is None or is_one_line(refused["fr"])


def test_what_is_wrong_is_named(case):
    data = BASES[0] | {"code": "/../../x", "length": 30}
    with pytest.raises(RoomFileError) as caught:
        read_room(json.dumps(data))
    for lang in ("en", "fr"):
        assert "code = '/../../x'" in caught.value.words[lang]
        assert "length = 30" in caught.value.words[lang]


@given(st.text(max_size=30) | st.sampled_from(HOSTILE))
def test_no_name_leads_out_of_a_folder(name):
    folder = Path("/some/rooms")
    try:
        path = path_inside(folder, name)
    except ValueError:
        return
    assert path.parent == folder
    assert path.resolve().parent == folder
    assert path.name == name


def test_a_tampered_file_in_the_folder_is_passed_over(case, tmp_path):
    (tmp_path / "salle-EVIL.json").write_text(json.dumps(BASES[0] | {"code": "/../../x"}), "utf-8")
    assert last_room(tmp_path, {case.key: case}) is None


@pytest.mark.parametrize("stem", ["a\nb", "\x1b[31m", "\udcff", " ", "é" * 100])
def test_a_case_of_any_file_name_can_be_saved(stem, tmp_path):
    write_own(read_numbers({name: example for name, (_, _, example) in FIELDS.items()}), tmp_path)
    (tmp_path / "cas.toml").rename(tmp_path / f"{stem}.toml")
    workshop = Workshop([read_case(tmp_path / f"{stem}.toml")], tmp_path / "rooms")
    workshop.room.join("a")
    workshop.keep()
    assert workshop.saving.failure is None
    assert last_room(workshop.folder, workshop.cases).code == workshop.room.code


def test_a_lock_and_removed_people_outlast_a_crash_but_addresses_are_not_written(case):
    room = played()
    room.lock(False)
    room.join("d", "Dan", "192.168.7.7")
    room.lock(True)
    text = write_room(room)
    assert "192.168" not in text
    again = read_room(text)
    assert again.entrance.locked
    assert again.entrance.removed == {"c"}
