"""Random scenarios: any combination of the model's features, small enough to be simulated quickly."""

import re
from pathlib import Path

from hypothesis import strategies as st

from sim.scenario import parameters, parse_scenario

SHARING = ("equal", "by_size", "by_need", "by_use", "two_part", "serial", "own")
RULES = ("rational", "prescribed", "alone", "together", "imitate", "conditional", "own")
CODE = str(Path(__file__).parents[1] / "kernel" / "own_code.py")


def among(*values):
    return st.sampled_from(values)


RESOURCE = {
    "need_per_fte": st.floats(0.1, 2),
    "need_exponent": among(0.8, 1.0, 1.2),
    "need_heterogeneity": among(0.0, 0.5, 2.0),
    "concerned": among(1.0, 1.0, 0.6),
    "fixed_cost": among(1500.0, 300.0, 0.0),
    "unit_cost": st.floats(50, 500),
    "scale_exponent": among(1.0, 1.0, 0.6, 0.8, 1.3),
    "lot": among(0.0, 0.0, 4.33, 15.0),
    "use_cost": among(0.0, 0.0, 1.0, 40.0),
    "market_price": st.floats(100, 1500),
    "unmet_value": st.floats(100, 3000),
    "variation": among(0.0, 0.1, 0.5),
    "correlation": among(0.0, 0.3, 1.0),
    "friction": among(0.0, 0.1, 0.8),
    "friction_months": among(0.1, 3.0, 12.0),
    "hub_cost": among(0.0, 0.0, 200.0),
    "member_cost": among(0.0, 5.0, 50.0),
    "pair_cost": among(0.0, 1.0, 20.0),
    "founding_cost": among(0.0, 300.0, 3000.0),
    "joining_cost": among(0.0, 50.0, 900.0),
    "leaving_cost": among(0.0, 0.0, 20.0, 600.0),
    "overrun_mean": among(1.0, 1.3, 4.0, 8.0),
    "overrun_cv": among(0.0, 0.4, 2.0),
    "believed_overrun": among(1.0, 1.0, 1.3, 3.0),
    "belief_gain": among(0.0, 0.0, 0.3, 1.0),
    "commitment": among(0, 1, 1) | st.integers(0, 24),
    "min_members": among(1, 2, 4),
    "max_members": among(0, 0, 4, 6),
    "admission": among("open", "no_harm", "majority", "own"),
    "sharing": among(*SHARING),
    "overuse": among(0.0, 0.0, 0.3, 2.0),
    "migration_months": among(1, 1, 2, 5),
    "migration_delay": among(0.0, 0.3, 0.9),
    "effort_stake": among(0.0, 0.0, 0.1, 1.0),
    "effort_cost": among(0.03, 0.5),
    "inspection": among(0.0, 0.1, 1.0),
    "inspection_cost": among(0.0, 20.0),
    "sanction": among(0.1, 0.0, 2.0),
    "sanction_growth": among(1.0, 0.0),
    "tolerance": among(0.1, 0.0, 1.0),
    "pardon_months": among(12, 1, 3),
    "vote_months": among(0, 0, 1, 5),
    "vote_rules": st.lists(among(*SHARING), min_size=2, unique=True),
    "vote_majority": among(0.5, 0.7),
    "no_loser_clause": among(False, False, True),
    "tax": among(0.0, 0.0, 0.15),
    "progress_ratio": among(1.0, 1.0, 0.8, 0.5),
    "reference_volume": among(60.0, 1.0, 1000.0),
    "initial_experience": among(24.0, 0.0),
    "portability": among(0.3, 0.0, 1.0),
    "innovation_rate": among(0.0, 0.0, 0.05, 1.0),
    "innovation_step": among(0.05, 0.3),
    "innovation_floor": among(0.7, 0.1),
}


def uniform(low, high):
    return {"distribution": "uniform", "low": low, "high": high}


