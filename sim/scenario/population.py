"""Population of a run: attributes and needs, read from a file or drawn from distributions."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Constant, Discrete, Distribution, Resource, Scenario
from sim.scenario.schema.population import ATTRIBUTES, CHOICES

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


def draw_population(scenario: Scenario, key: np.uint64) -> PopulationArrays:
    """Return the organizations of a run, drawn or read from a file.

    Each attribute has its own named draw: changing the distribution of one attribute, or reading it from a file,
    does not change the others.

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
    from sim.laws.random import Purpose, stream_of, uniforms

    given = scenario.organizations
    identities = np.arange(scenario.population.number, dtype=np.int64)
    blank = np.zeros(identities.size)  # in place of draws that do not affect the result
    drawn: dict[str, Floats] = {}
    for number, attribute in enumerate(ATTRIBUTES):
        column = None if given is None else given.values.get(attribute)
        if column is None or np.isnan(column).any():
            distribution = getattr(scenario.population, attribute)
            same = isinstance(distribution, Constant)
            u = blank if same else uniforms(key, identities, number, 0, Purpose.POPULATION, 0)
            names = scenario.sector_names if attribute == "sector" else CHOICES.get(attribute, ())
            values = _numbers(distribution, u, names, first=int(attribute == "sector"))
            column = values if column is None else np.where(np.isnan(column), values, column)
        drawn[attribute] = column.copy()
    need = np.empty((identities.size, len(scenario.resources)))
    for r, (name, resource) in enumerate(scenario.resources.items()):
        stream = stream_of(name)
        column = None if given is None else given.needs.get(name)
        if column is None or np.isnan(column).any():
            spread = uniforms(key, identities, stream, 0, Purpose.NEED_HETEROGENEITY, 0)
            concerned = (
                blank if resource.concerned == 1.0 else uniforms(key, identities, stream, 0, Purpose.CONCERNED, 0)
            )
            values = _needs(resource, drawn["size"], spread, concerned)
            column = values if column is None else np.where(np.isnan(column), values, column)
        need[:, r] = column
    drawn["horizon"] = np.maximum(1.0, drawn["horizon"])
    columns: dict[str, Any] = {
        **drawn,
        **{key: np.rint(drawn[key]).astype(np.int64) for key in ("kind", "sector", "horizon", "rule")},
    }
    return PopulationArrays(name=scenario.organization_names(), need=need, **columns)


def _numbers(distribution: Distribution, u: Floats, names: tuple[str, ...], first: int) -> Floats:
    """Return drawn values, with names as codes that start at ``first``; the draw depends on the order of weights."""
    if isinstance(distribution, Constant) and not isinstance(distribution.value, str):
        return np.full(u.shape, float(distribution.value))
    if not any(isinstance(value, str) for value in distribution.options()):
        return distribution.quantile(u).astype(np.float64)
    codes = np.array([names.index(str(name)) + first for name in distribution.options()], dtype=np.float64)
    return codes[distribution.position(u)] if isinstance(distribution, Discrete) else np.full(u.shape, codes[0])


def _needs(resource: Resource, size: Floats, spread: Floats, concerned: Floats) -> Floats:
    """Return mean needs: a power of size times a lognormal of mean 1, or 0 for organizations not concerned."""
    from scipy.special import ndtri

    variance = np.log1p(resource.need_heterogeneity**2)
    heterogeneity = np.exp(np.sqrt(variance) * ndtri(spread) - 0.5 * variance)
    need = resource.need_per_fte * size**resource.need_exponent * heterogeneity
    return np.where(concerned < resource.concerned, need, 0.0)
