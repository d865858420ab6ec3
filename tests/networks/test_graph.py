"""Networks: the small world has the statistics of networkx's, and contact is mutual."""

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from sim.laws.random import run_key
from sim.networks.graph import from_edges
from sim.networks.small_world import small_world
from tests.laws.networks import as_matrix, assert_mutual, neighbours, statistics


@pytest.mark.parametrize("rewiring", [0.05, 0.3, 1.0])
def test_small_world_has_networkx_statistics(rewiring):
    n, contacts, graphs = 150, 6, 30
    ours = [statistics(as_matrix(*small_world(run_key(1, k), n, contacts, rewiring))) for k in range(graphs)]
    theirs = [
        statistics(nx.to_numpy_array(nx.watts_strogatz_graph(n, contacts, rewiring, seed=k))) for k in range(graphs)
    ]
    difference = np.mean(ours, 0) - np.mean(theirs, 0)
    error = np.sqrt((np.var(ours, 0) + np.var(theirs, 0)) / (graphs - 1))
    assert np.all(np.abs(difference) < 4 * error), (np.mean(ours, 0), np.mean(theirs, 0), error)


@given(
    st.integers(3, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, (n - 1) // 2))),
    st.floats(0, 1),
    st.integers(0, 2**32),
)
def test_contacts_are_mutual_and_as_many_as_asked(size, rewiring, seed):
    n, half = size
    start, contact = small_world(run_key(seed, 0), n, 2 * half, rewiring)
    assert start.tolist()[:1] == [0]
    assert start[-1] == contact.size == n * 2 * half
    assert_mutual(start, contact)


def test_without_rewiring_the_ring_is_networkx_own():
    start, contact = small_world(run_key(1, 0), 20, 6, 0.0)
    ring = nx.watts_strogatz_graph(20, 6, 0.0)
    assert [sorted(row) for row in neighbours(start, contact)] == [sorted(ring[i]) for i in range(20)]


def test_the_share_that_is_rewired_is_the_one_asked():
    n, rewiring = 2000, 0.2
    start, contact = small_world(run_key(2, 0), n, 8, rewiring)
    source = np.repeat(np.arange(n), np.diff(start))
    distance = np.abs(source - contact)
    distance = np.minimum(distance, n - distance)
    far = np.mean(distance > 4)
    # a rewired contact is near by chance once in n / 8 times
    assert far == pytest.approx(rewiring, abs=4 * np.sqrt(rewiring * (1 - rewiring) / (4 * n)) + 8 / n)


def test_a_network_belongs_to_its_run():
    first = small_world(run_key(1, 0), 60, 6, 0.5)
    again = small_world(run_key(1, 0), 60, 6, 0.5)
    other = small_world(run_key(1, 1), 60, 6, 0.5)
    assert np.array_equal(first[1], again[1])
    assert not np.array_equal(first[1], other[1])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_an_edge_list_is_kept_as_it_is(pairs):
    start, contact = from_edges(10, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    assert_mutual(start, contact)
    found = {frozenset((i, j)) for i, row in enumerate(neighbours(start, contact)) for j in row}
    assert found == {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
