"""What holds of a cost game: monotone, subadditive, concave; and the pair of coalitions that shows when not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.compilation.decorators import compiled
from sim.games.coalition import Floats
from sim.games.game import CostGame

ROUNDING: Final = 1e-9
"""Differences below this share of the largest cost are rounding."""


@dataclass(frozen=True)
class Finding:
    """Whether a property holds; where it does not, the two coalitions that break it most.

    Attributes
    ----------
    holds : bool
    first, second : tuple of str
        The two coalitions; empty where it holds.
    gap : float
        By how much they break it [currency].
    """

    holds: bool
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    gap: float = 0.0

    def __bool__(self) -> bool:
        """Whether it holds."""
        return self.holds


@dataclass(frozen=True)
class Properties:
    """What holds of a game.

    Attributes
    ----------
    monotone : Finding
        More members never cost less: c(S) <= c(T) for S within T.
    subadditive : Finding
        Two coalitions without common members never cost more together: c(S + T) <= c(S) + c(T).
    concave : Finding
        The more there are, the less a member adds: c(S) + c(T) >= c(S or T) + c(S and T) [1]_. The core is then not
        empty, and holds the Shapley value.

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
    """Return the largest saving by one more member, with the two coalitions."""
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
    """Return what two separate coalitions lose most by joining: 3**n / 2 pairs."""
    worst, first, second = 0.0, 0, 0
    for mask in range(1, costs.size):
        here = costs[mask]
        part = (mask - 1) & mask
        while 2 * part > mask:  # the part with the highest member, so that each pair comes once
            gap = here - costs[part] - costs[mask ^ part]
            if gap > worst:
                worst, first, second = gap, mask ^ part, part
            part = (part - 1) & mask
    return worst, first, second


@compiled
def _worst_concave(costs: Floats, n: int) -> tuple[float, int, int]:
    """Return where a member adds most more to a coalition with one more member; pairs of members suffice."""
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
    """Say whether a game is monotone, subadditive and concave.

    Parameters
    ----------
    game : CostGame
        At most 20 members; with 20, unless it is concave, this takes some seconds (every pair of coalitions is tried).

    Returns
    -------
    Properties
        Each with a pair of coalitions that breaks it most, if it does not hold.

    Raises
    ------
    GameError
        There are too many members.

    Examples
    --------
    >>> found = properties(CostGame.from_costs({"A": 4, "B": 3, "A+B": 8}))
    >>> bool(found.monotone), bool(found.subadditive), found.subadditive.first, found.subadditive.gap
    (True, False, ('A',), 1.0)
    """
    costs = game.costs
    concave = _finding(game, *_worst_concave(costs, game.n))
    # a concave game is subadditive, since nobody costs nothing
    subadditive = concave if concave else _finding(game, *_worst_subadditive(costs))
    return Properties(_finding(game, *_worst_monotone(costs, game.n)), subadditive, concave)


def _finding(game: CostGame, gap: float, first: int, second: int) -> Finding:
    """Say what was found, rounding apart."""
    if gap <= ROUNDING * game.scale:
        return Finding(True)
    return Finding(False, game.names(first), game.names(second), gap)
