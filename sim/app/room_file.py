"""File of a room: written after every change, and read back after a crash or on another day."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.app.levers import LeverSettings
from sim.app.names import clean_name
from sim.app.own_numbers import OwnNumbers, restored
from sim.app.room import MOST_PEOPLE, Choices, Month, Person, Phase, Room, Round
from sim.app.steps import Step
from sim.files import whole_file
from sim.vocabulary.text import Text

VERSION: Final = 1
LARGEST: Final = 2_000_000
"""Largest file that is read [byte]."""

NOT_A_ROOM: Final = Text(
    "This file is not a room of the workshop, or it is damaged. Choose a file named salle-….json.",
    "Ce fichier n'est pas une salle de l'atelier, ou il est abîmé. Choisissez un fichier nommé salle-….json.",
)
NO_SUCH_CASE: Final = Text(
    "This room uses a case that is not available ({case}). Start the workshop with its file: faire-ensemble workshop "
    "{case}.toml",
    "Cette salle utilise un cas qui n'est pas disponible ({case}). Ouvrez l'atelier avec son fichier : faire-ensemble "
    "workshop {case}.toml",
)


class RoomFileError(Exception):
    """A file is not a room that can be opened here; `words` explains this to the user."""

    def __init__(self, reason: str, words: Text = NOT_A_ROOM) -> None:
        super().__init__(reason)
        self.words = words


Key = Annotated[str, Field(min_length=1, max_length=200)]


class _RoomRecord(BaseModel):
    """Content of the file; values are not converted, and unknown keys are ignored."""

    model_config = ConfigDict(strict=True)

    version: Literal[1] = Field(alias="faire-ensemble")
    case: Annotated[str, Field(min_length=1, max_length=255)]
    organizations: Annotated[int, Field(ge=2, le=1000)]
    code: Annotated[str, Field(pattern=r"^[A-Za-z]{1,8}$")]
    length: Literal[20, 45, 90]
    step: Step
    phase: Phase
    people: Annotated[dict[Key, Person], Field(max_length=MOST_PEOPLE)]
    hand: Choices
    guesses: dict[Month, Annotated[int, Field(ge=1, le=200)]]
    rounds: list[Round]
    levers: LeverSettings
    own: OwnNumbers | None


def write_room(room: Room) -> str:
    """Return the text of a room's file, without the room's secret, so that the file can be passed on."""
    content = {name: getattr(room, name) for name in _RoomRecord.model_fields if name != "version"}
    record = _RoomRecord.model_validate({"faire-ensemble": VERSION, **content})
    return record.model_dump_json(by_alias=True, indent=1)


def read_room(text: str) -> Room:
    """Return the room of a file.

    Raises
    ------
    RoomFileError
        If the text is not what :func:`write_room` returns.
    """
    try:
        return _room(_RoomRecord.model_validate_json(text))
    except (ValidationError, TypeError, ValueError) as error:
        raise RoomFileError(str(error)) from error


def save_room(room: Room, path: Path) -> None:
    """Write a room's file."""
    save_text(write_room(room), path)


def save_text(text: str, path: Path, private: bool = False) -> None:
    """Write a complete file, or leave the older one unchanged; a private one only its user may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, private=private) as file:
        file.write(text.encode())


def _room(record: _RoomRecord) -> Room:
    """Return the room of a record, after checking what depends on its number of organizations."""
    own = None if record.own is None else restored(record.own)
    if own is not None and own.number != record.organizations:
        raise ValueError("organizations")
    rows = [person.row for person in record.people.values()]
    for choices in (record.hand, *(each.choices for each in record.rounds)):
        rows += choices
    if any(row >= record.organizations for row in rows):
        raise ValueError("row")
    people = {key: replace(person, name=clean_name(person.name)) for key, person in record.people.items()}
    content = {name: value for name, value in record if name != "version"}
    return Room(**{**content, "people": people, "own": own})
