"""The command rooms: a table, a figure, the reports; bad files in one message, with exit code 2."""

import csv

import pytest

from sim.app.answers import Round
from sim.app.room import Room
from sim.app.room_file import save_room
from sim.cli import main


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Return the folder in which the workshop keeps two rooms."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / "faire-ensemble" / "workshop"
    for code, rounds in (("AAAA", []), ("BBBB", [Round(1, dict.fromkeys(range(12), True), 3, 4)])):
        room = Room(organizations=12, case="atelier-rh", code=code)
        room.join("x", "Ana Tremblay")
        room.rounds = rounds
        save_room(room, folder / f"salle-{code}.json")
    return folder


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_compares_the_rooms_that_are_kept_and_writes_their_reports(kept, tmp_path, capsys, lang):
    assert main(["rooms", "--report", "--lang", lang]) == 0
    out = tmp_path / "results" / "rooms"
    forms = {f"room-{k}-{code}.{form}" for k, code in ((1, "AAAA"), (2, "BBBB")) for form in ("pdf", "pptx")}
    assert {path.name for path in out.iterdir()} == {"rooms.csv", "rooms.png", *forms}
    first, second = csv.DictReader((out / "rooms.csv").read_text("utf-8").splitlines())
    assert (first["pooled_1"], second["pooled_1"]) == ("", "1.0")
    said = capsys.readouterr().out
    assert "Ana" not in said
    assert {"en": "Missed", "fr": "Manqué"}[lang] in said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bad_files_are_all_named(kept, tmp_path, capsys, lang):
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    good = kept / "salle-AAAA.json"
    assert main(["rooms", str(good), "bad.json", "missing.json", "--lang", lang]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "bad.json" in said.err
    assert "missing.json" in said.err
    assert "salle-AAAA.json" not in said.err
    assert not (tmp_path / "results").exists()


def test_without_rooms_it_says_where_they_would_be(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["rooms", "--lang", "en"]) == 2
    assert "workshop" in capsys.readouterr().err
