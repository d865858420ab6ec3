"""Voting: a majority of a pool's members changes its sharing rule, which then is the pool's own."""

import numpy as np
import pytest

from sim import PoolingModel, simulate
from sim.errors import ScenarioError
from sim.scenario import with_values
from tests.kernel.equations import expected_bills, unit_cost
from tests.kernel.stories import told
from tests.kernel.test_bills import SHARING, check_bills, terms_of
from tests.kernel.worlds import full, members_of, plain, played

FIXED, UNIT = 900.0, 10.0
"""Of the plain world [CAD/month, CAD/unit]."""


def pooled(folder, needs, values=None, sizes=None, choices=(), late=()):
    """Return a plain world in two parts, whose organizations pool from the first month and vote from the second.

    late : tuple of int
        Rows that do not pool in the first month.
    """
    rows = [(1, row, "pool") for row in range(len(needs)) if row not in late]
    base = {"months": 3, "shared.sharing": "two_part", "shared.vote_months": 1, "shared.vote_rules": ["by_need"]}
    people = {"size": sizes or [10] * len(needs), "need_shared": needs}
    return told(folder, [*rows, *choices], base | (values or {}), people)


def rules(scenario):
    """Return the sharing rule of the first pool, month by month."""
    return [SHARING[state.agreement["rule"][0, state.pool["agreement"][0, 0]]] for _, state in played(scenario)]


def test_by_need_wins_where_more_than_half_need_less_than_the_mean(tmp_path):
    random = np.random.default_rng(5)
    won = []
    for n in (3, 4, 5, 6, 7, 8) * 4:
        needs = random.lognormal(2.0, 0.8, n).round(3)
        if n == 4:
            needs = np.array([1.0, 2.0, 5.0, 8.0])[random.permutation(4)]  # half below the mean are not enough
        before, *_, after = rules(pooled(tmp_path, needs.tolist()))
        small = int((needs < needs.mean()).sum())
        assert (before, after) == ("two_part", "by_need" if 2 * small > n else "two_part"), needs
        won.append(2 * small > n)
    assert 0 < sum(won) < len(won)


def test_the_bills_are_those_of_the_rule_in_force(tmp_path):
    needs = [5.0, 10.0, 45.0]
    bills = [state.place["billed"][:, 0].copy() for _, state in played(pooled(tmp_path, needs))]
    np.testing.assert_allclose(bills[0], [FIXED / 3 + UNIT * q for q in needs])
    for month in bills[1:]:
        np.testing.assert_allclose(month, [FIXED * q / 60 + UNIT * q for q in needs])


def test_votes_are_held_every_so_many_months_of_a_pools_life(tmp_path):
    found = rules(pooled(tmp_path, [5.0, 10.0, 45.0], {"shared.vote_months": 4, "months": 8}))
    assert found == ["two_part"] * 4 + ["by_need"] * 4
    run = simulate(pooled(tmp_path, [5.0, 10.0, 45.0], {"shared.vote_months": 4, "months": 9}), replications=1)
    counts = {name: float(run[name].item()) for name in ("votes_held", "rule_changes")}
    assert counts == {"votes_held": 2, "rule_changes": 1}
    shares = {rule: float(run[f"under_{rule}"].item()) for rule in SHARING}
    assert shares == {rule: float(rule == "by_need") for rule in SHARING}


@pytest.mark.parametrize(("majority", "needs"), [(0.5, (1, 2, 3, 20, 30)), (0.75, (1, 2, 3, 4, 30))])
def test_more_than_the_majority_is_needed(tmp_path, majority, needs):
    for share in (majority, majority + 0.05 if majority > 0.5 else 0.6):
        below = sum(q < sum(needs) / 5 for q in needs)
        found = rules(pooled(tmp_path, list(map(float, needs)), {"shared.vote_majority": share}))
        assert found[-1] == ("by_need" if below > share * 5 else "two_part")
    assert below == round(5 * share)  # the last one is not enough by itself


def test_most_supporters_win_and_the_order_breaks_ties(tmp_path):
    # by size four of five gain, by need three; by use and by need bill the same
    needs, sizes = [1.0, 2.0, 3.0, 20.0, 30.0], [1, 1, 1, 1, 60]
    for order in (["by_need", "by_size"], ["by_size", "by_need"]):
        assert rules(pooled(tmp_path, needs, {"shared.vote_rules": order}, sizes))[1] == "by_size"
    for order in (["by_need", "by_use"], ["by_use", "by_need"]):
        assert rules(pooled(tmp_path, needs, {"shared.vote_rules": order}, sizes))[1] == order[0]


def test_a_pool_of_two_never_changes_its_rule(tmp_path):
    # by need both would use more than by use, where each pays for all it uses: by use is cheaper for everybody
    values = {"shared.sharing": "by_need", "shared.vote_rules": ["by_use"], "shared.overuse": 1.0}
    assert rules(pooled(tmp_path, [10.0, 10.0], values))[-1] == "by_need"
    assert rules(pooled(tmp_path, [10.0, 10.0, 10.0], values))[-1] == "by_use"


