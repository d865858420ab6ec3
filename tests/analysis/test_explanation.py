"""Where the gain comes from: identities that can be checked by hand, on common random numbers."""

import numpy as np
import pytest
import xarray as xr
from scipy.stats import sem, t

from sim import explain, simulate
from sim.analysis import active_mechanisms
from sim.analysis.mechanisms import mean_needs, values_off
from sim.analysis.parties import MOST, parties
from sim.analysis.words import explanation
from sim.analysis.words.explanation import amount
from sim.archive import open_dataset, save_dataset
from sim.declared import MECHANISMS, RELATED
from sim.errors import ScenarioError
from sim.games import CostGame, attribution, shapley_value
from sim.scenario import with_values
from tests.analysis.worlds import MONTHS, NUMBER, plain, shipped
from tests.kernel.worlds import eventful

REPLICATIONS = 4
TOGETHER = [("lots", "risk", "access"), ("friction", "payments", "overrun", "coordination")]
BARE = {"need_per_fte": 2.0, "unit_cost": 100.0, "market_price": 1000.0, "unmet_value": 1000.0}


@pytest.fixture(scope="module")
def workshop(repository):
    """Return the explained workshop, and its scenario."""
    scenario = shipped(repository, "atelier", f"replications={REPLICATIONS}")
    return scenario, explain(scenario)


def test_a_fixed_cost_shared_by_five_is_saved_four_times():
    explained = explain(plain(fixed_cost=70.0))
    saved = 70.0 * (NUMBER - 1) * MONTHS
    assert explained["mechanism"].values.tolist() == ["fixed_cost"]
    np.testing.assert_allclose(explained["gain"], saved)
    np.testing.assert_allclose(explained["gain_without"], 0.0, atol=1e-9)
    for name in ("contribution", "contribution_low", "contribution_high"):
        assert float(explained[name][0]) == pytest.approx(saved)
    assert float(explained["bare"]) == pytest.approx(0.0, abs=1e-9)
    alone = NUMBER * MONTHS * (70.0 + 2.0 * 100.0)
    assert float(explained["contribution_share"][0]) == pytest.approx(saved / alone)


def test_what_is_saved_and_what_it_costs_add_up_where_nobody_decides():
    explained = explain(plain(fixed_cost=70.0, hub_cost=100.0, member_cost=10.0, pair_cost=1.0))
    parts = dict(zip(explained["mechanism"].values.tolist(), explained["contribution"].values, strict=True))
    assert parts == {
        "fixed_cost": pytest.approx(70.0 * 4 * MONTHS),
        "coordination": pytest.approx(-(100.0 + 10.0 * 5 + 1.0 * 10) * MONTHS),
    }
    for order in ("first", "last"):  # none acts on another: the order does not matter
        np.testing.assert_allclose(explained[order], explained["contribution"])
    assert "The contributions add up to the gain" in explanation(explained, "en")
    assert "The order matters" not in explanation(explained, "en")


def test_what_acts_together_is_split_between_the_two():
    # Friction is a share of what service costs: 50 % of 1,070 $ in the first month, fading; without the fixed cost, of
    # 1,000 $. Both together lose the friction on the fixed cost, 35 $ x the sum of its fading, half of it each.
    explained = explain(plain(fixed_cost=70.0, friction=0.5, friction_months=4.0))
    fading = sum(np.exp(-month / 4.0) for month in range(MONTHS))
    saved, lost, joint = 70.0 * 4 * MONTHS, 0.5 * 1000.0 * fading, 0.5 * 70.0 * fading
    expected = {
        "contribution": (saved - joint / 2, -lost - joint / 2),
        "first": (saved, -lost),
        "last": (saved - joint, -lost - joint),
    }
    for name, parts in expected.items():
        np.testing.assert_allclose(explained[name].sel(mechanism=["fixed_cost", "friction"]), parts)
    assert float(explained["total"]) == pytest.approx(saved - lost - joint)
    assert "The order matters most here" in explanation(explained, "en")


