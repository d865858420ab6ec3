"""A group of organizations as a game: coalitions pay what the model's cost law says, bills are the model's."""

import numpy as np
import pytest

from sim import load_scenario
from sim.analysis import group, read_cost_game, read_weights, share_cost
from sim.errors import GameError, ScenarioError
from sim.games import properties, shapley_value
from sim.scenario import parse_scenario
from tests.kernel.worlds import PLAIN

NAMES = ["a", "b", "c", "d"]


@pytest.fixture
def four(tmp_path):
    """Return a function that makes a scenario of four organizations that need 1, 2, 3 and 6 units."""
    (tmp_path / "four.csv").write_text("name,size,need_shared\na,5,1\nb,5,2\nc,10,3\nd,20,6\n", encoding="utf-8")

    def make(**terms):
        resource = PLAIN["resources"]["shared"] | {"need_per_fte": 0.1} | terms
        population = PLAIN["population"] | {"number": 4, "file": "four.csv"}
        return parse_scenario(PLAIN | {"population": population, "resources": {"shared": resource}}, tmp_path)

    return make


def test_costs_worked_out_by_hand(four):
    # a fixed cost of 900, 10 a unit, and coordination of 40 + 5 n + 2 n (n - 1) / 2, overrun by half
    chosen = group(four(hub_cost=40, member_cost=5, pair_cost=2), "shared", overrun=1.5)
    game = chosen.game
    assert game.members == tuple(NAMES)
    assert game.stand_alone == pytest.approx([910, 920, 930, 960])
    assert game.cost("a", "c") == pytest.approx(900 + 40 + 1.5 * (40 + 10 + 2))
    assert game.total == pytest.approx(900 + 120 + 1.5 * (40 + 20 + 12))
    assert group(four(hub_cost=40), "shared").game.cost("a", "b") == pytest.approx(900 + 30 + 40)


def test_coalitions_below_the_agreement_stay_alone(four):
    game = group(four(min_members=3), "shared").game
    assert game.cost("a", "d") == pytest.approx(910 + 960)
    assert game.cost("a", "b", "d") == pytest.approx(900 + 90)


def test_bills_worked_out_by_hand(four):
    chosen = group(four(), "shared")
    total = 900 + 120
    assert chosen.bills("equal") == pytest.approx([total / 4] * 4)
    assert chosen.bills("by_size") == pytest.approx([total * w / 40 for w in (5, 5, 10, 20)])
    for rule in ("by_need", "by_use"):
        assert chosen.bills(rule) == pytest.approx([total * q / 12 for q in (1, 2, 3, 6)])
    two_part = [225 + 10 * q for q in (1, 2, 3, 6)]
    assert chosen.bills("two_part") == pytest.approx(two_part)
    # for an affine cost the serial rule and the Shapley value are the two-part tariff
    assert chosen.bills("serial") == pytest.approx(two_part)
    assert shapley_value(chosen.game) == pytest.approx(two_part)


def test_serial_shares_of_a_cost_that_is_not_affine(four):
    chosen = group(four(fixed_cost=0, unit_cost=100, scale_exponent=0.5), "shared")
    costs = [100 * (4 * 1) ** 0.5, 100 * (1 + 3 * 2) ** 0.5, 100 * (1 + 2 + 2 * 3) ** 0.5, 100 * 12**0.5]
    steps = np.diff([0, *costs]) / [4, 3, 2, 1]
    assert chosen.bills("serial") == pytest.approx(np.cumsum(steps))
    assert properties(chosen.game).concave


def test_all_problems_of_a_choice(four):
    with pytest.raises(GameError) as caught:
        group(four(), "shared", ["a", "x", "a"])
    assert [problem.value for problem in caught.value.problems] == ["x", "a"]
    with pytest.raises(GameError, match="one of shared"):
        group(four(), "hr")
    with pytest.raises(GameError, match="at least 3 organizations"):
        group(four(min_members=3), "shared", ["a", "b"])


def test_who_does_not_need_it_is_no_member(tmp_path):
    (tmp_path / "three.csv").write_text("name,size,need_shared\na,5,1\nb,5,0\nc,10,3\n", encoding="utf-8")
    population = PLAIN["population"] | {"number": 3, "file": "three.csv"}
    scenario = parse_scenario(PLAIN | {"population": population}, tmp_path)
    assert group(scenario, "shared").members == ("a", "c")
    with pytest.raises(GameError, match="organizations that need the resource"):
        group(scenario, "shared", ["a", "b", "c"])


def test_a_group_of_thirty_is_sampled(repository):
    quebec = load_scenario(repository / "scenarios" / "quebec-1.toml", set=["population.number=60"])
    names = quebec.organization_names()
    chosen = group(quebec, "it", names[:30])
    assert chosen.need.size == 30
    found = share_cost(chosen.game, ["two_part", "equal", "shapley"], group=chosen)
    assert found.least is None
    assert found.estimate is not None
    assert found.audits["equal"].in_core is False
    for each in found.audits.values():
        assert each.allocation.sum() == pytest.approx(chosen.game.total)
        assert each.in_core is not True


