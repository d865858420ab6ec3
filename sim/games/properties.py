"""Properties of a cost game: monotone, subadditive, concave; with a pair of coalitions as a counterexample."""

from dataclasses import dataclass
from typing import Final

from sim.compilation.decorators import compiled
from sim.games.coalition import Floats
from sim.games.game import CostGame

ROUNDING: Final = 1e-9
"""Differences below this share of the largest cost count as rounding."""


@dataclass(frozen=True)
class Finding:
    """Whether a property holds; if not, the two coalitions that violate it most.

    Attributes
    ----------
    holds : bool
    first, second : tuple of str
        The two coalitions; empty if it holds.
    gap : float
        The violation [currency].
    """

    holds: bool
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    gap: float = 0.0

    def __bool__(self) -> bool:
        """Return whether the property holds."""
        return self.holds


@dataclass(frozen=True)
class Properties:
    """The properties of a game.

    Attributes
    ----------
    monotone : Finding
        More members never cost less: c(S) <= c(T) for S within T.
    subadditive : Finding
        Two coalitions without common members never cost more together: c(S + T) <= c(S) + c(T).
    concave : Finding
        A member adds less to a larger coalition: c(S) + c(T) >= c(S or T) + c(S and T) [1]_. The core is then not
        empty, and contains the Shapley value.

    References
    ----------
    .. [1] Shapley (1971), Cores of convex games, International Journal of Game Theory 1:11-26,
       doi:10.1007/BF01753431.
    """

    monotone: Finding
    subadditive: Finding
    concave: Finding


@compiled
def _worst_monotone(costs: Floats, n: int) -> tuple[float, int, int]:
    """Return the largest saving from one more member, and the two coalitions."""
    worst, first, second = 0.0, 0, 0
    for mask in range(costs.size):
        for i in range(n):
            if not (mask >> i) & 1:
                gap = costs[mask] - costs[mask | (1 << i)]
                if gap > worst:
                    worst, first, second = gap, mask, mask | (1 << i)
    return worst, first, second


@compiled
def _worst_subadditive(costs: Floats) -> tuple[float, int, int]:
    """Return the largest loss of two disjoint coalitions that merge, and the two coalitions (3**n / 2 pairs)."""
    worst, first, second = 0.0, 0, 0
    for mask in range(1, costs.size):
        here = costs[mask]
        part = (mask - 1) & mask
        while 2 * part > mask:  # the part that contains the highest member, so that each pair occurs once
            gap = here - costs[part] - costs[mask ^ part]
            if gap > worst:
                worst, first, second = gap, mask ^ part, part
            part = (part - 1) & mask
    return worst, first, second


@compiled
def _worst_concave(costs: Floats, n: int) -> tuple[float, int, int]:
    """Return the largest increase of a member's marginal cost by one more member, and the two coalitions."""
    worst, first, second = 0.0, 0, 0
    for mask in range(costs.size):
        here = costs[mask]
        for i in range(n):
            if (mask >> i) & 1:
                continue
            one = mask | (1 << i)
            for j in range(i + 1, n):
                if (mask >> j) & 1:
                    continue
                other = mask | (1 << j)
                gap = costs[one | other] + here - costs[one] - costs[other]
                if gap > worst:
                    worst, first, second = gap, one, other
    return worst, first, second


def properties(game: CostGame) -> Properties:
    """Return whether a game is monotone, subadditive and concave.

    Parameters
    ----------
    game : CostGame
        At most 20 members. Without concavity, 20 members take some seconds: every pair of coalitions is compared.

    Returns
    -------
    Properties
        If a property does not hold, with the pair of coalitions that violates it most.

    Raises
    ------
    GameError
        There are too many members.

    Examples
    --------
    >>> result = properties(CostGame.from_costs({"A": 4, "B": 3, "A+B": 8}))
    >>> bool(result.monotone), bool(result.subadditive), result.subadditive.first, result.subadditive.gap
    (True, False, ('A',), 1.0)
    """
    costs = game.costs
    concave = _finding(game, *_worst_concave(costs, game.n))
    # a concave game is subadditive, since the empty coalition costs 0
    subadditive = concave if concave else _finding(game, *_worst_subadditive(costs))
    return Properties(_finding(game, *_worst_monotone(costs, game.n)), subadditive, concave)


def _finding(game: CostGame, gap: float, first: int, second: int) -> Finding:
    """Return the finding for the worst pair of coalitions, up to rounding."""
    if gap <= ROUNDING * game.scale:
        return Finding(True)
    return Finding(False, game.names(first), game.names(second), gap)
