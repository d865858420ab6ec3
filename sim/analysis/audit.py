"""The audit of the pools of a simulation as cost games: which coalitions object, under each sharing rule."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice, repeat
from typing import Any, Final, NamedTuple

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.groups import Group, group_of_rows
from sim.declared.sharing import SHARING_RULES
from sim.games import JOINT, MOST, Audit, Balance, CostGame, least_core, sampled_audit
from sim.games import audit as audit_game
from sim.kernel.agreement import rule_of
from sim.kernel.month import run
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import NOBODY, State
from sim.progress import Progress, reporter
from sim.scenario import Scenario
from sim.tables.lists import join_names
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Text

VERDICTS: Final = (
    Text("stable: in the core", "stable : dans le cœur"),
    Text("not refuted by the coalitions sampled", "non réfutée par les coalitions échantillonnées"),
    Text("some coalition would be better off apart", "une coalition aurait avantage à partir"),
    Text("no way of sharing is stable: the core is empty", "aucun partage n'est stable : le cœur est vide"),
)
"""Verdicts of the audit of a pool under a rule, by code."""
STABLE, NOT_REFUTED, OBJECTED, EMPTY = range(4)
WORST: Final = 3
"""Objections that are kept for each pool and rule."""


class _Column(NamedTuple):
    """A variable of an audit: its dimensions, unit, words and type."""

    dims: tuple[str, ...]
    unit: str
    text: Text
    dtype: type = float


_CAD = "CAD/month"
_POOL, _SEAT, _RULE = ("pool",), ("pool", "seat"), ("pool", "rule")
_BILL, _RANK = ("pool", "rule", "seat"), ("pool", "rule", "rank")
_COLUMNS: Final = {
    "size": _Column(_POOL, "count", Text("members of the pool", "membres du groupe"), np.int64),
    "billed_by": _Column(_POOL, "1", Text("sharing rule of the pool", "règle de partage du groupe"), str),
    "overrun": _Column(_POOL, "1", Text("known overrun of the pool", "dépassement connu du groupe")),
    "cost": _Column(_POOL, _CAD, Text("steady cost of the pool", "coût du groupe en régime")),
    "alone": _Column(_POOL, _CAD, Text("what its members would pay alone", "ce que ses membres paieraient seuls")),
    "proof": _Column(
        _POOL,
        "1",
        Text("balanced coalitions that prove the core empty", "coalitions équilibrées qui prouvent le cœur vide"),
        str,
    ),
    "member": _Column(_SEAT, "1", Text("member of the pool", "membre du groupe"), str),
    "stand_alone_cost": _Column(_SEAT, _CAD, Text("cost of the member alone", "coût du membre seul")),
    "verdict": _Column(_RULE, "code", Text("whether any coalition objects", "si une coalition s'y oppose"), np.int8),
    "objecting": _Column(
        _RULE, "count", Text("coalitions that pay more than apart", "coalitions qui paient plus qu'à part"), np.int64
    ),
    "above_alone": _Column(
        _RULE, "count", Text("members that pay more than alone", "membres qui paient plus que seuls"), np.int64
    ),
    "gap": _Column(_RULE, _CAD, Text("paid beyond the cost", "payé au-delà du coût")),
    "moved": _Column(
        _RULE, _CAD, Text("money that must change hands to be stable", "argent à déplacer pour être stable")
    ),
    "bill": _Column(_BILL, _CAD, Text("steady bill of the member", "facture du membre en régime")),
    "change": _Column(
        _BILL, _CAD, Text("least change of the bill to be stable", "moindre changement de la facture pour être stable")
    ),
    "excess": _Column(
        _RANK, _CAD, Text("paid by a coalition beyond its own cost", "payé par une coalition au-delà de son coût")
    ),
    "coalition": _Column(_RANK, "1", Text("coalition that objects", "coalition qui s'oppose"), str),
}


class _Pool(NamedTuple):
    """A pool of a run, with its members as a group."""

    replication: int
    resource: str
    number: int
    billed_by: str
    group: Group


def sharing_rules() -> list[str]:
    """Return the sharing rules of the model by name, in the order of their declaration."""
    return list(SHARING_RULES)


@in_its_currency
def audit(
    scenario: Scenario,
    month: int | None = None,
    *,
    rules: Sequence[str] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    progress: Progress | bool | None = None,
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
    progress : callable or bool, optional
        Called as ``progress(done, total)`` with numbers of runs; True shows a bar.

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
    >>> atelier = sim.load_scenario("atelier")
    >>> ds = audit(atelier, replications=1)
    >>> dict(ds.sizes)["pool"], ds["verdict"].sel(rule="equal").values.tolist()
    (3, [2, 2, 2])
    """
    month = scenario.months if month is None else month
    known = sharing_rules()
    rules = known if rules is None else list(rules)
    strange = [rule for rule in rules if rule not in (*known, "own")]
    if not 1 <= month <= scenario.months or strange:
        raise ValueError(f"month = {month} of 1 to {scenario.months}; rules {strange} are none of {known}")
    runs = scenario.replications if replications is None else replications
    audited, report = [], reporter(progress)
    root = scenario.seed if seed is None else seed
    for k, pools in enumerate(_runs(scenario, month, runs, root)):
        audited += [(pool, _audits(pool, rules)) for pool in pools]
        if report is not None:
            report(k + 1, runs)
    about = {"title": scenario.title.en, "title_fr": scenario.title.fr, "scenario_name": scenario.name}
    return _dataset(audited, rules).assign_attrs(
        month=month, replications=runs, seed=str(root), **about, fictional=int(scenario.fictional)
    )


