"""Impossible decisions are refused by name, before anything has changed."""

import pytest

from sim import PoolingModel, load_scenario
from sim.laws.decision import Choice
from sim.model import Decision
from sim.scenario import parse_scenario
from sim.vocabulary.codes import Rule
from tests.model.lockstep import arrays

TWO = {
    "months": 12,
    "population": {"number": 20, "rule": {"distribution": "discrete", "values": ["rational", "alone"]}},
    "network": {"kind": "complete"},
    "resources": {
        "hr": {"admission": "open", "min_members": 3, "max_members": 4, "commitment": 0},
        "it": {"admission": "no_harm", "pair_cost": 10_000.0, "concerned": 0.8},
    },
}


@pytest.fixture
def model():
    """Return a model of organizations that decide for themselves and others that stay alone."""
    model = PoolingModel(parse_scenario(TWO))
    rational = [o for o in model.organizations if model.state.organization["rule"][o.row] == Rule.RATIONAL]
    assert 5 <= len(rational) < len(model.organizations)
    model.rational, model.others = rational, [o for o in model.organizations if o not in rational]
    return model


def contents(state):
    return {name: array.tobytes() for name, array in arrays(state).items()}


def refused(model, organization, resource, decision, words):
    before = contents(model.state)
    with pytest.raises(ValueError, match=words) as error:
        model.carry_out(organization, resource, decision)
    assert organization.name in str(error.value)
    assert repr(model.resources[resource]) in str(error.value)
    assert {**contents(model.state), "desk": before["desk"]} == before


def test_to_leave_without_a_pool(model):
    refused(model, model.organizations[0], 0, Decision.leave(), "no pool to leave")


def test_to_join_what_is_no_pool(model):
    a, b, c, d, *_ = model.rational
    refused(model, a, 0, Decision(Choice.JOIN), "no live pool")
    model.carry_out(a, 0, Decision.found(b, c))
    (pool,) = model.pools
    refused(model, d, 1, Decision.join(pool), "no live pool")
    other = PoolingModel(model.world)
    refused(other, other.organizations[d.row], 0, Decision.join(pool), "no live pool")
    for each in (a, b, c):
        model.carry_out(each, 0, Decision.leave())
    assert pool.ended
    assert pool.size == 0
    assert pool.members == []
    assert not pool.admits(d)
    refused(model, d, 0, Decision.join(pool), "no live pool")


def test_to_join_ones_own_pool_or_a_full_one(model):
    a, b, c, d, e, *_ = model.rational
    model.carry_out(a, 0, Decision.found(b, c))
    (pool,) = model.pools
    refused(model, a, 0, Decision.join(pool), "already")
    assert a.value_of_joining(pool) is None
    model.carry_out(d, 0, Decision.join(pool))
    assert pool.size == 4
    assert not pool.admits(e)
    refused(model, e, 0, Decision.join(pool), "not admitted")


def test_to_join_a_pool_that_harms_its_members(model):
    need = model.state.place["need"][:, 1] > 0
    a, b, c, *_ = (o for o in model.rational if need[o.row])
    model.carry_out(a, 1, Decision.found(b))
    (pool,) = model.pools
    assert not pool.admits(c)
    assert c.value_of_joining(pool) is None
    refused(model, c, 1, Decision.join(pool), "not admitted")


def test_to_found_with_whom_it_cannot(model):
    a, b, c, d, *_ = model.rational
    found = Decision.found
    refused(model, a, 0, found(b), "pool of 2")
    refused(model, a, 0, found(b, c, d, model.rational[4]), "pool of 5")
    refused(model, a, 0, found(b, b), "twice")
    refused(model, a, 0, found(a, b), "itself")
    refused(model, a, 0, found(b, model.others[0]), model.others[0].name)
    refused(model, a, 0, found(b, PoolingModel(model.world).organizations[c.row]), "another model")
    needless = next(o for o in model.organizations if model.state.place["need"][o.row, 1] == 0)
    needy = next(o for o in model.rational if model.state.place["need"][o.row, 1] > 0)
    refused(model, needy, 1, found(needless), f"{needless.name}, who does not need")
    model.carry_out(a, 0, found(b, c))
    refused(model, d, 0, found(a, model.rational[4]), f"{a.name}, who has one")


def test_what_is_no_decision(model):
    with pytest.raises(TypeError, match=r"Organization\.decide returned None: a Decision is needed"):
        model.carry_out(model.organizations[0], 0, None)


def test_a_possible_decision_does_what_it_says(model):
    a, b, c, d, *_ = model.rational
    model.carry_out(a, 0, Decision.found(b, c))
    model.carry_out(d, 0, Decision.join(a.pool(0)))
    assert [o.row for o in d.pool(0).members] == sorted(o.row for o in (a, b, c, d))
    model.carry_out(b, 0, Decision.leave())
    model.carry_out(c, 0, Decision.stay())
    assert b.pool(0) is None
    assert (a.memberships, b.memberships) == (1, 0)
    assert a.pool(0).size == 3


def test_a_switch_ends_the_emptied_pool(repository):
    model = PoolingModel(load_scenario(repository / "scenarios" / "atelier.toml"))
    a, b, c, d = model.organizations[:4]
    model.carry_out(a, 0, Decision.found(b))
    model.carry_out(c, 0, Decision.found(d))
    small, large = model.pools
    for each in (a, b):
        if large.admits(each):
            model.carry_out(each, 0, Decision.join(large))
    assert small.ended == (large.size == 4)
    assert large.size == 4
    assert small not in model.agents
