"""Levers in uncertain worlds: regret by its definition, the same draws for all, intervals, words, refusals."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import sim
from sim.analysis.lever_study import NOTHING, Lever, LeverStudy, load_lever_study
from sim.analysis.robustness import _summary, regret
from sim.analysis.words import robustness
from sim.errors import ScenarioError
from sim.scenario import certain, with_values
from sim.vocabulary.text import same

STUDY = """
fictional = true
months = 12
[population]
number = 10
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
founding_cost = 500
[uncertain]
"society.review_rate" = {distribution = "uniform", low = 0.1, high = 1}
"resources.hr.founding_cost" = {distribution = "uniform", low = 0, high = 3000}
[decide]
worlds = 4
replications = 3
[decide.levers.subsidy]
title = {en = "a subsidy", fr = "une subvention"}
set = {"levers.subsidy_share" = 0.5, "levers.subsidy_cap" = 2000}
[decide.levers.far]
set.population.horizon = 60
"""
GAINS = arrays(np.float64, st.tuples(st.integers(2, 4), st.integers(1, 5), st.integers(1, 4)),
               elements=st.floats(-1e5, 1e5))  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = tmp_path_factory.mktemp("study") / "levers.toml"
    path.write_text(STUDY, encoding="utf-8")
    return load_lever_study(path)


@pytest.fixture(scope="module")
def decided(study):
    return sim.decide(study, threads=1)


@given(GAINS)
def test_regret_is_what_the_best_choice_would_have_brought_more(gain):
    expected = [
        [max(np.mean(other[w]) for other in gain) - np.mean(lever[w]) for w in range(gain.shape[1])] for lever in gain
    ]
    found = regret(gain)
    assert found == pytest.approx(np.array(expected), abs=1e-6)
    assert found.min(0) == pytest.approx(0.0, abs=1e-6)  # in each world, some choice is not regretted


@settings(max_examples=4)
@given(GAINS, st.floats(1.0, 1e4), st.integers(0, 100))
def test_what_all_levers_gain_alike_is_not_regretted(gain, more, seed):
    one, other = _summary(gain, seed), _summary(gain + more, seed)
    for name in ("mean_regret", "high_regret", "worst_regret"):
        assert other[name] == pytest.approx(one[name], abs=1e-5)
        assert (one[f"{name}_low"] <= one[name]).all()
        assert (one[name] <= one[f"{name}_high"]).all()
        assert (one[f"{name}_low"] >= 0.0).all()
    assert one["least"].sum() == pytest.approx(1.0)
    assert one["better"][0] == 0.0


def test_runs_are_the_same_for_all_levers_and_can_be_played_alone(study, decided):
    from sim.laws.random import run_key

    assert decided["net_gain"].sizes == {"lever": 3, "world": 4, "replication": 3}
    world = certain(study.scenario, run_key(study.seed, 2))
    for k, lever in enumerate(study.all_levers.values()):
        alone = sim.simulate(with_values(world, lever.values), 3, study.seed + 3, "summary")
        assert (alone["collective_net_gain"].values / 10).tolist() == decided["net_gain"].values[k, 2].tolist()
    drawn = decided["society.review_rate"].values
    assert len(set(drawn.tolist())) == 4
    assert decided["lever"].values.tolist() == [NOTHING, "subsidy", "far"]
    again = sim.decide(study, threads=2)
    xr.testing.assert_identical(again, decided)


def test_a_lever_that_changes_nothing_is_regretted_as_much(study):
    same_as_now = {"levers.subsidy_share": study.scenario.levers.subsidy_share}
    ds = sim.decide(LeverStudy(study.scenario, {"idle": Lever(same("idle"), same_as_now)}, worlds=3, replications=2))
    assert ds["worst_regret"].values.tolist() == [0.0, 0.0]
    assert ds["better"].values.tolist() == [0.0, 0.0]
    assert ds["least"].values.tolist() == [0.5, 0.5]
    assert "is never regretted" in robustness(ds)
    assert "do not tell it from" in robustness(ds)


def test_one_run_of_each_world_makes_regret_of_chance():
    rng = np.random.default_rng(3)
    noise = rng.normal(0.0, 1000.0, (4, 60, 64))  # all levers are alike: no regret in truth
    worst = [regret(noise[:, :, :runs]).max(1).mean() for runs in (1, 8, 64)]
    assert worst[0] > 2.0 * worst[1] > 2.0 * worst[2]


def test_the_words_say_which_is_regretted_least_and_warn(decided):
    for lang, words in (("en", "is regretted least"), ("fr", "on regrette le moins")):
        text = robustness(decided, lang)
        assert words in text or "never regretted" in text or "jamais" in text
        assert "{" not in text
    wide = decided.assign(wide=("lever", np.array([True, True, True])))
    assert "not known within 20%" in robustness(wide)
    assert "about twice too large" in robustness(decided.isel(replication=[0]))
    harm = decided.copy(deep=True)
    harm["net_gain"].loc[{"lever": "subsidy"}] = harm["net_gain"].sel(lever=NOTHING) - 1.0
    assert "“a subsidy” (100% of the worlds)" in robustness(harm)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (
            {
                "worlds = 4": "worlds = 1",
                "subsidy_share": "subsidy_shar",
                "horizon = 60": "horizon = -1",
                "months = 12": "months = 0",
            },
            (
                "bad.toml, months = 0: Allowed: a whole number from 1 to 600.",
                "bad.toml, decide.worlds = 1: Allowed: a whole number from 2 to 100,000.",
                "bad.toml, decide.levers.subsidy.set.levers.subsidy_shar = 0.5: Allowed: one of",
                "bad.toml, decide.levers.far.set.population.horizon = -1: Allowed: a",
            ),
        ),
        ({"levers.far]": "levers.nothing]"}, ("decide.levers.nothing = ", "another name: this one is the reference")),
        ({"set.population.horizon = 60": ""}, ("decide.levers.far.set: Allowed: at least one parameter",)),
        ({"[uncertain]": "[other]"}, ("other", "uncertain: Allowed: a table [uncertain] that draws the worlds")),
        ({"[decide": "[decision"}, ("bad.toml, decide: Allowed: a table [decide] with the levers to compare",)),
    ],
)
def test_all_problems_of_a_study_are_said_at_once(tmp_path, changes, problems):
    text = STUDY
    for before, after in changes.items():
        text = text.replace(before, after)
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load_lever_study(path)
    for problem in problems:
        assert problem in error.value.text("en")
    assert error.value.text("fr") != error.value.text("en")
