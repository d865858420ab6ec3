"""Progress of simulations: what ``progress=True`` shows, in a notebook as in a terminal."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from threading import Lock
from typing import Any

Progress = Callable[[int, int], None]
"""Called with the number of finished runs and of all runs."""


def reporter(progress: Progress | bool | None) -> Progress | None:
    """Return what is called with the progress of work: a function as it is, a bar for True, nothing for False or None.

    Examples
    --------
    >>> reporter(None), reporter(False), reporter(print) is print
    (None, None, True)
    """
    if progress is True:
        return Bar()
    return progress or None


class Bar:
    """A bar of tqdm, which is one of the notebook in Jupyter; it can be moved from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._bar: Any = None
        self._ended = False

    def __call__(self, done: int, total: int) -> None:
        """Move the bar; work that begins anew, as each generation of a calibration does, has a new one."""
        with self._lock:
            if self._ended and done > 0:  # a report that another thread was to give before
                return
            if self._bar is None or done == 0:
                self._close()
                self._bar, self._ended = _new_bar(total), False
            self._bar.update(max(0, done - self._bar.n))
            if done >= total:
                self._close()
                self._ended = True

    def _close(self) -> None:
        """Close the bar that is shown."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _new_bar(total: int) -> Any:
    """Return a bar; in Jupyter without widgets, one of text."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="IProgress not found")
        from tqdm.auto import tqdm
    return tqdm(total=total)
