"""Audit of an allocation: whether it covers the cost, and which members or coalitions pay more than by themselves."""

from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Final

import numpy as np

from sim.games.coalition import Floats, Rows
from sim.games.core import LeastCore, least_core, nearest_in_core, rounding
from sim.games.game import CostGame
from sim.games.program import worst_of
from sim.laws.random import Purpose, run_key, uniforms

WORST: Final = 5
"""Number of objections in an audit."""


@dataclass(frozen=True)
class Objection:
    """A coalition, and the amount that it pays beyond its own cost.

    Attributes
    ----------
    members : tuple of str
    excess : float
        x(S) - c(S): if positive, the coalition pays this amount too much [currency].
    cost : float
        The cost of the coalition by itself [currency].
    """

    members: tuple[str, ...]
    excess: float
    cost: float


@dataclass(frozen=True)
class Balance:
    """The proof that a core is empty: balanced coalitions that cost less than the coalition of all members.

    The weights of the coalitions that contain a member add up to 1, for each member. If each coalition pays at most its
    own cost, all members together pay at most the weighted sum, which is less than the cost of all.

    Attributes
    ----------
    coalitions : tuple of tuple of str
    weights : tuple of float
        One for each coalition.
    weighted_cost : float
        sum(weights * costs) [currency], less than the cost of all.
    """

    coalitions: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    weighted_cost: float


@dataclass(frozen=True)
class Audit:
    """The result of an audit: the objections to an allocation.

    Attributes
    ----------
    members : tuple of str
    allocation : (n,) float64
        Share of each member [currency].
    gap : float
        Sum of the shares minus the cost of all [currency]; 0, except for rounding, for an efficient allocation.
    stand_alone_excess : (n,) float64
        Share of each member minus its stand-alone cost [currency].
    worst : Objection
        The coalition with the largest excess, positive or not; empty for a single member.
    objections : tuple of Objection
        Coalitions with a positive excess, the largest first; at most the number asked for.
    objecting : int
        Number of coalitions with a positive excess, among those examined.
    in_core : bool or None
        Whether no coalition objects and the cost is covered; None if the sampled coalitions do not refute it.
    looked_at : int
        Number of coalitions examined.
    balance : Balance or None
        The proof, if the core is empty.
    nearest : (n,) float64 or None
        Allocation in the core for which the least money changes hands [currency]; None if the core is empty, or not all
        coalitions were examined.
    """

    members: tuple[str, ...]
    allocation: Floats
    gap: float
    stand_alone_excess: Floats
    worst: Objection
    objections: tuple[Objection, ...]
    objecting: int
    in_core: bool | None
    looked_at: int
    balance: Balance | None = None
    nearest: Floats | None = None
    tolerance: float = field(repr=False, default=0.0)

    @property
    def core_is_empty(self) -> bool | None:
        """Whether the core is empty; None if not known."""
        return None if self.balance is None and self.nearest is None else self.balance is not None

    @property
    def efficient(self) -> bool:
        """Whether the shares add up to the cost of all."""
        return abs(self.gap) <= self.tolerance

    @property
    def pay_more_than_alone(self) -> tuple[str, ...]:
        """Members that pay more than their stand-alone cost."""
        return tuple(self.members[i] for i in np.flatnonzero(self.stand_alone_excess > self.tolerance))

    @property
    def moved(self) -> float | None:
        """Money that must change hands for the allocation to be in the core [currency]; None if the core is empty."""
        return None if self.nearest is None else 0.5 * float(np.abs(self.nearest - self.allocation).sum())


def audit(game: CostGame, allocation: Floats, worst: int = WORST, least: LeastCore | None = None) -> Audit:
    """Audit an allocation against every coalition.

    Parameters
    ----------
    game : CostGame
        At most 20 members.
    allocation : (n,) float64
        Share of each member [currency].
    worst : int
        Maximal number of objections in the result.
    least : LeastCore, optional
        The least core of the game, if it is already known.

    Returns
    -------
    Audit

    Raises
    ------
    GameError
        There are too many members; use :func:`sampled_audit`.
    ValueError
        The allocation is not one number for each member.

    Examples
    --------
    >>> equal = audit(CostGame(["A", "B"], [0, 11, 7, 15]), np.array([7.5, 7.5]))
    >>> equal.in_core, equal.objections[0].members, equal.objections[0].excess
    (False, ('B',), 0.5)
    >>> equal.nearest.tolist(), equal.moved
    ([8.0, 7.0], 0.5)
    """
    x = _checked(game, allocation)
    excess = game.excess(x)
    proper = excess[1:-1]
    masks = 1 + worst_of(proper, max(worst, 1), -np.inf)
    named = [Objection(game.names(mask), float(excess[mask]), game.value(mask)) for mask in masks.tolist()]
    result = _audit_of(game, x, float(excess[-1]), proper, named, worst)
    if result.in_core is None:  # every coalition was examined
        return replace(result, in_core=True, nearest=x)
    balance = proof_of_emptiness(game, least or least_core(game))
    return replace(result, balance=balance, nearest=None if balance else nearest_in_core(game, x))


