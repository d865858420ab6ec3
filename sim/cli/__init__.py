"""The command line ``faire-ensemble``: run a command, and end with an exit code and messages for its user."""

import atexit
import gc
import os
import sys
import warnings
from collections.abc import Sequence

from sim.cli.console import Console, end_at_once, fill_closed_streams
from sim.cli.errors import BAD_INPUT, CommandError, RunInterruptedError
from sim.cli.language import UnknownLanguageError, chosen_language
from sim.cli.signals import ending_signals, interrupted_code
from sim.cli.words import problems
from sim.errors import Problem, ScenarioError, SimError
from sim.origin import by_command
from sim.vocabulary.names import one_of
from sim.vocabulary.text import LANGUAGES, verbatim


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line without the program's name; by default that of the process.

    Returns
    -------
    int
        0 for success, 1 for a defect of the program, 2 for a problem that the user can correct, 130 for an
        interruption by the user, 143 (129 on a lost terminal) for a signal to end.
    """
    # imports make many objects and little garbage: collecting takes a tenth of a short run
    gc.set_threshold(100_000)
    # the system takes the memory back at once; the interpreter, when it ends, would visit each of these objects first
    atexit.register(gc.freeze)
    fill_closed_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        console = Console(chosen_language(given, os.environ))
    except UnknownLanguageError as error:
        problem = Problem(file=error.place, value=error.value, allowed=one_of(LANGUAGES))
        return _refused(ScenarioError([problem]), Console(error.spoken))
    try:
        with ending_signals(), by_command(["faire-ensemble", *given]):
            return _run(given, console)
    except KeyboardInterrupt as error:
        console.note(problems.INTERRUPTED)
        return end_at_once(interrupted_code(error))
    except RunInterruptedError as error:
        console.note(problems.INTERRUPTED_KEPT.format(folder=error.folder, files=", ".join(error.kept)))
        return end_at_once(error.code)


def _run(given: list[str], console: Console) -> int:
    """Run a command, and put into words why it could not be done."""
    try:
        from sim.cli.app import read_command_line

        job = read_command_line(given, console.lang)
        if not callable(job):
            return job
        _set_libraries()
        return job()
    except SimError as error:
        return _refused(error, console)
    except MemoryError:
        console.error(problems.NO_MEMORY)
        return BAD_INPUT
    except RunInterruptedError:
        raise
    except Exception:
        import traceback

        traceback.print_exc()
        console.error(problems.BUG)
        return 1


def _set_libraries() -> None:
    """Have figures drawn for files, and keep warnings of libraries, which are for programmers, from the terminal."""
    import logging

    os.environ["MPLBACKEND"] = "agg"
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)
    warnings.showwarning = lambda *_, **__: None


def _refused(error: SimError, console: Console) -> int:
    """Show all that is wrong with the input or the command, and how to get help."""
    if isinstance(error, CommandError) and error.usage:
        console.aside(error.usage)
    console.error(verbatim(error.text("en"), error.text("fr")))
    if isinstance(error, CommandError) and error.command:
        console.aside(problems.SEE_HELP.format(command=error.command)[console.lang])
    return BAD_INPUT
