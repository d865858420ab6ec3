"""App: the commands, built in one language from the records of their options.

typer only reads the command line. Each command returns the job to do, which `sim.cli.main` then does, so that typer
has no part in what happens on Ctrl-C, a closed pipe or a full disk.
"""

import sys
from collections.abc import Callable
from functools import cache, partial
from inspect import Parameter, Signature
from typing import Annotated, Any, Final

import typer

from sim.cli.commands.calibrate import CalibrateOptions, show_calibration
from sim.cli.commands.check import CheckOptions, check
from sim.cli.commands.comparison import ComparisonOptions, compare
from sim.cli.commands.costs import CostsOptions, costs
from sim.cli.commands.discovery import DiscoveryOptions, discover
from sim.cli.commands.explanation import ExplanationOptions, explain
from sim.cli.commands.exploration import ExplorationOptions, explore
from sim.cli.commands.groups import GroupsOptions, groups
from sim.cli.commands.new import NewOptions, new
from sim.cli.commands.page import PageOptions, page
from sim.cli.commands.parameters import ParametersOptions, show
from sim.cli.commands.plot import PlotOptions, show_plot
from sim.cli.commands.pools import AnimateOptions, PoolsOptions, animate, pools
from sim.cli.commands.reproduction import ReproductionOptions, show_reproduction
from sim.cli.commands.robustness import RobustnessOptions, decide
from sim.cli.commands.rooms import RoomsOptions, rooms
from sim.cli.commands.run import RunOptions, run
from sim.cli.commands.scenarios import ScenariosOptions, show_scenarios
from sim.cli.commands.sensitivity import SensitivityOptions, show_sensitivity
from sim.cli.commands.share import ShareOptions, share
from sim.cli.commands.shortcut import ShortcutOptions, install_shortcut
from sim.cli.commands.sweep import StatusOptions, SweepOptions, show_status, sweep
from sim.cli.commands.variables import VariablesOptions, show_variables
from sim.cli.commands.workshop import WorkshopOptions, workshop
from sim.cli.console import Console, discard
from sim.cli.errors import cannot_write
from sim.cli.help import HELP_OPTIONS, LocalizedCommand, LocalizedGroup, usage_problem
from sim.cli.options import Options
from sim.cli.words import commands as words
from sim.cli.words.examples import EXAMPLES, PROGRAM_EXAMPLES
from sim.cli.words.options import LANG_HELP, VERSION_HELP
from sim.cli.words.problems import STANDARD_OUTPUT
from sim.tables.notices import listening
from sim.vocabulary.text import LANGUAGES, Lang

Job = Callable[[], int]

PROGRAM: Final = "faire-ensemble"


# in the order of the help page: the record of the options, and the function that takes them and the console, runs the
# command and returns the exit code, 0 for success. It raises a `SimError` for a problem that the user can correct, and
# `RunInterruptedError` for a run stopped after some files had been written.
COMMANDS: Final[dict[str, tuple[type[Options], Callable[[Any, Console], int]]]] = {
    "run": (RunOptions, run),
    "costs": (CostsOptions, costs),
    "explain": (ExplanationOptions, explain),
    "compare": (ComparisonOptions, compare),
    "decide": (RobustnessOptions, decide),
    "scenarios": (ScenariosOptions, show_scenarios),
    "new": (NewOptions, new),
    "check": (CheckOptions, check),
    "parameters": (ParametersOptions, show),
    "variables": (VariablesOptions, show_variables),
    "share": (ShareOptions, share),
    "groups": (GroupsOptions, groups),
    "sweep": (SweepOptions, sweep),
    "status": (StatusOptions, show_status),
    "calibrate": (CalibrateOptions, show_calibration),
    "sensitivity": (SensitivityOptions, show_sensitivity),
    "explore": (ExplorationOptions, explore),
    "discover": (DiscoveryOptions, discover),
    "plot": (PlotOptions, show_plot),
    "pools": (PoolsOptions, pools),
    "animate": (AnimateOptions, animate),
    "reproduce": (ReproductionOptions, show_reproduction),
    "workshop": (WorkshopOptions, workshop),
    "install-shortcut": (ShortcutOptions, install_shortcut),
    "rooms": (RoomsOptions, rooms),
    "page": (PageOptions, page),
}


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
    app.callback(
        cls=LocalizedGroup,
        invoke_without_command=True,
        context_settings={"help_option_names": list(HELP_OPTIONS), "obj": lang},
        help=words.PROGRAM[lang],
        epilog=PROGRAM_EXAMPLES[lang],
    )(_program(lang))
    for name, (options, work) in COMMANDS.items():
        about, examples = words.HELP[name][lang], EXAMPLES[name][lang]
        app.command(name, cls=LocalizedCommand, help=about, epilog=examples)(_reader(options, work, lang))
    return app


def read_command_line(arguments: list[str], lang: Lang) -> Job | int:
    """Read the command line: a job to do, or the exit code if only help or the version was wanted.

    Raises
    ------
    CommandError, ScenarioError
        The command line cannot be understood.
    """
    command = _command(lang)
    try:
        answer = command.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as complaint:
        raise usage_problem(complaint, command) from None
    except SystemExit:  # the reader of the help left
        discard(sys.stdout)
        return 0
    except OSError as error:  # so did its disk
        discard(sys.stdout)
        raise cannot_write(STANDARD_OUTPUT, error) from error
    return answer if callable(answer) else int(answer or 0)


@cache
def _command(lang: Lang) -> Any:
    """Return the program in one language, ready to read command lines."""
    return typer.main.get_command(build_app(lang))


def _program(lang: Lang) -> Callable[..., None]:
    """Return the function of the program itself, which shows its help if no command is given."""
    version = typer.Option("--version", is_eager=True, help=VERSION_HELP[lang], callback=_show_version)

    def program(ctx: typer.Context, **_: object) -> None:
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(2)

    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    shown = Parameter("version", Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, version])
    return _with_parameters(program, [context, _language(lang), shown])


def _reader(record: type[Options], work: Callable[[Any, Console], int], lang: Lang) -> Callable[..., Job]:
    """Return the function that typer calls with what was typed, and that returns the job."""

    def read(**typed: Any) -> Job:
        options = record.read(typed)
        return partial(_work, work, options, Console(lang, getattr(options, "quiet", False)))

    parameters = record.parameters(lang)
    if "language" not in record.__dataclass_fields__:
        parameters.append(_language(lang))
    return _with_parameters(read, parameters)


def _work(work: Callable[[Any, Console], int], options: Options, console: Console) -> int:
    """Run a command, unless its result could not be shown; tell what its readers of tables left out."""
    console.require_output()
    with listening(console.note):
        return work(options, console)


def _with_parameters(function: Callable[..., Any], parameters: list[Parameter]) -> Callable[..., Any]:
    """Give a function the signature from which typer makes its options."""
    function.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return function


def _language(lang: Lang) -> Parameter:
    """Return the option ``--lang``, accepted anywhere; `sim.cli.language` has read its value before."""
    option = typer.Option("--lang", metavar="|".join(LANGUAGES), help=LANG_HELP[lang])
    return Parameter("language", Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option])


def _show_version(asked: bool) -> None:
    """Show the version and end."""
    if asked:
        from sim import __version__

        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit
