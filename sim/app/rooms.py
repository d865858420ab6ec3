"""Rooms compared without names: predictions and outcomes, who pooled, the gain, the price of not agreeing."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import pair
from sim.app.bets import NOT_BACK
from sim.app.cases import Case
from sim.app.debrief_sentences import moment
from sim.app.levers import LeverSettings
from sim.app.room_file import LARGEST, RoomFileError
from sim.app.sentences import median_prediction
from sim.app.words import rooms as words
from sim.app.workshop import Workshop
from sim.errors import Problem, ScenarioError
from sim.tables.user_file import read_user_file, readable
from sim.vocabulary.text import number

MOST: Final = 24
"""Most rooms that are compared: more lines cannot be told apart in a figure."""


def open_rooms(files: Sequence[Path], cases: Mapping[str, Case], folder: Path) -> list[Workshop]:
    """Open the rooms of files.

    Parameters
    ----------
    files : sequence of Path
        A file that is given twice is opened once.
    cases : mapping of str to Case
        Cases on offer, by their keys.
    folder : Path
        Where the cases of rooms with their own numbers are written.

    Raises
    ------
    ScenarioError
        With all files that are not rooms, or not of these cases.
    """
    paths = list({path.resolve(): path for path in files}.values())
    problems: list[Problem] = []
    if not 1 <= len(paths) <= MOST:
        problems.append(Problem(file="rooms", value=len(paths), allowed=words.SOME_ROOMS.format(most=number(MOST))))
    found = []
    for place, path in enumerate(paths[:MOST]):
        name = readable(str(path))
        workshop = Workshop(list(cases.values()), folder / str(place))
        try:
            workshop.reopen(read_user_file(path, name, LARGEST).decode("utf-8"))
        except ScenarioError as error:
            problems += error.problems
        except UnicodeDecodeError:
            problems.append(Problem(file=name, allowed=words.A_ROOM))
        except RoomFileError as error:
            problems.append(Problem(file=name, allowed=words.A_ROOM, hint=error.words))
        else:
            found.append(workshop)
    if problems:
        raise ScenarioError(problems)
    return found


def rooms_compared(workshops: Sequence[Workshop]) -> xr.Dataset:
    """Return rooms side by side, by their numbers alone, before any lever was moved.

    Parameters
    ----------
    workshops : sequence of Workshop

    Returns
    -------
    xarray.Dataset
        By room: ``people`` (with a phone), ``predicted`` and ``break_even`` [month] (inf: never; NaN: nobody
        predicted), ``members`` (share of organizations in the pool at the end) [1], ``gain`` (of the group, at the
        end), ``best_gain`` (on the best path) and ``missed`` (the price of not agreeing) [CAD]. By room and round:
        ``pooled``, the share that chose to pool among the organizations played by people [1]; NaN where none was.
    """
    rounds = max(1, *(len(workshop.room.rounds) for workshop in workshops))
    pooled = np.full((len(workshops), rounds), np.nan)
    rows = []
    for place, workshop in enumerate(workshops):
        room, course = workshop.room, workshop.course(LeverSettings())
        for k, each in enumerate(room.rounds):
            pooled[place, k] = np.mean(list(each.choices.values())) if each.choices else np.nan
        best = workshop.best(LeverSettings())[1].verdict.end
        month = moment(course)
        rows.append(
            (
                len(room.people),
                median_prediction(room.predictions),
                math.inf if month == NOT_BACK else month,
                course.mean_members(course.months) / len(course.names),
                course.verdict.end,
                best,
                max(best - course.verdict.end, 0.0),
            )
        )
    names = ("people", "predicted", "break_even", "members", "gain", "best_gain", "missed")
    columns = dict(zip(names, np.array(rows, dtype=float).T, strict=True))
    titles = [workshop.case.scenario.title for workshop in workshops]
    fictional = all(workshop.case.scenario.fictional for workshop in workshops)
    return xr.Dataset(
        {"pooled": (("room", "round"), pooled), **{name: ("room", values) for name, values in columns.items()}},
        {
            "room": np.arange(1, len(workshops) + 1),
            "round": np.arange(1, rounds + 1),
            "months": ("room", [workshop.course().months for workshop in workshops]),
            **pair("case", "room", titles),
        },
        {"fictional": int(fictional)},
    )