def test_a_table_as_a_french_spreadsheet_saves_it(tmp_path):
    table = tmp_path / "coûts.csv"
    table.write_text("coalition;cost\nÉcole;11,5\nParc;7\nParc + École;15\n", encoding="utf-8-sig")
    game = read_cost_game(table)
    assert game.members == ("École", "Parc")
    assert game.stand_alone.tolist() == [11.5, 7.0]
    assert game.total == 15.0


def test_thousands_may_be_set_apart_by_spaces_as_excel_saves_them(tmp_path):
    table = tmp_path / "costs.csv"
    table.write_text("coalition;cost\nA;11 000,50\nB;7\u202f000\nA+B;1\u00a0015 000\n", encoding="utf-8-sig")
    assert read_cost_game(table).costs.tolist() == [0.0, 11000.5, 7000.0, 1015000.0]
    for wrong in ("1 2", "11 00", "1 234,5 6", "1234 567", "1 234 56"):
        table.write_text(f"coalition;cost\nA;{wrong}\n", encoding="utf-8")
        with pytest.raises(ScenarioError, match="column cost"):
            read_cost_game(table)


def test_a_letter_wrong_is_one_problem(tmp_path):
    names = ["Org1", "Org2", "Org3", "Phare"]
    rows = ["+".join(n for i, n in enumerate(names) if mask >> i & 1) + ",5" for mask in range(1, 16)]
    table = tmp_path / "costs.csv"

    def problems():
        table.write_text("\n".join(["coalition,cost", *rows]), encoding="utf-8")
        with pytest.raises(GameError) as caught:
            read_cost_game(table)
        return [problem.text() for problem in caught.value.problems]

    place = rows.index("Org1+Phare,5")
    rows[place] = "Org1+Pharre,5"
    (said,) = problems()
    assert f'row {place + 2}, column coalition = "Pharre"' in said
    assert 'Did you mean "Phare"?' in said
    # a member without a row of its own that looks like others is a member still
    rows[place] = "Org1+Phare,5"
    rows.remove("Org3,5")
    assert [each.split(": ", 2)[2] for each in problems()] == [
        "a cost for every coalition. The cost of Org3 is missing: add it."
    ]


def test_many_coalitions_at_once_cost_what_each_costs():
    population = PLAIN["population"] | {"number": 24}
    terms = {"need_heterogeneity": 1.0, "min_members": 4, "pair_cost": 3, "overuse": 0.1, "sharing": "by_size"}
    scenario = parse_scenario(
        PLAIN | {"population": population, "resources": {"shared": PLAIN["resources"]["shared"] | terms}}
    )
    game = group(scenario, "shared", overrun=1.5).game
    rows = np.random.default_rng(1).random((60, 24)) < np.linspace(0.1, 1.0, 60)[:, None]
    rows = rows[rows.any(axis=1)]
    each = [game.cost(*(name for name, inside in zip(game.members, row, strict=True) if inside)) for row in rows]
    np.testing.assert_array_equal(game.values(rows), each)
    assert (rows.sum(axis=1) < 4).any()


def test_all_problems_of_a_table(tmp_path):
    table = tmp_path / "costs.csv"
    table.write_text("coalition,cost\nA,11\nB,-7\nA+B,x\nB+A,3\nC,1\nA+C,2\n", encoding="utf-8")
    with pytest.raises(GameError) as caught:
        read_cost_game(table)
    said = [problem.text() for problem in caught.value.problems]
    assert any("row 4, column cost" in each and '"x"' in each for each in said)
    assert any("row 3" in each and "-7" in each for each in said)
    assert any("row 5" in each and "each coalition once" in each for each in said)
    assert sum("is missing: add it" in each for each in said) == 2
    table.write_text("coalition,price\nA,11\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="The column is missing"):
        read_cost_game(table)
    with pytest.raises(ScenarioError, match="a file that exists"):
        read_cost_game(tmp_path / "nowhere.csv")


def test_weights(tmp_path):
    table = tmp_path / "weights.csv"
    table.write_text("member,people,area\nB,12,1.5\nA,36,0\n", encoding="utf-8")
    found = read_weights(table, ("A", "B"))
    assert {name: weights.tolist() for name, weights in found.items()} == {"people": [36, 12], "area": [0, 1.5]}
    for text, said in (
        ("member,people\nA,1\n", "every member once"),
        ("member,people\nA,1\nB,2\nB,3\n", "every member once"),
        ("member,people\nA,1\nC,2\n", "one of A, B"),
        ("member,people\nA,1\nB,-2\n", "at least 0"),
        ("member,people\nA,0\nB,0\n", "not all zero"),
        ("people\n1\n", "The column is missing"),
    ):
        table.write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError, match=said):
            read_weights(table, ("A", "B"))
