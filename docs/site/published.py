"""What the laws give for published cases, beside what was published: for the page on validation, and for the tests."""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from docs.site.stage import ROOT
from sim import games
from sim.declared.sharing import SHARING_RULES
from sim.games import CostGame
from sim.laws.cost import (
    capacity_cost,
    coordination_cost,
    experience_factor,
    fractile,
    running_cost,
    sd_cost,
    spread_of_need,
)
from sim.laws.decision import annuity, logit
from sim.laws.j_curve import trace
from sim.laws.learning import learning_exponent
from sim.laws.sharing import bill, split
from sim.laws.threshold import reaches

CASES = {case["name"]: case for case in json.loads((ROOT / "tests" / "validation" / "cases.json").read_text("utf-8"))}
SOLUTIONS = {
    "shapley": ("Shapley value", games.shapley_value),
    "nucleolus": ("nucleolus", games.nucleolus),
    "scrb": ("separable costs", games.separable_costs),
    "scrb_aca": ("separable costs", games.separable_costs),
    "ensc": ("separable costs, the rest equally", games.equal_nonseparable_costs),
    "equal": ("equal parts", games.equal),
    "proportional_standalone": ("in proportion to the cost alone", games.proportional),
    "weak_percapita_nucleolus": ("per-capita nucleolus", games.per_capita_nucleolus),
}


class Row(NamedTuple):
    """A published number beside ours."""

    quantity: str
    published: float
    ours: float


Rows = Iterator[Row]


def holds(case: dict[str, Any], row: Row) -> bool:
    """Return whether a number of ours equals the published one within the tolerance of its case."""
    return math.isclose(row.published, row.ours, rel_tol=0.0, abs_tol=case["tolerance"])


def discounting(case: dict[str, Any]) -> Rows:
    """An outlay that is repaid with interest."""
    K, saving, rate = (case["input"][name] for name in ("K", "saving", "r_month"))
    x, expected = 1 / (1 + rate), case["expected"]
    yield Row("present value after 12 months", expected["npv12"], x * annuity(x, 12.0) * saving - K)
    month = np.arange(61)
    flow = np.where(month == 0, -K, saving * x**month)
    yield Row("break-even, month", expected["first_month"], trace(flow).back_month - 1)
    flow = np.where(month == 0, -K, saving)
    yield Row("the same without interest", expected["undiscounted_n"], trace(flow).back_month - 1)


def toy(case: dict[str, Any]) -> Rows:
    """A start-up trouble that fades."""
    month = np.arange(1, 61)
    payments = np.where(month == 1, float(case["input"]["K"]), 0.0)
    track, expected = trace(800 - 2000 * np.exp(-(month - 1) / 3) - payments, payments), case["expected"]
    yield Row("trough", expected["trough"], track.low)
    yield Row("month of the trough", expected["trough_month"], track.low_month)
    yield Row("break-even, month", expected["breakeven_month"], track.back_month)
    yield Row("gain after 60 months", expected["cum60"], track.total)


def safety_stocks(case: dict[str, Any]) -> Rows:
    """The square-root law."""
    n, sigma, h, p = (case["input"][name] for name in ("n", "sigma", "h", "p"))

    def safety(total: float, deviation: float) -> float:
        _, fixed, held, short = running_cost(total, deviation, 0.0, h, 1.0, 0.0, h + p, fractile(h, h + p))
        return float(fixed + held + short - h * total)

    yield Row("four stocks apart", case["expected"]["decentralised"], n * safety(100.0, sigma))
    spread = spread_of_need(n * 100.0**2, n * 100.0, sigma / 100.0, case["input"]["rho"])
    yield Row("one stock", case["expected"]["pooled"], safety(n * 100.0, spread))


def risk_pool(case: dict[str, Any]) -> Rows:
    """The variance of what a member of a risk pool pays."""
    for rho, n, ratio in zip(case["input"]["rho"], case["input"]["n"], case["expected"]["var_ratio"], strict=True):
        spread = spread_of_need(n * 10.0**2, n * 10.0, 0.4, rho)
        member = sd_cost(0.0, 10.0 * n, spread, 1.0, 0.0) / n
        yield Row(f"{n} members, correlation {rho}", ratio, (member / sd_cost(0.0, 10.0, 4.0, 1.0, 0.0)) ** 2)


def six_tenths(case: dict[str, Any]) -> Rows:
    """Twice the capacity costs 1.5 times as much."""
    exponent = case["input"]["exponent"]
    twice = capacity_cost(2.0, 1.0, exponent) / capacity_cost(1.0, 1.0, exponent)
    yield Row("cost of twice the capacity", case["expected"]["double_size_cost"], twice)
    yield Row("cost of a unit of it", case["expected"]["unit_cost_ratio"], twice / 2)


