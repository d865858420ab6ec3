"""Scale-free, community and spatial networks: contact is mutual, statistics are networkx's, numbers those asked for."""

import math
import time

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from sim.laws.random import run_key
from sim.networks.communities import communities
from sim.networks.scale_free import scale_free
from sim.networks.spatial import reach, spatial
from tests.laws.networks import as_matrix, assert_mutual, statistics

SECTORS = np.repeat([1, 2, 3], [75, 45, 30])
"""Three sectors of different sizes."""


def blocks(n_contacts, within, sizes):
    """Return the chances of links that the definition of communities gives (S, S)."""
    n = sum(sizes)
    outside = (1 - within) * n_contacts * n / sum(size * (n - size) for size in sizes)
    return [
        [within * n_contacts / (size - 1) if s == t else outside for t, _ in enumerate(sizes)]
        for s, size in enumerate(sizes)
    ]


def torus(n, contacts, seed):
    """Return a random geometric graph on the torus: networkx's, on nine copies of a square side by side."""
    position = np.random.default_rng(seed).random((n, 2))
    graph = nx.Graph()
    for x in (0, -1, 1):
        for y in (0, -1, 1):
            graph.add_nodes_from(((i, x, y), {"pos": position[i] + (x, y)}) for i in range(n))
    found = nx.Graph()
    found.add_nodes_from(range(n))
    radius = math.sqrt(contacts / (n - 1) / math.pi)
    found.add_edges_from((a[0], b[0]) for a, b in nx.geometric_edges(graph, radius) if (0, 0) in (a[1:], b[1:]))
    return found


THEIRS = {
    "scale_free": lambda k: nx.barabasi_albert_graph(150, 3, seed=k),
    "communities": lambda k: nx.stochastic_block_model([75, 45, 30], blocks(8, 0.7, [75, 45, 30]), seed=k),
    "spatial": lambda k: torus(150, 12, k),
}
OURS = {
    "scale_free": lambda key: scale_free(key, 150, 6),
    "communities": lambda key: communities(key, SECTORS, 8, 0.7),
    "spatial": lambda key: spatial(key, 150, 12),
}


def described(matrix):
    """Return the mean degree, the largest, and the statistics of a network."""
    degree = np.asarray(matrix).sum(1)
    return degree.mean(), degree.max(), *statistics(matrix)


@pytest.mark.parametrize("kind", OURS)
def test_the_statistics_are_networkx_own(kind):
    graphs = 60
    ours = [described(as_matrix(*OURS[kind](run_key(7, k)))) for k in range(graphs)]
    theirs = [described(nx.to_numpy_array(THEIRS[kind](k))) for k in range(graphs)]
    difference = np.mean(ours, 0) - np.mean(theirs, 0)
    error = np.sqrt((np.var(ours, 0) + np.var(theirs, 0)) / (graphs - 1))
    assert np.all(np.abs(difference) <= 4 * error), (np.mean(ours, 0), np.mean(theirs, 0), error)


@pytest.mark.parametrize("kind", OURS)
def test_a_network_belongs_to_its_run(kind):
    first, again, other = (OURS[kind](run_key(1, k)) for k in (0, 0, 1))
    assert np.array_equal(first[1], again[1])
    assert not np.array_equal(first[1], other[1])


sizes = st.integers(2, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1)))
seeds = st.integers(0, 2**32)


@given(sizes.filter(lambda size: size[1] > 1), seeds)
def test_scale_free_contacts_are_mutual_and_as_many_as_said(size, seed):
    n, links = size[0], size[1] // 2
    start, contact = scale_free(run_key(seed, 0), n, 2 * links)
    assert_mutual(start, contact)
    assert contact.size == 2 * links * (n - links)
    assert np.diff(start).min() >= 1


@given(sizes, seeds)
def test_spatial_contacts_are_mutual(size, seed):
    assert_mutual(*spatial(run_key(seed, 0), *size))


@given(sizes, seeds, st.floats(0, 1), st.integers(1, 6))
def test_contacts_of_communities_are_mutual(size, seed, within, sectors):
    sector = np.random.default_rng(seed).integers(1, sectors + 1, size[0])
    assert_mutual(*communities(run_key(seed, 0), sector, size[1], within))


def test_the_oldest_of_a_scale_free_network_are_anywhere_among_the_rows():
    hubs = [int(np.diff(scale_free(run_key(3, k), 400, 4)[0]).argmax()) for k in range(200)]
    share = np.mean(np.array(hubs) < 100)  # not among the first rows more often than elsewhere
    assert abs(share - 0.25) < 4 * math.sqrt(0.25 * 0.75 / 200)


