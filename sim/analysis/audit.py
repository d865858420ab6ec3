"""The pools of a simulation as cost games: who would have reason to object, under each rule for sharing the bill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

import numpy as np
import xarray as xr

from sim.analysis.groups import Group, group_of_rows
from sim.games import JOINT, MOST, Audit, Balance, CostGame, LeastCore, least_core, sampled_audit
from sim.games import audit as audit_game
from sim.kernel.month import run
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import NOBODY, State
from sim.vocabulary.text import Text

if TYPE_CHECKING:
    from sim.scenario import Scenario

Progress = Callable[[int, int], None]
"""Called with the number of runs audited and of all runs."""

VERDICTS: Final = (
    Text("stable: in the core", "stable : dans le cœur"),
    Text("not refuted by the coalitions sampled", "non réfutée par les coalitions échantillonnées"),
    Text("some coalition would be better off apart", "une coalition aurait avantage à partir"),
    Text("no way of sharing is stable: the core is empty", "aucun partage n'est stable : le cœur est vide"),
)
"""What the audit of a pool under a rule can say, by code."""
STABLE, NOT_REFUTED, OBJECTED, EMPTY = range(4)
WORST: Final = 3
"""Objections that are kept for each pool and rule."""

_WORDS: Final = {
    "size": ("count", "members of the pool", "membres du groupe"),
    "billed_by": ("1", "sharing rule of the pool", "règle de partage du groupe"),
    "overrun": ("1", "known overrun of the pool", "dépassement connu du groupe"),
    "cost": ("CAD/month", "steady cost of the pool", "coût du groupe en régime"),
    "alone": ("CAD/month", "what its members would pay alone", "ce que ses membres paieraient seuls"),
    "proof": (
        "1",
        "balanced coalitions that prove the core empty",
        "coalitions équilibrées qui prouvent le cœur vide",
    ),
    "member": ("1", "member of the pool", "membre du groupe"),
    "stand_alone_cost": ("CAD/month", "cost of the member alone", "coût du membre seul"),
    "verdict": ("code", "whether any coalition objects", "si une coalition s'y oppose"),
    "objecting": ("count", "coalitions that pay more than apart", "coalitions qui paient plus qu'à part"),
    "above_alone": ("count", "members that pay more than alone", "membres qui paient plus que seuls"),
    "gap": ("CAD/month", "paid beyond the cost", "payé au-delà du coût"),
    "moved": ("CAD/month", "money that must change hands to be stable", "argent à déplacer pour être stable"),
    "bill": ("CAD/month", "steady bill of the member", "facture du membre en régime"),
    "change": (
        "CAD/month",
        "least change of the bill to be stable",
        "moindre changement de la facture pour être stable",
    ),
    "excess": ("CAD/month", "paid by a coalition beyond its own cost", "payé par une coalition au-delà de son coût"),
    "coalition": ("1", "coalition that objects", "coalition qui s'oppose"),
}


class _Pool(NamedTuple):
    """A pool of a run: where it stands, and its members as a group."""

    replication: int
    resource: str
    number: int
    billed_by: str
    group: Group


def sharing_rules(scenario: Scenario) -> list[str]:
    """Return the sharing rules of the model by name, in the order of their declaration.

    Parameters
    ----------
    scenario : Scenario
        Any.
    """
    resource = next(iter(scenario.resources.values()))
    return list(get_args(type(resource).model_fields["sharing"].annotation))


def audit(
    scenario: Scenario,
    month: int | None = None,
    *,
    rules: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Audit every pool of a simulation as a cost game, under each rule for sharing its bill.

    The runs are played again up to a month; what a coalition of a pool's members would pay is the steady pool cost at
    the overrun that is known of the pool, and the sum of stand-alone costs where the agreement asks for more members.
    Pools of up to 20 members are audited against every coalition. In larger ones coalitions are sampled, and the answer
    is "not refuted" where none objects.

    Parameters
    ----------
    scenario : Scenario
        What is simulated.
    month : int, optional
        At the end of which month, from 1; the last one by default.
    rules : sequence of str, optional
        Sharing rules; by default all of the model's, whichever the scenario uses. "own" stands for the rule by which
        the pool's bills are shared.
    replications, seed : int, optional
        By default the scenario's own.
    progress : callable, optional
        Called as ``progress(done, total)`` with numbers of runs.

    Returns
    -------
    xarray.Dataset
        Dimensions pool, rule, seat (members of a pool; empty seats hold "" and NaN), rank (objections, the worst
        first). Coordinates of pool: replication, resource, and number, by which the variable ``pool`` of
        :func:`sim.simulate` calls it. ``verdict`` (pool, rule) is a code, ``objecting`` the number of coalitions that
        pay more than apart, ``excess`` and ``coalition`` (pool, rule, rank) the worst of them, ``bill`` and ``change``
        (pool, rule, seat) what members pay and the least change to it that leaves nobody an objection, ``moved``
        (pool, rule) the money that then changes hands, ``proof`` (pool) the balancing weights of an empty core.

    Raises
    ------
    ValueError
        There is no such month or rule.

    Examples
    --------
    >>> import sim
    >>> atelier = sim.load_scenario("scenarios/atelier.toml")
    >>> found = audit(atelier, replications=1)
    >>> dict(found.sizes)["pool"], found["verdict"].sel(rule="equal").values.tolist()
    (3, [2, 2, 2])
    """
    month = scenario.months if month is None else month
    known = sharing_rules(scenario)
    rules = known if rules is None else list(rules)
    strange = [rule for rule in rules if rule not in (*known, "own")]
    if not 1 <= month <= scenario.months or strange:
        raise ValueError(f"month = {month} of 1 to {scenario.months}; rules {strange} are none of {known}")
    runs = scenario.replications if replications is None else replications
    found = []
    root = scenario.seed if seed is None else seed
    for k, pools in enumerate(_runs(scenario, month, runs, root)):
        found += [(pool, _audits(pool, rules)) for pool in pools]
        if progress is not None:
            progress(k + 1, runs)
    attrs: dict[str, str | int] = {"month": month, "replications": runs, "seed": str(root)}
    return _dataset(found, rules, attrs | _provenance(scenario))


