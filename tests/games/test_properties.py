"""Properties are what their definitions over all pairs of coalitions say, and the pair shown does break them."""

import pytest
from hypothesis import given

from sim.games import CostGame, properties
from tests.games.strategies import games


def by_definition(game: CostGame) -> dict[str, float]:
    """Return by how much each property is broken at worst, over all pairs of coalitions."""
    worst = {"monotone": 0.0, "subadditive": 0.0, "concave": 0.0}
    c = game.costs
    for s in range(c.size):
        for t in range(c.size):
            if s & t == s:
                worst["monotone"] = max(worst["monotone"], c[s] - c[t])
            if s & t == 0:
                worst["subadditive"] = max(worst["subadditive"], c[s | t] - c[s] - c[t])
            worst["concave"] = max(worst["concave"], c[s | t] + c[s & t] - c[s] - c[t])
    return worst


@given(games(most=5))
def test_definitions(game):
    found, worst = properties(game), by_definition(game)
    for name, gap in worst.items():
        finding = getattr(found, name)
        assert finding.holds == bool(finding) == (gap <= 1e-9)
    assert found.subadditive.gap == pytest.approx(worst["subadditive"])


@given(games(most=5))
def test_the_pair_shown_breaks_it(game):
    found = properties(game)
    for name in ("monotone", "subadditive", "concave"):
        finding = getattr(found, name)
        if finding:
            continue
        s, t = game.mask(finding.first), game.mask(finding.second)
        gap = {
            "monotone": game.value(s) - game.value(t),
            "subadditive": game.value(s | t) - game.value(s) - game.value(t),
            "concave": game.value(s | t) + game.value(s & t) - game.value(s) - game.value(t),
        }[name]
        assert gap == pytest.approx(finding.gap)
        assert gap > 0
        assert name != "monotone" or s & t == s
        assert name != "subadditive" or s & t == 0


def test_rounding_breaks_nothing():
    third = 1.0 / 3.0
    game = CostGame.from_function("ABCD", lambda coalition: sum(third for _ in coalition) * 3e6)
    found = properties(game)
    assert found.monotone
    assert found.subadditive
    assert found.concave
