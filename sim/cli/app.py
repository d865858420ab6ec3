"""App: the commands with their arguments and options, built in one language.

typer only reads the command line. Each command hands back the work to do, which `sim.cli.main` then does, so
that typer has no part in what happens on Ctrl-C, a closed pipe or a full disk.
"""

# No `from __future__ import annotations` here: typer evaluates the annotations, which hold the language.
from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from sim.cli.commands import check as check_command
from sim.cli.commands import comparison as compare_command
from sim.cli.commands import explanation as explain_command
from sim.cli.commands import parameters as parameters_command
from sim.cli.commands import plot as learning
from sim.cli.commands import run as run_command
from sim.cli.commands import share as share_command
from sim.cli.commands import sweep as sweep_command
from sim.cli.commands import workshop as workshop_command
from sim.cli.console import Console
from sim.cli.help import HELP_OPTIONS, SpokenCommand, SpokenGroup, usage_problem
from sim.cli.options import FORMATS, read_options
from sim.cli.words import help as words
from sim.vocabulary.text import LANGUAGES, Lang
from sim.vocabulary.variable import LEVELS

Job = Callable[[], int]

PROGRAM = "faire-ensemble"


def build_app(lang: Lang) -> typer.Typer:
    """Build the program in one language.

    Parameters
    ----------
    lang : {"en", "fr"}
        Language of the help, the messages and the results.

    Returns
    -------
    typer.Typer
        Its commands return the job to do: a callable that returns the exit code.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    context = {"help_option_names": list(HELP_OPTIONS), "obj": lang}
    scenario, number, folder = words.SCENARIO[lang], words.NUMBER[lang], words.FOLDER[lang]
    # Read beforehand by sim.cli.language; it stands here to be shown, and accepted anywhere.
    Language = Annotated[str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=words.LANG_HELP[lang])]
    File = Annotated[str, typer.Argument(metavar=scenario, help=words.SCENARIO_HELP[lang])]
    Values = Annotated[
        list[str] | None, typer.Option("--set", metavar=words.PATH_VALUE[lang], help=words.SET_HELP[lang])
    ]
    Replications = Annotated[str | None, typer.Option(metavar=number, help=words.REPLICATIONS_HELP[lang])]
    Seed = Annotated[str | None, typer.Option(metavar=number, help=words.SEED_HELP[lang])]
    Out = Annotated[str | None, typer.Option("--out", "-o", metavar=folder, help=words.OUT_HELP[lang])]
    Threads = Annotated[str | None, typer.Option(metavar=number, help=words.THREADS_HELP[lang])]
    Formats = Annotated[
        list[str] | None,
        typer.Option("--format", metavar="|".join(FORMATS), help=words.FIGURE_FORMAT_HELP[lang]),
    ]
    Uncertain = Annotated[bool, typer.Option("--uncertain", help=words.UNCERTAIN_HELP[lang])]
    Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words.QUIET_HELP[lang])]

    @app.callback(
        cls=SpokenGroup,
        invoke_without_command=True,
        context_settings=context,
        help=words.PROGRAM[lang],
        epilog=words.PROGRAM_EXAMPLES[lang],
    )
    def program(
        ctx: typer.Context,
        language: Language = None,
        version: Annotated[
            bool,
            typer.Option("--version", is_eager=True, help=words.VERSION_HELP[lang], callback=_show_version),
        ] = False,
    ) -> None:
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(2)

    @app.command(cls=SpokenCommand, help=words.RUN[lang], epilog=words.RUN_EXAMPLES[lang])
    def run(
        scenario: File,
        values: Values = None,
        replications: Replications = None,
        seed: Seed = None,
        out: Out = None,
        record: Annotated[str, typer.Option(metavar="|".join(LEVELS), help=words.RECORD_HELP[lang])] = LEVELS[-1],
        threads: Threads = None,
        formats: Formats = None,
        uncertain: Uncertain = False,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        options = read_options(
            values=values or (),
            replications=replications,
            seed=seed,
            out=out,
            threads=threads,
            formats=formats or (),
            uncertain=uncertain,
            more=run_command.unknown_level(record),
        )
        return partial(run_command.run, scenario, record, options, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.EXPLAIN[lang], epilog=words.EXPLAIN_EXAMPLES[lang])
    def explain(
        scenario: File,
        values: Values = None,
        replications: Replications = None,
        seed: Seed = None,
        out: Out = None,
        threads: Threads = None,
        formats: Formats = None,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        options = read_options(
            values=values or (),
            replications=replications,
            seed=seed,
            out=out,
            threads=threads,
            formats=formats or (),
        )
        return partial(explain_command.explain, scenario, options, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.COMPARE[lang], epilog=words.COMPARE_EXAMPLES[lang])
    def compare(
        scenarios: Annotated[list[str], typer.Argument(metavar=scenario, help=words.COMPARED_HELP[lang])],
        values: Values = None,
        replications: Replications = None,
        seed: Seed = None,
        out: Annotated[
            str | None, typer.Option("--out", "-o", metavar=folder, help=words.COMPARED_OUT_HELP[lang])
        ] = None,
        threads: Threads = None,
        formats: Formats = None,
        uncertain: Uncertain = False,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        options = read_options(
            values=values or (),
            replications=replications,
            seed=seed,
            out=out,
            threads=threads,
            formats=formats or (),
            uncertain=uncertain,
        )
        return partial(compare_command.compare, scenarios, options, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.CHECK[lang], epilog=words.CHECK_EXAMPLES[lang])
    def check(
        scenarios: Annotated[list[str], typer.Argument(metavar=scenario, help=words.SCENARIOS_HELP[lang])],
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        return partial(check_command.check, scenarios, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.PARAMETERS[lang], epilog=words.PARAMETERS_EXAMPLES[lang])
    def parameters(
        shape: Annotated[
            str,
            typer.Option("--format", metavar="|".join(parameters_command.FORMATS), help=words.TABLE_FORMAT_HELP[lang]),
        ] = parameters_command.FORMATS[0],
        language: Language = None,
    ) -> Job:
        return partial(parameters_command.show, parameters_command.read_format(shape), Console(lang))

    @app.command(cls=SpokenCommand, help=words.SHARE[lang], epilog=words.SHARE_EXAMPLES[lang])
    def share(
        costs: Annotated[str | None, typer.Argument(metavar=words.COSTS[lang], help=words.COSTS_HELP[lang])] = None,
        game_scenario: Annotated[
            str | None, typer.Option("--scenario", metavar=scenario, help=words.GAME_SCENARIO_HELP[lang])
        ] = None,
        resource: Annotated[str | None, typer.Option(metavar=words.NAME[lang], help=words.RESOURCE_HELP[lang])] = None,
        members: Annotated[str | None, typer.Option(metavar=words.NAMES[lang], help=words.MEMBERS_HELP[lang])] = None,
        overrun: Annotated[str | None, typer.Option(metavar=number, help=words.OVERRUN_HELP[lang])] = None,
        weights: Annotated[str | None, typer.Option(metavar=words.FILE[lang], help=words.WEIGHTS_HELP[lang])] = None,
        rules: Annotated[
            str | None,
            typer.Option(
                metavar=words.NAMES[lang], help=words.RULES_HELP[lang].format(rules=", ".join(share_command.RULES))
            ),
        ] = None,
        out: Annotated[str | None, typer.Option("--out", "-o", metavar=folder, help=words.SHARE_OUT_HELP[lang])] = None,
        shape: Annotated[
            str,
            typer.Option("--format", metavar="|".join(share_command.FORMATS), help=words.SHARE_FORMAT_HELP[lang]),
        ] = share_command.FORMATS[0],
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=words.QUIET_HELP[lang])] = False,
        language: Language = None,
    ) -> Job:
        order = share_command.read_order(
            costs=costs,
            scenario=game_scenario,
            resource=resource,
            members=members,
            overrun=overrun,
            weights=weights,
            rules=rules,
            out=out,
            form=shape,
        )
        return partial(share_command.share, order, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.SWEEP[lang], epilog=words.SWEEP_EXAMPLES[lang])
    def sweep(
        scenario: Annotated[str, typer.Argument(metavar=scenario, help=words.SWEPT_HELP[lang])],
        values: Values = None,
        replications: Replications = None,
        seed: Seed = None,
        store: Annotated[
            str | None, typer.Option("--store", "-o", metavar=folder, help=words.SWEEP_STORE_HELP[lang])
        ] = None,
        threads: Threads = None,
        scheduler: Annotated[
            str | None, typer.Option(metavar=words.ADDRESS[lang], help=words.SCHEDULER_HELP[lang])
        ] = None,
        scheduler_file: Annotated[
            str | None, typer.Option(metavar=words.FILE[lang], help=words.SCHEDULER_FILE_HELP[lang])
        ] = None,
        retry_failed: Annotated[bool, typer.Option("--retry-failed", help=words.RETRY_FAILED_HELP[lang])] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN_HELP[lang])] = False,
        block: Annotated[str | None, typer.Option(metavar=number, help=words.BLOCK_HELP[lang])] = None,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        options = read_options(
            values=values or (),
            replications=replications,
            seed=seed,
            out=store,
            threads=threads,
            formats=(),
            more=sweep_command.read_block(block),
        )
        order = sweep_command.Order(
            scheduler=scheduler,
            scheduler_file=scheduler_file,
            retry_failed=retry_failed,
            dry_run=dry_run,
            block=None if block is None else int(block),
        )
        return partial(sweep_command.sweep, scenario, order, options, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.STATUS[lang], epilog=words.STATUS_EXAMPLES[lang])
    def status(
        store: Annotated[str, typer.Argument(metavar=words.STORE[lang], help=words.STORE_HELP[lang])],
        language: Language = None,
    ) -> Job:
        return partial(sweep_command.show_status, store, Console(lang))

    Stored = Annotated[str, typer.Argument(metavar=words.STORE[lang], help=words.STORE_HELP[lang])]
    Outcome = Annotated[str | None, typer.Option(metavar=words.NAME[lang], help=words.OUTCOME_HELP[lang])]
    LearnedOut = Annotated[str | None, typer.Option("--out", "-o", metavar=folder, help=words.LEARNED_OUT_HELP[lang])]

    @app.command(cls=SpokenCommand, help=words.SENSITIVITY[lang], epilog=words.SENSITIVITY_EXAMPLES[lang])
    def sensitivity(
        store: Stored,
        outcome: Outcome = None,
        out: LearnedOut = None,
        formats: Formats = None,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        question = learning.read_question(store, outcome, out, formats or ())
        return partial(learning.show_sensitivity, question, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.PLOT[lang], epilog=words.PLOT_EXAMPLES[lang])
    def plot(
        store: Stored,
        x: Annotated[str | None, typer.Option(metavar=words.PATH[lang], help=words.X_HELP[lang])] = None,
        y: Annotated[str | None, typer.Option(metavar=words.PATH[lang], help=words.Y_HELP[lang])] = None,
        outcome: Outcome = None,
        threshold: Annotated[str | None, typer.Option(metavar=number, help=words.THRESHOLD_HELP[lang])] = None,
        drawn: Annotated[
            list[str] | None, typer.Option("--figure", metavar="|".join(learning.FIGURES), help=words.FIGURE_HELP[lang])
        ] = None,
        export: Annotated[str | None, typer.Option(metavar=words.FILE[lang], help=words.EXPORT_HELP[lang])] = None,
        out: LearnedOut = None,
        formats: Formats = None,
        quiet: Quiet = False,
        language: Language = None,
    ) -> Job:
        question = learning.read_question(store, outcome, out, formats or (), x, y, threshold, export, drawn or ())
        return partial(learning.show_plot, question, Console(lang, quiet))

    @app.command(cls=SpokenCommand, help=words.WORKSHOP[lang], epilog=words.WORKSHOP_EXAMPLES[lang])
    def workshop(
        cases: Annotated[list[str] | None, typer.Argument(metavar=scenario, help=words.CASES_HELP[lang])] = None,
        port: Annotated[str | None, typer.Option(metavar=number, help=words.PORT_HELP[lang])] = None,
        no_browser: Annotated[bool, typer.Option("--no-browser", help=words.NO_BROWSER_HELP[lang])] = False,
        listen: Annotated[str | None, typer.Option(metavar=words.INTERFACE[lang], help=words.LISTEN_HELP[lang])] = None,
        language: Annotated[
            str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=words.WORKSHOP_LANG_HELP[lang])
        ] = None,
    ) -> Job:
        invitation = workshop_command.read_invitation(
            cases=cases or (), port=port, lang=language, browser=not no_browser, listen=listen
        )
        return partial(workshop_command.workshop, invitation, Console(lang))

    return app


def read_command_line(arguments: list[str], lang: Lang) -> Job | int:
    """Read the command line: a job to do, or the exit code where help or the version was all.

    Raises
    ------
    CommandError, ScenarioError
        The command line cannot be understood.
    """
    command = typer.main.get_command(build_app(lang))
    try:
        answer = command.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as complaint:
        raise usage_problem(complaint, command) from None
    return answer if callable(answer) else int(answer or 0)


def _show_version(asked: bool) -> None:
    """Show the version and end."""
    if asked:
        from sim import __version__

        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit
