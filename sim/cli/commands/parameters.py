"""The command ``parameters``: print the table of all parameters, generated from their declarations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.cli.options import Options, choice, option
from sim.cli.words import parameters as words
from sim.cli.words.options import TABLE_FORMAT_HELP
from sim.vocabulary.text import Lang, Text, join, number, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import ParameterInfo

FORMATS: Final = ("table", "md", "json")


@dataclass(frozen=True, kw_only=True)
class ParametersOptions(Options):
    """The options of ``parameters``: a table for a terminal, a page of documentation, or another program."""

    form: str = option(TABLE_FORMAT_HELP, same("|".join(FORMATS)), "--format", default=FORMATS[0], read=choice(FORMATS))


def show(chosen: ParametersOptions, console: Console) -> int:
    """Run the ``parameters`` command."""
    from sim.scenario import parameters

    listed = parameters()
    if chosen.form == "json":
        console.result(json.dumps([asdict(each) for each in listed], ensure_ascii=False, indent=2))
    elif chosen.form == "md":
        console.result(markdown(listed, console.lang))
    else:
        _print_table(listed, console)
    return 0


def markdown(listed: Sequence[ParameterInfo], lang: Lang) -> str:
    """Write the whole table in Markdown.

    Parameters
    ----------
    listed : sequence of ParameterInfo
        From `sim.parameters`.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    str
        One line a parameter, with all that is known of it.
    """
    from sim.cli.tables import markdown_lines
    from sim.vocabulary.units import UNITS

    titles = (
        words.PARAMETER,
        words.MEANING,
        words.SYMBOL,
        words.UNIT,
        words.DEFAULT,
        words.ALLOWED,
        words.SOURCE,
    )
    rows = [[title[lang] for title in titles], ["---"] * len(titles)]
    for each in listed:
        default = _default(each)
        cells = [
            f"`{each.path}`",
            each.text[lang],
            each.symbol,
            UNITS[each.unit][lang],
            f"`{default}`" if default else "",
            _allowed(each)[lang],
            Text(each.source, each.source_fr)[lang],
        ]
        rows.append(cells)
    return markdown_lines(rows)


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
        meaning = each.text
        if each.unit not in ("-", "count"):
            meaning = words.IN_UNIT.format(meaning=meaning, unit=UNITS[each.unit])
        table.add_row(*(Cell(cell) for cell in (each.path, meaning[lang], _default(each), _allowed(each)[lang])))
    console.table(table)


def _default(each: ParameterInfo) -> str:
    """Write the default as in a scenario file."""
    empty = each.default is None or each.default == "" or each.default == {"en": "", "fr": ""}
    if empty:
        return ""
    from sim.scenario.toml import write_toml

    return write_toml({"default": each.default}).strip().removeprefix("default = ")


def _allowed(each: ParameterInfo) -> Text:
    """Write what is allowed: a value, or for some parameters a distribution."""
    allowed = _names_or_bounds(each)
    return words.OR_DRAWN.format(allowed=allowed) if each.distributed else allowed


def _names_or_bounds(each: ParameterInfo) -> Text:
    """Write the choices or the bounds of a value."""
    if each.choices:
        return join(same(choice) for choice in each.choices)
    if each.low is not None and each.high is not None:
        return words.FROM_TO.format(low=number(each.low), high=number(each.high))
    if each.low is not None:
        return words.FROM.format(low=number(each.low))
    return same("") if each.high is None else words.UP_TO.format(high=number(each.high))
