"""File of a room: written after every change, and read back after a crash or on another day."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sim.app.answers import Answers, Choices, Round
from sim.app.debrief import Debrief
from sim.app.efforts import Efforts
from sim.app.film import Film
from sim.app.levers import LeverSettings
from sim.app.names import Key, clean_name, one_line
from sim.app.own_numbers import OwnNumbers, restored
from sim.app.people import MOST_PEOPLE, USUAL_PER_ADDRESS, Entrance, Month, Person
from sim.app.room import MOST_ROUNDS, MOST_SHELVED, Phase, Room
from sim.app.steps import PLANS, ROUND_MONTHS, Step
from sim.files import whole_file
from sim.vocabulary.text import Text, join, verbatim

VERSION: Final = 1
LARGEST: Final = 2_000_000
"""Largest file that is read [byte]."""
_MOST_REMOVED: Final = 1000
_MOST_TOLD: Final = 5
"""Most problems that a message names."""

NOT_A_ROOM: Final = Text(
    "This file is not a room of the workshop, or it is damaged. Choose a file named salle-….json.",
    "Ce fichier n'est pas une salle de l'atelier, ou il est abîmé. Choisissez un fichier nommé salle-….json.",
)
AT: Final = Text("What is wrong: {places}.", "Ce qui ne va pas : {places}.")
UNUSABLE: Final = Text(
    "The organizations of this room cannot be simulated. Type their numbers in again, under “Enter your own numbers”.",
    "Les organisations de cette salle ne peuvent pas être simulées. Saisissez de nouveau leurs chiffres, sous « Entrer "
    "vos propres chiffres ».",
)
NOT_WRITTEN: Final = Text(
    "This room cannot be opened, since its organizations cannot be written to the disk: {reason}.",
    "Cette salle ne peut pas s'ouvrir, car ses organisations ne peuvent pas être écrites sur le disque : {reason}.",
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


class _RoomRecord(BaseModel):
    """Content of the file; values are not converted, and unknown keys are ignored."""

    model_config = ConfigDict(strict=True)

    version: Literal[1] = Field(alias="faire-ensemble")
    case: Annotated[str, Field(min_length=1, max_length=255), AfterValidator(one_line)]
    organizations: Annotated[int, Field(ge=2, le=1000)]
    code: Annotated[str, Field(pattern=r"^[A-Z]{4}$")]
    length: Literal[20, 45, 90]
    step: Step
    phase: Phase
    people: Annotated[dict[Key, Person], Field(max_length=MOST_PEOPLE)]
    hand: Choices
    guesses: dict[Month, Annotated[int, Field(ge=1, le=MOST_PEOPLE)]]
    rounds: Annotated[list[Round], Field(max_length=MOST_ROUNDS)]
    levers: LeverSettings
    own: OwnNumbers | None
    efforts: Efforts = Efforts()
    film: Film = Film()
    shelf: Annotated[dict[Key, Answers], Field(max_length=MOST_SHELVED)] = {}
    locked: bool = False
    per_address: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = USUAL_PER_ADDRESS
    removed: Annotated[list[Key], Field(max_length=_MOST_REMOVED)] = []
    debrief: Debrief = Debrief()


_ENTRANCE: Final = ("locked", "per_address", "removed")
_USUAL: Final = (*_ENTRANCE, "efforts", "film", "shelf", "debrief")
"""Keys that are written only where they differ from the default."""


def write_room(room: Room, *, names: bool = True) -> str:
    """Return the text of a room's file, without the room's secret.

    A file that is passed on has no names of people, so that nobody can tell who chose what. First steps keep the name
    that was typed as a commitment; nothing tells whose votes belong to it.
    """
    content = {name: getattr(room, name) for name in _RoomRecord.model_fields if name not in ("version", *_ENTRANCE)}
    content |= {name: getattr(room.entrance, name) for name in ("locked", "per_address")}
    content["removed"] = sorted(room.entrance.removed)[:_MOST_REMOVED]
    if not names:
        content["people"] = {identity: replace(person, name="") for identity, person in room.people.items()}
        content["debrief"] = room.debrief.without_identities()
    record = _RoomRecord.model_validate({"faire-ensemble": VERSION, **content})
    usual = {name for name in _USUAL if getattr(record, name) == _RoomRecord.model_fields[name].default}
    return record.model_dump_json(by_alias=True, indent=1, exclude=usual)


def read_room(text: str) -> Room:
    """Return the room of a file.

    Raises
    ------
    RoomFileError
        If the text is not what :func:`write_room` returns.
    """
    try:
        return _room(_RoomRecord.model_validate_json(text))
    except ValidationError as error:
        places = [_place(problem["loc"], problem["input"]) for problem in error.errors(include_url=False)[:_MOST_TOLD]]
        raise RoomFileError(str(error), _damaged(places)) from error
    except _InconsistentError as error:
        raise RoomFileError(str(error), _damaged([str(error)])) from error
    except (TypeError, ValueError) as error:
        raise RoomFileError(str(error)) from error


def _place(keys: tuple[int | str, ...], value: object) -> str:
    """Return a place in the file and, if it is short, what stands there; nothing if the file cannot be parsed."""
    if not keys:
        return ""
    key = ".".join(clean_name(str(each)) for each in keys)
    return key if isinstance(value, dict | list) else f"{key} = {clean_name(repr(value))}"


def _damaged(places: list[str]) -> Text:
    """Return that a file is no room, with the places where it is not."""
    told = "; ".join(place for place in places if place)
    return join([NOT_A_ROOM, AT.format(places=verbatim(told, told))], " ") if told else NOT_A_ROOM


def save_room(room: Room, path: Path) -> None:
    """Write a room's file."""
    save_text(write_room(room), path)


