"""Overruns of any distribution: tables of quantiles, what pools meet, and both drivers."""

import tomllib

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr

from sim import simulate
from sim.analysis import active_mechanisms
from sim.analysis.mechanisms import is_on
from sim.declared import MECHANISMS
from sim.errors import ScenarioError
from sim.kernel.membership import found
from sim.kernel.overrun_table import quantile_table
from sim.laws.quantile import tabulated_quantile
from sim.laws.random import Purpose, run_key, stream_of, uniforms
from sim.scenario import parse_scenario, with_values
from sim.scenario.schema import Beta, Constant, Discrete, LogNormal, Mixture, Pareto, TruncatedNormal, Uniform
from sim.scenario.toml import write_toml
from tests.kernel.worlds import plain, rich, start
from tests.model.lockstep import compare

PUBLISHED = {
    "distribution": "mixture",
    "weights": [82, 18],
    "parts": [
        {"distribution": "uniform", "low": 0.9, "high": 1.5},
        {"distribution": "pareto", "low": 1.5, "mean": 5.47, "high": 100},
    ],
}
"""18 % of projects exceed the plan by more than half; these exceed it by 447 % on average."""

CASES = {
    "constant": Constant(value=1.7),
    "uniform": Uniform(low=0.5, high=2.5),
    "cut normal": TruncatedNormal(mean=1.2, sd=0.4, low=0.5, high=3.0),
    "lognormal": LogNormal(mu=0.2, sigma=0.5, low=0.1, high=1000.0),
    "cut lognormal": LogNormal(mu=0.2, sigma=0.5, low=0.8, high=2.0),
    "beta": Beta(mean=1.5, sd=0.5, low=0.5, high=6.0),
    "discrete": Discrete(values=[0.8, 1.5, 6.0], weights=[1.0, 2.0, 1.0]),
    "pareto": Pareto(low=1.0, mean=1.8, high=1000.0),
    "mixture": Mixture(
        weights=[1.0, 2.0, 0.0, 1.0],
        parts=[
            Constant(value=1.0),
            LogNormal(mu=0.2, sigma=0.5, low=0.1, high=100.0),
            Uniform(low=50.0, high=60.0),
            Discrete(values=[2.0, 3.0]),
        ],
    ),
}


def terms(overrun):
    return {"overrun_mean": 1.0, "overrun_cv": 0.0, "overrun": overrun}


@pytest.mark.parametrize("name", CASES)
def test_a_table_gives_the_quantiles_to_its_accuracy(name):
    distribution = CASES[name]
    nodes, logs = quantile_table(distribution)
    z = np.concatenate([np.random.default_rng(1).standard_normal(4000), np.linspace(-5.5, 5.5, 3001)])
    ours = np.array([tabulated_quantile(nodes, logs, each) for each in z])
    np.testing.assert_allclose(ours, distribution.quantile(ndtr(z)).astype(float), rtol=2e-6)
    low, high = distribution.support()
    ends = np.array([tabulated_quantile(nodes, logs, each) for each in (-9.0, 9.0)])
    assert low * (1 - 1e-6) <= ends[0] <= ends[1] <= high * (1 + 1e-6)


@pytest.mark.parametrize("name", CASES)
def test_the_mean_is_that_of_the_quantiles(name):
    u = (np.arange(400_000) + 0.5) / 400_000
    assert CASES[name].expectation() == pytest.approx(CASES[name].quantile(u).astype(float).mean(), rel=1e-3)


def test_a_pareto_is_scipys_and_has_its_mean():
    cut = Pareto(low=1.5, mean=5.47, high=100.0)
    theirs = stats.truncpareto(cut.exponent(), 100.0 / 1.5, scale=1.5)
    u = np.concatenate([[1e-12, 1e-6], np.linspace(0.001, 0.999, 400), [1 - 1e-6, 1 - 1e-12]])
    np.testing.assert_allclose(cut.quantile(u), theirs.ppf(u), rtol=1e-9)
    assert theirs.mean() == pytest.approx(5.47, rel=1e-9)
    # barely cut, alpha = m / (m - 1) for a mean of m times the least
    assert Pareto(low=1.0, mean=1.5, high=1e9).exponent() == pytest.approx(3.0, rel=1e-6)


