"""Where the gain comes from: identities that can be checked by hand, on common random numbers."""

import numpy as np
import pytest
import xarray as xr

from sim import explain, simulate
from sim.analysis import active_mechanisms
from sim.analysis.mechanisms import mean_needs, values_off
from sim.analysis.words import explanation
from sim.archive import open_dataset, save_dataset
from sim.scenario import with_values
from tests.analysis.worlds import MONTHS, NUMBER, plain, shipped

BARE = {"need_per_fte": 2.0, "unit_cost": 100.0, "market_price": 1000.0, "unmet_value": 1000.0}


@pytest.fixture(scope="module")
def workshop(repository):
    """Return the explained workshop, and its scenario."""
    scenario = shipped(repository, "atelier", "replications=6")
    return scenario, explain(scenario)


def test_a_fixed_cost_shared_by_five_is_saved_four_times():
    found = explain(plain(fixed_cost=70.0))
    saved = 70.0 * (NUMBER - 1) * MONTHS
    assert found["mechanism"].values.tolist() == ["fixed_cost"]
    np.testing.assert_allclose(found["gain"], saved)
    np.testing.assert_allclose(found["gain_without"], 0.0, atol=1e-9)
    for name in ("contribution", "contribution_low", "contribution_high"):
        assert float(found[name][0]) == pytest.approx(saved)
    assert float(found["remainder"]) == pytest.approx(0.0, abs=1e-9)
    alone = NUMBER * MONTHS * (70.0 + 2.0 * 100.0)
    assert float(found["contribution_share"][0]) == pytest.approx(saved / alone)


def test_what_is_saved_and_what_it_costs_add_up_where_nobody_decides():
    found = explain(plain(fixed_cost=70.0, hub_cost=100.0, member_cost=10.0, pair_cost=1.0))
    parts = dict(zip(found["mechanism"].values.tolist(), found["contribution"].values, strict=True))
    assert parts == {
        "fixed_cost": pytest.approx(70.0 * 4 * MONTHS),
        "coordination": pytest.approx(-(100.0 + 10.0 * 5 + 1.0 * 10) * MONTHS),
    }
    assert float(found["remainder"]) == pytest.approx(0.0, abs=1e-9)
    assert "The parts add up to the gain." in explanation(found, "en")


def test_what_acts_together_is_the_remainder():
    # Friction is a share of what service costs: 50 % of 1,070 $ in the first month, fading; without the fixed cost,
    # of 1,000 $. Each of both is credited with the friction on the fixed cost, 35 $ x the sum of its fading.
    found = explain(plain(fixed_cost=70.0, friction=0.5, friction_months=4.0))
    fading = sum(np.exp(-month / 4.0) for month in range(MONTHS))
    parts = dict(zip(found["mechanism"].values.tolist(), found["contribution"].values, strict=True))
    assert parts["friction"] == pytest.approx(-0.5 * 1070.0 * fading)
    assert parts["fixed_cost"] == pytest.approx(70.0 * 4 * MONTHS - 0.5 * 70.0 * fading)
    assert float(found["remainder"]) == pytest.approx(0.5 * 70.0 * fading)
    assert float(found["total"]) == pytest.approx(70.0 * 4 * MONTHS - 0.5 * 1070.0 * fading)


def test_a_tax_takes_its_share_of_what_is_billed():
    # of a service of 1,070 $ and a coordination of 100 $
    found = explain(plain(fixed_cost=70.0, hub_cost=100.0, tax=0.05)).sel(mechanism="tax")
    assert float(found["contribution"]) == pytest.approx(-0.05 * 1170.0 * MONTHS)


def test_a_subsidy_is_a_gain_of_the_organizations_and_said_to_be_public_money():
    subsidized = with_values(plain(fixed_cost=70.0, founding_cost=1000.0), {"levers.subsidy_share": 0.4})
    found = explain(subsidized)
    assert float(found["contribution"].sel(mechanism="levers")) == pytest.approx(400.0)
    np.testing.assert_allclose(found["public"], 400.0)
    assert not found["public_without"].sel(mechanism="levers").any()
    assert "$400 of it is public money." in explanation(found, "en")
    assert "De ce gain, 400\u00a0$ sont de l'argent public." in explanation(found, "fr")


def test_overuse_takes_what_is_used_for_nothing_and_nothing_where_each_pays_for_its_own():
    # a fifth of the bill is one's own: four fifths of 10 % more are used by five of two units at 100 $
    split = explain(plain(sharing="equal", overuse=0.1)).sel(mechanism="overuse")
    assert float(split["contribution"]) == pytest.approx(-0.8 * 0.1 * 5 * 2 * 100.0 * MONTHS)
    own = explain(plain(sharing="by_use", overuse=0.1)).sel(mechanism="overuse")
    assert {float(own[f"contribution{end}"]) for end in ("", "_low", "_high")} == {0.0}


