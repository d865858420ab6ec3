"""Sweeps: one scenario at many points, many runs of each, in a store that survives whatever happens.

The names are loaded when first used, since zarr takes its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Design",
    "Scheduler",
    "Status",
    "load_design",
    "make_design",
    "open_sweep",
    "read_status",
    "run_sweep",
]

if TYPE_CHECKING:
    from sim.sweep.cluster import Scheduler
    from sim.sweep.design import Design, load_design, make_design
    from sim.sweep.reading import open_sweep
    from sim.sweep.run import Status, read_status, run_sweep
else:
    _HOMES = {
        "Design": "sim.sweep.design",
        "Scheduler": "sim.sweep.cluster",
        "Status": "sim.sweep.run",
        "load_design": "sim.sweep.design",
        "make_design": "sim.sweep.design",
        "open_sweep": "sim.sweep.reading",
        "read_status": "sim.sweep.run",
        "run_sweep": "sim.sweep.run",
    }

    def __getattr__(name):
        """Load a name from its file, once; afterwards it is an ordinary attribute."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