def test_a_tax_takes_its_share_of_what_is_billed():
    # of a service of 1,070 $ and a coordination of 100 $
    explained = explain(plain(fixed_cost=70.0, hub_cost=100.0, tax=0.05)).sel(mechanism="tax")
    assert float(explained["first"]) == pytest.approx(-0.05 * 1000.0 * MONTHS)
    assert float(explained["last"]) == pytest.approx(-0.05 * 1170.0 * MONTHS)
    assert float(explained["contribution"]) == pytest.approx(-0.05 * (1000.0 + 70.0 / 2 + 100.0 / 2) * MONTHS)


def test_a_subsidy_is_a_gain_of_the_organizations_and_said_to_be_public_money():
    subsidized = with_values(plain(fixed_cost=70.0, founding_cost=1000.0), {"levers.subsidy_share": 0.4})
    explained = explain(subsidized)
    levers = explained.sel(mechanism="levers")  # nothing to subsidize without the payments: they share what both bring
    parts = [float(levers[name]) for name in ("first", "contribution", "last")]
    np.testing.assert_allclose(parts, [0.0, 200.0, 400.0], atol=1e-9)
    assert float(explained["contribution"].sel(mechanism="payments")) == pytest.approx(-800.0)
    np.testing.assert_allclose(explained["public"], 400.0)
    assert not explained["public_without"].sel(mechanism="levers").any()
    assert "$400 of it is public money." in explanation(explained, "en")
    assert "De ce gain, 400\u00a0$ sont de l’argent public." in explanation(explained, "fr")


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
    explained = explain(scenario)
    lots = explained.sel(mechanism="lots")
    assert float(explained["total"]) != 0.0
    for name in ("contribution", "first", "last"):
        assert {float(lots[f"{name}{end}"]) for end in ("", "_low", "_high", "_share")} == {0.0}
    np.testing.assert_array_equal(lots["gain_without"], explained["gain"])


def test_with_everything_off_there_is_no_gain_and_nothing_to_take_away():
    explained = explain(plain())
    assert explained.sizes["mechanism"] == 0
    assert float(explained["total"]) == pytest.approx(0.0, abs=1e-9)
    assert float(explained["bare"]) == float(explained["total"])
    for lang, words in (("en", "nothing to switch off"), ("fr", "rien à désactiver")):
        assert words in explanation(explained, lang)


def test_each_world_is_the_simulation_without_what_is_off(workshop):
    scenario, explained = workshop
    needs = mean_needs(scenario, scenario.seed, REPLICATIONS)
    for number in (0, 0b10100110, 0b01111111, 0b11111111):
        world = scenario
        for on, mechanism in zip(explained["is_on"].values[number], active_mechanisms(scenario), strict=True):
            world = world if on else with_values(world, values_off(mechanism, world, needs))
        assert sum(explained["is_on"].values[number]) == len(active_mechanisms(world))
        gain = simulate(world, replications=REPLICATIONS, record="summary")["collective_total_gain"]
        np.testing.assert_array_equal(explained["gain_in_world"][number], gain)
    np.testing.assert_array_equal(explained["gain_without"].isel(mechanism=7), explained["gain_in_world"][0b01111111])
    np.testing.assert_array_equal(explained["gain"], gain)


