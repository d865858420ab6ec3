"""The cost by number of members is the one that the simulation charges."""

import numpy as np
import pytest

from sim import load_scenario, simulate
from sim.analysis.costs import PARTS, cheapest_number, cost_by_members, typical_need

RESOURCES = ("hr", "accounting", "premises", "it", "training", "reserve")
ALIKE = [
    "population.number=7",
    "population.size=12",
    'population.rule="together"',
    'network.kind="complete"',
    "months=24",
    "replications=1",
    *(
        f"resources.{name}.{key}={value}"
        for name in RESOURCES
        for key, value in (
            ("variation", 0), ("need_heterogeneity", 0), ("overrun_mean", 1), ("overrun_cv", 0),
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def alike(repository):
    """Return a scenario of like organizations that pool everything from the start."""
    return load_scenario(repository / "scenarios" / "quebec-1.toml", set=ALIKE)


@pytest.mark.parametrize("resource", ["hr", "premises", "it"])
def test_alone_it_is_the_stand_alone_cost(quebec, simulated, resource):
    for organization in range(5):
        place = simulated.isel(replication=0, organization=organization).sel(resource=resource)
        if place["need"] > 0:
            found = cost_by_members(quebec, resource, need=float(place["need"]))
            assert float(found["steady"].sel(members=1)) == pytest.approx(float(place["stand_alone_cost"]))


def test_together_it_is_what_the_simulation_charges(alike):
    ds = simulate(alike)
    cost = sum(
        cost_by_members(alike, name, need=float(ds["need"].sel(resource=name)[0, 0]), members=7)["cost"].sel(members=7)
        for name in alike.resources
    )
    first = ds["actual_cost"].isel(replication=0, month=0).values
    np.testing.assert_allclose(first, float(cost.sum()), rtol=1e-9)
    fades = [alike.resources[name].friction_months for name in alike.resources]
    frictions = [
        float(cost_by_members(alike, name, members=7)["cost"].sel(members=7, part="friction"))
        for name in alike.resources
    ]
    left = sum(f * np.exp(-23.0 / theta) for f, theta in zip(frictions, fades, strict=True))
    steady = float(cost.sum() - cost.sel(part="friction"))
    last = ds["actual_cost"].isel(replication=0, month=-1).values
    np.testing.assert_allclose(last, steady + left, rtol=1e-9)


def test_parts_add_up_and_the_cheapest_is_the_cheapest(quebec):
    for resource in quebec.resources:
        found = cost_by_members(quebec, resource)
        cost = found["cost"].values
        assert found["part"].values.tolist() == list(PARTS)
        assert (cost >= 0).all()
        np.testing.assert_allclose(cost[:, :-1].sum(1), found["steady"])
        assert (cost[0, 4:] == 0).all()  # alone, there is nothing to coordinate
        least = quebec.resources[resource].min_members
        allowed = found.sel(members=slice(max(2, least), None))
        assert int(found["cheapest"]) == int(allowed["members"][int(np.argmin(allowed["steady"].values))])
        assert (found["overrun"] >= found["steady"]).all()


def test_numbers_that_cost_about_as_little_are_all_those_around_the_cheapest(quebec):
    """Lots make costs jump: of two numbers within two percent, one between them may not be."""
    for resource in quebec.resources:
        found = cheapest_number(cost_by_members(quebec, resource))
        costs = cost_by_members(quebec, resource, members=60)
        law = quebec.resources[resource]
        largest = min(quebec.population.number, law.max_members or 60, 60)
        each = {
            n: float(costs["steady"].sel(members=n)) - found.use for n in range(max(2, law.min_members), largest + 1)
        }
        low = high = found.members
        while low - 1 in each and each[low - 1] <= 1.02 * each[found.members]:
            low -= 1
        while high + 1 in each and each[high + 1] <= 1.02 * each[found.members]:
            high += 1
        assert (found.low, found.high) == (low, high)
        assert found.cost == pytest.approx(min(each.values()))


def test_a_use_that_dwarfs_the_rest_is_left_out_and_another_is_not(quebec):
    reserve = cost_by_members(quebec, "reserve")
    found = cheapest_number(reserve)
    alone = reserve.sel(members=1)
    assert found.use == float(alone["cost"].sel(part="use")) > 0.5 * float(alone["steady"])
    assert found.alone == pytest.approx(float(alone["cost"].sel(part=["fixed", "capacity", "shortage"]).sum()))
    law = quebec.resources["reserve"].model_copy(update={"use_cost": 0.005})
    little = cost_by_members(quebec.model_copy(update={"resources": {"reserve": law}}), "reserve")
    assert 0.0 < float(little["cost"].sel(members=1, part="use")) < 0.5 * float(little["steady"].sel(members=1))
    assert cheapest_number(little).use == 0.0
    assert cheapest_number(little).alone == float(little["steady"].sel(members=1))


def test_plans_that_hold_have_no_cost_of_overrun(quebec):
    planned = quebec.resources["hr"].model_copy(update={"overrun_mean": 1.0})
    held = quebec.model_copy(update={"resources": {**quebec.resources, "hr": planned}})
    assert cheapest_number(cost_by_members(held, "hr")).overrun is None
    found = cheapest_number(cost_by_members(quebec, "hr"))
    assert found.overrun is not None
    assert found.overrun > found.cost


def test_tax_is_a_part_of_its_own(quebec):
    law = quebec.resources["hr"]
    taxed = quebec.model_copy(update={"resources": {**quebec.resources, "hr": law.model_copy(update={"tax": 0.1})}})
    without, taxes = cost_by_members(quebec, "hr", 3.0, 8), cost_by_members(taxed, "hr", 3.0, 8)
    pool = without.sel(members=8)["cost"]
    service = pool.sel(part=["fixed", "capacity", "shortage"]).sum()
    if law.unmet_value < law.market_price:
        service -= pool.sel(part="shortage")
    expected = 0.1 * float(service + pool.sel(part="coordination"))
    assert float(taxes["cost"].sel(members=8, part="tax")) == pytest.approx(expected)
    assert float(taxes["steady"].sel(members=8)) == pytest.approx(float(without["steady"].sel(members=8)) + expected)


def test_the_typical_need_is_a_median(quebec, simulated):
    for resource in quebec.resources:
        needs = simulated["need"].sel(resource=resource).values[0]
        assert typical_need(quebec, resource) == pytest.approx(np.median(needs[needs > 0]))


def test_an_unknown_resource_is_named_with_the_nearest(quebec):
    with pytest.raises(KeyError, match="did you mean 'reserve'"):
        cost_by_members(quebec, "reserv")


@pytest.mark.parametrize(("need", "members"), [(-1.0, 5), (1.0, 1)])
def test_what_makes_no_sense_is_refused(quebec, need, members):
    with pytest.raises(ValueError, match="need = "):
        cost_by_members(quebec, "hr", need, members)