def test_a_mechanism_without_effect_contributes_exactly_nothing(repository):
    # lots of a resource that nobody needs, beside one that everybody decides on
    idle = {**BARE, "concerned": 0.0, "lot": 5.0}
    used = {**BARE, "fixed_cost": 300.0, "variation": 0.4, "founding_cost": 500.0}
    scenario = with_values(plain(resources={"used": used, "idle": idle}), {"population.rule": "rational"})
    found = explain(scenario)
    lots = found.sel(mechanism="lots")
    assert float(found["total"]) != 0.0
    assert {float(lots[f"contribution{end}"]) for end in ("", "_low", "_high", "_share")} == {0.0}
    np.testing.assert_array_equal(lots["gain_without"], found["gain"])


def test_with_everything_off_there_is_no_gain_and_nothing_to_take_away():
    found = explain(plain())
    assert found.sizes["mechanism"] == 0
    assert float(found["total"]) == pytest.approx(0.0, abs=1e-9)
    assert float(found["remainder"]) == float(found["total"])
    for lang, words in (("en", "nothing to switch off"), ("fr", "rien à désactiver")):
        assert words in explanation(found, lang)


def test_each_world_is_the_simulation_without_the_mechanism(workshop):
    scenario, found = workshop
    for mechanism in active_mechanisms(scenario)[::3]:
        world = with_values(scenario, values_off(mechanism, scenario, mean_needs(scenario, scenario.seed, 6)))
        ds = simulate(world, record="summary")
        np.testing.assert_array_equal(found["gain_without"].sel(mechanism=mechanism.key), ds["collective_total_gain"])


def test_parts_and_remainder_are_the_gain(workshop):
    _, found = workshop
    for suffix in ("", "_share"):
        parts = float(found[f"contribution{suffix}"].sum() + found[f"remainder{suffix}"])
        assert parts == pytest.approx(float(found[f"total{suffix}"]))
    assert float(found["total"]) == pytest.approx(float(found["gain"].mean()))
    contribution = found["gain"].mean() - found["gain_without"].mean("replication")
    np.testing.assert_allclose(found["contribution"], contribution)
    assert (found["contribution_low"] <= found["contribution"]).all()


def test_pooling_can_be_worse_than_without_what_makes_people_pool(repository):
    found = explain(shipped(repository, "echec", "replications=12"))
    assert float(found["total"]) < 0.0
    assert float(found["contribution"].sel(mechanism="fixed_cost")) < 0.0
    assert not found["entered_without"].sel(mechanism="fixed_cost").any()
    assert "Without fixed cost, nobody would pool." in explanation(found, "en")
    assert "Sans coût fixe, personne ne mutualiserait." in explanation(found, "fr")


def test_the_words_say_what_brings_and_what_takes_most(workshop):
    _, found = workshop
    said = explanation(found, "en")
    assert "What brings it most: fixed cost." in said
    assert "What takes most from it: start-up friction." in said
    assert said.index("do not add up") < said.index("Fictional example")


def test_no_difference_and_no_certainty_are_said(workshop):
    _, found = workshop
    still = found.assign(gain_without=found["gain_without"] * 0.0 + found["gain"])
    assert "changes nothing" in explanation(still, "en")
    vague = found.assign(contribution_low=found["contribution"] - 1e9, contribution_high=found["contribution"] + 1e9)
    assert "What brings it most" not in explanation(vague, "en")
    assert "do not tell whether these bring or take something: fixed cost, buying in lots" in explanation(vague, "en")
    chance = found.assign(remainder_low=found["remainder"] * 0 - 1.0)
    assert "do not tell whether the remainder" in explanation(chance, "en")
    less = found.assign(remainder=found["remainder"] * 0 - 2e6, remainder_low=-3e6, remainder_high=-1e6)
    assert "$2M too much" in explanation(less, "en")
    assert "2\u00a0M$ de trop" in explanation(less, "fr")


def test_a_single_run_has_no_interval(repository):
    found = explain(shipped(repository, "atelier"), replications=1)
    assert np.isnan(found["contribution_low"]).all()
    assert "a single run" in explanation(found, "en")


def test_progress_counts_all_worlds_and_options_reach_them(repository):
    calls = []
    scenario = shipped(repository, "atelier", "months=6")
    found = explain(scenario, replications=2, seed=9, threads=1, progress=lambda *call: calls.append(call))
    total = 2 * (1 + found.sizes["mechanism"])
    assert calls[-1] == (total, total)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)
    assert found.attrs["seed"] == "9"
    assert found.sizes["replication"] == 2
    np.testing.assert_array_equal(found["gain"], simulate(scenario, 2, 9, "summary")["collective_total_gain"])


def test_it_survives_the_disk(workshop, tmp_path):
    _, found = workshop
    xr.testing.assert_identical(open_dataset(save_dataset(found, tmp_path / "sources.nc")), found)
    for name, variable in found.data_vars.items():
        assert {"units", "long_name", "long_name_fr"} <= set(variable.attrs), name
    assert found["contribution_share_low"].attrs["long_name"].endswith("share of the cost alone, lower bound")


def test_no_replication_is_refused(repository):
    with pytest.raises(ValueError, match="at least 1"):
        explain(shipped(repository, "atelier"), replications=0)
