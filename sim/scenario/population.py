"""Population of a run: attributes and needs, read from a file or drawn from distributions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Scenario
from sim.scenario.schema.distribution import Single
from sim.scenario.schema.population import ATTRIBUTES, CHOICES
from sim.vocabulary.codes import Attribute

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class PopulationArrays(NamedTuple):
    """The organizations of one run, one per row.

    Attributes
    ----------
    name : list of str, length N
    kind : (N,) int64
        0 co-operative, 1 mutual, 2 non-profit.
    sector : (N,) int64
        From 1 to 50.
    size : (N,) float64 [FTE]
    cash : (N,) float64 [months of stand-alone cash cost]
    surplus : (N,) float64 [share of stand-alone cash cost, per month]
    rate : (N,) float64 [1/year]
    horizon : (N,) int64 [month]
    foresight, trust, solidarity, autonomy : (N,) float64 [share]
    risk_weight, taste, threshold, reciprocity : (N,) float64
    rule : (N,) int64
        A code of :class:`sim.vocabulary.codes.Rule`.
    need : (N, R) float64 [unit/month]
        Mean needs; 0 if an organization does not need the resource.
    """

    name: list[str]
    kind: Codes
    sector: Codes
    size: Floats
    cash: Floats
    surplus: Floats
    rate: Floats
    horizon: Codes
    foresight: Floats
    trust: Floats
    solidarity: Floats
    autonomy: Floats
    risk_weight: Floats
    taste: Floats
    threshold: Floats
    reciprocity: Floats
    rule: Codes
    need: Floats


class PopulationLaws(NamedTuple):
    """What the populations of all runs of a scenario are drawn from.

    Attributes
    ----------
    number : int
        Number of organizations.
    table, numbers
        The laws of the attributes, see :func:`sim.laws.distribution.law_table`.
    needs : (R,) NEED
        The laws of the needs, see :data:`sim.laws.drawing.NEED`.
    given : (A + R, N) float64
        What a file gives of the attributes and of the needs, NaN where it gives nothing; (0, 0) without a file.
    """

    number: int
    table: Any
    numbers: Floats
    needs: Any
    given: Floats


def population_laws(scenario: Scenario) -> PopulationLaws:
    """Return what the populations of all runs of a scenario are drawn from.

    Raises
    ------
    ScenarioError
        The file of the population cannot be read.
    """
    from sim.laws.distribution import law_table
    from sim.laws.drawing import NEED
    from sim.laws.random import stream_of

    population = scenario.population
    names = {**CHOICES, "sector": scenario.sector_names}

    def code_of(attribute: str, value: Single) -> float:
        if not isinstance(value, str):
            return float(value)
        return float(names[attribute].index(value) + (attribute == "sector"))  # sectors count from 1

    laws = [getattr(population, each).law(lambda value, each=each: code_of(each, value)) for each in ATTRIBUTES]
    table, numbers = law_table(laws)
    needs = np.array(
        [
            (each.need_per_fte, each.need_exponent, each.need_heterogeneity, each.concerned, stream_of(key))
            for key, each in scenario.resources.items()
        ],
        NEED,
    )
    return PopulationLaws(population.number, table, numbers, needs, _given(scenario))


def _given(scenario: Scenario) -> Floats:
    """Return what the file of the population gives."""
    given = scenario.organizations
    if given is None:
        return np.empty((0, 0))
    rows = np.full((len(ATTRIBUTES) + len(scenario.resources), scenario.population.number), np.nan)
    for k, column in enumerate(map(given.values.get, ATTRIBUTES)):
        if column is not None:
            rows[k] = column
    for r, column in enumerate(map(given.needs.get, scenario.resources), start=len(ATTRIBUTES)):
        if column is not None:
            rows[r] = column
    return rows


def draw_values(laws: PopulationLaws, key: np.uint64) -> tuple[Floats, Floats]:
    """Draw the attributes (A, N) and the needs (R, N) of a run, without the GIL.

    Each attribute has its own named draw: changing the distribution of one attribute, or reading it from a file,
    does not change the others.

    Parameters
    ----------
    laws : PopulationLaws
        With ``population.fixed``, pass the key of replication 0.
    key : uint64
        Key of the run, from :func:`sim.laws.random.run_key`.
    """
    from sim.laws import drawing

    attribute = np.empty((len(ATTRIBUTES), laws.number))
    need = np.empty((laws.needs.size, laws.number))
    drawing.draw_population(laws.table, laws.numbers, laws.needs, laws.given, key, attribute, need)
    return attribute, need


def draw_population(scenario: Scenario, key: np.uint64) -> PopulationArrays:
    """Return the organizations of a run, drawn or read from a file, by name.

    Parameters
    ----------
    scenario : Scenario
        The scenario. With ``population.fixed``, pass the key of replication 0.
    key : uint64
        Key of the run, from :func:`sim.laws.random.run_key`.

    Returns
    -------
    PopulationArrays
        N rows.

    Raises
    ------
    ScenarioError
        The file of the population cannot be read.
    """
    attribute, need = draw_values(population_laws(scenario), key)
    whole = (Attribute.KIND, Attribute.SECTOR, Attribute.HORIZON, Attribute.RULE)
    columns: dict[str, Any] = {
        name: attribute[k].astype(np.int64) if k in whole else attribute[k] for k, name in enumerate(ATTRIBUTES)
    }
    return PopulationArrays(name=scenario.organization_names(), need=np.ascontiguousarray(need.T), **columns)
