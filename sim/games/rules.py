"""Rules of thumb and of accounting for sharing a cost: equal, proportional, separable costs, serial."""

from collections.abc import Callable, Sequence

import numpy as np

from sim.games.coalition import Floats
from sim.games.game import CostGame
from sim.games.limits import LARGEST


def equal(game: CostGame) -> Floats:
    """Return equal shares of the cost of all: (n,) [currency].

    Examples
    --------
    >>> equal(CostGame(["A", "B"], [0, 11, 7, 15])).tolist()
    [7.5, 7.5]
    """
    return np.full(game.n, game.total / game.n)


def proportional(game: CostGame, weights: Sequence[float] | Floats | None = None) -> Floats:
    """Return shares of the cost of all in proportion to a weight.

    Parameters
    ----------
    game : CostGame
        Any number of members.
    weights : (n,) sequence of float, optional
        Use, size, inhabitants, anything that is not negative; the stand-alone costs by default.

    Returns
    -------
    (n,) float64
        What each member pays [currency]; equal shares where stand-alone costs are all zero.

    Raises
    ------
    ValueError
        The weights are not one for each member, or some are negative, or all are zero.

    Examples
    --------
    >>> two_towns = CostGame(["A", "B"], [0, 11, 7, 15])
    >>> proportional(two_towns, [36_000, 12_000]).tolist()
    [11.25, 3.75]
    """
    if weights is None:
        own = game.stand_alone
        return proportional(game, own) if own.any() else equal(game)
    weight = np.asarray(weights, dtype=np.float64)
    allowed = (weight >= 0.0) & (weight <= LARGEST)  # False for NaN; the sum of larger weights may overflow
    if weight.shape != (game.n,) or not allowed.all() or not weight.any():
        raise ValueError(f"weights = {weight.tolist()}: {game.n} numbers from 0 to {LARGEST:g}, not all zero")
    return game.total * (weight / weight.sum())


def separable_costs(game: CostGame) -> Floats:
    """Return separable costs, and the rest in proportion to what is left of each member's saving.

    x_i = m_i + r_i / sum(r) (c(N) - sum(m)), m_i = c(N) - c(N - i) what i adds to the others, r_i = c(i) - m_i the most
    it could contribute beyond that. The method of American river basins (separable costs, remaining benefits) [1]_ and
    the alternate cost avoided of the Tennessee Valley Authority [2]_ are this rule. Who adds more than it would pay
    alone has r_i = 0.

    Parameters
    ----------
    game : CostGame
        Any number of members.

    Returns
    -------
    (n,) float64
        What each member pays [currency].

    References
    ----------
    .. [1] Young, Okada & Hashimoto (1982), Cost allocation in water resources development, Water Resources Research
       18(3):463-475, doi:10.1029/WR018i003p00463.
    .. [2] Straffin & Heaney (1981), Game theory and the Tennessee Valley Authority, International Journal of Game
       Theory 10:35-43, doi:10.1007/BF01770069.

    Examples
    --------
    >>> separable_costs(CostGame(["A", "B"], [0, 11, 7, 15])).tolist()
    [9.5, 5.5]
    """
    separable = game.separable
    saving = np.maximum(game.stand_alone - separable, 0.0)
    rest = game.total - separable.sum()
    part = saving / saving.sum() if saving.any() else np.full(game.n, 1.0 / game.n)
    return separable + part * rest


def equal_nonseparable_costs(game: CostGame) -> Floats:
    """Return separable costs, and equal parts of the rest: (n,) [currency].

    References
    ----------
    .. [1] Straffin & Heaney (1981), Game theory and the Tennessee Valley Authority, International Journal of Game
       Theory 10:35-43, doi:10.1007/BF01770069.

    Examples
    --------
    >>> equal_nonseparable_costs(CostGame(["A", "B"], [0, 11, 7, 15])).tolist()
    [9.5, 5.5]
    """
    separable = game.separable
    return separable + (game.total - separable.sum()) / game.n


def serial_shares(demands: Sequence[float] | Floats, cost: Callable[[Floats], float]) -> Floats:
    """Return serial shares: who wants little pays for a world in which nobody wants more.

    With demands in order, q_1 <= ... <= q_n, and C_k the cost when all demands are capped at q_k, C_0 = 0, the
    k-th pays x_k = x_(k-1) + (C_k - C_(k-1)) / (n - k + 1).

    Parameters
    ----------
    demands : (n,) sequence of float
        What each member wants [unit]; none negative.
    cost : callable
        Cost of a profile of demands, (n,) float64 in the order of `demands` [currency].

    Returns
    -------
    (n,) float64
        What each member pays [currency]; the sum is the cost of the demands.

    Raises
    ------
    ValueError
        A demand is negative or not finite.

    References
    ----------
    .. [1] Moulin & Shenker (1992), Serial cost sharing, Econometrica 60(5):1009-1037, doi:10.2307/2951537.

    Examples
    --------
    >>> serial_shares([1, 2, 3], lambda q: q.sum() ** 2).tolist()
    [3.0, 11.0, 22.0]
    """
    wanted = np.asarray(demands, dtype=np.float64)
    if not np.isfinite(wanted).all() or (wanted < 0.0).any():
        raise ValueError(f"demands = {wanted.tolist()}: finite numbers, none negative")
    shares = np.zeros(wanted.size)
    paid = before = 0.0
    for k, i in enumerate(np.argsort(wanted, kind="stable")):
        after = float(cost(np.minimum(wanted, wanted[i])))
        paid += (after - before) / (wanted.size - k)
        shares[i] = paid
        before = after
    return shares
