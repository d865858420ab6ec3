"""Lowering: the kernel as a module of WebAssembly, made once for these sources and kept beside the compiled code.

A wheel may carry it, see ``python -m release.page_kernel``. It is used if it is of these sources and versions.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import llvmlite
import numba
from filelock import FileLock

from sim.compilation.cache import cache_folder
from sim.compilation.machine_code import FOLDER
from sim.compilation.sources import PACKAGE, compiled_digest, digest
from sim.compilation.web_assembly import PORTABLE, web_assembly
from sim.files import whole_file
from sim.page import entry as entry_points
from sim.page.entry import EXPORTS, Memory, entry

SOURCES: Final = [Path(entry_points.__file__), Path(__file__)]
"""The files that the module is made from beside those of the kernel, by whose digest its folder is named."""

_NICE: Final = 5
"""How far the work steps back behind that of other programs."""


@cache
def stamp() -> str:
    """Return 16 hexadecimal digits that stand for all that the module is made from."""
    parts = (compiled_digest(), digest(SOURCES), numba.__version__, llvmlite.__version__)
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def shipped_name() -> str:
    """Return the name of the module's file in a wheel, compressed."""
    return f"page-{stamp()}.wasm.gz"


def shipped(folder: Path = FOLDER) -> bytes | None:
    """Return the module that came with the package; None if none did, or it is of other sources, or damaged."""
    try:
        return gzip.decompress((folder / shipped_name()).read_bytes()) or None
    except (OSError, EOFError, zlib.error):
        return None


def _cached() -> Path:
    """Return the file in which the module is kept on this machine."""
    return cache_folder() / f"page-{stamp()}.wasm"


def is_lowered() -> bool:
    """Return whether the module came with the package, or was made before on this machine."""
    return shipped() is not None or _cached().exists()


def module(memory: Memory) -> bytes:
    """Return the kernel as a module of WebAssembly; if it must be lowered, this takes half a minute.

    Parameters
    ----------
    memory : Memory
        Arrays of any run, for their types.
    """
    came = shipped()
    if came is not None:
        return came
    file = _cached()
    with FileLock(file.with_suffix(".lock")):
        if not file.exists():
            lowered = _in_a_process(memory)
            with whole_file(file) as out:
                out.write(lowered)
        return file.read_bytes()


def packed(memory: Memory) -> bytes:
    """Return the module, compressed as a wheel and a page carry it; see :func:`module`."""
    return gzip.compress(module(memory), 9, mtime=0)


def _in_a_process(memory: Memory) -> bytes:
    """Lower the kernel in a process of its own: numba compiles for one processor, and keeps what it has compiled."""
    with tempfile.TemporaryDirectory(prefix="faire-ensemble-") as folder, tempfile.TemporaryFile() as told:
        here = {**os.environ, **PORTABLE, "NUMBA_CACHE_DIR": folder, "PYTHONPATH": str(PACKAGE.parent)}
        command = [sys.executable, "-m", __name__]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told, env=here) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            with suppress(BrokenPipeError):  # it has failed already, and says why
                child.stdin.write(pickle.dumps(memory))
                child.stdin.flush()  # and stays open: the end of this process ends the other one
            lowered = child.stdout.read()
        if child.returncode != 0:
            told.seek(0)
            raise RuntimeError(told.read().decode(errors="replace"))
        return lowered


def _lower() -> None:
    """Read arrays from the input, and write the module; make way for others, since a workshop does this beside all."""
    memory = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    if sys.platform != "win32":
        os.nice(_NICE)
    sys.stdout.buffer.write(web_assembly(entry(memory), EXPORTS))


def _end_with_the_other() -> None:
    """End this process, with what it has kept, as soon as the one that waits for it is gone."""
    os.read(sys.stdin.fileno(), 1)  # nothing more is ever written
    shutil.rmtree(os.environ["NUMBA_CACHE_DIR"], ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    _lower()
