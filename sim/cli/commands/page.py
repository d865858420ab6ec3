"""The command ``page``: write one file that plays the model in any browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.errors import cannot_write
from sim.cli.options import QuietOptions, argument, option
from sim.cli.progress import announce_compiling
from sim.cli.words import options as texts
from sim.cli.words import page as words

if TYPE_CHECKING:
    from sim.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class PageOptions(QuietOptions):
    """The options of ``page``."""

    cases: tuple[str, ...] = argument(texts.PAGE_CASES_HELP, texts.SCENARIO, default=(), several=True)
    out: str = option(texts.PAGE_OUT_HELP, texts.FILE, "--out", "-o", default="faire-ensemble.html")


def page(chosen: PageOptions, console: Console) -> int:
    """Run the ``page`` command."""
    from sim.files import whole_file
    from sim.page.case import playable_cases
    from sim.page.document import document
    from sim.page.lowering import is_lowered

    cases = playable_cases(chosen.cases)
    announce_compiling(console)
    if not is_lowered():
        console.note(words.LOWERING)
    text = document(cases, console.lang).encode()
    path = Path(chosen.out)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(path, error) from error
    console.result(words.WROTE.format(file=str(path), size=round(len(text) / 1024))[console.lang])
    return 0
