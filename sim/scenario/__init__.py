"""Scenarios: the parameters, how they are read, and the population they describe."""

from sim.scenario.io import load_scenario, parse_scenario, with_values
from sim.scenario.schema import Scenario

__all__ = ["Scenario", "load_scenario", "parse_scenario", "with_values"]
