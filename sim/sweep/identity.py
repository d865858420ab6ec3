"""Identity: all that the numbers of a sweep depend on, so that nothing else is ever added to its store."""

from __future__ import annotations

import difflib
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.dataset import versions_in_use

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.sweep.design import Design

_SOURCES: Final = ("vocabulary", "compilation", "laws", "networks", "games", "kernel", "scenario")
_MOST: Final = 40  # lines of a difference that are shown


def identity(design: Design) -> str:
    """Write down what a sweep is: scenario, files it reads, design, program; one fact a line."""
    return "\n".join([_of_scenario(design.scenario), "# design", design.source.strip(), "# program", program()])


@cache
def program() -> str:
    """Name the program that plays runs: versions, and a digest of the sources that the numbers come from."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for room in _SOURCES:
        for file in sorted((package / room).rglob("*.py")):
            digest.update(file.relative_to(package).as_posix().encode())
            digest.update(file.read_bytes())
    lines = [f"{name} = {found}" for name, found in versions_in_use().items() if name != "xarray"]
    return "\n".join([*lines, f"sources = {digest.hexdigest()[:16]}"])


def difference(before: str, now: str) -> str:
    """Show the lines that differ: ``-`` what the store holds, ``+`` what is asked for."""
    lines = [
        line
        for line in difflib.unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=0)
        if line[:3] not in ("---", "+++") and not line.startswith("@@")
    ]
    return "\n".join(lines[:_MOST] + ["…"] * (len(lines) > _MOST))


def _of_scenario(scenario: Scenario) -> str:
    """The scenario, and a digest of each file that it names."""
    lines = ["# scenario", scenario.source.strip(), "# files"]
    for name in (scenario.population.file, scenario.network.file, scenario.decisions):
        if name is not None:
            content = (scenario.folder / name).read_bytes()
            lines.append(f"{name} = {hashlib.sha256(content).hexdigest()[:16]}")
    return "\n".join(lines)
