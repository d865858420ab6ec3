"""File descriptors of the process: the limit is raised where the system allows it, and shared out."""

import sys
from contextlib import suppress
from typing import Final

if sys.platform != "win32":
    import resource

WANTED: Final = 4096
"""Enough for 200 phones that load a page at the same time."""
_KEPT_FREE: Final = 64
"""Descriptors that connections leave to files, and to the program itself."""
_FEWEST: Final = 16
_SELECTED: Final = 512


def raise_limit(wanted: int = WANTED) -> int:
    """Raise the limit on descriptors of this process towards a number, and return the limit that holds.

    Windows has no such limit, but its event loop, which calls ``select``, watches 512 sockets at most.
    """
    if sys.platform == "win32":
        return min(wanted, _SELECTED)
    else:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft == resource.RLIM_INFINITY:
            return wanted
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        while most > soft:
            with suppress(ValueError, OSError):  # macOS accepts less than its hard limit says
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
                return most
            most = max(soft, most // 2)
        return min(soft, wanted)


def most_connections(limit: int) -> int:
    """Return how many connections leave enough descriptors for files; a connection may have a file open as well.

    Examples
    --------
    >>> most_connections(256), most_connections(4096)
    (192, 4032)
    """
    return max(_FEWEST, limit - _KEPT_FREE)
