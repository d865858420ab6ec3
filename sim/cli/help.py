"""Help pages of the commands and messages of the parser, in the chosen language.

The pages and messages of typer exist in English only, and its formatter breaks lines at hyphens, within ``--options``
and French compounds. So commands have classes of their own, and ``standalone_mode=False`` gives messages as exceptions.
"""

import inspect
import textwrap
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sim.cli.errors import CommandError
from sim.cli.words import commands as words
from sim.cli.words import problems
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Lang, Text, join, same

HELP_OPTIONS = ("-h", "--help")

_WIDEST = 88
_COLUMN = 26  # the width of the names; a longer one stands on a line of its own


class _Localized:
    """Base of the program and its commands: a help page in the language of their context."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the whole page."""
        formatter.write(_page(self, ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option of typer, with its help in the language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = words.HELP_HELP[ctx.obj]
        return option


class LocalizedCommand(_Localized, TyperCommand):
    """One of the commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse extra arguments with a message in both languages."""
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest:
            raise _problem(problems.TOO_MANY.format(extra=" ".join(rest)), ctx)
        return rest


class LocalizedGroup(_Localized, TyperGroup):
    """The program itself, whose help page lists its commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command, or suggest the one that may have been meant."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            unknown = problems.NO_COMMAND.format(command=args[0])
            raise _problem(_with_hint(unknown, args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


def usage_problem(complaint: typer.TyperException, command: Any) -> CommandError:
    """Return a message of the parser as an error in both languages; `command` is the program.

    The classes of the parser's exceptions are recognized by name, since they are not public in typer.
    """
    kind = type(complaint).__name__
    ctx = getattr(complaint, "ctx", None)
    option = str(getattr(complaint, "option_name", ""))
    text = same(complaint.format_message())
    if kind == "NoSuchOption":
        known = [name for each in ctx.command.get_params(ctx) for name in each.opts] if ctx else []
        text = _with_hint(problems.NO_OPTION.format(option=option), option, known)
    elif kind == "BadOptionUsage":
        parameters = [each for part in (command, *command.commands.values()) for each in part.params]
        flags = {name for parameter in parameters if _is_flag(parameter) for name in parameter.opts}
        takes_none = option in flags or option in HELP_OPTIONS
        text = (problems.TAKES_NO_VALUE if takes_none else problems.NEEDS_VALUE).format(option=option)
    elif kind == "MissingParameter":
        missing: Any = getattr(complaint, "param", None)
        text = problems.MISSING_ARGUMENT.format(name=missing.metavar)
    return _problem(text, ctx)


def _problem(text: Text, ctx: Any) -> CommandError:
    """Return an error of the command line, with the usage of the command if it is known."""
    if ctx is None:
        return CommandError(text, command="faire-ensemble")
    return CommandError(text, usage=_usage(ctx.command, ctx), command=ctx.command_path)


def _with_hint(text: Text, wrong: str, known: Iterable[str]) -> Text:
    """Add the name that may have been meant."""
    hint = nearest(wrong, known)
    return text if hint is None else join((text, hint), " ")


def _is_flag(parameter: Any) -> bool:
    """Return whether it is an option without a value."""
    return bool(getattr(parameter, "is_flag", False))


def _usage(command: Any, ctx: Any) -> str:
    """Return the usage line of a command."""
    lang: Lang = ctx.obj
    pieces = [ctx.command_path, words.ANY_OPTIONS[lang]]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            pieces.append(parameter.metavar + ("..." if parameter.nargs != 1 else ""))
    if isinstance(command, LocalizedGroup):
        pieces.append(words.ANY_COMMAND[lang])
    return f"{words.USAGE[lang]} {' '.join(pieces)}"


def _page(command: Any, ctx: Any) -> str:
    """Return the help page of a command."""
    lang: Lang = ctx.obj
    lines = [_heading(words.USAGE[lang]) + _usage(command, ctx).removeprefix(words.USAGE[lang]), ""]
    for paragraph in inspect.cleandoc(command.help).split("\n\n"):
        lines += [*_wrapped(paragraph, 2), ""]
    parameters = command.get_params(ctx)
    arguments = [(p.metavar, p.help) for p in parameters if p.param_type_name == "argument"]
    options = []
    for each in (p for p in parameters if p.param_type_name == "option"):
        names = ", ".join(sorted(each.opts, key=len))
        options.append((names if _is_flag(each) else f"{names} {each.metavar}", each.help))
    commands = []
    if isinstance(command, LocalizedGroup):
        commands = [(name, words.SHORT[name][lang]) for name in command.list_commands(ctx)]
    for title, rows in ((words.ARGUMENTS, arguments), (words.OPTIONS, options), (words.COMMANDS, commands)):
        if rows:
            lines += [_heading(title[lang]), *(line for row in rows for line in _row(*row)), ""]
    lines.append(_heading(words.FOR_EXAMPLE[lang]))
    lines += [f"  {line}" for line in (command.epilog or "").splitlines()]
    return "\n".join(lines).rstrip()


def _row(name: str, about: str) -> list[str]:
    """Return the lines of a name and its description, side by side if the name is short enough."""
    beside = _wrapped(about, _COLUMN + 4)
    if len(name) > _COLUMN:
        return [f"  {name}", *beside]
    return [f"  {name:<{_COLUMN}}  {beside[0].lstrip(' ')}", *beside[1:]]


def _wrapped(paragraph: str, indent: int) -> list[str]:
    """Fold a paragraph into lines that fit the terminal."""
    width = max(min(get_terminal_size().columns, _WIDEST), 50)
    margin = " " * indent
    return textwrap.wrap(paragraph, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def _heading(text: str) -> str:
    """Return a heading, bold in a terminal."""
    return typer.style(text, bold=True)