OVERRUN = {
    "distribution": "mixture",
    "weights": [82, 18],
    "parts": [uniform(0.9, 1.5), {"distribution": "pareto", "low": 1.5, "mean": 5.47, "high": 100}],
}
SECTORS = {"distribution": "discrete", "values": [1, 2, 3]}
populations = st.fixed_dictionaries(
    {
        "number": among(24, 12, 5, 2),
        "size": among(uniform(1.0, 60.0), 10.0),
        "sector": among(1, SECTORS),
        "cash": among(12.0, 3.0, uniform(0.0, 12.0), 0.0),
        "surplus": among(-0.05, 0.0, 0.1),
        "rate": among(0.0, 0.06, 1.0),
        "horizon": among(60.0, 36.0, uniform(2.0, 90.0), 1.0),
        "foresight": among(0.0, 1.0, uniform(0.0, 1.0)),
        "trust": among(1.0, 0.0, uniform(0.0, 1.0)),
        "solidarity": among(0.0, 0.5, 1.0, uniform(0.0, 1.0)),
        "autonomy": among(0.0, 0.02, uniform(0.0, 0.3)),
        "taste": among(0.0, 0.5, 4.0, uniform(0.0, 8.0)),
        "risk_weight": among(0.0, 0.0, 1.0, uniform(0.0, 3.0)),
        "threshold": among(0.0, 0.2, uniform(0.0, 1.0)),
        "reciprocity": among(0.0, 0.9, uniform(0.0, 0.99)),
        "kind": among("mutual", {"distribution": "discrete", "values": ["nonprofit", "cooperative"]}),
        "rule": st.fixed_dictionaries(
            {
                "distribution": st.just("discrete"),
                "values": st.just(list(RULES)),
                "weights": among(
                    [1, 0, 0, 0, 0, 0, 0],
                    [6, 1, 1, 1, 1, 1, 1],
                    [2, 1, 0, 0, 0, 0, 0],
                    [2, 0, 0, 1, 0, 0, 0],
                    [2, 0, 0, 0, 4, 0, 0],
                    [2, 0, 0, 0, 0, 4, 0],
                    [1, 0, 0, 0, 0, 0, 5],
                ),
            }
        ),
    }
)
SOCIETY = {
    "review_rate": among(1.0, 0.6, 0.15),
    "search_breadth": among(8, 3, 1),
    "search_renewal": among(1, 5, 12),
    "hazard": among(0.0, 0.02, 0.3),
    "liquidity_months": among(0.0, 2.0, 6.0),
    "access_share": among(0.0, 0.5, 1.0),
    "trust_gain": among(0.0, 0.05),
    "trust_loss": among(0.0, 0.05, 0.5),
    "taste": among("persistent", "independent"),
    "innovation": among(1.0, 1.0, 0.3, 0.02),
    "imitation": among(0.0, 0.02, 0.5),
    "memory_months": among(12, 1, 3),
    "beta_imitate": among(10.0, 0.0, 1e6),
    "explore": among(0.01, 0.0, 0.3),
    "closure": among(False, False, True),
    "grace": among(3, 1),
}
CRISES = {"probability": among(0.0, 0.0, 0.1), "size": among(1.5, 0.0, 4.0), "length": among(1, 6)}
LEVERS = {
    "subsidy_share": among(0.0, 0.0, 0.5, 1.0),
    "subsidy_cap": among(0.0, 200.0, 5000.0),
    "facilitator_cut": among(0.0, 0.0, 0.5, 1.0),
    "facilitator_reach": among(0, 0, 1, 12),
    "facilitator_fee": among(0.0, 25.0),
    "outreach": among(0.0, 0.0, 0.2),
    "proposals": among(0.0, 0.0, 0.3, 1.0),
    "guarantee_share": among(0.0, 0.0, 1.0),
    "guarantee_months": among(0, 6, 24),
    "credit_months": among(0, 0, 1, 12),
    "credit_rate": among(0.0, 0.08),
}


MAY_CHANGE = {each.path for each in parameters() if each.changes}


@st.composite
def settings_of(draw, resources):
    """Draw values that an event may give to the parameters of a scenario with some resources."""
    tables = {"society": SOCIETY, "crises": CRISES, "levers": LEVERS}
    known = {f"{name}.{key}": value for name, table in tables.items() for key, value in table.items()}
    known |= {
        f"resources.{name}.{key}": value
        for name, terms in resources.items()
        for key, value in RESOURCE.items()
        if not (key.startswith("overrun_") and "overrun" in terms)
        and not (key == "commitment" and terms["migration_months"] > 1)
    }
    known = {path: each for path, each in known.items() if re.sub(r"s\.\w+\.", "s.*.", path) in MAY_CHANGE}
    paths = draw(st.lists(among(*known), min_size=1, max_size=6, unique=True))
    return {path: draw(known[path]) for path in paths}


