"""The command ``share``: share a cost by several rules, and name the groups that would have reason to object."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.cli.inputs import folder_of_results, names_typed
from sim.cli.options import BadValueError, QuietOptions, argument, figure_formats, figure_size, number_typed, option
from sim.cli.output import Drawing, open_output, publish
from sim.cli.words import options as texts
from sim.cli.words import share as words
from sim.errors import GameError, Problem, ScenarioError
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, join, number, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def positive(typed: str) -> float:
    """Read a positive number, with a decimal point or comma."""
    value = number_typed(typed, words.OVERRUN)
    if not value > 0.0:
        raise BadValueError(words.OVERRUN)
    return value


@dataclass(frozen=True, kw_only=True)
class ShareOptions(QuietOptions):
    """The options of ``share``: a table of costs, or the resource of a scenario, and how to share them."""

    costs: str | None = argument(texts.COSTS_HELP, texts.COSTS, default=None)
    scenario: str | None = option(texts.GAME_SCENARIO_HELP, texts.SCENARIO)
    resource: str | None = option(texts.RESOURCE_HELP, texts.NAME)
    members: str | None = option(texts.MEMBERS_HELP, texts.NAMES)
    overrun: float = option(texts.OVERRUN_HELP, texts.NUMBER, default=1.0, read=positive)
    weights: str | None = option(texts.WEIGHTS_HELP, texts.FILE)
    rules: str | None = option(texts.RULES_HELP.format(rules=", ".join(RULES)), texts.NAMES)
    out: str | None = option(texts.SHARE_OUT_HELP, texts.FOLDER, "--out", "-o")
    form: str = option(texts.SHARE_FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])
    formats: tuple[str, ...] = figure_formats("--figure-format")
    size: str = figure_size()

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find options that exclude or need each other: the costs have one source."""
        costs, scenario = typed["costs"], typed["scenario"]
        if (costs is None) == (scenario is None):
            yield Problem(file="share" if costs is None else "--scenario", allowed=words.ONE_SOURCE)
        if scenario is None and costs is not None:
            for name in ("resource", "members", "overrun"):
                if typed[name] is not None:
                    yield Problem(file=f"--{name}", value=typed[name], allowed=words.ONLY_SCENARIO)
        if scenario is not None and typed["resource"] is None:
            yield Problem(file="--resource", allowed=words.NEEDS_RESOURCE)


def share(chosen: ShareOptions, console: Console) -> int:
    """Run the ``share`` command."""
    from sim.analysis import read_weights, share_cost
    from sim.games import MOST

    game, group, source = _game(chosen)
    weights = read_weights(chosen.weights, game.members) if chosen.weights is not None else {}
    rules = _rules(chosen, game, group, weights)
    if game.n > MOST:
        console.note(words.SAMPLING.format(most=number(MOST)))
    elif game.n >= _SLOW:
        console.note(words.MANY.format(n=number(2**game.n - 1)))
    drawn = chosen.form == FORMATS[0] or chosen.out is not None
    folder = folder_of_results(chosen.out, Path(chosen.costs or chosen.scenario or "").stem)
    with open_output(folder, console) if drawn else nullcontext() as output:
        results = share_cost(game, rules, group=group, weights=weights)
        _show(results, chosen, source, console)
        if output is not None:
            from sim.figures import shares

            name = "shares" if chosen.resource is None else f"shares_{chosen.resource}"
            publish([Drawing(name, partial(shares, results, source=source))], output, chosen, console)
    return 0


def _game(chosen: ShareOptions) -> tuple[CostGame, Group | None, Text]:
    """Return the cost game, the group of a scenario behind it if any, and the source of the costs in words."""
    from sim.analysis import group, read_cost_game
    from sim.analysis.words.verdict import COMPARES
    from sim.tables.user_file import readable

    if chosen.scenario is None or chosen.resource is None:
        assert chosen.costs is not None
        file = same(readable(Path(chosen.costs).name))
        return read_cost_game(chosen.costs), None, words.SOURCE_TABLE.format(file=file)
    from sim.scenario import load_scenario

    scenario = load_scenario(chosen.scenario)
    known = scenario.organization_names()
    members = None if chosen.members is None else names_typed(chosen.members, known, "--members")
    try:
        cost_group = group(scenario, chosen.resource, members, overrun=chosen.overrun)
    except GameError as error:
        raise GameError([replace(problem, file=f"--{problem.file}") for problem in error.problems]) from error
    title = scenario.resources[chosen.resource].title
    text = words.SOURCE_SCENARIO.format(resource=title if title.en else same(chosen.resource), name=same(scenario.name))
    return cost_group.game, cost_group, join([text, words.FICTIONAL if scenario.fictional else COMPARES], " ")


def _rules(chosen: ShareOptions, game: CostGame, group: Group | None, weights: dict[str, Floats]) -> list[str]:
    """Choose the rules; those that examine every coalition are refused where there are too many coalitions."""
    from sim.analysis.shares import available_rules, usual_rules
    from sim.games import MOST, SOLUTIONS, coalitions

    known = list(available_rules(group, weights))
    if chosen.rules is None:
        rules = usual_rules(known)
    else:
        rules = list(dict.fromkeys(names_typed(chosen.rules, known, "--rules")))
    wrong = [
        Problem(file="--rules", value=name, allowed=one_of(known), hint=nearest(name, known))
        for name in rules or ("",)
        if name not in known
    ]
    if game.n > MOST:
        possible = [name for name in usual_rules(known) if name != "nucleolus"]
        hint = words.EXACT_HINT.format(
            n=number(game.n), coalitions=coalitions(game.n), most=number(MOST), rules=",".join(possible)
        )
        wrong += [
            Problem(file="--rules", value=name, allowed=words.EXACT_RULE, hint=hint)
            for name in rules
            if name in SOLUTIONS and SOLUTIONS[name].every_coalition and name != "shapley"
        ]
    if wrong:
        raise ScenarioError(wrong)
    return rules


def _show(results: Shares, chosen: ShareOptions, source: Text, console: Console) -> None:
    """Show the result in the chosen form."""
    from sim.cli.reports import shares
    from sim.cli.reports.stability import sentences

    money = chosen.scenario is not None
    if chosen.form == "json":
        console.result(shares.as_json(results))
    elif chosen.form == "csv":
        console.result(shares.as_csv(results))
    elif chosen.form == "md":
        console.result(shares.as_markdown(results, console.lang, money, source, sentences(results, money)))
    else:
        console.paragraph(source[console.lang])
        for table in shares.tables(results, console.lang, money):
            console.table(table)
        console.paragraph("\n" + "\n".join(sentence[console.lang] for sentence in sentences(results, money)))