def test_a_mixture_has_the_published_tail():
    overrun = parse_scenario({"resources": {"it": {"overrun": PUBLISHED}}}).resources["it"].overrun
    assert overrun.expectation() == pytest.approx(0.82 * 1.2 + 0.18 * 5.47)
    u = (np.arange(1_000_000) + 0.5) / 1_000_000
    drawn = overrun.quantile(u)
    assert (drawn > 1.5).mean() == pytest.approx(0.18, abs=2e-6)
    assert drawn[drawn > 1.5].mean() == pytest.approx(5.47, rel=1e-3)
    assert drawn[drawn <= 1.5].mean() == pytest.approx(1.2, rel=1e-6)
    assert (np.diff(drawn) >= 0.0).all()


def test_a_pool_meets_the_quantile_of_its_named_draw():
    number = 3000
    scenario = plain({"population.number": number} | {f"shared.{k}": v for k, v in terms(PUBLISHED).items()})
    state = start(scenario)
    founders = np.arange(0, number, 2)
    for i in founders:
        state.desk["member"][:2] = (i, i + 1)
        found(state, i, 0, 2, 3)
    key = run_key(scenario.seed, 0)
    u = uniforms(key, founders, stream_of("shared"), 3, Purpose.OVERRUN)
    met = state.pool["overrun"][0][state.place["pool"][founders, 0]]
    np.testing.assert_allclose(met, scenario.resources["shared"].overrun.quantile(u), rtol=2e-6)
    many = met[met > 1.5]
    assert many.size / met.size == pytest.approx(0.18, abs=4 * np.sqrt(0.18 * 0.82 / met.size))
    assert many.mean() == pytest.approx(5.47, abs=4 * many.std() / np.sqrt(many.size))


def test_a_lognormal_given_as_a_distribution_meets_the_same():
    variance = np.log1p(0.25)
    same = LogNormal(mu=float(np.log(1.3) - variance / 2), sigma=float(np.sqrt(variance)), low=0.1, high=1000.0)
    one, other = (
        simulate(
            plain({"population.number": 60, "shared.max_members": 2, "months": 3} | values), record="organizations"
        )
        for values in (
            {"shared.overrun_mean": 1.3, "shared.overrun_cv": 0.5},
            {"shared.overrun": same},
        )
    )
    # the cut at 0.1 takes a chance of 1e-7 away
    np.testing.assert_allclose(one["pool_overrun"], other["pool_overrun"], rtol=1e-4)
    assert float(one["pool_overrun"].std()) > 0.3


def test_both_drivers_meet_the_same():
    moved = compare(rich({f"resources.{n}.{k}": v for n in rich().resources for k, v in terms(PUBLISHED).items()}))
    assert moved["foundings"].sum() > 10


def test_there_is_one_distribution_of_overruns():
    with pytest.raises(ScenarioError, match=r"overrun.*none, unless overrun_mean = 1"):
        parse_scenario({"resources": {"it": {"overrun": PUBLISHED, "overrun_mean": 1.3}}})
    for parts, words in (([], "a list of 1 to 20"), (["a"], "a list of 1 to 20"), ([{"distribution": "no"}], "pareto")):
        wrong = {"distribution": "mixture", "weights": [1], "parts": parts}
        with pytest.raises(ScenarioError, match=words):
            parse_scenario({"resources": {"it": {"overrun": wrong}}})
    for mean, words in ((0.9, "a number from 1.0"), (300.0, "to 144.62")):
        wrong = {"distribution": "pareto", "low": 1, "mean": mean, "high": 1000}
        with pytest.raises(ScenarioError, match=words):
            parse_scenario({"resources": {"it": {"overrun": wrong}}})
    with pytest.raises(ScenarioError, match=r"one weight for each of the 2 parts"):
        parse_scenario({"resources": {"it": {"overrun": PUBLISHED | {"weights": [1]}}}})


def test_a_distribution_can_be_off_and_written():
    (overrun,) = (each for each in MECHANISMS if each.key == "overrun")
    scenario = parse_scenario({"resources": {"it": {"overrun": PUBLISHED}}})
    assert is_on(overrun, scenario)
    assert overrun not in active_mechanisms(with_values(scenario, {"resources.it.overrun": 1}))
    again = parse_scenario(tomllib.loads(write_toml(scenario.model_dump(exclude_none=True))))
    assert again == scenario
