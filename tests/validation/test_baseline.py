"""Two implementations of one text: the compiled kernel and the independent Mesa baseline tell the same story.

Their random streams differ, so that they are compared as distributions over replications.
"""

import importlib
import math
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2]))  # `benchmarks` is not installed
baseline = importlib.import_module("benchmarks.baseline")

from sim import load_scenario, simulate  # noqa: E402

MONTHS = 36
BASELINE_REPLICATIONS = 24
KERNEL_REPLICATIONS = 200
LIMIT = 4.0

COMMON = f"""
months = {MONTHS}
seed = 20
[population]
number = 40
size = {{distribution = "lognormal", mu = 1.752, sigma = 1.43, low = 1, high = 250}}
cash = {{distribution = "uniform", low = 0.3, high = 2}}
surplus = 0.01
rate = 0.06
horizon = {{distribution = "truncated_normal", mean = 36, sd = 9, low = 6, high = 72}}
foresight = {{distribution = "beta", mean = 0.7, sd = 0.15}}
trust = {{distribution = "beta", mean = 0.5, sd = 0.15}}
solidarity = {{distribution = "beta", mean = 0.4, sd = 0.15}}
autonomy = 0.05
taste = 1.5
risk_weight = 0
"""

# premises are paid by those who use them; training may go unmet (a unit is worth less than its price)
LATTICE = """
[network]
kind = "small_world"
contacts = 6
rewiring = 0.2
[resources.premises]
fixed_cost = 900
unit_cost = 37
lot = 15
market_price = 60
unmet_value = 90
variation = 0.1
correlation = 0.1
friction = 0.22
friction_months = 8
member_cost = 80
pair_cost = 15
founding_cost = 18000
joining_cost = 3800
leaving_cost = 300
overrun_mean = 1.4
overrun_cv = 1
commitment = 6
need_per_fte = 14
need_exponent = 0.92
sharing = "two_part"
admission = "no_harm"
[resources.training]
fixed_cost = 200
unit_cost = 25
lot = 20
market_price = 55
unmet_value = 50
variation = 0.5
correlation = 0.1
friction = 0.45
friction_months = 8
member_cost = 20
pair_cost = 1.5
founding_cost = 3000
joining_cost = 450
leaving_cost = 50
overrun_mean = 1.4
overrun_cv = 1
commitment = 1
min_members = 3
need_per_fte = 1.6
need_heterogeneity = 0.5
sharing = "by_need"
admission = "majority"
"""

# everybody knows everybody: pools compete for members, a hub, six-tenths rule, equal and by-use bills
COMPLETE = """
[network]
kind = "complete"
[resources.lorry]
fixed_cost = 300
unit_cost = 190
scale_exponent = 0.7
market_price = 160
unmet_value = 260
variation = 0.3
correlation = 0.2
friction = 0.8
friction_months = 12
hub_cost = 100
member_cost = 30
pair_cost = 12
founding_cost = 6000
joining_cost = 300
leaving_cost = 100
overrun_mean = 2
overrun_cv = 1
commitment = 12
max_members = 9
need_per_fte = 1.0
concerned = 0.8
sharing = "equal"
admission = "open"
[resources.reserve]
fixed_cost = 15
unit_cost = 0.008
use_cost = 1
market_price = 0.12
unmet_value = 0.30
variation = 0.5
correlation = 0.2
friction = 0.5
friction_months = 4
member_cost = 3
pair_cost = 0.3
founding_cost = 500
joining_cost = 50
leaving_cost = 10
overrun_mean = 1.5
overrun_cv = 1
commitment = 2
min_members = 4
need_per_fte = 250
sharing = "by_use"
admission = "open"
"""


