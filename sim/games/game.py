"""A cost game: who could share a cost, and what it costs each coalition of them to provide for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import GameError, Problem
from sim.games.coalition import Floats, Rows, every_coalition, mask_of, members_of, subset_sums
from sim.games.limits import JOINT, LARGEST, MOST, NAMES, NOTHING, SOMEBODY, refusal, too_many
from sim.games.table import EVERY, Place, Row, table_of


class CostGame:
    """What each coalition of some members would pay to provide for itself.

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
        """Make a game from the costs of all its coalitions.

        Parameters
        ----------
        costs : mapping
            Cost of each coalition but the empty one; a coalition is ``"A+B"`` or an iterable of names.

        Raises
        ------
        GameError
            With all problems: a missing coalition, a negative cost, a name or a coalition given twice.

        Examples
        --------
        >>> CostGame.from_costs({"A": 11, "B": 7, "A+B": 15}).members
        ('A', 'B')
        """
        keys = [key.split(JOINT) if isinstance(key, str) else list(key) for key in costs]
        rows = [
            ([str(name).strip() for name in names], float(cost))
            for names, cost in zip(keys, costs.values(), strict=True)
        ]
        whole = Problem(file="", key="costs", allowed=EVERY)
        return cls.from_rows(rows, [Place(whole, whole)] * len(rows), whole)

    @classmethod
    def from_rows(cls, rows: Sequence[Row], places: Sequence[Place], whole: Problem) -> CostGame:
        """Make a game from rows of names and cost; the places say where what is wrong stands."""
        return cls(*table_of(rows, places, whole))

    @classmethod
    def from_function(
        cls,
        members: Sequence[str],
        cost: Callable[[tuple[str, ...]], float],
        many: Callable[[Rows], Floats] | None = None,
    ) -> CostGame:
        """Make a game from a function that gives the cost of a coalition.

        Parameters
        ----------
        members : sequence of str
            Names; any number: only what looks at every coalition is limited to :data:`MOST`.
        cost : callable
            Takes a tuple of names, in the order of `members`, and returns a cost [currency].
        many : callable, optional
            Takes a row of truths for each of many coalitions, (k, n) bool, and returns their costs, (k,): the same
            ones, faster. What samples coalitions asks for them in this way.

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
        """Make a game in which a coalition pays for the demands of its members.

        Parameters
        ----------
        demands : mapping of str to float
            What each member wants [unit].
        cost : callable
            Takes the demands of those who are there, (k,) float64, and returns their cost [currency].

        Examples
        --------
        The runway of Littlechild & Owen (1973): the longest landing pays for all.

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
        """What each member adds to the cost of all others: (n,) [currency]."""
        everybody = (1 << self.n) - 1
        return np.array([self.total - self.value(everybody ^ 1 << i) for i in range(self.n)])

    @property
    def scale(self) -> float:
        """The size of the costs, against which rounding is judged [currency]."""
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
        """Return the costs of some coalitions, none of them empty: a row of truths for each, (k, n) -> (k,) [currency].

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
            _valid(float(costs[k]), JOINT.join(self.members[i] for i in np.flatnonzero(rows[k])))
        return costs

    def cost(self, *members: str) -> float:
        """Return the cost of a coalition by names [currency]."""
        return self.value(self.mask(members))

    def mask(self, members: Iterable[str]) -> int:
        """Return the bitmask of a coalition by names; a KeyError for an unknown name."""
        position = {name: i for i, name in enumerate(self.members)}
        return mask_of(position[name] for name in members)

    def names(self, mask: int) -> tuple[str, ...]:
        """Return the names of a coalition."""
        return tuple(self.members[i] for i in members_of(mask))

    def label(self, mask: int) -> str:
        """Return the names of a coalition, joined by a plus."""
        return JOINT.join(self.names(mask))

    def named(self, allocation: Floats) -> dict[str, float]:
        """Return an allocation (n,) by the names of the members."""
        return {name: float(share) for name, share in zip(self.members, allocation, strict=True)}

    def excess(self, allocation: Floats) -> Floats:
        """Return by how much each coalition pays more than its own cost, x(S) - c(S): (2**n,) [currency]."""
        return subset_sums(np.asarray(allocation, dtype=np.float64)) - self.costs

    def _checked(self, table: Floats) -> Floats:
        """Check the costs of all coalitions, and freeze them."""
        found = [
            Problem(file="", key=self.label(mask) or "costs", value=float(table[mask]), allowed=refused)
            for mask in np.flatnonzero(~_allowed(table)).tolist()
            if (refused := refusal(float(table[mask]))) is not None
        ]
        if not found and table[0] != 0.0:
            found = [Problem(file="", key="costs", value=float(table[0]), allowed=NOTHING)]
        if found:
            raise GameError(found)
        table = table.copy()
        table.flags.writeable = False
        return table


def _checked_names(members: Sequence[str]) -> tuple[str, ...]:
    """Check that there are names, each of them once."""
    names = tuple(members)
    twice = sorted({name for name in names if names.count(name) > 1})
    problems = [Problem(file="", key="members", value=name, allowed=NAMES) for name in twice]
    problems += [
        Problem(file="", key="members", value=name, allowed=NAMES) for name in names if not name or JOINT in name
    ]
    if problems or not names:
        raise GameError(problems or [Problem(file="", key="members", value=0, allowed=SOMEBODY)])
    return names


def _valid(cost: float, label: str) -> float:
    """Check one cost."""
    refused = refusal(cost)
    if refused is not None:
        raise GameError([Problem(file="", key=label or "costs", value=cost, allowed=refused)])
    return cost


def _allowed(costs: Floats) -> NDArray[np.bool_]:
    """Tell which costs can be."""
    return (costs >= 0.0) & (costs <= LARGEST)  # not a number is neither
