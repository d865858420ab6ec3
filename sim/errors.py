"""Errors with messages in both languages, and with all their problems at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sim.vocabulary.text import Lang, Text


class Absent:
    """The absence of a value at a key (None could be a value)."""

    def __repr__(self) -> str:
        """Return an empty string."""
        return ""

    def __reduce__(self) -> str:
        """Pickle by name: there is only one instance."""
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
_MOST: Final = 50  # problems in a message; a table may have thousands


class SimError(Exception):
    """Base class of all errors that this package raises on purpose."""

    def text(self, lang: Lang = "en") -> str:
        """Return the message in one language."""
        del lang
        return super().__str__()

    def __str__(self) -> str:
        """Return the message in English."""
        return self.text("en")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One problem in a file or an override, and what is allowed there.

    Parameters
    ----------
    file : str
        The file, or ``--set``.
    key : str
        Dotted key of the value; empty for the whole file.
    value : object
        The value in the file; :data:`ABSENT` if there is none.
    allowed : Text
        The values that are allowed.
    hint : Text, optional
        A remedy, for instance the nearest known key.
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
        """Return the position: file, key, line or row, column."""
        parts = [self.file, self.key]
        if self.line is not None:
            parts.append(_LINE[lang].format(line=self.line))
        if self.row is not None:
            parts.append(_ROW[lang].format(row=self.row))
        if self.column is not None:
            parts.append(_COLUMN[lang].format(column=self.column))
        return ", ".join(_shortened(_printable(part)) for part in parts if part)

    def text(self, lang: Lang = "en") -> str:
        """Return the problem in one line."""
        value = "" if self.value is ABSENT else f" = {shown(self.value)}"
        line = f"{self.where(lang)}{value}{_COLON[lang]}{_ALLOWED[lang].format(allowed=self.allowed[lang])}"
        return f"{line} {self.hint[lang]}" if self.hint is not None else line

    def __str__(self) -> str:
        """Return the problem in English."""
        return self.text("en")


class ScenarioError(SimError):
    """A scenario, or a table that it names, cannot be used; the message has all problems at once.

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
        """Return all problems, one a line."""
        n = len(self.problems)
        head = _ONE[lang] if n == 1 else _COUNT[lang].format(n=n)
        lines = [f"  {problem.text(lang)}" for problem in self.problems[:_MOST]]
        if n > _MOST:
            lines.append("  " + _MORE[lang].format(n=n - _MOST))
        return "\n".join([head, *lines])


class GameError(ScenarioError):
    """A cost game, or the table that it is read from, cannot be used; the message has all problems at once."""


class WordedError(SimError):
    """An error whose message is one or more sentences in both languages.

    Parameters
    ----------
    words : Text
        The problem and its remedy.
    """

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words

    def text(self, lang: Lang = "en") -> str:
        """Return the message in one language."""
        return self.words[lang]


class StoreError(WordedError):
    """The store of a sweep cannot be used as requested."""


def shown(value: object) -> str:
    """Return a value as it would stand in a TOML file, shortened if it is long.

    Examples
    --------
    >>> shown(True), shown("two"), shown([1, 2])
    ('true', '"two"', '[1, 2]')
    """
    if isinstance(value, int) and abs(value) >= 1e80:
        words = f"{'-' if value < 0 else ''}1e80…"  # Python refuses to write huge integers
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


def _shortened(words: str, most: int = 200) -> str:
    """Return words without their middle where they are long: the end of a path says the most."""
    return words if len(words) <= most else f"{words[: most // 2 - 1]}…{words[-most // 2 :]}"


def _printable(words: str) -> str:
    """Return words in which characters that a terminal does not show, such as no-break spaces, are escaped."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)
