"""Distributions against scipy's own, in shape, in their tails and at their cuts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.scenario.schema import Beta, Constant, Discrete, LogNormal, TruncatedNormal, Uniform

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