def test_the_degrees_of_a_scale_free_network_follow_its_power_law():
    # the share of those with k contacts tends to 2 m (m + 1) / (k (k + 1) (k + 2))
    # (Bollobas, Riordan, Spencer & Tusnady 2001, doi:10.1002/rsa.1009)
    n, m = 100_000, 2
    degree = np.diff(scale_free(run_key(1, 0), n, 2 * m)[0])
    for k in (2, 3, 5, 10):
        share = 2 * m * (m + 1) / (k * (k + 1) * (k + 2))
        assert abs(np.mean(degree == k) - share) < 4 * math.sqrt(share / n)


def shares(sector, contacts, within, runs=40):
    """Return the mean contacts inside and outside one's sector, sector by sector, with their standard error."""
    inside, outside = [], []
    for k in range(runs):
        start, contact = communities(run_key(9, k), sector, contacts, within)
        source = np.repeat(np.arange(sector.size), np.diff(start))
        same = sector[source] == sector[contact]
        names, count = np.unique(sector, return_counts=True)
        inside.append([np.sum(same & (sector[source] == s)) / c for s, c in zip(names, count, strict=True)])
        outside.append([np.sum(~same & (sector[source] == s)) / c for s, c in zip(names, count, strict=True)])
    mean = np.mean(inside, 0), np.mean(outside, 0)
    return *mean, (np.std(inside, 0) + np.std(outside, 0)) / math.sqrt(runs - 1) + 1e-9


def test_communities_hold_the_share_asked_for():
    sector = np.repeat([1, 2, 3], [300, 150, 50])
    inside, outside, error = shares(sector, 10, 0.6)
    assert np.all(np.abs(inside - 6) < 4 * error)  # in every sector
    assert abs(np.average(outside, weights=[300, 150, 50]) - 4) < 4 * error.max()
    # in proportion to how many others there are
    assert np.all(np.abs(outside / [200, 350, 450] - 4 * 500 / (300 * 200 + 150 * 350 + 50 * 450)) < 4 * error / 200)


def test_all_of_a_small_sector_know_each_other_and_the_mean_holds():
    sector = np.arange(150) // 3  # each has two mates, and should have eight
    inside, outside, error = shares(sector, 10, 0.8)
    assert np.all(inside == 2)
    assert abs(outside.mean() - 8) < 4 * error.mean() / math.sqrt(50)


def test_a_single_sector_is_a_plain_random_network():
    inside, outside, error = shares(np.ones(200, dtype=np.int64), 6, 0.3)
    assert abs(inside[0] - 6) < 4 * error[0]
    assert outside[0] == 0


@pytest.mark.parametrize("within", [0.0, 1.0])
def test_communities_closed_or_never_inside(within):
    inside, outside, error = shares(SECTORS, 6, within, runs=10)
    assert np.all((outside if within else inside) == 0)
    assert abs(np.average(inside + outside, weights=[75, 45, 30]) - 6) < 4 * error.max()


@pytest.mark.parametrize(("n", "contacts"), [(2000, 8), (60, 40), (60, 55), (60, 59), (4, 2)])
def test_everybody_expects_the_contacts_asked_for_on_the_torus(n, contacts):
    # also where the disc around an organization meets itself on the other side
    runs = 60
    mean = [spatial(run_key(5, k), n, contacts)[1].size / n for k in range(runs)]
    assert abs(np.mean(mean) - contacts) <= 4 * np.std(mean) / math.sqrt(runs - 1)


@given(st.floats(1e-6, 1))
def test_the_reach_is_the_radius_of_that_share(share):
    # by a grid of points around the centre of the square
    grid = (np.arange(400) + 0.5) / 400 - 0.5
    inside = np.mean(np.hypot(*np.meshgrid(grid, grid)) <= reach(share))
    assert inside == pytest.approx(share, abs=0.004)


def test_a_large_network_is_drawn_at_once():
    n = 100_000
    sector = np.arange(n) % 7
    drawn = {
        "scale_free": lambda: scale_free(run_key(1, 0), n, 8),
        "communities": lambda: communities(run_key(1, 0), sector, 8, 0.7),
        "spatial": lambda: spatial(run_key(1, 0), n, 8),
    }
    for name, draw in drawn.items():
        begin = time.perf_counter()
        start, contact = draw()
        assert time.perf_counter() - begin < 3, name  # some 0.1 s; looking at all pairs would take a minute
        assert contact.size / n == pytest.approx(8, rel=0.01)
        assert start[-1] == contact.size
