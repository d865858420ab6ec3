"""The store of a sweep: who may write it, which of its blocks are done, and which failed."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import zarr
from numpy.typing import NDArray

from sim.errors import StoreError
from sim.files import remove_unfinished, whole_file
from sim.sweep import words
from sim.sweep.arrays import FORMAT, lay_out, write_state
from sim.sweep.identity import difference, identity
from sim.sweep.layout import FAILED, TO_DO, Layout, layout_of
from sim.sweep.lock import locked
from sim.vocabulary.text import same

if TYPE_CHECKING:
    from sim.sweep.design import Design


class Store:
    """A store, open for writing by one sweep: whoever holds it holds its lock.

    Made by :func:`opened_store`.

    Parameters
    ----------
    path : Path
        Its folder.
    layout : Layout
        Its blocks.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = layout
        self._state = read_state(path)

    def waiting(self) -> list[int]:
        """Number the blocks that are still to do."""
        return np.flatnonzero(self._state == TO_DO).tolist()

    def mark(self, block: int, code: int) -> None:
        """Note that a block is done, or failed."""
        self._state[block] = code
        write_state(self.path, self._state)

    def failures(self) -> dict[int, str]:
        """Read why blocks failed."""
        return read_failures(self.path)

    def fail(self, block: int, reason: str) -> None:
        """Note that a block failed, and why."""
        self._write_failures({**self.failures(), block: reason})
        self.mark(block, FAILED)

    def forget_failures(self) -> None:
        """Take failed blocks for not done yet."""
        self._state[self._state == FAILED] = TO_DO
        write_state(self.path, self._state)
        self._write_failures({})

    def _write_failures(self, failures: dict[int, str]) -> None:
        with whole_file(self.path / "done" / "failures.json") as file:
            file.write(json.dumps(failures, indent=1).encode())


def read_state(path: Path) -> NDArray[np.uint8]:
    """Read which blocks of a store are done (blocks,), by the codes TO_DO, DONE and FAILED."""
    array: Any = zarr.open_array(str(path / "done"), mode="r")
    return np.array(array[:])


def read_failures(path: Path) -> dict[int, str]:
    """Read why the blocks of a store failed."""
    with suppress(FileNotFoundError):
        found = json.loads((path / "done" / "failures.json").read_bytes())
        return {int(block): reason for block, reason in found.items()}
    return {}


@contextmanager
def opened_store(path: Path, design: Design, block: int | None = None) -> Iterator[Store]:
    """Open the store of a sweep for writing, or make it; nobody else can until it is closed.

    Parameters
    ----------
    path : Path
        Its folder; made if it is not there.
    design : Design
        What it must be the store of.
    block : int, optional
        Runs of a block, where it is made.

    Raises
    ------
    StoreError
        It is in use, is the store of another sweep, or no store.
    OSError
        The folder cannot be written.
    """
    if not path.exists():
        with _made(path, design, layout_of(design, block)) as store:
            yield store
        return
    read_attributes(path)  # raises before a lock file is created in a folder that is not a store
    with locked(path):
        attributes = read_attributes(path)
        if attributes["identity"] != identity(design):
            shown = difference(attributes["identity"], identity(design))
            raise StoreError(words.CHANGED.format(path=path, difference=same(shown)))
        _remove_unfinished_files(path)
        yield Store(path, layout_from(attributes))


def read_attributes(path: Path) -> dict[str, Any]:
    """Read the attributes of a store.

    Raises
    ------
    StoreError
        There is no store, or it is not one of a sweep.
    """
    try:
        found = json.loads((path / "zarr.json").read_bytes())["attributes"]
    except FileNotFoundError:
        raise StoreError((words.NOT_A_STORE if path.exists() else words.NO_STORE).format(path=path)) from None
    except (ValueError, KeyError, NotADirectoryError):
        raise StoreError(words.NOT_A_STORE.format(path=path)) from None
    if found.get("sweep_format") != FORMAT:
        raise StoreError(words.NOT_A_STORE.format(path=path))
    return dict(found)


def layout_from(attributes: Mapping[str, Any]) -> Layout:
    """Read the blocks of a store from its attributes."""
    return Layout(*attributes["layout"])


@contextmanager
def _made(path: Path, design: Design, layout: Layout) -> Iterator[Store]:
    """Create a store under a temporary name, rename it when it is complete, and lock it."""
    folder = path.absolute().parent
    _collect_unfinished(folder, path.name)
    unfinished = folder / f"{_prefix(path.name)}{os.getpid()}-{secrets.token_hex(4)}.unfinished"
    try:
        lay_out(unfinished, design, layout)
        try:
            unfinished.rename(path)
        except OSError:
            if path.exists():  # another sweep was faster
                raise StoreError(words.IN_USE.format(path=path, holder=same("?"))) from None
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    with locked(path):  # only now: Windows cannot rename a folder in which a file is open
        yield Store(path, layout)


def _remove_unfinished_files(path: Path) -> None:
    """Remove files that killed processes did not finish."""
    for folder in path.iterdir():
        if folder.is_dir():
            remove_unfinished(folder)


def _collect_unfinished(folder: Path, name: str) -> None:
    """Remove stores that killed processes of this machine were making under this name."""
    prefix = _prefix(name)
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name.startswith(prefix) and entry.name.endswith(".unfinished"):
            process = entry.name.removeprefix(prefix).partition("-")[0]
            if process.isdecimal() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
                shutil.rmtree(entry, ignore_errors=True)


def _prefix(name: str) -> str:
    """Begin the name of a store that this machine is making; on a shared disk another one may make it, too."""
    return f".{name}.{socket.gethostname()}."
