"""Drawing of a population in NumPy and SciPy, written apart from the compiled one: quantiles, attributes, needs."""

import numpy as np
from scipy import special

from sim.laws.random import Purpose, stream_of, uniforms
from sim.scenario.schema import Beta, Constant, Discrete, LogNormal, TruncatedNormal, Uniform
from sim.scenario.schema.mixture import Mixture
from sim.scenario.schema.pareto import Pareto
from sim.scenario.schema.population import ATTRIBUTES, CHOICES


def cut_normal(a, b, u):
    """Return the quantiles of a standard normal cut to [a, b], from the tail that is exact."""
    if a > 0:
        return -cut_normal(-b, -a, 1 - u)
    p = special.ndtr(a) + (special.ndtr(b) - special.ndtr(a)) * u
    q = special.ndtr(-b) + (special.ndtr(-a) - special.ndtr(-b)) * (1 - u)
    return np.where(p < 0.5, special.ndtri(p), -special.ndtri(q))


def position(weights, u):
    """Return the positions of the slices that hold u."""
    cumulated = np.cumsum(weights)
    return np.minimum(np.searchsorted(cumulated, u * cumulated[-1], side="right"), np.flatnonzero(weights)[-1])


def quantile(law, u, code=float):
    """Return the quantiles of a distribution, with names as codes."""
    if isinstance(law, Constant):
        return np.full(np.shape(u), code(law.value))
    if isinstance(law, Uniform):
        values = law.low + (law.high - law.low) * u
    elif isinstance(law, TruncatedNormal):
        values = law.mean + law.sd * cut_normal((law.low - law.mean) / law.sd, (law.high - law.mean) / law.sd, u)
    elif isinstance(law, LogNormal):
        with np.errstate(divide="ignore"):
            a, b = ((np.log(end) - law.mu) / law.sigma for end in (law.low, max(law.high, 1e-300)))
        values = np.exp(law.mu + law.sigma * cut_normal(a, b, u))
    elif isinstance(law, Beta):
        span = law.high - law.low
        mean, sd = (law.mean - law.low) / span, law.sd / span
        both = mean * (1 - mean) / sd**2 - 1
        values = law.low + span * special.betaincinv(mean * both, (1 - mean) * both, u)
    elif isinstance(law, Pareto):
        alpha = law.exponent()
        values = law.low * np.exp(-np.log1p(u * np.expm1(-alpha * np.log(law.high / law.low))) / alpha)
    elif isinstance(law, Discrete):
        weights = np.ones(len(law.values)) if law.weights is None else np.array(law.weights)
        return np.array([code(value) for value in law.values])[position(weights, u)]
    else:
        assert isinstance(law, Mixture)
        ends = np.cumsum([0.0, *law.weights]) / np.sum(law.weights)
        chosen = np.minimum(np.searchsorted(ends[1:], u, side="right"), np.flatnonzero(law.weights)[-1])
        values = np.empty(np.shape(u))
        for k in np.unique(chosen):
            here = chosen == k
            inside = (u[here] - ends[k]) / (ends[k + 1] - ends[k])
            values[here] = quantile(law.parts[k], np.clip(inside, 2.0**-54, 1 - 2.0**-53), code)
        return values
    return np.clip(values, law.low, law.high)


def population(scenario, key):
    """Return the attributes by name, (N,) each, and the needs (N, R) of a run."""
    identities = np.arange(scenario.population.number)
    given = scenario.organizations
    names = CHOICES | {"sector": scenario.sector_names}
    drawn = {}

    def filled(column, values):
        return values if column is None else np.where(np.isnan(column), values, column)

    for k, attribute in enumerate(ATTRIBUTES):

        def code(value, attribute=attribute):
            if not isinstance(value, str):
                return float(value)
            return names[attribute].index(value) + (attribute == "sector")

        law = getattr(scenario.population, attribute)
        values = quantile(law, uniforms(key, identities, k, 0, Purpose.POPULATION), code)
        drawn[attribute] = filled(None if given is None else given.values.get(attribute), values)
    drawn["horizon"] = np.rint(np.maximum(1, drawn["horizon"]))
    needs = np.empty((identities.size, len(scenario.resources)))
    for r, (name, resource) in enumerate(scenario.resources.items()):
        variance = np.log1p(resource.need_heterogeneity**2)
        score = special.ndtri(uniforms(key, identities, stream_of(name), 0, Purpose.NEED_HETEROGENEITY))
        values = resource.need_per_fte * drawn["size"] ** resource.need_exponent
        values = values * np.exp(np.sqrt(variance) * score - 0.5 * variance)
        concerned = uniforms(key, identities, stream_of(name), 0, Purpose.CONCERNED) < resource.concerned
        needs[:, r] = filled(None if given is None else given.needs.get(name), np.where(concerned, values, 0.0))
    return drawn, needs
