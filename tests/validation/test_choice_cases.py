"""Published results on imitation: small societies that the test plays with the model's laws."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from docs.site.published import CASES
from sim.laws.imitation import adoption_probability


def fixation(n, beta, advantage):
    """Return the chance that one mutant takes over n, in a chain in which one meets another at random.

    ``advantage(k)`` is what the mutants have over the others while there are k of them.
    """
    up, down = np.zeros(n + 1), np.zeros(n + 1)
    for k in range(1, n):
        meet = k * (n - k) / (n * (n - 1))
        up[k] = meet * adoption_probability(0.0, advantage(k), beta)
        down[k] = meet * adoption_probability(advantage(k), 0.0, beta)
    # absorbed at n: f(k) = (1 - up - down) f(k) + up f(k + 1) + down f(k - 1)
    chain = np.diag(up + down) - np.diag(up[:-1], 1) - np.diag(down[1:], -1)
    chain[0, 0] = chain[n, n] = 1
    end = np.zeros(n + 1)
    end[n] = 1
    return np.linalg.solve(chain, end)[1]


def test_fixation_under_pairwise_comparison():
    case = CASES["fermi_fixation"]
    constant, hunt = case["input"]["constant_diff"], case["input"]["stag_hunt"]
    found = fixation(constant["N"], constant["beta"], lambda k: constant["dpi"])
    assert found == pytest.approx(case["expected"]["constant"], abs=case["tolerance"])
    (cc, cd), (dc, dd) = hunt["A"]
    n = hunt["N"]

    def over_defectors(k):  # k cooperate; nobody plays with itself
        return ((k - 1) * cc + (n - k) * cd - k * dc - (n - k - 1) * dd) / (n - 1)

    found = fixation(n, hunt["beta"], over_defectors)
    assert found == pytest.approx(case["expected"]["SH_C_in_D"], abs=case["tolerance"])
    found = fixation(n, hunt["beta"], lambda k: -over_defectors(n - k))
    assert found == pytest.approx(case["expected"]["SH_D_in_C"], abs=case["tolerance"])
    assert fixation(n, 0.0, over_defectors) == pytest.approx(1 / n)  # neutral


def payoffs(x, n, m, f):
    """Return what a cooperator and a defector expect of a group of n where a share x cooperates; effort costs 1."""
    k = np.arange(n)
    others = binom.pmf(k, n - 1, x)
    return np.sum(others * (k + 1) * f / n * (k + 1 >= m)) - 1, np.sum(others * k * f / n * (k >= m))


def hunters(share, game, rounds, seed, number=20_000, beta=10.0):
    """Return the share of cooperators, round by round: everybody meets somebody, and imitates by the model's law."""
    rng = np.random.default_rng(seed)
    state = np.arange(number) < round(share * number)
    path = []
    for _ in range(rounds):
        cooperator, defector = payoffs(state.mean(), *game)
        example = state[rng.integers(number, size=number)]
        chance = np.where(
            example,
            adoption_probability(defector, cooperator, beta),
            adoption_probability(cooperator, defector, beta),
        )
        state = np.where(rng.random(number) < chance, example, state)
        path.append(state.mean())
    return np.array(path)


GAMES = [(name, roots) for name, roots in CASES["nperson_stag_hunt"]["expected"]["roots"].items() if roots]


def game_of(name):
    """Return group size N, least number M and benefit F of a case's name, such as N10M5F8."""
    n, rest = name.removeprefix("N").split("M")
    m, f = rest.split("F")
    return int(n), int(m), float(f)


@pytest.mark.parametrize(("name", "roots"), GAMES)
def test_imitation_tips_where_the_stag_hunt_does(name, roots):
    game = game_of(name)
    cooperator, defector = payoffs(roots[0], *game)
    assert cooperator == pytest.approx(defector, abs=CASES["nperson_stag_hunt"]["tolerance"])
    # the standard deviation of a share among 20,000 is 0.0035: three of them decide to which side it tips
    tipping = roots[0]
    apart = 3 * math.sqrt(tipping * (1 - tipping) / 20_000)
    for seed in range(3):
        assert hunters(tipping - apart, game, 200, seed)[-1] == 0  # nobody hunts the stag any more
        settled = hunters(tipping + apart, game, 200, seed)[100:]
        if len(roots) == 2:  # a hundred rounds of a share that forgets within ten: some ten independent ones
            assert settled.mean() == pytest.approx(roots[1], abs=4 * settled.std() / math.sqrt(10))
        else:  # F = N: near the end nobody gains or loses by hunting, and the share drifts there
            assert settled.min() > 0.9


def test_where_the_stag_is_worth_too_little_nobody_hunts_it():
    assert CASES["nperson_stag_hunt"]["expected"]["roots"]["N10M5F5"] == []
    assert hunters(0.9, game_of("N10M5F5"), 200, 0)[-1] == 0
