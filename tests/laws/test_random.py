"""Draws: the published Philox, exact quantiles, and no trace of one draw in its neighbours."""

import hashlib
import itertools
import math

import numpy as np
import pytest
from scipy import special, stats

from sim.kernel.needs import draw_shocks
from sim.laws.random import (
    EVERYBODY,
    Purpose,
    draw_uniforms,
    normal,
    normal_quantile,
    order_key,
    order_seed,
    philox,
    run_key,
    stream_of,
    uniform,
    uniforms,
    unit,
    words,
)

LEAST_PROBABILITY = 1e-4
"""The draws are the same in every run, so that a test passes for ever or never."""

# Random123, kat_vectors: philox4x32 with 10 rounds (Salmon et al. 2011); counter, key, result
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def read_words(text):
    return [np.uint64(int(word, 16)) for word in text.split()]


def draw_table(axis, size):
    """Return uniform draws (size, 400): neighbours along an axis of their names are in neighbouring rows."""
    people = np.arange(400)
    key = run_key(7, 3)
    rows = {
        "month": lambda k: uniforms(key, people, 2, k, Purpose.MONTH),
        "stream": lambda k: uniforms(key, people, stream_of(f"resource {k}"), 5, Purpose.MONTH),
        "index": lambda k: uniforms(key, people, 2, 5, Purpose.SEARCH, k),
        "replication": lambda k: uniforms(run_key(7, k), people, 2, 5, Purpose.MONTH),
        "seed": lambda k: uniforms(run_key(k, 3), people, 2, 5, Purpose.MONTH),
        "raw key": lambda k: uniforms(np.uint64(k), people, 2, 5, Purpose.MONTH),
    }[axis]
    return np.array([rows(k) for k in range(size)])


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS, ids=["zeros", "ones", "pi"])
def test_philox_gives_the_published_words(counter, key, expected):
    k0, k1 = read_words(key)
    result = philox(*read_words(counter), k0 | (k1 << np.uint64(32)))
    assert [int(word) for word in result] == [int(word) for word in read_words(expected)]


def test_a_name_fills_the_counter_and_leaves_nothing_out():
    key = run_key(11, 4)
    name = {"organization": 12, "stream": 3, "month": 40, "purpose": int(Purpose.TASTE), "index": 2}
    drawn = words(key, *name.values())
    counter = [12, 3 | (int(Purpose.TASTE) << 16), 40, 2]
    assert drawn == philox(*(np.uint64(c) for c in counter), key)
    others = [words(key, *(name | {what: name[what] + 1}).values()) for what in name]
    assert len({drawn, *others, words(run_key(11, 5), *name.values())}) == 7
    assert uniform(key, EVERYBODY, 3, 40, 7, 2) != uniform(key, 0, 3, 40, 7, 2)


def test_every_bit_of_a_stream_changes_its_draws_and_orders():
    key, stream = run_key(11, 4), stream_of("hr")
    streams = [stream, *(stream ^ np.uint64(1 << bit) for bit in range(64))]
    assert len({words(key, 12, each, 40, 7, 2) for each in streams}) == 65
    assert len({int(order_seed(key, 12, each, 40, 7)) for each in streams}) == 65


def test_a_stream_is_the_same_everywhere():
    # BLAKE2b of 8 bytes, little-endian: `printf hr | b2sum -l 64` gives c647ac6202328ec1
    assert int(stream_of("hr")) == 0xC18E320262AC47C6
    assert int(stream_of("accès")) == int.from_bytes(
        hashlib.blake2b("accès".encode(), digest_size=8).digest(), "little"
    )


@pytest.mark.parametrize("axis", ["month", "stream", "index", "replication", "seed", "raw key"])
def test_neighbouring_draws_are_uniform_and_independent(axis):
    size = 50 if axis == "stream" else 250
    table = draw_table(axis, size)
    assert table.min() > 0.0
    assert table.max() < 1.0
    assert stats.kstest(table.ravel(), "uniform").pvalue > LEAST_PROBABILITY
    for first, second in ((table[:-1], table[1:]), (table[:, :-1], table[:, 1:])):
        pairs, _, _ = np.histogram2d(first.ravel(), second.ravel(), bins=12, range=[[0, 1], [0, 1]])
        assert stats.chisquare(pairs.ravel()).pvalue > LEAST_PROBABILITY
        correlation = np.corrcoef(first.ravel(), second.ravel())[0, 1]
        assert abs(correlation) * math.sqrt(first.size) < 4.0


def test_sums_over_many_draws_vary_as_those_of_independent_draws():
    # weak dependence that no pair shows adds up: a sum of n independent draws has a variance of n / 12
    table = draw_table("month", 250)
    for sums in (table.sum(0), table.sum(1)):
        n = table.size // sums.size
        statistic = ((sums - n / 2) ** 2 / (n / 12)).sum()
        assert LEAST_PROBABILITY < stats.chi2(sums.size).cdf(statistic) < 1.0 - LEAST_PROBABILITY


