"""A factor: one parameter of a scenario that a sweep varies, over a list of values or a range."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.scenario import Scenario
from sim.sweep.paths import Declared, FactorError, declared, own_values, require_in_distribution
from sim.vocabulary.law import Family, Law
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

_INSIDE: Final = 1e-6  # share of the range between a bound that is excluded and the default end of the range


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A parameter and the values it takes.

    Attributes
    ----------
    path : str
        Dotted path; ``*`` in place of a resource's key stands for all of them.
    text : Text
        What the parameter is.
    unit : str
        Its unit; "1" where the factor multiplies the scenario's own value.
    values : tuple
        The values of a list; empty for a range.
    low, high : float
        The ends of a range.
    steps : int
        Number of values that a grid takes from the range; 0 if not given.
    log : bool
        Whether the values of a range are evenly spaced in the logarithm.
    whole : bool
        Whether only whole numbers are allowed.
    relative : bool
        Whether the value multiplies that of the scenario.
    """

    path: str
    text: Text
    unit: str
    values: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 1.0
    steps: int = 0
    log: bool = False
    whole: bool = False
    relative: bool = False

    def at(self, u: NDArray[np.float64]) -> NDArray[Any]:
        """Return the values at positions u (n,) in [0, 1]; each value of a list has an equal share of [0, 1].

        Examples
        --------
        >>> Factor(path="x", text=Text("", ""), unit="1", low=1, high=100, log=True).at(np.array([0.0, 0.5, 1.0]))
        array([  1.,  10., 100.])
        >>> Factor(path="n", text=Text("", ""), unit="1", low=1, high=3, whole=True).at(np.array([0.0, 0.5, 1.0]))
        array([1, 2, 3])
        """
        if self.values:
            return self.listed(np.minimum((u * len(self.values)).astype(np.int64), len(self.values) - 1))
        if self.whole:
            span = self.high - self.low + 1
            return (self.low + np.minimum(np.floor(u * span), span - 1)).astype(np.int64)
        if self.log:
            from sim.laws.distribution import quantiles  # compiled: slow to import

            return quantiles(Law(Family.LOG_UNIFORM, {"low": self.low, "high": self.high}), u)
        return np.clip(self.low + u * (self.high - self.low), self.low, self.high)

    def listed(self, indices: NDArray[np.int64]) -> NDArray[Any]:
        """Return the values of the list at some indices (n,)."""
        return np.asarray(self.values, dtype=object if len(set(map(type, self.values))) > 1 else None)[indices]

    def grid(self) -> NDArray[Any]:
        """Return the values that a grid takes."""
        if self.values:
            return self.listed(np.arange(len(self.values)))
        if self.whole:
            return np.unique(np.rint(np.linspace(self.low, self.high, self.steps)).astype(np.int64))
        return self.at(np.linspace(0.0, 1.0, self.steps))


def read_factor(path: str, given: Any, scenario: Scenario, gridded: bool) -> Factor:
    """Return the factor that a path and a list or a range declare.

    Parameters
    ----------
    path : str
        Dotted path.
    given : list, or mapping
        A list of values; or ``low``, ``high`` (the schema's bounds unless given), ``steps`` (for a grid), ``scale``
        ("linear" or "log"), ``relative`` (multiply the scenario's value), ``values`` (a list beside ``relative``).
    scenario : Scenario
        The scenario that has the parameter.
    gridded : bool
        Whether a range needs its number of steps.

    Raises
    ------
    FactorError
        The path or the values cannot be used.
    """
    known = declared(path, scenario)
    require_in_distribution(path, scenario)
    given = {"values": given} if isinstance(given, list) else given
    if not isinstance(given, Mapping):
        allowed = Text("a list of values, or a table {low, high}", "une liste de valeurs, ou une table {low, high}")
        raise FactorError(allowed, value=given)
    relative = given.get("relative", False)
    if not isinstance(relative, bool):
        raise FactorError(Text("true or false", "true (vrai) ou false (faux)"), key="relative", value=relative)
    if relative:
        _require_numbers(path, scenario)
    unit = "1" if relative else known.param.unit
    if "values" in given:
        values = given["values"]
        if not isinstance(values, list) or not 1 <= len(values) <= 100_000:
            allowed = Text("a list of at least one value", "une liste d'au moins une valeur")
            raise FactorError(allowed, key="values", value=values)
        for value in values:
            _require_allowed(known, value, relative)
        if len({repr(value) for value in values}) < len(values) and gridded:
            raise FactorError(Text("values that differ", "des valeurs différentes"), value=values)
        if (known.numeric and not known.whole) or relative:
            values = [float(value) for value in values]
        return Factor(path=path, text=known.param.text, unit=unit, values=tuple(values), relative=relative)
    return _read_range(path, given, known, relative, unit, gridded)


