"""The command ``scenarios``: list the scenarios that come with the program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.cli.options import Options, option
from sim.cli.words import scenarios as words
from sim.vocabulary.text import Lang, Text, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import ShippedScenario

FORMATS: Final = ("table", "md", "json")


@dataclass(frozen=True, kw_only=True)
class ScenariosOptions(Options):
    """The options of ``scenarios``: a table for a terminal, a page of documentation, or another program."""

    form: str = option(words.FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])


def show_scenarios(chosen: ScenariosOptions, console: Console) -> int:
    """Run the ``scenarios`` command."""
    from sim.scenario import shipped_scenarios
    from sim.scenario.shipped import shipped_folder

    listed = shipped_scenarios()
    if chosen.form == "json":
        console.result(json.dumps([_fields(each) for each in listed], ensure_ascii=False, indent=2))
    elif chosen.form == "md":
        console.result(_markdown(listed, console.lang))
    else:
        _print_table(listed, console)
        console.note(words.WHERE.format(folder=shipped_folder()))
    return 0


def _fields(each: ShippedScenario) -> dict[str, object]:
    """Return what is known of a scenario, for another program."""
    texts = {"title": asdict(each.title), "teaches": asdict(each.teaches)}
    return {"name": each.name, "file": str(each.file), **texts, "commands": _commands(each)}


def _commands(each: ShippedScenario) -> list[str]:
    """Return the commands that the scenario is made for."""
    return list(each.studies or ("run",))


def _markdown(listed: Sequence[ShippedScenario], lang: Lang) -> str:
    """Write the table in Markdown, with what each scenario teaches."""
    from sim.cli.tables import markdown_table

    titles = (words.NAME, words.TITLE, words.TEACHES, words.COMMANDS)
    rows = [(same(f"`{each.name}`"), each.title, each.teaches, same(", ".join(_commands(each)))) for each in listed]
    return markdown_table(titles, rows, lang, numbers=False)


def _print_table(listed: Sequence[ShippedScenario], console: Console) -> None:
    """Print a table that fits a terminal."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text as Cell

    lang = console.lang
    table = Table(box=SIMPLE, pad_edge=False)
    headings: tuple[Text, ...] = (words.NAME, words.TITLE, words.COMMANDS)
    for heading in headings:
        table.add_column(heading[lang], no_wrap=heading is words.NAME)
    for each in listed:
        table.add_row(*map(Cell, (each.name, each.title[lang], ", ".join(_commands(each)))))
    console.table(table)
