"""Games to try: any, with the degenerate ones that whole numbers make; concave ones; and a change of members."""

import numpy as np
from hypothesis import strategies as st

from sim.games import CostGame

NAMES = "ABCDEFG"


@st.composite
def games(draw, least=1, most=5, top=12):
    """Draw a game whose costs are small whole numbers: full of ties."""
    n = draw(st.integers(least, most))
    costs = draw(st.lists(st.integers(0, top), min_size=2**n - 1, max_size=2**n - 1))
    return CostGame(NAMES[:n], [0, *costs])


@st.composite
def concave_games(draw, most=6):
    """Draw a concave game: a concave function of weights, a cover of fixed costs, and own costs."""
    n = draw(st.integers(1, most))
    weight = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    own = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    power = draw(st.sampled_from([0.3, 0.6, 1.0]))
    fixed = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 2**n - 1)), max_size=3))
    costs = [0.0]
    for mask in range(1, 2**n):
        inside = [i for i in range(n) if mask >> i & 1]
        cost = 10.0 * sum(weight[i] for i in inside) ** power + sum(own[i] for i in inside)
        costs.append(cost + sum(amount for amount, users in fixed if users & mask))
    return CostGame(NAMES[:n], costs)


def rearranged(game: CostGame, order: list[int]) -> CostGame:
    """Return the same game with its members in another order."""
    masks = [sum(1 << order[i] for i in range(game.n) if mask >> i & 1) for mask in range(2**game.n)]
    return CostGame([game.members[i] for i in order], game.costs[np.array(masks)])