def club(case: dict[str, Any]) -> Rows:
    """The size of a club."""
    F, k = case["input"]["F"], case["input"]["k"]
    cost = [(F + coordination_cost(n, 0.0, float(k), 2.0 * k)) / n for n in range(1, 101)]
    yield Row("best number of members", case["expected"]["n_star"], int(np.argmin(cost)) + 1)
    yield Row("cost of each", case["expected"]["min_cost"], min(cost))


def learning(case: dict[str, Any]) -> Rows:
    """The learning curve."""
    exponent = learning_exponent(case["input"]["progress"])
    yield Row("exponent", case["expected"]["b"], exponent)
    for unit in (2, 8, 10):
        cost = case["input"]["first"] * experience_factor(unit - 1.0, 1.0, exponent)
        yield Row(f"cost of unit {unit}", case["expected"][f"unit{unit}"], cost)


def serial(case: dict[str, Any]) -> Rows:
    """Serial shares."""
    q, expected = case["input"]["q"], case["expected"]
    shares = games.serial_shares(q, lambda each: float(each.sum() ** 2))
    for name, paid, ours in zip(q, expected["quadratic"], shares, strict=True):
        yield Row(f"cost Q², demand {name}", paid, ours)
    game = CostGame.from_demands(dict(zip("abc", q, strict=True)), lambda each: float(each.sum() ** 2))
    for name, paid, ours in zip(q, expected["average_cost_quadratic"], games.proportional(game, q), strict=True):
        yield Row(f"cost Q², demand {name}, at average cost", paid, ours)
    rule = SHARING_RULES["two_part"]
    lump, spread = split(rule.equal_fixed, rule.equal_rest, 60.0, 10.0 * sum(q))
    for name, paid in zip(q, expected["affine"], strict=True):
        yield Row(f"cost 60 + 10 Q, demand {name}", paid, bill(lump, spread, len(q), float(name), float(sum(q))))


def choice(case: dict[str, Any]) -> Rows:
    """Logit choice."""
    utility = case["input"]["lam"] * case["input"]["dU"]
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if logit(middle) < -utility else (low, middle)
    yield Row("probability of the better option", case["expected"]["P"], 1 - low)


def riot(case: dict[str, Any]) -> Rows:
    """Thresholds: a hundred people, each of whom joins once enough others have."""
    first = case["input"]["A"]
    for name, thresholds in (("A", first), ("B", [2 if each == 1 else each for each in first])):
        joined = np.zeros(100, dtype=bool)
        while True:
            seen = joined.sum() - joined
            now = np.array([reaches(int(seen[i]), 99, thresholds[i] / 99) for i in range(100)])
            if np.array_equal(now, joined):
                break
            joined = now
        what = "thresholds 0, 1, 2, ..., 99" if name == "A" else "the same, with 2 in the place of 1"
        yield Row(f"{what}: how many join", case["expected"][name], int(joined.sum()))


def game_of(name: str) -> CostGame:
    """Return the game of a case, whose coalitions are written without a plus."""
    return CostGame.from_costs({"+".join(key): cost for key, cost in CASES[name]["input"]["cost"].items()})


def allocations(case: dict[str, Any]) -> Rows:
    """Published allocations of a joint cost."""
    game = game_of(case["name"])
    for key, shares in case["expected"].items():
        if key in SOLUTIONS:
            name, solve = SOLUTIONS[key]
            for member, ours in game.named(solve(game)).items():
                yield Row(f"{name}, {member}", shares[member], ours)


def runway(case: dict[str, Any]) -> Rows:
    """The airport game."""
    game = CostGame.from_demands(dict(zip("abcd", case["input"]["c"], strict=True)), max)
    for key in ("shapley", "nucleolus"):
        name, solve = SOLUTIONS[key]
        for member, published, ours in zip("abcd", case["expected"][key], solve(game), strict=True):
            yield Row(f"{name}, {member}", published, ours)


COMPUTED: dict[str, tuple[str, Callable[[dict[str, Any]], Rows]]] = {
    "breakeven_discounted": ("Break-even with interest", discounting),
    "j_curve_toy": ("A trouble that fades", toy),
    "eppen_sqrt_law": ("The square-root law", safety_stocks),
    "risk_pool_variance": ("Risk pools", risk_pool),
    "six_tenths": ("The six-tenths rule", six_tenths),
    "buchanan_club": ("The size of a club", club),
    "wright_curve": ("Learning by doing", learning),
    "serial_cost_sharing": ("Serial cost sharing", serial),
    "logit_choice": ("Discrete choice", choice),
    "granovetter_threshold": ("Thresholds", riot),
    "two_towns_young": ("Two towns", allocations),
    "tva": ("The Tennessee Valley Authority", allocations),
    "sweden_water_skane": ("Six towns of Skåne", allocations),
    "airport_4": ("A runway", runway),
}
"""Cases whose numbers are computed here: their titles, and how."""
