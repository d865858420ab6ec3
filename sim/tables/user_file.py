"""A user's file: opened only if it is an ordinary file of bounded size, and read whole."""

import os
import stat
from itertools import islice
from pathlib import Path
from typing import Final
from unicodedata import category

from sim.errors import Problem, ScenarioError
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, number

TABLE_BYTES: Final = 32_000_000
"""Size up to which a table is read [byte]."""
_MEGA: Final = 1_000_000
_LISTED: Final = 1000  # names of a folder among which the nearest is searched for
# A pipe without a writer, or a terminal, must not make the program wait.
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_ORDINARY: Final = Text(
    "an ordinary file, not a folder, a pipe or a device",
    "un fichier ordinaire, et non un dossier, un tube ou un appareil",
)
_SIZE: Final = Text("a file of at most {most} MB", "un fichier d'au plus {most}\u00a0Mo")
_STABLE: Final = Text(
    "a file that stays as it is while it is read", "un fichier qui ne change pas pendant qu'il est lu"
)
_READABLE: Final = Text("a file that can be read", "un fichier lisible")
_THERE: Final = Text("the path of a file that exists", "le chemin d'un fichier qui existe")


def read_user_file(path: Path, name: str, most: int = TABLE_BYTES) -> bytes:
    """Return the content of a file that a user names: every reader of such files gets its bytes here.

    Parameters
    ----------
    path : Path
        The file; a symbolic link to one is followed.
    name : str
        Its name in problems.
    most : int
        Largest size that is read [byte].

    Raises
    ------
    ScenarioError
        There is no such file, it is not an ordinary file (a folder, a pipe, a device, a file of ``/proc``), it is
        larger, or it changes while it is read. None of these is waited for, or read further than `most`.
    """
    try:
        _require_ordinary(os.stat(path), name, most)  # opening a device may already have an effect
        with open(os.open(path, _OPEN), "rb") as file:
            before = os.fstat(file.fileno())
            _require_ordinary(before, name, most)
            content = file.read(most + 1)
            if content is None:  # a file of the system with nothing to read yet
                raise BlockingIOError
            after = os.fstat(file.fileno())
    except (OSError, ValueError):
        raise ScenarioError([_unreadable(path, name)]) from None
    if content and not before.st_size:  # the system writes such files, as in /proc, when they are read
        raise ScenarioError([Problem(file=name, allowed=_ORDINARY)])
    if (len(content), after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
        raise ScenarioError([Problem(file=name, allowed=_STABLE)])
    return content


def decoded(words: str) -> str:
    r"""Return what the system gave, as text: bytes that are not UTF-8 are read as those of Windows in the west.

    Python keeps such bytes as lone surrogates, with which a file can be opened but nothing can be written.

    Examples
    --------
    >>> decoded("d\udce9j\udce0"), decoded("déjà")
    ('déjà', 'déjà')
    """
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return words


def readable(name: str) -> str:
    r"""Return the name of a file as text that can be shown, with a blank for each control character.

    Examples
    --------
    >>> readable("two\nlines")
    'two lines'
    """
    return "".join(" " if category(letter)[0] == "C" else letter for letter in decoded(name))


def _require_ordinary(status: os.stat_result, name: str, most: int) -> None:
    """Refuse what is not an ordinary file of bounded size."""
    if not stat.S_ISREG(status.st_mode):
        raise ScenarioError([Problem(file=name, allowed=_ORDINARY)])
    if status.st_size > most:
        hint = Text("This one has {size} MB.", "Celui-ci a {size}\u00a0Mo.").format(
            size=number(round(status.st_size / _MEGA, 1))
        )
        raise ScenarioError([Problem(file=name, allowed=_SIZE.format(most=number(most / _MEGA)), hint=hint)])


def _unreadable(path: Path, name: str) -> Problem:
    """Return the problem of a file that does not exist or cannot be read."""
    hint = None
    try:
        there = path.exists()
        if not there and path.parent.is_dir():
            hint = nearest(path.name, [other.name for other in islice(path.parent.iterdir(), _LISTED)])
    except (OSError, ValueError):
        there = False
    return Problem(file=name, allowed=_READABLE if there else _THERE, hint=hint)
