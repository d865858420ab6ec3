"""Every parameter matters: each is moved within its bounds, and something that the simulation says changes."""

import numpy as np
import pytest

from sim.dataset import simulate
from sim.scenario import parameters, parse_scenario, with_values
from tests.kernel.worlds import FULL, eventful

SHORT = {"months": 24, "population.number": 30, "replications": 2, "events": []}
DESCRIPTIONS = ("size", "kind", "sector")
"""Outputs that only repeat what the population is: that they change says nothing."""

WORDS = {
    "name": "the scenario's name",
    "title": "words",
    "teaches": "words",
    "fictional": "a remark to readers",
    "currency": "a label",
    "resources.*.title": "words",
    "resources.*.kind": "sorts resources for readers; the cost law is one for all four kinds",
    "resources.*.unit": "words",
    "population.file": "rows of the population: tests of the tables",
    "network.file": "edges: tests of the tables, and of disjoint pairs here",
    "decisions": "prescribed choices: tests of memberships here",
    "code": "own rules: tests of their own here",
}
"""What is no number or choice, and why it is not moved here."""

ELSEWHERE = {
    "population.sector": {"network.kind": "communities"},
    "network.within": {"network.kind": "communities"},
    "resources.*.overrun": {  # instead of mean and coefficient of variation
        f"resources.{name}.{key}": value
        for name in FULL["resources"]
        for key, value in {"overrun_mean": 1, "overrun_cv": 0}.items()
    },
    "levers.guarantee_months": {f"resources.{name}.overrun_mean": 5 for name in ("reserve", "hall")},  # pools that end
    "society.liquidity_months": {"levers.credit_months": 0},  # credit lifts the limit
    "levers.proposals": {"levers.facilitator_reach": 0},  # two are too few to found anything
}
"""Parameters that count in another world than the one where every mechanism is on."""

ALL = {each.path: each for each in parameters()}
MOVED = [path for path in ALL if path not in WORDS]


def output(scenario):
    """Return what the simulation says of a scenario."""
    ds = simulate(scenario, threads=1)
    return {name: ds[name].values for name in ds.data_vars if name not in DESCRIPTIONS}


def differ(one, other):
    """Tell whether two outputs differ in anything."""
    return any(one[name].shape != other[name].shape or not np.array_equal(one[name], other[name]) for name in one)


def value_at(scenario, path):
    """Return the value of a parameter of a scenario."""
    for key in path.split("."):
        scenario = scenario[key] if isinstance(scenario, dict) else getattr(scenario, key)
    return scenario


def moves(parameter, value):
    """Return other values within the bounds of a parameter, near ones first."""
    if parameter.choices:
        return [choice for choice in parameter.choices if choice != value]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, list):
        return [value[:k] + value[k + 1 :] for k in range(len(value))]
    if parameter.path == "population.sector":  # communities are several
        return [{"distribution": "discrete", "values": [1, 2]}]
    low = parameter.low or 0.0
    if isinstance(value, int):
        step = 2 if parameter.path == "network.contacts" else 1  # even, in a small world
        found = [value + step, value - step, value + 10 * step]
    elif isinstance(value, float):
        found = [value * 1.25, value * 0.5, value + 1.0, 0.5 * (value + low)]
    else:  # a distribution: everybody alike
        found = [low + share * (min(parameter.high, low + 4) - low) for share in (0.5, 0.9, 0.1)]
    return [each for each in found if low < each <= parameter.high and each != value]


@pytest.fixture(scope="module")
def base():
    scenario = eventful(SHORT)
    return scenario, output(scenario)


def test_every_parameter_is_moved_or_says_why_not():
    assert set(WORDS) | set(ELSEWHERE) <= set(ALL)
    for path in WORDS:
        assert not ALL[path].choices or path == "resources.*.kind"
        assert ALL[path].low is None


@pytest.mark.parametrize("path", MOVED)
def test_a_parameter_matters(path, base):
    scenario, before = base
    if path in ELSEWHERE:
        scenario = with_values(scenario, ELSEWHERE[path])
        before = output(scenario)
    tried = []
    for name in scenario.resources if "*" in path else [""]:
        here = path.replace("*", name)
        for value in moves(ALL[path], value_at(scenario, here)):
            if differ(before, output(with_values(scenario, {here: value}))):
                return
            tried.append((here, value))
    pytest.fail(f"nothing that the simulation says depends on it: {tried}")


def test_the_comparison_can_fail(base):
    # the same scenario, said in another way, says the same
    scenario, before = base
    assert not differ(before, output(parse_scenario(scenario.model_dump(exclude_none=True))))
