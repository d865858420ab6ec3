"""A case of the page: its scenario as arrays, its parameters with their words, and what is worked out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from sim.analysis.best_groups import best_groups
from sim.analysis.bilingual import coordinate
from sim.analysis.explanation import explain
from sim.analysis.numbers import currency_symbol
from sim.analysis.words.verdict import verdict
from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER
from sim.app.cases import Case, read_case, shipped_cases
from sim.app.effort_world import EFFORT_STAKE
from sim.app.efforts import RECIPROCITY
from sim.app.levers import FACILITATOR_CUT, FACILITATOR_FEE, MOST_SETUP
from sim.app.world import REPLICATIONS
from sim.dataset import simulate
from sim.declared.admission import ADMISSION_RULES
from sim.declared.sharing import SHARING_RULES
from sim.errors import Problem, ScenarioError
from sim.kernel.layout import records
from sim.kernel.setup import prepare
from sim.page.bindings import named_places, param_at, places_of
from sim.page.entry import Memory, arrays
from sim.page.image import blank, key_words, layout, segments
from sim.scenario import Scenario
from sim.scenario.shipped import scenario_file
from sim.vocabulary.codes import Attribute, Rule
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.param import ASSUMPTION, NEUTRAL, Param
from sim.vocabulary.text import LANGUAGES, Text, verbatim
from sim.vocabulary.units import unit_words

EXPLAINED: Final = 4
"""Runs of each world in which mechanisms are on or off."""
_ALLOWED: Final = Text(
    "a scenario with the same network in all runs, without events, votes, own rules or a posterior",
    "un scénario au même réseau dans toutes les simulations, sans événements, ni votes, ni règles écrites par vous, ni "
    "loi a posteriori",
)
_NAMES: Final[dict[str, dict[str, Any]]] = {"sharing": SHARING_RULES, "admission": ADMISSION_RULES}


def playable_cases(files: Sequence[str]) -> list[Case]:
    """Return the cases of some scenario files, or those of the workshop if none is given.

    Raises
    ------
    ScenarioError
        Some cannot be played in a page; with all problems.
    """
    problems: list[Problem] = []
    cases: list[Case] = []
    for file in files:
        try:
            cases.append(read_case(scenario_file(file)))
        except ScenarioError as error:
            problems += error.problems
    cases = cases if files else shipped_cases()
    problems += [Problem(file=case.key, allowed=_ALLOWED) for case in cases if not is_playable(case.scenario)]
    if problems:
        raise ScenarioError(problems)
    return cases


def is_playable(scenario: Scenario) -> bool:
    """Return whether the kernel plays a scenario without Python."""
    return (
        (scenario.network.kind == "complete" or scenario.network.fixed)
        and not scenario.events
        and scenario.code is None
        and scenario.particles is None
        and all(resource.vote_months == 0 for resource in scenario.resources.values())
    )


def memory_of(scenario: Scenario, ledgers: bool = True, replication: int = 0) -> Memory:
    """Return the arrays of a run of a scenario before it begins, with room for the effort of members."""
    memory = blank(prepare(scenario), scenario.seed, replication, ledgers)
    state, mechanism = memory.state, memory.state.mechanism
    room = records(state.place.shape, mechanism.effort.dtype)
    return memory._replace(state=state._replace(mechanism=mechanism._replace(effort=room)))


@in_its_currency
def contents(case: Case, memory: Memory, explained: int = EXPLAINED) -> dict[str, Any]:
    """Return what the scripts of a page need to know of a case.

    Parameters
    ----------
    case : Case
    memory : Memory
        Its arrays, with organizations recorded.
    explained : int
        Runs of each world in which mechanisms are on or off; 0 leaves the explanation out.
    """
    scenario = case.scenario
    full = {name: list(array.shape) for name, array in arrays(memory)}
    short = {name: list(array.shape) for name, array in arrays(memory_of(scenario, ledgers=False))}
    return {
        "key": case.key,
        "extends": case.file,
        "title": asdict(scenario.title),
        "resource": {"key": case.resource, **asdict(scenario.resources[case.resource].title)},
        "fictional": scenario.fictional,
        "currency": {lang: currency_symbol(lang) for lang in LANGUAGES},
        "names": case.names,
        "sizes": [round(float(size), 1) for size in _sizes(scenario)],
        "months": scenario.months,
        "image": {
            "layout": layout(memory),
            "segments": segments(memory),
            "keys": key_words(scenario, REPLICATIONS),
            "fixed": scenario.population.fixed,
            "resources": len(scenario.resources),
        },
        "short": {name: sizes for name, sizes in short.items() if sizes != full[name]},
        "parameters": _parameters(scenario),
        "levers": _levers(scenario),
        "best": _best(case),
        "reasons": _reasons(scenario, explained) if explained else [],
    }


def _sizes(scenario: Scenario) -> list[float]:
    """Return the numbers of employees of the organizations of the first run."""
    from sim.laws.random import run_key
    from sim.scenario import draw_population

    return draw_population(scenario, run_key(scenario.seed, 0)).size.tolist()


def _parameters(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the parameters that can be changed: value, words, bounds, and where the numbers stand."""
    found = []
    for path, places in places_of(scenario).items():
        param, value = param_at(scenario, path)
        bounds = {name: getattr(param, name) for name in ("ge", "gt", "le", "lt") if getattr(param, name) is not None}
        kind = "truth" if isinstance(value, bool) else "whole" if isinstance(value, int) else "number"
        found.append(
            {
                "path": path,
                "value": value,
                "kind": kind,
                "bounds": bounds,
                "allowed": asdict(param.allowed(whole=kind == "whole")),
                "unit": asdict(unit_words(param.unit)),
                "symbol": param.symbol,
                "words": asdict(param.text),
                "source": _source(param),
                "places": places,
            }
        )
    for path, names in named_places(scenario).items():
        param, value = param_at(scenario, path)
        words = _NAMES[path.rpartition(".")[2]]
        found.append(
            {
                "path": path,
                "value": value,
                "kind": "name",
                "names": {
                    name: {"words": asdict(words[name].text), "places": places} for name, places in names.items()
                },
                "unit": asdict(unit_words(param.unit)),
                "symbol": param.symbol,
                "words": asdict(param.text),
                "source": _source(param),
            }
        )
    return found


