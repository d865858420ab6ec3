"""The command ``parameters``: print the table of all parameters, generated from their declarations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.cli.options import Options, option
from sim.cli.words import parameters as words
from sim.cli.words.options import TABLE_FORMAT_HELP
from sim.vocabulary.text import Lang, Text, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import ParameterInfo

FORMATS: Final = ("table", "md", "json", "events")


@dataclass(frozen=True, kw_only=True)
class ParametersOptions(Options):
    """The options of ``parameters``: a table for a terminal, a page of documentation, or another program."""

    form: str = option(TABLE_FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])


def show(chosen: ParametersOptions, console: Console) -> int:
    """Run the ``parameters`` command."""
    from sim.scenario import parameters

    if chosen.form == "json":
        console.result(json.dumps([asdict(each) for each in parameters()], ensure_ascii=False, indent=2))
    elif chosen.form == "md":
        console.result(_markdown(parameters(), console.lang))
    elif chosen.form == "events":
        console.result(_by_events(parameters(), console.lang))
    else:
        _print_table(parameters(), console)
    return 0


def _markdown(listed: Sequence[ParameterInfo], lang: Lang) -> str:
    """Write the whole table in Markdown, one line a parameter with all that is known of it."""
    from sim.cli.tables import markdown_table
    from sim.vocabulary.units import UNITS

    about = (words.PARAMETER, words.MEANING, words.SYMBOL, words.UNIT)
    rows = []
    for each in listed:
        default = same(f"`{_default(each)}`" if _default(each) else "")
        source = Text(each.source, each.source_fr)
        path, symbol, unit = same(f"`{each.path}`"), same(each.symbol), UNITS[each.unit]
        rows.append((path, each.text, symbol, unit, default, _allowed(each), source))
    return markdown_table((*about, words.DEFAULT, words.ALLOWED, words.SOURCE), rows, lang, numbers=False)


def _by_events(listed: Sequence[ParameterInfo], lang: Lang) -> str:
    """Write in Markdown which parameters an event may change, and why not the others."""
    from sim.cli.tables import markdown_table

    rows = [
        (same(f"`{each.path}`"), each.text, words.CHANGES[each.changes], Text(each.fixed, each.fixed_fr))
        for each in listed
    ]
    titles = (words.PARAMETER, words.MEANING, words.BY_AN_EVENT, words.WHY_NOT)
    return markdown_table(titles, rows, lang, numbers=False)


def _print_table(listed: Sequence[ParameterInfo], console: Console) -> None:
    """Print the columns that fit a terminal: path, meaning and unit, default, allowed values."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text as Cell

    from sim.vocabulary.units import UNITS

    lang = console.lang
    table = Table(box=SIMPLE, pad_edge=False)
    for title in (words.PARAMETER, words.MEANING, words.DEFAULT, words.ALLOWED):
        table.add_column(title[lang], no_wrap=title is words.PARAMETER)
    for each in listed:
        unitless = each.unit in ("-", "count")
        meaning = each.text if unitless else words.IN_UNIT.format(meaning=each.text, unit=UNITS[each.unit])
        table.add_row(*(Cell(cell) for cell in (each.path, meaning[lang], _default(each), _allowed(each)[lang])))
    console.table(table)


def _default(each: ParameterInfo) -> str:
    """Write the default as in a scenario file."""
    if each.default in (None, "", {"en": "", "fr": ""}):
        return ""
    from sim.scenario.toml import toml_value

    return toml_value(each.default)


def _allowed(each: ParameterInfo) -> Text:
    """Write what is allowed: names or bounds and, for some parameters, a distribution."""
    return words.OR_DRAWN.format(allowed=each.allowed) if each.distributed else each.allowed
