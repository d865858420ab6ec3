"""A game is what its table, function or demands say; what cannot be one is refused, all problems at once."""

import numpy as np
import pytest

from sim.errors import GameError
from sim.games import MOST, CostGame, nucleolus, properties, shapley_value


def problems(costs) -> list[str]:
    """Return what is wrong with the costs of coalitions, each in one line."""
    with pytest.raises(GameError) as caught:
        CostGame.from_costs(costs)
    for lang in ("en", "fr"):
        assert caught.value.text(lang)
    return [problem.text("en") for problem in caught.value.problems]


def test_costs_by_name_in_any_order():
    game = CostGame.from_costs({"B+A": 15, "B": 7, ("A",): 11})
    assert game.members == ("B", "A")
    assert (game.cost("A"), game.cost("A", "B"), game.cost("B", "A"), game.cost()) == (11, 15, 15, 0)
    assert game.names(0b11) == ("B", "A")
    assert game.label(0b11) == "B+A"
    with pytest.raises(KeyError):
        game.cost("C")


def test_a_function_sees_names_in_order_and_is_asked_once_for_each_coalition():
    asked = []

    def cost(coalition):
        asked.append(coalition)
        return 10.0 * len(coalition)

    game = CostGame.from_function(["x", "y", "z"], cost)
    assert asked == []
    assert game.costs.tolist() == [0, 10, 10, 20, 10, 20, 20, 30]
    assert len(asked) == 7 == len(set(asked))
    assert ("x", "z") in asked
    assert game.costs is game.costs


def test_a_function_may_give_many_costs_at_once():
    def many(rows):
        return 10.0 * rows.sum(axis=1)

    rows = np.array([[True, False, True], [True, True, True]])
    for game in (
        CostGame.from_function("xyz", lambda names: 10.0 * len(names)),
        CostGame.from_function("xyz", lambda names: pytest.fail("one by one"), many),
        CostGame("xyz", [0, 10, 10, 20, 10, 20, 20, 30]),
    ):
        assert game.values(rows).tolist() == [20.0, 30.0]
        assert game.costs.tolist() == [0, 10, 10, 20, 10, 20, 20, 30]
    with pytest.raises(GameError, match=r"x\+z = -20.0: Allowed: a finite cost, at least 0"):
        CostGame.from_function("xyz", lambda names: 1.0, lambda rows: -many(rows)).values(rows)


def test_costs_that_would_overflow_are_refused():
    for make in (
        lambda: CostGame(["A"], [0, 1e101]),
        lambda: CostGame.from_costs({"A": 1e101}),
        lambda: CostGame.from_function(["A"], lambda _: 1e101).total,
    ):
        with pytest.raises(GameError, match=r"A = 1e\+101: Allowed: a cost of at most 1e100"):
            make()
    game = CostGame(["A", "B"], [0, 1e100, 1e100, 1e100])
    assert nucleolus(game) == pytest.approx([5e99, 5e99])
    assert properties(game).concave


def test_demands_of_those_who_are_there():
    game = CostGame.from_demands({"a": 1, "b": 2, "c": 4}, lambda q: 5 + q.sum() + 10 * q.size)
    assert game.cost("a", "c") == 5 + 5 + 20
    assert game.stand_alone.tolist() == [16, 17, 19]
    assert game.separable.tolist() == [11, 12, 14]


def test_the_excess_is_what_is_paid_beyond_the_own_cost():
    game = CostGame(["A", "B"], [0, 11, 7, 15])
    assert game.excess(np.array([7.5, 7.5])).tolist() == [0, -3.5, 0.5, 0]


def test_all_problems_at_once():
    found = problems({"A": 1, "B": -2, "A+A": 3, "A+C": float("nan"), "A+B": 4, "B+A": 4})
    assert any("-2" in each and "at least 0" in each for each in found)
    assert any('"A+A"' in each and "each once" in each for each in found)
    assert any("nan" in each for each in found)
    assert any("each coalition once" in each for each in found)
    for missing in ("of C ", "of B+C ", "of A+B+C "):
        assert any(f"The cost {missing}is missing: add it." in each for each in found)
    assert len(found) == 4 + 3


def test_what_is_no_game():
    assert "at least one coalition" in problems({})[0]
    assert "0, the cost of the empty coalition" in problems({"A": 1, "": 2})[0]
    with pytest.raises(GameError, match="each once"):
        CostGame(["A", "A"], [0, 1, 1, 1])
    with pytest.raises(GameError, match="at least 0"):
        CostGame(["A"], [0, -1])
    with pytest.raises(GameError, match="cost of the empty coalition"):
        CostGame(["A"], [1, 1])
    with pytest.raises(ValueError, match="shape"):
        CostGame(["A", "B"], [0, 1, 1])
    with pytest.raises(GameError, match="at least 0"):
        _ = CostGame.from_function(["A"], lambda _: float("inf")).costs


def test_too_many_members_are_told_what_to_do():
    names = [f"m{i}" for i in range(25)]
    game = CostGame.from_function(names, len)
    assert game.cost("m3", "m7") == 2.0  # a cost can be asked for; all of them cannot
    for solve in (shapley_value, nucleolus, properties, lambda each: each.costs):
        with pytest.raises(GameError, match=r"33,554,431 coalitions.*at most 20 of them, or sample"):
            solve(game)
    assert problems({name: 1 for name in names})[0].count("25 members") == 1
    assert MOST == 20


def test_a_game_cannot_be_changed_behind_its_back():
    costs = np.array([0.0, 1.0])
    game = CostGame(["A"], costs)
    costs[1] = 5.0
    assert game.total == 1.0
    with pytest.raises(ValueError, match="read-only"):
        game.costs[1] = 2.0
