"""The page on decision rules: its code runs, and its example rules behave as it describes."""

import doctest
import re
from collections import Counter

import numpy as np
import pytest

from sim import Organization, PoolingModel
from sim.model import Decision
from sim.model.fictional import fictional_scenario
from sim.scenario import with_values
from sim.vocabulary.codes import Rule

PAGE = "docs/how-to/write-a-decision-rule.md"


@pytest.fixture(scope="module")
def page(repository):
    """Run the page's Python as one session; return the names it leaves."""
    text = (repository / PAGE).read_text("utf-8")
    source = "\n".join(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(source, {}, PAGE, PAGE, 0)
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    failed = runner.run(examples, out=said.append, clear_globs=False).failed
    assert examples.examples
    assert not failed, "".join(said)
    return examples.globs


@pytest.mark.parametrize("replication", range(4))
def test_cautious_waits_a_year(page, replication):
    usual = PoolingModel(replication=replication)
    usual.run_for(12)
    assert usual.pools
    model = PoolingModel(organization_class=page["Cautious"], replication=replication)
    model.run_for(12)
    assert not model.pools
    assert not model.state.organization["entry_month"].any()
    model.run_for(12)
    assert model.pools
    assert model.state.organization["entry_month"].max() > 12


def test_follower_joins_what_most_contacts_do(page):
    joined = []

    class Watched(page["Follower"]):
        def decide(self, resource):
            decision = super().decide(resource)
            if decision.pool is not None:
                there = Counter(contact.pool(resource) for contact in self.contacts(resource))
                joined.append(there[decision.pool] == max(there.values()))
            return decision

    def mixed(model, row):
        return Watched(model, row) if row % 2 else Organization(model, row)

    for replication in range(3):
        model = PoolingModel(organization_class=mixed, replication=replication)
        model.run_for(36)
        assert not any(pool.rows and all(row % 2 for row in pool.rows) for pool in model.pools)
    assert joined
    assert all(joined)


def test_curious_takes_its_chance(page):
    """It depends on its own draws, which are the same whatever the others do."""
    usual, curious = PoolingModel(), PoolingModel(organization_class=page["Curious"])
    drawn = []
    for model in (usual, curious):
        drawn.append([])
        for _ in range(24):
            drawn[-1] += [each.chance(0) for each in model.organizations]
            model.step()
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == len(drawn[0])
    assert 0.4 < sum(drawn[0]) / len(drawn[0]) < 0.6
    assert PoolingModel(replication=1).organizations[0].chance(0) != drawn[0][0]
    assert usual.organizations[0].chance(0) != usual.organizations[0].chance(0, index=1)


def test_a_rule_is_asked_once_a_month_and_only_when_it_may_choose():
    asked = Counter()

    class Asked(Organization):
        def decide(self, resource):
            assert not self.is_bound(resource)
            asked[self.model.month, self.row] += 1
            return super().decide(resource)

    rules = {"distribution": "discrete", "values": ["rational", "alone"]}
    scenario = with_values(
        fictional_scenario(),
        {"population.number": 30, "population.rule": rules, "society.review_rate": 1.0},
    )
    model = PoolingModel(scenario, organization_class=Asked)
    rational = np.flatnonzero(model.state.organization["rule"] == Rule.RATIONAL)
    assert 0 < rational.size < 30
    model.step()
    won_over = {row for row in rational if not asked[0, row]}  # by somebody's proposal, before its turn
    assert won_over
    assert all(model.organizations[row].is_bound(0) for row in won_over)
    model.run_for(17)
    asked = +asked
    assert {row for _, row in asked} <= set(rational)
    assert set(asked.values()) == {1}
    assert len(asked) < 18 * rational.size


def test_the_default_rule_spelled_out_gives_the_same_run():
    """A subclass that only calls its parent, after reading pools and values, changes no result."""

    class Looking(Organization):
        def decide(self, resource):
            pools, alone = self.outlook(resource)
            assert set(alone) <= set(self.contacts(resource))
            values = [self.value_of_joining(pool) for pool in pools]
            staying = self.value_of_staying(resource)
            decision = super().decide(resource)
            if decision.pool is not None:
                assert max(v for v in values if v is not None) == values[pools.index(decision.pool)]
                assert staying is None or values[pools.index(decision.pool)] > staying
            assert set(decision.partners) <= set(alone)
            return decision

    one, other = PoolingModel(), PoolingModel(organization_class=Looking)
    one.run_for(36)
    other.run_for(36)
    assert one.state.organization.tobytes() == other.state.organization.tobytes()
    assert one.cumulative_gain != 0


def test_a_rule_may_found_with_whom_it_likes():
    class Founder(Organization):
        def decide(self, resource):
            if self.row == 0 and self.pool(resource) is None:
                return Decision.found(*self.model.organizations[3:6])
            return Decision.stay()

    model = PoolingModel(organization_class=Founder)
    while not model.pools:
        model.step()
    (pool,) = model.pools
    assert pool.rows == [0, 3, 4, 5]
    assert [member.row for member in pool.members] == [0, 3, 4, 5]
    assert model.state.pool["founder"][0, pool.slot] == 0
