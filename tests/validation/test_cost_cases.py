"""What published cases of the economics of cost mean in the model: the size of clubs, choice, the kernel's serial rule.

Their numbers are compared in test_published.py.
"""

import math

import numpy as np
import pytest

from docs.site.published import CASES
from sim.kernel.membership import found
from sim.laws.decision import logit
from sim.laws.random import Purpose, run_key, uniforms
from sim.laws.serial import cap_demands, serial_shares
from tests.kernel.worlds import plain, played, sizes, start


def test_clubs_grow_to_their_size_where_nobody_may_be_harmed():
    # congestion of k n for each member is g1 = k and g2 = 2 k in our coordination law
    case = CASES["buchanan_club"]
    F, k = case["input"]["F"], case["input"]["k"]
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


def test_the_share_that_draws_a_taste_for_the_better_option():
    case = CASES["logit_choice"]
    utility = case["input"]["lam"] * case["input"]["dU"]
    # who draws U wants it if utility + logit(U) >= 0: from U = 1 - P on
    draws = uniforms(run_key(1974, 0), np.arange(100_000), 0, 0, Purpose.TASTE)
    share = np.mean([utility + logit(u) >= 0 for u in draws])
    assert share == pytest.approx(case["expected"]["P"], abs=4 * math.sqrt(0.2 / draws.size))


@pytest.mark.parametrize(("name", "cost"), [("quadratic", lambda Q: Q**2), ("affine", lambda Q: 60.0 + 10.0 * Q)])
def test_serial_shares_of_the_kernel(name, cost):
    case = CASES["serial_cost_sharing"]
    demand = np.array(case["input"]["q"], dtype=float)
    total, squares, share = np.empty((3, demand.size))
    cap_demands(demand, total, squares)
    serial_shares(cost(total), share)
    assert share == pytest.approx(case["expected"][name], abs=case["tolerance"])
