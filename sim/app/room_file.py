"""File of a room: written whole after each change, read back after a crash or another day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from sim.app.levers import LeverSettings
from sim.app.names import clean_name
from sim.app.own_numbers import restored
from sim.app.room import MOST_MONTH, MOST_PEOPLE, Person, Room, Round
from sim.app.steps import PLANS, Step
from sim.files import whole_file
from sim.vocabulary.text import Text

VERSION: Final = 1
LARGEST: Final = 2_000_000
"""Bytes of the largest file that is read."""

NOT_A_ROOM: Final = Text(
    "This file is not a room of the workshop, or it is damaged. Choose a file named salle-….json.",
    "Ce fichier n'est pas une salle de l'atelier, ou il est abîmé. Choisissez un fichier nommé salle-….json.",
)
NO_SUCH_CASE: Final = Text(
    "This room plays a case that is not here ({case}). Start the workshop with its file: faire-ensemble workshop "
    "{case}.toml",
    "Cette salle joue un cas qui n'est pas ici ({case}). Ouvrez l'atelier avec son fichier : faire-ensemble "
    "workshop {case}.toml",
)


class RoomFileError(Exception):
    """A file is no room that can be opened here; `words` says so kindly."""

    def __init__(self, reason: str, words: Text = NOT_A_ROOM) -> None:
        super().__init__(reason)
        self.words = words


def write_room(room: Room) -> str:
    """Return a room as the text of its file; without its secret, so that the file can be handed on."""
    return json.dumps(
        {
            "faire-ensemble": VERSION,
            "case": room.case,
            "organizations": room.organizations,
            "code": room.code,
            "length": room.length,
            "step": room.step,
            "phase": room.phase,
            "people": {
                key: {"name": person.name, "row": person.row, "prediction": person.prediction, "choice": person.choice}
                for key, person in room.people.items()
            },
            "hand": {str(row): pools for row, pools in room.hand.items()},
            "guesses": {str(month): count for month, count in room.guesses.items()},
            "rounds": [
                {"first": each.first, "choices": {str(row): pools for row, pools in each.choices.items()}}
                for each in room.rounds
            ],
            "levers": room.levers.as_dict(),
            "own": None if room.own is None else {"values": room.own.values, "costs": room.own.costs},
        },
        ensure_ascii=False,
        indent=1,
    )


def read_room(text: str) -> Room:
    """Read a room from the text of its file.

    Raises
    ------
    RoomFileError
        It is not what :func:`write_room` writes.
    """
    try:
        data = json.loads(text)
        if data["faire-ensemble"] != VERSION:
            raise ValueError("version")
        return _room(data)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, OverflowError) as error:
        raise RoomFileError(str(error)) from error


def save_room(room: Room, path: Path) -> None:
    """Write a room's file."""
    save_text(write_room(room), path)


def save_text(text: str, path: Path, private: bool = False) -> None:
    """Write a complete file, or leave the older one unchanged; a private one only its user may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, private=private) as file:
        file.write(text.encode())


def _room(data: dict[str, Any]) -> Room:
    """Read a room, every value checked."""
    n = _whole(data["organizations"], 2, 1000)
    room = Room(organizations=n, case=_words(data["case"], 200), code=_words(data["code"], 8))
    room.own = None if data["own"] is None else restored(data["own"])
    if room.own is not None and room.own.number != n:
        raise ValueError("organizations")
    room.length = _one_of(data["length"], PLANS)
    room.step = Step(data["step"])
    room.phase = _one_of(data["phase"], ("open", "closed", "revealed"))
    if len(data["people"]) > MOST_PEOPLE:
        raise ValueError("people")
    for key, each in data["people"].items():
        prediction = each["prediction"] if each["prediction"] is None else _whole(each["prediction"], 0, MOST_MONTH)
        choice = _one_of(each["choice"], (None, True, False))
        room.people[_words(key, 200)] = Person(
            clean_name(each["name"]), _whole(each["row"], 0, n - 1), prediction, choice
        )
    room.hand = _choices(data["hand"], n)
    room.guesses = {_whole(int(key), 0, MOST_MONTH): _whole(value, 1, 200) for key, value in data["guesses"].items()}
    room.rounds = [Round(_whole(each["first"], 1, MOST_MONTH), _choices(each["choices"], n)) for each in data["rounds"]]
    room.levers = LeverSettings.from_dict(data["levers"])
    return room


def _choices(given: dict[str, Any], n: int) -> dict[int, bool]:
    """Read choices by organization."""
    return {_whole(int(key), 0, n - 1): bool(_one_of(value, (True, False))) for key, value in given.items()}


def _whole(value: object, low: int, high: int) -> int:
    """Return a whole number within bounds."""
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError(value)
    return value


def _words(value: object, longest: int) -> str:
    """Return a text that is not empty and not too long."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError(value)
    return value


def _one_of(value: Any, allowed: Any) -> Any:
    """Return a value that is one of those allowed."""
    if not any(value is each or (type(value) is type(each) and value == each) for each in allowed):
        raise ValueError(value)
    return value
