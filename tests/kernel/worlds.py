"""Worlds to test in: a plain one where only what a test asks for happens, a rich one where all does."""

from pathlib import Path

from sim.kernel.billing import begin_pool
from sim.kernel.events import take_effect
from sim.kernel.month import begin_month, close_pools, draw_month, end_month, review, run_pools, settle_all
from sim.kernel.prescription import follow_prescriptions
from sim.kernel.setup import new_state, prepare
from sim.scenario import parse_scenario, with_values

PLAIN = {
    "name": "plain",
    "months": 12,
    "seed": 1,
    "population": {
        "number": 12,
        "size": 10,
        "cash": 600,
        "surplus": 0,
        "rate": 0,
        "horizon": 36,
        "foresight": 1,
        "trust": 1,
        "solidarity": 0,
        "autonomy": 0,
        "taste": 0,
    },
    "network": {"kind": "complete"},
    "society": {"review_rate": 1, "search_breadth": 1000, "hazard": 0, "trust_gain": 0, "trust_loss": 0},
    "resources": {
        "shared": {
            "need_per_fte": 1,
            "fixed_cost": 900,
            "unit_cost": 10,
            "market_price": 1000,
            "unmet_value": 1000,
            "commitment": 0,
            "admission": "open",
            "sharing": "equal",
        }
    },
}
"""Identical organizations that know each other, look far ahead and can pay; only a fixed cost to share."""


def uniform(low, high):
    return {"distribution": "uniform", "low": low, "high": high}


_TERMS = {
    "need_exponent": 0.9,
    "need_heterogeneity": 0.4,
    "concerned": 0.9,
    "fixed_cost": 700,
    "unit_cost": 500,
    "lot": 4,
    "market_price": 1100,
    "unmet_value": 1000,  # below the price: a shortage is left unmet
    "variation": 0.4,
    "correlation": 0.2,
    "friction": 0.5,
    "friction_months": 6,
    "member_cost": 60,
    "pair_cost": 8,
    "founding_cost": 4000,
    "joining_cost": 700,
    "leaving_cost": 300,
    "overrun_mean": 1.3,
    "overrun_cv": 0.5,
    "commitment": 4,
    "min_members": 2,
    "max_members": 9,
    "admission": "no_harm",
    "sharing": "two_part",
}
RICH = {
    "name": "rich",
    "months": 36,
    "seed": 11,
    "population": {
        "number": 40,
        "size": {"distribution": "lognormal", "mu": 1.7, "sigma": 1.0, "low": 1, "high": 200},
        "sector": {"distribution": "discrete", "values": [1, 2, 3]},
        "cash": uniform(0.5, 4),
        "surplus": uniform(0, 0.05),
        "rate": uniform(0.02, 0.1),
        "horizon": uniform(6, 60),
        "foresight": uniform(0.3, 1),
        "trust": uniform(0.2, 0.9),
        "solidarity": uniform(0, 0.8),
        "autonomy": uniform(0, 0.1),
        "taste": uniform(0, 3),
    },
    "network": {"kind": "small_world", "contacts": 8, "rewiring": 0.2},
    "society": {"review_rate": 0.3, "search_breadth": 6, "search_renewal": 6, "trust_loss": 0.1},
    "resources": {
        "adviser": _TERMS,
        "premises": _TERMS
        | {"market_price": 900, "fixed_cost": 1500, "lot": 0, "sharing": "by_need", "admission": "majority"},
        "lorry": _TERMS
        | {"scale_exponent": 0.7, "unit_cost": 900, "hub_cost": 150, "sharing": "equal", "admission": "open"},
        "reserve": _TERMS | {"unit_cost": 100, "use_cost": 300, "sharing": "by_use", "min_members": 3, "commitment": 1},
    },
}
"""Different organizations and four resources, under four of the sharing rules: pools that start badly and may fail."""

_COSTLY = {
    "overuse": 0.3,
    "tax": 0.1,
    "progress_ratio": 0.85,
    "reference_volume": 50,
    "initial_experience": 6,
    "portability": 0.6,
    "innovation_rate": 0.02,
    "innovation_step": 0.1,
    "innovation_floor": 0.6,
}
FULL = RICH | {
    "name": "full",
    "population": RICH["population"]
    | {
        "risk_weight": uniform(0, 1.5),
        "kind": {"distribution": "discrete", "values": ["cooperative", "mutual", "nonprofit"]},
    },
    "resources": {name: terms | _COSTLY for name, terms in RICH["resources"].items()}
    | {
        "hall": _TERMS | _COSTLY | {"use_cost": 50, "founding_cost": 1500, "sharing": "by_size", "admission": "open"},
        "system": _TERMS
        | _COSTLY
        | {"lot": 0, "overuse": 0.1, "founding_cost": 1500, "sharing": "serial", "admission": "majority"},
    },
}
"""The rich world with six resources, one of each sharing rule, where others' use is paid for, a tax is owed, risk is
feared, and who provides learns and innovates."""

