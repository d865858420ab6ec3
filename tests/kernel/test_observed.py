"""What a run records of each organization agrees with what it records of all, and with the other driver."""

import numpy as np
import pytest

from sim import PoolingModel, simulate
from sim.dataset import simulate as simulate_with
from sim.laws.random import run_key
from sim.scenario import draw_population
from sim.scenario.parameters import parameters
from sim.scenario.schema.population import ATTRIBUTES
from sim.vocabulary.codes import Rule
from tests.kernel.worlds import eventful, full, plain, rich

WORLDS = {"plain": plain, "rich": rich, "full": full, "eventful": eventful}


@pytest.fixture(scope="module", params=WORLDS)
def run(request):
    """Return a scenario and two runs of it."""
    scenario = WORLDS[request.param]()
    return scenario, simulate(scenario, replications=2, threads=1)


def close(found, expected, scale):
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9 * max(1.0, float(np.abs(scale).max())))


def test_gains_and_bills_of_resources_add_up(run):
    _, ds = run
    close(ds["gain_by_resource"].sum("resource"), ds["gain"], ds["counterfactual_cost"])
    close(ds["bill_by_resource"].sum("resource"), ds["actual_cash"], ds["counterfactual_cost"])
    total = ds["gain_by_resource"].sum(["organization", "month"])
    close(total, ds["resource_gain"], ds["resource_counterfactual"])
    assert (ds["gain_by_resource"] != 0.0).any()


def test_an_organization_alone_in_a_world_without_learning_gains_nothing(run):
    scenario, ds = run
    learns = any(resource.progress_ratio < 1.0 for resource in scenario.resources.values())
    if not learns and scenario.levers.credit_months == 0 and scenario.levers.guarantee_months == 0:
        before = ds["pool"].shift(month=1, fill_value=-1)
        alone = (ds["pool"] == -1) & (before == -1)
        assert float(np.abs(ds["gain_by_resource"].where(alone, 0.0)).max()) <= 1e-9 * float(ds["need"].max() * 1e4)


def test_trust_of_all_is_the_mean_trust(run):
    _, ds = run
    one_by_one = ds["trust_by_month"].cumsum("organization").isel(organization=-1) / ds.sizes["organization"]
    np.testing.assert_array_equal(one_by_one, ds["mean_trust"])


def test_efforts_of_all_are_the_effort_shown(run):
    scenario, ds = run
    effort = ds["effort_by_month"]
    stakes = [key for key, each in scenario.resources.items() if each.effort_stake > 0.0]
    pools = (ds["pool"].sel(resource=stakes) >= 0).sum("resource")
    assert (effort.where(pools == 0, 0.0) == 0.0).all()
    close((effort * pools).sum("organization"), ds["effort_shown"], ds["effort_members"])


def test_members_of_pools_are_the_members_counted(run):
    _, ds = run
    np.testing.assert_array_equal(
        (ds["pool"] >= 0).sum("organization"), ds["members"].transpose(..., "resource", "month")
    )


def test_attributes_are_those_drawn(run):
    scenario, ds = run
    for k in range(2):
        drawn = draw_population(scenario, run_key(scenario.seed, k))
        for name in ATTRIBUTES:
            assert ds[name].dims == ("replication", "organization")
            np.testing.assert_array_equal(ds[name][k], getattr(drawn, name), err_msg=name)


def test_attributes_have_the_units_and_words_of_their_parameters(run):
    _, ds = run
    declared = {each.path: each for each in parameters()}
    for name in set(ATTRIBUTES) - {"kind", "sector", "rule"}:
        parameter = declared[f"population.{name}"]
        assert ds[name].attrs["units"] == parameter.unit.replace("-", "1")
        for words, of_parameter in (("long_name", parameter.en), ("long_name_fr", parameter.fr)):
            first = of_parameter.replace("\u00a0", " ").split(" ")[0].rstrip(",:")
            assert ds[name].attrs[words].startswith(first), name
    assert ds["rule"].attrs["flag_values"].split() == [str(int(rule)) for rule in Rule]
    assert len(ds["rule"].attrs["flag_meanings"].split(", ")) == len(Rule)


@pytest.mark.parametrize("world", [rich, eventful])
def test_the_other_driver_has_the_same_trust_and_cash(world):
    scenario = world({"months": 12})
    ds = simulate(scenario, replications=1, threads=1).isel(replication=0)
    model = PoolingModel(scenario)
    model.run_for(scenario.months)
    frame = model.datacollector.get_agenttype_vars_dataframe(type(model.organizations[0])).reset_index()
    for name in ("trust", "cash"):
        table = frame.pivot(index="AgentID", columns="Step", values=name).to_numpy()
        np.testing.assert_array_equal(table, ds[f"{name}_by_month"])


def edges_of(ds, k=0):
    ends = np.stack([ds["edge_from"][k], ds["edge_to"][k]], axis=1)
    return ends[ends[:, 0] >= 0]


def test_an_edge_list_is_kept_as_it_is(tmp_path):
    (tmp_path / "edges.csv").write_text("a,b\n0,1\n5,2\n2,5\n7,11\n", encoding="utf-8")
    ds = simulate(plain({"network.kind": "edge_list", "network.file": "edges.csv"}, tmp_path), replications=2)
    for k in range(2):
        assert sorted(map(tuple, edges_of(ds, k).tolist())) == [(0, 1), (2, 5), (7, 11)]


def test_a_complete_network_keeps_no_edge():
    ds = simulate(plain(), replications=2)
    assert ds.sizes["edge"] == 0


@pytest.mark.parametrize("kind", ["small_world", "scale_free", "communities", "spatial"])
def test_a_network_has_its_contacts(kind):
    values = {"network.kind": kind, "network.contacts": 4}
    if kind == "communities":
        values["population.sector"] = {"distribution": "discrete", "values": [1, 2]}
    ds = simulate(plain(values | {"population.number": 60}), replications=3)
    for k in range(3):
        ends = edges_of(ds, k)
        assert (ends[:, 0] < ends[:, 1]).all()
        assert len(np.unique(ends, axis=0)) == len(ends)
        assert 2 * len(ends) / 60 == pytest.approx(4, rel=0.35)


def test_recording_changes_nothing_else_and_an_archive_that_grows_keeps_all(tmp_path):
    from sim.archive import GrowingDataset, open_dataset

    scenario = eventful({"months": 9})
    with GrowingDataset(tmp_path / "run.nc") as file:
        grown = simulate_with(scenario, replications=3, keep=file)
        file.finish(grown)
    held = simulate(scenario, replications=3)
    back = open_dataset(tmp_path / "run.nc")
    assert set(back.data_vars) == set(held.data_vars)
    for name in held:
        np.testing.assert_array_equal(back[name], held[name], err_msg=name)
    one = open_dataset(tmp_path / "run.nc", replication=1)
    assert one["replication"].values.tolist() == [1]
    np.testing.assert_array_equal(one["gain_by_resource"][0], held["gain_by_resource"][1])
    assert open_dataset(tmp_path / "run.nc", replication=9).sizes["replication"] == 0
