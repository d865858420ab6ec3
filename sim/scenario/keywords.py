"""Parameters as keywords of Python: ``trust``, ``population__trust`` or ``population.trust``, all the same one."""

from collections.abc import Mapping
from typing import Any

from sim.errors import Problem, ScenarioError
from sim.scenario.parameters import parameters
from sim.scenario.schema import Scenario
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text

_ALL = "*"  # in place of the key of a resource
_UNKNOWN = Text("the name or the dotted path of a parameter", "le nom ou le chemin pointé d'un paramètre")


def values_by_path(keywords: Mapping[str, Any], scenario: Scenario) -> dict[str, Any]:
    """Return values by the dotted paths of a scenario, for keywords that may shorten them.

    A keyword is a path with dots, or with two underscores in their place. Its first part may be left out where one
    table alone has the parameter; that of a resource may be its key. A parameter of resources without a key, or with
    ``*``, is one of all of them.

    Parameters
    ----------
    keywords : mapping
        Values by keyword.
    scenario : Scenario
        The scenario that has the parameters.

    Raises
    ------
    ScenarioError
        With all keywords that name no parameter, or several.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> values_by_path({"months": 24, "trust__mean": 0.4, "hr__fixed_cost": 500.0}, scenario)
    {'months': 24, 'population.trust.mean': 0.4, 'resources.hr.fixed_cost': 500.0}
    >>> list(values_by_path({"market_price": 900.0}, scenario))
    ['resources.hr.market_price', 'resources.premises.market_price', 'resources.it.market_price']
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for keyword, value in keywords.items():
        paths = _paths(keyword.replace("__", "."), scenario)
        if len(paths) == 1:
            above, star, below = paths[0].partition(f".{_ALL}.")
            values |= {f"{above}.{key}.{below}": value for key in scenario.resources} if star else {above: value}
            continue
        known = sorted({each.path.rpartition(".")[2] for each in parameters()})
        allowed, hint = (one_of(paths), None) if paths else (_UNKNOWN, nearest(keyword, known))
        problems.append(Problem(file="", key=keyword, value=value, allowed=allowed, hint=hint))
    if problems:
        raise ScenarioError(problems)
    return values


def _paths(path: str, scenario: Scenario) -> list[str]:
    """Return the paths that a path may stand for."""
    first, dot, rest = path.partition(".")
    if first in Scenario.model_fields:
        return [path]
    if first in scenario.resources and dot:
        return [f"resources.{path}"]
    return [f"{each.path}{dot}{rest}" for each in parameters() if each.path.rpartition(".")[2] == first]
