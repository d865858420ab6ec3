"""THE parameters: every parameter of a scenario is declared here, once."""

from sim.scenario.schema.distribution import (
    Beta,
    Constant,
    Discrete,
    Distribution,
    LogNormal,
    TruncatedNormal,
    Uniform,
)
from sim.scenario.schema.mixture import Mixture
from sim.scenario.schema.network import Network
from sim.scenario.schema.pareto import Pareto
from sim.scenario.schema.population import Population
from sim.scenario.schema.resource import Resource
from sim.scenario.schema.scenario import Scenario
from sim.scenario.schema.society import Crises, Levers, Society

__all__ = [
    "Beta",
    "Constant",
    "Crises",
    "Discrete",
    "Distribution",
    "Levers",
    "LogNormal",
    "Mixture",
    "Network",
    "Pareto",
    "Population",
    "Resource",
    "Scenario",
    "Society",
    "TruncatedNormal",
    "Uniform",
]