def _source(param: Param) -> dict[str, str] | None:
    """Return the source of a parameter's default, None where it is an assumption or neutral."""
    return None if param.source in (ASSUMPTION, NEUTRAL) else asdict(param.source)


def _levers(scenario: Scenario) -> dict[str, Any]:
    """Return what the levers need besides parameters: which organizations pool, effort, and two worlds."""
    n = scenario.population.number
    rules = None
    if scenario.organizations is not None:
        rules = [["inputs.file", Attribute.RULE * n + i, None, float(Rule.ALONE)] for i in range(n)]
    return {
        "alone": rules,
        "setup": MOST_SETUP,
        "effort": _effort(scenario),
        "facilitator": {"levers.facilitator_cut": FACILITATOR_CUT, "levers.facilitator_fee": FACILITATOR_FEE},
        "laissez": {f"population.{name}": value for name, value in asdict(LAISSEZ_FAIRE).items()},
        "together": {f"population.{name}": value for name, value in asdict(TOGETHER).items()},
    }


def _effort(scenario: Scenario) -> dict[str, Any] | None:
    """Return what makes all pool and their effort matter, unless the scenario says it: numbers, and whose they are.

    All weigh what the others do as those of a room that give everything; one that shirks does not look at them.
    """
    (resource,) = scenario.resources.values()
    if resource.effort_stake > 0.0 or scenario.organizations is None:
        return None
    n = scenario.population.number
    return {
        "on": [["state.society", 0, "effort", 1], ["state.resource", 0, "effort_stake", EFFORT_STAKE]],
        "stake": EFFORT_STAKE,
        "together": [["inputs.file", Attribute.RULE * n + i, None, float(Rule.TOGETHER)] for i in range(n)],
        "weight": [["inputs.file", Attribute.RECIPROCITY * n + i, None] for i in range(n)],
        "others": RECIPROCITY["full"],
        "shirker": RECIPROCITY["none"],
        "inspection": resource.inspection or type(resource).model_fields["inspection"].default,
    }


def _best(case: Case) -> dict[str, Any]:
    """Return the groups that save most: the members of each, and what they save [CAD/month]."""
    resource = case.scenario.resources[case.resource]
    best = best_groups(case.scenario, case.resource, overrun=resource.mean_overrun).best
    groups = [list(group) for group in best.groups if len(group) > 1]
    return {"groups": groups, "saving": best.saving}


def _reasons(scenario: Scenario, runs: int) -> list[dict[str, Any]]:
    """Return what each mechanism adds to the gain, the largest first."""
    ds = explain(scenario, replications=runs)
    values = ds["contribution"].values.tolist()
    names = coordinate(ds, "mechanism_name")
    rows = [{"words": asdict(name), "value": value} for name, value in zip(names, values, strict=True)]
    return sorted(rows, key=lambda row: -float(row["value"]))


def summary_of(scenario: Scenario) -> Text:
    """Return what happened in the runs of a scenario, in plain sentences."""
    ds = simulate(scenario, replications=REPLICATIONS, record="months")
    en, fr = (verdict(ds, lang) for lang in LANGUAGES)
    return verbatim(en, fr)