def proof_of_emptiness(game: CostGame, least: LeastCore) -> Balance | None:
    """Return the proof that a core is empty, from the least core; None if it is not empty.

    Examples
    --------
    >>> game = CostGame.from_function("ABC", lambda coalition: {1: 2, 2: 2, 3: 4}[len(coalition)])
    >>> proof = proof_of_emptiness(game, least_core(game))
    >>> round(proof.weighted_cost, 9) < game.total
    True
    """
    if least.level <= rounding(game):
        return None
    cost = float(least.weights @ game.costs[least.coalitions])
    coalitions = tuple(game.names(int(mask)) for mask in least.coalitions)
    return Balance(coalitions, tuple(least.weights.tolist()), cost)


def sampled_audit(game: CostGame, allocation: Floats, samples: int = 2000, worst: int = WORST, seed: int = 1) -> Audit:
    """Audit an allocation against a sample of coalitions, where there are too many to examine all of them.

    The sample consists of each single member, all members but one, and random coalitions of every size. A local search
    then starts from the worst ones, and adds or removes one member as long as the excess increases. An objection
    refutes the allocation; without an objection nothing is proved, and `in_core` is None.

    Parameters
    ----------
    game : CostGame
        Any number of members.
    allocation : (n,) float64
        Share of each member [currency].
    samples : int
        Number of random coalitions.
    worst : int
        Maximal number of objections in the result.
    seed : int
        Seed of the draws.

    Returns
    -------
    Audit
        With ``in_core`` False or None, and no result on the core itself.

    Examples
    --------
    >>> members = [f"m{i}" for i in range(30)]
    >>> game = CostGame.from_function(members, lambda coalition: 10 + len(coalition))
    >>> shares = np.full(30, 40 / 30)
    >>> sampled_audit(game, shares).in_core is None  # in the core, but this is not proved
    True
    >>> sampled_audit(game, np.append(shares[:-1] + 10 / 29, shares[-1] - 10)).in_core
    False
    """
    x = _checked(game, allocation)
    rows, excess = _sampled(game, x, samples, seed)
    named = [
        Objection(tuple(compress(game.members, rows[k])), float(excess[k]), float(game.values(rows[[k]])[0]))
        for k in np.argsort(-excess, kind="stable")[: max(worst, 1)].tolist()
    ]
    return _audit_of(game, x, float(x.sum() - game.total), excess, named, worst)


def _audit_of(game: CostGame, x: Floats, gap: float, excess: Floats, named: list[Objection], worst: int) -> Audit:
    """Return the audit against coalitions with these excesses (k,), the worst of them named; it proves no core."""
    tolerance = rounding(game)
    objecting = int(np.count_nonzero(excess > tolerance))
    return Audit(
        members=game.members,
        allocation=x,
        gap=gap,
        stand_alone_excess=x - game.stand_alone,
        worst=named[0] if named else Objection((), 0.0, 0.0),
        objections=tuple(named[: min(worst, objecting)]),
        objecting=objecting,
        in_core=False if objecting or abs(gap) > tolerance else None,
        looked_at=excess.size,
        tolerance=tolerance,
    )


def _sampled(game: CostGame, x: Floats, samples: int, seed: int) -> tuple[Rows, Floats]:
    """Return a sample of coalitions as rows of truth values (k, n), each once, and the excess of each (k,)."""
    n = game.n
    alone = np.eye(n, dtype=bool)
    key = run_key(seed, 0)
    orders = np.array([uniforms(key, np.arange(n), 0, 1, Purpose.COALITION, k) for k in range(samples)])
    places = np.argsort(np.argsort(orders.reshape(-1, n), axis=1, kind="stable"), axis=1)
    drawn = places <= (np.arange(samples) % max(n - 1, 1))[:, None]
    packed_rows, excesses = [], []

    def examine(rows: Rows) -> Floats:
        excess = rows @ x - game.values(rows)
        packed_rows.append(np.packbits(rows, axis=1))
        excesses.append(excess)
        return excess

    def proper(rows: Rows) -> Rows:
        count = rows.sum(axis=1)
        return rows[(count > 0) & (count < n)]

    rows = proper(np.vstack([alone, ~alone, drawn]))
    first = np.unique(np.packbits(rows, axis=1), axis=0, return_index=True)[1]
    rows = rows[np.sort(first)]  # distinct, so that the searches start from different coalitions
    excess = examine(rows)
    for start in np.argsort(-excess, kind="stable")[:WORST].tolist():
        here, most = rows[start], excess[start]
        while True:
            near = proper(here ^ alone)
            if len(near) == 0:  # with two members there is no other proper coalition
                break
            beyond = examine(near)
            best = int(np.argmax(beyond))
            if beyond[best] <= most:
                break
            here, most = near[best], beyond[best]
    packed, first = np.unique(np.concatenate(packed_rows), axis=0, return_index=True)
    return np.unpackbits(packed, axis=1, count=n).astype(bool), np.concatenate(excesses)[first]


def _checked(game: CostGame, allocation: Floats) -> Floats:
    """Return an allocation as an array, after checking that it has one share for each member."""
    x = np.asarray(allocation, dtype=np.float64)
    if x.shape != (game.n,) or not np.isfinite(x).all():
        raise ValueError(f"allocation = {x.tolist()}: one finite number for each of {game.n} members")
    return x