@pytest.fixture(scope="module", params=[LATTICE, COMPLETE], ids=["small_world", "complete"])
def scenario(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("scenario") / "small.toml"
    file.write_text(COMMON + request.param, encoding="utf-8")
    return load_scenario(file)


def baseline_outcomes(scenario, seed):
    """Run the baseline once and return what is compared."""
    model = baseline.PoolingBaseline(scenario, rng=seed)
    model.run_for(MONTHS)
    months = model.datacollector.get_model_vars_dataframe()
    counterfactual = months["counterfactual_cost"].sum()
    outcomes = {
        "gain": months["gain"].sum() / counterfactual,
        "entry payments": months["entry_payments"].sum() / counterfactual,
        "exit payments": months["exit_payments"].sum() / counterfactual,
        "trust": months["mean_trust"].iloc[-1],
        "foundings": model.founded.total(),
        "dissolutions": model.ended.total(),
    }
    for resource in model.resources:
        concerned = sum(resource in organization.need for organization in model.agents)
        name = resource.name
        outcomes[f"participation {name}"] = months[f"members_{name}"].iloc[-1] / concerned
        outcomes[f"members {name}"] = months[f"members_{name}"].mean()
        outcomes[f"pools {name}"] = months[f"pools_{name}"].mean()
    return outcomes


def kernel_outcomes(scenario):
    """Run the kernel many times and return the same outcomes, one value per replication."""
    data = simulate(scenario, replications=KERNEL_REPLICATIONS, record="months")
    counterfactual = data["collective_counterfactual_cost"].sum("month")
    outcomes = {
        "gain": data["collective_gain"].sum("month") / counterfactual,
        "entry payments": data["collective_entry_payments"].sum("month") / counterfactual,
        "exit payments": data["collective_exit_payments"].sum("month") / counterfactual,
        "trust": data["mean_trust"].isel(month=-1),
        "foundings": data["foundings"].sum(["month", "resource"]),
        "dissolutions": data["dissolutions"].sum(["month", "resource"]),
    }
    for name in scenario.resources:
        chosen = data.sel(resource=name)
        outcomes[f"participation {name}"] = chosen["participation"]
        outcomes[f"members {name}"] = chosen["members"].mean("month")
        outcomes[f"pools {name}"] = chosen["pools"].mean("month")
    return {name: np.asarray(values) for name, values in outcomes.items()}


def z_score(few, many):
    """Return the difference of two means in standard errors; both have the spread of the larger sample."""
    error = np.std(many, ddof=1) * math.sqrt(1 / len(few) + 1 / len(many))
    return (np.mean(few) - np.mean(many)) / error


def test_distributions_agree(scenario):
    runs = [baseline_outcomes(scenario, seed) for seed in range(BASELINE_REPLICATIONS)]
    kernel = kernel_outcomes(scenario)
    here = {name: np.array([run[name] for run in runs]) for name in kernel}
    scores = {name: z_score(here[name], kernel[name]) for name in kernel}
    differing = {name: round(z, 1) for name, z in scores.items() if not abs(z) < LIMIT}
    assert not differing, {name: (z, here[name].mean(), kernel[name].mean()) for name, z in differing.items()}
    # the comparison says something: some pool, not everybody does, and it costs something to enter
    shares = [values.mean() for name, values in here.items() if name.startswith("participation")]
    assert 0.05 < min(shares) < 0.95
    assert here["entry payments"].mean() > 0


def test_stand_alone_costs_agree(scenario):
    data = simulate(scenario, replications=2, record="organizations")
    for name, terms in scenario.resources.items():
        resource = baseline.Resource(name, terms)
        chosen = data.sel(resource=name)
        needs = chosen["need"].to_numpy().ravel()
        expected = [resource.provide([need]).cost if need > 0 else 0.0 for need in needs]
        np.testing.assert_allclose(chosen["stand_alone_cost"].to_numpy().ravel(), expected, rtol=1e-9)


def test_baseline_bills_what_it_costs(scenario):
    model = baseline.PoolingBaseline(scenario, rng=5)
    model.run_for(6)
    assert model.pools
    for pool in model.pools:
        coalition, age = pool.coalition, pool.age(model.month)
        cost = coalition.payment(coalition.plan, age) + coalition.plan.unmet
        assert sum(coalition.bills(age).values()) == pytest.approx(cost, rel=1e-12)
        loads = sum(member.load[pool.resource] for member in pool.members)
        way = pool.resource.realised(coalition.plan, loads)
        before = sum(member.actual_cost for member in pool.members)
        coalition.settle(age)
        billed = sum(member.actual_cost for member in pool.members) - before
        assert billed == pytest.approx(coalition.payment(way, age) + way.unmet, rel=1e-9)


def test_baseline_refuses_what_it_does_not_have(scenario):
    society = scenario.society.model_copy(update={"taste": "independent"})
    changed = scenario.model_copy(update={"society": society})
    with pytest.raises(ValueError, match=r"society\.taste"):
        baseline.PoolingBaseline(changed)
