"""Options: what every command that simulates lets its user choose, as it was typed and as it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli.words import problems
from sim.errors import Problem, ScenarioError
from sim.vocabulary.names import nearest, one_of

if TYPE_CHECKING:
    from sim.scenario import Scenario

FORMATS: Final = ("png", "pdf", "svg")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the user chose; what the scenario's own checks will judge stays as it was typed."""

    values: tuple[str, ...]
    replications: str | None
    seed: str | None
    out: str | None
    threads: int | None
    formats: tuple[str, ...]
    uncertain: bool = False


def read_options(
    *,
    values: Sequence[str],
    replications: str | None,
    seed: str | None,
    out: str | None,
    threads: str | None,
    formats: Sequence[str],
    uncertain: bool = False,
    more: Iterable[Problem] = (),
) -> Options:
    """Check what only the command line knows.

    Parameters
    ----------
    values, replications, seed, out, threads, formats : str, or several
        As they were typed; None where they were not.
    uncertain : bool
        Whether runs draw what is uncertain.
    more : iterable of Problem
        What is wrong with the command's own options.

    Returns
    -------
    Options
        What to do.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    found = [*more, *unknown("--format", formats, FORMATS)]
    if threads is not None and not (threads.isdecimal() and int(threads) > 0):
        found.append(Problem(file="--threads", value=threads, allowed=problems.AT_LEAST_ONE))
    if found:
        raise ScenarioError(found)
    return Options(
        values=tuple(values),
        replications=replications,
        seed=seed,
        out=out,
        threads=None if threads is None else int(threads),
        formats=tuple(dict.fromkeys(formats)) or FORMATS[:1],
        uncertain=uncertain,
    )


def require_uncertain(scenarios: Sequence[Scenario], options: Options) -> None:
    """Refuse to draw what is uncertain where nothing is.

    Raises
    ------
    ScenarioError
        With the way out.
    """
    if options.uncertain and not any(scenario.uncertain for scenario in scenarios):
        raise ScenarioError(
            [Problem(file="--uncertain", allowed=problems.UNCERTAIN_TABLE, hint=problems.UNCERTAIN_EXAMPLE)]
        )


def unknown(option: str, given: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    """Find the values that an option does not know."""
    for value in given:
        if value not in known:
            yield Problem(file=option, value=value, allowed=one_of(known), hint=nearest(value, known))


def chosen_scenario(file: str, options: Options) -> Scenario:
    """Load a scenario; the number of replications and the seed are values of it like any other.

    Raises
    ------
    ScenarioError
        With all its problems, those of the options under the options' names.
    """
    from sim.scenario import load_scenario

    own = {"replications": options.replications, "seed": options.seed}
    values = [*options.values, *(f"{key}={value}" for key, value in own.items() if value is not None)]
    try:
        return load_scenario(file, set=values)
    except ScenarioError as error:
        raise ScenarioError(
            [
                replace(problem, file=f"--{problem.key}", key="") if own.get(problem.key) is not None else problem
                for problem in error.problems
            ]
        ) from error


def folder_of_results(options: Options, *names: str) -> Path:
    """Give the folder of the results: the one asked for, else one under results, whatever the names look like."""
    if options.out:
        return Path(options.out)
    return Path("results") / (re.sub(r"[^\w.-]+", "-", "-".join(names)).strip(".-") or "scenario")
