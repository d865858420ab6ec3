"""The identity of a sweep: all that its numbers depend on, so that a store never mixes two sweeps."""

import difflib
import hashlib
from functools import cache
from typing import Final

from sim.compilation.sources import simulated_digest
from sim.dataset import versions_in_use
from sim.scenario.files import read_files
from sim.sweep.design import Design

_MOST: Final = 40  # lines of a difference that are shown


def identity(design: Design) -> str:
    """Return the identity of a sweep as text: scenario, files that it reads, design, program; one fact a line."""
    return _identity(design, design.source.strip())


def kin(design: Design) -> str:
    """Return a digest of what stays the same as a sweep grows: of all but the number and the values of its points."""
    return hashlib.sha256(_identity(design, design.lasting).encode()).hexdigest()


def _identity(design: Design, points: str) -> str:
    """Return the identity of a sweep, with a text about its points."""
    scenario = design.scenario
    lines = ["# scenario", scenario.source.strip(), "# files"]
    for name, content in read_files(scenario).items():
        lines.append(f"{name} = {hashlib.sha256(content).hexdigest()[:16]}")
    if design.uncertain and scenario.particles is not None:
        lines += ["# posterior", scenario.particles.name]
    lines += ["# design", points, "# program", program()]
    for outcome in design.outcomes:
        lines += [f"# outcome {outcome.function.name}", outcome.function.source]
    return "\n".join(lines)


@cache
def program() -> str:
    """Return the identity of the program: versions, and a digest of the sources that decide the numbers."""
    lines = [f"{name} = {version}" for name, version in versions_in_use().items() if name != "xarray"]
    return "\n".join([*lines, f"sources = {simulated_digest()}"])


def difference(before: str, now: str) -> str:
    """Return the lines that differ, marked ``-`` (before) or ``+`` (now)."""
    lines = [
        line
        for line in difflib.unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=0)
        if line[:3] not in ("---", "+++") and not line.startswith("@@")
    ]
    return "\n".join(lines[:_MOST] + ["…"] * (len(lines) > _MOST))
