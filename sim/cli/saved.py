"""Points of a sweep or of an exploration, saved as scenarios that ``run`` plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.errors import cannot_write
from sim.cli.words import discovery as words
from sim.errors import ScenarioError
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import Scenario


def save_points(
    points: Sequence[int], at: Callable[[int, Path], Scenario], title: Text, path: Path, console: Console
) -> None:
    """Write a scenario for each point: the first under the path, the others beside it, with -2, -3 and so on.

    Parameters
    ----------
    points : sequence of int
        Indices of the points.
    at : callable
        Returns the scenario of a point, whose CSV files are searched in a folder.
    title : Text
        Title of a saved scenario, with ``{n}``, its number, and ``{title}``, that of the scenario.
    path : Path
        The first file.
    console : Console

    Raises
    ------
    ScenarioError
        A file that the scenario names is not in the folder.
    CommandError
        A file cannot be written.
    """
    from sim.files import whole_file
    from sim.tables.user_file import readable

    for k, point in enumerate(points, start=1):
        file = path if k == 1 else path.with_name(f"{path.stem}-{k}.toml")
        try:
            scenario = at(point, file.parent)
        except ScenarioError as error:
            problems = [replace(problem, hint=words.BESIDE.format(path=path)) for problem in error.problems]
            raise ScenarioError(problems) from error
        name = scenario.title if scenario.title.en else same(scenario.name)
        titled = {"name": readable(file.stem), "title": title.format(n=number(k), title=name)}
        try:
            with whole_file(file) as open_file:
                open_file.write(scenario.model_copy(update=titled).source.encode())
        except OSError as error:
            raise cannot_write(file, error) from error
        console.note(words.SAVED.format(path=file))
