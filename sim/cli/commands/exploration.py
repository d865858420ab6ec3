"""The command ``explore``: the pairs of two outcomes that a scenario can reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import options
from sim.cli.inputs import chosen_design, folder_of_results
from sim.cli.output import Data, Drawing, open_output, publish
from sim.cli.progress import simulate_with_progress
from sim.cli.saved import save_points
from sim.cli.words import exploration as words
from sim.cli.words import options as texts
from sim.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sim.cli.console import Console


def _range(typed: str) -> tuple[str, float, float]:
    """Read an outcome and its range, such as gain_share=-0.1:0.2."""
    outcome, equals, ends = typed.partition("=")
    low, colon, high = ends.partition(":")
    try:
        numbers = options.finite(low or "?"), options.finite(high or "?")
    except options.BadValueError:
        raise options.BadValueError(words.RANGE) from None
    if not (outcome and equals and colon and numbers[0] < numbers[1]):
        raise options.BadValueError(words.RANGE)
    return outcome.strip(), *numbers


@dataclass(frozen=True, kw_only=True)
class ExplorationOptions(options.SimulationOptions):
    """The options of ``explore``; the parameters and their ranges are those of the table [sweep]."""

    scenario: str = options.argument(texts.SWEPT_HELP, texts.SCENARIO)
    x: tuple[str, float, float] | None = options.option(texts.EXPLORED_X_HELP, texts.OUTCOME_RANGE, read=_range)
    y: tuple[str, float, float] | None = options.option(texts.EXPLORED_Y_HELP, texts.OUTCOME_RANGE, read=_range)
    points: int = options.option(texts.EXPLORED_POINTS_HELP, texts.NUMBER, default=512, read=options.whole_number)
    save: str | None = options.option(texts.SURPRISES_HELP, texts.FILE, read=options.toml_file)
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find that an axis is missing."""
        for axis in ("x", "y"):
            if typed[axis] is None:
                yield Problem(file=f"--{axis}", allowed=words.RANGE)


def explore(chosen: ExplorationOptions, console: Console) -> int:
    """Run the ``explore`` command."""
    design = chosen_design(chosen.scenario, chosen)
    from sim import analysis
    from sim.analysis.exploration import scenario_of
    from sim.analysis.plane import Range

    assert chosen.x is not None
    assert chosen.y is not None
    with open_output(folder_of_results(chosen.out, design.scenario.name), console) as output:
        axes = Range(*chosen.x), Range(*chosen.y)
        work = partial(analysis.explore, design, *axes, points=chosen.points, threads=chosen.threads)
        ds = simulate_with_progress(work, chosen.points, console)
        from sim import figures

        told = analysis.words.exploration(ds, console.lang)
        drawn = Drawing("exploration", partial(figures.exploration, ds))
        publish([told, Data("exploration.nc", ds), drawn], output, chosen, console)
    if chosen.save is not None:
        surprises = ds["surprise"].values.tolist()
        save_points(surprises, partial(scenario_of, design, ds), words.TITLE, Path(chosen.save), console)
        if not surprises:
            console.note(words.NO_SURPRISE)
    return 0
