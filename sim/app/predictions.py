"""Predictions of a room, with neighbouring months together where there are too many to list."""

from itertools import pairwise
from typing import Final

from sim.app import sentences
from sim.app.words import handout as words
from sim.vocabulary.text import Text, number

_ROWS: Final = 5


def grouped(predictions: dict[int, int]) -> list[tuple[Text, int]]:
    """Return the predictions and how many people made each, neighbouring months together where there are too many.

    Examples
    --------
    >>> [(said.en, k) for said, k in grouped({3: 2, 5: 1, 12: 4, 18: 1, 24: 1, 36: 1, 0: 3})]
    [('Months 3 to 5', 3), ('Months 12 to 18', 5), ('In month 24', 1), ('In month 36', 1), ('Never', 3)]
    """
    never = [(sentences.month_or_never(0), predictions[0])] if 0 in predictions else []
    groups = [(month, month, k) for month, k in sorted(predictions.items()) if month]
    while len(groups) > _ROWS - len(never):
        width = [later[1] - earlier[0] for earlier, later in pairwise(groups)]
        first = width.index(min(width))
        (low, _, k), (_, high, more) = groups[first : first + 2]
        groups[first : first + 2] = [(low, high, k + more)]
    said = [
        (words.BETWEEN.format(low=number(low), high=number(high)) if low < high else sentences.month_or_never(low), k)
        for low, high, k in groups
    ]
    return said + never