def test_contributions_sum_to_the_gain_and_are_those_of_the_same_cost_game(workshop):
    _, explained = workshop
    for suffix in ("", "_share"):
        parts = float(explained[f"contribution{suffix}"].sum() + explained[f"bare{suffix}"])
        assert parts == pytest.approx(float(explained[f"total{suffix}"]), rel=1e-12)
    assert abs(float(explained["bare"])) < 1e-6
    assert float(explained["total"]) == pytest.approx(float(explained["gain"].mean()))
    worth = explained["gain_in_world"].mean("replication").values
    on = explained["is_on"].values
    height = 2.0 * abs(worth).max()  # of a cost that every mechanism adds by itself: costs are not negative
    costs = worth - worth[0] + height * on.sum(1)
    game = CostGame(explained["mechanism"].values.tolist(), costs)
    np.testing.assert_allclose(shapley_value(game) - height, explained["contribution"], atol=1e-9 * height)
    for place in range(on.shape[1]):
        added = np.eye(on.shape[1], dtype=bool)[place]
        alone, others = (int(np.flatnonzero((on == row).all(1))[0]) for row in (added, ~added))
        assert float(explained["first"][place]) == pytest.approx(worth[alone] - worth[0])
        assert float(explained["last"][place]) == pytest.approx(worth[-1] - worth[others])
    assert (explained["contribution_low"] <= explained["contribution"]).all()


def test_intervals_are_student_s_over_the_runs(workshop):
    _, explained = workshop
    by_run = attribution(explained["gain_in_world"].values)
    interval = t.interval(0.95, REPLICATIONS - 1, by_run.mean(1), sem(by_run, axis=1))
    np.testing.assert_allclose([explained["contribution_low"], explained["contribution_high"]], interval)


def test_mechanisms_taken_together_are_on_and_off_as_one(workshop):
    scenario, explained = workshop
    together = explain(
        scenario, REPLICATIONS, together=[("payments", "friction", "overrun"), ("risk", "access", "lots")]
    )
    keys = ["fixed_cost", "lots+risk+access", "coordination", "friction+payments+overrun"]
    assert together["mechanism"].values.tolist() == keys
    assert together["mechanism_name"].values[-1] == "Start-up friction + entry and exit payments + overruns"
    both = [0, *(1 << k for k in range(4))], [0, 0b1, 0b1110, 0b10000, 0b11100000]
    for few, many in zip(*both, strict=True):
        np.testing.assert_array_equal(together["gain_in_world"][few], explained["gain_in_world"][many])
    assert float(together["contribution"].sum()) == pytest.approx(float(explained["contribution"].sum()))


def test_what_is_off_changes_no_draw():
    """What it costs to be alone depends on needs and luck; mechanisms of pools alone must leave all of it as it is."""
    scenario = eventful({"months": 8, "society.closure": False})
    alone = {"fixed_cost", "lots", "risk", "scale", "learning", "access", "levers"}
    needs = mean_needs(scenario, scenario.seed, 1)
    before = simulate(scenario, 1, record="organizations")
    for mechanism in active_mechanisms(scenario):
        world = with_values(scenario, values_off(mechanism, scenario, needs))
        ds = simulate(world, 1, record="organizations")
        np.testing.assert_array_equal(ds["need"], before["need"])
        if mechanism.key not in alone:
            np.testing.assert_array_equal(ds["counterfactual_cost"], before["counterfactual_cost"], mechanism.key)


def test_pooling_can_be_worse_than_without_what_makes_people_pool(repository):
    explained = explain(shipped(repository, "echec", "replications=6"), together=TOGETHER)
    assert float(explained["total"]) < 0.0
    assert float(explained["last"].sel(mechanism="fixed_cost")) < 0.0
    assert not explained["entered_without"].sel(mechanism="fixed_cost").any()
    assert "Without fixed cost, nobody would pool." in explanation(explained, "en")
    assert "Sans coût fixe, personne ne mutualiserait." in explanation(explained, "fr")


def test_the_words_say_what_brings_and_what_takes_most(workshop):
    _, explained = workshop
    said = explanation(explained, "en")
    assert "What brings it most: fixed cost (" in said
    assert "What takes most from it: start-up friction (" in said
    assert said.index("add up to the gain") < said.index("Fictional example")
    words = amount(float(explained["contribution"].sel(mechanism="fixed_cost")))["en"]
    assert f"fixed cost ({words})" in said


