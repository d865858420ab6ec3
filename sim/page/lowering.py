"""Lowering: the kernel as a module of WebAssembly, made once for these sources and kept beside the compiled code."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import llvmlite
import numba
from filelock import FileLock

from sim.compilation.cache import cache_folder
from sim.compilation.sources import PACKAGE, digest
from sim.compilation.web_assembly import PORTABLE, web_assembly
from sim.files import whole_file
from sim.page import entry as entry_points
from sim.page.entry import EXPORTS, Memory, entry

SOURCES: Final = [Path(entry_points.__file__), Path(__file__)]
"""The files that the module is made from beside those of the kernel, by whose digest its folder is named."""


def _name() -> str:
    """Return the name of the module's file, which depends on all that it is made from."""
    return f"page-{digest(SOURCES)}-{numba.__version__}-{llvmlite.__version__}.wasm"


def is_lowered() -> bool:
    """Return whether the module was made before on this machine."""
    return (cache_folder() / _name()).exists()


def module(memory: Memory) -> bytes:
    """Return the kernel as a module of WebAssembly; the first time, this takes half a minute.

    Parameters
    ----------
    memory : Memory
        Arrays of any run, for their types.
    """
    file = cache_folder() / _name()
    with FileLock(file.with_suffix(".lock")):
        if not file.exists():
            lowered = _in_a_process(memory)
            with whole_file(file) as out:
                out.write(lowered)
        return file.read_bytes()


def _in_a_process(memory: Memory) -> bytes:
    """Lower the kernel in a process of its own: numba compiles for one processor, and keeps what it has compiled."""
    with tempfile.TemporaryDirectory(prefix="faire-ensemble-") as folder:
        here = {**os.environ, **PORTABLE, "NUMBA_CACHE_DIR": folder, "PYTHONPATH": str(PACKAGE.parent)}
        command = [sys.executable, "-m", __name__]
        done = subprocess.run(command, input=pickle.dumps(memory), env=here, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return done.stdout


def _lower() -> None:
    """Read arrays from the input, and write the module."""
    memory = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(web_assembly(entry(memory), EXPORTS))


if __name__ == "__main__":
    _lower()