def _read_range(
    path: str, given: Mapping[str, Any], known: Declared, relative: bool, unit: str, gridded: bool
) -> Factor:
    """Return the factor of a range."""
    if not known.numeric:
        raise FactorError(Text("a list of values", "une liste de valeurs"), value=dict(given))
    whole = known.whole and not relative
    ends = []
    for key, bound in zip(("low", "high"), _default_ends(known.param, whole), strict=True):
        end = given.get(key, None if relative or path.endswith(".sd") else bound)
        if end is None:
            hint = Text(
                "The parameter has no bound to use instead.", "Le paramètre n'a pas de borne à utiliser à la place."
            )
            raise FactorError(Text("a number", "un nombre"), hint, key)
        _require_allowed(known, end, relative, key)
        ends.append(end)
    low, high = ends
    if not low < high:
        allowed = Text("a number less than high = {high}", "un nombre plus petit que high = {high}")
        raise FactorError(allowed.format(high=number(high)), key="low", value=low)
    scale = given.get("scale", "linear")
    if scale not in ("linear", "log"):
        names = ("linear", "log")
        raise FactorError(one_of(names), nearest(scale, names), "scale", scale)
    if scale == "log" and not low > 0:
        raise FactorError(Text("a number more than 0", "un nombre plus grand que 0"), key="low", value=low)
    steps = given.get("steps", 0)
    if isinstance(steps, bool) or not isinstance(steps, int) or (gridded and not 2 <= steps <= 100_000):
        allowed = Text("a whole number from 2 to 100,000", "un nombre entier de 2 à 100\u00a0000")
        hint = Text("A grid needs a number of steps.", "Une grille exige un nombre de pas (steps).")
        raise FactorError(allowed, hint, "steps", steps or None)
    return Factor(
        path=path, text=known.param.text, unit=unit, low=low, high=high, steps=steps, log=scale == "log", whole=whole,
        relative=relative,
    )  # fmt: skip


def _default_ends(param: Param, whole: bool) -> tuple[float | None, float | None]:
    """Return the bounds of the schema; in place of an excluded bound, a value just inside it."""
    low, high = param.low, param.high
    inside = 1.0 if whole else _INSIDE * (high - low if low is not None and high is not None else 1.0)
    if low is not None and not param.holds(low):
        low += inside
    if high is not None and not param.holds(high):
        high -= inside
    return (None if low is None else int(low), None if high is None else int(high)) if whole else (low, high)


def _require_allowed(known: Declared, value: Any, relative: bool, key: str = "") -> None:
    """Raise a FactorError for a value that the schema does not allow."""
    if not known.numeric and not relative:
        names = known.choices or (True, False)
        if value not in names or isinstance(value, bool) == bool(known.choices):
            raise FactorError(one_of(known.choices or ("true", "false")), value=value, key=key)
        return
    finite = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if relative:
        if not finite or value < 0:
            raise FactorError(Text("a number, at least 0", "un nombre d'au moins 0"), key=key, value=value)
    elif not finite or not known.param.holds(value) or (known.whole and not float(value).is_integer()):
        raise FactorError(known.param.allowed(known.whole), key=key, value=value)


def _require_numbers(path: str, scenario: Scenario) -> None:
    """Raise a FactorError if a relative factor does not stand for numbers."""
    for key, value in own_values(path, scenario):
        if isinstance(value, bool) or not isinstance(value, int | float):
            allowed = Text("the path of a number, to be multiplied", "le chemin d'un nombre, à multiplier")
            hint = Text(
                "It is a distribution: name its mean, {path}.mean.",
                "C'est une distribution : nommez sa moyenne, {path}.mean.",
            )
            raise FactorError(allowed, hint.format(path=same(key)) if isinstance(value, Mapping) else None)
