"""Distributions against scipy's own: every family over its whole range, in its tails and at its cuts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.scenario.schema import Beta, Constant, Discrete, LogNormal, TruncatedNormal, Uniform
from sim.scenario.schema.mixture import Mixture
from sim.scenario.schema.pareto import Pareto
from tests.scenario import drawing

U = np.concatenate([[1e-12, 1e-6], np.linspace(0.001, 0.999, 400), [1 - 1e-6, 1 - 1e-12]])

CASES = {
    "uniform": (Uniform(low=-2.0, high=3.0), stats.uniform(-2, 5)),
    "normal cut on both sides": (
        TruncatedNormal(mean=0.7, sd=0.15, low=0.0, high=1.0),
        stats.truncnorm(-0.7 / 0.15, 0.3 / 0.15, 0.7, 0.15),
    ),
    "upper tail of a normal": (
        TruncatedNormal(mean=0.0, sd=1.0, low=6.0, high=7.0),
        stats.truncnorm(6, 7, 0, 1),
    ),
    "lower tail of a normal": (
        TruncatedNormal(mean=0.0, sd=1.0, low=-7.0, high=-6.0),
        stats.truncnorm(-7, -6, 0, 1),
    ),
    "beta": (Beta(mean=0.05, sd=0.05), stats.beta(0.9, 17.1)),
    "stretched beta": (Beta(mean=3.0, sd=0.5, low=2.0, high=6.0), stats.beta(2.75, 8.25, 2, 4)),
}


@pytest.mark.parametrize("name", CASES)
def test_quantiles_are_scipys(name):
    ours, theirs = CASES[name]
    assert ours.quantile(U) == pytest.approx(theirs.ppf(U), rel=1e-9, abs=1e-12)


def test_lognormal_quantiles_are_scipys_and_the_cut_renormalises():
    whole = LogNormal(mu=1.752, sigma=1.43, low=0.0, high=1e12)
    theirs = stats.lognorm(1.43, scale=np.exp(1.752))
    inner = U[2:-2]
    assert whole.quantile(inner) == pytest.approx(theirs.ppf(inner), rel=1e-9)
    cut = LogNormal(mu=1.752, sigma=1.43, low=1.0, high=250.0)
    low, high = theirs.cdf([1.0, 250.0])
    assert cut.quantile(U) == pytest.approx(theirs.ppf(low + (high - low) * U), rel=1e-8)


def test_sizes_fit_the_published_shares():
    # ISQ 2016: 65 % of enterprises have fewer than 10 employees, 2.3 % have 100 or more
    sizes = LogNormal(mu=1.752, sigma=1.43, low=0.0, high=1e12).quantile(np.linspace(0.0005, 0.9995, 1000))
    assert (sizes < 10).mean() == pytest.approx(0.65, abs=0.005)
    assert (sizes >= 100).mean() == pytest.approx(0.023, abs=0.002)


def test_the_mean_of_a_truncated_normal_is_that_of_its_parent():
    u = np.linspace(0.0005, 0.9995, 1000)
    assert TruncatedNormal(mean=0.05, sd=0.15, low=0.0, high=1.0).quantile(u).mean() == pytest.approx(0.14, abs=0.001)
    assert Beta(mean=0.05, sd=0.05).quantile(u).mean() == pytest.approx(0.05, abs=0.001)
    assert Beta(mean=0.05, sd=0.05).quantile(u).std() == pytest.approx(0.05, abs=0.001)


def test_a_constant_is_everywhere_the_same():
    assert (Constant(value=0.3).quantile(U) == 0.3).all()
    assert (Constant(value="nonprofit").quantile(U) == "nonprofit").all()


def test_a_discrete_value_has_its_weight_and_a_weightless_one_is_never_drawn():
    kinds = Discrete(values=["a", "b", "c", "d"], weights=[0.0, 3.0, 1.0, 0.0])
    drawn = kinds.quantile(np.array([2.0**-54, 0.5, 0.7499, 0.7501, 1 - 2.0**-53]))
    assert list(drawn) == ["b", "b", "b", "c", "c"]
    assert Discrete(values=[1, 2]).quantile(np.array([0.1, 0.9])).tolist() == [1, 2]


@given(st.floats(-5, 5), st.floats(0.01, 10), st.floats(-3, 3), st.floats(0.01, 5), st.floats(1e-12, 1 - 1e-12))
def test_a_cut_normal_inverts_its_distribution_function(mean, sd, low, span, u):
    cut = TruncatedNormal(mean=mean, sd=sd, low=low, high=low + span) if abs(low - mean) < 7 * sd else None
    if cut is None:
        return
    value = float(cut.quantile(np.array([u]))[0])
    a, b = (low - mean) / sd, (low + span - mean) / sd
    assert stats.truncnorm(a, b, mean, sd).cdf(value) == pytest.approx(u, abs=1e-6)


def powers_of_ten(low, high):
    """Numbers whose logarithm to base ten is uniform."""
    return st.floats(low, high).map(lambda x: 10.0**x)


PROBABILITIES = st.one_of(
    st.floats(2.0**-54, 1 - 2.0**-53), powers_of_ten(-16, -2), powers_of_ten(-15, -2).map(lambda x: 1 - x)
)
"""Also far out in both tails."""


@st.composite
def normals(draw):
    """A cut normal: wide or narrow, with the cut anywhere that the schema allows."""
    mean, sd = draw(st.floats(-1e6, 1e6)), draw(powers_of_ten(-3, 6))
    start = draw(st.floats(-9, 7.9))
    stop = max(start + draw(powers_of_ten(-6, 3)), -7.9)
    return TruncatedNormal(mean=mean, sd=sd, low=mean + sd * start, high=mean + sd * stop)


@st.composite
def lognormals(draw):
    """A cut lognormal: from narrow to so wide that most of it lies beyond the cut."""
    mu, sigma = draw(st.floats(-20, 20)), draw(powers_of_ten(-4, 1))
    start = draw(st.floats(-7.9, 7.9))
    stop = start + draw(powers_of_ten(-3, 2))
    low, high = (math.exp(min(mu + sigma * z, 27.0)) for z in (start, stop))
    low = draw(st.sampled_from([0.0, low]))
    if not low < high or math.log(high) < mu - 7.9 * sigma or (low > 0 and math.log(low) > mu + 7.9 * sigma):
        low, high = 0.0, math.exp(27.0)
    return LogNormal(mu=mu, sigma=sigma, low=low, high=high)


@st.composite
def betas(draw):
    """A beta: of all shapes, from a needle to two spikes at the ends, stretched or not."""
    mean = draw(st.one_of(st.floats(0.001, 0.999), powers_of_ten(-5, -1)))
    share = draw(st.one_of(st.floats(0.01, 0.9999), powers_of_ten(-5, -1)))
    sd = max(math.sqrt(mean * (1 - mean)) * share, 1.1e-6)
    low, span = draw(st.sampled_from([(0.0, 1.0), (-3.0, 4.0), (0.0, 1e3)]))
    return Beta(mean=low + span * mean, sd=span * sd, low=low, high=low + span)


def weighted(values):
    """Lists of values with weights, some of them 0."""
    pairs = st.lists(st.tuples(values, st.one_of(st.just(0.0), st.floats(0.01, 9))), min_size=1, max_size=5)
    return pairs.filter(lambda each: sum(weight for _, weight in each) > 0)


LAWS = st.one_of(
    normals(),
    lognormals(),
    betas(),
    st.builds(lambda low, span: Uniform(low=low, high=low + span), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)),
    st.builds(
        lambda low, ratio, share: Pareto(low=low, mean=low * (1 + share * (ratio - 1) / 9), high=low * ratio),
        powers_of_ten(-1, 3),
        st.floats(1.5, 100),
        st.floats(0.2, 1),
    ),
    weighted(st.floats(-1e6, 1e6)).map(
        lambda pairs: Discrete(values=[v for v, _ in pairs], weights=[w for _, w in pairs])
    ),
    st.floats(-1e6, 1e6).map(lambda value: Constant(value=value)),
)
MIXTURES = st.recursive(
    LAWS,
    lambda parts: weighted(parts).map(
        lambda pairs: Mixture(parts=[p for p, _ in pairs], weights=[w for _, w in pairs])
    ),
    max_leaves=5,
)


SMALLEST = 2 * np.finfo(float).tiny
"""Quantiles of a beta distribution in scipy end at the smallest normal number; ours go on below it."""


def leeway(law, u):
    """By how much a quantile changes where a probability is rounded otherwise, by two units in its last place.

    It cannot be known better: far out in a tail, or between two spikes, it depends on the last digits.
    """
    ends = [np.clip(u + way * 2 * np.spacing(u), 2.0**-60, 1 - 2.0**-53) for way in (-1, 1)]
    low, high = (drawing.quantile(law, end) for end in ends)
    return np.abs(high - low)


def reach(law):
    """How far the numbers go that a quantile near 0 is a difference of: those of a normal distribution."""
    if isinstance(law, Mixture):
        return max(map(reach, law.parts))
    return abs(law.mean) + 9 * law.sd if isinstance(law, TruncatedNormal) else 0.0


@given(law=MIXTURES, u=st.lists(PROBABILITIES, min_size=1, max_size=8).map(np.array))
def test_every_quantile_is_scipys_to_twelve_digits(law, u):
    ours, theirs = law.quantile(u), drawing.quantile(law, u)
    low, high = law.support()
    assert ((low <= ours) & (ours <= high)).all()
    assert (np.abs(ours - theirs) <= 1e-12 * np.abs(theirs) + 1e-15 * reach(law) + leeway(law, u) + SMALLEST).all()
