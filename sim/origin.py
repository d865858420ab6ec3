"""The origin of a result: when, by which command and on which platform this process makes it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

_commands: list[str] = []


@contextmanager
def by_command(words: Sequence[str]) -> Iterator[None]:
    """Note the command line that makes the results of this process, until the context ends.

    Examples
    --------
    >>> with by_command(["faire-ensemble", "run", "my case.toml"]):
    ...     origin()["command"]
    "faire-ensemble run 'my case.toml'"
    """
    _commands.append(shlex.join(words).encode("utf-8", "replace").decode())
    try:
        yield
    finally:
        _commands.pop()


def origin() -> dict[str, str]:
    """Return the command (empty for a result made in Python), the date (UTC) and the platform of a result made now.

    With ``SOURCE_DATE_EPOCH`` in the environment, the date is that number of seconds since 1970, so that a result made
    again has the same bytes. Neither the name of the machine nor that of its user is among them.

    Examples
    --------
    >>> list(origin())
    ['command', 'date', 'platform']
    """
    return {
        "command": _commands[-1] if _commands else "",
        "date": _now().isoformat(timespec="seconds"),
        "platform": platform_in_use(),
    }


def _now() -> datetime:
    """Return the present date, or the one that the environment gives."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() and len(given) < 12 else datetime.now(UTC)


def platform_in_use() -> str:
    """Return the operating system, its version, the processor's architecture and the C library."""
    import platform

    return platform.platform()
