"""Laws of random numbers as plain numbers, from which compiled code draws."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Family(IntEnum):
    """Kinds of distributions."""

    CONSTANT = 0
    UNIFORM = 1
    NORMAL = 2
    LOGNORMAL = 3
    BETA = 4
    PARETO = 5
    DISCRETE = 6
    MIXTURE = 7
    LOG_UNIFORM = 8


class Law(NamedTuple):
    """A distribution of numbers.

    Attributes
    ----------
    family : Family
    numbers : mapping of str to float
        Its parameters by name: `low` and `high`, beyond which nothing is drawn; `center` and `spread`, the mean and the
        standard deviation of a beta distribution, or of the normal before the cut, or of the logarithm; of a Pareto
        distribution the `center` alone, its mean.
    weights : tuple of float
        Of values or parts, not normalized.
    values : tuple of float
        What a discrete distribution gives, or a constant.
    parts : tuple of Law
        What a mixture draws from.
    """

    family: Family
    numbers: Mapping[str, float]
    weights: tuple[float, ...] = ()
    values: tuple[float, ...] = ()
    parts: tuple[Law, ...] = ()
