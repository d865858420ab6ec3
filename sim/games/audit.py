"""Audit of an allocation: does it pay the bill, does anybody pay more than alone, would a coalition be better off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.games.coalition import Floats, Rows
from sim.games.core import LeastCore, least_core, nearest_in_core, rounding
from sim.games.game import CostGame
from sim.games.program import worst_of
from sim.laws.random import Purpose, run_key, uniforms

WORST: Final = 5
"""Objections that are named."""


@dataclass(frozen=True)
class Objection:
    """A coalition and what it pays beyond its own cost.

    Attributes
    ----------
    members : tuple of str
    excess : float
        x(S) - c(S): what it pays too much, when positive [currency].
    cost : float
        What it would pay by itself [currency].
    """

    members: tuple[str, ...]
    excess: float
    cost: float


@dataclass(frozen=True)
class Balance:
    """The proof that a core is empty: balanced coalitions that cost less than all together.

    Everybody belongs to coalitions whose weights add up to 1; if each is to pay at most its cost, all together pay at
    most the weighted sum, which is not enough.

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
    """What can be said against an allocation.

    Attributes
    ----------
    members : tuple of str
    allocation : (n,) float64
        What each member pays [currency].
    gap : float
        What is paid beyond the cost of all [currency]; 0, rounding apart, for an efficient allocation.
    stand_alone_excess : (n,) float64
        What each member pays beyond its stand-alone cost [currency].
    worst : Objection
        The coalition of the largest excess, whether it is positive or not; nobody for a single member.
    objections : tuple of Objection
        Coalitions with a positive excess, the largest first: the first few of them.
    objecting : int
        How many there are (of the coalitions looked at).
    in_core : bool or None
        Whether no coalition objects and the cost is paid; None: not refuted, by the coalitions sampled.
    core_is_empty : bool or None
        None: not known.
    balance : Balance or None
        The proof, where the core is empty.
    nearest : (n,) float64 or None
        Allocation in the core for which the least money changes hands [currency]; None where there is none, or not all
        coalitions were looked at.
    looked_at : int
        Number of coalitions looked at.
    """

    members: tuple[str, ...]
    allocation: Floats
    gap: float
    stand_alone_excess: Floats
    worst: Objection
    objections: tuple[Objection, ...]
    objecting: int
    in_core: bool | None
    core_is_empty: bool | None
    balance: Balance | None
    nearest: Floats | None
    looked_at: int
    tolerance: float = field(repr=False, default=0.0)

    @property
    def efficient(self) -> bool:
        """Whether the members pay the cost of all, no more and no less."""
        return abs(self.gap) <= self.tolerance

    @property
    def pay_more_than_alone(self) -> tuple[str, ...]:
        """Members that pay more than alone."""
        return tuple(self.members[i] for i in np.flatnonzero(self.stand_alone_excess > self.tolerance))

    @property
    def moved(self) -> float | None:
        """Money that must change hands for the allocation to be in the core [currency]; None if there is no way."""
        return None if self.nearest is None else 0.5 * float(np.abs(self.nearest - self.allocation).sum())


def audit(game: CostGame, allocation: Floats, worst: int = WORST, least: LeastCore | None = None) -> Audit:
    """Audit an allocation against every coalition.

    Parameters
    ----------
    game : CostGame
        At most 20 members.
    allocation : (n,) float64
        What each member pays [currency].
    worst : int
        How many objections are named.
    least : LeastCore, optional
        That of the game, where it is known already.

    Returns
    -------
    Audit

    Raises
    ------
    GameError
        There are too many members: see :func:`sampled_audit`.
    ValueError
        The allocation is not one number for each member.

    Examples
    --------
    >>> found = audit(CostGame(["A", "B"], [0, 11, 7, 15]), np.array([7.5, 7.5]))
    >>> found.in_core, found.objections[0].members, found.objections[0].excess
    (False, ('B',), 0.5)
    >>> found.nearest.tolist(), found.moved
    ([8.0, 7.0], 0.5)
    """
    x = _checked(game, allocation)
    excess = game.excess(x)
    gap = float(excess[-1])
    allowed = rounding(game)
    proper = excess.copy()
    proper[[0, -1]] = -np.inf
    order = worst_of(proper, max(worst, 1), -np.inf)
    objecting = int(np.count_nonzero(proper > allowed))
    in_core = objecting == 0 and abs(gap) <= allowed
    balance = None if in_core else proof_of_emptiness(game, least or least_core(game))
    nearest = x if in_core else None if balance is not None else nearest_in_core(game, x)
    named = [Objection(game.names(int(mask)), float(excess[mask]), game.value(int(mask))) for mask in order]
    return Audit(
        members=game.members,
        allocation=x,
        gap=gap,
        stand_alone_excess=x - game.stand_alone,
        worst=named[0] if game.n > 1 else Objection((), 0.0, 0.0),
        objections=tuple(named[: min(worst, objecting)]),
        objecting=objecting,
        in_core=in_core,
        core_is_empty=balance is not None,
        balance=balance,
        nearest=nearest,
        looked_at=excess.size - 2,
        tolerance=allowed,
    )


