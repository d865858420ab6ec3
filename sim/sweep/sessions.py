"""The sessions of a store: by which commands, when and on which platforms its runs were made."""

from pathlib import Path
from typing import Final

from sim.files import whole_file
from sim.origin import origin
from sim.sweep.damage import DamageError
from sim.sweep.document import read_document, sealed

SESSIONS: Final = "done/sessions.json"
"""The document of the sessions. Nothing of it decides a number, and two stores of a sweep differ in nothing else."""
_MOST: Final = 1000  # sessions that are kept


def no_sessions() -> bytes:
    """Return the document of a new store."""
    return sealed(SESSIONS, {"sessions": []})


def read_sessions(store: Path) -> list[dict[str, str]]:
    """Return the origin of each session, as :func:`sim.origin.origin` gives it; none of a damaged document."""
    try:
        sessions = read_document(store, SESSIONS)["sessions"]
    except (DamageError, KeyError):
        return []
    return [{str(key): str(value) for key, value in each.items()} for each in sessions if isinstance(each, dict)]


def note_session(store: Path) -> None:
    """Add a session, which begins now, in this process."""
    before = read_sessions(store)
    with whole_file(store / SESSIONS) as file:
        file.write(sealed(SESSIONS, {"sessions": [*before[: _MOST - 1], origin()]}))
