"""The command line ``faire-ensemble``: run a command, and end with an exit code and messages for its user."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence

from sim.cli.console import Console
from sim.cli.errors import BAD_INPUT, INTERRUPTED, CommandError, RunInterruptedError
from sim.cli.language import UnknownLanguageError, chosen_language
from sim.cli.words import problems
from sim.errors import Problem, ScenarioError, SimError
from sim.vocabulary.names import one_of
from sim.vocabulary.text import LANGUAGES, Text, same


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
        interruption by the user.
    """
    # imports make many objects and little garbage: collecting takes a tenth of a short run
    gc.set_threshold(100_000)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        console = Console(chosen_language(given, os.environ))
    except UnknownLanguageError as error:
        problem = Problem(file=error.place, value=error.value, allowed=one_of(LANGUAGES))
        return _refused(ScenarioError([problem]), Console(error.spoken))
    try:
        return _run(given, console)
    except CommandError as error:
        return _refused_command(error, console)
    except SimError as error:
        return _refused(error, console)
    except MemoryError:
        console.error(problems.NO_MEMORY)
        return BAD_INPUT
    except KeyboardInterrupt:
        console.note(problems.INTERRUPTED)
        return _interrupted()
    except RunInterruptedError as error:
        console.note(problems.INTERRUPTED_KEPT.format(folder=error.folder, files=", ".join(error.kept)))
        return _interrupted()
    except Exception:
        import traceback

        traceback.print_exc()
        console.error(problems.BUG)
        return 1


def _run(arguments: list[str], console: Console) -> int:
    """Read the command line and run its command."""
    from sim.cli.app import read_command_line

    job = read_command_line(arguments, console.lang)
    return job() if callable(job) else job


def _refused_command(problem: CommandError, console: Console) -> int:
    """Show what is wrong with the command, and how to get help."""
    if problem.usage:
        console.aside(problem.usage)
    console.error(problem.words)
    if problem.command:
        console.aside(problems.SEE_HELP.format(command=problem.command)[console.lang])
    return BAD_INPUT


def _refused(error: SimError, console: Console) -> int:
    """Show all that is wrong with the input."""
    write = getattr(error, "text", None)
    console.error(Text(write("en"), write("fr")) if callable(write) else same(str(error)))
    return BAD_INPUT


def _interrupted() -> int:
    """End at once: a thread in compiled code cannot be stopped, and waiting for it would keep the user waiting."""
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    return INTERRUPTED
