"""The Shapley value: each member pays its marginal cost, averaged over all orders of arrival."""

import math
from typing import NamedTuple

import numpy as np

from sim.compilation.decorators import compiled
from sim.games.coalition import Floats, Masks, sizes
from sim.games.game import CostGame
from sim.laws.random import Purpose, run_key, uniforms


@compiled
def _marginal_means(costs: Floats, size: Masks, weight: Floats, share: Floats) -> None:
    """Add to share (n,) the marginal cost of each member in each coalition, weighted by the size of the coalition."""
    for mask in range(costs.size):
        here = costs[mask]
        each = weight[size[mask]]
        for i in range(share.size):
            if not (mask >> i) & 1:
                share[i] += each * (costs[mask | (1 << i)] - here)


def shapley_value(game: CostGame) -> Floats:
    """Return the Shapley value, exactly.

    x_i = sum over the coalitions S without i of |S|! (n - |S| - 1)! / n! (c(S + i) - c(S)).

    Parameters
    ----------
    game : CostGame
        At most 20 members.

    Returns
    -------
    (n,) float64
        Share of each member [currency]; the sum is the cost of all.

    Raises
    ------
    GameError
        There are too many members; use :func:`sampled_shapley_value`.

    References
    ----------
    .. [1] Shapley (1953), A value for n-person games, Contributions to the Theory of Games II,
       doi:10.1515/9781400881970-018.

    Examples
    --------
    >>> shapley_value(CostGame(["A", "B"], [0, 11, 7, 15])).tolist()
    [9.5, 5.5]
    """
    n = game.n
    share = np.zeros(n)
    _marginal_means(game.costs, sizes(n), np.append(_weights(n), 0.0), share)
    return share


def attribution(worth: Floats) -> Floats:
    """Return what each player adds to the worth of the coalitions, averaged over all orders: the Shapley value.

    Unlike the costs of a :class:`CostGame`, the worth of a coalition may be negative and that of the empty one not
    zero, and many games of the same players are computed at once.

    Parameters
    ----------
    worth : (2**n, ...) array_like
        Worth of each coalition by bitmask (bit i: player i), in each game [any unit].

    Returns
    -------
    (n, ...) float64
        The parts; in each game their sum is the worth of all players less that of nobody, up to rounding. The part of a
        player that changes nothing is exactly 0.

    Raises
    ------
    ValueError
        If the number of rows is not a power of two.

    References
    ----------
    .. [1] Shapley (1953), A value for n-person games, Contributions to the Theory of Games II,
       doi:10.1515/9781400881970-018.

    Examples
    --------
    A pool saves 100 by its fixed cost, and coordinating it costs 40, but only where there is a pool to coordinate.

    >>> attribution([0, 100, 0, 60]).tolist()
    [80.0, -20.0]
    """
    worth = np.asarray(worth, dtype=np.float64)
    n = worth.shape[0].bit_length() - 1
    if worth.shape[0] != 1 << n:
        raise ValueError(f"worth has {worth.shape[0]} rows: a power of two is needed")
    size, weight = sizes(n), _weights(n)
    part = np.zeros((n, *worth.shape[1:]))
    for i in range(n):
        others = np.flatnonzero((np.arange(1 << n) >> i) & 1 == 0)
        added = worth[others | 1 << i] - worth[others]
        part[i] = (weight[size[others]] * added.T).T.sum(0)  # not a matrix product: its last bits vary with threads
    return part


def _weights(n: int) -> Floats:
    """Return the weight of a coalition that a player joins, by its size: (n,)."""
    # n sizes of equal probability, and (n - 1 over s) coalitions of each size
    return np.array([1.0 / (n * math.comb(n - 1, s)) for s in range(n)])


class ShapleyEstimate(NamedTuple):
    """A sampled Shapley value.

    Attributes
    ----------
    value : (n,) float64
        The estimate [currency]; its sum is the cost of all, exactly.
    low, high : (n,) float64
        Confidence interval of each member's share [currency].
    blocks : int
        Number of independent blocks of orders.
    """

    value: Floats
    low: Floats
    high: Floats
    blocks: int


def sampled_shapley_value(
    game: CostGame, blocks: int = 100, seed: int = 1, confidence: float = 0.95
) -> ShapleyEstimate:
    """Estimate the Shapley value from sampled orders of arrival, stratified by the place in the order.

    A block is the n cyclic shifts of a random order, and those of the reversed order: each member takes each position
    twice, and only the set of its predecessors is random [1]_, [2]_. Blocks are independent, which gives the confidence
    interval (Student's t).

    Parameters
    ----------
    game : CostGame
        Any number of members.
    blocks : int
        At least 2; each needs 2 n**2 costs.
    seed : int
        Seed of the draws.
    confidence : float
        Probability that the interval of a member contains its share [1].

    Returns
    -------
    ShapleyEstimate

    Raises
    ------
    ValueError
        If blocks is below 2 or the confidence is not between 0 and 1.

    References
    ----------
    .. [1] Castro, Gómez, Molina & Tejada (2017), Improving polynomial estimation of the Shapley value by stratified
       random sampling, Computers & Operations Research 82:180-188, doi:10.1016/j.cor.2017.01.019.
    .. [2] Mitchell, Cooper, Frank & Holmes (2022), Sampling permutations for Shapley value estimation, Journal of
       Machine Learning Research 23(43):1-46.

    Examples
    --------
    >>> game = CostGame.from_function([f"m{i}" for i in range(30)], lambda members: len(members) ** 0.5)
    >>> estimate = sampled_shapley_value(game, blocks=2)
    >>> bool(np.allclose(estimate.value, 30**0.5 / 30))  # symmetric: exact after one block
    True
    """
    if blocks < 2 or not 0.0 < confidence < 1.0:
        raise ValueError(f"blocks = {blocks} must be at least 2, confidence = {confidence} between 0 and 1")
    from scipy.stats import t

    key = run_key(seed, 0)
    means = np.array([_block(game, key, b) for b in range(blocks)])
    value = means.mean(axis=0)
    error = means.std(axis=0, ddof=1) / math.sqrt(blocks)
    reach = float(t.ppf(0.5 + 0.5 * confidence, blocks - 1)) * error
    return ShapleyEstimate(value, value - reach, value + reach, blocks)


def _block(game: CostGame, key: np.uint64, number: int) -> Floats:
    """Return the mean marginal costs over one block of orders: (n,)."""
    n = game.n
    order = np.argsort(uniforms(key, np.arange(n), 0, 0, Purpose.COALITION, number), kind="stable")
    place = np.argsort(order)
    share = np.zeros(n)
    for first in (place, n - 1 - place):
        for shift in range(n):
            place = (first + shift) % n
            costs = game.values(place <= np.arange(n)[:, None])  # the members that have arrived, one more in each row
            share += np.diff(costs, prepend=0.0)[place]
    return share / (2 * n)
