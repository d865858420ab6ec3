"""The command ``plot``: draw an outcome over a sweep, and where it tips; or export the outcomes of the runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sim.cli import options
from sim.cli.commands.sensitivity import folder_beside
from sim.cli.errors import CommandError, cannot_write
from sim.cli.output import open_output, publish
from sim.cli.words import options as texts
from sim.cli.words import sweep as words
from sim.vocabulary.currency import use_currency_of

if TYPE_CHECKING:
    import xarray as xr

    from sim.cli.console import Console

EXPORTS: Final = (".csv", ".parquet", ".nc")
FIGURES: Final = ("phases", "profile", "break_even")


def _export_file(typed: str) -> str:
    """Read the name of a file to export to."""
    if not typed.endswith(EXPORTS):
        raise options.BadValueError(words.ENDING.format(names=", ".join(EXPORTS)))
    return typed


@dataclass(frozen=True, kw_only=True)
class PlotOptions(options.QuietOptions):
    """The options of ``plot``."""

    store: str = options.argument(texts.STORE_HELP, texts.STORE)
    x: str | None = options.option(texts.X_HELP, texts.PATH)
    y: str | None = options.option(texts.Y_HELP, texts.PATH)
    outcome: str | None = options.option(texts.OUTCOME_HELP, texts.NAME)
    threshold: float = options.option(texts.THRESHOLD_HELP, texts.NUMBER, default=0.0, read=options.finite)
    figures: tuple[str, ...] = options.option(texts.FIGURE_HELP, FIGURES, "--figure", default=(), several=True)
    export: str | None = options.option(texts.EXPORT_HELP, texts.FILE, read=_export_file)
    out: str | None = options.option(texts.LEARNED_OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()


def show_plot(chosen: PlotOptions, console: Console) -> int:
    """Run the ``plot`` command."""
    from sim.sweep import open_sweep

    ds = open_sweep(chosen.store)
    use_currency_of(ds)
    if chosen.export is not None:
        return _export(ds, chosen.export, console)
    from sim.analysis import SweepError

    if not bool((ds["collective_status"] >= 0).any()):
        raise SweepError(words.NO_RUNS)
    from sim.cli.reports.plot import report

    with open_output(folder_beside(chosen.store, chosen.out), console) as output:
        publish(report(ds, chosen, console.lang), output, chosen, console)
    return 0


def _export(ds: xr.Dataset, path: str, console: Console) -> int:
    """Write the outcomes of all runs as a table."""
    from sim.analysis import export

    try:
        export(ds, path)
    except ImportError:
        raise CommandError(words.NO_PARQUET) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    console.note(words.EXPORTED.format(path=path))
    return 0
