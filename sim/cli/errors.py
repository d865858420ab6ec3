"""Errors that a user can correct, shown in one or more lines without a traceback (exit code 2)."""

from pathlib import Path

from sim.cli.words import problems as words
from sim.errors import WordedError
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Text

BAD_INPUT = 2
INTERRUPTED = 130


class CommandError(WordedError):
    """A command that cannot be run as it was given.

    Parameters
    ----------
    words : Text
        What is wrong, and what would be right.
    usage : str
        The usage line of the command, where the command line itself is wrong.
    command : str
        The command whose help page explains more.
    """

    def __init__(self, words: Text, usage: str = "", command: str = "") -> None:
        super().__init__(words)
        self.usage = usage
        self.command = command


class RunInterruptedError(Exception):
    """A command was stopped after some files had been written; `code` is its exit code."""

    def __init__(self, folder: Path, kept: list[str], code: int) -> None:
        super().__init__()
        self.folder = folder
        self.kept = kept
        self.code = code


def cannot_write(path: str | Path | Text, error: OSError) -> CommandError:
    """Return the error for a file or folder that cannot be written, with the reason."""
    return CommandError(words.CANNOT_WRITE.format(path=path, reason=reason(error)))