def test_run_keys_are_all_different():
    keys = {int(run_key(seed, k)) for seed in range(60) for k in range(150)}
    assert len(keys) == 60 * 150
    bits = np.array([[int(key) >> b & 1 for b in range(64)] for key in sorted(keys)])
    assert np.abs(bits.mean(0) - 0.5).max() < 4.5 * 0.5 / math.sqrt(len(keys))


def test_a_unit_draw_never_reaches_an_end():
    top = np.uint64(0xFFFFFFFF)
    assert unit(np.uint64(0), np.uint64(0)) == 2.0**-54
    assert unit(top, top) == 1.0 - 2.0**-53
    assert unit(np.uint64(0x80000000), np.uint64(0)) == pytest.approx(0.5, abs=2.0**-53)
    assert math.isfinite(normal_quantile(2.0**-54))
    assert math.isfinite(normal_quantile(1.0 - 2.0**-53))


def test_quantiles_are_scipys():
    tails = np.logspace(-300, math.log10(0.5), 4000)
    p = np.concatenate([tails, np.linspace(1e-4, 1 - 1e-4, 4001), 1.0 - np.logspace(-15, -1, 500)])
    ours = np.array([normal_quantile(each) for each in p])
    np.testing.assert_allclose(ours, special.ndtri(p), rtol=2e-14, atol=1e-15)


def test_quantiles_are_odd_and_known():
    assert normal_quantile(0.5) == 0.0
    assert normal_quantile(0.975) == pytest.approx(1.959963984540054, rel=1e-15)
    assert normal_quantile(0.25) == -normal_quantile(0.75)


def test_uniforms_of_a_population_are_those_of_its_organizations():
    key, out = run_key(2, 1), np.empty(70)
    draw_uniforms(key, stream_of("hr"), Purpose.POPULATION, out)
    assert out.tolist() == [uniform(key, i, stream_of("hr"), 0, Purpose.POPULATION, 0) for i in range(70)]


def test_shocks_have_the_bits_of_each_quantile():
    """Drawn in blocks, part by part of the distribution: the center, the tails, and what lies farthest out in them."""
    u = np.concatenate(
        [np.linspace(0.001, 0.999, 90), [0.075, 0.0749999, 0.925, 0.9250001], np.geomspace(1e-15, 1e-9, 20)]
    )
    u = np.random.default_rng(1).permutation(np.concatenate([u, 1 - u]))
    bits = (u * 2.0**53).astype(np.uint64)
    bits[:2] = 0, 2**53 - 1
    words = np.zeros((4, u.size), dtype=np.uint64)
    words[0], words[1] = bits >> np.uint64(21), (bits << np.uint64(11)) & np.uint64(2**32 - 1)
    shock, listed = np.full(u.size, np.nan), np.zeros(u.size + 1, dtype=np.int64)
    draw_shocks(words, shock, np.zeros((2, u.size)), listed, u.size)
    assert shock.tolist() == [normal_quantile(unit(high, low)) for high, low in words[:2].T]
    assert np.abs(shock).max() > 8


def test_normal_draws_are_normal():
    key = run_key(5, 0)
    z = np.array([normal(key, i, 1, month, Purpose.OVERRUN, 0) for i in range(200) for month in range(200)])
    assert stats.kstest(z, "norm").pvalue > LEAST_PROBABILITY
    assert abs(z.mean()) < 4 / math.sqrt(z.size)
    assert abs((z**2).mean() - 1) < 4 * math.sqrt(2 / z.size)
    assert abs((z**4).mean() - 3) < 4 * math.sqrt(96 / z.size)


def test_every_order_of_five_is_as_likely():
    key = run_key(5, 0)
    counts = dict.fromkeys(itertools.permutations(range(5)), 0)
    for organization in range(100):
        for month in range(60):
            seed = np.uint64(order_seed(key, organization, 1, month, Purpose.SEARCH))
            counts[tuple(sorted(range(5), key=lambda item, seed=seed: int(order_key(seed, item))))] += 1
    assert stats.chisquare(list(counts.values())).pvalue > LEAST_PROBABILITY


@pytest.mark.parametrize("axis", range(4))
def test_neighbouring_orders_do_not_resemble_each_other(axis):
    key = run_key(5, 0)
    first, second = [], []
    for k in range(1500):
        name = [k, 1, 7, int(Purpose.ORDER)]
        here = np.uint64(order_seed(key, *name))
        name[axis] += 1
        there = np.uint64(order_seed(key, *name))
        assert here != there
        first.append(int(order_key(here, 3)) / 2.0**64)
        second.append(int(order_key(there, 3)) / 2.0**64)
    assert abs(np.corrcoef(first, second)[0, 1]) * math.sqrt(len(first)) < 4.0
    assert stats.kstest(first, "uniform").pvalue > LEAST_PROBABILITY


def test_order_keys_are_all_different_and_use_both_halves():
    seed = np.uint64(order_seed(run_key(1, 1), EVERYBODY, 0, 9, Purpose.ORDER))
    keys = [int(order_key(seed, item)) for item in range(20_000)]
    assert len(set(keys)) == len(keys)
    for half in (np.array([key >> 32 for key in keys]), np.array([key & 0xFFFFFFFF for key in keys])):
        assert stats.kstest(half / 2.0**32, "uniform").pvalue > LEAST_PROBABILITY