def _runs(scenario: Scenario, month: int, runs: int, seed: int) -> Iterator[list[_Pool]]:
    """Play the runs up to the end of a month, and give the pools of each."""
    setup = prepare(scenario)
    names = scenario.organization_names()
    for k in range(runs):
        state = new_state(setup, seed, k)
        run(state, new_trajectory(month, state.place.shape[0], state.place.shape[1], ledgers=False))
        yield [pool for r in range(len(scenario.resources)) for pool in _pools(scenario, state, names, k, r)]


def _pools(scenario: Scenario, state: State, names: list[str], replication: int, r: int) -> Iterator[_Pool]:
    """Give the pools of one resource, in the order of their founding."""
    resource = list(scenario.resources)[r]
    count = int(state.resource["live_count"][r])
    slots = state.pool[r]["live"][:count]
    for slot in sorted(slots.tolist(), key=lambda slot: int(state.pool[r, slot]["number"])):
        pool = state.pool[r, slot]
        rows = []
        member = int(pool["first"])
        while member != NOBODY:
            rows.append(member)
            member = int(state.place[member, r]["next"])
        rows.sort()
        terms = (float(pool["overrun"]), float(pool["unit_cost"]))
        members = group_of_rows(state, r, rows, [names[row] for row in rows], *terms)
        yield _Pool(replication, resource, int(pool["number"]), scenario.resources[resource].sharing, members)


def _audits(pool: _Pool, rules: Sequence[str]) -> tuple[CostGame, list[Audit]]:
    """Audit a pool under each rule."""
    game = pool.group.game
    bills = [pool.group.bills(pool.billed_by if rule == "own" else rule) for rule in rules]
    if game.n > MOST:
        return game, [sampled_audit(game, bill, worst=WORST) for bill in bills]
    least: LeastCore = least_core(game)
    done: dict[bytes, Audit] = {}
    for bill in bills:  # by need and by use bill the same in expectation
        if bill.tobytes() not in done:
            done[bill.tobytes()] = audit_game(game, bill, WORST, least)
    return game, [done[bill.tobytes()] for bill in bills]


def _provenance(scenario: Scenario) -> dict[str, str | int]:
    """Return where a dataset comes from."""
    return {
        "title": scenario.title.en,
        "title_fr": scenario.title.fr,
        "scenario_name": scenario.name,
        "fictional": int(scenario.fictional),
    }


