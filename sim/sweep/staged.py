"""Staged files of a store: a store that grows gets its new documents together, or none of them.

They are prepared in a folder beside the store, which is then renamed into it: from that moment on the store has grown.
Whoever opens the store next moves the files to their places, if the process that renamed the folder was killed.
"""

import shutil
import time
from pathlib import Path
from typing import Final

from sim.errors import StoreError
from sim.files import rename
from sim.sweep import words
from sim.sweep.lock import locked

STAGED: Final = "done/staged"
"""The folder of a store in which staged files wait to be moved."""
_LAST: Final = "zarr.json"  # of the store: it tells what the others are
_TRIES: Final = 20
_PAUSE: Final = 0.05  # seconds


def settle(store: Path) -> None:
    """Move the files that a killed process staged to their places, or wait while a living one moves them.

    Raises
    ------
    StoreError
        Another process does not come to an end with it, or the store cannot be written.
    """
    for _ in range(_TRIES):
        if not (store / STAGED).is_dir():
            return
        try:
            with locked(store):
                move_staged(store)
        except (StoreError, OSError):
            time.sleep(_PAUSE)
    raise StoreError(words.IS_GROWING.format(path=store))


def move_staged(store: Path) -> None:
    """Move the staged files of a store to their places, those that are still staged; its lock is held."""
    staged = store / STAGED
    if not staged.is_dir():
        return
    files = [file for file in staged.rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda file: file == staged / _LAST):
        name = file.relative_to(staged)
        make_room(store, name)
        rename(file, store / name)
    shutil.rmtree(staged)


def make_room(store: Path, name: Path) -> None:
    """Remove what stands in the place of a file of a store or of one of its folders, and create its folders."""
    place = store
    for part in name.parent.parts:
        place /= part
        if not place.is_dir():
            place.unlink(missing_ok=True)
            place.mkdir()
    if (store / name).is_dir():
        shutil.rmtree(store / name)
