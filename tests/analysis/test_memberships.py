"""Memberships of one run, flows between its pools, and its network."""

from collections import Counter

import networkx as nx
import numpy as np
import pytest

from sim import load_scenario, network, simulate
from sim.analysis import NotInRunError, NotRecordedError, memberships
from sim.analysis.memberships import flows, in_words
from tests.kernel.worlds import rich


@pytest.fixture(scope="module")
def ds():
    return simulate(rich({"months": 24}), replications=2)


def test_memberships_are_those_of_the_dataset(ds):
    for k in range(2):
        for resource in ds["resource"].values:
            found = memberships(ds, resource, k)
            here = ds.sel(replication=k, resource=resource)
            concerned = here["need"].values > 0
            np.testing.assert_array_equal(found["pool"], here["pool"].values[concerned])
            for number in found["pool_number"].values:
                assert int(here["pool_resource"][number]) == ds["resource"].values.tolist().index(resource)
                members = (here["pool"] == number).sum("organization")
                np.testing.assert_array_equal(found["members"].sel(pool_number=number), members)
                assert int(members.max()) == int(here["pool_members"][number])
            np.testing.assert_allclose(found["gain"][-1], here["resource_gain"], rtol=1e-9)


def test_by_default_the_resource_that_moves_most(ds):
    moves = {
        str(key): sum(
            int(ds[name].sel(replication=1, resource=key).sum()) for name in ("foundings", "joinings", "leavings")
        )
        for key in ds["resource"].values
    }
    assert moves[memberships(ds, replication=1).attrs["resource"]] == max(moves.values())


def test_flows_count_every_organization_once(ds):
    found = memberships(ds)
    months = [0, 3, 12, 24]
    steps = flows(found, months)
    pool = {0: [-1] * found.sizes["organization"]} | {
        month: found["pool"].sel(month=month).values.tolist() for month in months[1:]
    }
    for step, before, after in zip(steps, months[:-1], months[1:], strict=True):
        assert step == Counter(zip(pool[before], pool[after], strict=True))


@pytest.mark.parametrize("month", [0, 1, 24])
def test_words_count_members_and_pools(ds, month):
    found = memberships(ds)
    words = in_words(found, month)
    members = found["members"].sel(month=month).values if month else np.zeros(1)
    k, pools = int(members.sum()), int((members > 0).sum())
    assert (str(k) in words.en) if k else words.en.endswith("are alone")
    assert (f"{pools} pools" in words.en) == (pools > 1)
    assert (f"{pools} groupes" in words.fr) == (pools > 1)


def test_what_a_run_does_not_have_is_named(ds):
    with pytest.raises(NotInRunError, match='no resource "advisor"') as caught:
        memberships(ds, "advisor")
    assert "adviser" in str(caught.value)
    assert "« advisor »" in caught.value.text("fr").replace("\u00a0", " ")
    with pytest.raises(NotInRunError, match="no replication 2: from 0 to 1"):
        memberships(ds, replication=2)
    with pytest.raises(NotInRunError, match="no month 25: from 1 to 24"):
        network(ds, month=25)
    with pytest.raises(NotRecordedError):
        memberships(simulate(rich({"months": 3}), replications=1, record="months"))


def test_the_network_has_names_attributes_and_edges(ds):
    graph = network(ds, replication=1, month=10)
    names = ds["organization"].values.tolist()
    assert list(graph) == names
    run = ds.sel(replication=1)
    ends = zip(run["edge_from"].values.tolist(), run["edge_to"].values.tolist(), strict=True)
    assert {frozenset(edge) for edge in graph.edges} == {frozenset((names[a], names[b])) for a, b in ends if a >= 0}
    for row, name in enumerate(names):
        node = graph.nodes[name]
        assert node["trust"] == float(run["trust"][row])
        assert node["trust_by_month"] == float(run["trust_by_month"][row, 9])
        assert node["pool_lorry"] == int(run["pool"].sel(resource="lorry", month=10)[row])
        assert all(isinstance(value, int | float | bool | str) for value in node.values())
    assert nx.parse_graphml("".join(nx.generate_graphml(graph))).number_of_edges() == graph.number_of_edges()


def test_a_complete_network_links_all(repository):
    scenario = load_scenario(repository / "scenarios" / "atelier-rh.toml", set=["months=3"])
    graph = network(simulate(scenario, replications=1))
    assert graph.number_of_edges() == 12 * 11 // 2
    assert "pool_hr" not in graph.nodes[next(iter(graph))]
