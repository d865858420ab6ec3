"""The errors a user may meet, with all their problems at once, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sim.vocabulary.text import Lang, Text


class Absent:
    """Marks that no value stands at a key (None could be a value)."""

    def __repr__(self) -> str:
        """Shown as nothing."""
        return ""

    def __reduce__(self) -> str:
        """Pickled by name: there is one."""
        return "ABSENT"


ABSENT: Final = Absent()

_ROW: Final = Text("row {row}", "ligne {row}")
_LINE: Final = Text("line {line}", "ligne {line}")
_COLUMN: Final = Text("column {column}", "colonne {column}")
_COLON: Final = Text(": ", " : ")
_ALLOWED: Final = Text("Allowed: {allowed}.", "Permis : {allowed}.")
_COUNT: Final = Text("{n} problems:", "{n} problèmes :")
_ONE: Final = Text("1 problem:", "1 problème :")
_MORE: Final = Text("… and {n} more.", "… et {n} autres.")
_MOST: Final = 50  # problems said; a table may have thousands


class SimError(Exception):
    """Base of all errors that this package raises on purpose."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file or an override, and what would be right.

    Parameters
    ----------
    file : str
        The file, or ``--set``.
    key : str
        Dotted key of the value, empty for the whole file.
    value : object
        The value found; :data:`ABSENT` where there is none.
    allowed : Text
        What is allowed there.
    hint : Text, optional
        What to do, for instance the nearest known key.
    line, row : int, optional
        Line of a text file; row of a table, the header being row 1.
    column : int or str, optional
        Column of a text file, or name of a table's column.
    """

    file: str
    allowed: Text
    key: str = ""
    value: object = ABSENT
    hint: Text | None = None
    line: int | None = None
    row: int | None = None
    column: int | str | None = None

    def where(self, lang: Lang = "en") -> str:
        """Say where it is: file, key, line or row, column."""
        parts = [self.file, self.key]
        if self.line is not None:
            parts.append(_LINE[lang].format(line=self.line))
        if self.row is not None:
            parts.append(_ROW[lang].format(row=self.row))
        if self.column is not None:
            parts.append(_COLUMN[lang].format(column=self.column))
        return ", ".join(_printable(part) for part in parts if part)

    def text(self, lang: Lang = "en") -> str:
        """Say the problem in one line."""
        found = "" if self.value is ABSENT else f" = {shown(self.value)}"
        said = f"{self.where(lang)}{found}{_COLON[lang]}{_ALLOWED[lang].format(allowed=self.allowed[lang])}"
        return f"{said} {self.hint[lang]}" if self.hint is not None else said

    def __str__(self) -> str:
        """The problem in English."""
        return self.text("en")


class ScenarioError(SimError):
    """A scenario, or a table it names, cannot be used; all its problems are given at once.

    Parameters
    ----------
    problems : sequence of Problem
        At least one.

    Examples
    --------
    >>> error = ScenarioError(
    ...     [
    ...         Problem(
    ...             file="a.toml",
    ...             key="months",
    ...             value=0,
    ...             allowed=Text("a whole number from 1 to 600", "un nombre entier de 1 à 600"),
    ...         )
    ...     ]
    ... )
    >>> print(error)
    1 problem:
      a.toml, months = 0: Allowed: a whole number from 1 to 600.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def text(self, lang: Lang = "en") -> str:
        """Say all problems, one a line."""
        n = len(self.problems)
        head = _ONE[lang] if n == 1 else _COUNT[lang].format(n=n)
        said = [f"  {problem.text(lang)}" for problem in self.problems[:_MOST]]
        if n > _MOST:
            said.append("  " + _MORE[lang].format(n=n - _MOST))
        return "\n".join([head, *said])

    def __str__(self) -> str:
        """All problems in English."""
        return self.text("en")


class GameError(ScenarioError):
    """A cost game, or the table it is read from, cannot be used; all its problems are given at once.

    Parameters
    ----------
    problems : sequence of Problem
        At least one.
    """


class WordedError(SimError):
    """An error said in one or more sentences of both languages.

    Parameters
    ----------
    words : Text
        What is wrong, and what to do.
    """

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words

    def text(self, lang: Lang = "en") -> str:
        """Say it in one language."""
        return self.words[lang]

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en


class StoreError(WordedError):
    """A store of a sweep cannot be used as asked."""


def shown(value: object) -> str:
    """Write a value as it would stand in a TOML file, cut when it is long.

    Examples
    --------
    >>> shown(True), shown("two"), shown([1, 2])
    ('true', '"two"', '[1, 2]')
    """
    if isinstance(value, int) and abs(value) >= 1e80:
        words = f"{'-' if value < 0 else ''}1e80…"  # Python itself refuses to write huge numbers
    elif isinstance(value, bool):
        words = "true" if value else "false"
    elif isinstance(value, str):
        words = f'"{value}"'
    elif isinstance(value, dict):
        words = "{" + ", ".join(f"{key} = {shown(item)}" for key, item in list(value.items())[:8]) + "}"
    elif isinstance(value, list | tuple):
        words = "[" + ", ".join(shown(item) for item in value[:8]) + "]"
    else:
        words = str(value)
    return _printable(words if len(words) <= 80 else f"{words[:79]}…")


def _printable(words: str) -> str:
    """Show what a terminal would not, such as a no-break space in a key."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)
