"""A cost game: who could share a cost, and what it costs each coalition of them to provide for itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from sim.errors import ABSENT, GameError, Problem
from sim.games.coalition import Floats, mask_of, members_of, subset_sums
from sim.vocabulary.text import Text, number, same

MOST: Final = 20
"""Members of a game of which every coalition can be looked at: a million coalitions."""
JOINT: Final = "+"
"""What joins the names of a coalition."""

_COSTS: Final = Text("the costs", "les coûts")
_TOO_MANY: Final = Text("at most {most} members", "au plus {most} membres")
_FEWER: Final = Text(
    "{n} members form {coalitions} coalitions, too many for an exact answer. Choose at most {most} of them, or sample: "
    "sampled_shapley_value and sampled_audit.",
    "{n} membres forment {coalitions} coalitions, trop pour une réponse exacte. Choisissez-en au plus {most}, ou "
    "échantillonnez\u00a0: sampled_shapley_value et sampled_audit.",
)
_AMOUNT: Final = Text("a finite cost, at least 0", "un coût fini, d'au moins 0")
_NOTHING: Final = Text("0, the cost of nobody", "0, le coût de personne")
_NAMES: Final = Text("names, each once, joined by +", "des noms, chacun une seule fois, joints par +")
_ONCE: Final = Text("each coalition once", "chaque coalition une seule fois")
_EVERY: Final = Text("a cost for every coalition", "un coût pour chaque coalition")
_ADD: Final = Text("The cost of {coalition} is missing: add it.", "Il manque le coût de {coalition}\u00a0: ajoutez-le.")
_SOMEBODY: Final = Text("at least one coalition", "au moins une coalition")


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
            raise too_many(self.n, MOST)
        if table.shape != (1 << self.n,):
            raise ValueError(f"costs has shape {table.shape}: {self.n} members need ({1 << self.n},)")
        self._of: Callable[[tuple[int, ...]], float] | None = None
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
        return cls.from_rows(rows, [Problem(file="", key=_COSTS.en, allowed=_EVERY)] * len(rows))

    @classmethod
    def from_rows(cls, rows: Sequence[tuple[list[str], float]], places: Sequence[Problem]) -> CostGame:
        """Make a game from rows of names and cost; each row's place says where it stands when something is wrong."""
        from dataclasses import replace

        problems: list[Problem] = []
        members: dict[str, int] = {}
        for names, _ in rows:
            for name in names:
                if name:
                    members.setdefault(name, len(members))
        where = replace(places[0], line=None, row=None, column=None) if places else Problem(file="", allowed=_EVERY)
        if not members:
            raise GameError([replace(where, value=ABSENT, allowed=_SOMEBODY)])
        if len(members) > MOST:
            raise too_many(len(members), MOST, where)
        table = np.full(1 << len(members), np.nan)
        for (names, cost), place in zip(rows, places, strict=True):
            kept = [name for name in names if name]
            if len(kept) != len(names) > 1 or len(set(kept)) != len(kept):
                problems.append(replace(place, value=JOINT.join(names), allowed=_NAMES))
                continue
            mask = mask_of(members[name] for name in kept)
            label = JOINT.join(names)
            if not math.isnan(table[mask]):
                problems.append(replace(place, value=label, allowed=_ONCE))
            elif not (math.isfinite(cost) and cost >= 0.0):
                problems.append(replace(place, key=label or place.key, value=cost, allowed=_AMOUNT))
            elif mask == 0 and cost != 0.0:
                problems.append(replace(place, value=cost, allowed=_NOTHING))
            table[mask] = cost if math.isfinite(cost) else 0.0
        table[0] = 0.0
        names_of = tuple(members)
        for missing in np.flatnonzero(np.isnan(table)).tolist():
            label = JOINT.join(names_of[i] for i in members_of(missing))
            problems.append(replace(where, value=ABSENT, allowed=_EVERY, hint=_ADD.format(coalition=same(label))))
        if problems:
            raise GameError(problems)
        return cls(names_of, table)

    @classmethod
    def from_function(cls, members: Sequence[str], cost: Callable[[tuple[str, ...]], float]) -> CostGame:
        """Make a game from a function that gives the cost of a coalition.

        Parameters
        ----------
        members : sequence of str
            Names; any number: only what looks at every coalition is limited to :data:`MOST`.
        cost : callable
            Takes a tuple of names, in the order of `members`, and returns a cost [currency].

        Examples
        --------
        >>> game = CostGame.from_function("ABC", lambda coalition: 60 + 10 * len(coalition))
        >>> game.cost("A", "C")
        80.0
        """
        game = cls.__new__(cls)
        game.members = names = _checked_names(members)
        game._table = None
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
                raise too_many(self.n, MOST)
            assert self._of is not None
            table = np.zeros(1 << self.n)
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
        wrong = np.flatnonzero(~(np.isfinite(table) & (table >= 0.0)))
        found = [_wrong(float(table[mask]), self.label(int(mask)), _AMOUNT) for mask in wrong]
        if table[0] != 0.0 and 0 not in wrong:
            found.append(_wrong(float(table[0]), "", _NOTHING))
        if found:
            raise GameError(found)
        table = table.copy()
        table.flags.writeable = False
        return table


def coalitions(n: int) -> Text:
    """Write the number of coalitions of n members.

    Examples
    --------
    >>> coalitions(25).en, coalitions(300).en
    ('33,554,431', '2^300')
    """
    return number(2**n - 1) if n <= 40 else same(f"2^{n}")


def too_many(n: int, most: int, where: Problem | None = None) -> GameError:
    """Say that there are too many members for an exact answer, and what to do."""
    hint = _FEWER.format(n=number(n), coalitions=coalitions(n), most=number(most))
    file, key = (where.file, where.key) if where is not None else ("", "members")
    return GameError([Problem(file=file, key=key, value=n, allowed=_TOO_MANY.format(most=number(most)), hint=hint)])


def _checked_names(members: Sequence[str]) -> tuple[str, ...]:
    """Check that there are names, each of them once."""
    names = tuple(members)
    twice = sorted({name for name in names if names.count(name) > 1})
    problems = [Problem(file="", key="members", value=name, allowed=_NAMES) for name in twice]
    problems += [
        Problem(file="", key="members", value=name, allowed=_NAMES) for name in names if not name or JOINT in name
    ]
    if problems or not names:
        raise GameError(problems or [Problem(file="", key="members", value=0, allowed=_SOMEBODY)])
    return names


def _valid(cost: float, label: str) -> float:
    """Check one cost."""
    if not (math.isfinite(cost) and cost >= 0.0):
        raise GameError([_wrong(cost, label, _AMOUNT)])
    return cost


def _wrong(cost: float, label: str, allowed: Text) -> Problem:
    """Say that a cost cannot be."""
    return Problem(file="", key=label or "costs", value=cost, allowed=allowed)
