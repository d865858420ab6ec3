"""Pages: the help of each command and the parser's complaints, in the words of the chosen language.

typer's own help and messages exist in English only. Its public ways to say something else are used here:
command classes of one's own, and ``standalone_mode=False``, which hands complaints over as exceptions.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sim.cli.errors import CommandError
from sim.cli.words import help as words
from sim.cli.words import problems
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Lang, Text, join, same

HELP_OPTIONS = ("-h", "--help")

_WIDEST = 88
_COLUMN = 26  # the width of the names; a longer one stands on a line of its own


class _Spoken:
    """What the program and its commands have in common: a help page in the language of their context."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole page."""
        formatter.write(_page(self, ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Give typer's option, with words of our own."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = words.HELP_HELP[ctx.obj]
        return option


class SpokenCommand(_Spoken, TyperCommand):
    """One of the commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse what is left over in words of both languages."""
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest:
            raise _problem(problems.TOO_MANY.format(extra=" ".join(rest)), ctx)
        return rest


class SpokenGroup(_Spoken, TyperGroup):
    """The program itself, whose help page lists its commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            unknown = problems.NO_COMMAND.format(command=args[0])
            raise _problem(_with_hint(unknown, args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


def usage_problem(complaint: typer.TyperException, command: Any) -> CommandError:
    """Say a parser's complaint in words of both languages.

    Parameters
    ----------
    complaint : typer.TyperException
        What the parser raised. Its classes are known by name: they are not public in typer.
    command : typer command
        The program, which knows the options of its commands.

    Returns
    -------
    CommandError
        To be raised.
    """
    kind = type(complaint).__name__
    ctx = getattr(complaint, "ctx", None)
    option = str(getattr(complaint, "option_name", ""))
    missing: Any = getattr(complaint, "param", None)
    if kind == "NoSuchOption":
        known = [name for parameter in ctx.command.get_params(ctx) for name in parameter.opts] if ctx else []
        return _problem(_with_hint(problems.NO_OPTION.format(option=option), option, known), ctx)
    if kind == "BadOptionUsage":
        flags = {name for parameter in _parameters(command) if _is_flag(parameter) for name in parameter.opts}
        takes_none = option in flags or option in HELP_OPTIONS
        said = problems.TAKES_NO_VALUE if takes_none else problems.NEEDS_VALUE
        return _problem(said.format(option=option), ctx)
    if kind == "MissingParameter":
        return _problem(problems.MISSING_ARGUMENT.format(name=missing.metavar), ctx)
    return _problem(same(complaint.format_message()), ctx)


def _problem(said: Text, ctx: Any) -> CommandError:
    """A problem of the command line, with the usage of the command where it is known."""
    if ctx is None:
        return CommandError(said, command="faire-ensemble")
    return CommandError(said, usage=_usage(ctx.command, ctx), command=ctx.command_path)


def _with_hint(said: Text, wrong: str, known: Iterable[str]) -> Text:
    """Add the name that was perhaps meant."""
    hint = nearest(wrong, known)
    return said if hint is None else join((said, hint), " ")


def _parameters(command: Any) -> Iterator[Any]:
    """All arguments and options of the program and its commands."""
    yield from command.params
    for name in command.list_commands(None):
        yield from command.get_command(None, name).params


def _is_flag(parameter: Any) -> bool:
    """Whether it is an option without a value."""
    return bool(getattr(parameter, "is_flag", False))


def _usage(command: Any, ctx: Any) -> str:
    """The line that shows how a command is written."""
    lang: Lang = ctx.obj
    pieces = [ctx.command_path, words.ANY_OPTIONS[lang]]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            pieces.append(parameter.metavar + ("..." if parameter.nargs != 1 else ""))
    if isinstance(command, SpokenGroup):
        pieces.append(words.ANY_COMMAND[lang])
    return f"{words.USAGE[lang]} {' '.join(pieces)}"


def _page(command: Any, ctx: Any) -> str:
    """The help page of a command."""
    lang: Lang = ctx.obj
    lines = [_heading(words.USAGE[lang]) + _usage(command, ctx).removeprefix(words.USAGE[lang]), ""]
    for paragraph in inspect.cleandoc(command.help).split("\n\n"):
        lines += [*_wrapped(paragraph, 2), ""]
    parameters = command.get_params(ctx)
    arguments = [(p.metavar, p.help) for p in parameters if p.param_type_name == "argument"]
    options = [(_names(p), p.help) for p in parameters if p.param_type_name == "option"]
    commands = []
    if isinstance(command, SpokenGroup):
        commands = [(name, words.SHORT[name][lang]) for name in command.list_commands(ctx)]
    for title, rows in ((words.ARGUMENTS, arguments), (words.OPTIONS, options), (words.COMMANDS, commands)):
        if rows:
            lines += [_heading(title[lang]), *(line for row in rows for line in _row(*row)), ""]
    lines.append(_heading(words.EXAMPLES[lang]))
    lines += [f"  {line}" for line in (command.epilog or "").splitlines()]
    return "\n".join(lines).rstrip()


def _names(parameter: Any) -> str:
    """The names of an option and what its value looks like."""
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if _is_flag(parameter) else f"{names} {parameter.metavar}"


def _row(name: str, said: str) -> list[str]:
    """A name and what it is for, side by side where the name is short enough."""
    beside = _wrapped(said, _COLUMN + 4)
    if len(name) > _COLUMN:
        return [f"  {name}", *beside]
    return [f"  {name:<{_COLUMN}}  {beside[0].lstrip(' ')}", *beside[1:]]


def _wrapped(paragraph: str, indent: int) -> list[str]:
    """A paragraph in lines that fit the terminal."""
    width = max(min(get_terminal_size().columns, _WIDEST), 50)
    margin = " " * indent
    return textwrap.wrap(paragraph, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def _heading(said: str) -> str:
    """A heading, bold in a terminal."""
    return typer.style(said, bold=True)
