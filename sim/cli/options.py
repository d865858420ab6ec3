"""Options of the commands: each is declared once, as a field of the record that a command receives."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Annotated, Any, Final, Self

import typer

from sim.cli.words import options as words
from sim.cli.words import problems
from sim.errors import Problem, ScenarioError
from sim.tables.names import clean
from sim.tables.numerals import Numerals
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Lang, Text, same

FORMATS: Final = ("png", "pdf", "svg")
SIZES: Final = ("slide", "paper", "column")  # the keys of sim.figures.style.SHEETS, which is slow to import
_KEY: Final = "declaration"


class BadValueError(Exception):
    """A value that an option does not allow."""

    def __init__(self, allowed: Text, hint: Text | None = None) -> None:
        super().__init__(allowed.en)
        self.allowed = allowed
        self.hint = hint


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """How an argument or option looks on the command line, and how its value is read.

    Attributes
    ----------
    help, metavar : Text
        What it is for, and the name of its value.
    names : tuple of str
        Names of an option, such as ``--out``; empty for an argument, or for an option named after its field.
    read : callable
        Turns what was typed into the value, or raises `BadValueError`.
    argument, flag, several : bool
        Whether it is an argument, an option without a value, something that can be repeated.
    """

    help: Text
    metavar: Text
    names: tuple[str, ...] = ()
    read: Callable[[Any], Any] = str
    argument: bool = False
    flag: bool = False
    several: bool = False

    def parameter(self, declared: Field[Any], lang: Lang) -> inspect.Parameter:
        """Return the parameter from which typer makes the argument or option."""
        about: dict[str, Any] = {"help": self.help[lang], "metavar": self.metavar[lang] or None}
        info = typer.Argument(**about) if self.argument else typer.Option(*self.names_of(declared), **about)
        kind: Any = bool if self.flag else list[str] if self.several else str
        default: Any = False if self.flag else None
        if self.argument and declared.default is MISSING:
            default = inspect.Parameter.empty
        annotation = Annotated[kind, info]
        return inspect.Parameter(declared.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    def names_of(self, declared: Field[Any]) -> tuple[str, ...]:
        """Return the names of the option."""
        return self.names or (f"--{declared.name.replace('_', '-')}",)


def argument(about: Text, metavar: Text, *, default: Any = MISSING, several: bool = False) -> Any:
    """Return the field of an argument, which is required unless it has a default."""
    return _field(default, Declaration(help=about, metavar=metavar, argument=True, several=several))


def option(
    about: Text,
    metavar: Text | tuple[str, ...],
    *names: str,
    default: Any = None,
    read: Callable[[str], Any] = str,
    several: bool = False,
) -> Any:
    """Return the field of an option with a value, which is one of the given names if `metavar` is a tuple of them."""
    if isinstance(metavar, tuple):
        read, metavar = choice(metavar), same("|".join(metavar))
    return _field(default, Declaration(help=about, metavar=metavar, names=names, read=read, several=several))


def flag(about: Text, *names: str) -> Any:
    """Return the field of an option without a value."""
    return _field(False, Declaration(help=about, metavar=same(""), names=names, read=bool, flag=True))


def _field(default: Any, declaration: Declaration) -> Any:
    """Return a field of a record of options."""
    return field(default=default, metadata={_KEY: declaration})


def choice(known: Sequence[str]) -> Callable[[str], str]:
    """Return a reader that allows some names only."""

    def read(typed: str) -> str:
        if typed not in known:
            raise BadValueError(one_of(known), nearest(typed, known))
        return typed

    return read


def whole_number(typed: str) -> int:
    """Read a whole number, at least 1.

    Examples
    --------
    >>> whole_number("12")
    12
    """
    if not (typed.isdecimal() and int(typed) > 0):
        raise BadValueError(problems.AT_LEAST_ONE)
    return int(typed)


def number_typed(typed: str, allowed: Text) -> float:
    """Read a number, by the rule of all tables; the point is the decimal mark, as in TOML.

    Examples
    --------
    >>> number_typed("1,5", same("a number")), number_typed("1.125", same("a number"))
    (1.5, 1.125)
    """
    numerals = Numerals(usual_point=True)
    value = numerals.read(clean(typed), "%")
    if value is None:
        raise BadValueError(allowed, numerals.refusal(clean(typed), "%"))
    return value


def finite(typed: str) -> float:
    """Read a finite number; nothing stands for 0.

    Examples
    --------
    >>> finite("-0.5")
    -0.5
    """
    return number_typed(typed or "0", problems.A_NUMBER)


def positive_share(typed: str) -> float:
    """Read a share above 0 and at most 1.

    Examples
    --------
    >>> positive_share("0.005"), positive_share("0,5 %")
    (0.005, 0.005)
    """
    value = number_typed(typed, problems.A_SHARE)
    if not 0.0 < value <= 1.0:
        raise BadValueError(problems.A_SHARE)
    return value


def toml_file(typed: str) -> str:
    """Read the name of a scenario file to write."""
    if not typed.endswith(".toml"):
        raise BadValueError(problems.A_TOML_FILE)
    return typed


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of a command; what the scenario's own checks judge stays as it was typed."""

    @classmethod
    def parameters(cls, lang: Lang) -> list[inspect.Parameter]:
        """Return the parameters from which typer reads the command line; ``--quiet`` stands last."""
        declared = sorted(fields(cls), key=lambda each: each.name == "quiet")
        return [each.metadata[_KEY].parameter(each, lang) for each in declared]

    @classmethod
    def read(cls, typed: Mapping[str, Any]) -> Self:
        """Make the record from what was typed.

        Parameters
        ----------
        typed : mapping of str to str, list of str, bool or None
            What was typed for each field; None where nothing was.

        Raises
        ------
        ScenarioError
            With all that is not allowed.
        """
        values: dict[str, Any] = {}
        wrong = list(cls.conflicts(typed))
        for each in fields(cls):
            declaration, given = each.metadata[_KEY], typed[each.name]
            if given is None:
                continue
            read = []
            for value in given if declaration.several else [given]:
                try:
                    read.append(declaration.read(value))
                except BadValueError as error:
                    name = declaration.names_of(each)[0]
                    wrong.append(Problem(file=name, value=value, allowed=error.allowed, hint=error.hint))
            values[each.name] = tuple(read) if declaration.several else next(iter(read), None)
        if wrong:
            raise ScenarioError(wrong)
        return cls(**values)

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find options that exclude or need each other."""
        del typed
        return iter(())


@dataclass(frozen=True, kw_only=True)
class QuietOptions(Options):
    """The option of every command that can be silent."""

    quiet: bool = flag(words.QUIET_HELP, "--quiet", "-q")


def set_values() -> Any:
    """Return the field of the values that replace those of a scenario."""
    return option(words.SET_HELP, words.PATH_VALUE, "--set", default=(), several=True)


@dataclass(frozen=True, kw_only=True)
class SimulationOptions(QuietOptions):
    """The options of every command that simulates; replications and seed stay as they were typed."""

    values: tuple[str, ...] = set_values()
    replications: str | None = option(words.REPLICATIONS_HELP, words.NUMBER)
    seed: str | None = option(words.SEED_HELP, words.NUMBER)
    out: str | None = option(words.OUT_HELP, words.FOLDER, "--out", "-o")
    threads: int | None = option(words.THREADS_HELP, words.NUMBER, read=whole_number)


def figure_formats(name: str = "--format") -> Any:
    """Return the field of the file formats of figures; it has another name where a table has a format too."""
    return option(words.FIGURE_FORMAT_HELP, FORMATS, name, default=FORMATS[:1], several=True)


def figure_size() -> Any:
    """Return the field of the size of figures."""
    return option(words.FIGURE_SIZE_HELP, SIZES, "--size", default=SIZES[0])
