"""Figures: a simulated dataset in, a matplotlib figure out; each function stands in a file of its own.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used, since matplotlib
is slow to import.
"""

import os
import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

import lazy_loader

_load, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    """Load a figure when it is first used."""
    if "matplotlib" not in sys.modules and name in __all__:
        _import_matplotlib()
    return _load(name)


def _import_matplotlib() -> None:
    """Import matplotlib, without the settings of its user if these keep it from being imported."""
    try:
        import matplotlib
    except ValueError:  # a file of settings in another encoding, a backend that does not exist
        for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
            del sys.modules[name]  # what was imported before the error
        backend = os.environ.pop("MPLBACKEND", None)
        try:
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "matplotlibrc").touch()  # matplotlib reads this file first, where it is imported
                with chdir(folder):
                    import matplotlib  # noqa: F401
        finally:
            if backend is not None:
                os.environ["MPLBACKEND"] = backend
