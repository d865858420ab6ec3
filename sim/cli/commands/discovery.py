"""The command ``discover``: the boxes of parameters in which an outcome of a sweep fails."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.cli import options
from sim.cli.commands.sensitivity import folder_beside
from sim.cli.inputs import outcome_typed
from sim.cli.output import Data, Drawing, open_output, publish
from sim.cli.saved import save_points
from sim.cli.words import discovery as words
from sim.cli.words import options as texts
from sim.errors import Problem
from sim.vocabulary.currency import use_currency_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sim.cli.console import Console

FORMATS: Final = ("table", "json", "csv")


@dataclass(frozen=True, kw_only=True)
class DiscoveryOptions(options.QuietOptions):
    """The options of ``discover``."""

    store: str = options.argument(texts.STORE_HELP, texts.STORE)
    outcome: str = options.option(texts.FAILING_OUTCOME_HELP, texts.NAME, default="gain_share")
    above: float | None = options.option(texts.ABOVE_HELP, texts.NUMBER, read=options.finite)
    below: float | None = options.option(texts.BELOW_HELP, texts.NUMBER, read=options.finite)
    density: float = options.option(texts.DENSITY_HELP, texts.NUMBER, default=0.8, read=options.positive_share)
    save: str | None = options.option(texts.SAVE_HELP, texts.FILE, read=options.toml_file)
    form: str = options.option(texts.DISCOVERY_FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])
    out: str | None = options.option(texts.DISCOVERY_OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = options.figure_formats("--figure-format")
    size: str = options.figure_size()

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find that not exactly one side of the outcome is a failure."""
        if (typed["above"] is None) == (typed["below"] is None):
            yield Problem(file="--above", allowed=words.ONE_SIDE, hint=words.ONE_SIDE_HINT)


def discover(chosen: DiscoveryOptions, console: Console) -> int:
    """Run the ``discover`` command."""
    from sim.sweep import open_sweep

    ds = open_sweep(chosen.store)
    use_currency_of(ds)
    from sim import analysis
    from sim.cli.reports import discovery as reports

    written = chosen.form == FORMATS[0] or chosen.out is not None
    with open_output(folder_beside(chosen.store, chosen.out), console) if written else nullcontext() as output:
        found = analysis.discover(
            ds, outcome_typed(chosen.outcome), above=chosen.above, below=chosen.below, density=chosen.density
        )
        if chosen.form == "json":
            console.result(reports.as_json(found))
        elif chosen.form == "csv":
            console.result(reports.as_csv(found))
        else:
            console.paragraph(analysis.words.discovery(found, console.lang))
            for table in reports.tables(found, console.lang):
                console.table(table)
        if output is not None:
            from sim import figures

            drawn = [Drawing("discovery", partial(figures.discovery, found))] if found.sizes["box"] else []
            publish([Data("discovery.nc", found), *drawn], output, chosen, console)
    if chosen.save is not None:
        medoids = found["medoid"].values.tolist()
        save_points(medoids, partial(analysis.scenario_at, ds), words.TITLE, Path(chosen.save), console)
        if not medoids:
            console.note(words.NO_BOX)
    return 0
