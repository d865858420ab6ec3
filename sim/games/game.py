"""A cost game: the members that could share a cost, and the cost of each coalition by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import GameError, Problem
from sim.games.coalition import Floats, Rows, every_coalition, mask_of, members_of, subset_sums
from sim.games.limits import JOINT, LARGEST, MOST, NAMES, NOTHING, SOMEBODY, refusal, too_many
from sim.games.table import EVERY, Place, Row, table_of
from sim.tables.lists import join_names, split_names
from sim.tables.names import Known, clean, twins


class CostGame:
    """The cost of each coalition of some members by itself.

    Parameters
    ----------
    members : sequence of str
        Names, each once.
    costs : (2**n,) array_like
        Cost of each coalition by bitmask (bit i: member i), 0 for the empty one [currency].

    Raises
    ------
    GameError
        With all problems: names given twice, costs that are negative or not finite, too many members.

    Examples
    --------
    The two towns of Young (1994): a water system of 11, of 7, or of 15 for both.

    >>> game = CostGame(["A", "B"], [0, 11, 7, 15])
    >>> game.cost("A", "B"), game.n
    (15.0, 2)
    >>> game.stand_alone.tolist()
    [11.0, 7.0]
    """

    def __init__(self, members: Sequence[str], costs: ArrayLike) -> None:
        self.members = _checked_names(members)
        table = np.asarray(costs, dtype=np.float64)
        if self.n > MOST:
            raise too_many(self.n)
        if table.shape != (1 << self.n,):
            raise ValueError(f"costs has shape {table.shape}: {self.n} members need ({1 << self.n},)")
        self._of: Callable[[tuple[int, ...]], float] | None = None
        self._many: Callable[[Rows], Floats] | None = None
        self._table: Floats | None = self._checked(table)

    @classmethod
    def from_costs(cls, costs: Mapping[str | Iterable[str], float]) -> CostGame:
        """Return a game from the costs of all its coalitions.

        Parameters
        ----------
        costs : mapping
            Cost of each coalition but the empty one; a coalition is ``"A+B"`` or an iterable of names. In a string, a
            name that contains a plus stands in double quotes.

        Raises
        ------
        GameError
            With all problems: a missing coalition, a negative cost, a name or a coalition given twice.

        Examples
        --------
        >>> CostGame.from_costs({"A": 11, "B": 7, "A+B": 15}).members
        ('A', 'B')
        """
        keys = [split_names(key, JOINT) if isinstance(key, str) else list(key) for key in costs]
        rows = [
            ([clean(str(name)) for name in names], float(cost))
            for names, cost in zip(keys, costs.values(), strict=True)
        ]
        whole = Problem(file="", key="costs", allowed=EVERY)
        return cls.from_rows(rows, [Place(whole, whole)] * len(rows), whole)

    @classmethod
    def from_rows(cls, rows: Sequence[Row], places: Sequence[Place], whole: Problem) -> CostGame:
        """Return a game from rows of names and cost; problems refer to the places of the rows."""
        return cls(*table_of(rows, places, whole))

    @classmethod
    def from_function(
        cls,
        members: Sequence[str],
        cost: Callable[[tuple[str, ...]], float],
        many: Callable[[Rows], Floats] | None = None,
    ) -> CostGame:
        """Return a game from a function that returns the cost of a coalition.

        Parameters
        ----------
        members : sequence of str
            Names, any number; only functions that examine every coalition are limited to :data:`MOST` members.
        cost : callable
            Takes a tuple of names, in the order of `members`, and returns a cost [currency].
        many : callable, optional
            Takes many coalitions as rows of truth values (k, n), and returns their costs (k,): the same costs, faster.
            Functions that sample coalitions use it.

        Examples
        --------
        >>> game = CostGame.from_function("ABC", lambda coalition: 60 + 10 * len(coalition))
        >>> game.cost("A", "C")
        80.0
        """
        game = cls.__new__(cls)
        game.members = names = _checked_names(members)
        game._table = None
        game._many = many
        game._of = lambda numbers: float(cost(tuple(names[i] for i in numbers)))
        return game

    @classmethod
    def from_demands(cls, demands: Mapping[str, float], cost: Callable[[Floats], float]) -> CostGame:
        """Return a game in which a coalition pays for the demands of its members.

        Parameters
        ----------
        demands : mapping of str to float
            Demand of each member [unit].
        cost : callable
            Takes the demands of the members of a coalition (k,), and returns their cost [currency].

        Examples
        --------
        The runway of Littlechild & Owen (1973): its cost is that of the longest landing.

        >>> game = CostGame.from_demands({"a": 8, "b": 11, "c": 13, "d": 18}, max)
        >>> game.cost("a", "c")
        13.0
        """
        wanted = np.array([float(value) for value in demands.values()])
        game = cls.from_function(list(demands), lambda _: 0.0)
        game._of = lambda numbers: float(cost(wanted[list(numbers)]))
        return game

    @property
    def n(self) -> int:
        """Number of members."""
        return len(self.members)

    @property
    def costs(self) -> Floats:
        """Cost of every coalition by bitmask: (2**n,) [currency]; a GameError beyond :data:`MOST` members."""
        if self._table is None:
            if self.n > MOST:
                raise too_many(self.n)
            assert self._of is not None
            table = np.zeros(1 << self.n)
            if self._many is not None:
                table[1:] = self._many(every_coalition(self.n)[1:])
            else:
                for mask in range(1, 1 << self.n):
                    table[mask] = self._of(members_of(mask))
            self._table = self._checked(table)
        return self._table

    @property
    def total(self) -> float:
        """Cost of all members together [currency]."""
        return self.value((1 << self.n) - 1)

    @property
    def stand_alone(self) -> Floats:
        """Cost of each member alone: (n,) [currency]."""
        return np.array([self.value(1 << i) for i in range(self.n)])

    @property
    def separable(self) -> Floats:
        """Separable cost of each member: the amount that it adds to the cost of all others (n,) [currency]."""
        everybody = (1 << self.n) - 1
        return np.array([self.total - self.value(everybody ^ 1 << i) for i in range(self.n)])

    @property
    def scale(self) -> float:
        """Scale of the costs, for comparisons up to rounding [currency]."""
        largest = (
            float(self._table.max()) if self._table is not None else max(self.total, float(self.stand_alone.max()))
        )
        return largest or 1.0

    def value(self, mask: int) -> float:
        """Return the cost of a coalition by bitmask [currency]."""
        if self._table is not None:
            return float(self._table[mask])
        assert self._of is not None
        return _valid(self._of(members_of(mask)), self.label(mask)) if mask else 0.0

    def values(self, rows: Rows) -> Floats:
        """Return the costs (k,) of nonempty coalitions, given as rows of truth values (k, n) [currency].

        Examples
        --------
        >>> game = CostGame(["A", "B"], [0, 11, 7, 15])
        >>> game.values(np.array([[True, False], [True, True]])).tolist()
        [11.0, 15.0]
        """
        if self._table is not None:
            return self._table[rows @ (1 << np.arange(self.n))]
        if self._many is None:
            assert self._of is not None
            return np.array([self.value(mask_of(np.flatnonzero(row).tolist())) for row in rows])
        costs = np.asarray(self._many(rows), dtype=np.float64)
        for k in np.flatnonzero(~_allowed(costs)).tolist():
            _valid(float(costs[k]), join_names((self.members[i] for i in np.flatnonzero(rows[k])), JOINT))
        return costs

    def cost(self, *members: str) -> float:
        """Return the cost of a coalition by names [currency]."""
        return self.value(self.mask(members))

    def mask(self, members: Iterable[str]) -> int:
        """Return the bitmask of a coalition by names; an unknown name raises a KeyError."""
        known = Known(self.members)
        return mask_of(known[name] for name in members)

    def names(self, mask: int) -> tuple[str, ...]:
        """Return the names of a coalition."""
        return tuple(self.members[i] for i in members_of(mask))

    def label(self, mask: int) -> str:
        """Return the names of a coalition, joined by a plus; a name that contains a plus is quoted."""
        return join_names(self.names(mask), JOINT)

    def named(self, allocation: Floats) -> dict[str, float]:
        """Return an allocation (n,) by the names of the members."""
        return {name: float(share) for name, share in zip(self.members, allocation, strict=True)}

    def excess(self, allocation: Floats) -> Floats:
        """Return the excess of each coalition over its own cost, x(S) - c(S): (2**n,) [currency]."""
        return subset_sums(np.asarray(allocation, dtype=np.float64)) - self.costs

    def _checked(self, table: Floats) -> Floats:
        """Return the costs of all coalitions as a read-only array, after checking them."""
        problems = [
            Problem(file="", key=self.label(mask) or "costs", value=float(table[mask]), allowed=refused)
            for mask in np.flatnonzero(~_allowed(table)).tolist()
            if (refused := refusal(float(table[mask]))) is not None
        ]
        if not problems and table[0] != 0.0:
            problems = [Problem(file="", key="costs", value=float(table[0]), allowed=NOTHING)]
        if problems:
            raise GameError(problems)
        table = table.copy()
        table.flags.writeable = False
        return table


def _checked_names(members: Sequence[str]) -> tuple[str, ...]:
    """Return the names, after checking that there is at least one, and each only once."""
    names = tuple(clean(str(name)) for name in members)
    wrong = sorted({names[later] for later, _ in twins(names)}) + [name for name in names if not name]
    problems = [Problem(file="", key="members", value=name, allowed=NAMES) for name in wrong]
    if problems or not names:
        raise GameError(problems or [Problem(file="", key="members", value=0, allowed=SOMEBODY)])
    return names


def _valid(cost: float, label: str) -> float:
    """Return a cost, after checking it."""
    refused = refusal(cost)
    if refused is not None:
        raise GameError([Problem(file="", key=label or "costs", value=cost, allowed=refused)])
    return cost


def _allowed(costs: Floats) -> NDArray[np.bool_]:
    """Return which costs are allowed."""
    return (costs >= 0.0) & (costs <= LARGEST)  # False for NaN
