"""Rooms compared: what is read from their files, without names, and what is refused."""

import math

import numpy as np
import pytest

from sim.app.answers import Round
from sim.app.room import Room
from sim.app.room_file import save_room
from sim.app.rooms import MOST, open_rooms, rooms_compared
from sim.app.steps import Step
from sim.errors import ScenarioError


@pytest.fixture
def files(tmp_path):
    """Two rooms: one that predicted never and did not pool, and one that predicted month 12 and did."""
    found = []
    for code, guess, pools in (("AAAA", 0, False), ("BBBB", 12, True)):
        room = Room(organizations=12, case="atelier-rh", code=code)
        room.join("x", "Ana Tremblay")
        room.go(Step.PREDICT)
        room.predict("x", guess)
        room.rounds = [Round(1, {row: pools or row == 0 for row in range(4)}, 1, 1)]
        found.append(tmp_path / f"salle-{code}.json")
        save_room(room, found[-1])
    return found


def test_rooms_stand_side_by_side_without_names(files, case, tmp_path):
    opened = open_rooms([*files, files[0]], {case.key: case}, tmp_path / "own")
    ds = rooms_compared(opened)
    assert ds["room"].values.tolist() == [1, 2]
    assert ds["predicted"].values.tolist() == [math.inf, 12.0]
    assert ds["pooled"].values.tolist() == [[0.25], [1.0]]
    assert ds["people"].values.tolist() == [1, 1]
    for place, workshop in enumerate(opened):
        verdict = workshop.course().verdict
        best = workshop.best()[1].verdict.end
        assert ds["gain"].values[place] == verdict.end
        assert ds["missed"].values[place] == max(0.0, best - verdict.end)
    assert "Ana" not in str(ds.to_dict())
    assert np.isfinite(ds["members"].values).all()


def test_every_bad_file_is_named_at_once(files, case, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("[]", "utf-8")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    other = tmp_path / "other.json"
    save_room(Room(organizations=3, case="elsewhere"), other)
    with pytest.raises(ScenarioError) as caught:
        open_rooms([files[0], bad, binary, other, tmp_path / "none.json", tmp_path], {case.key: case}, tmp_path / "own")
    assert [problem.file for problem in caught.value.problems] == [
        str(tmp_path / name) for name in ("bad.json", "binary.json", "other.json", "none.json")
    ] + [str(tmp_path)]
    assert "elsewhere" in caught.value.text("fr")


def test_too_many_rooms_are_refused(case, tmp_path):
    with pytest.raises(ScenarioError):
        open_rooms([], {case.key: case}, tmp_path)
    with pytest.raises(ScenarioError) as caught:
        open_rooms([tmp_path / str(k) for k in range(MOST + 1)], {case.key: case}, tmp_path)
    assert caught.value.problems[0].value == MOST + 1
