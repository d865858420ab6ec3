"""Waiting for what must come: how soon it comes is not for these tests to say, on a machine that may be busy."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 60.0
"""Time after which what has not come is missing [s]."""


def wait_for(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)


async def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds, while all else goes on."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        await asyncio.sleep(0.01)
