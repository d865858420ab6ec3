"""Reading a scenario: TOML, ``extends``, overrides, and the checks of all of it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario.layers import OVERRIDE, Layers, nested, parse_overrides, read_layers
from sim.scenario.schema import Scenario


def load_scenario(path: str | PathLike[str], set: Sequence[str] = ()) -> Scenario:
    """Read a scenario from a TOML file.

    Parameters
    ----------
    path : path
        The file. Tables that it does not give come from the file that it ``extends``, then from the defaults.
    set : sequence of str
        Overrides ``"path=value"``, such as ``"population.trust.mean=0.3"``, checked like the file.

    Returns
    -------
    Scenario
        Valid, with its folder and source.

    Raises
    ------
    ScenarioError
        With all problems of the file, of its tables and of the overrides.
    """
    file = Path(path)
    layers = read_layers(file)
    overrides, problems = parse_overrides(list(set))
    for key, value in overrides:
        layers.add(nested(key, value), OVERRIDE)
    layers.tables.setdefault("name", file.stem)
    return _checked(layers, file.parent, problems)


def parse_scenario(tables: Mapping[str, Any], folder: str | PathLike[str] = ".", file: str = "") -> Scenario:
    """Check nested tables as :func:`load_scenario` does.

    Parameters
    ----------
    tables : mapping
        As a TOML file would give them, without ``extends``.
    folder : path
        Where the CSV files that they name are.
    file : str
        How a problem calls them.

    Raises
    ------
    ScenarioError
        With all problems.
    """
    layers = Layers()
    layers.add(tables, file)
    return _checked(layers, Path(folder), [])


def with_values(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Give a scenario other values, checked like a file.

    Parameters
    ----------
    scenario : Scenario
        Stays as it is.
    values : mapping of str to value
        New values by dotted path, such as ``{"population.trust.mean": 0.3}``.

    Raises
    ------
    ScenarioError
        With all problems.
    """
    layers = Layers()
    layers.add(scenario.model_dump(exclude_none=True), scenario.name)
    for key, value in values.items():
        layers.add(nested(key, value.item() if isinstance(value, np.generic) else value), OVERRIDE)
    return _checked(layers, scenario.folder, [])


def _checked(layers: Layers, folder: Path, problems: list[Problem]) -> Scenario:
    """The scenario of merged layers, or all problems."""
    scenario = None
    try:
        scenario = Scenario.model_validate(layers.tables)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            path = tuple(str(key) for key in found["loc"])
            context = found["ctx"]
            problems.append(
                Problem(
                    file=layers.origin(path),
                    key=".".join(path),
                    value=ABSENT if context["missing"] else found["input"],
                    allowed=context["allowed"],
                    hint=context["hint"],
                )
            )
    if problems or scenario is None:
        raise ScenarioError(problems)
    scenario._folder = folder
    return scenario