def test_no_difference_and_no_certainty_are_said(workshop):
    _, explained = workshop
    still = explained.assign(gain_in_world=explained["gain_in_world"] * 0.0 + explained["gain"])
    assert "changes nothing, in any combination" in explanation(still, "en")
    vague = explained.assign(
        contribution_low=explained["contribution"] - 1e9, contribution_high=explained["contribution"] + 1e9
    )
    assert "What brings it most" not in explanation(vague, "en")
    assert "do not tell whether these bring or take something: fixed cost, buying in lots" in explanation(vague, "en")
    bare = explained.assign(bare=explained["bare"] * 0.0 + 2e6)
    assert "the gain less +$2M" in explanation(bare, "en")
    assert "le gain moins +2\u00a0M$" in explanation(bare, "fr")


def test_a_single_run_has_no_interval(repository):
    explained = explain(shipped(repository, "atelier"), replications=1, together=TOGETHER)
    assert np.isnan(explained["contribution_low"]).all()
    assert "a single run" in explanation(explained, "en")


def test_progress_counts_all_worlds_and_options_reach_them(repository):
    calls = []
    scenario = shipped(repository, "atelier", "months=6")
    explained = explain(
        scenario, together=TOGETHER, replications=2, seed=9, threads=1, progress=lambda *call: calls.append(call)
    )
    total = 2 * 2 ** explained.sizes["mechanism"]
    assert calls[-1] == (total, total)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)
    assert explained.attrs["seed"] == "9"
    assert explained.sizes["replication"] == 2
    np.testing.assert_array_equal(explained["gain"], simulate(scenario, 2, 9, "summary")["collective_total_gain"])


def test_it_survives_the_disk(workshop, tmp_path):
    _, explained = workshop
    xr.testing.assert_identical(open_dataset(save_dataset(explained, tmp_path / "sources.nc")), explained)
    for name, variable in explained.data_vars.items():
        assert {"units", "long_name", "long_name_fr"} <= set(variable.attrs), name
    assert explained["contribution_share_low"].attrs["long_name"].endswith("share of the cost alone, lower bound")


def test_no_replication_is_refused(repository):
    with pytest.raises(ValueError, match="at least 1"):
        explain(shipped(repository, "atelier"), replications=0)


def test_related_mechanisms_are_taken_together_where_more_than_ten_are_on(repository):
    assert all(len(party.mechanisms) == 1 for party in parties(shipped(repository, "quebec-1")))
    everything = eventful()
    assert {each.key for each in active_mechanisms(everything)} == {each.key for each in MECHANISMS}
    few = parties(everything)
    assert len(few) <= MOST < len(MECHANISMS)
    assert sorted(each.key for party in few for each in party.mechanisms) == sorted(each.key for each in MECHANISMS)
    assert [each.key for party in few for each in party.mechanisms if party.key == "friction+payments+migration"]
    keys = [key for row in RELATED for key in row]
    assert len(keys) == len(set(keys))


def test_no_more_are_taken_together_than_needed():
    ten = {"unit_cost": 100.0, "fixed_cost": 1.0, "lot": 1.0, "variation": 0.1, "tax": 0.1, "overuse": 0.1}
    ten |= {"scale_exponent": 0.9, "hub_cost": 1.0, "friction": 0.1, "founding_cost": 1.0, "overrun_mean": 1.2}
    scenario = plain(**ten)
    assert len(active_mechanisms(scenario)) == len(parties(scenario)) == MOST
    more = with_values(scenario, {"levers.subsidy_share": 0.1, "society.innovation": 0.1})
    keys = [party.key for party in parties(more)]
    assert len(keys) == MOST + 2 - 4
    assert keys[0] == "fixed_cost+lots+scale"
    assert "risk" in keys


@pytest.mark.parametrize(
    ("together", "words"),
    [
        ([("friktion", "lots")], "friction"),
        ([("lots", "risk"), ("risk", "access")], "each mechanism once"),
        ([], "at most 10 parts"),
    ],
)
def test_what_cannot_be_taken_together_is_refused(together, words):
    with pytest.raises(ScenarioError, match=words):
        explain(eventful(), together=together)