def _dataset(
    found: list[tuple[_Pool, tuple[CostGame, list[Audit]]]], rules: Sequence[str], about: dict[str, str | int]
) -> xr.Dataset:
    """Put audits into a dataset."""
    pools, seats = len(found), max((pool.group.need.size for pool, _ in found), default=0)
    shape = {"pool": pools, "rule": len(rules), "seat": seats, "rank": WORST}
    of_pool, of_rule = ("pool",), ("pool", "rule")
    dims: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("size", "billed_by", "overrun", "cost", "alone", "proof"), of_pool
    )
    dims |= dict.fromkeys(("member", "stand_alone_cost"), ("pool", "seat"))
    dims |= dict.fromkeys(("verdict", "objecting", "above_alone", "gap", "moved"), of_rule)
    dims |= dict.fromkeys(("bill", "change"), ("pool", "rule", "seat"))
    dims |= dict.fromkeys(("excess", "coalition"), ("pool", "rule", "rank"))
    texts, codes = (
        ("billed_by", "proof", "member", "coalition"),
        {"verdict": "int8", "size": "int64", "objecting": "int64"},
    )
    columns: dict[str, Any] = {}
    for name, over in dims.items():
        size = tuple(shape[dim] for dim in over)
        if name in texts:
            columns[name] = np.full(size, "", dtype=object)
        else:
            columns[name] = np.zeros(size, codes[name]) if name in codes else np.full(size, np.nan)
    for p, (pool, (game, audits)) in enumerate(found):
        _fill_pool(columns, p, pool, game, audits)
        for k, each in enumerate(audits):
            _fill_rule(columns, p, k, each)
    for name in texts:
        columns[name] = columns[name].astype(str)
    variables = {}
    for name, over in dims.items():
        unit, en, fr = _WORDS[name]
        attrs = {"units": unit, "long_name": en, "long_name_fr": fr}
        if name == "verdict":
            attrs["flag_values"] = " ".join(str(code) for code in range(len(VERDICTS)))
            attrs["flag_meanings"] = ", ".join(text.en for text in VERDICTS)
            attrs["flag_meanings_fr"] = ", ".join(text.fr for text in VERDICTS)
        variables[name] = (over, columns[name], attrs)
    where = [(pool.replication, pool.resource, pool.number) for pool, _ in found]
    labels = {
        "replication": ("pool", np.array([each[0] for each in where], dtype=np.int64)),
        "resource": ("pool", np.array([each[1] for each in where], dtype=str)),
        "number": ("pool", np.array([each[2] for each in where], dtype=np.int64)),
        "rule": list(rules),
    }
    return xr.Dataset(variables, labels, about)


def _fill_pool(columns: dict[str, Any], p: int, pool: _Pool, game: CostGame, audits: list[Audit]) -> None:
    """Fill in what does not depend on the rule."""
    n = game.n
    columns["size"][p] = n
    columns["billed_by"][p] = pool.billed_by
    columns["overrun"][p] = pool.group.overrun
    columns["cost"][p] = game.total
    columns["alone"][p] = pool.group.stand_alone.sum()
    columns["member"][p, :n] = game.members
    columns["stand_alone_cost"][p, :n] = pool.group.stand_alone
    proofs = [each.balance for each in audits if each.balance is not None]
    if proofs:
        columns["proof"][p] = said_proof(proofs[0])


def _fill_rule(columns: dict[str, Any], p: int, k: int, each: Audit) -> None:
    """Fill in what one rule does to one pool."""
    n = len(each.members)
    columns["verdict"][p, k] = verdict_of(each)
    columns["objecting"][p, k] = each.objecting
    columns["above_alone"][p, k] = len(each.pay_more_than_alone)
    columns["gap"][p, k] = each.gap
    columns["bill"][p, k, :n] = each.allocation
    if each.nearest is not None and each.moved is not None:
        columns["moved"][p, k] = each.moved
        columns["change"][p, k, :n] = each.nearest - each.allocation
    for place, objection in enumerate(each.objections):
        columns["excess"][p, k, place] = objection.excess
        columns["coalition"][p, k, place] = JOINT.join(objection.members)


def verdict_of(found: Audit) -> int:
    """Return the code of an audit's verdict: a position in :data:`VERDICTS`."""
    if found.in_core:
        return STABLE
    if found.in_core is None:
        return NOT_REFUTED
    return EMPTY if found.core_is_empty else OBJECTED


def said_proof(proof: Balance) -> str:
    """Write balancing weights and their coalitions, as fractions where they are.

    Examples
    --------
    >>> said_proof(Balance((("A", "B"), ("A", "C"), ("B", "C")), (0.5, 0.5, 0.5), 3.0))
    '1/2 A+B, 1/2 A+C, 1/2 B+C'
    """
    from fractions import Fraction

    parts = []
    for weight, coalition in zip(proof.weights, proof.coalitions, strict=True):
        near = Fraction(weight).limit_denominator(1000)
        said = str(near) if abs(float(near) - weight) < 1e-9 else f"{weight:.6g}"
        parts.append(f"{said} {JOINT.join(coalition)}")
    return ", ".join(parts)
