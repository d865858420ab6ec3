"""Share: the command that shares a cost by several rules and says who would have reason to object."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli.words import share as words
from sim.errors import GameError, Problem, ScenarioError
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.analysis import Group, Shares
    from sim.cli.console import Console
    from sim.games import CostGame
    from sim.games.coalition import Floats

FORMATS: Final = ("table", "csv", "json", "md")
RULES: Final = (
    "equal",
    "proportional",
    "separable_costs",
    "equal_nonseparable_costs",
    "shapley",
    "nucleolus",
    "per_capita_nucleolus",
)  # the names of sim.games.SOLUTIONS, which a help page must not load
_SLOW: Final = 17  # members from which comparing all pairs of coalitions takes a while


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the user asked for."""

    costs: str | None
    scenario: str | None
    resource: str | None
    members: tuple[str, ...] | None
    overrun: float
    weights: str | None
    rules: tuple[str, ...] | None
    out: str | None
    form: str


def read_order(
    *,
    costs: str | None,
    scenario: str | None,
    resource: str | None,
    members: str | None,
    overrun: str | None,
    weights: str | None,
    rules: str | None,
    out: str | None,
    form: str,
) -> Order:
    """Check what only the command line knows.

    Parameters
    ----------
    costs, scenario, resource, members, overrun, weights, rules, out, form : str
        As they were typed; None where they were not.

    Returns
    -------
    Order
        What to do.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    found = []
    if (costs is None) == (scenario is None):
        given = "share" if costs is None else "--scenario"
        found.append(Problem(file=given, allowed=words.ONE_SOURCE))
    if scenario is None:
        typed = {"--resource": resource, "--members": members, "--overrun": overrun}
        found += [
            Problem(file=name, value=value, allowed=words.ONLY_SCENARIO)
            for name, value in typed.items()
            if value is not None and costs is not None
        ]
    elif resource is None:
        found.append(Problem(file="--resource", allowed=words.NEEDS_RESOURCE))
    times = _positive(overrun)
    if times is None:
        found.append(Problem(file="--overrun", value=overrun, allowed=words.OVERRUN))
    if form not in FORMATS:
        found.append(Problem(file="--format", value=form, allowed=one_of(FORMATS), hint=nearest(form, FORMATS)))
    if found:
        raise ScenarioError(found)
    return Order(
        costs=costs,
        scenario=scenario,
        resource=resource,
        members=None if members is None else _listed(members),
        overrun=times or 1.0,
        weights=weights,
        rules=None if rules is None else tuple(dict.fromkeys(_listed(rules))),
        out=out,
        form=form,
    )


def _listed(typed: str) -> tuple[str, ...]:
    """Give the names of a list with commas."""
    return tuple(name.strip() for name in typed.split(",") if name.strip())


def _positive(typed: str | None) -> float | None:
    """Read a positive number, with a decimal point or comma; 1 where nothing was typed."""
    if typed is None:
        return 1.0
    plain = typed.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"\d+(\.\d*)?|\.\d+", plain) and float(plain) > 0.0 else None


def share(order: Order, console: Console) -> int:
    """Do what was asked for.

    Parameters
    ----------
    order : Order
        What to do.
    console : Console
        Who says what came out.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    ScenarioError, CommandError
        The costs cannot be used, or the figure cannot be written.
    """
    from sim.analysis import read_weights, share_cost
    from sim.games import MOST

    game, group, source = _game(order)
    weights = read_weights(order.weights, game.members) if order.weights is not None else {}
    rules = _rules(order, game, group, weights)
    if game.n > MOST:
        console.note(words.SAMPLING.format(most=number(MOST)))
    elif game.n >= _SLOW:
        console.note(words.MANY.format(n=number(2**game.n - 1)))
    found = share_cost(game, rules, group=group, weights=weights)
    _say(found, order, source, console)
    if order.form == FORMATS[0] or order.out is not None:
        _draw(found, order, source, console)
    return 0


def _game(order: Order) -> tuple[CostGame, Group | None, Text]:
    """Make the game: from the table, or from the organizations of a scenario; and say where it comes from."""
    from sim.analysis import group, read_cost_game
    from sim.vocabulary.text import join, same

    if order.scenario is None or order.resource is None:
        assert order.costs is not None
        return read_cost_game(order.costs), None, words.SOURCE_TABLE.format(file=same(Path(order.costs).name))
    from sim.scenario import load_scenario

    scenario = load_scenario(order.scenario)
    try:
        chosen = group(scenario, order.resource, order.members, overrun=order.overrun)
    except GameError as error:
        raise GameError([replace(problem, file=f"--{problem.file}") for problem in error.problems]) from error
    title = scenario.resources[order.resource].title
    said = words.SOURCE_SCENARIO.format(resource=title if title.en else same(order.resource), name=same(scenario.name))
    return chosen.game, chosen, join([said, words.FICTIONAL if scenario.fictional else words.COMPARES], " ")


def _rules(order: Order, game: CostGame, group: Group | None, weights: dict[str, Floats]) -> list[str]:
    """Choose the rules; those that look at every coalition are refused where there are too many."""
    from sim.analysis.shares import available_rules, usual_rules
    from sim.games import MOST, SOLUTIONS, coalitions

    known = list(available_rules(group, weights))
    chosen = usual_rules(known) if order.rules is None else list(order.rules)
    found = [
        Problem(file="--rules", value=name, allowed=one_of(known), hint=nearest(name, known))
        for name in chosen or ("",)
        if name not in known
    ]
    if game.n > MOST:
        possible = [name for name in usual_rules(known) if name != "nucleolus"]
        hint = words.EXACT_HINT.format(
            n=number(game.n), coalitions=coalitions(game.n), most=number(MOST), rules=",".join(possible)
        )
        found += [
            Problem(file="--rules", value=name, allowed=words.EXACT_RULE, hint=hint)
            for name in chosen
            if name in SOLUTIONS and SOLUTIONS[name].every_coalition and name != "shapley"
        ]
    if found:
        raise ScenarioError(found)
    return chosen


def _say(found: Shares, order: Order, source: Text, console: Console) -> None:
    """Say the result in the form asked for."""
    from sim.cli.reports import shares
    from sim.cli.reports.stability import sentences

    money = order.scenario is not None
    if order.form == "json":
        console.result(shares.as_json(found))
    elif order.form == "csv":
        console.result(shares.as_csv(found))
    elif order.form == "md":
        console.result(shares.as_markdown(found, console.lang, money, source, sentences(found, money)))
    else:
        console.paragraph(source[console.lang])
        for table in shares.tables(found, console.lang, money):
            console.result("")
            console.table(table)
        console.paragraph("\n" + "\n".join(sentence[console.lang] for sentence in sentences(found, money)))


def _draw(found: Shares, order: Order, source: Text, console: Console) -> None:
    """Draw the figure."""
    from sim.cli.output import Output
    from sim.cli.words.run import WRITTEN
    from sim.figures import shares

    origin = order.costs if order.costs is not None else order.scenario
    name = re.sub(r"[^\w.-]+", "-", Path(str(origin)).stem).strip(".-") or "shares"
    output = Output(Path(order.out) if order.out else Path("results") / name)
    output.draw(shares(found, console.lang, source=source), "_".join(_parts(order)), "png")
    console.note(WRITTEN.format(folder=output.folder, files=", ".join(output.written)))


def _parts(order: Order) -> Sequence[str]:
    """Name the figure: of which resource it is, where there are several."""
    return ("shares",) if order.resource is None else ("shares", order.resource)
