"""The versions of numba and llvmlite whose internals this package knows, and may replace."""

from __future__ import annotations

import os
from typing import Final

import llvmlite
import numba

_NUMBA: Final = "0.68."
_LLVMLITE: Final = "0.50."
PLAIN: Final = "FAIRE_ENSEMBLE_PLAIN_NUMBA"
"""Environment variable: if it is set, code is compiled by numba's public interface alone."""


def is_known(numba_version: str, llvmlite_version: str) -> bool:
    """Return whether these are versions that the replaced internals are tested with.

    Examples
    --------
    >>> is_known("0.68.1", "0.50.0"), is_known("0.69.0", "0.50.0")
    (True, False)
    """
    return numba_version.startswith(_NUMBA) and llvmlite_version.startswith(_LLVMLITE)


INTERNALS_KNOWN: Final[bool] = not os.environ.get(PLAIN) and is_known(numba.__version__, llvmlite.__version__)
"""Whether numba's internals are replaced; otherwise code takes longer to compile, and gives the same results."""
