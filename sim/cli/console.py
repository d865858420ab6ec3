"""Console: everything the command says, results on the standard output, the rest on the standard error."""

from __future__ import annotations

import os
import sys
import textwrap
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from sim.cli.errors import cannot_write
from sim.cli.words import problems as words
from sim.vocabulary.text import Lang, Text

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST = 100


class Console:
    """Speaks one language; keeps silent about everything but errors when quiet.

    Parameters
    ----------
    lang : {"en", "fr"}
        The language.
    quiet : bool
        Whether only errors are said.
    """

    def __init__(self, lang: Lang, quiet: bool = False) -> None:
        self.lang = lang
        self.quiet = quiet
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # an old console may lack a letter: no reason to fail

    def result(self, said: str) -> None:
        """Say a part of the result, as it is."""
        if not self.quiet:
            try:
                _write(sys.stdout, f"{said}\n")
            except OSError as error:
                raise cannot_write(words.STANDARD_OUTPUT, error) from error

    def paragraph(self, said: str) -> None:
        """Say a part of the result in lines that fit the terminal."""
        lines = said.splitlines()
        if sys.stdout.isatty():
            lines = [part for line in lines for part in _folded(line, self.width)]
        self.result("\n".join(lines))

    def table(self, table: RenderableType) -> None:
        """Show a table of rich's, coloured in a terminal only."""
        if self.quiet:
            return
        from rich.console import Console as RichConsole
        from rich.measure import Measurement

        drawn = StringIO()
        terminal = RichConsole(file=drawn, width=1000, highlight=False, emoji=False, force_terminal=sys.stdout.isatty())
        # In a terminal too narrow for it, lines are folded: better than numbers cut off.
        terminal.width = max(self.width, Measurement.get(terminal, terminal.options, table).minimum)
        terminal.print(table)
        self.result("\n".join(line.rstrip() for line in drawn.getvalue().rstrip().splitlines()))

    def note(self, said: Text) -> None:
        """Say what goes on."""
        if not self.quiet:
            _say_aside(said[self.lang])

    def error(self, said: Text) -> None:
        """Say what went wrong."""
        _say_aside(words.ERROR.format(problem=said)[self.lang])

    def aside(self, said: str) -> None:
        """Say a line that belongs to an error."""
        _say_aside(said)

    @property
    def width(self) -> int:
        """Width of the lines: the terminal's, but never too long to read."""
        return min(get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


def _folded(line: str, width: int) -> list[str]:
    """A line in parts that fit; words stay whole, and so do the numbers with their no-break spaces."""
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]


def _write(stream: TextIO, said: str) -> None:
    """Write at once; a reader who left (``| head``) is no error, and from then on nobody listens."""
    try:
        stream.write(said)
        stream.flush()
    except OSError as error:
        # What is left in the buffer would fail once more, loudly, when the interpreter ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise


def _say_aside(said: str) -> None:
    """Write to the standard error; where even that fails, there is nobody left to tell."""
    try:
        _write(sys.stderr, f"{said}\n")
    except OSError:
        return
