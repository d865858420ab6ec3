"""Rooms saved in a folder: the one to continue, and whether a file's room can be played here."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from sim.app.cases import Case
from sim.app.room import Room
from sim.app.room_file import LARGEST, NO_SUCH_CASE, RoomFileError, read_room

_LOOKED_THROUGH: Final = 20
"""Most room files that are looked through for the one to continue."""


def last_room(folder: Path, cases: Mapping[str, Case], but: str = "") -> Room | None:
    """Return the room saved last in which something has happened, except the one with the code `but`."""
    found = []
    for path in folder.glob("salle-*.json"):
        with suppress(OSError):  # it may be gone since it was found
            found.append((path.stat().st_mtime, path))
    for _, path in sorted(found, reverse=True)[:_LOOKED_THROUGH]:
        try:
            if path.stat().st_size <= LARGEST:
                room = known_room(path.read_text("utf-8"), cases)
                if room.begun and room.code != but:
                    return room
        except (OSError, UnicodeDecodeError, RoomFileError):
            continue
    return None


def known_room(text: str, cases: Mapping[str, Case]) -> Room:
    """Return the room of a file, of one of these cases.

    Raises
    ------
    RoomFileError
        If it is not one.
    """
    room = read_room(text)
    if room.own is not None:
        return room
    if room.case not in cases or cases[room.case].scenario.population.number != room.organizations:
        raise RoomFileError(room.case, NO_SUCH_CASE.format(case=room.case[:80]))
    return room
