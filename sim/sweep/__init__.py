"""Sweeps: one scenario at many points, many runs of each, in a store that survives whatever happens."""

from sim.sweep.cluster import Scheduler
from sim.sweep.design import Design, load_design, make_design
from sim.sweep.reading import open_sweep
from sim.sweep.run import Status, read_status, run_sweep

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
