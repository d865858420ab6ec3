"""First sheet of a workbook, read in a process of its own, which is ended if it takes too much time or memory.

A small file can unpack to gigabytes. This file imports little, so that the process starts at once.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from typing import Any, Final

SECONDS: Final = 10
"""Longest time that reading may take."""
MARK: Final = b"PK\x03\x04"
"""First bytes of a workbook."""
_LARGEST_UNPACKED: Final = 60_000_000
"""Most that the parts of the file may unpack to [byte]."""
_MOST_MEMORY: Final = 700_000_000
"""Most memory that reading may take beyond what the process has at its start [byte]."""
_MOST_COLUMNS: Final = 100
_TOO_LARGE: Final = 3


class HeavyWorkbookError(Exception):
    """A workbook takes too much time or memory to read."""


def read_sheet(content: bytes, seconds: float = SECONDS, most_rows: int = 1000) -> list[list[Any]]:
    """Return the cells of the first rows of a workbook's first sheet.

    Parameters
    ----------
    content : bytes
        An XLSX file.
    seconds : float
        Time after which reading is given up.
    most_rows : int
        Rows that are read at most.

    Returns
    -------
    list of list
        Rows of numbers, truth values and texts; an empty cell is an empty text.

    Raises
    ------
    HeavyWorkbookError
        If reading takes too much time or memory.
    ValueError
        If it is not a workbook, or is damaged.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", __name__, str(most_rows)]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired as error:
        raise HeavyWorkbookError from error
    if ended.returncode == 1:
        raise ValueError("not a workbook")
    if ended.returncode != 0:  # it says that it is too large, or the system has ended it
        raise HeavyWorkbookError
    rows: list[list[Any]] = json.loads(ended.stdout)
    return rows


def _limit_memory() -> None:
    """Let this process have only so much more memory, where the system can do that."""
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            most = int(file.read().split()[0]) * resource.getpagesize() + _MOST_MEMORY
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _cell(value: object) -> object:
    """Return the value of a cell as JSON has it."""
    return "" if value is None else value if isinstance(value, int | float | str) else str(value)


def main() -> int:
    """Write the first rows of the workbook on the standard input; return 1 if it is damaged, 3 if it is too large."""
    from openpyxl import load_workbook

    _limit_memory()
    content = io.BytesIO(sys.stdin.buffer.read())
    try:
        with zipfile.ZipFile(content) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST_UNPACKED:
                return _TOO_LARGE
        sheet = load_workbook(content, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=int(sys.argv[1]), max_col=_MOST_COLUMNS)
        sys.stdout.write(json.dumps([[_cell(cell) for cell in row] for row in rows]))
    except MemoryError:
        return _TOO_LARGE
    except Exception:  # a damaged file may make a reader raise anything
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