def test_newcomers_take_the_rule_of_the_pool_and_leavers_that_of_the_resource(tmp_path):
    # three vote for bills by need; a fourth joins them, another one leaves
    needs = [5.0, 10.0, 45.0, 20.0]
    choices = [(4, 3, "pool"), (6, 0, "alone")]
    scenario = pooled(tmp_path, needs, {"months": 7}, choices=choices, late=(3,))
    for month, state in played(scenario):
        ((slot, rows),) = members_of(state).items()
        total = sum(needs[i] for i in rows)
        due = [FIXED * needs[i] / total + UNIT * needs[i] for i in rows]
        if month == 0:
            due = [FIXED / 3 + UNIT * needs[i] for i in rows]
        np.testing.assert_allclose(state.place["billed"][rows, 0], due)
        assert state.pool["weight"][0, slot] == pytest.approx(total)
    # all leave, and found a pool again: it shares equally, as its resource does, until it votes
    choices = [(month, row, choice) for month, choice in ((3, "alone"), (5, "pool")) for row in range(3)]
    scenario = pooled(tmp_path, needs[:3], {"shared.sharing": "equal", "months": 7}, choices=choices)
    seen = [state.place["billed"][:, 0].copy() for _, state in played(scenario) if members_of(state)]
    equal, by_need = [(FIXED + 600) / 3] * 3, [FIXED * q / 60 + UNIT * q for q in needs[:3]]
    np.testing.assert_allclose(seen, [equal, by_need, equal, by_need, by_need])


VOTES = {
    "adviser": ["by_need", "equal", "by_size", "by_use", "two_part", "serial"],
    "premises": ["serial", "two_part"],
    "lorry": ["serial", "by_size"],
    "reserve": ["equal", "by_size", "serial"],
    "hall": ["serial", "by_need"],
    "system": ["by_use", "two_part", "by_size"],
}
"""Rules that can be voted on, by resource of the full world."""


def winner(state, r, rows, terms, old, xi, cost):
    """Return the rule that the equations of the bills make a pool choose."""
    needs, sizes = state.place["need"][rows, r].tolist(), state.organization["size"][rows].tolist()

    def steady(rule):
        return expected_bills(terms.model_copy(update={"sharing": rule}), sizes, needs, 0.0, xi, cost)

    now = steady(old)
    support = {
        rule: sum(b > a * (1 + 1e-9) for b, a in zip(now, steady(rule), strict=True))
        for rule in terms.vote_rules
        if rule != old
    }
    best = max(support, key=lambda rule: support[rule])  # the first of several
    return best if support[best] > terms.vote_majority * len(rows) else old


def test_pools_choose_and_bill_as_the_equations_say():
    values = {"months": 24} | {f"resources.{name}.vote_rules": order for name, order in VOTES.items()}
    scenario = full(values | {f"resources.{name}.vote_months": 3 for name in VOTES})
    rule_of, used, changes = {}, set(), 0
    for month, state in played(scenario):
        check_bills(scenario, state, month)
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                pool = state.pool[r, slot]
                old = rule_of.get(int(pool["number"]), terms.sharing)
                new = terms_of(state, r, slot, terms).sharing
                age, expected = month - int(pool["founded"]), old
                if age > 0 and age % 3 == 0 and len(rows) > 2:
                    cost = unit_cost(terms, float(pool["experience"]), float(pool["innovation"]))
                    expected = winner(state, r, rows, terms, old, float(pool["overrun"]), cost)
                assert new == expected
                changes += new != old
                used.add((terms.sharing, new))
                rule_of[int(pool["number"])] = new
    assert state.resource["rule_changes"].sum() == changes > 10
    assert {"serial", "by_size", "by_use", "two_part"} <= {new for old, new in used if new != old}


def test_the_model_tells_the_rule_of_a_pool(tmp_path):
    model = PoolingModel(pooled(tmp_path, [5.0, 10.0, 45.0]))
    found = []
    for _ in range(3):
        model.step()
        found.append(model.pools[0].rule)
    assert found == ["two_part", "by_need", "by_need"]
    model = PoolingModel(with_values(model.world, {"resources.shared.vote_months": 0}))
    model.run_for(2)
    assert model.pools[0].rule == "two_part"


def test_rules_that_cannot_be_voted_on_are_refused():
    for wrong in (["by_ned"], [], "by_need"):
        with pytest.raises(ScenarioError, match=r"vote_rules.*a list of some of equal, by_size, by_need, by_use"):
            plain({"shared.vote_rules": wrong})
    with pytest.raises(ScenarioError, match="a list with a rule other than sharing = equal"):
        plain({"shared.vote_months": 6, "shared.vote_rules": ["equal"]})
    assert plain({"shared.vote_rules": ["equal"]}).resources["shared"].vote_months == 0


def test_the_terms_cost_nothing_while_it_is_off():
    for months, shape in ((0, (1, 1)), (6, (1, 3))):
        (_, state), *_ = played(plain({"shared.vote_months": months, "months": 1}))
        assert state.agreement.shape == shape
