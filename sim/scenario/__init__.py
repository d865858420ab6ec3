"""Scenarios: their parameters, files and populations."""

from sim.scenario.decisions import read_decisions
from sim.scenario.edges import read_edges
from sim.scenario.io import load_scenario, parse_scenario, read_scenario_file, read_study_file, with_values
from sim.scenario.own_rules import own_rules, plugin
from sim.scenario.parameters import ParameterInfo, parameters
from sim.scenario.periods import Period, periods
from sim.scenario.population import PopulationArrays, PopulationLaws, draw_population, draw_values, population_laws
from sim.scenario.schema import Levers, Population, Resource, Scenario
from sim.scenario.shipped import ShippedScenario, shipped_scenarios
from sim.scenario.studies import CALIBRATE, DECIDE, SWEEP
from sim.scenario.uncertain import certain, draw_uncertain, probability_of, uncertain_parameters, with_drawn

__all__ = [
    "CALIBRATE",
    "DECIDE",
    "SWEEP",
    "Levers",
    "ParameterInfo",
    "Period",
    "Population",
    "PopulationArrays",
    "PopulationLaws",
    "Resource",
    "Scenario",
    "ShippedScenario",
    "certain",
    "draw_population",
    "draw_uncertain",
    "draw_values",
    "load_scenario",
    "own_rules",
    "parameters",
    "parse_scenario",
    "periods",
    "plugin",
    "population_laws",
    "probability_of",
    "read_decisions",
    "read_edges",
    "read_scenario_file",
    "read_study_file",
    "shipped_scenarios",
    "uncertain_parameters",
    "with_drawn",
    "with_values",
]
