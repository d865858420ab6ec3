"""A cost shared by several rules: what each member pays and saves, and which coalitions object."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sim.analysis.groups import Group
from sim.declared.sharing import SHARING_RULES
from sim.games import (
    MOST,
    SOLUTIONS,
    Audit,
    CostGame,
    LeastCore,
    Properties,
    ShapleyEstimate,
    audit,
    least_core,
    properties,
    proportional,
    sampled_audit,
    sampled_shapley_value,
)
from sim.games.coalition import Floats
from sim.vocabulary.text import Text, same

USUAL: Final = ("equal", "proportional", "separable_costs", "shapley", "nucleolus")
"""Rules that are shown by default."""
_ASKED: Final = 2_000_000
"""About how many costs of coalitions an estimate of the Shapley value computes."""
_MODEL: Final = {
    key: Text("by need or use", "selon le besoin ou l'usage") if key == "by_need" else rule.text
    for key, rule in SHARING_RULES.items()
    if key not in SOLUTIONS and key != "by_use"
}
"""The model's rules that games do not have; by use is by need in expectation."""
_BY: Final = Text("by {weight}", "selon {weight}")


@dataclass(frozen=True, eq=False)
class Shares:
    """A cost shared by several rules.

    Attributes
    ----------
    game : CostGame
    rules : dict of str to Text
        The rules, with their names in both languages.
    audits : dict of str to Audit
        The allocation of each rule, and the coalitions that object to it.
    properties : Properties or None
        Properties of the game; None beyond 20 members, as for `least`.
    least : LeastCore or None
    estimate : ShapleyEstimate or None
        Where the Shapley value is sampled.
    """

    game: CostGame
    rules: dict[str, Text]
    audits: dict[str, Audit]
    properties: Properties | None
    least: LeastCore | None
    estimate: ShapleyEstimate | None


def available_rules(group: Group | None = None, weights: Mapping[str, Floats] | None = None) -> dict[str, Text]:
    """Return the rules for sharing a cost by name: those of games, of the model for a group, and by given weights."""
    rules = {"equal": SOLUTIONS["equal"].text}
    if group is not None:
        rules |= _MODEL
    rules |= {f"by_{name}": _BY.format(weight=same(name)) for name in weights or {}}
    return rules | {name: solution.text for name, solution in SOLUTIONS.items()}


def usual_rules(known: Sequence[str]) -> list[str]:
    """Return the rules that are shown by default, with those of the model and by given weights among them."""
    return [name for name in known if name in USUAL or name not in SOLUTIONS]


def share_cost(
    game: CostGame,
    rules: Sequence[str] | None = None,
    *,
    group: Group | None = None,
    weights: Mapping[str, Floats] | None = None,
) -> Shares:
    """Share the cost of a game by several rules, and audit each.

    Parameters
    ----------
    game : CostGame
        Beyond 20 members the Shapley value and the audits are sampled.
    rules : sequence of str, optional
        Names of :data:`sim.games.SOLUTIONS`; ``by_size``, ``by_need``, ``two_part``, ``serial`` where a group is
        given; ``by_<weight>`` for given weights. The usual ones by default.
    group : Group, optional
        The organizations behind the game, for the rules of the model.
    weights : mapping of str to (n,) float64, optional
        Weights to share by.

    Returns
    -------
    Shares

    Raises
    ------
    KeyError
        If there is no such rule.
    GameError
        If a rule needs every coalition, and there are too many.

    Examples
    --------
    >>> shared = share_cost(CostGame(["A", "B"], [0, 11, 7, 15]))
    >>> {name: each.allocation.tolist() for name, each in shared.audits.items()}["nucleolus"]
    [9.5, 5.5]
    """
    texts = available_rules(group, weights)
    given = {f"by_{name}": values for name, values in (weights or {}).items()}
    names = usual_rules(list(texts)) if rules is None else list(rules)
    exact = game.n <= MOST
    blocks = max(10, min(100, _ASKED // (2 * game.n**2)))  # of orders; fewer where each takes longer
    estimate = sampled_shapley_value(game, blocks) if not exact and "shapley" in names else None
    least = least_core(game) if exact else None
    audits = {}
    for name in names:
        if name in given:
            allocation = proportional(game, given[name])
        elif group is not None and name in _MODEL:
            allocation = group.bills(name)
        elif name == "shapley" and estimate is not None:
            allocation = estimate.value
        else:
            allocation = SOLUTIONS[name].share(game)
        audits[name] = audit(game, allocation, least=least) if exact else sampled_audit(game, allocation)
    held = properties(game) if exact else None
    return Shares(game, {name: texts[name] for name in names}, audits, held, least, estimate)