EVENTFUL = {
    "resources": {
        name: terms
        | {"migration_months": min(3, terms["commitment"]), "migration_delay": 0.2}
        | {"believed_overrun": 0.9, "belief_gain": 0.3}
        | {"effort_stake": 0.05, "inspection": 0.2, "inspection_cost": 5, "pardon_months": 4}
        | {
            "vote_months": 2,
            "vote_majority": 0.6,
            "vote_rules": ["by_need", "equal", "two_part", "serial", "own"],
            "no_loser_clause": name != "hall",
        }
        for name, terms in FULL["resources"].items()
    },
    "code": str(Path(__file__).with_name("own_code.py")),
    "population": FULL["population"]
    | {
        "cash": uniform(0, 2),
        "threshold": uniform(0, 0.6),
        "rule": {
            "distribution": "discrete",
            "values": ["rational", "imitate", "conditional", "prescribed", "alone", "own"],
            "weights": [8, 3, 2, 1, 1, 2],
        },
    },
    "society": FULL["society"] | {"explore": 0.1, "closure": True, "innovation": 0.2, "imitation": 0.05},
    "crises": {"probability": 0.05, "size": 1.6, "length": 3},
    "levers": {
        "subsidy_share": 0.3,
        "subsidy_cap": 3000,
        "facilitator_cut": 0.2,
        "facilitator_reach": 2,
        "facilitator_fee": 10,
        "guarantee_share": 0.5,
        "guarantee_months": 6,
        "credit_months": 24,
        "credit_rate": 0.06,
        "outreach": 0.02,
        "proposals": 0.2,
    },
    "events": [
        {"month": 3, "until": 7, "set": {"levers.subsidy_share": 0.6, "levers.facilitator_cut": 0.5}},
        {"month": 4, "until": 5, "set": {"crises.probability": 1, "crises.size": 1.2, "society.hazard": 0.01}},
        {
            "month": 5,
            "until": 7,
            "title": {"en": "Prices rise", "fr": "Les prix montent"},
            "set": {"resources.*.unmet_value": 1250, "resources.*.fixed_cost": 1600, "resources.*.tax": 0.05},
        },
        {"month": 6, "until": 8, "set": {"levers.credit_rate": 0.02, "levers.guarantee_share": 0.9}},
        {"month": 6, "until": 7, "leave": {"organization": "org_3"}},
        {"month": 7, "dissolve": {"resource": "premises"}},
        {"month": 8, "set": {"resources.*.sharing": "by_need", "resources.*.founding_cost": 2500}},
    ],
}
"""What is left to switch on: other rules, crises, closure, levers, and events in the first eight months."""


def plain(values=None, folder="."):
    """Return the plain world with other values, by dotted path; `shared.` is short for its one resource."""
    values = {
        f"resources.{path}" if path.startswith("shared.") else path: value for path, value in (values or {}).items()
    }
    return with_values(parse_scenario(PLAIN, folder), values)


def rich(values=None, folder="."):
    """Return the rich world with other values, by dotted path."""
    return with_values(parse_scenario(RICH, folder), values or {})


def full(values=None, folder="."):
    """Return the full world with other values, by dotted path."""
    return with_values(parse_scenario(FULL, folder), values or {})


def eventful(values=None, folder="."):
    """Return the full world with all mechanisms on, with other values, by dotted path."""
    return with_values(parse_scenario(FULL | EVENTFUL, folder), values or {})


def start(scenario, replication=0, identity=None):
    """Return the state of a run at its start."""
    return new_state(prepare(scenario), scenario.seed, replication, identity)


def step(state, month, changes=()):
    """Play a month (from 0) up to its ledgers, as a run does: pools close and trust moves in `end`."""
    for change in changes:
        if change.month == month:
            take_effect(state, change)
    begin_month(state, month)
    events = draw_month(state, month)
    follow_prescriptions(state, month)
    review(state, month, events)
    run_pools(state)
    settle_all(state, month)


def end(state, month):
    """End a month: pools close, trust moves."""
    close_pools(state, month)
    end_month(state, month)


def played(scenario, state=None, replication=0):
    """Play a run; yield each month (from 0) and the state: books closed, pools and trust as they were."""
    state = start(scenario, replication) if state is None else state
    changes = prepare(scenario).changes if scenario.events else ()
    for month in range(scenario.months):
        step(state, month, changes)
        yield month, state
        end(state, month)


def mornings(scenario, state=None, replication=0):
    """Play a run; yield each month (from 1) and the state as it begins: all have learned, friction has faded."""
    state = start(scenario, replication) if state is None else state
    for month in range(scenario.months):
        step(state, month)
        end(state, month)
        for r in range(state.resource.size):
            for slot in members_of(state, r):
                begin_pool(state.resource[r], state.pool[r, slot], month + 1)
        yield month + 1, state


def members_of(state, r=0):
    """Return the rows of the members of every pool of a resource, by slot."""
    slots = state.place["pool"][:, r]
    return {int(slot): [int(i) for i in (slots == slot).nonzero()[0]] for slot in sorted(set(slots)) if slot >= 0}


def sizes(state, r=0):
    """Return the number of members of every pool of a resource, the largest first."""
    return sorted((len(rows) for rows in members_of(state, r).values()), reverse=True)
