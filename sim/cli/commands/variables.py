"""The command ``variables``: print the table of all outputs, generated from their declarations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.cli.options import Options, option
from sim.cli.words import variables as words
from sim.vocabulary.text import Lang, Text, join, same

if TYPE_CHECKING:
    from sim.analysis.outputs import OutputInfo
    from sim.cli.console import Console

FORMATS: Final = ("table", "md", "json", "csv")
_HEADINGS: Final = ("name", "kind", "dimensions", "unit", "record", "meaning")  # of a CSV table


@dataclass(frozen=True, kw_only=True)
class VariablesOptions(Options):
    """The options of ``variables``: a table for a terminal, a page of documentation, or another program."""

    form: str = option(words.FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])


def show_variables(chosen: VariablesOptions, console: Console) -> int:
    """Run the ``variables`` command."""
    from sim.analysis.outputs import outputs

    listed = outputs()
    if chosen.form == "json":
        console.result(json.dumps([asdict(each) for each in listed], ensure_ascii=False, indent=2))
    elif chosen.form == "csv":
        from sim.tables.writing import csv_text

        rows = [_cells(each, console.lang) for each in listed]
        console.result(csv_text(_HEADINGS, rows).rstrip("\n"))
    elif chosen.form == "md":
        console.result("\n\n".join(_markdown(part, title, console.lang) for title, part in _parts(listed)))
    else:
        for title, part in _parts(listed):
            _print_table(part, title, console)
    return 0


def _cells(each: OutputInfo, lang: Lang) -> tuple[str, ...]:
    """Return the cells of an output in a CSV table."""
    return each.name, each.kind, " ".join(each.dimensions), each.unit, each.record, each.text[lang]


def _parts(listed: Sequence[OutputInfo]) -> list[tuple[Text, list[OutputInfo]]]:
    """Return the outcomes and the variables, each with their title."""
    variables = [each for each in listed if each.kind == "variable"]
    return [(words.OUTCOMES, [each for each in listed if each not in variables]), (words.VARIABLES, variables)]


def _row(each: OutputInfo) -> tuple[Text, ...]:
    """Return the cells of an output that people read."""
    from sim.vocabulary.units import UNITS
    from sim.vocabulary.variable import DIMENSIONS

    dimensions = join(DIMENSIONS.get(dim, same(dim)) for dim in each.dimensions)
    return same(each.name), each.text, UNITS.get(each.unit, same(each.unit)), dimensions, same(each.record)


_TITLES: Final = (words.NAME, words.MEANING, words.UNIT, words.DIMENSIONS, words.RECORD)


def _markdown(listed: Sequence[OutputInfo], title: Text, lang: Lang) -> str:
    """Write a table in Markdown under its title."""
    from sim.cli.tables import markdown_table

    rows = [(same(f"`{cells[0].en}`"), *cells[1:]) for cells in map(_row, listed)]
    return f"## {title[lang]}\n\n{markdown_table(_TITLES, rows, lang, numbers=False)}"


def _print_table(listed: Sequence[OutputInfo], title: Text, console: Console) -> None:
    """Print a table that fits a terminal."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text as Cell

    lang = console.lang
    table = Table(box=SIMPLE, pad_edge=False, title=title[lang], title_justify="left")
    shown = _TITLES if any(each.record for each in listed) else _TITLES[:-1]
    for heading in shown:
        table.add_column(heading[lang], no_wrap=heading is words.NAME)
    for each in listed:
        table.add_row(*(Cell(cell[lang]) for cell in _row(each)[: len(shown)]))
    console.table(table)