def proof_of_emptiness(game: CostGame, least: LeastCore) -> Balance | None:
    """Return the proof that a core is empty, from the least core; None when it is not empty.

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
    """Look for objections where there are too many coalitions to look at all of them.

    Every single member, all others of each, random coalitions of every size, and from the worst ones found on, one
    member more or less as long as that makes it worse. An objection found refutes the allocation; none found proves
    nothing, and `in_core` is None.

    Parameters
    ----------
    game : CostGame
        Any number of members.
    allocation : (n,) float64
        What each member pays [currency].
    samples : int
        Number of random coalitions.
    worst : int
        How many objections are named.
    seed : int
        Root of the draws.

    Returns
    -------
    Audit
        With ``in_core`` False or None, and nothing about the core itself.

    Examples
    --------
    >>> members = [f"m{i}" for i in range(30)]
    >>> game = CostGame.from_function(members, lambda coalition: 10 + len(coalition))
    >>> shares = np.full(30, 40 / 30)
    >>> sampled_audit(game, shares).in_core is None  # it is in the core, but that is not proved
    True
    >>> sampled_audit(game, np.append(shares[:-1] + 10 / 29, shares[-1] - 10)).in_core
    False
    """
    x = _checked(game, allocation)
    rows, excess = _looked_at(game, x, samples, seed)
    allowed = rounding(game)
    gap = float(x.sum() - game.total)
    order = np.argsort(-excess, kind="stable")[: max(worst, 1)].tolist()
    objecting = int(np.count_nonzero(excess > allowed))
    named = [_objection(game, rows[k], float(excess[k])) for k in order]
    return Audit(
        members=game.members,
        allocation=x,
        gap=gap,
        stand_alone_excess=x - game.stand_alone,
        worst=named[0] if named else Objection((), 0.0, 0.0),
        objections=tuple(named[: min(worst, objecting)]),
        objecting=objecting,
        in_core=False if objecting or abs(gap) > allowed else None,
        core_is_empty=None,
        balance=None,
        nearest=None,
        looked_at=excess.size,
        tolerance=allowed,
    )


def _looked_at(game: CostGame, x: Floats, samples: int, seed: int) -> tuple[Rows, Floats]:
    """Look at a sample of coalitions, each once: a row of truths for each (k, n), and what it pays too much (k,)."""
    n = game.n
    alone = np.eye(n, dtype=bool)
    key = run_key(seed, 0)
    orders = np.array([uniforms(key, np.arange(n), 0, 1, Purpose.COALITION, k) for k in range(samples)])
    places = np.argsort(np.argsort(orders.reshape(-1, n), axis=1, kind="stable"), axis=1)
    drawn = places <= (np.arange(samples) % max(n - 1, 1))[:, None]
    looked, found = [], []

    def look(rows: Rows) -> Floats:
        excess = rows @ x - game.values(rows)
        looked.append(np.packbits(rows, axis=1))
        found.append(excess)
        return excess

    def proper(rows: Rows) -> Rows:
        some = rows.sum(axis=1)
        return rows[(some > 0) & (some < n)]

    rows = proper(np.vstack([alone, ~alone, drawn]))
    rows = rows[np.sort(np.unique(np.packbits(rows, axis=1), axis=0, return_index=True)[1])]  # or starts would be alike
    excess = look(rows)
    for start in np.argsort(-excess, kind="stable")[:WORST].tolist():
        here, most = rows[start], excess[start]
        while True:
            near = proper(here ^ alone)
            if len(near) == 0:  # of two members each is the other's only objection
                break
            beyond = look(near)
            best = int(np.argmax(beyond))
            if beyond[best] <= most:
                break
            here, most = near[best], beyond[best]
    packed, first = np.unique(np.concatenate(looked), axis=0, return_index=True)
    return np.unpackbits(packed, axis=1, count=n).astype(bool), np.concatenate(found)[first]


def _objection(game: CostGame, row: NDArray[np.bool_], excess: float) -> Objection:
    """Name a coalition and what it pays too much."""
    members = tuple(game.members[i] for i in np.flatnonzero(row))
    return Objection(members, excess, float(game.values(row[None])[0]))


def _checked(game: CostGame, allocation: Floats) -> Floats:
    """Check that there is one share for each member."""
    x = np.asarray(allocation, dtype=np.float64)
    if x.shape != (game.n,) or not np.isfinite(x).all():
        raise ValueError(f"allocation = {x.tolist()}: one finite number for each of {game.n} members")
    return x
