"""A table of coalitions and costs: its members and the cost of each coalition, or all of its problems."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sim.errors import ABSENT, GameError, Problem
from sim.games.coalition import Floats, Masks, mask_of, members_of
from sim.games.limits import JOINT, MOST, NAMES, NOTHING, SOMEBODY, coalitions, refusal, too_many
from sim.tables.lists import join_names
from sim.vocabulary.names import alike, nearest
from sim.vocabulary.text import Text, number, same

Row = tuple[list[str], float]
"""Names of a coalition, and its cost [currency]."""

EVERY: Final = Text("a cost for every coalition", "un coût pour chaque coalition")
_ONCE: Final = Text("each coalition once", "chaque coalition une seule fois")
_ADD: Final = Text("The cost of {coalition} is missing: add it.", "Il manque le coût de {coalition} : ajoutez-le.")
_ALONE: Final = Text("a member that has a row of its own", "un membre qui a sa propre ligne")
_OTHERS: Final = Text(
    "The costs of {n} more coalitions are missing: {members} members form {all} coalitions, and each needs a row.",
    "Il manque le coût de {n} autres coalitions : {members} membres forment {all} coalitions, et chacune doit "
    "avoir sa ligne.",
)
_LISTED: Final = 20
"""Missing coalitions that a message names."""


@dataclass(frozen=True)
class Place:
    """The position of a row: templates for the problems of its names, and of its cost."""

    names: Problem
    cost: Problem


def table_of(rows: Sequence[Row], places: Sequence[Place], whole: Problem) -> tuple[tuple[str, ...], Floats]:
    """Return the members of a table, and the cost of every coalition by bitmask (2**n,).

    A name that has no row of its own and resembles one that has may be a misspelling, or a member whose row is missing.
    The interpretation with fewer problems is chosen: a typing error in one row of a table of ten members is a single
    problem, not a thousand missing coalitions of eleven members.

    Parameters
    ----------
    rows : sequence of (list of str, float)
        Names and cost of each coalition.
    places : sequence of Place
        Position of each row.
    whole : Problem
        Position of the table.

    Raises
    ------
    GameError
        With all problems.
    """
    names, table, problems = _read(rows, places, whole, {})
    misspelled = _misspelled(rows)
    if misspelled:
        other = _read(rows, places, whole, misspelled)
        if len(names) > MOST >= len(other[0]) or len(other[2]) < len(problems):
            names, table, problems = other
    if problems:
        raise GameError(problems)
    return names, table


def _misspelled(rows: Sequence[Row]) -> dict[str, str]:
    """Return the names that have no row of their own and resemble one that has, with that name."""
    alone = dict.fromkeys(names[0] for names, _ in rows if len(names) == 1 and names[0])
    others = dict.fromkeys(name for names, _ in rows for name in names if name and name not in alone)
    nearest_names = {name: alike(name, alone) for name in others}
    return {name: meant for name, meant in nearest_names.items() if meant is not None}


def _read(
    rows: Sequence[Row], places: Sequence[Place], whole: Problem, misspelled: Mapping[str, str]
) -> tuple[tuple[str, ...], Floats, list[Problem]]:
    """Return members, costs and problems, with misspelled names replaced."""
    members: dict[str, int] = {}
    for names, _ in rows:
        for name in names:
            if name and name not in misspelled:
                members.setdefault(name, len(members))
    if not members:
        return (), np.zeros(1), [replace(whole, value=ABSENT, allowed=SOMEBODY)]
    if len(members) > MOST:
        return tuple(members), np.zeros(1), list(too_many(len(members), whole).problems)
    table = np.full(1 << len(members), np.nan)
    problems: list[Problem] = []
    for (names, cost), place in zip(rows, places, strict=True):
        wrong = [
            replace(place.names, value=name, allowed=_ALONE, hint=nearest(name, [misspelled[name]]))
            for name in names
            if name in misspelled
        ]
        kept = [misspelled.get(name, name) for name in names if name]
        if not wrong and (len(kept) != len(names) > 1 or len(set(kept)) != len(kept)):
            problems.append(replace(place.names, value=join_names(names, JOINT), allowed=NAMES))
            continue
        mask, label = mask_of(members[name] for name in kept), join_names(names, JOINT)
        refused = refusal(cost)
        if not wrong and not math.isnan(table[mask]):
            wrong = [replace(place.names, value=label, allowed=_ONCE)]
        elif refused is not None:
            wrong.append(replace(place.cost, key=label or place.cost.key, value=cost, allowed=refused))
        elif mask == 0 and cost != 0.0:
            wrong.append(replace(place.cost, value=cost, allowed=NOTHING))
        table[mask] = cost if math.isfinite(cost) else 0.0  # not missing: its problem is reported already
        problems += wrong
    table[0] = 0.0
    return tuple(members), table, problems + _missing(tuple(members), np.flatnonzero(np.isnan(table)), whole)


def _missing(members: tuple[str, ...], masks: Masks, whole: Problem) -> list[Problem]:
    """Return the problems of missing coalitions: the first ones by name, and the number of others."""
    problems = []
    for mask in masks[:_LISTED].tolist():
        label = join_names((members[i] for i in members_of(mask)), JOINT)
        problems.append(replace(whole, value=ABSENT, allowed=EVERY, hint=_ADD.format(coalition=same(label))))
    if masks.size > _LISTED:
        n = len(members)
        hint = _OTHERS.format(n=number(masks.size - _LISTED), members=number(n), all=coalitions(n))
        problems.append(replace(whole, value=ABSENT, allowed=EVERY, hint=hint))
    return problems
