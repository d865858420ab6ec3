"""A case in a process of its own, with its exit code, output, time and memory."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from typing import IO, Final, NamedTuple

SECONDS: Final = 10.0
"""Most processor time that a case may take."""
_PATIENCE: Final = 60.0
"""Longest time that it is waited for, since other programs may run beside it."""
GIBIBYTE: Final = 2**30
"""Most memory that a case may take beyond that of the process that starts it."""
HUNG: Final = -1


class Ending(NamedTuple):
    """How a case ended: exit code (HUNG after too long), what it wrote, processor time [s], and peak memory [byte]."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def ending_of(case: Callable[[], int]) -> Ending:
    """Run a case in a fork of this process; its return value is the exit code, a traceback is written to its errors."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        child = os.fork()
        if child == 0:
            _run(case, out.fileno(), err.fileno())
        code, usage = _waited_for(child)
        said, wrong = (_content(file) for file in (out, err))
    seconds = usage.ru_utime + usage.ru_stime
    return Ending(code, said, wrong, seconds, max(0, usage.ru_maxrss - before) * 1024)


def _content(file: IO[bytes]) -> str:
    """Return all that was written to a file."""
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _run(case: Callable[[], int], out: int, err: int) -> None:
    """Run a case with its output in files, and end the process."""
    code = 1
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout, sys.stderr = (open(n, "w", encoding="utf-8", errors="replace", closefd=False) for n in (1, 2))  # noqa: SIM115
        code = case()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _waited_for(child: int) -> tuple[int, resource.struct_rusage]:
    """Return the exit code of a process and what it used; it is killed if it takes too long."""
    start = time.perf_counter()
    while time.perf_counter() - start < _PATIENCE:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return HUNG if usage.ru_utime > SECONDS else os.waitstatus_to_exitcode(status), usage
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    return HUNG, os.wait4(child, 0)[2]