@st.composite
def events(draw, tables):
    """Draw events of a scenario, at most one for each month."""
    months = draw(st.lists(st.integers(1, tables["months"]), max_size=4, unique=True))
    found = [{"month": month} for month in months]
    resource, organization = among(*tables["resources"]), st.integers(0, tables["population"]["number"] - 1)
    for event in found:
        acts = draw(st.sets(among("set", "set", "leave", "dissolve"), min_size=1))
        if "set" in acts:
            event["set"] = draw(settings_of(tables["resources"]))
        if "leave" in acts:
            event["leave"] = {"organization": draw(organization)} | draw(among({}, {"resource": draw(resource)}))
        if "dissolve" in acts:
            event["dissolve"] = {"resource": draw(resource)} | draw(among({}, {"organization": draw(organization)}))
        if acts != {"dissolve"} and draw(st.booleans()):
            event["until"] = draw(st.integers(event["month"], tables["months"]))
    return found


@st.composite
def scenarios(draw, folder, with_events=False):
    """Draw a scenario, with or without events; its CSV files are written into a folder."""
    tables = {
        "name": "random",
        "months": draw(among(12, 30, 3)),
        "code": CODE,
        "seed": draw(st.integers(0, 2**63 - 1)),
        "population": draw(populations),
        "society": draw(st.fixed_dictionaries(SOCIETY)),
        "crises": draw(st.fixed_dictionaries(CRISES)),
        "levers": draw(st.fixed_dictionaries(LEVERS)),
        "resources": {
            name: draw(st.fixed_dictionaries(RESOURCE)) for name in ("hr", "it", "reserve")[: draw(st.integers(1, 3))]
        },
    }
    for terms in tables["resources"].values():
        if terms["overrun_cv"] == 2.0:  # instead of a lognormal, a body and a fat tail
            terms |= {"overrun": OVERRUN, "overrun_mean": 1.0, "overrun_cv": 0.0}
        if terms["migration_months"] > 1:
            terms["commitment"] = max(terms["commitment"], terms["migration_months"])
    n = tables["population"]["number"]
    kind = draw(among("small_world", "complete", "edge_list", "scale_free", "communities", "spatial"))
    tables["network"] = {"kind": kind}
    if kind in ("small_world", "scale_free", "communities", "spatial"):
        tables["network"] |= {"contacts": draw(among(2, 4, 8)), "rewiring": draw(among(0.0, 0.3, 1.0))}
        tables["population"]["number"] = max(n, tables["network"]["contacts"] + 1)
        if kind == "communities":
            tables["network"]["within"] = draw(among(0.0, 0.7, 1.0))
            tables["population"]["sector"] = SECTORS
    elif kind == "edge_list":
        pair = st.tuples(st.integers(0, n - 1), st.integers(1, n - 1))
        rows = [(a, (a + step) % n) for a, step in draw(st.lists(pair, min_size=n, max_size=3 * n))]
        (folder / "edges.csv").write_text("\n".join(["a,b", *(f"{a},{b}" for a, b in rows)]) + "\n")
        tables["network"]["file"] = "edges.csv"
    if tables["population"]["rule"]["weights"][RULES.index("prescribed")]:
        month, row = st.integers(1, tables["months"]), st.integers(0, n - 1)
        where = st.tuples(month, row, among(*tables["resources"]))
        choices = draw(st.dictionaries(where, among("alone", "pool", "pool"), max_size=4 * n))
        rows = [f"{m},{i},{r},{choice}" for (m, i, r), choice in choices.items()]
        (folder / "decisions.csv").write_text("\n".join(["month,organization,resource,choice", *rows]) + "\n")
        tables["decisions"] = "decisions.csv"
    if with_events:
        tables["events"] = draw(events(tables))
    return parse_scenario(tables, folder)
