"""Identity: all that the numbers of a sweep depend on, so that nothing else is ever added to its store."""

from __future__ import annotations

import difflib
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Final

from sim.compilation.sources import digest, simulated_files
from sim.dataset import versions_in_use

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.sweep.design import Design

_MOST: Final = 40  # lines of a difference that are shown


def identity(design: Design) -> str:
    """Write down what a sweep is: scenario, files it reads, design, program; one fact a line."""
    return "\n".join([_of_scenario(design.scenario), "# design", design.source.strip(), "# program", program()])


@cache
def program() -> str:
    """Name the program that plays runs: versions, and a digest of the sources that the numbers come from."""
    lines = [f"{name} = {version}" for name, version in versions_in_use().items() if name != "xarray"]
    return "\n".join([*lines, f"sources = {digest(simulated_files())}"])


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