def _runs(scenario: Scenario, month: int, runs: int, seed: int) -> Iterator[list[_Pool]]:
    """Yield the pools of each run at the end of a month."""
    setup = prepare(scenario)
    names = scenario.organization_names()
    for k in range(runs):
        state = new_state(setup, seed, k)
        trajectory = new_trajectory(month, state.place.shape[0], state.place.shape[1], ledgers=False)
        run(state, trajectory, scenario, setup.changes)
        yield [pool for r in range(len(scenario.resources)) for pool in _pools(scenario, state, names, k, r)]


def _pools(scenario: Scenario, state: State, names: list[str], replication: int, r: int) -> Iterator[_Pool]:
    """Yield the pools of one resource, in the order of their founding."""
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
        yield _Pool(replication, resource, int(pool["number"]), rule_of(state, r, slot), members)


def _audits(pool: _Pool, rules: Sequence[str]) -> tuple[CostGame, list[Audit]]:
    """Audit a pool under each rule."""
    game = pool.group.game
    bills = [pool.group.bills(pool.billed_by if rule == "own" else rule) for rule in rules]
    if game.n > MOST:
        return game, [sampled_audit(game, bill, worst=WORST) for bill in bills]
    least = least_core(game)
    distinct = {bill.tobytes(): bill for bill in bills}  # by need and by use give the same expected bills
    audits = {key: audit_game(game, bill, WORST, least) for key, bill in distinct.items()}
    return game, [audits[bill.tobytes()] for bill in bills]


def _dataset(audited: list[tuple[_Pool, tuple[CostGame, list[Audit]]]], rules: Sequence[str]) -> xr.Dataset:
    """Return audits as a dataset."""
    seats = max((game.n for _, (game, _) in audited), default=0)
    sizes = {"pool": len(audited), "rule": len(rules), "seat": seats, "rank": WORST}
    rows = [_row(pool, game, audits, seats) for pool, (game, audits) in audited]
    variables = {}
    for name, (dims, unit, text, dtype) in _COLUMNS.items():
        values: Any = np.array([row[name] for row in rows], dtype).reshape([sizes[dim] for dim in dims])
        variables[name] = (dims, values, described(unit, text))
    variables["verdict"][2].update(
        flag_values=" ".join(str(code) for code in range(len(VERDICTS))),
        flag_meanings=", ".join(text.en for text in VERDICTS),
        flag_meanings_fr=", ".join(text.fr for text in VERDICTS),
    )
    labels = {
        "replication": ("pool", np.array([pool.replication for pool, _ in audited], dtype=np.int64)),
        "resource": ("pool", np.array([pool.resource for pool, _ in audited], dtype=str)),
        "number": ("pool", np.array([pool.number for pool, _ in audited], dtype=np.int64)),
        "rule": list(rules),
    }
    return xr.Dataset(variables, labels)


def _row(pool: _Pool, game: CostGame, audits: list[Audit], seats: int) -> dict[str, Any]:
    """Return the values of a pool by variable, for each rule if they depend on it."""
    alone = pool.group.stand_alone
    changes = [() if each.nearest is None else each.nearest - each.allocation for each in audits]
    return {
        "size": game.n,
        "billed_by": pool.billed_by,
        "overrun": pool.group.overrun,
        "cost": game.total,
        "alone": alone.sum(),
        "proof": next((proof_words(each.balance) for each in audits if each.balance is not None), ""),
        "member": _padded(game.members, seats, ""),
        "stand_alone_cost": _padded(alone, seats),
        "verdict": [verdict_of(each) for each in audits],
        "objecting": [each.objecting for each in audits],
        "above_alone": [len(each.pay_more_than_alone) for each in audits],
        "gap": [each.gap for each in audits],
        "moved": [np.nan if each.moved is None else each.moved for each in audits],
        "bill": [_padded(each.allocation, seats) for each in audits],
        "change": [_padded(change, seats) for change in changes],
        "excess": [_padded([objection.excess for objection in each.objections], WORST) for each in audits],
        "coalition": [_padded([join_names(o.members, JOINT) for o in each.objections], WORST, "") for each in audits],
    }


def _padded(values: Iterable[Any], length: int, fill: Any = np.nan) -> list[Any]:
    """Return values as a list of a given length."""
    return list(islice(chain(values, repeat(fill)), length))


def verdict_of(audit: Audit) -> int:
    """Return the code of an audit's verdict: a position in :data:`VERDICTS`."""
    if audit.in_core:
        return STABLE
    if audit.in_core is None:
        return NOT_REFUTED
    return EMPTY if audit.core_is_empty else OBJECTED


def proof_words(proof: Balance) -> str:
    """Write balancing weights and their coalitions, as fractions where they are.

    Examples
    --------
    >>> proof_words(Balance((("A", "B"), ("A", "C"), ("B", "C")), (0.5, 0.5, 0.5), 3.0))
    '1/2 A+B, 1/2 A+C, 1/2 B+C'
    """
    parts = []
    for weight, coalition in zip(proof.weights, proof.coalitions, strict=True):
        near = Fraction(weight).limit_denominator(1000)
        written = str(near) if abs(float(near) - weight) < 1e-9 else f"{weight:.6g}"
        parts.append(f"{written} {join_names(coalition, JOINT)}")
    return ", ".join(parts)
