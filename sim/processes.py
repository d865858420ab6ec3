"""Processes of this machine: whether one still runs, so that what a killed one left behind can be removed."""

from __future__ import annotations

import os
import sys
from typing import Final

_SYNCHRONIZE: Final = 0x00100000  # the right to wait for a process
_NO_SUCH: Final = 87  # ERROR_INVALID_PARAMETER
_STILL_RUNS: Final = 0x102  # WAIT_TIMEOUT


def is_running(process: int) -> bool:
    """Return whether a process runs; True if the system does not tell.

    Examples
    --------
    >>> is_running(os.getpid()), is_running(2**31 - 1)
    (True, False)
    """
    if process <= 0:
        return False
    if sys.platform == "win32":  # os.kill would end it there
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
        if not handle:
            return ctypes.get_last_error() != _NO_SUCH
        waiting = kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0)
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return bool(waiting == _STILL_RUNS)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # of another user
        return True
    return True
