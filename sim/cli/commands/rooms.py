"""The command ``rooms``: compare rooms of workshops without names, and write their reports."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.inputs import folder_of_results
from sim.cli.options import QuietOptions, argument, figure_formats, figure_size, flag, option
from sim.cli.output import open_output, publish
from sim.cli.words import options as texts
from sim.cli.words import rooms as words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import number

if TYPE_CHECKING:
    from sim.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class RoomsOptions(QuietOptions):
    """The options of ``rooms``."""

    rooms: tuple[str, ...] = argument(words.ROOMS_HELP, words.ROOM, default=(), several=True)
    cases: tuple[str, ...] = option(words.CASE_HELP, texts.SCENARIO, "--case", default=(), several=True)
    report: bool = flag(words.REPORT_HELP)
    out: str | None = option(words.OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = figure_formats()
    size: str = figure_size()


def rooms(chosen: RoomsOptions, console: Console) -> int:
    """Run the ``rooms`` command."""
    from sim.cli.commands.workshop import require_app, rooms_folder

    require_app()
    files = [Path(each) for each in chosen.rooms] or sorted(rooms_folder().glob("salle-*.json"))
    if not files:
        raise ScenarioError([Problem(file=str(rooms_folder()), allowed=words.NO_ROOM)])
    from sim.app.cases import shipped_cases
    from sim.app.rooms import open_rooms
    from sim.cli.reports.rooms import report

    cases = {case.key: case for case in shipped_cases(chosen.cases)}
    with tempfile.TemporaryDirectory() as folder:
        opened = open_rooms(files, cases, Path(folder))
        console.note(words.READING.format(n=number(len(opened))))
        with open_output(folder_of_results(chosen.out, "rooms"), console) as output:
            publish(report(opened, chosen, console.lang), output, chosen, console)
    return 0
