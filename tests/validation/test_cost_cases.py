"""Known answers of the economics of cost: risk pools, economies of scale, clubs, learning, choice, sharing."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from sim.declared.sharing import SHARING_RULES
from sim.kernel.membership import found
from sim.laws.cost import (
    capacity_cost,
    coordination_cost,
    experience_factor,
    fractile,
    running_cost,
    sd_cost,
    spread_of_need,
)
from sim.laws.decision import logit
from sim.laws.learning import learning_exponent
from sim.laws.random import Purpose, run_key, uniforms
from sim.laws.serial import cap_demands, serial_shares
from sim.laws.sharing import bill, split
from tests.kernel.worlds import plain, played, sizes, start

CASES = {case["name"]: case for case in json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))}


def test_the_square_root_law_of_safety_stocks():
    case = CASES["eppen_sqrt_law"]
    n, sigma, h, p = (case["input"][name] for name in ("n", "sigma", "h", "p"))
    mean = 100.0  # any: it drops out. A unit held costs h, one short p more than that

    def safety(total, deviation):
        _, fixed, held, short = running_cost(total, deviation, 0.0, h, 1.0, 0.0, h + p, fractile(h, h + p))
        return fixed + held + short - h * total

    alone = n * safety(mean, sigma)
    pooled = safety(n * mean, spread_of_need(n * mean**2, n * mean, sigma / mean, case["input"]["rho"]))
    assert alone == pytest.approx(case["expected"]["decentralised"], abs=case["tolerance"])
    assert pooled == pytest.approx(case["expected"]["pooled"], abs=case["tolerance"])


def test_the_variance_of_a_risk_pool():
    case = CASES["risk_pool_variance"]
    rows = zip(case["input"]["rho"], case["input"]["n"], case["expected"]["var_ratio"], strict=True)
    for rho, n, ratio in rows:
        # a reserve: losses of mean 10 and deviation 4, all paid (u0 = 1); members pay an n-th each
        deviation = spread_of_need(n * 10.0**2, n * 10.0, 0.4, rho)
        alone = sd_cost(0.0, 10.0, 4.0, 1.0, 0.0)
        member = sd_cost(0.0, 10.0 * n, deviation, 1.0, 0.0) / n
        assert (member / alone) ** 2 == pytest.approx(ratio, abs=case["tolerance"])


def test_the_six_tenths_rule():
    case = CASES["six_tenths"]
    exponent = case["input"]["exponent"]
    twice = capacity_cost(2.0, 1.0, exponent) / capacity_cost(1.0, 1.0, exponent)
    assert twice == pytest.approx(case["expected"]["double_size_cost"], abs=case["tolerance"])
    assert twice / 2 == pytest.approx(case["expected"]["unit_cost_ratio"], abs=case["tolerance"])


def test_the_size_of_a_club():
    # congestion of k n for each member is g1 = k and g2 = 2 k in our coordination law
    case = CASES["buchanan_club"]
    F, k = case["input"]["F"], case["input"]["k"]
    members = np.arange(1, 101)
    cost = np.array([(F + coordination_cost(int(n), 0.0, k, 2.0 * k)) / n for n in members])
    np.testing.assert_allclose(cost, F / members + k * members)
    assert members[cost.argmin()] == case["expected"]["n_star"] == math.sqrt(F / k)
    assert cost.min() == pytest.approx(case["expected"]["min_cost"], abs=case["tolerance"])
    # and it is the size that clubs grow to, where nobody may be harmed
    values = {"shared.fixed_cost": F, "shared.member_cost": k, "shared.pair_cost": 2 * k, "months": 6}
    values |= {"population.number": 70, "shared.admission": "no_harm", "shared.unit_cost": 1e-9}
    scenario = plain(values | {"shared.market_price": 10_000, "shared.unmet_value": 10_000})
    for n in (29, 30, 31):
        state = start(scenario)
        state.desk["member"][:n] = range(n)
        pool = state.pool[0, found(state, 0, 0, n, 0)]
        steady = float(pool["steady_lump"] + pool["steady_spread"]) / n
        assert steady == pytest.approx(F / n + k * n, abs=1e-6)
    *_, (_, state) = played(scenario)
    assert sizes(state)[0] == case["expected"]["n_star"]


def test_wrights_curve():
    case = CASES["wright_curve"]
    exponent = learning_exponent(case["input"]["progress"])
    assert exponent == pytest.approx(case["expected"]["b"], abs=case["tolerance"])
    for unit in (2, 8, 10):  # the n-th unit is made with the experience of n - 1
        cost = case["input"]["first"] * experience_factor(unit - 1.0, 1.0, exponent)
        assert cost == pytest.approx(case["expected"][f"unit{unit}"], abs=case["tolerance"])


def test_logit_choice():
    case = CASES["logit_choice"]
    utility = case["input"]["lam"] * case["input"]["dU"]
    # who draws U wants it if utility + logit(U) >= 0: from U = 1 - P on
    assert logit(1 - case["expected"]["P"]) == pytest.approx(-utility, abs=case["tolerance"])
    draws = uniforms(run_key(1974, 0), np.arange(100_000), 0, 0, Purpose.TASTE)
    share = np.mean([utility + logit(u) >= 0 for u in draws])
    assert share == pytest.approx(case["expected"]["P"], abs=4 * math.sqrt(0.2 / draws.size))


def test_two_part_shares_of_an_affine_cost_are_serial():
    case = CASES["serial_cost_sharing"]
    q = case["input"]["q"]
    rule = SHARING_RULES["two_part"]
    lump, spread = split(rule.equal_fixed, rule.equal_rest, 60.0, 10.0 * sum(q))
    shares = [bill(lump, spread, len(q), float(each), float(sum(q))) for each in q]
    assert shares == pytest.approx(case["expected"]["affine"], abs=case["tolerance"])


@pytest.mark.parametrize(("name", "cost"), [("quadratic", lambda Q: Q**2), ("affine", lambda Q: 60.0 + 10.0 * Q)])
def test_serial_cost_sharing(name, cost):
    case = CASES["serial_cost_sharing"]
    demand = np.array(case["input"]["q"], dtype=float)
    total, squares, share = np.empty((3, demand.size))
    cap_demands(demand, total, squares)
    serial_shares(cost(total), share)
    assert share == pytest.approx(case["expected"][name], abs=case["tolerance"])
