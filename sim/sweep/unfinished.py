"""The folder of a store that is being created, under a temporary name, and those that killed processes left."""

import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.processes import is_running


@contextmanager
def unfinished(store: Path) -> Iterator[Path]:
    """Yield the temporary name of a store, in the same folder; what still has this name at the end is removed.

    Folders with such names that killed processes of this machine left are removed first.
    """
    folder = store.absolute().parent
    prefix = f".{store.name}.{socket.gethostname()}."  # other machines may share the disk
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.name.startswith(prefix) and entry.name.endswith(".unfinished"):
            process = entry.name.removeprefix(prefix).partition("-")[0]
            if process.isdecimal() and not is_running(int(process)):
                shutil.rmtree(entry, ignore_errors=True)
    path = folder / f"{prefix}{os.getpid()}-{secrets.token_hex(4)}.unfinished"
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
