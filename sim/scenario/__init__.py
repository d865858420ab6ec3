"""Scenarios: the parameters, how they are read, and the population they describe."""

from sim.scenario.io import load_scenario, parse_scenario, read_decisions, read_edges, with_values
from sim.scenario.parameters import ParameterInfo, parameters
from sim.scenario.population import PopulationArrays, draw_population
from sim.scenario.schema import Levers, Population, Resource, Scenario

__all__ = [
    "Levers",
    "ParameterInfo",
    "Population",
    "PopulationArrays",
    "Resource",
    "Scenario",
    "draw_population",
    "load_scenario",
    "parameters",
    "parse_scenario",
    "read_decisions",
    "read_edges",
    "with_values",
]