def save_text(text: str, path: Path, private: bool = False) -> None:
    """Write a complete file, or leave the older one unchanged; a private one only its user may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, private=private) as file:
        file.write(text.encode())


class _InconsistentError(ValueError):
    """Values that do not fit together; the message is the place of one of them."""


def _room(record: _RoomRecord) -> Room:
    """Return the room of a record, after checking what depends on other values."""
    own = None if record.own is None else restored(record.own)
    if own is not None and own.number != record.organizations:
        raise _InconsistentError(f"organizations = {record.organizations}")
    _check("", record, [person.row for person in record.people.values()])
    shelf = {}
    for key, answers in record.shelf.items():
        _check(f"shelf.{key}.", answers, [row for row, *_ in answers.people.values()])
        own_then = None if answers.own is None else restored(answers.own)
        shelf[key] = replace(answers, own=own_then, efforts=answers.efforts.among(answers.people))
    if record.step not in PLANS[record.length]:
        raise _InconsistentError(f"step = {record.step}")
    people = {key: replace(person, name=clean_name(person.name)) for key, person in record.people.items()}
    content = {name: value for name, value in record if name not in ("version", *_ENTRANCE)}
    entrance = Entrance(record.locked, record.per_address, set(record.removed))
    changed: dict[str, Any] = {"people": people, "own": own, "shelf": shelf, "entrance": entrance}
    changed |= {"debrief": record.debrief.cleaned(), "efforts": record.efforts.among(people)}
    return Room(**{**content, **changed, "film": replace(record.film, playing=False)})


def _check(place: str, answers: _RoomRecord | Answers, people: list[int]) -> None:
    """Check that answers in a case fit to its number of organizations; `people` are the rows of people."""
    rows = [("people", row) for row in people]
    rows += [("hand", row) for row in answers.hand]
    rows += [("efforts.hands", row) for row in answers.efforts.hands]
    rows += [("rounds", row) for each in answers.rounds for row in each.choices]
    for key, row in rows:
        if row >= answers.organizations:
            raise _InconsistentError(f"{place}{key} = {row}")
    if len(answers.rounds) > MOST_ROUNDS:
        raise _InconsistentError(f"{place}rounds")
    for number, each in enumerate(answers.rounds):
        if each.first != 1 + number * ROUND_MONTHS:
            raise _InconsistentError(f"{place}rounds.{number}.first = {each.first}")
        if each.pooling > each.voters:
            raise _InconsistentError(f"{place}rounds.{number}.pooling = {each.pooling}")
    if answers.levers.members is not None and answers.levers.members > answers.organizations:
        raise _InconsistentError(f"{place}levers.members = {answers.levers.members}")
