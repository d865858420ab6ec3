"""Console: where the output goes, in one language; results to the standard output, the rest to standard error."""

from __future__ import annotations

import errno
import os
import sys
import textwrap
import threading
from contextlib import suppress
from io import StringIO, UnsupportedOperation
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from sim.cli.errors import cannot_write
from sim.cli.words import problems as words
from sim.letters import LACKING
from sim.vocabulary.text import Lang, Text

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST = 100
_YES = frozenset({"y", "yes", "o", "oui"})


class Console:
    """Output in one language; a quiet console shows errors only.

    Parameters
    ----------
    lang : {"en", "fr"}
        Language.
    quiet : bool
        Whether only errors are shown.
    """

    def __init__(self, lang: Lang, quiet: bool = False) -> None:
        self.lang = lang
        self.quiet = quiet
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors=LACKING)  # an old console may lack a letter, which is no reason to fail

    def require_output(self) -> None:
        """Refuse a standard output that is closed or not for writing, before any work is done for it.

        Raises
        ------
        CommandError
            The result could not be shown.
        """
        if self.quiet:
            return
        try:
            if sys.stdout is None or sys.stdout.closed:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            with suppress(UnsupportedOperation):  # not a stream of the system
                os.write(sys.stdout.fileno(), b"")
        except OSError as error:
            raise cannot_write(words.STANDARD_OUTPUT, error) from error

    def result(self, text: str) -> None:
        """Write a part of the result as it is."""
        if not self.quiet:
            try:
                _write(sys.stdout, f"{text}\n")
            except OSError as error:
                raise cannot_write(words.STANDARD_OUTPUT, error) from error

    def paragraph(self, text: str) -> None:
        """Write a part of the result in lines that fit the terminal."""
        if self.quiet:
            return
        lines = text.splitlines()
        if sys.stdout.isatty():
            # words stay whole, and so do numbers with no-break spaces
            fold = textwrap.TextWrapper(self.width, break_long_words=False, break_on_hyphens=False).wrap
            lines = [part for line in lines for part in fold(line) or [""]]
        self.result("\n".join(lines))

    def table(self, table: RenderableType) -> None:
        """Write a table of rich, in colour in a terminal only."""
        if self.quiet:
            return
        from rich.console import Console as RichConsole
        from rich.measure import Measurement

        drawn = StringIO()
        terminal = RichConsole(file=drawn, width=1000, highlight=False, emoji=False, force_terminal=sys.stdout.isatty())
        # a terminal that is too narrow folds the lines, which is better than cut numbers
        terminal.width = max(self.width, Measurement.get(terminal, terminal.options, table).minimum)
        terminal.print(table)
        self.result("\n".join(line.rstrip() for line in drawn.getvalue().rstrip().splitlines()))

    def note(self, text: Text) -> None:
        """Write what is going on."""
        if not self.quiet:
            self.aside(text[self.lang])

    def error(self, text: Text) -> None:
        """Write what went wrong."""
        self.aside(words.ERROR.format(problem=text)[self.lang])

    def aside(self, line: str) -> None:
        """Write to the standard error; if that fails too, there is no way left to report it."""
        with suppress(OSError):
            _write(sys.stderr, f"{line}\n")

    def confirm(self, question: Text) -> bool:
        """Ask in the terminal, and return whether the answer is yes; no where there is nobody to ask."""
        if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty() or not sys.stderr.isatty():
            return False
        with suppress(OSError):
            _write(sys.stderr, f"{question[self.lang]} ")
        return sys.stdin.readline().strip().lower() in _YES

    @property
    def width(self) -> int:
        """Width of the lines: that of the terminal, up to a width that is easy to read."""
        return min(get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


def fill_closed_streams() -> None:
    """Open the null device in place of standard streams that are closed (``>&-``).

    The next file to be opened would otherwise take their numbers, and whatever any library prints would go into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            if os.open(os.devnull, os.O_RDWR) != number:  # the lowest free number is taken, which is this one
                return
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _write(stream: TextIO, text: str) -> None:
    """Write at once; a closed pipe (``| head``) is no error, and later output is discarded."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        discard(stream)
        if not _is_closed_pipe(error):
            raise


def _is_closed_pipe(error: OSError, platform: str = sys.platform) -> bool:
    """Return whether a writing failed since nobody reads any more; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (platform == "win32" and error.errno == errno.EINVAL)


def discard(stream: TextIO) -> None:
    """Discard the rest of a stream, which would fail again, with a traceback, when the interpreter ends."""
    discarded = os.open(os.devnull, os.O_WRONLY)
    os.dup2(discarded, stream.fileno())
    os.close(discarded)


def end_at_once(code: int) -> int:
    """Return an exit code, or end with it if a thread still runs.

    A thread in compiled code cannot be stopped: waiting for it would keep the user waiting, and it would use what is
    torn down.
    """
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code
