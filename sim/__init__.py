"""faire-ensemble: an agent-based simulation of when pooling resources pays, for the group and for each organization.

The public names are loaded when they are first used, so that ``import sim`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "CostGame",
    "Organization",
    "Pool",
    "PoolingModel",
    "ScenarioError",
    "SimError",
    "Status",
    "__version__",
    "audit",
    "compare",
    "explain",
    "figures",
    "j_curve",
    "load_design",
    "load_scenario",
    "make_design",
    "open_sweep",
    "parameters",
    "read_cost_game",
    "run_sweep",
    "share_cost",
    "simulate",
]

if TYPE_CHECKING:
    from sim import figures
    from sim.analysis import audit, compare, explain, j_curve, read_cost_game, share_cost
    from sim.dataset import simulate
    from sim.errors import ScenarioError, SimError
    from sim.games import CostGame
    from sim.model import Organization, Pool, PoolingModel
    from sim.scenario import load_scenario, parameters
    from sim.sweep import load_design, make_design, open_sweep, run_sweep
    from sim.vocabulary import Status
else:
    _HOMES = {
        "CostGame": "sim.games",
        "Organization": "sim.model",
        "Pool": "sim.model",
        "PoolingModel": "sim.model",
        "ScenarioError": "sim.errors",
        "SimError": "sim.errors",
        "Status": "sim.vocabulary",
        "audit": "sim.analysis",
        "compare": "sim.analysis",
        "explain": "sim.analysis",
        "j_curve": "sim.analysis",
        "load_design": "sim.sweep",
        "load_scenario": "sim.scenario",
        "make_design": "sim.sweep",
        "open_sweep": "sim.sweep",
        "parameters": "sim.scenario",
        "read_cost_game": "sim.analysis",
        "run_sweep": "sim.sweep",
        "share_cost": "sim.analysis",
        "simulate": "sim.dataset",
    }

    def __getattr__(name):
        """Load a public name from its room, once; afterwards it is an ordinary attribute."""
        if name == "figures":
            return import_module("sim.figures")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Name what is public and what is loaded."""
    return sorted({*__all__, *globals()})
